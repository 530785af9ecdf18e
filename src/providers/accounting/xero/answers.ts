import * as z from 'zod'
import { once } from '../../../kit/contract.ts'
import type { JsonObject, JsonValue } from '../../../kit/json.ts'

export const amountAnswer = () => z.union([z.number(), z.string()]).nullish()

/** The list that stands around the one record that was asked for, or made. */
export function one<Record extends z.ZodType>(record: Record) {
  return z.tuple([record], z.unknown())
}

const anyJson = once(() => z.json())

/** An answer that was parsed and reshaped, as the JSON that it still is. */
export function json(value: object): JsonValue {
  return anyJson().parse(value)
}

export function exampleAnswer(resource: string, record: JsonObject): JsonObject {
  return {
    Id: 'ccece84a-075c-4fcd-9073-149d4f7a91cf',
    Status: 'OK',
    ProviderName: 'Upstream',
    DateTimeUTC: '/Date(1768465800000)/',
    [resource]: [record],
  }
}

export function examplePage(resource: string, record: JsonObject): JsonObject {
  return { ...exampleAnswer(resource, record), pagination: { page: 1, pageSize: 100, pageCount: 1, itemCount: 1 } }
}

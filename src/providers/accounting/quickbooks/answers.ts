import * as z from 'zod'
import { currencyOf } from '../../../contracts/accounting/values.ts'
import { toUtc } from '../../../contracts/time.ts'
import type { Config } from './config.ts'

/** Only properties with values are answered, so nearly all of them may be missing. */
export const amountAnswer = () => z.union([z.number(), z.string()]).nullish()

export const referenceAnswer = () => z.looseObject({ value: z.string() }).nullish()

/** What every entity carries. */
export const entityAnswer = () => ({
  Id: z.string(),
  CurrencyRef: referenceAnswer(),
  MetaData: z.looseObject({ CreateTime: z.string().nullish(), LastUpdatedTime: z.string().nullish() }).nullish(),
})

interface EntityAnswer {
  readonly CurrencyRef?: { readonly value: string } | null | undefined
  readonly MetaData?:
    | { readonly CreateTime?: string | null | undefined; readonly LastUpdatedTime?: string | null | undefined }
    | null
    | undefined
}

/** A company that has one currency only may leave it out: it is the home currency then. */
export function currency({ CurrencyRef }: EntityAnswer, { currency: home }: Config): string | null {
  return currencyOf(CurrencyRef?.value, home)
}

export function times({ MetaData }: EntityAnswer) {
  return { createdAt: toUtc(MetaData?.CreateTime), updatedAt: toUtc(MetaData?.LastUpdatedTime) }
}

export const exampleMeta = { CreateTime: '2026-01-15T09:30:00-08:00', LastUpdatedTime: '2026-01-15T09:30:00-08:00' }

export function examplePage(table: string, record: object) {
  return { QueryResponse: { [table]: [{ ...record }], startPosition: 1, maxResults: 1 } }
}

export const exampleTime = '2026-01-15T09:30:00.000-08:00'

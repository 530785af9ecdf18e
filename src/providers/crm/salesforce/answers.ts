import * as z from 'zod'
import { once } from '../../../kit/contract.ts'
import type { JsonObject } from '../../../kit/json.ts'
import { recordOf } from './resources.ts'

/** What a create answers, and an upsert too: https://developer.salesforce.com/docs/platform/api-rest/guide/dome-sobject-create.html */
export const saved = once(() => z.looseObject({ id: z.string() }))

export const exampleSaved = (id: string) => ({ id, success: true, errors: [] })

/**
 * What an update and a delete answer is no content at all; callers get what a create answers, so that every write reads
 * alike.
 */
export const nothing = () => z.unknown()

export const savedAs = (_: unknown, { id }: { readonly id: string }) => exampleSaved(id)

/** A page of a query's records. `nextRecordsUrl` is there while `done` is false. */
export function pageOf<RecordSchema extends z.ZodType>(record: RecordSchema) {
  return z.looseObject({ records: z.array(record) })
}

export const examplePage = (...records: readonly JsonObject[]) => ({
  totalSize: records.length,
  done: true,
  records,
})

/** What every record of a query carries beside its fields. */
export function attributes(type: string, id: string) {
  return { attributes: { type, url: recordOf(type, id) }, Id: id }
}

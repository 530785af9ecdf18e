import * as z from 'zod'
import { once } from '../../../kit/contract.ts'
import type { JsonObject } from '../../../kit/json.ts'
import { type Path, path } from '../../../kit/path.ts'
import { type Body, json } from '../../../kit/request.ts'
import { EXAMPLE_USER } from './examples.ts'

type Module = 'Contacts' | 'Accounts' | 'Deals' | 'Notes'

export function recordsOf(module: Module): Path {
  return path`/crm/v8/${module}`
}

export function recordOf(module: Module, id: string): Path {
  return path`/crm/v8/${module}/${id}`
}

export function actionOf(module: Module, action: 'search' | 'upsert'): Path {
  return path`/crm/v8/${module}/${action}`
}

/** Nothing but digits, since the same place of a path has `search`, `upsert` and `deleted`. */
export const recordId = () => z.string().regex(/^\d{1,20}$/, 'is not a record id')

/** Records are written by the list; here it always has one. */
export function oneRecord(fields: JsonObject, options: JsonObject = {}): Body {
  return json({ data: [fields], ...options })
}

/** Another record, as a field of this one. */
export const lookup = () => z.looseObject({ id: z.string() }).nullish()

/** As it is written; null empties the field. */
export function lookupOf(id: string | null | undefined) {
  return typeof id === 'string' ? { id } : id
}

export function foundOne<RecordSchema extends z.ZodType>(record: RecordSchema) {
  return z.looseObject({ data: z.tuple([record], z.unknown()) })
}

/** What a write answers of each record. */
export const written = once(() =>
  z.looseObject({
    data: z.tuple(
      [
        z.looseObject({
          details: z.looseObject({
            id: z.string(),
            Created_Time: z.string().nullish(),
            Modified_Time: z.string().nullish(),
          }),
        }),
      ],
      z.unknown(),
    ),
  }),
)

/** A page of records; without any the answer is no content at all. */
export function pageOf<RecordSchema extends z.ZodType>(record: RecordSchema) {
  return z
    .looseObject({
      data: z.array(record),
      info: z.looseObject({ more_records: z.boolean().nullish(), next_page_token: z.string().nullish() }).nullish(),
    })
    .nullable()
}

interface Page {
  readonly info?:
    | { readonly more_records?: boolean | null | undefined; readonly next_page_token?: string | null | undefined }
    | null
    | undefined
}

/** A list goes on by tokens, which have no end: https://www.zoho.com/crm/developer/docs/api/v8/get-records.html */
export function nextToken(page: Page | null): string | undefined {
  return page?.info?.more_records === true ? (page.info.next_page_token ?? undefined) : undefined
}

export const tokenCursor = () => ({
  cursor: z
    .string()
    .max(2_048)
    .regex(/^[\w.+/=-]+$/, 'is not a cursor')
    .optional(),
})

/** A search counts its pages, and ends with its 2,000th record: https://www.zoho.com/crm/developer/docs/api/v8/search-records.html */
export function nextPage(page: Page | null, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const next = Number(cursor ?? '1') + 1
  return page?.info?.more_records === true && next * limit <= 2_000 ? String(next) : undefined
}

export const pageCursor = () => ({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'is not a cursor')
    .optional(),
})

export function exampleWritten(id: string, message: 'record added' | 'record updated') {
  const user = { name: 'Charles Babbage', id: EXAMPLE_USER }
  const times = { Created_Time: '2026-01-15T09:30:00+00:00', Modified_Time: '2026-02-01T16:45:10+00:00' }
  const details = { id, ...times, Created_By: user, Modified_By: user }
  return { data: [{ code: 'SUCCESS', status: 'success', message, details }] }
}

export function examplePage(...data: readonly JsonObject[]) {
  return { data, info: { per_page: 200, count: data.length, page: 1, more_records: false } }
}

import * as z from 'zod'
import { once } from '../../../kit/contract.ts'
import type { JsonObject } from '../../../kit/json.ts'
import { type Path, path } from '../../../kit/path.ts'

/** Every object has the same requests: https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis */
type ObjectType = 'contacts' | 'companies' | 'deals' | 'notes'

export function recordsOf(type: ObjectType): Path {
  return path`/crm/objects/2026-09/${type}`
}

export function recordOf(type: ObjectType, id: string): Path {
  return path`/crm/objects/2026-09/${type}/${id}`
}

export function searchOf(type: ObjectType): Path {
  return path`/crm/objects/2026-09/${type}/search`
}

/** Nothing but digits, since the same place of a path has `search` and `batch`. */
export const recordId = () => z.string().regex(/^\d{1,20}$/, 'is not a record id')

/** A record. Every value is a text, and what HubSpot isn't asked for it leaves out. */
export const record = once(() =>
  z.looseObject({
    id: z.string(),
    properties: z.record(z.string(), z.string().nullish()),
    createdAt: z.string().nullish(),
    updatedAt: z.string().nullish(),
    associations: z.record(z.string(), z.looseObject({ results: z.array(associated()) })).nullish(),
  }),
)

const associated = () => z.looseObject({ id: z.string(), type: z.string().nullish() })

export type HubSpotRecord = z.output<ReturnType<typeof record>>

export const page = once(() =>
  z.looseObject({
    results: z.array(record()),
    paging: z.looseObject({ next: z.looseObject({ after: z.string() }).nullish() }).nullish(),
  }),
)

export function nextAfter({ paging }: z.output<ReturnType<typeof page>>): string | undefined {
  return paging?.next?.after
}

export const listCursor = () => ({
  cursor: z
    .string()
    .max(255)
    .regex(/^[\w%+/=-]+$/, 'is not a cursor')
    .optional(),
})

/** A search counts its results, of which it answers 10,000 at most. */
export const searchCursor = () => ({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'is not a cursor')
    .optional(),
})

/** Null and the empty text both clear a property; the description has room for a text only. */
export function cleared(value: string | null | undefined): string | undefined {
  return value === null ? '' : value
}

export function exampleRecord(id: string, properties: JsonObject) {
  return {
    id,
    properties: { ...properties, hs_object_id: id },
    createdAt: '2026-01-15T09:30:00.000Z',
    updatedAt: '2026-02-01T16:45:10.000Z',
    archived: false,
  }
}

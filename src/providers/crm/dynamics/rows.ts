import * as z from 'zod'
import type { JsonObject } from '../../../kit/json.ts'
import { type Path, path } from '../../../kit/path.ts'
import { get, json, type ProviderRequest, patch, post, type Query } from '../../../kit/request.ts'
import { every, type Filter } from './filter.ts'

type EntitySet = 'contacts' | 'accounts' | 'opportunities' | 'annotations' | 'transactioncurrencies'

function rowsOf(set: EntitySet): Path {
  return path`/api/data/v9.2/${set}`
}

export function rowOf(set: EntitySet, id: string): Path {
  return path`/api/data/v9.2/${set}(${id})`
}

/** What a lookup is bound to: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/associate-disassociate-entities-using-web-api */
export function reference(set: EntitySet, id: string): string
export function reference(set: EntitySet, id: string | undefined): string | undefined
export function reference(set: EntitySet, id: string | undefined): string | undefined {
  return id === undefined ? undefined : `/${set}(${id})`
}

/** A lookup that may lead to rows of several tables says to which only when it is asked. */
const annotations = 'odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname"'

export function read(set: EntitySet, id: string, query: Query): ProviderRequest {
  return get(rowOf(set, id), { query, headers: { Prefer: annotations } })
}

/** Answers the row that was made, in the columns that `query` selects. */
export function create(set: EntitySet, row: JsonObject, query: Query): ProviderRequest {
  return post(rowsOf(set), json(row), { query, headers: { Prefer: `return=representation,${annotations}` } })
}

/** Without `If-Match` a change of what isn't there would make it. */
export function update(set: EntitySet, id: string, row: JsonObject, query: Query): ProviderRequest {
  return patch(rowOf(set, id), json(row), {
    query,
    headers: { Prefer: `return=representation,${annotations}`, 'If-Match': '*' },
  })
}

interface PageInput {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** A page of rows, in a fixed order: https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/query/page-results */
export function list(
  set: EntitySet,
  conditions: readonly (Filter | undefined)[],
  query: Query,
  { limit, cursor }: PageInput,
): ProviderRequest {
  return get(rowsOf(set), {
    query: { ...query, $filter: every(conditions), $skiptoken: cursor },
    headers: { Prefer: `odata.maxpagesize=${limit},${annotations}` },
  })
}

export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.looseObject({ value: z.array(row), '@odata.nextLink': z.string().nullish() })
}

/** The link to the next page is the request of this one, with a token; the token is all that a cursor needs. */
export function nextToken(page: { readonly '@odata.nextLink'?: string | null | undefined }): string | undefined {
  const link = page['@odata.nextLink'] ?? ''
  return URL.canParse(link) ? (new URL(link).searchParams.get('$skiptoken') ?? undefined) : undefined
}

/** `<cookie pagenumber="2" pagingcookie="%3ccookie…" istracking="False" />` */
export const listCursor = () => ({
  cursor: z
    .string()
    .max(2_048)
    .regex(/^<cookie pagenumber="\d{1,9}"(?: [a-z]{1,30}="[\w%.~:+/-]*"){0,4} \/>$/, 'is not a cursor')
    .optional(),
})

export function etag(id: string) {
  return { '@odata.etag': `W/"${Number.parseInt(id.slice(0, 8), 16) % 10_000_000}"` }
}

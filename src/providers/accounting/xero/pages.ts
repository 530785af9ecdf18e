import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'

export const pageCursor = () => ({
  cursor: numberCursor(),
})

export const changes = () => ({
  /** Only what changed at this time or later. */
  updatedSince: z.iso.datetime({ offset: true }).optional(),
})

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Xero counts pages from one, and fills them with up to 1,000 records; a cursor is the number of the next. */
export function pageQuery({ limit, cursor }: Page) {
  return { page: pageOf(cursor), pageSize: limit }
}

function pageOf(cursor: string | undefined): number {
  return cursor === undefined ? 1 : Number(cursor)
}

export const paginationAnswer = () => ({ pagination: z.looseObject({ pageCount: z.number().nullish() }).nullish() })

interface Paginated {
  readonly pagination?: { readonly pageCount?: number | null | undefined } | null | undefined
}

export function nextPage({ pagination }: Paginated, { cursor }: Page): string | undefined {
  const page = pageOf(cursor)
  return page < (pagination?.pageCount ?? 0) ? String(page + 1) : undefined
}

/**
 * Accounts and items have no pages: Xero answers all of them, and a page is cut out of that here. A cursor is the number
 * of the last record that was seen.
 */
export function cut<Item>(records: readonly Item[], { limit, cursor }: Page): readonly Item[] {
  const start = startOf(cursor)
  return records.slice(start, start + limit)
}

export function nextCut(records: readonly unknown[], { limit, cursor }: Page): string | undefined {
  const end = startOf(cursor) + limit
  return end < records.length ? String(end) : undefined
}

function startOf(cursor: string | undefined): number {
  return cursor === undefined ? 0 : Number(cursor)
}

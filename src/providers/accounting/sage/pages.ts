import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'

/** Sage counts pages from one; a cursor is the number of the next. */
export const pageCursor = () => ({
  cursor: numberCursor(),
})

/** https://developer.sage.com/accounting/guides/efficiencies/filtering has this filter and those of days. */
export const changes = () => ({
  /** Only what changed at this time or later. */
  updatedSince: z.iso.datetime({ offset: true }).optional(),
})

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** At most 200 a page: https://developer.sage.com/accounting/guides/efficiencies/pagination */
export function pageQuery({ limit, cursor }: Page) {
  return { page: pageOf(cursor), items_per_page: limit }
}

function pageOf(cursor: string | undefined): number {
  return cursor === undefined ? 1 : Number(cursor)
}

export function pageAnswer<Item extends z.ZodType>(item: Item) {
  return z.looseObject({ $items: z.array(item), $next: z.string().nullish() })
}

/** `$next` is the path of the next page; what counts is whether there is one. */
export function nextPage({ $next }: { readonly $next?: string | null | undefined }, page: Page): string | undefined {
  return $next ? String(pageOf(page.cursor) + 1) : undefined
}

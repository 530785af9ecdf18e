import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'

/** FreshBooks counts pages from one; a cursor is the number of the next. */
export const pageCursor = () => ({
  cursor: numberCursor(),
})

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** At most 100 a page, and more is silently cut to it: https://www.freshbooks.com/api/parameters */
export function pageQuery({ limit, cursor }: Page) {
  return { page: pageOf(cursor), per_page: limit }
}

function pageOf(cursor: string | undefined): number {
  return cursor === undefined ? 1 : Number(cursor)
}

export const pagesAnswer = () => ({ pages: z.number().nullish() })

interface Paged {
  readonly response: { readonly result: { readonly pages?: number | null | undefined } }
}

export function nextPage({ response }: Paged, { cursor }: Page): string | undefined {
  const page = pageOf(cursor)
  return page < (response.result.pages ?? 0) ? String(page + 1) : undefined
}

export const exampleCounts = { page: 1, pages: 1, per_page: 100, total: 1 }

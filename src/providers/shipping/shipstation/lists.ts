import * as z from 'zod'
import { once, pageInput } from '../../../kit/contract.ts'

/** The number of a page, other than the first. */
export const pageCursor = () => z.string().regex(/^([2-9]|[1-9]\d{1,6})$/, 'is not a cursor of this list')

export const pagedInput = () => ({ ...pageInput(), cursor: pageCursor().optional() })

interface Paged {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function pageQuery({ limit, cursor }: Paged) {
  return { page_size: limit, page: cursor === undefined ? 1 : Number(cursor) }
}

export const pageAnswer = once(() => z.looseObject({ page: z.number(), pages: z.number() }))

export function nextPage({ page, pages }: z.output<ReturnType<typeof pageAnswer>>): string | undefined {
  return page < pages ? String(page + 1) : undefined
}

/** A page that is the only one. */
export function examplePage({ limit, cursor }: Paged) {
  const { page } = pageQuery({ limit, cursor })
  const link = { href: `https://api.shipstation.com/v2/labels?page=${page}&page_size=${limit}` }
  return { total: 1, page, pages: page, links: { first: link, last: link, prev: {}, next: {} } }
}

import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'

/** PayPal counts pages from one; a cursor is the number of the next. */
export const pageCursor = () => numberCursor()

export const paged = () => ({ total_pages: z.number().nullish() })

interface Paged {
  readonly total_pages?: number | null | undefined
}

export function pageOf(cursor: string | undefined): number {
  return cursor === undefined ? 1 : Number(cursor)
}

export function nextPage({ total_pages: total }: Paged, { cursor }: { readonly cursor?: string | undefined }) {
  const page = pageOf(cursor)
  return page < (total ?? 0) ? String(page + 1) : undefined
}

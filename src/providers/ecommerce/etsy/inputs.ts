import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'

/** Etsy counts its objects; contracts have the number in digits. */
export const numericId = () => z.string().regex(/^[1-9]\d{0,14}$/, 'is not the number of an object')

/** Etsy skips the first `offset` items; a cursor is that number. https://developers.etsy.com/documentation/essentials/requests */
export const offsetCursor = () => ({
  cursor: numberCursor(),
})

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function pageQuery({ limit, cursor }: Page) {
  return { limit, offset: offsetOf(cursor) }
}

function offsetOf(cursor: string | undefined): number {
  return cursor === undefined ? 0 : Number(cursor)
}

/** What every list answers. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.looseObject({ count: z.int(), results: z.array(item) })
}

/** A page without anything is the last, whatever the count says. */
export function nextOffset(
  { count, results }: { readonly count: number; readonly results: readonly unknown[] },
  { cursor }: Page,
): string | undefined {
  const end = offsetOf(cursor) + results.length
  return results.length > 0 && end < count ? String(end) : undefined
}

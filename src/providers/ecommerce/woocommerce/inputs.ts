import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'

/** WordPress counts its objects; contracts have the number in digits. */
export const numericId = () => z.string().regex(/^[1-9]\d{0,14}$/, 'is not the number of an object')

/** Pages are counted from one; a cursor is the number of the next. */
export const pageCursor = () => ({
  cursor: numberCursor(),
})

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** https://woocommerce.github.io/woocommerce-rest-api-docs/#pagination */
export function pageQuery({ limit, cursor }: Page) {
  return { page: pageOf(cursor), per_page: limit }
}

/** How many there are is told in headers alone: whether a full page was the last only the next one shows. */
export function nextPage(shown: readonly unknown[], { limit, cursor }: Page): string | undefined {
  return shown.length === limit ? String(pageOf(cursor) + 1) : undefined
}

function pageOf(cursor: string | undefined): number {
  return cursor === undefined ? 1 : Number(cursor)
}

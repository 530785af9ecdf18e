import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'

/** BigCommerce counts its objects; contracts have the number in digits. */
export const numericId = () => z.string().regex(/^[1-9]\d{0,14}$/, 'is not the number of an object')

/** Pages are counted from one; a cursor is the number of the next. */
export const pageCursor = () => ({
  cursor: numberCursor(),
})

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function pageQuery({ limit, cursor }: Page) {
  return { page: pageOf(cursor), limit }
}

export function pageOf(cursor: string | undefined): number {
  return cursor === undefined ? 1 : Number(cursor)
}

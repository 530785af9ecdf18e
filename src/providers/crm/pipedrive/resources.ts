import * as z from 'zod'

/** Pipedrive counts its records; contracts have the number in digits. */
export const recordId = () => z.string().regex(/^[1-9]\d{0,14}$/, 'is not the number of a record')

export function numberOf(id: string): number
export function numberOf(id: string | undefined): number | undefined
export function numberOf(id: string | undefined): number | undefined {
  return id === undefined ? undefined : Number(id)
}

/** What every answer has around its data. */
export function dataOf<Data extends z.ZodType>(data: Data) {
  return z.looseObject({ data })
}

export function listOf<Item extends z.ZodType>(item: Item) {
  return pageOf(z.array(item))
}

/** https://pipedrive.readme.io/docs/core-api-concepts-pagination */
export function pageOf<Data extends z.ZodType>(data: Data) {
  return z.looseObject({ data, additional_data: z.looseObject({ next_cursor: z.string().nullish() }).nullish() })
}

interface Page {
  readonly additional_data?: { readonly next_cursor?: string | null | undefined } | null | undefined
}

export function nextCursor({ additional_data }: Page): string | undefined {
  return additional_data?.next_cursor ?? undefined
}

/** Cursors are opaque, in the alphabets of Base64. */
export const listCursor = () => ({
  cursor: z
    .string()
    .max(2_048)
    .regex(/^[\w+/=-]+$/, 'is not a cursor')
    .optional(),
})

/** The form of times in a query: RFC 3339, to the second. */
export function querySecond(time: string): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

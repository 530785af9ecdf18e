import { numberCursor } from '../../../kit/contract.ts'

/**
 * Mailchimp skips the first `offset` items; a cursor is that number.
 * https://mailchimp.com/developer/marketing/docs/methods-parameters/#pagination
 */
export const offsetCursor = () => ({
  cursor: numberCursor(),
})

interface PageInput {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function pageQuery({ limit, cursor }: PageInput) {
  return { count: limit, offset: offsetOf(cursor) }
}

/** The cursor after a page of `shown` items out of `total`; a page without any is the last, whatever the total says. */
export function nextOffset(shown: number, total: number, { cursor }: PageInput): string | undefined {
  const end = offsetOf(cursor) + shown
  return shown > 0 && end < total ? String(end) : undefined
}

function offsetOf(cursor: string | undefined): number {
  return cursor === undefined ? 0 : Number(cursor)
}

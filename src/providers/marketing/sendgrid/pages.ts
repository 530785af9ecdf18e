import * as z from 'zod'
import { numberCursor } from '../../../kit/contract.ts'

/** https://www.twilio.com/docs/sendgrid/api-reference/lists/get-all-lists */
export const paged = () => ({ _metadata: z.looseObject({ next: z.string().nullish() }).nullish() })

interface Paged {
  readonly _metadata?: { readonly next?: string | null | undefined } | null | undefined
}

interface PageInput {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function pageQuery({ limit, cursor }: PageInput) {
  return { page_size: limit, page_token: cursor }
}

/** The next page is given as a URL; only its token is taken from there. */
export function nextToken({ _metadata: metadata }: Paged): string | undefined {
  const next = metadata?.next
  if (typeof next !== 'string' || !URL.canParse(next)) return undefined
  return new URL(next).searchParams.get('page_token') || undefined
}

export const cutCursor = () => ({
  cursor: numberCursor(),
})

/** Segments have no pages: SendGrid answers all of them, and a page is cut out of that here. A cursor is where it begins. */
export function cut<Item>(records: readonly Item[], { limit, cursor }: PageInput): readonly Item[] {
  const start = startOf(cursor)
  return records.slice(start, start + limit)
}

export function nextCut(records: readonly unknown[], { limit, cursor }: PageInput): string | undefined {
  const end = startOf(cursor) + limit
  return end < records.length ? String(end) : undefined
}

function startOf(cursor: string | undefined): number {
  return cursor === undefined ? 0 : Number(cursor)
}

import * as z from 'zod'
import type { Query } from '../../../kit/request.ts'

export const paged = () => ({
  _links: z.looseObject({ next: z.looseObject({ href: z.string().nullish() }).nullish() }).nullish(),
})

interface Paged {
  readonly _links?: { readonly next?: Link | null | undefined } | null | undefined
}

interface Link {
  readonly href?: string | null | undefined
}

const base = 'https://api.cc.email'

/**
 * The next page is a link to the same path with another query, such as `/v3/contacts?cursor=…`, and the cursor is
 * that query as it is: Constant Contact says to follow the link, and nothing of what is in it.
 */
export function nextQuery({ _links: links }: Paged): string | undefined {
  const href = links?.next?.href
  if (typeof href !== 'string' || !URL.canParse(href, base)) return undefined
  return new URL(href, base).search.slice(1) || undefined
}

export const linkCursor = () => ({
  cursor: z.string().min(1).max(2_048).refine(isLinkQuery, 'is not a cursor that an answer gave').optional(),
})

/** Lists of contacts lead on by the first, lists of e-mails by the second. */
const leading = ['cursor', 'next']

const repeated = ['limit', 'lists', 'include', 'include_membership_count']

/** Whether it is made of what those links are made of, so that nothing else is asked for by way of a cursor. */
function isLinkQuery(cursor: string): boolean {
  const pairs = [...new URLSearchParams(cursor)]
  const isKnown = pairs.every(([name, value]) => value !== '' && [...leading, ...repeated].includes(name))
  return isKnown && pairs.some(([name]) => leading.includes(name))
}

/** The query of a page: the first one's own, and afterwards what the link said, which repeats what the first had. */
export function pageQuery(cursor: string | undefined, first: Query): Query {
  return cursor === undefined ? first : Object.fromEntries(new URLSearchParams(cursor))
}

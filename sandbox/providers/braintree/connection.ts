import { encodeBase64Url } from '../../http.ts'
import { refused } from './refusal.ts'

export interface PageArguments {
  first?: number | null
  after?: string | null
}

interface Connection<View> {
  edges: { cursor: string; node: View }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

/** The size of a page whose size isn't asked for. */
const pageSize = 50

/** The page of `records` that the arguments ask for: https://developer.paypal.com/braintree/graphql/guides/search */
export function connection<Item extends { id: string }, View>(
  records: readonly Item[],
  { first, after }: PageArguments,
  view: (record: Item) => View,
): Connection<View> {
  const size = first ?? pageSize
  if (size < 1) throw refused(undefined, 'The size of a page must be greater than zero.', ['first'])
  const start = typeof after === 'string' ? records.findIndex((record) => cursorOf(record) === after) + 1 : 0
  if (typeof after === 'string' && start === 0) throw refused(undefined, 'The cursor is invalid.', ['after'])
  const edges = records.slice(start, start + size).map((record) => ({ cursor: cursorOf(record), node: view(record) }))
  return {
    edges,
    pageInfo: {
      hasNextPage: start + size < records.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

function cursorOf({ id }: { id: string }): string {
  return encodeBase64Url(`cursor:${id}`)
}

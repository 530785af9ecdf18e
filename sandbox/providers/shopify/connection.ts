import { GraphQLError } from 'graphql'

export interface PageArguments {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
  reverse?: boolean | null
}

interface Edge<View> {
  cursor: string
  node: View
}

export interface Connection<View> {
  edges: Edge<View>[]
  nodes: View[]
  pageInfo: {
    startCursor: string | null
    endCursor: string | null
    hasNextPage: boolean
    hasPreviousPage: boolean
  }
}

/** The largest page: https://shopify.dev/docs/api/usage/pagination-graphql */
const largestPage = 250

/** The page of `records` (in their natural order) that the arguments ask for. */
export function connection<Item extends { id: string }, View>(
  records: readonly Item[],
  page: PageArguments,
  view: (record: Item) => View,
): Connection<View> {
  const ordered = page.reverse === true ? records.toReversed() : records
  const size = page.first ?? page.last
  if (size === null || size === undefined) throw badRequest('you must provide one of first or last')
  if (typeof page.first === 'number' && typeof page.last === 'number') {
    throw badRequest('providing both first and last is not supported')
  }
  if (size < 1) throw badRequest(`${page.first === size ? 'first' : 'last'} must be greater than 0`)
  if (size > largestPage) throw badRequest(`cannot query more than ${largestPage} records in a page`)

  const start = typeof page.after === 'string' ? position(ordered, page.after) + 1 : 0
  const end = typeof page.before === 'string' ? position(ordered, page.before) : ordered.length
  const within = ordered.slice(start, end)
  const selected = typeof page.first === 'number' ? within.slice(0, size) : within.slice(-size)
  const offset = start + (typeof page.first === 'number' ? 0 : within.length - selected.length)

  const edges = selected.map((record) => ({ cursor: cursorOf(record), node: view(record) }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: offset + selected.length < ordered.length,
      hasPreviousPage: offset > 0,
    },
  }
}

export function cursorOf(record: { id: string }): string {
  return btoa(JSON.stringify({ last_id: record.id, last_value: record.id }))
}

function position(records: readonly { id: string }[], cursor: string): number {
  const index = records.findIndex((record) => cursorOf(record) === cursor)
  if (index < 0) throw badRequest('Invalid cursor for current pagination sort.')
  return index
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })
}

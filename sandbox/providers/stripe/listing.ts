import type { Collection } from '../../collection.ts'
import { hash, integer, listOf, optional, type Parse, text } from './parameters.ts'
import { invalid, missing } from './refusal.ts'

/** The query parameters of every list, https://docs.stripe.com/api/pagination. */
export const paging = {
  limit: optional(limit()),
  starting_after: optional(text()),
  ending_before: optional(text()),
  created: optional(createdRange()),
  expand: optional(listOf(text())),
}

type Paging = { [K in keyof typeof paging]: ReturnType<(typeof paging)[K]> }

function limit(): Parse<number> {
  return (value, name) => {
    const given = integer()(value, name)
    if (given < 1) throw invalid('This value must be greater than or equal to 1.', { param: name })
    if (given > 100) throw invalid('This value must be less than or equal to 100.', { param: name })
    return given
  }
}

interface Range {
  readonly gt?: number | undefined
  readonly gte?: number | undefined
  readonly lt?: number | undefined
  readonly lte?: number | undefined
}

function createdRange(): Parse<Range> {
  const bound = optional(integer())
  const range = hash({ gt: bound, gte: bound, lt: bound, lte: bound })
  return (value, name) => {
    if (typeof value !== 'string') return range(value, name)
    const exact = integer()(value, name)
    return { gte: exact, lte: exact }
  }
}

/** One page: newest first, `has_more` where the direction of travel has more. */
export function page<T extends { id: string; created: number }>(
  objects: Collection<T>,
  kind: string,
  url: string,
  query: Paging,
  keep: (object: T) => boolean,
): { object: 'list'; data: T[]; has_more: boolean; url: string } {
  const { starting_after: after, ending_before: before, created = {} } = query
  if (after !== undefined && before !== undefined) {
    throw invalid('Received both ending_before and starting_after parameters. Please pass in only one.')
  }
  for (const [cursor, param] of [
    [after, 'starting_after'],
    [before, 'ending_before'],
  ] as const) {
    if (cursor !== undefined && objects.find(cursor) === undefined) throw missing(kind, cursor, param, 400)
  }

  const all = objects.all()
  const position = (id: string): number => all.findIndex((object) => object.id === id)
  const within = (object: T): boolean =>
    (created.gt === undefined || object.created > created.gt) &&
    (created.gte === undefined || object.created >= created.gte) &&
    (created.lt === undefined || object.created < created.lt) &&
    (created.lte === undefined || object.created <= created.lte)
  const from = after === undefined ? 0 : position(after) + 1
  const to = before === undefined ? all.length : position(before)
  const reachable = all.slice(from, to).filter((object) => within(object) && keep(object))
  const size = query.limit ?? 10
  const data = before === undefined ? reachable.slice(0, size) : reachable.slice(-size)
  return { object: 'list', data, has_more: reachable.length > size, url }
}

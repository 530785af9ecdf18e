import { json } from '../../http.ts'
import { type Members, matching, oneOf, queryFields, textAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'

const count = matching(/^[1-9]\d*$/)

/** The parameters that every list has: https://docs.shipstation.com/pagination */
export const paging: Members = {
  page: count,
  page_size: count,
  sort_dir: oneOf('asc', 'desc'),
  sort_by: oneOf('modified_at', 'created_at'),
}

interface Dated {
  readonly created_at: string
  readonly modified_at?: string
}

/** One page of a list under its name, with `total`, `page`, `pages` and the links to its neighbours. */
export function page<T extends Dated>(
  exchange: Exchange,
  name: string,
  found: readonly T[],
  view: (value: T) => object,
  extra: object = {},
): Response {
  const query = queryFields(exchange.url)
  const size = Number(textAt(query, 'page_size') || '25')
  const current = Number(textAt(query, 'page') || '1')
  const pages = Math.max(1, Math.ceil(found.length / size))
  const isAscending = textAt(query, 'sort_dir') === 'asc'
  const by = (value: T) =>
    textAt(query, 'sort_by') === 'modified_at' ? (value.modified_at ?? value.created_at) : value.created_at
  const sorted = found.toSorted((a, b) => by(a).localeCompare(by(b)) * (isAscending ? 1 : -1))
  const link = (number: number) => {
    if (number < 1 || number > pages) return {}
    const url = new URL(exchange.url)
    url.searchParams.set('page', String(number))
    url.searchParams.set('page_size', String(size))
    return { href: url.href }
  }
  return json({
    [name]: sorted.slice((current - 1) * size, current * size).map(view),
    total: found.length,
    page: current,
    pages,
    links: { first: link(1), last: link(pages), prev: link(current - 1), next: link(current + 1) },
    ...extra,
  })
}

/** Whether a time lies in the range of the query's `<name>_start` and `<name>_end`. */
export function isWithin(exchange: Exchange, name: string, time: string): boolean {
  const query = queryFields(exchange.url)
  const start = textAt(query, `${name}_start`)
  const end = textAt(query, `${name}_end`)
  const at = Date.parse(time)
  return (start === '' || Date.parse(start) <= at) && (end === '' || at <= Date.parse(end))
}

import type { Exchange } from '../../provider.ts'
import { queryParseError } from './answers.ts'
import { comparable, filterOf } from './where/filter.ts'

/** One object as it is answered, and when it was changed last. */
export interface Listed {
  readonly view: Readonly<Record<string, unknown>>
  readonly updated: number
}

/** What is left of a list by `If-Modified-Since`, `where`, `order` and, where it is paged, `page` and `pageSize`. */
export function listed(exchange: Exchange, name: string, all: readonly Listed[], isPaged: boolean): object {
  const { searchParams } = exchange.url
  const since = Date.parse(exchange.headers.get('if-modified-since') ?? '')
  const known = ['UpdatedDateUTC', ...new Set(all.flatMap(({ view }) => Object.keys(view)))]
  const where = searchParams.get('where') ?? ''
  const test = where.trim() === '' ? () => true : filterOf(where, known)
  const found = all.filter(({ view, updated }) => (Number.isNaN(since) || updated > since) && test(view))
  const ordered = order(
    found.map(({ view }) => view),
    searchParams.get('order') ?? '',
    known,
  )
  const page = searchParams.get('page')
  if (!isPaged || page === null) return { [name]: ordered }

  const number = natural(page, 'page')
  const size = Math.min(natural(searchParams.get('pageSize') ?? '100', 'pageSize'), 1000)
  const pagination = {
    page: number,
    pageSize: size,
    pageCount: Math.ceil(ordered.length / size),
    itemCount: ordered.length,
  }
  return { pagination, [name]: ordered.slice((number - 1) * size, number * size) }
}

function natural(text: string, parameter: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw queryParseError(`The value '${text}' of ${parameter} isn't a positive number`)
}

function order(views: Listed['view'][], text: string, known: readonly string[]): Listed['view'][] {
  if (text.trim() === '') return views
  const match = /^\s*(\w+)(?:\s+(ASC|DESC))?\s*$/i.exec(text)
  const property = match?.[1] ?? ''
  if (!known.includes(property)) throw queryParseError(`No property or field '${property || text}' exists (at index 0)`)
  const sign = match?.[2]?.toUpperCase() === 'DESC' ? -1 : 1
  return views.toSorted((a, b) => {
    const [left, right] = [comparable(a[property]) ?? '', comparable(b[property]) ?? '']
    return left < right ? -sign : left > right ? sign : 0
  })
}

/** The values of a parameter like `Statuses=DRAFT,PAID`, in lower case; `undefined` where it isn't there. */
export function choices({ url }: Exchange, parameter: string): string[] | undefined {
  const text = url.searchParams.get(parameter)
  return text === null || text === '' ? undefined : text.split(',').map((value) => value.trim().toLowerCase())
}

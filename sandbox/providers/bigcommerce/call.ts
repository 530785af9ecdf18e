import { type Fields, isFields, json, mediaType, parseJson } from '../../http.ts'
import {
  closed,
  type Fault,
  faultsOf,
  type Members,
  matching,
  queryFields,
  type Shape,
  textAt,
  valueAt,
} from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { Problem } from './answers.ts'

/** A request to one store, and what its path names. */
export interface Call {
  readonly exchange: Exchange
  readonly state: State
  readonly store: string
  /** What stands for each `*` of the route; empty where the route has fewer. */
  readonly parameters: readonly [string, string]
}

/** The JSON body, checked; a fault answers 422 from version 3 and 400 from version 2. */
export function bodyOf({ exchange }: Call, shape: Shape): unknown {
  if (mediaType(exchange.headers) !== 'application/json') {
    throw new Problem(415, 'The request content type must be application/json.')
  }
  const value = parseJson(exchange.body)
  if (value === undefined) throw new Problem(400, 'The input is not valid JSON.')
  const faults = faultsOf(shape, value)
  const [first] = faults
  if (first === undefined) return value
  if (isSecondVersion(exchange)) throw new Problem(400, sentence(first))
  throw new Problem(
    422,
    'JSON data is missing or invalid',
    Object.fromEntries(faults.map((fault) => [fault.path.join('.'), complaint(fault)])),
  )
}

function isSecondVersion({ url }: Exchange): boolean {
  return url.pathname.split('/')[3] === 'v2'
}

function complaint({ problem, path, shape }: Fault): string {
  const field = path.join('.')
  if (problem === 'missing') return `error.path.missing`
  if (problem === 'unknown') return `${field} is not a known field`
  if (problem === 'type') return `error.expected.${shape.kind}`
  if (shape.kind === 'choice') return `${field} must be one of: ${shape.values.join(', ')}`
  return `${field} is invalid`
}

function sentence({ problem, path }: Fault): string {
  const field = path.join('.')
  if (problem === 'missing') return `The required field '${field}' was not supplied.`
  if (problem === 'unknown') return `The field '${field}' is not supported by this resource.`
  return `The field '${field}' is invalid.`
}

const whole = matching(/^[1-9]\d*$/)

export const wholes = matching(/^\d+(,\d+)*$/)

export const anyWhole = matching(/^-?\d+$/)

export const decimal = matching(/^-?\d+(\.\d+)?$/)

export const flag = matching(/^(true|false|0|1)$/)

/** ISO 8601 or RFC 2822. */
export const moment = matching(/^(\d{4}-\d{2}-\d{2}([T ][\d:.]+(Z|[+-]\d{2}:?\d{2})?)?|[A-Z][a-z]{2}, \d.*)$/)

/** The parameters of a query, checked: neither version takes one that it doesn't know. */
export function queryOf({ exchange }: Call, members: Members = {}, isListing = false): Fields {
  const query = queryFields(exchange.url)
  const known = isListing ? { page: whole, limit: whole, ...members } : members
  const faults = faultsOf(closed({}, known), query)
  if (faults.length === 0) return query
  const names = [...new Set(faults.map(({ path }) => path.join('.')))]
  if (isSecondVersion(exchange)) throw new Problem(400, `The field '${names[0]}' is not supported by this resource.`)
  throw new Problem(422, `The filter(s): ${names.join(',')} are not valid filter parameter(s).`)
}

/** An object; an empty one where the value is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

/** The page of a list that `page` and `limit` ask for: 50 at first, 250 at most. */
function slice<T>(query: Fields, found: readonly T[]) {
  const size = Math.min(250, Number(textAt(query, 'limit') || '50'))
  const page = Number(textAt(query, 'page') || '1')
  return { size, page, items: found.slice((page - 1) * size, page * size) }
}

/** One page of version 3: `{data, meta: {pagination}}`. */
export function page<T>({ exchange }: Call, query: Fields, found: readonly T[], view: (value: T) => object): Response {
  const { size, page: current, items } = slice(query, found)
  const pages = Math.max(1, Math.ceil(found.length / size))
  const link = (number: number): string => {
    const parameters = new URLSearchParams(exchange.url.searchParams)
    parameters.set('page', String(number))
    parameters.set('limit', String(size))
    return `?${parameters}`
  }
  return json({
    data: items.map(view),
    meta: {
      pagination: {
        total: found.length,
        count: items.length,
        per_page: size,
        current_page: current,
        total_pages: pages,
        links: {
          ...(current > 1 ? { previous: link(current - 1) } : {}),
          ...(current < pages ? { next: link(current + 1) } : {}),
          current: link(current),
        },
      },
    },
  })
}

/** One page of version 2: a bare list, or 204 where there is nothing. */
export function plainPage<T>(query: Fields, found: readonly T[], view: (value: T) => object): Response {
  const { items } = slice(query, found)
  return items.length === 0 ? new Response(null, { status: 204 }) : json(items.map(view))
}

/** Only `include_fields`, or all but `exclude_fields`; `id` stays in any case. */
export function selected(query: Fields, value: Readonly<Record<string, unknown>>): object {
  const names = (parameter: string) => textAt(query, parameter).split(',').filter(Boolean)
  const wanted = names('include_fields')
  const refused = names('exclude_fields')
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name]) => name === 'id' || ((wanted.length === 0 || wanted.includes(name)) && !refused.includes(name)),
    ),
  )
}

/** In the order of a field; as it was where none is named. Numbers by their size, texts by their letters. */
export function sorted<T extends object>(
  found: readonly T[],
  field: string,
  direction: string,
  of: (value: T) => object = (value) => value,
): T[] {
  if (field === '') return [...found]
  const sign = direction === 'desc' ? -1 : 1
  return found.toSorted((one, other) => sign * compare(valueAt(of(one), field), valueAt(of(other), field)))
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return String(one).localeCompare(String(other))
}

/** Whether a time is within two bounds, each of which may be empty. */
export function isWithin(at: string, min: string, max: string): boolean {
  const time = Date.parse(at)
  return (min === '' || time >= Date.parse(min)) && (max === '' || time <= Date.parse(max))
}

/** The next number of a kind of object. */
export function nextNumber(state: State, kind: string, first: number): number {
  const value = (state.get<{ value: number }>('last number', kind)?.value ?? first - 1) + 1
  state.put('last number', kind, { value })
  return value
}

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
import { type FieldError, invalid, Problem } from './answers.ts'

/** A request and what its path names. */
export interface Call {
  readonly exchange: Exchange
  readonly state: State
  /** What stands for each `*` of the route; empty where the route has fewer. */
  readonly parameters: readonly [string, string]
}

/** The JSON body, checked. Members that the schema doesn't name are ignored. */
export function bodyOf({ exchange }: Call, shape: Shape): Fields {
  const isJson = exchange.body === '' || mediaType(exchange.headers) === 'application/json'
  const value = exchange.body === '' ? {} : isJson ? parseJson(exchange.body) : undefined
  if (!isFields(value)) {
    throw new Problem(400, 'JSON Parse Error', 'We encountered an unspecified JSON parsing error.')
  }
  refuse(faultsOf(shape, value))
  return value
}

/** The object at a path, or an empty one. */
export function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  const found = valueAt(value, ...path)
  return isFields(found) ? found : {}
}

const dotted = matching(/^[\w.]+(,[\w.]+)*$/)

/** The parameters of a query, checked; every read also takes `fields` and `exclude_fields`. */
export function queryOf({ exchange }: Call, members: Members = {}): Fields {
  const query = queryFields(exchange.url)
  refuse(faultsOf(closed({}, { fields: dotted, exclude_fields: dotted, ...members }), query))
  return query
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw invalid(...faults.map(describe))
}

function describe({ path, problem, shape, value }: Fault): FieldError {
  const field = path.join('.')
  if (problem === 'missing') return { field, message: 'This value should not be blank.' }
  if (problem === 'unknown') return { field, message: 'This field was not expected.' }
  if (problem === 'type') return { field, message: `Schema describes ${shape.kind}, ${kindOf(value)} found instead` }
  if (shape.kind === 'choice') return { field, message: `Value must be one of ${shape.values.join(', ')}` }
  return { field, message: 'This value is not valid.' }
}

function kindOf(value: unknown): string {
  if (value === null) return 'NULL'
  return Array.isArray(value) ? 'array' : typeof value
}

const whole = matching(/^\d+$/)

/** https://mailchimp.com/developer/marketing/docs/methods-parameters/#pagination */
export const paging = { count: whole, offset: whole }

export const flag = matching(/^(true|false|0|1)$/)

export const moment = matching(/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/)

/** One page of a collection: `{<name>: […], total_items, …}`. */
export function page<T>(
  call: Call,
  query: Fields,
  name: string,
  found: readonly T[],
  view: (value: T) => object,
  more: object = {},
): Response {
  const count = Number(textAt(query, 'count') || '10')
  const offset = Number(textAt(query, 'offset') || '0')
  if (count > 1000) throw invalid({ field: 'count', message: 'The count may be 1000 at most.' })
  const items = found.slice(offset, offset + count).map(view)
  return selected(call, { [name]: items, ...more, total_items: found.length, _links: [] })
}

/**
 * Only the `fields` that were asked for, or all but `exclude_fields`: names with dots, which reach through lists.
 *
 * Source: https://mailchimp.com/developer/marketing/docs/methods-parameters/#partial-responses
 */
export function selected({ exchange }: Call, body: object): Response {
  const names = (parameter: string) =>
    (exchange.url.searchParams.get(parameter) ?? '').split(',').filter((name) => name !== '')
  const wanted = names('fields')
  const kept = wanted.length === 0 ? body : only(body, wanted)
  return json(without(kept, names('exclude_fields')))
}

function only(value: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element) => only(element, paths))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (paths.includes(name)) return [[name, member]]
      const inner = innerPaths(paths, name)
      return inner.length === 0 ? [] : [[name, only(member, inner)]]
    }),
  )
}

function without(value: unknown, paths: readonly string[]): unknown {
  if (paths.length === 0) return value
  if (Array.isArray(value)) return value.map((element) => without(element, paths))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !paths.includes(name))
      .map(([name, member]) => [name, without(member, innerPaths(paths, name))]),
  )
}

function innerPaths(paths: readonly string[], name: string): string[] {
  return paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1))
}

/** Whether a time is within `since_<name>` and `before_<name>` of the query; a time that isn't there is in no range. */
export function isWithin(query: Fields, name: string, at: string): boolean {
  const since = textAt(query, `since_${name}`)
  const before = textAt(query, `before_${name}`)
  if (since === '' && before === '') return true
  const instant = Date.parse(at)
  return (since === '' || instant >= Date.parse(since)) && (before === '' || instant <= Date.parse(before))
}

/** In the order of `sort_field` and `sort_dir`; as it was where the query names no field. */
export function sorted<T extends object>(query: Fields, found: readonly T[]): T[] {
  const field = textAt(query, 'sort_field')
  if (field === '') return [...found]
  const sign = textAt(query, 'sort_dir') === 'ASC' ? 1 : -1
  return found.toSorted((one, other) => sign * textAt(one, field).localeCompare(textAt(other, field)))
}

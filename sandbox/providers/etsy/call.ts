import { type Fields, isFields, json, mediaType, parseForm, parseJson } from '../../http.ts'
import {
  closed,
  type Fault,
  faultsOf,
  type Members,
  matching,
  oneOf,
  queryFields,
  textAt,
  valueAt,
} from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { EtsyError } from './answers.ts'
import { fixtures } from './fixtures.ts'

/** A request and what its path names. */
export interface Call {
  readonly exchange: Exchange
  readonly state: State
  /** The seller: the number that their token begins with. */
  readonly user: number
  /** The shop that the path names, or that of the fixtures. */
  readonly shop: number
  /** What stands for each `*` of the route; empty where the route has fewer. */
  readonly parameters: readonly [string, string]
}

export function callOf(exchange: Exchange, state: State, path: string, parameters: readonly [string, string]): Call {
  const token = /^bearer +(\d+)\./i.exec(exchange.headers.get('authorization') ?? '')?.[1]
  const shop = path.startsWith('shops/*') ? Number(parameters[0]) : fixtures.shop
  return { exchange, state, parameters, shop, user: token === undefined ? fixtures.user : Number(token) }
}

/** The form of a body, checked; every leaf of it is a text. */
export function formOf({ exchange }: Call, required: Members, optional: Members): Fields {
  if (mediaType(exchange.headers) !== 'application/x-www-form-urlencoded') {
    throw new EtsyError(415, 'Expected content type application/x-www-form-urlencoded')
  }
  const form = parseForm(exchange.body)
  refuse(faultsOf(closed(required, optional), form))
  return form
}

/** The JSON object of a body, checked. */
export function jsonOf({ exchange }: Call, required: Members, optional: Members): Fields {
  if (mediaType(exchange.headers) !== 'application/json') {
    throw new EtsyError(415, 'Expected content type application/json')
  }
  const value = parseJson(exchange.body)
  if (!isFields(value)) throw new EtsyError(400, 'Invalid JSON in request body')
  refuse(faultsOf(closed(required, optional), value))
  return value
}

/** The parameters of a query, checked. */
export function queryOf({ exchange }: Call, members: Members = {}): Fields {
  const query = queryFields(exchange.url)
  refuse(faultsOf(closed({}, members), query))
  return query
}

function refuse([first]: readonly Fault[]): void {
  if (first === undefined) return
  const name = first.path.join('.')
  if (first.problem === 'missing') throw new EtsyError(400, `Missing required parameter: ${name}`)
  if (first.problem === 'unknown') throw new EtsyError(400, `Unknown parameter: ${name}`)
  const allowed = first.shape.kind === 'choice' ? `, expected one of: ${first.shape.values.join(', ')}` : ''
  throw new EtsyError(400, `Invalid value for parameter: ${name}${allowed}`)
}

export const id = matching(/^[1-9]\d*$/)

export const count = matching(/^\d+$/)

export const decimal = matching(/^\d+(\.\d+)?$/)

export const flag = matching(/^(true|false|1|0)$/)

export function isTrue(fields: Fields, name: string): boolean {
  return ['true', '1'].includes(textAt(fields, name))
}

/** A list of a form or a query: texts between commas, or a repeated `name[]`. */
export function textsAt(fields: Fields, name: string): string[] {
  const value = valueAt(fields, name)
  const parts = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',')
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

export const paging: Members = { limit: matching(/^([1-9]\d?|100)$/), offset: count }

export const order: Members = { sort_order: oneOf('asc', 'ascending', 'desc', 'descending', 'up', 'down') }

/** One page of a list in the order of a number: 25 at first, 100 at most. */
export function page<T>(
  query: Fields,
  found: readonly T[],
  keyOf: (value: T) => number,
  view: (value: T) => object,
): Response {
  const sign = ['asc', 'ascending', 'up'].includes(textAt(query, 'sort_order')) ? 1 : -1
  const ordered = found.toSorted((one, other) => sign * (keyOf(one) - keyOf(other)))
  const offset = Number(textAt(query, 'offset') || '0')
  const limit = Number(textAt(query, 'limit') || '25')
  return json({ count: found.length, results: ordered.slice(offset, offset + limit).map(view) })
}

/** The next number of a kind of object. */
export function nextNumber(state: State, kind: 'listing' | 'product' | 'offering' | 'shipment'): number {
  const first = {
    listing: fixtures.listing + 321,
    product: fixtures.product + 1,
    offering: fixtures.offering + 1,
    shipment: 1_212_345_678,
  }[kind]
  const value = (state.get<{ value: number }>('last number', kind)?.value ?? first - 1) + 1
  state.put('last number', kind, { value })
  return value
}

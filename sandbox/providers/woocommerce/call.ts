import { type Fields, isFields, json, mediaType, parseJson } from '../../http.ts'
import {
  type Fault,
  faultsOf,
  group,
  type Members,
  matching,
  oneOf,
  queryFields,
  type Shape,
  text,
  textAt,
  valueAt,
} from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { gmt, local, RestError } from './answers.ts'

/** A request and what its path names. */
export interface Call {
  readonly exchange: Exchange
  readonly state: State
  /** What stands for each `*` of the route; empty where the route has fewer. */
  readonly parameters: readonly [string, string]
}

/** The JSON body, checked. WordPress ignores the members that a schema doesn't name. */
export function bodyOf({ exchange }: Call, shape: Shape): Fields {
  const isJson = mediaType(exchange.headers) === 'application/json'
  const value = isJson && exchange.body !== '' ? parseJson(exchange.body) : {}
  if (!isFields(value)) {
    throw new RestError(400, 'rest_invalid_json', 'Invalid JSON body passed.', {
      json_error_code: 4,
      json_error_message: 'Syntax error',
    })
  }
  refuse(faultsOf(shape, value))
  return value
}

const wholeText = matching(/^[1-9]\d*$/)

export const numbers = matching(/^\d+(,\d+)*$/)

export const flag = oneOf('true', 'false', '1', '0')

export const moment = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/)

const paging: Members = {
  context: oneOf('view', 'edit'),
  page: wholeText,
  per_page: matching(/^([1-9]\d?|100)$/),
  offset: matching(/^\d+$/),
  search: text(),
  include: numbers,
  exclude: numbers,
  order: oneOf('asc', 'desc'),
}

/** The parameters of a list, checked. WordPress ignores those that it doesn't know. */
export function listQuery({ exchange }: Call, members: Members): Fields {
  const query = queryFields(exchange.url)
  refuse(faultsOf(group({}, { ...paging, ...members }), query))
  return query
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return
  const isTopMissing = ({ problem, path }: Fault) => problem === 'missing' && path.length === 1
  const missing = faults.filter(isTopMissing).map(({ path }) => String(path[0]))
  if (missing.length > 0) {
    throw new RestError(400, 'rest_missing_callback_param', `Missing parameter(s): ${missing.join(', ')}`, {
      params: missing,
    })
  }
  const params = Object.fromEntries(faults.map((fault) => [String(fault.path[0]), complaint(fault)]))
  const details = Object.fromEntries(
    faults.map((fault) => [
      String(fault.path[0]),
      {
        code: fault.problem === 'type' ? 'rest_invalid_type' : 'rest_invalid_param',
        message: complaint(fault),
        data: null,
      },
    ]),
  )
  const names = Object.keys(params).join(', ')
  throw new RestError(400, 'rest_invalid_param', `Invalid parameter(s): ${names}`, { params, details })
}

function complaint({ problem, path, shape }: Fault): string {
  const name = path.map((part, index) => (index === 0 ? part : `[${part}]`)).join('')
  if (name === 'per_page') return 'per_page must be between 1 (inclusive) and 100 (inclusive)'
  if (problem === 'missing') return `${path.at(-1)} is a required property of ${path.slice(0, -1).join('.')}.`
  if (shape.kind === 'choice') return `${name} is not one of ${shape.values.join(', ')}.`
  if (problem === 'type') return `${name} is not of type ${typeNames[shape.kind]}.`
  return `Invalid parameter: ${name}.`
}

const typeNames: Readonly<Record<Shape['kind'], string>> = {
  text: 'string',
  choice: 'string',
  number: 'integer',
  boolean: 'boolean',
  list: 'array',
  group: 'object',
  anything: 'string',
}

export interface Dated {
  readonly id: number
  readonly created: string
  readonly modified: string
}

/** What every list can be narrowed by: ids, the text of a search, and times by the store's clock or in GMT. */
export function isListed(query: Fields, { id, created, modified }: Dated, searched: string): boolean {
  const isAmong = (name: string) => textAt(query, name).split(',').includes(String(id))
  const clock = ['true', '1'].includes(textAt(query, 'dates_are_gmt')) ? gmt : local
  const bound = (name: string) => textAt(query, name).slice(0, 19)
  return (
    (textAt(query, 'include') === '' || isAmong('include')) &&
    !isAmong('exclude') &&
    searched.toLowerCase().includes(textAt(query, 'search').toLowerCase()) &&
    (bound('after') === '' || clock(created) > bound('after')) &&
    (bound('before') === '' || clock(created) < bound('before')) &&
    (bound('modified_after') === '' || clock(modified || created) > bound('modified_after')) &&
    (bound('modified_before') === '' || clock(modified || created) < bound('modified_before'))
  )
}

/** One page of a list, in order of what `orderby` stands for; the headers tell the total and the neighbours. */
export function page<T extends Dated>(
  { exchange }: Call,
  query: Fields,
  found: readonly T[],
  keyOf: (value: T) => string | number,
  view: (value: T) => object,
  usual: 'asc' | 'desc' = 'desc',
): Response {
  const sign = (textAt(query, 'order') || usual) === 'asc' ? 1 : -1
  const ordered = found.toSorted((one, other) => sign * (compare(keyOf(one), keyOf(other)) || one.id - other.id))
  const size = Number(textAt(query, 'per_page') || '10')
  const current = Number(textAt(query, 'page') || '1')
  const start = textAt(query, 'offset') === '' ? (current - 1) * size : Number(textAt(query, 'offset'))
  const pages = Math.ceil(found.length / size)
  const link = (number: number, relation: string) => {
    const url = new URL(exchange.url)
    url.searchParams.set('page', String(number))
    return `<${url.href}>; rel="${relation}"`
  }
  const links = [
    ...(current > 1 ? [link(Math.min(current - 1, pages), 'prev')] : []),
    ...(current < pages ? [link(current + 1, 'next')] : []),
  ]
  return json(ordered.slice(start, start + size).map(view), 200, {
    'X-WP-Total': String(found.length),
    'X-WP-TotalPages': String(pages),
    ...(links.length === 0 ? {} : { Link: links.join(', ') }),
  })
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return String(one).localeCompare(String(other))
}

/** The next number; posts of every kind share them. */
export function nextNumber(state: State, kind: 'post' | 'item' | 'user' | 'meta'): number {
  const first = { post: 800, item: 316, user: 26, meta: 13_106 }[kind]
  const value = (state.get<{ value: number }>('last number', kind)?.value ?? first - 1) + 1
  state.put('last number', kind, { value })
  return value
}

export interface Meta {
  readonly id: number
  readonly key: string
  readonly value: unknown
}

/** Meta data after a change: a key that is there gets the new value, any other is added. */
export function changedMeta(state: State, before: readonly Meta[], given: readonly unknown[]): Meta[] {
  const after = [...before]
  for (const one of given) {
    const key = textAt(one, 'key')
    const value = valueAt(one, 'value') ?? ''
    const index = after.findIndex((meta) => meta.key === key)
    const meta = { id: after[index]?.id ?? nextNumber(state, 'meta'), key, value }
    if (index >= 0) after[index] = meta
    else after.push(meta)
  }
  return after
}

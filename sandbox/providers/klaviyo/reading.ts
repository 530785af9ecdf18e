import { decodeBase64, encodeBase64Url, type Fields, isFields } from '../../http.ts'
import { invalidParameter, jsonApi } from './answers.ts'
import type { Call } from './call.ts'
import { type Condition, type Filterable, meets, type Operand, parseFilter } from './filter.ts'

/** What the query of a request may say. Any other parameter is refused, and so is any other value. */
export interface Reading {
  /** By type, the attributes that `fields[type]` can choose. */
  readonly fields?: Readonly<Record<string, readonly string[]>>
  /** By type, what `additional-fields[type]` can ask for. */
  readonly additional?: Readonly<Record<string, readonly string[]>>
  readonly include?: readonly string[]
  readonly sort?: readonly string[]
  readonly filter?: Filterable
  readonly size?: { readonly usual: number; readonly most: number }
}

export interface Resource {
  readonly type: string
  readonly id: string
  readonly attributes: Fields
  /** `data` is there where the answer names the related objects. */
  readonly relationships: Readonly<Record<string, { readonly data?: unknown }>>
  /** Where it is, below `/api`, if not at the plural of its type. */
  readonly path?: string
}

export type Valued<T> = (record: T, field: string) => Operand | readonly Operand[] | null

/** Checks the whole query of a request. */
export function checkQuery({ exchange }: Call, reading: Reading): void {
  const { fields = {}, additional = {}, include, sort, filter, size } = reading
  for (const [name, value] of exchange.url.searchParams) {
    const values = value.split(',')
    const [, family = '', type = ''] = /^(fields|additional-fields)\[([\w-]+)\]$/.exec(name) ?? []
    const known = (family === 'fields' ? fields : additional)[type]
    const choices = family === '' ? (name === 'include' ? include : name === 'sort' ? sort : undefined) : known
    const isPaging = size !== undefined && (name === 'page[cursor]' || name === 'page[size]')
    if (isPaging || (name === 'filter' && filter !== undefined)) continue
    if (choices === undefined) throw invalidParameter(name, `'${name}' is not a valid parameter for this endpoint.`)
    const allowed = (choice: string): boolean =>
      choices.includes(name === 'sort' ? choice.replace(/^-/, '') : family === 'fields' ? root(choice) : choice)
    const wrong = values.find((choice) => !allowed(choice) && !(family === 'fields' && choice === 'id'))
    if (wrong !== undefined) throw invalidParameter(name, `'${wrong}' is not a valid value for '${name}'.`)
  }
}

function root(name: string): string {
  return name.split('.')[0] ?? ''
}

/** Whether `include` or `additional-fields[…]` names something. */
export function asksFor({ exchange }: Call, parameter: string, value: string): boolean {
  return (exchange.url.searchParams.get(parameter) ?? '').split(',').includes(value)
}

/** A list, filtered, sorted and paged. `page[cursor]` is the place after the last object of a page. */
export function answerList<T extends { readonly id: string }>(
  call: Call,
  reading: Reading,
  records: readonly T[],
  valued: Valued<T>,
  view: (record: T) => Resource,
  included?: (records: readonly T[]) => readonly Resource[],
): Response {
  checkQuery(call, reading)
  const { exchange } = call
  const conditions = conditionsOf(call, reading.filter ?? {})
  const found = sorted(call, records, valued).filter((record) =>
    conditions.every((condition) => meets(condition, valued(record, condition.field))),
  )
  const { usual, most } = reading.size ?? { usual: 20, most: 100 }
  const given = exchange.url.searchParams.get('page[size]') ?? String(usual)
  const size = /^\d+$/.test(given) ? Number(given) : 0
  if (size < 1 || size > most) throw invalidParameter('page[size]', `Page size must be between 1 and ${most}.`)
  const start = startOf(call, found)
  const page = found.slice(start, start + size)
  const link = (position: number): string => {
    const url = new URL(exchange.url)
    url.searchParams.delete('page[cursor]')
    const last = found[position - 1]
    if (last !== undefined) url.searchParams.set('page[cursor]', encodeBase64Url(`after::${last.id}`))
    return url.href
  }
  return jsonApi({
    data: page.map((record) => rendered(call, view(record))),
    ...includedIn(call, included?.(page) ?? []),
    links: {
      self: exchange.url.href,
      first: link(0),
      prev: start === 0 ? null : link(Math.max(0, start - size)),
      next: start + size < found.length ? link(start + size) : null,
    },
  })
}

/** One object. */
export function answerOne(
  call: Call,
  reading: Reading,
  view: Resource,
  options: { readonly status?: number; readonly included?: readonly Resource[] } = {},
): Response {
  checkQuery(call, reading)
  return jsonApi(
    {
      data: rendered(call, view),
      ...includedIn(call, options.included ?? []),
      links: { self: call.exchange.url.href },
    },
    options.status ?? 200,
  )
}

/** `included` is there, if only empty, where the request says `include`. */
function includedIn(call: Call, resources: readonly Resource[]): { readonly included?: readonly object[] } {
  if (!call.exchange.url.searchParams.has('include')) return {}
  return { included: resources.map((resource) => rendered(call, resource)) }
}

/** The conditions of `filter`; other fields or operators than a list documents are refused. */
export function conditionsOf({ exchange }: Call, filterable: Filterable): Condition[] {
  const given = exchange.url.searchParams.get('filter')
  if (given === null) return []
  const conditions = parseFilter(given)
  if (conditions === undefined) throw invalidParameter('filter', `Invalid filter provided: ${given}`)
  for (const { field, operator } of conditions) {
    const known = filterable[field]
    if (known === undefined) throw invalidParameter('filter', `'${field}' is not a valid filter field.`)
    if (!known.includes(operator)) {
      throw invalidParameter('filter', `'${operator}' is not a valid operator for '${field}': ${known.join(', ')}.`)
    }
  }
  return conditions
}

function sorted<T>({ exchange }: Call, records: readonly T[], valued: Valued<T>): T[] {
  const sort = exchange.url.searchParams.get('sort')
  if (sort === null) return [...records]
  const field = sort.replace(/^-/, '')
  const sign = sort.startsWith('-') ? -1 : 1
  const key = (record: T) => String(valued(record, field) ?? '')
  return records.toSorted((one, other) => sign * key(one).localeCompare(key(other)))
}

function startOf<T extends { readonly id: string }>({ exchange }: Call, found: readonly T[]): number {
  const cursor = exchange.url.searchParams.get('page[cursor]')
  if (cursor === null) return 0
  const id = /^after::(.+)$/.exec(decodeBase64(cursor) ?? '')?.[1]
  const index = found.findIndex((record) => record.id === id)
  if (index < 0) throw invalidParameter('page[cursor]', 'Invalid page cursor.')
  return index + 1
}

function rendered({ exchange }: Call, { type, id, attributes, relationships, path }: Resource): object {
  const { origin, searchParams } = exchange.url
  const self = `${origin}/api/${path ?? `${type}s`}/${id}`
  const chosen = searchParams.get(`fields[${type}]`)?.split(',')
  return {
    type,
    id,
    attributes: chosen === undefined ? attributes : choose(attributes, chosen),
    ...(Object.keys(relationships).length === 0
      ? {}
      : {
          relationships: Object.fromEntries(
            Object.entries(relationships).map(([name, related]) => [
              name,
              { ...related, links: { self: `${self}/relationships/${name}`, related: `${self}/${name}` } },
            ]),
          ),
        }),
    links: { self },
  }
}

/** Sparse fieldsets, where `location.city` chooses one member of an object. */
function choose(attributes: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      if (names.includes(name)) return [[name, value]]
      const inner = names.filter((other) => other.startsWith(`${name}.`)).map((other) => other.slice(name.length + 1))
      return inner.length > 0 && isFields(value) ? [[name, choose(value, inner)]] : []
    }),
  )
}

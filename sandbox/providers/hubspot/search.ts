import { json } from '../../http.ts'
import { anything, group, list, listAt, numberAt, oneOf, text, textAt, valueAt, whole } from '../../json-shape.ts'
import { checkedBody, invalid } from './answers.ts'
import type { ObjectType } from './object-types.ts'
import { valuesOf, view } from './objects.ts'
import { type Hub, records, typeOr404 } from './store.ts'

const operators = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const

const filter = group(
  { propertyName: text(), operator: oneOf(...operators) },
  { value: text(), highValue: text(), values: list(text()) },
)

/**
 * Everything is optional here: the description marks the lists, `after` and `limit` as required, but the guide leaves
 * out what isn't needed.
 *
 * Source, of the limits too: https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm
 */
const searchRequest = group(
  {},
  {
    query: text(3000),
    filterGroups: list(group({ filters: list(filter, 0, 6) }), 0, 5),
    sorts: list(anything, 0, 1),
    properties: list(text()),
    limit: whole(1, 200),
    after: anything,
  },
)

type Values = Readonly<Record<string, string>>

/** `POST /crm/objects/2026-09/{objectType}/search` */
export function searchObjects(hub: Hub, typeName: string): Response {
  const type = typeOr404(typeName)
  const body = checkedBody(hub.exchange, searchRequest)
  const groups = listAt(body, 'filterGroups').map((each) => listAt(each, 'filters'))
  if (groups.flat().length > 18) throw invalid('A search can have 18 filters at most.')
  for (const each of groups.flat()) checkFilter(type, each)

  const query = textAt(body, 'query').toLowerCase()
  const found = records(hub, type)
    .all()
    .filter(({ archivedAt }) => archivedAt === '')
    .map((record) => ({ record, values: valuesOf(hub, type, record) }))
    .filter(
      ({ values }) => groups.length === 0 || groups.some((filters) => filters.every((each) => fits(values, each))),
    )
    .filter(({ values }) => query === '' || type.searched.some((name) => values[name]?.toLowerCase().includes(query)))
  const sorted = sort(type, found, listAt(body, 'sorts')[0])

  const limit = numberAt(body, 'limit') || 10
  const start = offsetOf(valueAt(body, 'after'))
  if (start + limit > 10_000) throw invalid('A search can page through 10,000 results at most.')
  const end = start + limit
  const properties = listAt(body, 'properties').map(String)
  return json({
    total: sorted.length,
    results: sorted.slice(start, end).map(({ record }) => view(hub, type, record, properties)),
    ...(end < sorted.length ? { paging: { next: { after: String(end) } } } : {}),
  })
}

function offsetOf(after: unknown): number {
  const text = after === undefined || after === null || after === '' ? '0' : String(after)
  if (/^\d+$/.test(text)) return Number(text)
  throw invalid(`Paging cursor ${text} is not a whole number.`, { context: { after: [text] } })
}

function checkFilter(type: ObjectType, given: unknown): void {
  const name = textAt(given, 'propertyName')
  requireProperty(type, name)
  const operator = textAt(given, 'operator')
  const needsValues = operator === 'IN' || operator === 'NOT_IN'
  const needsValue = !needsValues && operator !== 'HAS_PROPERTY' && operator !== 'NOT_HAS_PROPERTY'
  const isMissing =
    (needsValues && listAt(given, 'values').length === 0) ||
    (needsValue && valueAt(given, 'value') === undefined) ||
    (operator === 'BETWEEN' && valueAt(given, 'highValue') === undefined)
  if (isMissing) {
    throw invalid(`The filter of ${name} by ${operator} has no value.`, { context: { propertyName: [name] } })
  }
}

function requireProperty(type: ObjectType, name: string): void {
  if (type.properties.some((known) => known.name === name)) return
  throw invalid(`There was a problem with the request.`, {
    errors: [{ message: `Property ${name} does not exist for object type ${type.id}`, code: 'INVALID_PROPERTY' }],
  })
}

function fits(values: Values, given: unknown): boolean {
  const value = values[textAt(given, 'propertyName')]?.toLowerCase()
  const wanted = textAt(given, 'value').toLowerCase()
  const among = listAt(given, 'values').map((each) => String(each).toLowerCase())
  switch (textAt(given, 'operator')) {
    case 'EQ':
      return value === wanted
    case 'NEQ':
      return value !== wanted
    case 'LT':
      return value !== undefined && compare(value, wanted) < 0
    case 'LTE':
      return value !== undefined && compare(value, wanted) <= 0
    case 'GT':
      return value !== undefined && compare(value, wanted) > 0
    case 'GTE':
      return value !== undefined && compare(value, wanted) >= 0
    case 'BETWEEN':
      return (
        value !== undefined &&
        compare(value, wanted) >= 0 &&
        compare(value, textAt(given, 'highValue').toLowerCase()) <= 0
      )
    case 'IN':
      return value !== undefined && among.includes(value)
    case 'NOT_IN':
      return value !== undefined && !among.includes(value)
    case 'HAS_PROPERTY':
      return value !== undefined
    case 'NOT_HAS_PROPERTY':
      return value === undefined
    case 'CONTAINS_TOKEN':
      return value !== undefined && hasToken(value, wanted)
    default:
      return value === undefined || !hasToken(value, wanted)
  }
}

/** A word of the value; `*` stands for any of its letters. */
function hasToken(value: string, wanted: string): boolean {
  const pattern = wanted.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '\\S*')
  return new RegExp(`(^|[^\\p{L}\\p{N}])${pattern}($|[^\\p{L}\\p{N}])`, 'u').test(value)
}

/** Numbers as numbers, times as times (a filter may write them in milliseconds), and the rest as text. */
function compare(a: string, b: string): number {
  const [first, second] = [amountOf(a), amountOf(b)]
  return first !== undefined && second !== undefined ? first - second : a.localeCompare(b)
}

function amountOf(value: string): number | undefined {
  const amount = Number(value)
  if (value !== '' && Number.isFinite(amount)) return amount
  const time = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value.toUpperCase()) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** By one property: `name`, `-name` for the largest first, or `{propertyName, direction}`. */
function sort<T extends { values: Values }>(type: ObjectType, found: readonly T[], given: unknown): readonly T[] {
  if (given === undefined) return found
  const isText = typeof given === 'string'
  const name = isText ? given.replace(/^-/, '') : textAt(given, 'propertyName')
  const isDescending = isText ? given.startsWith('-') : textAt(given, 'direction') === 'DESCENDING'
  requireProperty(type, name)
  const sign = isDescending ? -1 : 1
  return found.toSorted((a, b) => sign * compare(a.values[name] ?? '', b.values[name] ?? ''))
}

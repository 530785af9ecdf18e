import { isFields, json, parseForm } from '../../http.ts'
import { textAt, valueAt } from '../../json-shape.ts'
import { WebapiError } from './answers.ts'
import type { Call } from './call.ts'

/** Names of fields, and the members that they stand for. */
export type Searchable = Readonly<Record<string, string>>

/** Fields that are called as their members are. */
export function named(...names: readonly string[]): Searchable {
  return Object.fromEntries(names.map((name) => [name, name]))
}

interface Filter {
  readonly field: string
  readonly value: string
  readonly condition: string
}

/** Source: https://developer.adobe.com/commerce/webapi/rest/use-rest/performing-searches */
const conditions: Readonly<Record<string, (has: string, wanted: string) => boolean>> = {
  eq: (has, wanted) => compare(has, wanted) === 0,
  neq: (has, wanted) => compare(has, wanted) !== 0,
  gt: (has, wanted) => compare(has, wanted) > 0,
  gteq: (has, wanted) => compare(has, wanted) >= 0,
  moreq: (has, wanted) => compare(has, wanted) >= 0,
  from: (has, wanted) => compare(has, wanted) >= 0,
  lt: (has, wanted) => compare(has, wanted) < 0,
  lteq: (has, wanted) => compare(has, wanted) <= 0,
  to: (has, wanted) => compare(has, wanted) <= 0,
  in: (has, wanted) => wanted.split(',').includes(has),
  nin: (has, wanted) => !wanted.split(',').includes(has),
  finset: (has, wanted) => has.split(',').includes(wanted),
  like: (has, wanted) => isLike(has.toLowerCase(), wanted.toLowerCase()),
  nlike: (has, wanted) => !isLike(has.toLowerCase(), wanted.toLowerCase()),
  null: (has) => has === '',
  notnull: (has) => has !== '',
}

function compare(one: string, other: string): number {
  const numbers = [one, other].map(Number)
  const [first = Number.NaN, second = Number.NaN] = numbers
  const isNumeric = one !== '' && other !== '' && !Number.isNaN(first) && !Number.isNaN(second)
  return isNumeric ? first - second : one.toLowerCase().localeCompare(other.toLowerCase())
}

/** A pattern of SQL, in which `%` is anything: its parts follow each other. */
function isLike(has: string, pattern: string): boolean {
  const parts = pattern.split('%')
  const [start = '', ...rest] = parts
  if (rest.length === 0) return has === pattern
  const end = rest.pop() ?? ''
  if (!has.startsWith(start) || !has.endsWith(end)) return false
  let position = start.length
  for (const part of rest) {
    const found = has.indexOf(part, position)
    if (found < 0) return false
    position = found + part.length
  }
  return position <= has.length - end.length
}

/**
 * Answers a search: the filters of a group are alternatives, and every group has to hold. Past the last page comes the
 * last one again.
 *
 * `fields` are those that can be filtered and sorted by, each with the member of an object that it stands for.
 */
export function search<T extends object>(call: Call, found: readonly T[], fields: Searchable): Response {
  const given = criteriaOf(call)
  const groups = inOrder(given, 'filterGroups', 'filter_groups').map((group) =>
    inOrder(group, 'filters').map((filter) => filterOf(filter, fields)),
  )
  const sorts = inOrder(given, 'sortOrders', 'sort_orders').map((sort) => sortOf(sort, fields))
  const matching = found.filter((one) =>
    groups.every((group) =>
      group.some(({ field, value, condition }) =>
        conditions[condition]?.(String(valueAt(one, fields[field] ?? '') ?? ''), value),
      ),
    ),
  )
  const sorted = matching.toSorted((one, other) => {
    for (const { field, direction } of sorts) {
      const order = compare(
        String(valueAt(one, fields[field] ?? '') ?? ''),
        String(valueAt(other, fields[field] ?? '') ?? ''),
      )
      if (order !== 0) return direction === 'DESC' ? -order : order
    }
    return 0
  })
  const size = numberOf(given, 'pageSize', 'page_size')
  const wanted = numberOf(given, 'currentPage', 'current_page')
  const pages = size === undefined ? 1 : Math.max(1, Math.ceil(sorted.length / size))
  const page = Math.min(wanted ?? 1, pages)
  return json({
    items: size === undefined ? sorted : sorted.slice((page - 1) * size, page * size),
    search_criteria: {
      filter_groups: groups.map((group) => ({
        filters: group.map(({ field, value, condition }) => ({ field, value, condition_type: condition })),
      })),
      ...(sorts.length === 0 ? {} : { sort_orders: sorts }),
      ...(size === undefined ? {} : { page_size: size }),
      ...(wanted === undefined ? {} : { current_page: wanted }),
    },
    total_count: sorted.length,
  })
}

/** `searchCriteria` has to be there, even if it is empty. */
function criteriaOf({ exchange }: Call): unknown {
  const query = parseForm(exchange.url.search.slice(1))
  const criteria = valueAt(query, 'searchCriteria') ?? valueAt(query, 'search_criteria')
  if (criteria !== undefined) return criteria
  throw new WebapiError(400, '"%fieldName" is required. Enter and try again.', { fieldName: 'searchCriteria' })
}

/** The elements of a list under either of its names; PHP takes any keys for the places. */
function inOrder(value: unknown, ...names: readonly string[]): unknown[] {
  const list = names.map((name) => valueAt(value, name)).find((one) => one !== undefined)
  if (Array.isArray(list)) return list
  return isFields(list) ? Object.values(list) : []
}

function numberOf(given: unknown, ...names: readonly string[]): number | undefined {
  const value = names.map((name) => textAt(given, name)).find((one) => one !== '')
  if (value === undefined) return undefined
  if (/^[1-9]\d*$/.test(value)) return Number(value)
  const message = `Error occurred during "${names[0]}" processing. The "${value}" value's type is invalid. The "int" type was expected. Verify and try again.`
  throw new WebapiError(400, message)
}

function filterOf(given: unknown, fields: Searchable): Filter {
  const condition = textAt(given, 'conditionType') || textAt(given, 'condition_type') || 'eq'
  if (conditions[condition] === undefined) {
    throw new WebapiError(400, 'Invalid condition type: %type', { type: condition })
  }
  return { field: fieldOf(given, fields), value: textAt(given, 'value'), condition }
}

function sortOf(given: unknown, fields: Searchable) {
  const direction = (textAt(given, 'direction') || 'DESC').toUpperCase()
  if (direction !== 'ASC' && direction !== 'DESC') {
    throw new WebapiError(400, `Sort order direction ${direction} is not valid. Use ASC or DESC.`)
  }
  return { field: fieldOf(given, fields), direction }
}

function fieldOf(given: unknown, fields: Searchable): string {
  const field = textAt(given, 'field')
  if (fields[field] !== undefined) return field
  throw new WebapiError(400, `Invalid attribute name: ${field}`)
}

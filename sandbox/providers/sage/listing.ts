import { invalid } from './answers.ts'
import type { Business } from './business.ts'

/** One object as it is answered whole. */
export interface Item {
  readonly id: string
  readonly displayed_as: string
  readonly $path: string
  readonly [attribute: string]: unknown
}

/**
 * A page of a list: `page`, `items_per_page` (20, at most 200), `updated_or_created_since`, and `attributes`, without
 * which an item has no more than its name.
 *
 * Source: https://developer.sage.com/accounting/guides/concepts/list_data
 */
export function listed({ exchange }: Business, resource: string, items: readonly Item[]): object {
  const { searchParams } = exchange.url
  const page = natural(searchParams.get('page') ?? '1', 'page')
  const size = natural(searchParams.get('items_per_page') ?? '20', 'items_per_page')
  if (size > 200) throw invalid('items_per_page', 'items_per_page must not be more than 200')
  const since = searchParams.get('updated_or_created_since')
  if (since !== null && Number.isNaN(Date.parse(since)))
    throw invalid('updated_or_created_since', 'is not a valid date')
  const found = items.filter((item) => since === null || Date.parse(String(item.updated_at)) >= Date.parse(since))
  const link = (number: number): string => `/${resource}?page=${number}&items_per_page=${size}`
  const attributes = searchParams.get('attributes')
  return {
    $total: found.length,
    $page: page,
    $next: page * size < found.length ? link(page + 1) : null,
    $back: page > 1 ? link(page - 1) : null,
    $itemsPerPage: size,
    $items: found.slice((page - 1) * size, page * size).map((item) => chosen(item, attributes)),
  }
}

function natural(text: string, parameter: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw invalid(parameter, `${parameter} must be a positive number`)
}

function chosen(item: Item, attributes: string | null): object {
  if (attributes === 'all') return item
  const { id, displayed_as, $path } = item
  const wanted = (attributes ?? '').split(',').map((name) => name.trim())
  const others = wanted.filter((name) => name !== '' && Object.hasOwn(item, name)).map((name) => [name, item[name]])
  return { id, displayed_as, $path, ...Object.fromEntries(others) }
}

/** Whether a day lies between `from_date` and `to_date`. */
export function isWithin({ exchange }: Business, date: string): boolean {
  const { searchParams } = exchange.url
  return date >= (searchParams.get('from_date') ?? '') && date <= (searchParams.get('to_date') ?? '9999')
}

/** Whether a parameter, where it is there, is the value. */
export function isAsked({ exchange }: Business, parameter: string, ...values: readonly string[]): boolean {
  const asked = exchange.url.searchParams.get(parameter)
  return asked === null || values.includes(asked)
}

import { isFields } from '../../../http.ts'
import type { ZohoRecord } from '../store.ts'

/** What a record must be like, whether a query or the criteria of a search say it. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'compare'; readonly field: string; readonly operator: Operator; readonly values: readonly Value[] }

export type Operator =
  | 'equal'
  | 'not equal'
  | 'less'
  | 'less or equal'
  | 'greater'
  | 'greater or equal'
  | 'starts with'
  | 'ends with'
  | 'contains'
  | 'does not contain'
  | 'in'
  | 'not in'
  | 'between'
  | 'null'
  | 'not null'

export type Value = string | number | boolean

export function meets(condition: Condition, record: ZohoRecord): boolean {
  if (condition.kind === 'compare') return compares(record[condition.field], condition.operator, condition.values)
  const { kind, parts } = condition
  return kind === 'and' ? parts.every((part) => meets(part, record)) : parts.some((part) => meets(part, record))
}

function compares(stored: unknown, operator: Operator, values: readonly Value[]): boolean {
  const value = plain(stored)
  const [first = '', second = ''] = values
  if (operator === 'null') return value === null
  if (operator === 'not null') return value !== null
  if (operator === 'not equal') return value === null || order(value, first) !== 0
  if (operator === 'not in') return value === null || values.every((one) => order(value, one) !== 0)
  if (value === null) return false
  const text = String(value).toLowerCase()
  const wanted = String(first).toLowerCase()
  switch (operator) {
    case 'equal':
      return order(value, first) === 0
    case 'less':
      return order(value, first) < 0
    case 'less or equal':
      return order(value, first) <= 0
    case 'greater':
      return order(value, first) > 0
    case 'greater or equal':
      return order(value, first) >= 0
    case 'between':
      return order(value, first) >= 0 && order(value, second) <= 0
    case 'in':
      return values.some((one) => order(value, one) === 0)
    case 'starts with':
      return text.startsWith(wanted)
    case 'ends with':
      return text.endsWith(wanted)
    case 'contains':
      return text.includes(wanted)
    case 'does not contain':
      return !text.includes(wanted)
  }
}

/** Lookups compare by their id. */
function plain(value: unknown): Value | null {
  const inner = isFields(value) ? value.id : value
  return typeof inner === 'string' || typeof inner === 'number' || typeof inner === 'boolean' ? inner : null
}

/** Numbers as numbers, times as times, anything else as text without case. */
export function order(left: unknown, right: unknown): number {
  const [one, other] = [left, right].map((value) => (isFields(value) ? String(value.name ?? value.id) : value))
  if (typeof one === 'number') return one - Number(other)
  const times = [one, other].map((value) =>
    /^\d{4}-\d{2}-\d{2}T/.test(String(value)) ? Date.parse(String(value)) : NaN,
  )
  const [earlier = NaN, later = NaN] = times
  if (!Number.isNaN(earlier) && !Number.isNaN(later)) return earlier - later
  const [a, b] = [String(one ?? '').toLowerCase(), String(other ?? '').toLowerCase()]
  return a === b ? 0 : a < b ? -1 : 1
}

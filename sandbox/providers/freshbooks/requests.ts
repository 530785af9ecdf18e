import { type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import { valueAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { type ApiError, invalid, Refusal, refusal } from './answers.ts'

/** The object of a body that is wrapped in its own name: `{"invoice": {…}}`. */
export function wrapped({ headers, body }: Exchange, object: string): Fields {
  if (mediaType(headers) !== 'application/json') throw refusal(415, 1005, 'Content-Type has to be application/json.')
  const value = parseJson(body)
  if (!isFields(value)) throw refusal(400, 1005, 'The request could not be parsed.')
  const inner = value[object]
  if (!isFields(inner)) throw refusal(422, 1001, `${object} is required.`, object, object)
  return inner
}

/** Every one of these has to be there. */
export function requireAll(object: string, fields: Fields, ...names: readonly string[]): void {
  const errors = names
    .filter((name) => fields[name] === undefined || fields[name] === null || fields[name] === '')
    .map((field): ApiError => ({ errno: 1001, field, message: `${field} is required.`, object, value: '' }))
  if (errors.length > 0) throw new Refusal(422, errors)
}

/** A text, or what is there already; `null` empties it. */
export function textOf(object: string, fields: Fields, field: string, otherwise = ''): string {
  const value = fields[field]
  if (value === undefined) return otherwise
  if (value === null) return ''
  if (typeof value !== 'string') throw invalid(object, field, `${field} must be a string.`, JSON.stringify(value))
  return value
}

/** A whole number, which may be written as a text. */
export function wholeOf(object: string, fields: Fields, field: string, otherwise = 0): number {
  const value = fields[field]
  if (value === undefined || value === null) return otherwise
  const isWhole =
    typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && /^-?\d+$/.test(value)
  if (isWhole) return Number(value)
  throw refusal(422, 1015, `${field} must be an integer.`, field, object, JSON.stringify(value))
}

/** A decimal, which may be written as a text. */
export function decimalOf(object: string, fields: Fields, field: string, otherwise = 0): number {
  const value = fields[field]
  if (value === undefined || value === null || value === '') return otherwise
  const isDecimal = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
  if (isDecimal) return Number(value)
  throw refusal(422, 1015, `${field} must be a number.`, field, object, JSON.stringify(value))
}

/** `{"amount": "12.34", "code": "USD"}` in cents. */
export function centsOf(object: string, fields: Fields, field: string): number {
  const value = valueAt(fields, field, 'amount')
  const isAmount = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
  if (isAmount) return Math.round(Number(value) * 100)
  throw invalid(object, field, `${field} must be an object with an amount.`, JSON.stringify(fields[field]))
}

/** The currency of an amount, or of what it belongs to. */
export function codeOf(object: string, fields: Fields, field: string, otherwise: string): string {
  const value = valueAt(fields, field, 'code') ?? otherwise
  return currencyOf(object, { code: value }, 'code', otherwise)
}

export function currencyOf(object: string, fields: Fields, field: string, otherwise: string): string {
  const value = textOf(object, fields, field, otherwise)
  if (/^[A-Z]{3}$/.test(value)) return value
  throw invalid(object, field, 'The currency code is invalid.', value)
}

export function dayOf(object: string, fields: Fields, field: string, otherwise: string): string {
  const value = textOf(object, fields, field, otherwise)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))) return value
  throw refusal(422, 1033, `${field} must be a date in the format YYYY-MM-DD.`, field, object, value)
}

export function flagOf(object: string, fields: Fields, field: string): boolean {
  const value = fields[field] ?? false
  if (typeof value === 'boolean') return value
  throw refusal(422, 1031, `${field} must be a boolean.`, field, object, JSON.stringify(value))
}

/** 0 active, 1 deleted, 2 archived. */
export function visibilityOf(object: string, fields: Fields, otherwise: number): number {
  const value = wholeOf(object, fields, 'vis_state', otherwise)
  if (value === 0 || value === 1 || value === 2) return value
  throw invalid(object, 'vis_state', 'vis_state must be 0, 1 or 2.', value)
}

import { type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import { closed, type Fault, faultsOf, matching, queryFields, type Shape, text, whole } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import type { SquareError } from './records.ts'
import { invalid, SquareRefusal, squareError } from './refusal.ts'

/** A time of RFC 3339. */
export const time = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/)

/** `amount` in the smallest denomination of the currency. */
export const money = closed({ amount: whole(), currency: matching(/^[A-Z]{3}$/) })

export const idempotencyKey = text(45, 1)

/** Source: `Address` of https://developer.squareup.com/reference/square/objects/Address */
export const address = closed(
  {},
  {
    address_line_1: text(500),
    address_line_2: text(500),
    address_line_3: text(500),
    locality: text(300),
    sublocality: text(300),
    sublocality_2: text(300),
    sublocality_3: text(300),
    administrative_district_level_1: text(200),
    administrative_district_level_2: text(200),
    administrative_district_level_3: text(200),
    postal_code: text(12),
    country: matching(/^[A-Z]{2}$/),
    first_name: text(300),
    last_name: text(300),
  },
)

/** The JSON object of the body, checked; an absent body counts as an empty object. */
export function bodyOf(exchange: Exchange, shape: Shape): Fields {
  if (exchange.body !== '' && mediaType(exchange.headers) !== 'application/json') {
    throw new SquareRefusal(415, [squareError('UNSUPPORTED_MEDIA_TYPE', 'Content-Type must be `application/json`.')])
  }
  const body = exchange.body === '' ? {} : parseJson(exchange.body)
  if (!isFields(body)) throw invalid('EXPECTED_JSON_BODY', 'Expected a JSON object in the request body.')
  return checked(shape, body, 'UNKNOWN_BODY_PARAMETER')
}

/** The parameters of the query, checked. */
export function queryOf(exchange: Exchange, shape: Shape): Fields {
  return checked(shape, queryFields(exchange.url), 'UNKNOWN_QUERY_PARAMETER')
}

function checked(shape: Shape, value: Fields, unknown: string): Fields {
  const faults = faultsOf(shape, value)
  if (faults.length > 0) {
    throw new SquareRefusal(
      400,
      faults.map((fault) => describe(fault, unknown)),
    )
  }
  return value
}

function describe({ path, problem, shape, value }: Fault, unknown: string): SquareError {
  const field = path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index > 0 ? `.${part}` : part))
    .join('')
  switch (problem) {
    case 'missing':
      return squareError('MISSING_REQUIRED_PARAMETER', 'Missing required parameter.', field)
    case 'unknown':
      return squareError(unknown, `The parameter \`${field}\` is not recognized.`, field)
    case 'type':
      return squareError(...expected[shape.kind], field)
    case 'size':
      return sizeError(value, shape, field)
    case 'value':
      if (shape === time) return squareError('INVALID_TIME', `\`${String(value)}\` is not a time of RFC 3339.`, field)
      if (shape.kind === 'choice') {
        const detail = `\`${String(value)}\` is not a valid enum value for \`${field}\`.`
        return squareError('INVALID_ENUM_VALUE', detail, field)
      }
      return squareError('INVALID_VALUE', `\`${String(value)}\` is not a valid value for \`${field}\`.`, field)
  }
}

const expected: Readonly<Record<Shape['kind'], readonly [code: string, detail: string]>> = {
  text: ['EXPECTED_STRING', 'Expected a string value.'],
  choice: ['EXPECTED_STRING', 'Expected a string value.'],
  number: ['EXPECTED_INTEGER', 'Expected an integer value.'],
  boolean: ['EXPECTED_BOOLEAN', 'Expected a boolean value.'],
  list: ['EXPECTED_ARRAY', 'Expected an array.'],
  group: ['EXPECTED_OBJECT', 'Expected an object.'],
  anything: ['BAD_REQUEST', 'Bad request.'],
}

function sizeError(value: unknown, shape: Shape, field: string): SquareError {
  if (typeof value === 'string' && shape.kind === 'text') {
    if (value === '') return squareError('VALUE_EMPTY', 'Field must not be blank.', field)
    return value.length > shape.max
      ? squareError('VALUE_TOO_LONG', `Field must not be greater than ${shape.max} in length.`, field)
      : squareError('VALUE_TOO_SHORT', `Field must be at least ${shape.min} in length.`, field)
  }
  if (typeof value === 'number' && shape.kind === 'number') {
    return value > shape.max
      ? squareError('VALUE_TOO_HIGH', `\`${field}\` must not be greater than ${shape.max}.`, field)
      : squareError('VALUE_TOO_LOW', `\`${field}\` must be greater than or equal to ${shape.min}.`, field)
  }
  return squareError('ARRAY_LENGTH_TOO_LONG', `\`${field}\` has too many elements.`, field)
}

/** The text of a checked field, or `undefined`. */
export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' ? value : undefined
}

/** The money of a checked field, or `undefined`. */
export function moneyOf(fields: Fields, name: string): { amount: number; currency: string } | undefined {
  const value = fields[name]
  if (!isFields(value) || typeof value.amount !== 'number' || typeof value.currency !== 'string') return undefined
  return { amount: value.amount, currency: value.currency }
}

/** Those of the named fields that have a value. */
export function given(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => names.includes(name) && value !== null))
}

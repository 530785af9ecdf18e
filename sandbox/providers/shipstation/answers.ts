import { json, mediaType, parseJson } from '../../http.ts'
import { type Fault, faultsOf, queryFields, type Shape } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'

/** Of `error_response_body`, https://docs.shipstation.com/apis/openapi */
export interface ShipStationError {
  readonly error_source: 'ShipStation' | 'carrier'
  readonly error_type: 'account_status' | 'business_rules' | 'validation' | 'security' | 'system' | 'integrations'
  readonly error_code: string
  readonly message: string
}

/** A refusal in the form of every ShipStation API: `{request_id, errors}`. */
export function refused(
  exchange: Exchange,
  status: number,
  errors: readonly ShipStationError[],
  headers: Readonly<Record<string, string>> = {},
): Response {
  return json({ request_id: uuid(exchange), errors }, status, headers)
}

export function validation(error_code: string, message: string): ShipStationError {
  return { error_source: 'ShipStation', error_type: 'validation', error_code, message }
}

export function businessRule(error_code: string, message: string): ShipStationError {
  return { error_source: 'ShipStation', error_type: 'business_rules', error_code, message }
}

export function notFound(exchange: Exchange, kind: string, id: string): Response {
  return refused(exchange, 404, [validation('invalid_identifier', `There is no ${kind} with the id ${id}.`)])
}

/** Four groups of hexadecimal digits, as in `aa3d8e8e-462b-4476-9618-72db7f7b7009`. */
export function uuid({ randomId }: Exchange): string {
  const digits = Array.from(randomId(32), (char) => (char.charCodeAt(0) % 16).toString(16)).join('')
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}

/** `se-` and eight digits. */
export function newId({ randomId }: Exchange): string {
  return `se-${Array.from(randomId(8), (char) => (char.charCodeAt(0) % 9) + 1).join('')}`
}

/** The JSON body, checked; or the refusal that says what is wrong with it. */
export function checkedBody(exchange: Exchange, shape: Shape): unknown {
  if (exchange.body === '') {
    return refused(exchange, 400, [validation('request_body_required', 'Body of request cannot be null.')])
  }
  const body = mediaType(exchange.headers) === 'application/json' ? parseJson(exchange.body) : undefined
  if (body === undefined) {
    return refused(exchange, 400, [validation('invalid_object', 'The body is not JSON of application/json.')])
  }
  return checked(exchange, shape, body)
}

export function checkedQuery(exchange: Exchange, shape: Shape): unknown {
  return checked(exchange, shape, queryFields(exchange.url))
}

function checked(exchange: Exchange, shape: Shape, value: unknown): unknown {
  const faults = faultsOf(shape, value)
  return faults.length === 0 ? value : refused(exchange, 400, faults.map(describe))
}

function describe({ path, problem, value }: Fault): ShipStationError {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')
  const field = name.replace(/^\./, '') || 'body'
  if (problem === 'missing') return validation('field_value_required', `${field} is required.`)
  if (problem === 'size' && typeof value === 'string') {
    return validation('invalid_string_length', `${field} is too short or too long.`)
  }
  return validation('invalid_field_value', `Invalid ${field}. ${JSON.stringify(value)} is not a valid value.`)
}

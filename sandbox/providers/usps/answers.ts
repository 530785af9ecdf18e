import { json, mediaType, parseJson } from '../../http.ts'
import { type Fault, faultsOf, queryFields, type Shape } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'

interface UspsError {
  readonly status?: string
  readonly code?: string
  readonly title: string
  readonly detail: string
  readonly source?: { readonly parameter: string; readonly example?: string }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  412: 'Precondition Failed',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** A refusal in the form of every USPS API: `ErrorMessage` of https://developers.usps.com/api/128 and its neighbours. */
export function refused(
  { url }: Exchange,
  status: number,
  errors: readonly UspsError[] = [],
  message = reasons[status] ?? 'Error',
  headers: Readonly<Record<string, string>> = {},
): Response {
  const apiVersion = `/${url.pathname.split('/').slice(1, 3).join('/')}`
  return json({ apiVersion, error: { code: String(status), message, errors } }, status, headers)
}

/** A request that one parameter makes impossible. */
export function invalid(exchange: Exchange, parameter: string, detail: string): Response {
  return refused(exchange, 400, [{ status: '400', title: 'Invalid Input', detail, source: { parameter } }])
}

/** The JSON body, checked; or the refusal that says what is wrong with it. */
export function checkedBody(exchange: Exchange, shape: Shape): unknown {
  const body = mediaType(exchange.headers) === 'application/json' ? parseJson(exchange.body) : undefined
  if (body === undefined) {
    return refused(exchange, 400, [{ title: 'Malformed Request', detail: 'The body is not JSON of application/json.' }])
  }
  return checked(exchange, shape, body)
}

/** The query, checked; USPS refuses parameters that an API does not have. */
export function checkedQuery(exchange: Exchange, shape: Shape): unknown {
  return checked(exchange, shape, queryFields(exchange.url))
}

function checked(exchange: Exchange, shape: Shape, value: unknown): unknown {
  const faults = faultsOf(shape, value)
  return faults.length === 0 ? value : refused(exchange, 400, faults.map(describe))
}

function describe({ path, problem, shape, value }: Fault): UspsError {
  const parameter = path.join('.')
  const detail = {
    missing: `The required parameter ${parameter} is missing.`,
    unknown: `The parameter ${parameter} is not allowed.`,
    type: `The parameter ${parameter} must be of another type than ${typeof value}.`,
    value: `The value ${JSON.stringify(value)} of ${parameter} is not one of those that are allowed.`,
    size: `The value of ${parameter} is too small or too large.`,
  }[problem]
  const example = shape.kind === 'choice' ? shape.values[0] : undefined
  return {
    status: '400',
    code: 'OASValidation',
    title: 'Invalid Input',
    detail,
    source: { parameter, ...(example === undefined ? {} : { example }) },
  }
}

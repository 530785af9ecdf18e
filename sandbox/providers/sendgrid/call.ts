import { type Fields, isFields, mediaType, parseJson } from '../../http.ts'
import {
  closed,
  type Fault,
  faultsOf,
  type Members,
  matching,
  queryFields,
  type Shape,
  textAt,
} from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { type FieldError, invalid, Refusal } from './answers.ts'

/** A request and what its path names. */
export interface Call {
  readonly exchange: Exchange
  readonly state: State
  /** What stands for the `*` of the route; empty where the route has none. */
  readonly parameter: string
}

/** The JSON body, checked. */
export function bodyOf({ exchange }: Call, shape: Shape): Fields {
  if (mediaType(exchange.headers) !== 'application/json') {
    throw new Refusal(415, { field: null, message: 'Content-Type should be application/json.' })
  }
  const value = parseJson(exchange.body)
  if (!isFields(value)) throw new Refusal(400, { field: null, message: 'Bad Request: the body is not a JSON object' })
  refuse(faultsOf(shape, value))
  return value
}

/** The parameters of a query, checked; others than the named ones are ignored. */
export function queryOf({ exchange }: Call, members: Members): Fields {
  const query = queryFields(exchange.url)
  const known = Object.fromEntries(Object.entries(query).filter(([name]) => members[name] !== undefined))
  refuse(faultsOf(closed({}, members), known))
  return known
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal(400, ...faults.map(describe))
}

/** Fields are named with dots and indexes: `personalizations.0.to`. */
function describe({ path, problem, shape }: Fault): FieldError {
  const field = path.join('.')
  const name = String(path.at(-1) ?? 'body')
  if (problem === 'missing') return { field, message: `${name} is required` }
  if (problem === 'unknown') return { field, message: `Additional property ${name} is not allowed` }
  if (problem === 'type') return { field, message: `Invalid type. Expected: ${shape.kind}` }
  if (shape.kind === 'choice') return { field, message: `${name} must be one of: ${shape.values.join(', ')}` }
  return { field, message: `${name} is invalid` }
}

export const address = matching(/^[^@\s]+@[^@\s]+\.[^@\s]+$/)

export const uuidShape = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)

/** https://www.twilio.com/docs/sendgrid/api-reference/lists/get-all-lists */
const paging = { page_size: matching(/^\d+$/), page_token: matching(/^\d+$/) }

/** One page: `{result, _metadata: {self, prev, next, count}}`, whose addresses carry `page_token`. */
export function page<T>(call: Call, found: readonly T[], view: (value: T) => object): object {
  const query = queryOf(call, paging)
  const size = Number(textAt(query, 'page_size') || '100')
  const start = Number(textAt(query, 'page_token') || '0')
  if (size < 1 || size > 1000) throw invalid('page_size', 'page_size must be between 1 and 1000')
  const link = (token: number) => {
    const url = new URL(call.exchange.url)
    url.searchParams.set('page_size', String(size))
    url.searchParams.set('page_token', String(token))
    return url.href
  }
  return {
    result: found.slice(start, start + size).map(view),
    _metadata: {
      ...(start > 0 ? { prev: link(Math.max(0, start - size)) } : {}),
      self: link(start),
      ...(start + size < found.length ? { next: link(start + size) } : {}),
      count: found.length,
    },
  }
}

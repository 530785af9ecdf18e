import { type Fields, json, mediaType, parseJson } from '../../http.ts'
import { type Fault, faultsOf, type Shape } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'

/** Of `Error` in HubSpot's API descriptions: what an error says besides its message and category. */
interface Details {
  readonly context?: Readonly<Record<string, readonly string[]>>
  readonly errors?: readonly Detail[]
  readonly subCategory?: string
}

interface Detail {
  readonly message: string
  readonly code?: string
  readonly context?: Readonly<Record<string, readonly string[]>>
}

/** What an operation throws to answer with an error. */
export class Refusal extends Error {
  readonly status: number
  readonly category: string
  readonly details: Details

  constructor(status: number, category: string, message: string, details: Details = {}) {
    super(message)
    this.status = status
    this.category = category
    this.details = details
  }
}

/** Source: https://developers.hubspot.com/docs/api-reference/error-handling */
export function errorAnswer(
  exchange: Exchange,
  status: number,
  category: string,
  message: string,
  details: Details = {},
): Response {
  return json({ status: 'error', message, correlationId: uuid(exchange), ...details, category }, status)
}

export function invalid(message: string, details: Details = {}): Refusal {
  return new Refusal(400, 'VALIDATION_ERROR', message, details)
}

export function notFound(message = 'resource not found', details: Details = {}): Refusal {
  return new Refusal(404, 'OBJECT_NOT_FOUND', message, details)
}

/** HubSpot's servers answer an address that none of them serves with a page. */
export function noSuchPage(): Response {
  const page =
    '<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>\n' +
    '<title>Error 404 Not Found</title>\n</head>\n<body><h2>HTTP ERROR 404 Not Found</h2></body>\n</html>\n'
  return new Response(page, { status: 404, headers: { 'Content-Type': 'text/html;charset=utf-8' } })
}

/** Groups of hexadecimal digits, as in `aa3d8e8e-462b-4476-9618-72db7f7b7009`. */
export function uuid({ randomId }: Exchange): string {
  const digits = Array.from(randomId(16), (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The JSON body, checked against its shape. */
export function checkedBody(exchange: Exchange, shape: Shape): unknown {
  if (mediaType(exchange.headers) !== 'application/json') {
    throw new Refusal(415, 'VALIDATION_ERROR', 'HTTP 415 Unsupported Media Type')
  }
  const body = parseJson(exchange.body)
  if (body === undefined) {
    throw invalid('Invalid input JSON on line 1, column 1: No content to map due to end-of-input')
  }
  const faults = faultsOf(shape, body)
  const missing = faults.filter(({ problem }) => problem === 'missing').map(({ path }) => path.at(-1))
  if (missing.length > 0) {
    throw invalid(`Invalid input JSON on line 1, column 2. Some required fields were not set: [${missing.join(', ')}]`)
  }
  for (const fault of faults) throw invalid(`Invalid input JSON on line 1, column 1: ${describe(fault)}`)
  return body
}

const javaTypes: Readonly<Record<Shape['kind'], string>> = {
  anything: 'java.lang.Object',
  boolean: 'java.lang.Boolean',
  choice: 'java.lang.Enum',
  group: 'java.util.LinkedHashMap',
  list: 'java.util.ArrayList',
  number: 'java.lang.Long',
  text: 'java.lang.String',
}

function describe({ path, problem, shape, value }: Fault): string {
  const place = path.length === 0 ? 'the body' : path.join('.')
  if (problem === 'size') return `${place} is too short, too long or out of range`
  return `Cannot deserialize value of type \`${javaTypes[shape.kind]}\` from ${JSON.stringify(value)} (${place})`
}

/** The texts of a parameter that is repeated, or lists them with commas, or both. */
export function listParameter({ url }: Exchange, name: string): string[] {
  return url.searchParams
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

export function flagParameter({ url }: Exchange, name: string): boolean {
  const value = url.searchParams.get(name) ?? 'false'
  if (value !== 'true' && value !== 'false') throw invalid(`${name} must be true or false.`)
  return value === 'true'
}

/** A whole number between 1 and `max`. */
export function limitParameter({ url }: Exchange, fallback: number, max: number): number {
  const value = url.searchParams.get('limit')
  if (value === null) return fallback
  const limit = Number(value)
  if (!Number.isInteger(limit) || limit < 1 || limit > max) {
    throw invalid(`limit must be a whole number from 1 to ${max}, not ${value}.`, { context: { limit: [value] } })
  }
  return limit
}

/**
 * The page after the element that the cursor `after` names, and the `paging` of the answer, which is not there on the
 * last page.
 */
export function pageOf<T>(
  exchange: Exchange,
  all: readonly T[],
  idOf: (value: T) => string,
  limit: number,
): { page: T[]; paging: Fields } {
  const after = exchange.url.searchParams.get('after')
  if (after !== null && !/^\d+$/.test(after)) {
    throw invalid(`The cursor ${after} is not valid.`, { context: { after: [after] } })
  }
  const start = after === null || after === '0' ? 0 : all.findIndex((value) => idOf(value) === after) + 1
  const isLost = after !== null && after !== '0' && start === 0
  const page = isLost ? [] : all.slice(start, start + limit)
  const last = page.at(-1)
  if (last === undefined || start + limit >= all.length) return { page, paging: {} }
  return { page, paging: { paging: { next: nextPage(exchange, idOf(last)) } } }
}

function nextPage({ url }: Exchange, after: string): { after: string; link: string } {
  const link = new URL(url)
  link.searchParams.set('after', after)
  return { after, link: link.href }
}

import { type Fields, isFields, json, mediaType, parseJson } from '../../http.ts'
import { type Fault, faultsOf, matching, queryFields, type Shape } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'

/** The part of the API that an error's key begins with. */
export type Area = 'account' | 'activities' | 'contacts' | 'emails'

/** What an operation throws to answer with an error. */
export class Refusal extends Error {
  readonly status: number
  readonly key: string

  constructor(status: number, key: string, message: string) {
    super(message)
    this.status = status
    this.key = key
  }
}

/** Source: https://developer.constantcontact.com/api_guide/glossary_responses.html */
export function errorAnswer(status: number, error_key: string, error_message: string): Response {
  return json([{ error_key, error_message }], status)
}

/** Of the keys only those of contacts are documented; the others are formed alike. */
export function invalid(area: Area, message: string): Refusal {
  return new Refusal(400, `${area}.api.validation.error`, message)
}

export function notFound(area: Area, message = 'The requested resource was not found.'): Refusal {
  return new Refusal(404, `${area}.api.not_found`, message)
}

export function conflict(area: Area, message: string): Refusal {
  return new Refusal(409, `${area}.api.conflict`, message)
}

const uuidForm = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

export const uuidShape: Shape = matching(uuidForm)

export function requireUuid(area: Area, name: string, value: string): void {
  if (!uuidForm.test(value)) throw notFound(area, `${name} is in an invalid format.`)
}

/** Groups of hexadecimal digits, as in `aa3d8e8e-462b-4476-9618-72db7f7b7009`. */
export function uuid({ randomId }: Exchange): string {
  const digits = Array.from(randomId(16), (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The JSON body, checked against its shape. */
export function checkedBody(exchange: Exchange, area: Area, shape: Shape): Fields {
  if (mediaType(exchange.headers) !== 'application/json') {
    throw new Refusal(415, `${area}.api.unsupported_media_type`, 'Unsupported Media Type.')
  }
  const body = parseJson(exchange.body)
  if (!isFields(body)) throw invalid(area, 'Bad request. The JSON was malformed.')
  refuseFaults(area, shape, body)
  return body
}

/** The parameters of the query, checked against their shape. */
export function checkedQuery(query: Fields, area: Area, shape: Shape): Fields {
  refuseFaults(area, shape, query)
  return query
}

function refuseFaults(area: Area, shape: Shape, value: unknown): void {
  const faults = faultsOf(shape, value)
  if (faults.length > 0) throw invalid(area, faults.map(describe).join('; '))
}

function describe({ path, problem, value }: Fault): string {
  const name = path.join('.')
  if (problem === 'missing') return `${name} is required`
  if (problem === 'unknown') return `${name} is not supported`
  if (problem === 'size') return `${name} has an invalid length`
  return `${name} has an invalid value: ${JSON.stringify(value)}`
}

/** `'true'` or `'false'`, as a query has it. */
export const flag: Shape = { kind: 'choice', values: ['true', 'false'] }

/** A whole number from 1 to `max`, as a query has it. */
function limitOf(area: Area, query: Fields, max: number): number {
  const { limit = '50' } = query
  const number = Number(limit)
  if (Number.isInteger(number) && number >= 1 && number <= max) return number
  throw invalid(area, `limit has an invalid value: ${JSON.stringify(limit)}, it must be from 1 to ${max}`)
}

/** The parameters of a list: those of the query, and where it has a cursor, those that the cursor stands for. */
export function listQuery({ url }: Exchange, area: Area): { query: Fields; start: number } {
  const { cursor, ...query } = queryFields(url)
  if (typeof cursor !== 'string') return { query, start: 0 }
  const meant = new URLSearchParams(decodeCursor(cursor))
  const start = Number(meant.get('next') ?? '')
  if (!Number.isInteger(start) || start < 1) throw invalid(area, 'The cursor is invalid.')
  meant.delete('next')
  return { query: { ...query, ...Object.fromEntries(meant) }, start }
}

function decodeCursor(cursor: string): string {
  try {
    return atob(cursor)
  } catch {
    return ''
  }
}

/** A page of a list, with the `_links` of the answer, which are not there on the last page. */
export function pageOf<T>(
  { url }: Exchange,
  area: Area,
  found: readonly T[],
  { query, start }: { query: Fields; start: number },
  max = 500,
): { page: T[]; links: Fields } {
  const limit = limitOf(area, query, max)
  const end = start + limit
  const page = found.slice(start, end)
  if (end >= found.length) return { page, links: {} }
  const meant = new URLSearchParams({ ...texts(query), limit: String(limit), next: String(end) })
  return {
    page,
    links: { _links: { next: { href: `${url.pathname}?cursor=${encodeURIComponent(btoa(meant.toString()))}` } } },
  }
}

function texts(query: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]))
}

/** The values of a parameter that lists them with commas. */
export function commaList(query: Fields, name: string): string[] {
  const value = query[name]
  return typeof value === 'string' && value !== '' ? value.split(',').map((part) => part.trim()) : []
}

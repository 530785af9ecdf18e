import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'

export interface ApiError {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly source?: { readonly pointer: string } | { readonly parameter: string }
  readonly meta?: object
}

/**
 * What a resource throws to answer with errors in the form of JSON:API.
 *
 * Source: https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling
 */
export class Refusal extends Error {
  readonly status: number
  readonly errors: readonly ApiError[]

  constructor(status: number, ...errors: readonly ApiError[]) {
    super(errors[0]?.detail)
    this.status = status
    this.errors = errors
  }

  answer(exchange: Exchange, headers: Readonly<Record<string, string>> = {}): Response {
    const errors = this.errors.map(({ code, title, detail, source, meta }) => ({
      id: uuid(exchange),
      status: this.status,
      code,
      title,
      detail,
      source: source ?? { pointer: '/data/' },
      links: {},
      meta: meta ?? {},
    }))
    return jsonApi({ errors }, this.status, headers)
  }
}

export function jsonApi(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return json(body, status, { 'Content-Type': 'application/vnd.api+json', ...headers })
}

export function invalid(pointer: string, detail: string): Refusal {
  return new Refusal(400, { code: 'invalid', title: 'Invalid input.', detail, source: { pointer } })
}

export function invalidParameter(parameter: string, detail: string): Refusal {
  return new Refusal(400, { code: 'invalid', title: 'Invalid input.', detail, source: { parameter } })
}

export function notFound(kind: string, id: string, pointer = '/data/'): Refusal {
  const detail = `A ${kind} with id ${id} does not exist.`
  return new Refusal(404, { code: 'not_found', title: 'Not found.', detail, source: { pointer } })
}

export function uuid({ randomId }: Exchange): string {
  const digits = Array.from(randomId(32), (char) => (char.charCodeAt(0) % 16).toString(16)).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** 26 capital letters and digits that sort by time, as the ids of profiles and campaigns do. */
export function sortableId({ randomId }: Exchange): string {
  const letters: Readonly<Record<string, string>> = { I: 'A', L: 'B', O: 'C', U: 'D' }
  return `01${randomId(24)
    .toUpperCase()
    .replaceAll(/[ILOU]/g, (letter) => letters[letter] ?? '')}`
}

/** `2026-11-24T12:00:00+00:00` */
export function time(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, '+00:00')
}

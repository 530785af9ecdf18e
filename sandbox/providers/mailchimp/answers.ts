import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'

export interface FieldError {
  readonly field: string
  readonly message: string
}

/**
 * What a resource throws to answer with a problem.
 *
 * Source: https://mailchimp.com/developer/marketing/docs/errors/
 */
export class Problem extends Error {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly errors: readonly FieldError[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    title: string,
    detail: string,
    errors: readonly FieldError[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail)
    this.status = status
    this.title = title
    this.detail = detail
    this.errors = errors
    this.headers = headers
  }

  answer(exchange: Exchange): Response {
    const body = {
      type: 'https://mailchimp.com/developer/marketing/docs/errors/',
      title: this.title,
      status: this.status,
      detail: this.detail,
      instance: uuid(exchange),
      ...(this.errors.length === 0 ? {} : { errors: this.errors }),
    }
    return json(body, this.status, { 'Content-Type': 'application/problem+json; charset=utf-8', ...this.headers })
  }
}

export function notFound(): Problem {
  return new Problem(404, 'Resource Not Found', 'The requested resource could not be found.')
}

export function badRequest(detail: string): Problem {
  return new Problem(400, 'Bad Request', detail)
}

export function invalid(...errors: readonly FieldError[]): Problem {
  const detail = "The resource submitted could not be validated. For field-specific details, see the 'errors' array."
  return new Problem(400, 'Invalid Resource', detail, errors)
}

/** Hexadecimal digits, as in the ids of audiences, campaigns and e-mail addresses. */
export function hexadecimal({ randomId }: Exchange, length: number): string {
  return Array.from(randomId(length), (char) => (char.charCodeAt(0) % 16).toString(16)).join('')
}

/** A number of so many digits, as the web application calls an object by. */
export function serial({ randomId }: Exchange, length: number): number {
  return Number(Array.from(randomId(length), (char) => (char.charCodeAt(0) % 9) + 1).join(''))
}

function uuid(exchange: Exchange): string {
  const digits = hexadecimal(exchange, 32)
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** `2026-11-24T12:00:00+00:00` */
export function time(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, '+00:00')
}

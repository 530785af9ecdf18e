import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'

export interface FieldError {
  readonly message: string
  readonly field?: string | null
  readonly help?: null
}

/**
 * What a resource throws to answer with errors: `{errors: [{message, field}]}`.
 *
 * Source: https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/responses
 */
export class Refusal extends Error {
  readonly status: number
  readonly errors: readonly FieldError[]

  constructor(status: number, ...errors: readonly FieldError[]) {
    super(errors[0]?.message)
    this.status = status
    this.errors = errors
  }

  get answer(): Response {
    return json({ errors: this.errors }, this.status)
  }
}

export function invalid(field: string, message: string): Refusal {
  return new Refusal(400, { field, message })
}

export function notFound(): Refusal {
  return new Refusal(404, { field: null, message: 'not found' })
}

/** Five groups of hexadecimal digits, as in `f2fe66a1-43f3-4e3a-87b1-c6a600d805f0`. */
export function uuid({ randomId }: Exchange): string {
  const digits = Array.from(randomId(32), (char) => (char.charCodeAt(0) % 16).toString(16)).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** `2026-11-24T12:00:00Z` */
export function time(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}

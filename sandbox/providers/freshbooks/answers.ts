import { json } from '../../http.ts'

export interface ApiError {
  readonly errno: number
  readonly field: string
  readonly message: string
  readonly object: string
  readonly value: string
}

/** Thrown where a request is refused. Numbers: https://www.freshbooks.com/api/errors */
export class Refusal extends Error {
  readonly status: number
  readonly errors: readonly ApiError[]

  constructor(status: number, errors: readonly ApiError[]) {
    super(errors[0]?.message ?? 'refused')
    this.name = 'Refusal'
    this.status = status
    this.errors = errors
  }
}

export function refusal(status: number, errno: number, message: string, field = '', object = '', value = ''): Refusal {
  return new Refusal(status, [{ errno, field, message, object, value }])
}

export function invalid(object: string, field: string, message: string, value: unknown = ''): Refusal {
  return refusal(422, 1004, message, field, object, String(value))
}

/** `Invoice not found.` */
export function unknown(object: string, field: string, value: unknown): Refusal {
  const name = `${object.charAt(0).toUpperCase()}${object.slice(1)}`
  return refusal(404, 1012, `${name} not found.`, field, object, String(value))
}

export function refused({ status, errors }: Refusal): Response {
  return json({ response: { errors } }, status)
}

export function result(value: object): Response {
  return json({ response: { result: value } })
}

/** The identity service has answers of its own. */
export function unauthenticated(): Response {
  const description = 'This action requires authentication to continue.'
  return json({ error: 'unauthenticated', error_description: description }, 401)
}

export interface Amount {
  readonly amount: string
  readonly code: string
}

export function amount(cents: number, code: string): Amount {
  return { amount: (cents / 100).toFixed(2), code }
}

/** `2026-01-15 09:30:00` in US Eastern time, of which the sandbox keeps the winter. */
export function easternTime(milliseconds: number): string {
  return new Date(milliseconds - 5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

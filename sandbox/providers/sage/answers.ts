import { json } from '../../http.ts'

interface ApiError {
  readonly $severity: 'error'
  readonly $dataCode: string
  readonly $message: string
  readonly $source: string
}

/**
 * Thrown where a request is refused: the answer is a list of errors.
 *
 * Sources: https://developer.sage.com/accounting/guides/concepts/frequently_raised_errors and
 * https://developer.sage.com/accounting/guides/concepts/response_codes
 */
export class Refusal extends Error {
  readonly status: number
  readonly errors: readonly ApiError[]

  constructor(status: number, errors: readonly ApiError[]) {
    super(errors[0]?.$message ?? 'refused')
    this.name = 'Refusal'
    this.status = status
    this.errors = errors
  }
}

export function apiError(code: string, message: string, source = ''): ApiError {
  return { $severity: 'error', $dataCode: code, $message: message, $source: source }
}

export function refusal(status: number, code: string, message: string, source = ''): Refusal {
  return new Refusal(status, [apiError(code, message, source)])
}

/** What was sent cannot be used; `source` is the field. */
export function invalid(source: string, message: string): Refusal {
  return refusal(422, 'RecordInvalid', message, source)
}

export function notFound(): Refusal {
  return refusal(404, 'RecordNotFound', 'Requested resource not found')
}

export function refused({ status, errors }: Refusal): Response {
  return json(errors, status)
}

export interface Reference {
  readonly id: string
  readonly displayed_as: string
  readonly $path: string
}

/** How an object is named within another one. */
export function reference(resource: string, id: string, name: string): Reference {
  return { id, displayed_as: name, $path: `/${resource}/${id}` }
}

/** `CUSTOMER_RECEIPT` as `Customer Receipt`. */
export function titled(id: string): string {
  const words = id.toLowerCase().split('_')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
}

export function cents(amount: number): number {
  return Math.round(amount * 100) / 100
}

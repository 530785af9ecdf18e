import { json } from '../../http.ts'
import type { SquareError } from './records.ts'

/** Codes that aren't INVALID_REQUEST_ERROR. Source: `ErrorCode` of https://developer.squareup.com/reference/square */
const categories: Readonly<Record<string, string>> = {
  UNAUTHORIZED: 'AUTHENTICATION_ERROR',
  ACCESS_TOKEN_EXPIRED: 'AUTHENTICATION_ERROR',
  ACCESS_TOKEN_REVOKED: 'AUTHENTICATION_ERROR',
  RATE_LIMITED: 'RATE_LIMIT_ERROR',
  SERVICE_UNAVAILABLE: 'API_ERROR',
  GENERIC_DECLINE: 'PAYMENT_METHOD_ERROR',
  CVV_FAILURE: 'PAYMENT_METHOD_ERROR',
  ADDRESS_VERIFICATION_FAILURE: 'PAYMENT_METHOD_ERROR',
  INVALID_EXPIRATION: 'PAYMENT_METHOD_ERROR',
  INSUFFICIENT_FUNDS: 'PAYMENT_METHOD_ERROR',
  INSUFFICIENT_PERMISSIONS: 'PAYMENT_METHOD_ERROR',
  INVALID_ACCOUNT: 'PAYMENT_METHOD_ERROR',
  ACCOUNT_UNUSABLE: 'PAYMENT_METHOD_ERROR',
  BUYER_REFUSED_PAYMENT: 'PAYMENT_METHOD_ERROR',
  CARD_DECLINED_VERIFICATION_REQUIRED: 'PAYMENT_METHOD_ERROR',
  INVALID_FEES: 'PAYMENT_METHOD_ERROR',
  REFUND_AMOUNT_INVALID: 'REFUND_ERROR',
  PAYMENT_NOT_REFUNDABLE: 'REFUND_ERROR',
  REFUND_ERROR_PAYMENT_NEEDS_COMPLETION: 'REFUND_ERROR',
  INSUFFICIENT_PERMISSIONS_FOR_REFUND: 'REFUND_ERROR',
}

export function squareError(code: string, detail: string, field?: string): SquareError {
  const category = categories[code] ?? 'INVALID_REQUEST_ERROR'
  return { category, code, detail, ...(field === undefined ? {} : { field }) }
}

/**
 * A refusal in the form of every Square API, `{errors: [{category, code, detail, field}]}`.
 * Source: https://developer.squareup.com/docs/build-basics/general-considerations/handling-errors
 */
export class SquareRefusal extends Error {
  readonly status: number
  readonly errors: readonly SquareError[]

  constructor(status: number, errors: readonly SquareError[]) {
    super(errors[0]?.detail)
    this.status = status
    this.errors = errors
  }

  response(): Response {
    return json({ errors: this.errors }, this.status)
  }
}

/** 400 with one error. */
export function invalid(code: string, detail: string, field?: string): SquareRefusal {
  return new SquareRefusal(400, [squareError(code, detail, field)])
}

export function notFound(detail: string, field?: string): SquareRefusal {
  return new SquareRefusal(404, [squareError('NOT_FOUND', detail, field)])
}

import { json } from '../../http.ts'

/** The members of Stripe's error object beyond its type and message, https://docs.stripe.com/api/errors. */
export interface ErrorDetails {
  readonly code?: string
  readonly decline_code?: string
  readonly param?: string
  readonly charge?: string
  readonly payment_intent?: object
}

export type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'

/** A refusal in Stripe's own words: thrown anywhere, answered as `{error: {type, code, message, param, doc_url}}`. */
export class StripeRefusal extends Error {
  readonly status: number
  readonly type: ErrorType
  readonly details: ErrorDetails

  constructor(status: number, type: ErrorType, message: string, details: ErrorDetails = {}) {
    super(message)
    this.status = status
    this.type = type
    this.details = details
  }

  body(): object {
    const { code } = this.details
    const documentation =
      code === undefined ? {} : { doc_url: `https://docs.stripe.com/error-codes#${code.replaceAll('_', '-')}` }
    return { error: { ...this.details, ...documentation, message: this.message, type: this.type } }
  }

  response(headers: Readonly<Record<string, string>> = {}): Response {
    return json(this.body(), this.status, headers)
  }
}

/** 400: the request cannot be understood as it stands. */
export function invalid(message: string, details: ErrorDetails = {}): StripeRefusal {
  return new StripeRefusal(400, 'invalid_request_error', message, details)
}

/** `No such charge: 'ch_1'`: 404 where the object is what the request acts on, 400 where it is only referred to. */
export function missing(kind: string, id: string, param: string, status = 404): StripeRefusal {
  return new StripeRefusal(status, 'invalid_request_error', `No such ${kind}: '${id}'`, {
    code: 'resource_missing',
    param,
  })
}

/** 402: data of a card in place of a token. */
export function rawCardNumber(): StripeRefusal {
  return new StripeRefusal(
    402,
    'invalid_request_error',
    'Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://docs.stripe.com/testing.',
  )
}

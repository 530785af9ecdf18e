import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'

/** One entry of `details`: https://developer.paypal.com/api/rest/responses/#link-errorresponses */
export interface Issue {
  readonly issue: string
  readonly description?: string
  readonly field?: string
  readonly value?: string
  readonly location?: 'body' | 'path' | 'query' | 'header'
}

const names: Readonly<Record<number, readonly [name: string, message: string]>> = {
  400: ['INVALID_REQUEST', 'Request is not well-formed, syntactically incorrect, or violates schema.'],
  401: [
    'AUTHENTICATION_FAILURE',
    'Authentication failed due to missing authorization header, or invalid authentication credentials.',
  ],
  403: ['NOT_AUTHORIZED', 'Authorization failed due to insufficient permissions.'],
  404: ['RESOURCE_NOT_FOUND', 'The specified resource does not exist.'],
  405: ['METHOD_NOT_SUPPORTED', 'The server does not implement the requested HTTP method.'],
  409: ['RESOURCE_CONFLICT', 'The server has detected a conflict while processing this request.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', "The server does not support the request payload's media type."],
  422: [
    'UNPROCESSABLE_ENTITY',
    'The requested action could not be performed, semantically incorrect, or failed business validation.',
  ],
  429: ['RATE_LIMIT_REACHED', 'Too many requests. Blocked due to rate limiting.'],
  500: ['INTERNAL_SERVER_ERROR', 'An internal server error occurred.'],
  503: ['SERVICE_UNAVAILABLE', 'Service Unavailable.'],
}

/** A refusal in PayPal's own shape: `{name, message, debug_id, details: [{issue, description, field}], links}`. */
export class PayPalRefusal extends Error {
  readonly status: number
  readonly errorName: string
  readonly issues: readonly Issue[]

  constructor(status: number, issues: readonly Issue[] = [], named?: readonly [name: string, message: string]) {
    const [name, message] = named ?? names[status] ?? ['UNKNOWN_ERROR', 'An unknown error occurred.']
    super(message)
    this.status = status
    this.errorName = name
    this.issues = issues
  }

  response(exchange: Exchange): Response {
    const debugId = exchange.randomId(13).toLowerCase()
    const details = this.issues.length === 0 ? {} : { details: this.issues }
    const body = { name: this.errorName, message: this.message, debug_id: debugId, ...details, links: this.#links() }
    return json(body, this.status, { 'Paypal-Debug-Id': debugId })
  }

  #links() {
    const [first] = this.issues
    const anchor = first === undefined ? this.errorName : first.issue
    return [
      {
        href: `https://developer.paypal.com/api/rest/reference/orders/v2/errors/#${anchor}`,
        rel: 'information_link',
        method: 'GET',
      },
    ]
  }
}

/** 422: understood, and against a rule of the business. */
export function unprocessable(issue: string, description: string, field?: string, value?: string): PayPalRefusal {
  return new PayPalRefusal(422, [
    {
      issue,
      description,
      ...(field === undefined ? {} : { field, location: 'body' }),
      ...(value === undefined ? {} : { value }),
    },
  ])
}

/** 404 for an id that was never issued. */
export function unknownResource(): PayPalRefusal {
  return new PayPalRefusal(404, [
    {
      issue: 'INVALID_RESOURCE_ID',
      description: 'Specified resource ID does not exist. Please check the resource ID and try again.',
    },
  ])
}

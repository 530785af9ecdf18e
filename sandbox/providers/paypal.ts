import { bearerToken, empty, json, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { type Answer, ok } from './paypal/answer.ts'
import { mockRefusal } from './paypal/mock-response.ts'
import { orders } from './paypal/orders.ts'
import { payments } from './paypal/payments.ts'
import { payoutItems, payouts } from './paypal/payouts.ts'
import { PayPalRefusal } from './paypal/refusal.ts'
import { reporting } from './paypal/reporting.ts'
import { type Context, contextOf } from './paypal/store.ts'
import { authenticateClient, authenticateToken, issueToken } from './paypal/token.ts'
import { webhooks } from './paypal/webhooks.ts'

export { fixtures } from './paypal/fixtures.ts'

type Resource = (method: string, path: readonly string[], context: Context) => Answer | undefined

const resources: readonly (readonly [prefix: string, resource: Resource])[] = [
  ['/v2/checkout/orders', orders],
  ['/v2/payments', payments],
  ['/v1/reporting', reporting],
  ['/v1/payments/payouts-item', payoutItems],
  ['/v1/payments/payouts', payouts],
  ['/v1/notifications/webhooks', webhooks],
]

/** PayPal's REST API, https://developer.paypal.com/api/rest/: orders, payments, reporting, payouts. */
export const paypal: SandboxProvider = {
  id: 'paypal',
  hosts: ['api-m.paypal.com', 'api-m.sandbox.paypal.com'],
  authenticate,
  handle,
  rateLimited: (exchange) => new PayPalRefusal(429).response(exchange),
  outage: (exchange) => new PayPalRefusal(503).response(exchange),
}

function asksForToken({ url }: Exchange): boolean {
  return url.pathname === '/v1/oauth2/token'
}

function authenticate(exchange: Exchange): Authentication {
  if (asksForToken(exchange)) return authenticateClient(exchange)
  return authenticateToken(exchange, bearerToken(exchange.headers))
}

function handle(exchange: Exchange, state: State): Response {
  try {
    const mocked = mockRefusal(exchange)
    if (mocked !== undefined) throw mocked
    if (!asksForToken(exchange)) return respond(answerOnce(exchange, state), exchange)
    if (exchange.method !== 'POST') throw new PayPalRefusal(405)
    return issueToken(exchange)
  } catch (error) {
    if (error instanceof PayPalRefusal) return error.response(exchange)
    throw error
  }
}

function answer(exchange: Exchange, state: State): Answer {
  const [prefix, resource] = resources.find(([start]) => `${exchange.url.pathname}/`.startsWith(`${start}/`)) ?? []
  if (prefix === undefined || resource === undefined) throw new PayPalRefusal(404)
  const segments = pathSegments(exchange.url.pathname.slice(prefix.length + 1))
  const given = resource(exchange.method, segments, contextOf(exchange, state))
  if (given === undefined) throw new PayPalRefusal(isMethod(exchange.method) ? 404 : 405)
  return given
}

function respond({ status, body }: Answer, { randomId }: Exchange): Response {
  const headers = { 'Paypal-Debug-Id': randomId(13).toLowerCase() }
  return body === null ? empty(status, headers) : json(body, status, headers)
}

function isMethod(method: string): boolean {
  return ['GET', 'POST', 'PATCH'].includes(method)
}

interface Kept {
  readonly request: string
  readonly answer: Answer
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Hours that a `PayPal-Request-Id` is remembered, https://developer.paypal.com/reference/guidelines/idempotency/. */
const remembered = 6 * 3_600_000

/** A successful POST under a `PayPal-Request-Id` happens once; later ones get its answer, with 200 in place of 201. */
function answerOnce(exchange: Exchange, state: State): Answer {
  const id = exchange.headers.get('paypal-request-id')
  if (id === null || exchange.method !== 'POST') return answer(exchange, state)
  if (id === '' || id.length > 108) {
    throw new PayPalRefusal(400, [
      {
        issue: 'INVALID_STRING_LENGTH',
        description: 'The value of a field is either too short or too long.',
        field: 'PayPal-Request-Id',
        location: 'header',
      },
    ])
  }
  const key = `${exchange.url.pathname} ${id}`
  const kept = state.get<Kept>('request_id', key)
  if (kept !== undefined && exchange.now.getTime() - kept.at < remembered) {
    if (kept.request !== exchange.body) {
      throw new PayPalRefusal(422, [
        {
          issue: 'DUPLICATE_REQUEST_ID',
          description: 'The value of PayPal-Request-Id header has already been used with another request.',
          field: 'PayPal-Request-Id',
          location: 'header',
        },
      ])
    }
    return kept.answer.body === null ? kept.answer : ok(kept.answer.body)
  }
  const given = answer(exchange, state)
  state.put('request_id', key, { request: exchange.body, answer: given, at: exchange.now.getTime() } satisfies Kept)
  return given
}

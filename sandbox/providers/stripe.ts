import { basicCredentials, bearerToken, type Fields, mediaType, parseForm, pathSegments } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { account, balance, events } from './stripe/account.ts'
import { charges } from './stripe/charges.ts'
import type { Answer, Context } from './stripe/context.ts'
import { customers } from './stripe/customers.ts'
import { assertExpandable, expand } from './stripe/expansion.ts'
import { idempotencyKey, keep, replay } from './stripe/idempotency.ts'
import { ledger } from './stripe/ledger.ts'
import { paymentIntents } from './stripe/payment-intents.ts'
import { refunds } from './stripe/refunds.ts'
import { invalid, StripeRefusal } from './stripe/refusal.ts'

export { fixtures } from './stripe/fixtures.ts'

/** The version of an account that never chose one. */
const defaultVersion = '2026-10-28.endive'

interface Resource {
  /** The `object` of what it answers. */
  readonly kind: string
  readonly answer: (method: string, path: readonly string[], context: Context) => Answer
}

const resources: ReadonlyMap<string, Resource> = new Map([
  ['account', { kind: 'account', answer: account }],
  ['balance', { kind: 'balance', answer: balance }],
  ['charges', { kind: 'charge', answer: charges }],
  ['customers', { kind: 'customer', answer: customers }],
  ['events', { kind: 'event', answer: events }],
  ['payment_intents', { kind: 'payment_intent', answer: paymentIntents }],
  ['refunds', { kind: 'refund', answer: refunds }],
])

/** Stripe's API as https://docs.stripe.com/api describes it: charges, payment intents, refunds, customers, balance. */
export const stripe: SandboxProvider = {
  id: 'stripe',
  hosts: ['api.stripe.com'],
  authenticate,
  handle,
  rateLimited,
  outage,
}

/** Secret and restricted keys, as a bearer token or as the name of basic authentication. */
function authenticate({ headers }: Exchange): Authentication {
  const key = bearerToken(headers) ?? basicCredentials(headers)?.name
  if (key === undefined || key === '') {
    return refuse(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://docs.stripe.com/api#authentication for details.",
    )
  }
  if (/^pk_(test|live)_./.test(key)) {
    return {
      refusal: new StripeRefusal(
        403,
        'invalid_request_error',
        'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
        { code: 'secret_key_required' },
      ).response(),
    }
  }
  if (!/^(sk|rk)_(test|live)_./.test(key) || key.includes('invalid')) {
    return refuse(401, `Invalid API Key provided: ${masked(key)}`)
  }
  const connected = headers.get('stripe-account')
  if (connected !== null && !/^acct_\w+$/.test(connected)) {
    return refuse(
      403,
      `The provided key '${masked(key)}' does not have access to account '${connected}' (or that account does not exist). Application access may have been revoked.`,
      'account_invalid',
    )
  }
  return { account: connected === null ? key : `${key}|${connected}` }
}

function masked(key: string): string {
  return key.length <= 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
}

function refuse(status: number, message: string, code?: string): Authentication {
  const details = code === undefined ? {} : { code }
  const challenge = { 'WWW-Authenticate': 'Basic realm="Stripe"' }
  return { refusal: new StripeRefusal(status, 'invalid_request_error', message, details).response(challenge) }
}

function handle(exchange: Exchange, state: State): Response {
  const requestId = `req_${exchange.randomId(14)}`
  const key = (exchange.method === 'POST' && exchange.headers.get('idempotency-key')) || undefined
  const headers = {
    'Request-Id': requestId,
    'Stripe-Version': exchange.headers.get('stripe-version') ?? defaultVersion,
    ...(key === undefined ? {} : { 'Idempotency-Key': key, 'Original-Request': requestId }),
  }
  try {
    const idempotent = idempotencyKey(exchange)
    const before = idempotent === undefined ? undefined : replay(exchange, state, idempotent)
    if (before !== undefined) return before
    const { status, body } = execute(exchange, state, requestId)
    const text = JSON.stringify(body, null, 2)
    if (idempotent !== undefined) keep(exchange, state, idempotent, { status, body: text, requestId })
    return new Response(text, { status, headers: { 'Content-Type': 'application/json', ...headers } })
  } catch (error) {
    if (error instanceof StripeRefusal) return error.response(headers)
    throw error
  }
}

/** The object asked for, or a declined card; every other refusal is thrown. */
function execute(exchange: Exchange, state: State, requestId: string): { status: number; body: object } {
  const version = exchange.headers.get('stripe-version')
  if (version !== null && !/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) {
    throw invalid(`Invalid Stripe API version: ${version}`)
  }
  const fields = fieldsOf(exchange)
  const [api, name = '', ...path] = pathSegments(exchange.url.pathname.slice(1))
  const resource = api === 'v1' && !path.includes('') ? resources.get(name) : undefined
  if (resource === undefined) throw unrecognized(exchange)
  const paths = Array.isArray(fields.expand) ? fields.expand.map(String) : []
  assertExpandable(paths, resource.kind, exchange.method === 'GET' && path.length === 0)
  const own = ledger(exchange, state, isLive(exchange.headers), requestId)
  try {
    const answer = resource.answer(exchange.method, path, { ledger: own, fields })
    if (answer === undefined) throw unrecognized(exchange)
    return { status: 200, body: expand(answer, paths, own) }
  } catch (error) {
    if (error instanceof StripeRefusal && error.status === 402) return { status: 402, body: error.body() }
    throw error
  }
}

function fieldsOf(exchange: Exchange): Fields {
  const query = parseForm(exchange.url.search)
  if (exchange.body === '' || exchange.method === 'GET') return query
  if (mediaType(exchange.headers) !== 'application/x-www-form-urlencoded') {
    throw invalid(
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
    )
  }
  return { ...query, ...parseForm(exchange.body) }
}

function isLive(headers: Headers): boolean {
  const key = bearerToken(headers) ?? basicCredentials(headers)?.name ?? ''
  return /^(sk|rk)_live_/.test(key)
}

function unrecognized({ method, url }: Exchange): StripeRefusal {
  return new StripeRefusal(
    404,
    'invalid_request_error',
    `Unrecognized request URL (${method}: ${url.pathname}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. Please see https://docs.stripe.com or we can help at https://support.stripe.com/.`,
  )
}

/** https://docs.stripe.com/rate-limits */
function rateLimited(): Response {
  return new StripeRefusal(
    429,
    'invalid_request_error',
    'Request rate limit exceeded. Learn more about rate limits here https://docs.stripe.com/rate-limits.',
    { code: 'rate_limit' },
  ).response({ 'Retry-After': '1', 'Stripe-Rate-Limited-Reason': 'global-rate', 'Stripe-Should-Retry': 'true' })
}

function outage(): Response {
  return new StripeRefusal(
    503,
    'api_error',
    'Sorry! There was an error while talking to one of our backends. Support has been notified.',
  ).response({ 'Stripe-Should-Retry': 'true' })
}

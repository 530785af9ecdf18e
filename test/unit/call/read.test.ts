import { describe, expect, it } from 'vitest'
import { type AnswerContext, readAnswer } from '../../../src/call/read.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import type { Refusal } from '../../../src/kit/refusal.ts'
import { sendgrid } from '../../../src/providers/marketing/sendgrid/index.ts'
import { findProvider } from '../../../src/providers/registry.ts'

const stripe = findProvider('stripe')
if (stripe === undefined) throw new TypeError('the registry has Stripe')
const context: AnswerContext = { provider: stripe, effect: 'write', repeatable: false, now: Date.UTC(2026, 10, 24, 12) }

const headersOf = (contentType: string | undefined, more: Record<string, string> = {}) =>
  new Headers({ ...(contentType === undefined ? {} : { 'Content-Type': contentType }), ...more })

const came = (status: number, headers: Headers, text: string) => ({
  status,
  headers,
  contentType: headers.get('Content-Type'),
  text,
})

function errorOf(status: number, headers: Headers, text: string, changes: Partial<AnswerContext> = {}): UpstreamError {
  try {
    readAnswer(came(status, headers, text), { ...context, ...changes })
  } catch (thrown) {
    if (thrown instanceof UpstreamError) return thrown
  }
  throw new TypeError('it was read as a yes')
}

/** A provider that refuses everything in one way. */
const refusing = (refusal: Refusal) => ({ provider: { ...stripe, refusal: () => refusal } })

describe('a yes', () => {
  it.each([
    ['application/json', '{"a":1}', { a: 1 }, '{"a":1}'],
    ['application/vnd.api+json; charset=utf-8', '[1]', [1], '[1]'],
    [undefined, ' {"a":1}', { a: 1 }, ' {"a":1}'],
    ['text/plain', '{"a":1}', { a: 1 }, '{"a":1}'],
    ['application/json; charset=utf-8', '\ufeff{"a":1}', { a: 1 }, '{"a":1}'],
    ['application/json', '"text"', 'text', '"text"'],
    ['text/csv', 'a,b', 'a,b', undefined],
    ['application/json', '', null, undefined],
    [undefined, ' \n', null, undefined],
  ])('of %s %j is %j', (contentType, text, body, json) => {
    expect(readAnswer(came(200, headersOf(contentType), text), context)).toMatchObject({ body, json })
  })
})

describe('what nobody can read', () => {
  it.each([
    ['application/json', '{"a":'],
    ['application/json', '<html>'],
    ['text/html', 'Welcome'],
    [undefined, '<html></html>'],
  ])('as %s %j may have taken effect', (contentType, text) => {
    expect(errorOf(200, headersOf(contentType), text)).toMatchObject({
      code: 'integration_error',
      status: 502,
      details: { outcome: 'uncertain', providerStatus: 200 },
    })
  })
})

describe('a redirect', () => {
  it.each([301, 302, 307, 308])('with status %i is refused', (status) => {
    expect(errorOf(status, headersOf(undefined, { Location: 'https://evil.example' }), '')).toMatchObject({
      code: 'integration_error',
      details: { outcome: 'rejected', providerStatus: status },
    })
  })
})

describe('a bare status', () => {
  it.each([
    [400, 'provider_rejected', 422, 'rejected', false],
    [404, 'provider_rejected', 422, 'rejected', false],
    [401, 'integration_error', 502, 'rejected', false],
    [403, 'integration_error', 502, 'rejected', false],
    [429, 'rate_limited', 429, 'rejected', true],
    [500, 'integration_unavailable', 502, 'uncertain', false],
    [503, 'integration_unavailable', 503, 'uncertain', false],
    [504, 'integration_unavailable', 504, 'uncertain', false],
    [520, 'integration_unavailable', 502, 'uncertain', false],
  ])('%i is %s with %i', (providerStatus, code, status, outcome, retriable) => {
    expect(errorOf(providerStatus, headersOf('text/html'), '<html>')).toMatchObject({
      code,
      status,
      details: { outcome, retriable, providerStatus },
    })
  })
})

describe('a refusal', () => {
  it('of credentials says so in words that every provider shares', () => {
    const refusal: Refusal = { kind: 'credentials', code: 'api_key_expired', message: 'Expired API Key' }
    expect(errorOf(200, headersOf('application/json'), '{}', refusing(refusal)).details).toMatchObject({
      reason: 'Authentication failed',
      suggestion: 'Check your API credentials',
      fault: 'caller',
      providerCode: 'api_key_expired',
      providerMessage: 'Expired API Key',
    })
  })

  it('of the caller has the words and the code of the provider', () => {
    const refusal: Refusal = { kind: 'rejected', code: 'card_declined', message: 'Your card was declined.' }
    expect(errorOf(402, headersOf('application/json'), '{}', refusing(refusal))).toMatchObject({
      code: 'provider_rejected',
      details: { reason: 'Your card was declined.', providerCode: 'card_declined', providerStatus: 402 },
    })
  })

  it.each<[string, number | undefined, string | undefined, string]>([
    ['the body', 7, '30', '7'],
    ['the header', undefined, '30', '30'],
    ['an HTTP date', undefined, 'Tue, 24 Nov 2026 12:01:00 GMT', '60'],
    ['nobody', undefined, undefined, '1'],
    ['the body, in parts of a second', 0.2, undefined, '1'],
    ['the header, without a wait', undefined, '0', '1'],
  ])('for too many calls waits as long as %s says', (_who, retryAfter, header, expected) => {
    const headers = headersOf('application/json', header === undefined ? {} : { 'Retry-After': header })
    const error = errorOf(429, headers, '{}', refusing({ kind: 'rate-limited', message: 'Slow down', retryAfter }))
    expect(error).toMatchObject({ code: 'rate_limited', details: { source: 'provider', retriable: true } })
    expect(error.headers['Retry-After']).toBe(expected)
  })

  it('for too many calls waits until the limit is reset, where only the headers of the limit say when', () => {
    const reset = String(context.now / 1_000 + 40)
    const headers = headersOf(undefined, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': reset })
    const error = errorOf(429, headers, '', { provider: sendgrid })
    expect(error).toMatchObject({ code: 'rate_limited', retryAfter: 40, headers: { 'Retry-After': '40' } })
  })

  it.each([
    ['read', false, true],
    ['write', true, true],
    ['write', false, false],
  ] as const)('for its own fault may be repeated after a %s (key: %s): %s', (effect, repeatable, retriable) => {
    const error = errorOf(500, headersOf(undefined), '', { effect, repeatable })
    expect(error.details).toMatchObject({ retriable, outcome: 'uncertain' })
  })
})

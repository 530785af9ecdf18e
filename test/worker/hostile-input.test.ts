import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectError, issuePaths } from '../support/answers.ts'
import { payment } from '../support/examples.ts'
import { type Org, org } from '../support/org.ts'
import { stored } from '../support/rows.ts'
import type { Received } from '../support/scripted.ts'
import { json, type StubProvider, stubProvider } from '../support/stub-provider.ts'

/** Whatever is sent: the documented error, nothing at the provider, and nothing changed. */

let provider: StubProvider
let acme: Org
let before: string
let sent: readonly Received[]

beforeAll(async () => {
  provider = await stubProvider(json({ id: 'ch_1', object: 'charge' }))
  acme = await org('acme', { egress: provider.egress })
  await acme.save('stripe')
  before = await stored(acme.id)
  sent = []
})

afterEach(async () => {
  expect(await stored(acme.id)).toBe(before)
  expect(await provider.received()).toEqual(sent)
})

const posts = [
  '/save-integration',
  '/get-integration',
  '/call/stripe/create-payment',
  '/test/stripe/create-payment',
] as const

describe.each(posts)('POST %s', (path) => {
  test.each([
    ['half an object', '{"amount":1000'],
    ['two values', '{}{}'],
    ['a bare word', 'amount'],
    ['a comment', '{/* */}'],
    ['a trailing comma', '{"amount":1000,}'],
    ['NaN', '{"amount":NaN}'],
    ['single quotes', "{'amount':1000}"],
    ['a control character in a string', '{"a":"\u0000"}'],
  ])('that is no JSON (%s)', async (_, text) => {
    const details = expectError(await acme.post(path, undefined, { text }), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual(['body'])
  })

  test('of a megabyte of brackets', async () => {
    const depth = 500_000
    const text = '['.repeat(depth) + ']'.repeat(depth)
    expectError(await acme.post(path, undefined, { text }), 'invalid_request', 400)
    const objects = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    expectError(await acme.post(path, undefined, { text: objects }), 'invalid_request', 400)
  })

  test('that is too long', async () => {
    const text = JSON.stringify({ amount: 'x'.repeat(1_100_000) })
    expectError(await acme.post(path, undefined, { text }), 'payload_too_large', 413)
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ])('of the type "%s"', async (type) => {
    const text = JSON.stringify(payment)
    expectError(
      await acme.post(path, undefined, { text, headers: { 'Content-Type': type } }),
      'unsupported_media_type',
      415,
    )
  })
})

describe.each(['/save-integration', '/get-integration', '/call/stripe/create-payment'])('POST %s', (path) => {
  test.each<[string, unknown]>([
    ['a list', []],
    ['a number', 7],
    ['text', 'text'],
    ['true', true],
    ['null', null],
    ['an unknown field', { unknown: 1 }],
    ['a prototype', JSON.parse('{"__proto__":{"polluted":true},"constructor":1}')],
  ])('of %s', async (_, body) => {
    const details = expectError(await acme.post(path, body), 'invalid_request', 400)
    expect(details.issues?.length).toBeGreaterThan(0)
    expect({}).not.toHaveProperty('polluted')
  })

  test('of nothing', async () => {
    expectError(await acme.post(path), 'invalid_request', 400)
  })
})

describe('an input', () => {
  test.each<[string, Record<string, unknown>]>([
    ['amount', { ...payment, amount: '1000' }],
    ['amount', { ...payment, amount: 10.5 }],
    ['amount', { ...payment, amount: -1 }],
    ['amount', { ...payment, amount: 1e21 }],
    ['amount', { ...payment, amount: [1000] }],
    ['amount', { ...payment, amount: { $gt: 0 } }],
    ['amount', { ...payment, amount: null }],
    ['currency', { ...payment, currency: 'dollars' }],
    ['currency', { ...payment, currency: 'us\n' }],
    ['source', { ...payment, source: '' }],
    ['capture', { ...payment, capture: 'false' }],
    ['metadata.note', { ...payment, metadata: { note: { nested: true } } }],
    ['colour', { ...payment, colour: 'red' }],
  ])('with a wrong %s is refused with its path', async (path, input) => {
    const details = expectError(await acme.call('stripe', 'create-payment', input), 'invalid_request', 400, {
      outcome: 'not_sent',
    })
    expect(new Set(issuePaths(details))).toEqual(new Set([path]))
  })

  test('names every fault at once', async () => {
    const details = expectError(
      await acme.call('stripe', 'create-payment', { amount: -1, currency: 7, colour: 'red' }),
      'invalid_request',
      400,
    )
    expect(new Set(issuePaths(details))).toEqual(new Set(['amount', 'currency', 'colour']))
  })
})

describe('a path', () => {
  const references = [
    'nowhere',
    'stripe%2F..',
    '%2e%2e%2f',
    'a%00b',
    '%C3%A4',
    '%F0%9F%92%B3',
    '*',
    "x' OR '1'='1",
    '%25',
    'int_%0a',
  ]

  test.each(references)('with the integration %s', async (reference) => {
    expectError(await acme.post(`/call/${reference}/create-payment`, payment), 'integration_not_found', 404)
    expectError(await acme.post(`/test/${reference}/create-payment`, payment), 'integration_not_found', 404)
  })

  test.each(references)('with the operation %s', async (operation) => {
    expectError(await acme.post(`/call/stripe/${operation}`, payment), 'operation_not_found', 404)
    expectError(await acme.get(`/call/stripe/${operation}`), 'operation_not_found', 404)
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('with the name %s', async (name) => {
    expectError(await acme.post(`/call/${name}/create-payment`, payment), 'integration_not_found', 404)
    expectError(await acme.post(`/call/stripe/${name}`, payment), 'operation_not_found', 404)
    expectError(await acme.get(`/active/${name}`), 'type_not_found', 404)
    expectError(await acme.get(`/integration-types/${name}`), 'type_not_found', 404)
    expectError(await acme.get(`/get-config/${name}`), 'type_not_found', 404)
  })

  test.each(['%', '%zz', '%E0%A4%A', '%ff'])('that is not properly encoded: %s', async (segment) => {
    expectError(await acme.post(`/call/${segment}/create-payment`, payment), 'invalid_request', 400)
    expectError(await acme.get(`/active/${segment}`), 'invalid_request', 400)
  })

  test.each(['/shutdown/a%2Fb', '/active/detail/%2e%2e%2f', '/get-config/payment/a%20b', '/shutdown/%00'])(
    'with no id: %s',
    async (path) => {
      const method = path.startsWith('/shutdown') ? acme.post : acme.get
      expectError(await method(path), 'invalid_request', 400)
    },
  )

  test('that is too long', async () => {
    expectError(await acme.post(`/call/${'x'.repeat(121)}/create-payment`, payment), 'invalid_request', 400)
    expectError(await acme.post(`/call/stripe/${'x'.repeat(10_000)}`, payment), 'invalid_request', 400)
  })

  test.each([
    '/call/stripe',
    '/call',
    '/call/stripe/create-payment/now',
    '/active/detail/x/y',
    '/shutdown',
    '/get-config/payment/x/y',
  ])('that no route has: %s', async (path) => {
    expectError(await acme.get(path), 'not_found', 404)
  })

  test('climbing out of /upstream', async () => {
    expectError(await acme.get('/../../etc/passwd'), 'not_found', 404)
    expectError(await acme.get('/..%2F..%2Fetc%2Fpasswd'), 'not_found', 404)
  })
})

describe('an identifier that means more than it says stays one segment', () => {
  test.each([
    ['a/../../v1/balance', 'a%2F..%2F..%2Fv1%2Fbalance'],
    ['a#b', 'a%23b'],
    ['a?b=c', 'a%3Fb%3Dc'],
    ['@evil.example', '%40evil.example'],
    ['\\\\evil.example', '%5C%5Cevil.example'],
    ['a%2Fb', 'a%252Fb'],
    ['a b', 'a%20b'],
    ['ä', '%C3%A4'],
  ])('%s', async (id, encoded) => {
    await acme.call('stripe', 'get-payment', { id })
    const received = await provider.received()
    expect(received.at(-1)?.url).toBe(`https://api.stripe.com/v1/charges/${encoded}`)
    sent = received
  })

  test.each([
    ['a dot', '.'],
    ['two dots', '..'],
    ['nothing', ''],
    ['half a character', '\ud800'],
  ])('%s is refused', async (_, id) => {
    expectError(await acme.call('stripe', 'get-payment', { id }), 'invalid_request', 400, { outcome: 'not_sent' })
  })
})

describe('a method', () => {
  test.each([
    ['PUT', '/save-integration', 'POST'],
    ['GET', '/save-integration', 'POST'],
    ['DELETE', '/active', 'GET'],
    ['POST', '/active', 'GET'],
    ['PATCH', '/call/stripe/create-payment', 'GET, POST'],
    ['GET', '/test/stripe/create-payment', 'POST'],
    ['GET', '/shutdown/x', 'POST'],
    ['POST', '/integration-types', 'GET'],
    ['POST', '/get-config/payment', 'GET'],
    ['DELETE', '/get-integration', 'POST'],
  ])('%s %s is not allowed, and the answer says what is', async (method, path, allowed) => {
    const answer = await acme.send(method, path)
    expectError(answer, 'method_not_allowed', 405)
    expect(answer.headers.get('Allow')?.split(', ').sort().join(', ')).toBe(allowed)
  })
})

describe('a header', () => {
  test.each(['', ' ', 'a b', 'ä', 'x'.repeat(256)])('Idempotency-Key: "%s" is none', async (key) => {
    const answer = await acme.call('stripe', 'create-payment', payment, {
      idempotencyKey: encodeURI(key) === key ? key : 'a b',
    })
    expect(issuePaths(expectError(answer, 'invalid_request', 400))).toEqual(['header.idempotency-key'])
  })
})

describe('a query', () => {
  test.each(['?view=upside-down', '?view=native&view=unified', '?colour=red'])('%s', async (query) => {
    expectError(await acme.post(`/call/stripe/create-payment${query}`, payment), 'invalid_request', 400)
  })
})

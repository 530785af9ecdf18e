import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { providers } from '../../src/providers/registry.ts'
import { type Answer, type Details, errorAnswer, expectError } from '../support/answers.ts'
import { payment } from '../support/examples.ts'
import { type Org, org, resultOf } from '../support/org.ts'
import { json, stubProvider } from '../support/stub-provider.ts'

const valid = z.object({
  validRequest: z.literal(true),
  expectedResponse: z.unknown(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.unknown(),
  }),
})

function requestOf(answer: Answer) {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return valid.parse(answer.body).request
}

let acme: Org

beforeAll(async () => {
  acme = await org('acme')
  for (const { id } of providers) await acme.save(id)
})

describe('shows the request that a call would send', () => {
  test('with a form', async () => {
    const answer = await acme.test('stripe', 'create-payment', payment, { idempotencyKey: 'order-1' })
    expect(requestOf(answer)).toEqual({
      method: 'POST',
      url: 'https://api.stripe.com/v1/charges',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        'User-Agent': 'Upstream/1',
        'Stripe-Version': expect.any(String),
        'Idempotency-Key': expect.stringMatching(/^[0-9a-f]{32}$/),
        Authorization: 'Bearer sk_test_...',
      },
      body: 'amount=1000&currency=usd&source=tok_visa&description=Test+payment',
    })
  })

  test('with JSON, as the value that it is', async () => {
    const { body } = requestOf(await acme.test('authorize-net', 'authenticate-test', {}))
    expect(body).toEqual({
      authenticateTestRequest: { merchantAuthentication: { name: expect.any(String), transactionKey: '...' } },
    })
  })

  test('without a body', async () => {
    expect(requestOf(await acme.test('stripe', 'get-balance', {}))).toMatchObject({ method: 'GET', body: null })
  })

  test('with a token that was never fetched', async () => {
    const { headers } = requestOf(await acme.test('paypal', 'list-webhooks', {}))
    expect(headers.Authorization).toBe('Bearer ...')
  })
})

describe.each(providers.map((provider) => ({ id: provider.id, provider })))('$id', ({ id, provider }) => {
  const operations = [...provider.operations().values()]

  test.each(operations.map((operation) => ({ name: operation.id, operation })))(
    '$name',
    async ({ name, operation }) => {
      const answer = await acme.test(id, name, operation.exampleInput)
      const { method, url } = requestOf(answer)
      expect(method).toMatch(/^(GET|POST|PUT|PATCH|DELETE)$/)
      expect(url).toMatch(/^https:\/\//)
      expect(valid.parse(answer.body).expectedResponse).toBeDefined()
      expect((await acme.test(id, operation.name, operation.exampleInput)).status).toBe(200)
    },
  )
})

describe('an invalid input is an answer', () => {
  test.each([
    ['a missing field', { amount: 1000 }],
    ['a wrong type', { ...payment, amount: '1000' }],
    ['an unknown field', { ...payment, colour: 'red' }],
    ['a list', []],
    ['null', null],
    ['text', 'amount=1000'],
  ])('%s', async (_, input) => {
    const tested = await acme.test('stripe', 'create-payment', input)
    expect(tested.status).toBe(200)
    expect(tested.body).toMatchObject({ success: false, message: 'Test failed', validRequest: false })
    const called = await acme.call('stripe', 'create-payment', input)
    expect(errorOf(tested.body)).toEqual(errorOf(called.body))
  })
})

/** The error of an answer, without the id of the request that got it. */
function errorOf(body: unknown) {
  const { error } = errorAnswer.parse({ success: false, error: (body as { error: unknown }).error })
  const { requestId: _, ...details }: Details = error.details
  return { ...error, details }
}

describe('what is wrong otherwise is refused as for a call', () => {
  test.each([
    ['nowhere', 'create-payment', 'integration_not_found', 404],
    ['stripe', 'levitate', 'operation_not_found', 404],
  ] as const)('%s/%s', async (integration, operation, code, status) => {
    expectError(await acme.test(integration, operation, payment), code, status)
  })

  test('broken JSON is no input', async () => {
    const answer = await acme.post('/test/stripe/create-payment', undefined, { text: '{"amount":1000' })
    expectError(answer, 'invalid_request', 400)
  })
})

test('nothing is sent, nothing is counted and no quota is spent', async () => {
  const provider = await stubProvider(json({ available: [], pending: [] }))
  const tester = await org('tester', { egress: provider.egress })
  const { id } = await tester.save('stripe', { config: { rateLimit: { limit: 1, window: 60 } } })
  for (let count = 0; count < 5; count += 1) requestOf(await tester.test('stripe', 'create-payment', payment))
  await tester.save('paypal')
  requestOf(await tester.test('paypal', 'list-webhooks', {}))
  expect(await provider.received()).toEqual([])
  expect((await tester.get(`/active/detail/${id}`)).body).toMatchObject({
    integrations: [{ metrics: { totalCalls: 0 }, lastUsed: null }],
  })
  resultOf(await tester.read('stripe', 'get-balance'))
})

import { describe, expect, test } from 'vitest'
import { type ErrorCode, errorTable } from '../../src/errors/table.ts'
import { type Answer, type Details, expectError, problemAnswer } from '../support/answers.ts'
import { deploy } from '../support/deployments.ts'
import { payment } from '../support/examples.ts'
import { type Org, org } from '../support/org.ts'
import { bare, json, stubProvider } from '../support/stub-provider.ts'

/** How each row of the error table comes about. A new row without a test is a compile error here. */
interface Row {
  readonly provoke: (headers: Readonly<Record<string, string>>) => Promise<Answer>
  readonly status: number
  readonly details?: Partial<Details>
  readonly headers?: Readonly<Record<string, unknown>>
}

async function acme(): Promise<Org> {
  const owner = await org('acme')
  await owner.save('stripe')
  return owner
}

async function facing(...answers: Parameters<typeof stubProvider>): Promise<Org> {
  const provider = await stubProvider(...answers)
  const owner = await org('facing', { egress: provider.egress })
  await owner.save('stripe', { config: { rateLimit: { limit: 1, window: 60 } } })
  return owner
}

const rows: Readonly<Record<ErrorCode, Row>> = {
  invalid_request: {
    provoke: async (headers) => (await acme()).call('stripe', 'create-payment', { amount: 'ten' }, { headers }),
    status: 400,
    details: { fault: 'caller', retriable: false, outcome: 'not_sent', issues: expect.any(Array) },
  },
  unauthorized: {
    provoke: async (headers) =>
      (await acme()).get('/active', { headers: { ...headers, Authorization: 'Bearer upk_no' } }),
    status: 401,
    details: { fault: 'caller', retriable: false },
  },
  forbidden: {
    provoke: async (headers) => (await acme()).get('/active', { headers: { ...headers, orgid: 'another' } }),
    status: 403,
    details: { fault: 'caller', retriable: false },
  },
  not_found: {
    provoke: async (headers) => (await acme()).get('/nowhere', { headers }),
    status: 404,
    details: { fault: 'caller', retriable: false },
  },
  type_not_found: {
    provoke: async (headers) => (await acme()).get('/active/astrology', { headers }),
    status: 404,
    details: { fault: 'caller', retriable: false },
  },
  provider_not_found: {
    provoke: async (headers) => (await acme()).get('/get-config/payment/x?create=true&provider=nobody', { headers }),
    status: 404,
    details: { fault: 'caller', retriable: false },
  },
  integration_not_found: {
    provoke: async (headers) => (await acme()).call('nowhere', 'create-payment', payment, { headers }),
    status: 404,
    details: { fault: 'caller', retriable: false },
  },
  operation_not_found: {
    provoke: async (headers) => (await acme()).call('stripe', 'levitate', payment, { headers }),
    status: 404,
    details: { fault: 'caller', retriable: false, outcome: 'not_sent' },
  },
  integration_inactive: {
    async provoke(headers) {
      const owner = await acme()
      await owner.get('/get-config/payment/draft?create=true')
      return owner.call('draft', 'create-payment', payment, { headers })
    },
    status: 409,
    details: { fault: 'caller', retriable: false, outcome: 'not_sent' },
  },
  conflict: {
    async provoke(headers) {
      const owner = await acme()
      const request = { type: 'payment', provider: 'stripe', name: 'Stripe of mine', config: { apiKey: 'sk_test_...' } }
      return owner.post('/save-integration', request, { headers })
    },
    status: 409,
    details: { fault: 'caller', retriable: false },
  },
  method_not_allowed: {
    provoke: async (headers) => (await acme()).get('/call/stripe/create-payment?amount=1000&currency=usd', { headers }),
    status: 405,
    details: { fault: 'caller', retriable: false, outcome: 'not_sent' },
    headers: { Allow: 'POST' },
  },
  payload_too_large: {
    provoke: async (headers) =>
      (await acme()).call('stripe', 'create-payment', { ...payment, description: 'x'.repeat(1_048_576) }, { headers }),
    status: 413,
    details: { fault: 'caller', retriable: false, outcome: 'not_sent' },
  },
  unsupported_media_type: {
    provoke: async (headers) =>
      (await acme()).call('stripe', 'create-payment', payment, {
        headers: { ...headers, 'Content-Type': 'text/plain' },
      }),
    status: 415,
    details: { fault: 'caller', retriable: false },
  },
  rate_limited: {
    async provoke(headers) {
      const owner = await facing(json({ id: 'ch_1' }))
      await owner.call('stripe', 'create-payment', payment)
      return owner.call('stripe', 'create-payment', payment, { headers })
    },
    status: 429,
    details: { fault: 'caller', retriable: true, outcome: 'not_sent', source: 'upstream' },
    headers: {
      'Retry-After': expect.stringMatching(/^[1-9]\d*$/),
      RateLimit: expect.stringMatching(/^"integration";r=0;t=[1-9]\d*$/),
      'RateLimit-Policy': '"integration";q=1;w=60',
    },
  },
  provider_rejected: {
    provoke: async (headers) =>
      (await acme()).call('stripe', 'create-payment', { ...payment, source: 'tok_chargeDeclined' }, { headers }),
    status: 422,
    details: {
      fault: 'caller',
      retriable: false,
      outcome: 'rejected',
      reason: 'Your card was declined.',
      providerStatus: 402,
      providerCode: 'generic_decline',
    },
  },
  integration_error: {
    async provoke(headers) {
      const owner = await acme()
      await owner.save('stripe', { name: 'Refused', config: { apiKey: 'sk_test_invalid_credentials_0000' } })
      return owner.call('Refused', 'create-payment', payment, { headers })
    },
    status: 502,
    details: {
      fault: 'caller',
      retriable: false,
      outcome: 'rejected',
      reason: 'Authentication failed',
      suggestion: 'Check your API credentials',
      providerStatus: 401,
    },
  },
  integration_unavailable: {
    provoke: async (headers) =>
      (await facing(bare(503, { 'Retry-After': '7' }))).call('stripe', 'create-payment', payment, { headers }),
    status: 503,
    details: { fault: 'provider', retriable: false, outcome: 'uncertain', providerStatus: 503 },
    headers: { 'Retry-After': '7' },
  },
  internal_error: {
    provoke: async (headers) =>
      (await acme()).by(deploy({ VAULT_KEYS: 'broken' })).call('stripe', 'get-balance', {}, { headers }),
    status: 500,
    details: { fault: 'gateway', retriable: false },
  },
}

const cases = Object.keys(rows).map((code) => ({ code: code as ErrorCode }))

describe.each(cases)('$code', ({ code }) => {
  const { provoke, status, details = {}, headers = {} } = rows[code]

  test('as JSON', async () => {
    const answer = await provoke({})
    expect(answer.headers.get('Content-Type')).toBe('application/json')
    expectError(answer, code, status, details)
    expect(Object.fromEntries(Object.keys(headers).map((name) => [name, answer.headers.get(name)]))).toEqual(headers)
  })

  test('as RFC 9457', async () => {
    const answer = await provoke({ Accept: 'application/problem+json' })
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
    expect(answer.status).toBe(status)
    const problem = problemAnswer.parse(answer.body)
    const { suggestion: _, reason: __, ...facts } = details
    expect(problem).toMatchObject({
      type: `urn:upstream:error:${code}`,
      title: errorTable[code].message,
      status,
      instance: `urn:upstream:request:${problem.requestId}`,
      code,
      ...facts,
    })
    expect(Object.fromEntries(Object.keys(headers).map((name) => [name, answer.headers.get(name)]))).toEqual(headers)
  })
})

test('outside of /upstream there is nothing, in the same shape', async () => {
  for (const path of ['/', '/robots.txt', '/upstreamx', '/upstream/../admin']) {
    const response = await deploy().fetch(path)
    expect(response.status, path).toBe(404)
    expect(await response.json(), path).toMatchObject({ success: false, error: { code: 'not_found' } })
  }
})

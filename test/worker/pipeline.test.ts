import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ErrorCode } from '../../src/errors/table.ts'
import { type Details, expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { shortDeadlines } from '../support/deadline.ts'
import { deploy } from '../support/deployments.ts'
import { exampleInput, payment } from '../support/examples.ts'
import { charge, facing, facingForgetful } from '../support/facing.ts'
import { instantRetries } from '../support/instant-retries.ts'
import { metricsOf } from '../support/meters.ts'
import { org, resultOf } from '../support/org.ts'
import type { Scripted } from '../support/scripted.ts'
import { answer, bare, hang, json, refuse, stubProvider, text } from '../support/stub-provider.ts'

beforeEach(instantRetries)

afterEach(() => {
  vi.restoreAllMocks()
  clock.release()
})

const contact = exampleInput('pipedrive', 'create-contact')

describe('whoever never hears what became of a call is told so', () => {
  const silent: [string, Scripted, number][] = [
    ['no answer at all', hang, 504],
    ['half an answer and then silence', json(charge, { ending: 'stall' }), 504],
    ['headers and then silence', text('', 'application/json', { ending: 'stall' }), 504],
    ['an answer that goes on for ever', json(charge, { ending: 'trickle' }), 504],
    ['a connection that is refused', refuse, 502],
    ['a connection that breaks in the middle', json(charge, { ending: 'break' }), 502],
  ]

  test.each(silent)('%s, for a write', async (_, scripted, status) => {
    const { acme, id, provider } = await facingForgetful(scripted)
    shortDeadlines()
    const details = expectError(
      await acme.call('pipedrive', 'create-contact', contact),
      'integration_unavailable',
      status,
      {
        outcome: 'uncertain',
        retriable: false,
        fault: 'provider',
      },
    )
    expect(details.suggestion).toContain('look it up')
    expect(await provider.received()).toHaveLength(1)
    expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 1, failedCalls: 1 })
  })

  test.each(silent)('%s, for a write with a key', async (_, scripted, status) => {
    const { acme } = await facing(scripted)
    shortDeadlines()
    const failed = await acme.call('stripe', 'create-payment', payment, { idempotencyKey: 'order-1' })
    expectError(failed, 'integration_unavailable', status, { outcome: 'uncertain', retriable: true })
  })

  test.each(silent)('%s, for a read', async (_, scripted, status) => {
    const { acme } = await facing(scripted)
    shortDeadlines()
    const details = expectError(await acme.read('stripe', 'get-balance'), 'integration_unavailable', status)
    expect(details.retriable).toBe(true)
  })

  test('after thirty seconds', async () => {
    clock.stop()
    const { acme } = await facing(hang)
    const asked = shortDeadlines()
    await acme.call('stripe', 'create-payment', payment)
    expect(asked).toEqual([30_000])
  })
})

describe('an answer that nobody can read', () => {
  test.each<[string, Scripted]>([
    ['HTML of status 200', text('<!doctype html><p>Down for maintenance</p>', 'text/html')],
    ['HTML without a type', text('<html></html>', '')],
    ['JSON that ends in the middle', text('{"id":"ch_1","sta', 'application/json')],
    ['JSON in a type of its own', text('{"id":', 'application/vnd.api+json; charset=utf-8')],
    ['text that begins like JSON', text('[oops', 'text/plain')],
  ])('%s', async (_, scripted) => {
    const { acme, provider } = await facing(scripted)
    expectError(await acme.call('stripe', 'create-payment', payment), 'integration_error', 502, {
      outcome: 'uncertain',
      providerStatus: 200,
      fault: 'provider',
    })
    expect(await provider.received()).toHaveLength(1)
  })

  test('is handed on as it is, where only the unified view needs more of it', async () => {
    const { acme } = await facing(json({ id: 7, object: 'charge' }))
    expect(resultOf(await acme.call('stripe', 'create-payment', payment))).toEqual({ id: 7, object: 'charge' })
    const unified = await acme.call('stripe', 'create-payment', payment, { view: 'unified' })
    expectError(unified, 'integration_error', 502, { outcome: 'succeeded' })
  })
})

describe('a redirect is never followed', () => {
  test.each([301, 302, 303, 307, 308])('%d', async (status) => {
    const elsewhere = await stubProvider(json(charge))
    const { acme, provider } = await facing(bare(status, { Location: `${elsewhere.origin}/v1/charges` }))
    expectError(await acme.call('stripe', 'create-payment', payment), 'integration_error', 502, {
      providerStatus: status,
    })
    expect(await elsewhere.received()).toEqual([])
    expect(await provider.received()).toHaveLength(1)
  })
})

describe('how the provider says no', () => {
  const stripeError = (error: Record<string, unknown>, status: number, headers = {}) =>
    json({ error }, { status, headers })

  test.each<[string, Scripted, ErrorCode, number, Partial<Details>]>([
    [
      '402 in its own words',
      stripeError({ type: 'card_error', code: 'card_declined', message: 'No.' }, 402),
      'provider_rejected',
      422,
      { reason: 'No.', providerStatus: 402, providerCode: 'card_declined', outcome: 'rejected' },
    ],
    [
      '400 in words of nobody',
      text('Bad', 'text/plain', { status: 400 }),
      'provider_rejected',
      422,
      { providerStatus: 400, outcome: 'rejected' },
    ],
    ['404 without a body', bare(404), 'provider_rejected', 422, { providerStatus: 404 }],
    ['409', bare(409), 'provider_rejected', 422, { providerStatus: 409 }],
    [
      '401',
      stripeError({ type: 'invalid_request_error', message: 'Invalid API Key' }, 401),
      'integration_error',
      502,
      { reason: 'Authentication failed', providerMessage: 'Invalid API Key', fault: 'caller', outcome: 'rejected' },
    ],
    [
      '403',
      bare(403),
      'integration_error',
      502,
      { reason: 'Authentication failed', suggestion: 'Check your API credentials' },
    ],
    ['500', bare(500), 'integration_unavailable', 502, { providerStatus: 500, outcome: 'uncertain' }],
    [
      '502 as a page',
      text('<h1>Bad gateway</h1>', 'text/html', { status: 502 }),
      'integration_unavailable',
      502,
      { providerStatus: 502, outcome: 'uncertain' },
    ],
    ['503', bare(503), 'integration_unavailable', 503, { providerStatus: 503, outcome: 'uncertain' }],
    ['504', bare(504), 'integration_unavailable', 504, { providerStatus: 504, outcome: 'uncertain' }],
    [
      'a picture of status 500',
      answer({ zeros: 100 }, 'image/png', { status: 500 }),
      'integration_unavailable',
      502,
      { providerStatus: 500 },
    ],
    ['599', bare(599), 'integration_unavailable', 502, { providerStatus: 599 }],
  ])('%s', async (_, scripted, code, status, details) => {
    const { acme, provider } = await facing(scripted)
    const refused = await acme.call('stripe', 'create-payment', payment)
    expectError(refused, code, status, details)
    expect(await provider.received()).toHaveLength(code === 'integration_unavailable' ? 3 : 1)
  })

  test.each<[string, Record<string, string>, string]>([
    ['seconds', { 'Retry-After': '17' }, '17'],
    ['parts of seconds', { 'Retry-After': '0.2' }, '1'],
    ['an HTTP date', { 'Retry-After': 'Tue, 24 Nov 2026 12:00:30 GMT' }, '30'],
    ['an HTTP date that has passed', { 'Retry-After': 'Tue, 24 Nov 2026 11:00:00 GMT' }, '1'],
    ['what is neither', { 'Retry-After': 'soon' }, '1'],
    ['nothing', {}, '1'],
  ])('429 with %s to wait', async (_, headers, wait) => {
    clock.stop(Date.parse('2026-11-24T12:00:00Z'))
    const { acme } = await facing(bare(429, headers))
    const refused = await acme.call('stripe', 'create-payment', payment)
    expectError(refused, 'rate_limited', 429, { source: 'provider', outcome: 'rejected', retriable: true })
    expect(refused.headers.get('Retry-After')).toBe(wait)
    expect(refused.headers.get('RateLimit')).toBe(`"provider";r=0;t=${wait}`)
  })

  test.each<[string, Record<string, string>, string | null]>([
    ['seconds', { 'Retry-After': '120' }, '120'],
    ['an HTTP date', { 'Retry-After': 'Tue, 24 Nov 2026 12:01:00 GMT' }, '60'],
    ['nothing', {}, null],
  ])('503 with %s to wait', async (_, headers, wait) => {
    clock.stop(Date.parse('2026-11-24T12:00:00Z'))
    const { acme } = await facing(bare(503, headers))
    const refused = await acme.call('stripe', 'create-payment', payment)
    expectError(refused, 'integration_unavailable', 503)
    expect(refused.headers.get('Retry-After')).toBe(wait)
  })
})

describe('plain HTTP and other hosts', () => {
  test('nothing leaves where a deployment has a replacement but is not local', async () => {
    const { acme, provider } = await facing(json(charge))
    const deployed = acme.by(deploy({ UPSTREAM_EGRESS: provider.egress, LOCAL_MODE: '' }))
    expectError(await deployed.call('stripe', 'create-payment', payment), 'integration_unavailable', 502)
    expect(await provider.received()).toEqual([])
  })
})

test('where the deployment has a way out of its own, everything leaves by it', async () => {
  const asked: string[] = []
  const wayOut = {
    async fetch(to: RequestInfo | URL) {
      asked.push(String(to))
      return Response.json(charge)
    },
  }
  const acme = await org('acme')
  await acme.save('stripe')
  const deployed = acme.by(deploy({ EGRESS: wayOut, UPSTREAM_EGRESS: '' }))
  expect(resultOf(await deployed.call('stripe', 'create-payment', payment))).toEqual(charge)
  expect(asked).toEqual(['https://api.stripe.com/v1/charges'])
})

describe('a fault that nobody expected', () => {
  test('is an internal_error with the id under which it was logged', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const acme = await org('acme')
    await acme.save('stripe')
    const answered = await acme.by(deploy({ VERSION: broken(env.VERSION) })).call('stripe', 'create-payment', payment)
    const details = expectError(answered, 'internal_error', 500, { fault: 'gateway', retriable: false })
    expect(details.reason).not.toContain('broke')
    expect(logged.mock.calls.flat().join('\n')).toContain(details.requestId)
  })
})

const failures: [string, Scripted][] = [
  ['an error', bare(500)],
  ['an outage', bare(503)],
  ['a connection that is refused', refuse],
  ['a connection that breaks in the middle', json(charge, { ending: 'break' })],
]

describe('after a failure', () => {
  test.each(failures)('%s: a write is sent once, where the provider would not recognise it', async (_, scripted) => {
    const { acme, provider } = await facingForgetful(scripted, json({ success: true, data: { id: 1 } }))
    const failed = await acme.call('pipedrive', 'create-contact', contact)
    expect(expectError(failed, 'integration_unavailable', failed.status, { outcome: 'uncertain' }).attempts).toBe(
      undefined,
    )
    expect(await provider.received()).toHaveLength(1)
  })

  test.each(failures)(
    '%s: a write is sent again under its key, where the provider recognises it',
    async (_, scripted) => {
      const { acme, id, provider } = await facing(scripted, scripted, json(charge))
      resultOf(await acme.call('stripe', 'create-payment', payment))
      const received = await provider.received()
      expect(received).toHaveLength(3)
      expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
      expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 1, successfulCalls: 1 })
    },
  )

  test.each(failures)('%s: is told after three attempts', async (_, scripted) => {
    const { acme, provider } = await facing(scripted)
    const failed = await acme.read('stripe', 'get-balance')
    expectError(failed, 'integration_unavailable', failed.status, { attempts: 3, retriable: true })
    expect(await provider.received()).toHaveLength(3)
  })
})

test('a provider that repeats the key in its refusal tells it to nobody', async () => {
  const key = 'sk_test_51HrepeatedInTheRefusal00'
  const error = { type: 'invalid_request_error', message: `Unknown key ${key}` }
  for (const status of [400, 401, 503]) {
    const provider = await stubProvider(json({ error }, { status }))
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('stripe', { config: { apiKey: key } })
    const { body } = await acme.read('stripe', 'get-balance')
    expect(JSON.stringify(body)).toContain('Unknown key sk_test_...')
    expect(JSON.stringify(body)).not.toContain('repeatedInTheRefusal')
  }
})

/** A binding of which nothing works, and whose errors tell too much. */
function broken<Binding extends object>(binding: Binding): Binding {
  return new Proxy(binding, {
    get() {
      throw new Error('the binding broke with sk_test_51SecretInsideOfAnError0000')
    },
  })
}

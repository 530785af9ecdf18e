import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { expectError } from '../support/answers.ts'
import { payment } from '../support/examples.ts'
import { charge, facing } from '../support/facing.ts'
import { instantRetries } from '../support/instant-retries.ts'
import { answer, bare, json } from '../support/stub-provider.ts'

beforeEach(instantRetries)

afterEach(() => {
  vi.restoreAllMocks()
})

/** The metrics of a `Server-Timing` header by their names, each with its parameter; none is there twice. */
function timingOf(headers: Headers): Record<string, string> {
  const metrics = (headers.get('Server-Timing') ?? '')
    .split(', ')
    .map((metric) => metric.split(';') as [string, string])
  expect(new Set(metrics.map(([name]) => name)).size).toBe(metrics.length)
  return Object.fromEntries(metrics)
}

const duration = expect.stringMatching(/^dur=\d+$/)
const sent = { resolve: duration, admit: duration, sign: duration, provider: duration, total: duration }

test('an answer says where its time went', async () => {
  const { acme } = await facing(json(charge, { delay: 30 }))
  const timing = timingOf((await acme.call('stripe', 'create-payment', payment)).headers)
  expect(timing).toEqual(sent)
  const { provider = '' } = timing
  expect(Number(provider.slice('dur='.length))).toBeGreaterThanOrEqual(29)
})

test('a file too, up to its first bytes', async () => {
  const { acme } = await facing(answer({ zeros: 10 }, 'application/pdf'))
  expect(timingOf((await acme.call('stripe', 'create-payment', payment)).headers)).toEqual(sent)
})

test('what was sent more than once says how often, and how long it waited in between', async () => {
  const { acme } = await facing(bare(503), json(charge))
  const { headers } = await acme.call('stripe', 'create-payment', payment)
  expect(timingOf(headers)).toEqual({ ...sent, wait: duration, attempts: 'desc="2"' })
})

test('an error says it as well', async () => {
  const { acme } = await facing(json({ error: { type: 'card_error', message: 'No.' } }, { status: 402 }))
  const refused = await acme.call('stripe', 'create-payment', payment)
  expectError(refused, 'provider_rejected', 422)
  expect(timingOf(refused.headers)).toEqual(sent)
})

test('what was never sent says no more than how far it came', async () => {
  const { acme } = await facing(json(charge))
  const invalid = await acme.call('stripe', 'create-payment', { amount: -1 })
  expectError(invalid, 'invalid_request', 400)
  expect(timingOf(invalid.headers)).toEqual({ total: duration })
  await acme.call('stripe', 'create-payment', payment, { idempotencyKey: 'order-1' })
  const replayed = await acme.call('stripe', 'create-payment', payment, { idempotencyKey: 'order-1' })
  expect(timingOf(replayed.headers)).toEqual({ resolve: duration, total: duration })
})

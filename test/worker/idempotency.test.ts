import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { shortDeadlines } from '../support/deadline.ts'
import { deploy } from '../support/deployments.ts'
import { exampleInput, payment } from '../support/examples.ts'
import { charge, facing, rateLimit } from '../support/facing.ts'
import { instantRetries } from '../support/instant-retries.ts'
import { Instrument } from '../support/instrument.ts'
import { type Org, org, resultOf } from '../support/org.ts'
import type { Scripted } from '../support/scripted.ts'
import { standInForSandbox } from '../support/standing-in.ts'
import { answer, bare, hang, json, refuse, type StubProvider, stubProvider } from '../support/stub-provider.ts'

beforeEach(instantRetries)

afterEach(() => {
  vi.restoreAllMocks()
  clock.release()
})

const pay = (acme: Org, key: string, input: unknown = payment) =>
  acme.call('stripe', 'create-payment', input, { idempotencyKey: key })

async function keysSent(provider: StubProvider): Promise<(string | undefined)[]> {
  return (await provider.received()).map(({ headers }) => headers['idempotency-key'])
}

describe('the provider gets a key of its own', () => {
  test('derived from the caller’s, and different for every integration and operation', async () => {
    const { acme, provider } = await facing(json(charge))
    const other = await acme.save('stripe', { name: 'Other', config: { rateLimit } })
    await acme.call('Stripe of mine', 'create-payment', payment, { idempotencyKey: 'order-1' })
    await acme.call(other.id, 'create-payment', payment, { idempotencyKey: 'order-1' })
    await acme.call(other.id, 'create-payment-intent', { amount: 1, currency: 'usd' }, { idempotencyKey: 'order-1' })
    await acme.call(other.id, 'create-payment', payment, { idempotencyKey: 'order-2' })
    const keys = await keysSent(provider)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('at random where the caller gives none, so that two calls are two payments', async () => {
    const { acme, provider } = await facing(json(charge))
    resultOf(await acme.call('stripe', 'create-payment', payment))
    resultOf(await acme.call('stripe', 'create-payment', payment))
    const [first, second] = await keysSent(provider)
    expect(first).toBeDefined()
    expect(second).not.toBe(first)
  })

  test('in the header that it documents', async () => {
    const provider = await stubProvider(
      json({ access_token: 'token', expires_in: 1_000 }, { path: '/v1/oauth2' }),
      json({ id: 'O-1' }),
    )
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('paypal')
    await acme.call('paypal', 'create-payment', exampleInput('paypal', 'create-payment'), { idempotencyKey: 'order-1' })
    const sent = (await provider.received()).at(-1)
    expect(sent?.headers['paypal-request-id']).toMatch(/^[0-9a-f]{32}$/)
  })

  test('and none for what only reads', async () => {
    const { acme, provider } = await facing(json({ available: [], pending: [] }))
    resultOf(await acme.call('stripe', 'get-balance', {}, { idempotencyKey: 'read-1' }))
    resultOf(await acme.call('stripe', 'get-balance', {}, { idempotencyKey: 'read-1' }))
    expect(await keysSent(provider)).toEqual([undefined, undefined])
  })
})

describe('the same key with the same request', () => {
  test('gives the first answer again, and sends nothing', async () => {
    const { acme, provider } = await facing(json(charge), json({ ...charge, id: 'ch_2' }))
    const first = await pay(acme, 'order-1')
    expect(first.headers.get('Idempotency-Replayed')).toBeNull()
    const second = await pay(acme, 'order-1', Object.fromEntries(Object.entries(payment).reverse()))
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('Idempotency-Replayed')).toBe('true')
    const elsewhere = await pay(acme.by(deploy({ UPSTREAM_EGRESS: provider.egress })), 'order-1')
    expect(elsewhere.body).toEqual(first.body)
    expect(await provider.received()).toHaveLength(1)
  })

  test('gives a definite no again', async () => {
    const { acme, provider } = await facing(json({ error: { type: 'card_error', message: 'No.' } }, { status: 402 }))
    const first = expectError(await pay(acme, 'order-1'), 'provider_rejected', 422, { reason: 'No.' })
    const second = expectError(await pay(acme, 'order-1'), 'provider_rejected', 422, { reason: 'No.' })
    expect(second.requestId).not.toBe(first.requestId)
    expect(await provider.received()).toHaveLength(1)
  })

  test('at once is sent once', async () => {
    const { acme, provider } = await facing(json(charge, { delay: 150 }))
    const isolates = [acme, acme.by(deploy({ UPSTREAM_EGRESS: provider.egress }))]
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => pay(isolates[index % 2] ?? acme, 'order-1')),
    )
    expect(await provider.received()).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1)
    for (const answered of answers.filter(({ status }) => status !== 200)) {
      expectError(answered, 'conflict', 409, { retriable: true })
      expect(answered.headers.get('Retry-After')).toBe('1')
    }
    expect((await pay(acme, 'order-1')).headers.get('Idempotency-Replayed')).toBe('true')
  })

  test('spends no quota when it is replayed', async () => {
    const provider = await stubProvider(json(charge))
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('stripe', { config: { rateLimit: { limit: 1, window: 60 } } })
    for (let calls = 0; calls < 4; calls += 1) resultOf(await pay(acme, 'order-1'))
  })

  test('is a new one after a day', async () => {
    clock.stop()
    const { acme, provider } = await facing(json(charge))
    resultOf(await pay(acme, 'order-1'))
    clock.advance(86_400_001)
    resultOf(await pay(acme, 'order-1'))
    expect(await provider.received()).toHaveLength(2)
  })
})

test('the same key with another request is refused', async () => {
  const { acme, provider } = await facing(json(charge))
  resultOf(await pay(acme, 'order-1'))
  const other = await pay(acme, 'order-1', { ...payment, amount: 2000 })
  expectError(other, 'conflict', 422, { outcome: 'not_sent', retriable: false })
  expect(await provider.received()).toHaveLength(1)
})

test('an invalid input does not use up its key', async () => {
  const { acme } = await facing(json(charge))
  expectError(await pay(acme, 'order-1', { amount: -1 }), 'invalid_request', 400)
  resultOf(await pay(acme, 'order-1'))
})

describe('a key is free again after what was not sent, or what the provider would recognise:', () => {
  test.each<[string, Scripted[]]>([
    ['a refusal to be called so often', [bare(429)]],
    ['an outage', [bare(503), bare(503), bare(503)]],
    ['broken connections', [refuse, refuse, refuse]],
    ['silence', [hang]],
  ])('%s', async (_, scripted) => {
    const { acme, provider } = await facing(...scripted, json(charge))
    shortDeadlines()
    expect((await pay(acme, 'order-1')).status).toBeGreaterThanOrEqual(429)
    resultOf(await pay(acme, 'order-1'))
    const keys = await keysSent(provider)
    expect(keys).toHaveLength(scripted.length + 1)
    expect(new Set(keys).size).toBe(1)
  })

  test('a rate limit of ours', async () => {
    const provider = await stubProvider(json(charge))
    const acme = await org('acme', { egress: provider.egress })
    const { id } = await acme.save('stripe', { config: { rateLimit: { limit: 1, window: 60 } } })
    resultOf(await acme.call('stripe', 'create-payment', payment))
    expectError(await pay(acme, 'order-1'), 'rate_limited', 429)
    await acme.save('stripe', { id, config: { rateLimit } })
    resultOf(await pay(acme, 'order-1'))
  })
})

describe('where the provider recognises nothing', () => {
  const token = json({ access_token: 'token', expires_in: '3600' }, { path: '/security' })
  const cancel = (acme: Org, key: string) =>
    acme.call('ups', 'cancel-shipment', exampleInput('ups', 'cancel-shipment'), { idempotencyKey: key })

  async function facingUps(...answers: Scripted[]): Promise<{ acme: Org; provider: StubProvider }> {
    const provider = await stubProvider(token, ...answers)
    standInForSandbox(provider)
    const acme = await org('acme')
    await acme.save('ups')
    return { acme, provider }
  }

  test('the gateway does, and sends it once', async () => {
    const { acme, provider } = await facingUps(json({ VoidShipmentResponse: {} }))
    const first = await cancel(acme, 'void-1')
    resultOf(first)
    expect((await cancel(acme, 'void-1')).body).toEqual(first.body)
    expect(await provider.received()).toHaveLength(2)
  })

  test('and what may have happened is never sent again under the same key', async () => {
    const { acme, provider } = await facingUps({ kind: 'answer', path: '/api', status: 503 })
    const first = expectError(await cancel(acme, 'void-1'), 'integration_unavailable', 503, {
      outcome: 'uncertain',
      retriable: false,
    })
    const second = expectError(await cancel(acme, 'void-1'), 'integration_unavailable', 503, { outcome: 'uncertain' })
    expect(second.reason).toBe(first.reason)
    expect(await provider.received()).toHaveLength(2)
  })
})

describe('a write whose sender was lost before it could tell', () => {
  const forgetful = (provider: StubProvider) => {
    const instrument = new Instrument()
    instrument.faults = ({ method }) => (method === 'settle' ? 'throws' : undefined)
    return deploy({ UPSTREAM_EGRESS: provider.egress, ...instrument.wrap(env, ['WRITES']) })
  }

  test('is still on its way for three minutes, then sent again where the provider recognises it', async () => {
    clock.stop()
    const { acme, provider } = await facing(json(charge))
    resultOf(await pay(acme.by(forgetful(provider)), 'order-1'))
    clock.advance(179_000)
    expectError(await pay(acme, 'order-1'), 'conflict', 409, { outcome: 'uncertain', retriable: true })
    clock.advance(2_000)
    resultOf(await pay(acme, 'order-1'))
    const [first, second] = await keysSent(provider)
    expect(second).toBe(first)
  })

  test('and never where it does not', async () => {
    clock.stop()
    const provider = await stubProvider(
      json({ access_token: 'token', expires_in: 9_000 }, { path: '/security' }),
      json({}),
    )
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('ups')
    const cancel = (caller: Org) =>
      caller.call('ups', 'cancel-shipment', exampleInput('ups', 'cancel-shipment'), { idempotencyKey: 'void-1' })
    resultOf(await cancel(acme.by(forgetful(provider))))
    clock.advance(181_000)
    const sent = (await provider.received()).length
    expectError(await cancel(acme), 'integration_unavailable', 502, { outcome: 'uncertain', retriable: false })
    expect(await provider.received()).toHaveLength(sent)
  })
})

test('an answer that is a file is not kept, and not sent for again', async () => {
  const { acme, provider } = await facing(answer({ zeros: 10 }, 'application/pdf'))
  expect((await pay(acme, 'order-1')).bytes).toHaveLength(10)
  expectError(await pay(acme, 'order-1'), 'conflict', 409, { outcome: 'succeeded' })
  expect(await provider.received()).toHaveLength(1)
})

test('two orgs may use the same key', async () => {
  const one = await facing(json(charge))
  const two = await facing(json({ ...charge, id: 'ch_2' }))
  expect(resultOf(await pay(one.acme, 'order-1'))).toMatchObject({ id: 'ch_1' })
  expect(resultOf(await pay(two.acme, 'order-1'))).toMatchObject({ id: 'ch_2' })
})

test('answers are kept sealed', async () => {
  const { acme, id } = await facing(json({ ...charge, description: 'Confidential purchase' }))
  resultOf(await pay(acme, 'order-1'))
  const stub = env.WRITES.get(env.WRITES.idFromName(`${acme.id}|${id}|create-payment|order-1`))
  const kept = await runInDurableObject(stub, (_, state) => JSON.stringify([...state.storage.kv.list()]))
  expect(kept).toContain('v1.')
  expect(kept).not.toMatch(/Confidential|ch_1/)
})

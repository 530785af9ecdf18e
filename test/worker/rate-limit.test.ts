import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answer, expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { deploy } from '../support/deployments.ts'
import { payment, providerNamed } from '../support/examples.ts'
import { instantRetries } from '../support/instant-retries.ts'
import { evict } from '../support/meters.ts'
import { type Org, org, resultOf } from '../support/org.ts'
import { bare, json, stubProvider } from '../support/stub-provider.ts'

beforeEach(() => clock.stop())
afterEach(() => {
  vi.restoreAllMocks()
  clock.release()
})

async function limited(limit: number, window = 60): Promise<{ acme: Org; id: string }> {
  const acme = await org('acme')
  const { id } = await acme.save('stripe', { config: { rateLimit: { limit, window } } })
  return { acme, id }
}

const callOnce = (acme: Org, id: string) => acme.read(id, 'get-balance')

/** Calls until the first refusal; answers how many were let through, and the refusal. */
async function exhaust(acme: Org, id: string): Promise<{ passed: number; refusal: Answer }> {
  for (let passed = 0; passed < 1_000; passed += 1) {
    const answer = await callOnce(acme, id)
    if (answer.status === 429) return { passed, refusal: answer }
    resultOf(answer)
  }
  throw new Error('nothing limits these calls')
}

function retryAfter(refusal: Answer): number {
  const seconds = Number(refusal.headers.get('Retry-After'))
  expect(Number.isInteger(seconds)).toBe(true)
  return seconds
}

describe.each([1, 2, 7, 20, 64])('a limit of %d calls', (limit) => {
  test('lets exactly as many through, one after the other', async () => {
    const { acme, id } = await limited(limit)
    const { passed, refusal } = await exhaust(acme, id)
    expect(passed).toBe(limit)
    expectError(refusal, 'rate_limited', 429, {
      source: 'upstream',
      outcome: 'not_sent',
      retriable: true,
      fault: 'caller',
    })
    const seconds = retryAfter(refusal)
    expect(seconds).toBeGreaterThanOrEqual(60)
    expect(seconds).toBeLessThanOrEqual(64)
    expect(refusal.headers.get('RateLimit')).toBe(`"integration";r=0;t=${seconds}`)
    expect(refusal.headers.get('RateLimit-Policy')).toBe(`"integration";q=${limit};w=60`)
  })

  test('lets exactly as many through, all at once', async () => {
    const { acme, id } = await limited(limit)
    const answers = await Promise.all(Array.from({ length: limit * 2 }, () => callOnce(acme, id)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(limit)
  })

  test('is one limit for all isolates', async () => {
    const { acme, id } = await limited(limit)
    const isolates = Array.from({ length: 3 }, () => acme.by(deploy()))
    const answers = await Promise.all(
      isolates.flatMap((isolate) => Array.from({ length: limit }, () => callOnce(isolate, id))),
    )
    let passed = answers.filter(({ status }) => status === 200).length
    for (const isolate of isolates) passed += (await exhaust(isolate, id)).passed
    expect(passed).toBe(limit)
  })

  test('survives an eviction of the Durable Object', async () => {
    const { acme, id } = await limited(limit)
    const before = Math.ceil(limit / 2)
    for (let calls = 0; calls < before; calls += 1) resultOf(await callOnce(acme, id))
    await evict(acme, id)
    // Another isolate holds no permits: all that it is granted comes from the object's storage.
    const elsewhere = acme.by(deploy())
    const passed = (await exhaust(elsewhere, id)).passed + (await exhaust(acme, id)).passed
    expect(before + passed).toBe(limit)
  })

  test('is lifted when `Retry-After` has passed, and not before the window has', async () => {
    const { acme, id } = await limited(limit, 20)
    const { refusal } = await exhaust(acme, id)
    clock.advance(19_000)
    expect((await callOnce(acme, id)).status).toBe(429)
    clock.advance(retryAfter(refusal) * 1_000 - 19_000)
    expect((await exhaust(acme, id)).passed).toBe(limit)
  })
})

test('a burst in several isolates is let through while it is within the limit', async () => {
  const { acme, id } = await limited(100)
  const isolates = Array.from({ length: 3 }, () => acme.by(deploy()))
  const answers = await Promise.all(
    isolates.flatMap((isolate) => Array.from({ length: 20 }, () => callOnce(isolate, id))),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(60)
})

test('permits that an isolate did not use are given back', async () => {
  const { acme, id } = await limited(80)
  const elsewhere = acme.by(deploy())
  resultOf(await callOnce(elsewhere, id))
  const { passed } = await exhaust(acme, id)
  expect(passed).toBeLessThan(79)
  clock.advance(2_100)
  // They come back with the next message of whoever held them, as long as their window lasts.
  const rest = (await exhaust(elsewhere, id)).passed + (await exhaust(acme, id)).passed
  expect(1 + passed + rest).toBe(80)
})

describe('spends no quota:', () => {
  test.each<[string, (acme: Org, id: string) => Promise<Answer>]>([
    ['an invalid input', (acme, id) => acme.call(id, 'create-payment', { amount: 'ten' })],
    ['an unknown operation', (acme, id) => acme.call(id, 'levitate', {})],
    ['a write by GET', (acme, id) => acme.read(id, 'create-payment')],
    ['a view that there is not', (acme, id) => acme.call(id, 'create-payment-intent', payment, { view: 'unified' })],
    ['a dry run', (acme, id) => acme.test(id, 'create-payment', payment)],
    ['reading its details', (acme, id) => acme.get(`/active/detail/${id}`)],
  ])('%s', async (_, attempt) => {
    const { acme, id } = await limited(2)
    for (let count = 0; count < 5; count += 1) await attempt(acme, id)
    expect((await exhaust(acme, id)).passed).toBe(2)
  })
})

test('a refusal by the provider has spent its permit', async () => {
  const { acme, id } = await limited(3)
  await acme.call(id, 'create-payment', { ...payment, source: 'tok_chargeDeclined' })
  expect((await exhaust(acme, id)).passed).toBe(2)
})

test('a request that is sent again spends a permit too', async () => {
  instantRetries()
  const provider = await stubProvider(bare(503))
  const acme = await org('acme', { egress: provider.egress })
  const { id } = await acme.save('stripe', { config: { rateLimit: { limit: 2, window: 60 } } })
  expectError(await acme.read(id, 'get-balance'), 'integration_unavailable', 503, { fault: 'provider' })
  expect(await provider.received()).toHaveLength(2)
})

describe('a new limit', () => {
  test('is in force at once: higher', async () => {
    const { acme, id } = await limited(1)
    await exhaust(acme, id)
    await acme.save('stripe', { id, config: { rateLimit: { limit: 5, window: 60 } } })
    expect((await exhaust(acme, id)).passed).toBe(5)
  })

  test('is in force at once: lower', async () => {
    const { acme, id } = await limited(50)
    for (let calls = 0; calls < 3; calls += 1) resultOf(await callOnce(acme, id))
    await acme.save('stripe', { id, config: { rateLimit: { limit: 2, window: 60 } } })
    expect((await exhaust(acme, id)).passed).toBe(2)
  })

  test('and what else is changed leaves the old one as far as it is used up', async () => {
    const { acme, id } = await limited(4)
    await exhaust(acme, id)
    await acme.post('/save-integration', { id, name: 'Renamed' })
    expect((await callOnce(acme, id)).status).toBe(429)
  })
})

describe('without a setting', () => {
  test('the limit that the provider documents holds, however long a call waits', async () => {
    const [documented] = providerNamed('stripe').limits
    const acme = await org('acme')
    const { id } = await acme.save('stripe')
    const { passed, refusal } = await exhaust(acme, id)
    expect(passed).toBe(documented?.limit)
    expect(refusal.headers.get('RateLimit-Policy')).toBe(`"integration";q=${documented?.limit};w=${documented?.window}`)
  })

  test('a short limit is waited for, and nobody is refused for a moment', async () => {
    clock.release()
    expect(providerNamed('constant-contact').limits[0]).toMatchObject({ limit: 4, window: 1 })
    const acme = await org('acme')
    await acme.save('constant-contact')
    const answers = await Promise.all(Array.from({ length: 9 }, () => acme.read('constant-contact', 'get-account')))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 200))
  })

  test('nothing limits calls of a provider that documents none', async () => {
    expect(providerNamed('paypal').limits).toEqual([])
    const provider = await stubProvider(
      json({ access_token: 'token', expires_in: 32_400 }, { path: '/v1/oauth2/token' }),
      json({ webhooks: [] }),
    )
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('paypal')
    for (let calls = 0; calls < 150; calls += 1) resultOf(await acme.read('paypal', 'list-webhooks'))
  })
})

test('two integrations of one provider have a limit each', async () => {
  const { acme, id } = await limited(1)
  const other = await acme.save('stripe', { name: 'Other', config: { rateLimit: { limit: 1, window: 60 } } })
  expect((await exhaust(acme, id)).passed).toBe(1)
  expect((await exhaust(acme, other.id)).passed).toBe(1)
})

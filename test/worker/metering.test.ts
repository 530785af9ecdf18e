import { runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { describe, expect, test, vi } from 'vitest'
import { noHealth } from '../../src/meter/breaker.ts'
import { deploy } from '../support/deployments.ts'
import { exampleInput, payment } from '../support/examples.ts'
import { Instrument } from '../support/instrument.ts'
import { evict, meterOf, metricsOf } from '../support/meters.ts'
import { type Org, org } from '../support/org.ts'
import { json, stubProvider } from '../support/stub-provider.ts'

const declined = { ...payment, source: 'tok_chargeDeclined' }
/** Enough for every test here: what is counted is not what is limited. */
const rateLimit = { limit: 100_000, window: 1 }

async function withStripe(): Promise<{ acme: Org; id: string }> {
  const acme = await org('acme')
  const { id } = await acme.save('stripe', { config: { rateLimit } })
  return { acme, id }
}

async function callMany(acme: Org, id: string, count: number, input: unknown = payment): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => acme.call(id, 'create-payment', input)))
}

describe('100 calls at once are counted as exactly 100', () => {
  test('in one isolate', async () => {
    const { acme, id } = await withStripe()
    await Promise.all([callMany(acme, id, 60), callMany(acme, id, 40, declined)])
    expect(await metricsOf(acme, id)).toMatchObject({
      totalCalls: 100,
      successfulCalls: 60,
      failedCalls: 40,
      operations: { 'create-payment': { totalCalls: 100 } },
    })
  })

  test('in four isolates', async () => {
    const { acme, id } = await withStripe()
    const isolates = Array.from({ length: 4 }, () => acme.by(deploy()))
    await Promise.all(isolates.map((isolate) => callMany(isolate, id, 25)))
    await vi.waitFor(async () => expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 100 }), 5_000)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 100, successfulCalls: 100, failedCalls: 0 })
  })

  test('while the Durable Object is evicted again and again', async () => {
    const { acme, id } = await withStripe()
    for (let round = 0; round < 5; round += 1) {
      await callMany(acme, id, 20)
      await metricsOf(acme, id)
      await evict(acme, id)
    }
    expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 100, successfulCalls: 100 })
  })

  test('while their delivery fails', async () => {
    const { acme, id } = await withStripe()
    let failures = 0
    const instrument = new Instrument()
    instrument.faults = ({ method }) => {
      failures += method === 'flush' ? 1 : 0
      // Both tries of every other delivery.
      return method === 'flush' && failures % 4 < 2 ? 'throws' : undefined
    }
    const flaky = acme.by(deploy(instrument.wrap(env, ['INTEGRATIONS'])))
    for (let round = 0; round < 5; round += 1) {
      await callMany(flaky, id, 20)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    await vi.waitFor(async () => expect(await metricsOf(flaky, id)).toMatchObject({ totalCalls: 100 }), 5_000)
    expect(failures).toBeGreaterThan(1)
    expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 100 })
  })
})

test('a batch of counts that arrives twice counts once', async () => {
  const meter = exports.IntegrationObject.getByName('twice')
  const tally = { calls: 3, failures: 1, totalTime: 30, histogram: { 47: 3 } }
  const minutes = [{ start: 0, metrics: { operations: { x: tally }, lastUsed: 1_000 } }]
  const batch = { isolate: 'a', sequence: 1, since: 1_000, minutes, calls: [], dropped: 0, health: noHealth }
  await meter.flush(batch)
  await meter.flush(batch)
  await meter.flush({ ...batch, isolate: 'b' })
  await meter.flush({ ...batch, sequence: 2 })
  const { operations } = await meter.read()
  expect(operations.x).toMatchObject({ calls: 9, failures: 3 })
})

test('operations are counted each for itself, with the last use', async () => {
  const { acme, id } = await withStripe()
  const before = Date.now()
  await acme.call(id, 'create-payment', payment)
  await acme.read(id, 'get-balance')
  await acme.read(id, 'get-balance')
  const metrics = await metricsOf(acme, id)
  expect(metrics).toMatchObject({
    totalCalls: 3,
    operations: { 'create-payment': { totalCalls: 1 }, 'get-balance': { totalCalls: 2 } },
  })
  expect(Date.parse(metrics.lastUsed ?? '')).toBeGreaterThanOrEqual(before)
  expect(Date.parse(metrics.lastUsed ?? '')).toBeLessThanOrEqual(Date.now())
})

test('the average is what calls took', async () => {
  const provider = await stubProvider(json({ available: [], pending: [] }, { delay: 60 }))
  const acme = await org('acme', { egress: provider.egress })
  const { id } = await acme.save('stripe')
  await Promise.all(Array.from({ length: 5 }, () => acme.read(id, 'get-balance')))
  const { averageResponseTime } = await metricsOf(acme, id)
  expect(averageResponseTime).toBeGreaterThanOrEqual(55)
  expect(averageResponseTime).toBeLessThan(1_000)
})

test('what was not sent is not counted', async () => {
  const { acme, id } = await withStripe()
  await acme.call(id, 'create-payment', { amount: -1 })
  await acme.call(id, 'levitate', {})
  await acme.read(id, 'create-payment')
  await acme.test(id, 'create-payment', payment)
  expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 0, lastUsed: null })
})

test('two integrations of one org are counted apart', async () => {
  const { acme, id } = await withStripe()
  const ups = await acme.save('ups')
  await acme.call(id, 'create-payment', payment)
  await acme.call('ups', 'validate-address', exampleInput('ups', 'validate-address'))
  expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 1 })
  expect(await metricsOf(acme, ups.id)).toMatchObject({ totalCalls: 1 })
})

test('the Durable Object keeps no secret', async () => {
  const { acme, id } = await withStripe()
  await acme.call(id, 'create-payment', payment)
  await metricsOf(acme, id)
  const kept = await runInDurableObject(meterOf(acme, id), async (_, state) =>
    JSON.stringify([...state.storage.kv.list(), ...state.storage.sql.exec('SELECT * FROM journal')]),
  )
  expect(kept).toContain('create-payment')
  expect(kept).not.toMatch(/sk_test|whsec|usd/)
})

import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { LeaseRequest } from '../../src/meter/protocol.ts'
import { relayName } from '../../src/meter/route.ts'
import { expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { deploy } from '../support/deployments.ts'
import { payment } from '../support/examples.ts'
import { Instrument } from '../support/instrument.ts'
import { evict, meterOf, metricsOf } from '../support/meters.ts'
import { type Org, org, resultOf } from '../support/org.ts'
import { bare, stubProvider } from '../support/stub-provider.ts'

afterEach(() => clock.release())

const limits = [{ limit: 1_000_000, window: 1 }]

function question(isolate: string): LeaseRequest {
  return { isolate, version: 1, limits, need: 1, want: 1, returned: [], caller: true }
}

/** An integration that so many isolates use that its object has relays. */
async function crowded(rateLimit = { limit: 100_000, window: 1 }, egress?: string): Promise<{ acme: Org; id: string }> {
  const acme = await org('acme', egress === undefined ? {} : { egress })
  const { id } = await acme.save('stripe', { config: { rateLimit } })
  const object = meterOf(acme, id)
  await runInDurableObject(object, async (instance) => {
    for (let index = 0; index < 301; index += 1) await instance.lease({ ...question(`isolate ${index}`), want: 0 })
  })
  await vi.waitFor(async () => expect((await object.lease(question('isolate 0'))).pace?.relays).toBe(3), 5_000)
  return { acme, id }
}

function stubOf(acme: Org, id: string, relay: number) {
  return env.INTEGRATIONS.get(env.INTEGRATIONS.idFromName(relayName(`${acme.id}|${id}`, relay)))
}

function relayOf(acme: Org, id: string, relay: number) {
  return { lease: (request: LeaseRequest) => stubOf(acme, id, relay).lease(request, `${acme.id}|${id}`) }
}

/** An isolate of the deployment, and what it has asked objects of integrations: by way of a relay, and itself. */
function isolateOf(acme: Org, overrides: object = {}) {
  const instrument = new Instrument()
  const asked = { relays: 0, itself: 0 }
  const org = acme.by(deploy({ ...instrument.wrap(env, ['INTEGRATIONS']), ...overrides }))
  instrument.faults = ({ method, given }) => {
    if (method !== 'lease' && method !== 'flush' && method !== 'report') return undefined
    const isRelayed = given.some((value) => typeof value === 'string' && value.includes('|'))
    asked[isRelayed ? 'relays' : 'itself'] += 1
    return undefined
  }
  return { org, instrument, asked }
}

describe('an integration in use by more than three hundred isolates', () => {
  test('has relays, by way of which calls are let through and counted, each once', async () => {
    const { acme, id } = await crowded()
    const { org: caller, asked } = isolateOf(acme)
    resultOf(await caller.call(id, 'create-payment', payment))
    expect(asked).toMatchObject({ relays: 0 })
    clock.stop()
    for (let round = 0; round < 4; round += 1) {
      clock.advance(1_900)
      const answers = await Promise.all(Array.from({ length: 10 }, () => caller.call(id, 'create-payment', payment)))
      for (const answer of answers) resultOf(answer)
    }
    expect(asked.relays).toBeGreaterThan(0)
    expect(await metricsOf(caller, id)).toMatchObject({ totalCalls: 41, successfulCalls: 41 })
    await evict(acme, id)
    expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: 41 })
  })

  test('has relays beside its object, which keep nothing', async () => {
    const { acme, id } = await crowded()
    await relayOf(acme, id, 2).lease(question('isolate 1'))
    const names = await Promise.all(
      [0, 1, 2].map((number) =>
        runInDurableObject(stubOf(acme, id, number), (_, { id: { name }, storage }) => ({
          name,
          kept: [...storage.kv.list()].length,
        })),
      ),
    )
    expect(names).toEqual([0, 1, 2].map((number) => ({ name: relayName(`${acme.id}|${id}`, number), kept: 0 })))
  })

  test('has one limit, whichever relay is asked', async () => {
    const { acme, id } = await crowded()
    const few = (isolate: string): LeaseRequest => ({
      ...question(isolate),
      version: 2,
      limits: [{ limit: 10, window: 60 }],
    })
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => relayOf(acme, id, index % 3).lease(few(`isolate ${index}`))),
    )
    const permits = answers.reduce((sum, { grant }) => sum + grant.permits, 0)
    expect(permits).toBe(10)
    await evict(acme, id)
    expect((await relayOf(acme, id, 0).lease(few('another'))).grant.permits).toBe(0)
  })

  test('is shut down for those that ask by way of a relay at once', async () => {
    const { acme, id } = await crowded()
    expect((await relayOf(acme, id, 1).lease(question('isolate 1'))).grant.permits).toBeGreaterThan(0)
    await acme.shutdown(id)
    const { grant, version } = await relayOf(acme, id, 1).lease(question('isolate 1'))
    expect(grant.permits).toBe(0)
    expect(version).toBeGreaterThan(1)
  })

  test('is asked itself where a relay fails, and no call does', async () => {
    const { acme, id } = await crowded()
    const { org: caller, instrument, asked } = isolateOf(acme)
    resultOf(await caller.call(id, 'create-payment', payment))
    const count = instrument.faults
    let failed = 0
    instrument.faults = (asking) => {
      count(asking)
      const isRelayed = asking.given.some((value) => typeof value === 'string' && value.includes('|'))
      failed += isRelayed ? 1 : 0
      return isRelayed ? 'throws' : undefined
    }
    clock.stop()
    for (let round = 0; round < 3; round += 1) {
      clock.advance(1_900)
      resultOf(await caller.call(id, 'create-payment', payment))
    }
    expect(failed).toBeGreaterThan(0)
    expect(asked.itself).toBeGreaterThan(1)
    expect(await metricsOf(caller, id)).toMatchObject({ totalCalls: 4 })
  })

  test('has one circuit', async () => {
    const provider = await stubProvider(bare(500))
    const { acme, id } = await crowded(undefined, provider.egress)
    const callers = Array.from({ length: 2 }, () => isolateOf(acme, { UPSTREAM_EGRESS: provider.egress }).org)
    for (let index = 0; index < 24; index += 1) await callers[index % 2]?.read(id, 'get-balance')
    for (const caller of callers) {
      const details = expectError(await caller.read(id, 'get-balance'), 'integration_unavailable', 503)
      expect(details.reason).toContain('circuit')
    }
  })
})

import { describe, expect, it } from 'vitest'
import { calm, granted, settle } from '../support/controlled-port.ts'
import { recorded } from '../support/recorded.ts'
import { World } from '../support/world.ts'

const limits = [{ limit: 100, window: 60 }]
const operation = 'get-payment'

describe('permits at hand while failures are told', () => {
  const failure = recorded(
    { operation, succeeded: false, duration: 5, at: Date.UTC(2026, 10, 24, 12) },
    { health: 'failed', outcome: 'uncertain', code: 'integration_unavailable' },
  )

  /** An isolate with permits, of whose calls the last ones have failed: the Durable Object is being told. */
  async function failing(failures: number): Promise<{ world: World; told: Promise<unknown> }> {
    const world = new World()
    const lease = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm })
    await lease
    for (let count = 0; count < failures; count += 1) expect(world.meter.record(1, failure)).toBe(true)
    return { world, told: world.meter.report().catch(() => undefined) }
  }

  it('are used after a single one', async () => {
    const { world } = await failing(1)
    expect(world.meter.take(1, operation)).toBe(true)
  })

  it('wait for the answer after two, and are used where the circuit is closed', async () => {
    const { world, told } = await failing(2)
    expect(world.meter.take(1, operation)).toBe(false)
    const waiting = world.meter.lease(1, limits, operation)
    await settle()
    expect(world.port.leases).toHaveLength(1)
    world.port.reports[0]?.resolve(calm)
    await told
    expect(await waiting).toEqual({ kind: 'admitted', probe: undefined })
    expect(world.port.leases).toHaveLength(1)
    expect(world.meter.take(1, operation)).toBe(true)
  })

  it('are not used where the circuit turns out to be open', async () => {
    const { world, told } = await failing(2)
    const waiting = world.meter.lease(1, limits, operation)
    const why = { failed: 10, calls: 10 }
    world.port.reports[0]?.resolve({ ...calm, circuit: { kind: 'open', turn: 1, until: world.now + 5_000, why } })
    await told
    expect(await waiting).toMatchObject({ kind: 'open' })
    expect(world.meter.take(1, operation)).toBe(false)
  })

  it('are used all the same where the answer fails, or does not come within half a second', async () => {
    const lost = await failing(2)
    const waiting = lost.world.meter.lease(1, limits, operation)
    lost.world.port.reports[0]?.reject(new Error('the connection failed'))
    expect(await waiting).toEqual({ kind: 'admitted', probe: undefined })
    const { world } = await failing(2)
    const patient = world.meter.lease(1, limits, operation)
    world.advance(500)
    expect(await patient).toEqual({ kind: 'admitted', probe: undefined })
    expect(world.meter.take(1, operation)).toBe(true)
  })

  it('are told of no more often than the object says, except for a probe', async () => {
    const world = new World()
    const lease = world.meter.lease(1, limits, operation)
    const pace = { questions: 0, deliveries: 1_000, reports: 400, relays: 0 }
    world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm, pace })
    await lease
    expect(world.meter.record(1, failure)).toBe(true)
    const told = world.meter.report()
    world.port.reports[0]?.resolve(calm)
    await told
    world.advance(399)
    expect(world.meter.record(1, failure)).toBe(false)
    expect(world.meter.record(1, { ...failure, probe: 1 })).toBe(true)
    world.advance(1)
    expect(world.meter.record(1, failure)).toBe(true)
  })
})

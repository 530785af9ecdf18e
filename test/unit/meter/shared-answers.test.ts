import { describe, expect, it } from 'vitest'
import { leaseLife } from '../../../src/meter/admission.ts'
import type { Standing } from '../../../src/meter/guard.ts'
import { everything, noPauses } from '../../../src/meter/pauses.ts'
import { calm, granted, settle } from '../support/controlled-port.ts'
import { World } from '../support/world.ts'

const limits = [{ limit: 100, window: 60 }]
const operation = 'get-payment'
const why = { failed: 10, calls: 10 }
const nothing = { ...granted(0, []), retryAfter: 0 }

const open = (until: number): Standing => ({ circuit: { kind: 'open', turn: 1, until, why }, pauses: noPauses })
const probe: Standing = { circuit: { kind: 'probe', turn: 2, why }, pauses: noPauses }

describe('an answer that many calls wait for', () => {
  it('holds all of them back where the provider is paused, and keeps its permits', async () => {
    const world = new World()
    const leases = Array.from({ length: 3 }, () => world.meter.lease(1, limits, operation))
    const pauses = new Map([[everything, world.now + 700]])
    world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: { ...calm, pauses } })
    for (const answer of await Promise.all(leases)) expect(answer).toEqual({ kind: 'paused', retryAfter: 700 })
    world.advance(700)
    for (let taken = 0; taken < 8; taken += 1) expect(world.meter.take(1, operation)).toBe(true)
    expect(world.meter.take(1, operation)).toBe(false)
  })

  it('that a circuit is open is never taken for a limit, whatever the pace', async () => {
    const world = new World()
    const leases = Array.from({ length: 3 }, () => world.meter.lease(1, limits, operation))
    const pace = { questions: 9_000, deliveries: 1_000, reports: 0, relays: 0 }
    world.port.leases[0]?.resolve({ version: 1, grant: nothing, standing: open(world.now + 5_000), pace })
    for (const answer of await Promise.all(leases)) expect(answer).toEqual({ kind: 'open', retryAfter: 5_000, why })
    world.advance(5_000)
    void world.meter.lease(1, limits, operation)
    expect(await world.meter.lease(1, limits, operation)).toMatchObject({ kind: 'open', retryAfter: 1_000 })
    expect(world.port.leases).toHaveLength(1)
    world.advance(4_000)
    await settle()
    expect(world.port.leases[1]?.question.caller).toBe(true)
  })

  it('and that was asked for ahead lets one of them ask for the probe', async () => {
    const world = new World()
    const first = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(2, [0]), standing: calm })
    await first
    world.advance(leaseLife * 0.8)
    void world.meter.renewal(1, limits)
    expect(world.port.leases[1]?.question.caller).toBe(false)
    expect(world.meter.take(1, operation)).toBe(true)
    const leases = [world.meter.lease(1, limits, operation), world.meter.lease(1, limits, operation)]
    world.port.leases[1]?.resolve({ version: 1, grant: nothing, standing: open(world.now) })
    await settle()
    expect(world.port.leases.slice(2).map(({ question }) => question.caller)).toEqual([true])
    world.port.leases[2]?.resolve({ version: 1, grant: granted(1, [1]), standing: probe })
    const [one, other] = await Promise.all(leases)
    expect(one).toEqual({ kind: 'admitted', probe: 2 })
    expect(other).toMatchObject({ kind: 'open' })
  })

  it('that no permit is left for the probe refuses all calls until there is one', async () => {
    const world = new World()
    const lease = world.meter.lease(1, limits, operation)
    world.port.leases[0]?.resolve({ version: 1, grant: granted(0, []), standing: open(world.now) })
    expect(await lease).toMatchObject({ kind: 'refused', grant: { retryAfter: 100 } })
    world.advance(60)
    for (let call = 0; call < 2; call += 1)
      expect(await world.meter.lease(1, limits, operation)).toMatchObject({
        kind: 'refused',
        grant: { retryAfter: 40 },
      })
    world.advance(40)
    void world.meter.lease(1, limits, operation)
    expect(world.port.leases[1]?.question.caller).toBe(true)
  })
})

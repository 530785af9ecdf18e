import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leaseLife } from '../../../src/meter/admission.ts'
import { Counter } from '../../../src/meter/counter.ts'
import { type CallRecord, summarize } from '../../../src/meter/metrics.ts'
import { totalOf } from '../../../src/meter/roll-ups.ts'
import { calm, granted, settle } from '../support/controlled-port.ts'
import { recorded } from '../support/recorded.ts'
import { World } from '../support/world.ts'

describe('counts', () => {
  type Step =
    | { readonly kind: 'record'; readonly call: CallRecord }
    | { readonly kind: 'flush' }
    | {
        readonly kind: 'answer'
        readonly which: number
        readonly how: 'delivered' | 'lost' | 'delivered, but the answer was lost'
      }

  const call: fc.Arbitrary<CallRecord> = fc.record({
    operation: fc.constantFrom('create-payment', 'get-payment'),
    succeeded: fc.boolean(),
    duration: fc.nat(1_000),
    at: fc.integer({ min: 1, max: 1_000_000 }),
  })
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constant('record'), call }),
    fc.record({ kind: fc.constant('flush') }),
    fc.record({
      kind: fc.constant('answer'),
      which: fc.nat(),
      how: fc.constantFrom('delivered', 'lost', 'delivered, but the answer was lost'),
    }),
  )

  async function play({ meter, port }: World, next: Step): Promise<void> {
    if (next.kind === 'record') meter.record(1, recorded(next.call))
    else if (next.kind === 'flush') meter.flush().catch(() => undefined)
    else {
      const [pending] = port.flushes.splice(next.which % Math.max(1, port.flushes.length), 1)
      if (pending !== undefined && next.how !== 'lost') port.enter(pending.question)
      if (next.how === 'delivered') pending?.resolve()
      else pending?.reject(new Error('the connection failed'))
    }
    await settle()
  }

  it('arrive once each, whatever is lost or repeated on the way, and whoever delivers at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const world = new World()
        const expected = new Counter()
        for (const next of steps) {
          if (next.kind === 'record') expected.record(next.call)
          await play(world, next)
        }
        while (world.meter.hasUndelivered || world.port.flushes.length > 0) {
          await play(world, { kind: 'flush' })
          await play(world, { kind: 'answer', which: 0, how: 'delivered' })
        }
        expect(await world.port.read()).toEqual(expected.take())
      }),
      { numRuns: 400 },
    )
  })

  it('are delivered again under the same number when nobody knows whether they arrived', async () => {
    const world = new World()
    world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: 1 }))
    await Promise.all([
      expect(world.meter.flush()).rejects.toThrow('the connection failed'),
      play(world, { kind: 'answer', which: 0, how: 'delivered, but the answer was lost' }),
    ])
    expect(world.meter.hasUndelivered).toBe(true)
    world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: 2 }))
    const again = world.meter.flush()
    expect(world.port.flushes[0]?.question.sequence).toBe(1)
    await play(world, { kind: 'answer', which: 0, how: 'delivered' })
    expect(world.port.flushes[0]?.question.sequence).toBe(2)
    await play(world, { kind: 'answer', which: 0, how: 'delivered' })
    await again
    expect(world.meter.hasUndelivered).toBe(false)
    expect(summarize(await world.port.read()).totalCalls).toBe(2)
  })

  it('are not taken for delivered because an older batch of them was', async () => {
    const world = new World()
    world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: 1 }))
    await play(world, { kind: 'flush' })
    await play(world, { kind: 'flush' })
    world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: 2 }))
    await play(world, { kind: 'answer', which: 0, how: 'delivered' })
    await play(world, { kind: 'flush' })
    expect(world.port.flushes.map(({ question }) => question.sequence)).toEqual([1, 2])
    // The second flush hears of the first batch while the second batch is on its way.
    const [, second] = world.port.flushes
    await play(world, { kind: 'answer', which: 0, how: 'delivered' })
    second?.reject(new Error('the connection failed'))
    await settle()
    expect(world.meter.hasUndelivered).toBe(true)
  })

  it('share a delivery that waits a little, one at a time', async () => {
    const world = new World()
    world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: 1 }))
    const later = world.meter.flushLater()
    expect(later).toBeDefined()
    world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: 2 }))
    expect(world.meter.flushLater()).toBeUndefined()
    await settle()
    expect(world.port.flushes).toHaveLength(0)
    world.advance(3_000)
    await settle()
    expect(world.port.flushes).toHaveLength(1)
    expect(summarize(totalOf(world.port.flushes[0]?.question.minutes ?? [])).totalCalls).toBe(2)
    await play(world, { kind: 'answer', which: 0, how: 'delivered' })
    await later
    expect(world.meter.hasUndelivered).toBe(false)
  })

  it('that come while others are on their way wait for the next delivery', async () => {
    const world = new World()
    const call = recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: 1 })
    world.meter.record(1, call)
    const delivery = world.meter.flush()
    world.meter.record(1, call)
    await play(world, { kind: 'answer', which: 0, how: 'delivered' })
    await delivery
    expect(world.port.flushes).toHaveLength(0)
    expect(world.meter.hasUndelivered).toBe(true)
  })

  it('wait as long as the object says', async () => {
    const world = new World()
    const lease = world.meter.lease(1, [{ limit: 100, window: 60 }], 'get-payment')
    const pace = { questions: 0, deliveries: 5_000, reports: 0, relays: 0 }
    world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm, pace })
    await lease
    world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: 1 }))
    void world.meter.flushLater()
    world.advance(5_000 + leaseLife - 1)
    await settle()
    expect(world.port.flushes).toHaveLength(0)
    expect(world.meter.flushLater()).toBeUndefined()
    world.advance(1)
    await settle()
    expect(world.port.flushes).toHaveLength(1)
  })

  describe('go along with the next question', () => {
    const limits = [{ limit: 100, window: 60 }]

    /** A call has been counted some time ago, and a call asks for permits. */
    function asking(age: number): { world: World; asked: Promise<unknown> } {
      const world = new World()
      world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: world.now - age }))
      const asked = world.meter.lease(1, limits, 'get-payment').catch(() => undefined)
      return { world, asked }
    }

    it('once they have waited for a pause, and not before', () => {
      expect(asking(999).world.port.leases[0]?.question.counts).toBeUndefined()
      const { counts } = asking(1_000).world.port.leases[0]?.question ?? {}
      expect(counts).toMatchObject({ isolate: 'isolate', sequence: 1 })
      expect(summarize(totalOf(counts?.minutes ?? [])).totalCalls).toBe(1)
    })

    it('and are delivered by its answer, whatever it grants', async () => {
      const { world, asked } = asking(1_000)
      world.port.leases[0]?.resolve({ version: 2, grant: granted(0, []), standing: calm })
      await asked
      expect(world.meter.hasUndelivered).toBe(false)
    })

    it('and are sent again under their number where there is no answer', async () => {
      const { world, asked } = asking(1_000)
      world.port.leases[0]?.reject(new Error('the connection failed'))
      await asked
      expect(world.meter.hasUndelivered).toBe(true)
      void world.meter.flush()
      expect(world.port.flushes[0]?.question).toBe(world.port.leases[0]?.question.counts)
    })

    it('so that no delivery is made of them', async () => {
      const { world, asked } = asking(1_000)
      const later = world.meter.flushLater()
      world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm })
      await asked
      world.advance(3_000)
      await later
      expect(world.port.flushes).toHaveLength(0)
    })

    it('and what comes after them has its own time', async () => {
      const { world, asked } = asking(1_000)
      void world.meter.flushLater()
      world.port.leases[0]?.resolve({ version: 1, grant: granted(8, [0]), standing: calm })
      await asked
      world.advance(2_000)
      world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: world.now }))
      world.advance(1_000)
      await settle()
      expect(world.port.flushes).toHaveLength(0)
      world.advance(2_000)
      await settle()
      expect(world.port.flushes).toHaveLength(1)
    })
  })

  it('are delivered by the next call where a delivery never began', () => {
    const world = new World()
    world.meter.record(1, recorded({ operation: 'get-payment', succeeded: true, duration: 5, at: 1 }))
    expect(world.meter.flushLater()).toBeDefined()
    world.now += 5_000
    expect(world.meter.flushLater()).toBeDefined()
  })

  it('are none where nothing was called', async () => {
    const world = new World()
    expect(world.meter.hasUndelivered).toBe(false)
    await world.meter.flush()
    expect(world.port.flushes).toHaveLength(0)
  })
})

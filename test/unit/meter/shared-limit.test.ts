import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leaseLife } from '../../../src/meter/admission.ts'
import { grantLease, initialLeaseState } from '../../../src/meter/lease.ts'
import { LocalMeter } from '../../../src/meter/local-meter.ts'
import { emptyMetrics } from '../../../src/meter/metrics.ts'
import type { MeterPort } from '../../../src/meter/protocol.ts'
import { calm } from '../support/controlled-port.ts'
import { type Counted, mostWithin } from '../support/intervals.ts'

const operation = 'get-payment'

describe('a limit shared by isolates', () => {
  const rule = fc.record({ limit: fc.integer({ min: 1, max: 60 }), window: fc.constantFrom(1, 3, 10) })
  const move = fc.record({
    isolate: fc.nat(3),
    milliseconds: fc.oneof(fc.constant(0), fc.nat(60), fc.nat(900)),
    calls: fc.integer({ min: 1, max: 12 }),
  })

  /** Isolates call as they like, and the meter grants as the Durable Object does. Answers: when each call was made. */
  async function callsOf(
    limit: { limit: number; window: number },
    moves: readonly { isolate: number; milliseconds: number; calls: number }[],
  ) {
    let now = Date.UTC(2026, 10, 24, 12)
    let known = initialLeaseState
    const port: MeterPort = {
      async lease(request) {
        const { state, answer } = grantLease(known, request, now)
        known = state
        return answer
      },
      report: async () => calm,
      flush: async () => undefined,
      read: async () => emptyMetrics,
      announce: async () => undefined,
    }
    const meters = Array.from(
      { length: 4 },
      (_, index) =>
        new LocalMeter({ port, now: () => now, isolate: () => String(index), sleep: async () => undefined }),
    )
    const made: Counted[] = []
    for (const { isolate, milliseconds, calls } of moves) {
      now += milliseconds
      for (let call = 0; call < calls; call += 1) {
        const meter = meters[isolate]
        const admitted =
          meter?.take(1, operation) === true || (await meter?.lease(1, [limit], operation))?.kind === 'admitted'
        if (admitted) made.push({ at: now, count: 1 })
        await meter?.renewal(1, [limit])
      }
    }
    return made
  }

  it('holds in every interval that is a lease’s life shorter than its window', async () => {
    await fc.assert(
      fc.asyncProperty(rule, fc.array(move, { maxLength: 60 }), async (limit, moves) => {
        const made = await callsOf(limit, moves)
        const window = limit.window * 1_000
        if (window > leaseLife) expect(mostWithin(window - leaseLife, made)).toBeLessThanOrEqual(limit.limit)
        // Whatever was granted up to a lease's life earlier may be used within the window as well.
        const bound = limit.limit * Math.ceil((window + leaseLife) / window)
        expect(mostWithin(window, made)).toBeLessThanOrEqual(bound)
      }),
      { numRuns: 200 },
    )
  })

  it('lets a single isolate use it whole', async () => {
    const made = await callsOf({ limit: 50, window: 10 }, [{ isolate: 0, milliseconds: 0, calls: 80 }])
    expect(made).toHaveLength(50)
  })
})

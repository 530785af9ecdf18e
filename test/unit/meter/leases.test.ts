import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leaseLife } from '../../../src/meter/admission.ts'
import { LocalMeter } from '../../../src/meter/local-meter.ts'
import type { MeterPort } from '../../../src/meter/protocol.ts'
import { Relay } from '../../../src/meter/relay.ts'
import { type Counted, mostWithin } from '../support/intervals.ts'
import { PureObject } from '../support/pure-object.ts'

const operation = 'get-payment'
const isolates = 4
const steps = 5_000
const runs = 20

type Step =
  | { readonly kind: 'calls'; readonly isolate: number; readonly count: number }
  | { readonly kind: 'advance'; readonly milliseconds: number }
  | { readonly kind: 'evict' | 'lose' }
  | { readonly kind: 'die' | 'drop'; readonly isolate: number }

const isolate = fc.nat(isolates - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('calls'), isolate, count: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('advance'), milliseconds: fc.oneof(fc.nat(40), fc.nat(700)) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('evict', 'lose') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('die', 'drop'), isolate }) },
)

interface Limit {
  readonly limit: number
  readonly window: number
}

const rule: fc.Arbitrary<Limit> = fc.record({
  limit: fc.integer({ min: 1, max: 80 }),
  window: fc.constantFrom(1, 3, 10),
})

/** Isolates call, die and lose messages, the object is evicted, and time goes on. Answers: when each call was made. */
async function callsOf(limit: Limit, taken: readonly Step[], relayed = false): Promise<Counted[]> {
  let now = Date.UTC(2026, 10, 24, 12)
  const object = new PureObject(() => now)
  const relay = new Relay({ serve: (said) => object.serve(said), now: () => now, sleep: async () => undefined })
  const port: MeterPort = relayed
    ? {
        lease: (request) => relay.lease(request),
        report: (report) => relay.report(report),
        flush: (batch) => relay.flush(batch),
        read: () => object.read(),
        announce: (version) => object.announce(version),
      }
    : object
  let born = 0
  const beBorn = () => {
    born += 1
    const name = String(born)
    return new LocalMeter({ port, now: () => now, isolate: () => name, sleep: async () => undefined })
  }
  const meters = Array.from({ length: isolates }, beBorn)
  const made: Counted[] = []
  for (const next of taken) {
    const meter = 'isolate' in next ? meters[next.isolate] : undefined
    if (next.kind === 'advance') now += next.milliseconds
    if (next.kind === 'evict') object.evict()
    if (next.kind === 'lose') object.losing += 1
    if (next.kind === 'die') meters[next.isolate] = beBorn()
    if (next.kind === 'drop') meter?.drop()
    if (next.kind !== 'calls' || meter === undefined) continue
    for (let call = 0; call < next.count; call += 1) {
      const admitted = meter.take(1, operation) || (await asked(meter, limit)) === 'admitted'
      if (admitted) made.push({ at: now, count: 1 })
      await meter.renewal(1, [limit])?.catch(() => undefined)
    }
  }
  return made
}

async function asked(meter: LocalMeter, limit: Limit): Promise<string> {
  const answer = await meter.lease(1, [limit], operation).catch(() => undefined)
  return answer?.kind ?? 'lost'
}

describe('leases', () => {
  it.each([
    ['asked for directly', false],
    ['by way of a relay', true],
  ])(
    `%s never admit more than the documented bound in ${steps * runs} steps of calls, evictions, deaths and lost messages`,
    async (_, relayed) => {
      const walk = fc.array(step, { minLength: steps, maxLength: steps })
      await fc.assert(
        fc.asyncProperty(rule, walk, async (limit, taken) => {
          const made = await callsOf(limit, taken, relayed)
          const window = limit.window * 1_000
          if (window > leaseLife) expect(mostWithin(window - leaseLife, made)).toBeLessThanOrEqual(limit.limit)
          const bound = limit.limit * Math.ceil((window + leaseLife) / window)
          expect(mostWithin(window, made)).toBeLessThanOrEqual(bound)
        }),
        { numRuns: runs, endOnFailure: true },
      )
    },
  )

  it('are not granted again after an eviction', async () => {
    const whole = fc.record({ limit: fc.integer({ min: 1, max: 80 }), window: fc.constant(3_600) })
    const rush = fc.array(fc.record({ isolate, evict: fc.boolean() }), { minLength: 200, maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(whole, rush, async (limit, calls) => {
        const taken = calls.flatMap(({ isolate: which, evict }): Step[] => [
          ...(evict ? [{ kind: 'evict' } as const] : []),
          { kind: 'calls', isolate: which, count: 1 },
        ])
        expect((await callsOf(limit, taken)).length).toBeLessThanOrEqual(limit.limit)
      }),
      { numRuns: 100 },
    )
  })
})

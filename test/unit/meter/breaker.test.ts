import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ask,
  type Breaker,
  closedBreaker,
  longestOpen,
  look,
  observe,
  type ProbeResult,
  probeLife,
  reset,
  settle,
  shortestOpen,
} from '../../../src/meter/breaker.ts'

const start = Date.UTC(2026, 10, 24, 12)
const failure = { answered: 0, failed: 1, inRow: 1, answeredAt: 0 }
const answer = (answeredAt: number) => ({ answered: 1, failed: 0, inRow: 0, answeredAt })

function sequel(calls: readonly boolean[], apart = 1, from: Breaker = closedBreaker, at = start): Breaker {
  return calls.reduce((breaker, answered, index) => {
    const now = at + index * apart
    return observe(breaker, answered ? answer(now) : failure, now)
  }, from)
}

const failures = (count: number) => Array.from({ length: count }, () => false)
const open = (at = start) => sequel(failures(10), 0, closedBreaker, at)

/** Opens it and lets every probe fail, as often as this. Answers how long each time was. */
function openTimes(times: number): number[] {
  let breaker = open()
  let now = start
  return Array.from({ length: times }, () => {
    if (breaker.kind !== 'open') throw new Error('it is not open')
    const length = breaker.until - now
    now = breaker.until
    const asked = ask(breaker, now)
    breaker = settle(asked.breaker, asked.circuit.turn, 'failed', now)
    return length
  })
}

describe('a closed circuit', () => {
  it('opens with the tenth failure in a row', () => {
    expect(sequel(failures(9)).kind).toBe('closed')
    expect(sequel(failures(10))).toMatchObject({ kind: 'open', why: { failed: 10, calls: 10 } })
    expect(sequel([...failures(9), true, ...failures(9)]).kind).toBe('closed')
  })

  it('opens when half of twenty calls in ten seconds fail, in whatever order', () => {
    const mixed = fc.shuffledSubarray(
      [...failures(10), ...Array.from({ length: 10 }, () => true)].map((answered, index) => ({ answered, index })),
      { minLength: 20, maxLength: 20 },
    )
    fc.assert(
      fc.property(mixed, (order) => {
        // The last failure has to be seen with twenty calls, so it comes last.
        const calls = [...order.map(({ answered }) => answered), true, false]
        expect(sequel(calls).kind).toBe('open')
      }),
    )
  })

  it('stays closed while fewer than half fail, and never ten in a row', () => {
    const healthy = fc.array(fc.constantFrom([true, true, false], [true], [true, false, true]), { maxLength: 60 })
    fc.assert(
      fc.property(healthy, fc.nat(500), (groups, apart) => {
        expect(sequel(groups.flat(), apart).kind).toBe('closed')
      }),
    )
  })

  it('is not kept closed by answers from before the failures, of which an isolate tells late', () => {
    const failing = sequel(failures(9))
    const late = { answered: 50, failed: 1, inRow: 1, answeredAt: start - 1 }
    expect(observe(failing, late, start + 20).kind).toBe('open')
    expect(observe(failing, { ...late, answeredAt: start + 19 }, start + 20).kind).toBe('closed')
  })

  it('forgets a share of failures after ten seconds', () => {
    const calls = [true, false, true, false, true, false, true, false, true, false, true, false]
    const before = sequel(calls)
    expect(sequel(calls, 1, before, start + 5_000).kind).toBe('open')
    expect(sequel(calls, 1, before, start + 12_000).kind).toBe('closed')
  })

  it('counts many calls at once as it counts them one by one', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(9), (answered, failed) => {
        const together = observe(closedBreaker, { answered, failed, inRow: failed, answeredAt: start }, start)
        const calls = [...Array.from({ length: answered }, () => true), ...failures(failed)]
        expect(together).toEqual(sequel(calls, 0))
      }),
    )
  })
})

describe('an open circuit', () => {
  it('lets nobody through before its time, and then exactly one', () => {
    const breaker = open()
    expect(ask(breaker, start + shortestOpen - 1).circuit.kind).toBe('open')
    const first = ask(breaker, start + shortestOpen)
    expect(first.circuit.kind).toBe('probe')
    for (const later of [0, 1, probeLife - 1])
      expect(ask(first.breaker, start + shortestOpen + later).circuit.kind).toBe('probing')
  })

  it('is open for twice as long each time that the probe fails, for a minute at most', () => {
    expect(openTimes(7)).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000])
  })

  it('closes when the probe is answered, and begins anew', () => {
    const { breaker, circuit } = ask(open(), start + shortestOpen)
    const closed = settle(breaker, circuit.turn, 'answered', start + shortestOpen)
    expect(look(closed).kind).toBe('closed')
    expect(sequel(failures(9), 0, closed, start + shortestOpen).kind).toBe('closed')
  })

  it('is longer open where it opens again soon after, and not after a lasting recovery', () => {
    const recover = () => {
      const { breaker, circuit } = ask(open(), start + shortestOpen)
      return settle(breaker, circuit.turn, 'answered', start + shortestOpen)
    }
    const lengthOf = (pause: number) => {
      const at = start + shortestOpen + pause
      const again = sequel(failures(10), 0, recover(), at)
      return again.kind === 'open' ? again.until - at : 0
    }
    expect(lengthOf(1_000)).toBe(2 * shortestOpen)
    expect(lengthOf(longestOpen + 1)).toBe(shortestOpen)
  })

  it('lets another call try at once where a probe told nothing, and in time where it never told', () => {
    const first = ask(open(), start + shortestOpen)
    const told = settle(first.breaker, first.circuit.turn, 'unknown', start + shortestOpen)
    expect(ask(told, start + shortestOpen).circuit.kind).toBe('probe')
    const second = ask(first.breaker, start + shortestOpen + probeLife)
    expect(second.circuit.kind).toBe('probe')
    // The first one is late: it was given up.
    expect(settle(second.breaker, first.circuit.turn, 'answered', start + 100_000)).toBe(second.breaker)
  })

  it('is not moved by calls that were sent before it opened', () => {
    const breaker = open()
    expect(observe(breaker, answer(start), start)).toBe(breaker)
    expect(observe(breaker, failure, start)).toBe(breaker)
  })

  it('is closed by a new config, which later messages about the old one do not undo', () => {
    const breaker = open()
    const closed = reset(breaker)
    expect(closed.kind).toBe('closed')
    expect(closed.turn).toBeGreaterThan(breaker.turn)
  })
})

describe('whatever happens', () => {
  type Step =
    | { readonly kind: 'observe'; readonly answered: number; readonly failed: number }
    | { readonly kind: 'ask' }
    | { readonly kind: 'settle'; readonly which: number; readonly result: ProbeResult }
    | { readonly kind: 'advance'; readonly milliseconds: number }

  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constant('observe'), answered: fc.nat(3), failed: fc.nat(12) }),
    fc.record({ kind: fc.constant('ask') }),
    fc.record({
      kind: fc.constant('settle'),
      which: fc.nat(),
      result: fc.constantFrom<ProbeResult[]>('answered', 'failed', 'unknown'),
    }),
    fc.record({ kind: fc.constant('advance'), milliseconds: fc.oneof(fc.nat(3_000), fc.nat(70_000)) }),
  )

  it('one call at a time tries, nobody calls while it is open, and turns only grow', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        let breaker = closedBreaker
        let now = start
        const probes: { readonly turn: number; readonly at: number; ended: boolean }[] = []
        for (const next of steps) {
          const before = breaker
          if (next.kind === 'advance') now += next.milliseconds
          if (next.kind === 'observe') breaker = observe(breaker, { ...next, inRow: next.failed, answeredAt: now }, now)
          if (next.kind === 'settle' && probes.length > 0) {
            const probe = probes[next.which % probes.length]
            if (probe === undefined) continue
            breaker = settle(breaker, probe.turn, next.result, now)
            probe.ended = true
          }
          if (next.kind === 'ask') {
            const asked = ask(breaker, now)
            breaker = asked.breaker
            if (asked.circuit.kind === 'probe') {
              if (before.kind === 'closed') throw new Error('a closed circuit needs no probe')
              expect(now).toBeGreaterThanOrEqual(before.until)
              const running = probes.filter(({ ended, at }) => !ended && now < at + probeLife)
              expect(running).toEqual([])
              probes.push({ turn: asked.circuit.turn, at: now, ended: false })
            }
          }
          expect(breaker.turn).toBeGreaterThanOrEqual(before.turn)
          expect(breaker.turn).toBe(
            breaker.kind === before.kind && breaker.kind === 'closed' ? before.turn : breaker.turn,
          )
          if (breaker.kind === 'open') expect(breaker.until - now).toBeLessThanOrEqual(longestOpen)
        }
      }),
      { numRuns: 500 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AdmissionState,
  admit,
  emptyAdmission,
  type Grant,
  returnPermits,
  withLimits,
} from '../../../src/meter/admission.ts'
import type { WindowLimit } from '../../../src/meter/window.ts'
import { type Counted, mostWithin } from '../support/intervals.ts'

const start = Date.UTC(2026, 10, 24, 12)
const limits = fc.uniqueArray(
  fc.record({ limit: fc.integer({ min: 1, max: 200 }), window: fc.constantFrom(1, 5, 60) }),
  { minLength: 1, maxLength: 3, selector: ({ window }) => window },
)
const request = fc.record({
  step: fc.oneof(fc.nat(50), fc.nat(1_500), fc.integer({ min: -300, max: 0 })),
  want: fc.integer({ min: 1, max: 4_096 }),
  need: fc.oneof(fc.constant(0), fc.nat(300)),
  /** Of the batch before the one before: how much of it comes back now. */
  unusedShare: fc.double({ min: 0, max: 1, noNaN: true }),
})

interface Batch {
  readonly at: number
  readonly grant: Grant
  unused: number
}

/** Isolates ask for permits; some of them give back later what they did not use, each once. */
function run(
  rules: readonly WindowLimit[],
  requests: readonly { step: number; want: number; need: number; unusedShare: number }[],
) {
  let state = withLimits(emptyAdmission, rules)
  let now = start
  let latest = Number.NEGATIVE_INFINITY
  const batches: Batch[] = []
  for (const { step, want, need, unusedShare } of requests) {
    now += step
    const returning = batches.at(-2)
    if (returning !== undefined && returning.unused === 0) {
      returning.unused = Math.floor(returning.grant.permits * unusedShare)
      state = returnPermits(state, returning.grant.receipt, returning.unused)
    }
    const answer = admit(state, now, { want, need })
    state = answer.state
    if (answer.grant.permits > 0) latest = Math.max(latest, now)
    batches.push({ at: latest, grant: answer.grant, unused: 0 })
  }
  return { state, now, batches }
}

const used = (batches: readonly Batch[]): Counted[] =>
  batches.map(({ at, grant, unused }) => ({ at, count: grant.permits - unused }))

describe('admission', () => {
  it('never lets more permits be used than any of its limits allows, whatever is given back', () => {
    fc.assert(
      fc.property(limits, fc.array(request, { maxLength: 80 }), (rules, requests) => {
        const counted = used(run(rules, requests).batches)
        for (const { limit, window } of rules) expect(mostWithin(window * 1_000, counted)).toBeLessThanOrEqual(limit)
      }),
      { numRuns: 500 },
    )
  })

  it('grants something whenever every limit has something left, and says when it will where one has not', () => {
    fc.assert(
      fc.property(limits, fc.array(request, { maxLength: 40 }), (rules, requests) => {
        const { state, now } = run(rules, requests)
        const { grant } = admit(state, now, { want: 8 })
        if (grant.permits > 0) {
          expect(grant.retryAfter).toBe(0)
          expect(grant.permits).toBeLessThanOrEqual(8)
          expect(grant.receipt).toHaveLength(rules.length)
        } else {
          expect(grant.retryAfter).toBeGreaterThan(0)
          expect(admit(state, now + grant.retryAfter, { want: 8 }).grant.permits).toBeGreaterThan(0)
          expect(admit(state, now + grant.retryAfter - 1, { want: 8 }).grant.permits).toBe(0)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('hands out smaller batches as a limit comes near, one at a time in the end', () => {
    let state = withLimits(emptyAdmission, [{ limit: 100, window: 60 }])
    const sizes: number[] = []
    for (;;) {
      const answer = admit(state, start, { want: 4_096 })
      if (answer.grant.permits === 0) break
      sizes.push(answer.grant.permits)
      state = answer.state
    }
    expect(sizes).toEqual([...sizes].sort((left, right) => right - left))
    expect(sizes[0]).toBe(12)
    expect(sizes.at(-1)).toBe(1)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(100)
  })

  it('hands out larger parts of what is left where few ask', () => {
    const state = withLimits(emptyAdmission, [{ limit: 100, window: 60 }])
    expect(admit(state, start, { want: 4_096 }, 2).grant.permits).toBe(50)
    expect(admit(state, start, { want: 40 }, 2).grant.permits).toBe(40)
  })

  it('grants waiting calls what is left, where it would hand out less ahead of need', () => {
    const state = withLimits(emptyAdmission, [{ limit: 10, window: 60 }])
    expect(admit(state, start, { want: 8, need: 0 }).grant.permits).toBe(1)
    expect(admit(state, start, { want: 8, need: 7 }).grant.permits).toBe(7)
    expect(admit(state, start, { want: 20, need: 20 }).grant.permits).toBe(10)
  })

  it('tells the tightest limit and what is left of it', () => {
    const rules = [
      { limit: 100, window: 60 },
      { limit: 10, window: 1 },
    ]
    const { state, grant } = admit(withLimits(emptyAdmission, rules), start, { want: 1 })
    expect(grant.tightest).toEqual({ limit: 10, window: 1, remaining: 9 })
    expect(admit(state, start, { want: 1 }).grant.tightest).toEqual({ limit: 10, window: 1, remaining: 8 })
  })

  it('does without limits, and without counting', () => {
    const { state, grant } = admit(emptyAdmission, start, { want: 8 })
    expect(state).toEqual(emptyAdmission)
    expect(grant).toMatchObject({ receipt: [], retryAfter: 0, tightest: undefined })
    expect(grant.permits).toBeGreaterThan(4_096)
  })

  it('takes back at most what was counted', () => {
    fc.assert(
      fc.property(
        limits,
        fc.array(request, { maxLength: 20 }),
        fc.integer({ min: -5, max: 500 }),
        (rules, requests, unused) => {
          const { state, now, batches } = run(rules, requests)
          const receipt = batches.at(-1)?.grant.receipt ?? []
          const after = returnPermits(state, receipt, unused)
          expect(everyCount(after).every((count) => count >= 0)).toBe(true)
          expect(admit(after, now, { want: 4_096 }).grant.permits).toBeLessThanOrEqual(
            Math.min(...rules.map(({ limit }) => limit)),
          )
          expect(withLimits(after, rules)).toBe(after)
        },
      ),
    )
  })

  it('takes nothing back under other limits than it was counted under', () => {
    const one = admit(withLimits(emptyAdmission, [{ limit: 10, window: 1 }]), start, { want: 1 })
    const two = withLimits(one.state, [
      { limit: 10, window: 1 },
      { limit: 100, window: 60 },
    ])
    expect(returnPermits(two, one.grant.receipt, 1)).toBe(two)
    expect(returnPermits(one.state, [], 1)).toBe(one.state)
    for (const unused of [0, -1]) expect(returnPermits(one.state, one.grant.receipt, unused)).toBe(one.state)
  })

  it('keeps the history of a limit that stays, and starts the others anew', () => {
    const kept = { limit: 10, window: 60 }
    const { state } = admit(withLimits(emptyAdmission, [kept, { limit: 5, window: 1 }]), start, { want: 1 })
    const [window] = state.windows
    expect(withLimits(state, [{ limit: 7, window: 1 }, { ...kept }])).toEqual({
      limits: [{ limit: 7, window: 1 }, kept],
      windows: [[], window],
    })
  })
})

function everyCount({ windows }: AdmissionState): number[] {
  return windows.flatMap((window) => window.map(({ grants }) => grants))
}

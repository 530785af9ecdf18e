import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  emptyWindow,
  giveBack,
  grant,
  remaining,
  type WindowLimit,
  type WindowState,
  waitFor,
} from '../../../src/meter/window.ts'
import { type Counted, mostWithin } from '../support/intervals.ts'

const start = Date.UTC(2026, 10, 24, 12)
const limit = fc.record({ limit: fc.integer({ min: 1, max: 30 }), window: fc.constantFrom(1, 2, 7, 60, 3_600) })

/** Steps of a clock, in shares of the window: mostly forward, sometimes far, sometimes back. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 0.2, noNaN: true }) },
  { weight: 2, arbitrary: fc.double({ min: 0.9, max: 1.2, noNaN: true }) },
  { weight: 2, arbitrary: fc.double({ min: -1.5, max: 0, noNaN: true }) },
)
const move = fc.record({ step, want: fc.integer({ min: 1, max: 40 }), unused: fc.nat(3) })

interface Run {
  readonly state: WindowState
  readonly now: number
  readonly granted: readonly Counted[]
}

/**
 * Takes what is left, up to a wish, at moments as the clock tells them. A grant is dated by the latest of the moments at
 * which something was granted, since time that seems to run backwards has in truth gone on.
 */
function run(rule: WindowLimit, moves: readonly { step: number; want: number; unused: number }[]): Run {
  let state = emptyWindow
  let now = start
  let latest = Number.NEGATIVE_INFINITY
  const granted: Counted[] = []
  for (const { step, want, unused } of moves) {
    now = Math.round(now + step * rule.window * 1_000)
    const taken = Math.min(want, remaining(state, rule, now))
    if (taken === 0) continue
    latest = Math.max(latest, now)
    const { state: next, slot } = grant(state, rule, now, taken)
    const kept = Math.max(0, taken - unused)
    state = kept < taken ? giveBack(next, slot, taken - kept) : next
    granted.push({ at: latest, count: kept })
  }
  return { state, now, granted }
}

describe('window', () => {
  it('grants no more than its limit in any interval of its length, whatever the clock does', () => {
    fc.assert(
      fc.property(limit, fc.array(move, { maxLength: 80 }), (rule, moves) => {
        expect(mostWithin(rule.window * 1_000, run(rule, moves).granted)).toBeLessThanOrEqual(rule.limit)
      }),
      { numRuns: 500 },
    )
  })

  it('grants its whole limit at once, and again when the window has passed', () => {
    fc.assert(
      fc.property(limit, fc.nat(10_000), (rule, offset) => {
        const now = start + offset
        expect(remaining(emptyWindow, rule, now)).toBe(rule.limit)
        const { state } = grant(emptyWindow, rule, now, rule.limit)
        expect(remaining(state, rule, now)).toBe(0)
        const slot = (rule.window * 1_000) / 20
        expect(remaining(state, rule, now + rule.window * 1_000 + slot)).toBe(rule.limit)
      }),
    )
  })

  it('says truly how long to wait: not a millisecond too long, and never too short', () => {
    fc.assert(
      fc.property(limit, fc.array(move, { maxLength: 60 }), (rule, moves) => {
        const { state, now } = run(rule, moves)
        const wait = waitFor(state, rule, now)
        if (remaining(state, rule, now) > 0) expect(wait).toBe(0)
        else {
          expect(wait).toBeGreaterThan(0)
          expect(remaining(state, rule, now + wait)).toBeGreaterThan(0)
          expect(remaining(state, rule, now + wait - 1)).toBe(0)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('holds a grant back for a twentieth of the window longer than needed at most', () => {
    fc.assert(
      fc.property(limit, fc.nat(10_000), (rule, offset) => {
        const now = start + offset
        const { state } = grant(emptyWindow, rule, now, rule.limit)
        const wait = waitFor(state, rule, now)
        expect(wait).toBeGreaterThanOrEqual(rule.window * 1_000)
        expect(wait).toBeLessThanOrEqual(rule.window * 1_000 * 1.05)
      }),
    )
  })

  it('keeps at most one number a slot', () => {
    fc.assert(
      fc.property(limit, fc.array(move, { maxLength: 80 }), (rule, moves) => {
        const { state } = run(rule, moves)
        const numbers = state.map(({ number }) => number)
        expect(state.length).toBeLessThanOrEqual(21)
        expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right))
      }),
    )
  })

  it('takes back what was never used, and nothing else', () => {
    const rule = { limit: 10, window: 1 }
    const { state, slot } = grant(emptyWindow, rule, start, 10)
    expect(remaining(giveBack(state, slot, 4), rule, start)).toBe(4)
    expect(remaining(giveBack(state, slot, 100), rule, start)).toBe(10)
    expect(remaining(giveBack(state, slot + 1, 4), rule, start)).toBe(0)
    const later = grant(state, rule, start + 1_100, 1).state
    expect(remaining(giveBack(later, slot, 4), rule, start + 1_100)).toBe(9)
  })

  it('remembers how late it was when everything of the newest slot comes back', () => {
    const rule = { limit: 1, window: 1 }
    const { state, slot } = grant(emptyWindow, rule, start, 1)
    const backwards = grant(giveBack(state, slot, 1), rule, start - 800, 1)
    expect(remaining(backwards.state, rule, start + 900)).toBe(0)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CallPlace,
  type CallQuery,
  longestBatch,
  longestLog,
  PendingCalls,
  pageOf,
} from '../../../src/meter/call-log.ts'
import { addMetrics, type CallRecord, emptyMetrics, type Metrics } from '../../../src/meter/metrics.ts'
import { addPauses, everything, longestPause, noPauses, pauseOf } from '../../../src/meter/pauses.ts'
import { PendingCounts } from '../../../src/meter/pending-counts.ts'
import { additionsOf, keyOf, oldestKept, periods, startOf, totalOf } from '../../../src/meter/roll-ups.ts'
import { counted } from '../support/counted.ts'
import { recorded } from '../support/recorded.ts'

const now = Date.UTC(2026, 10, 24, 12, 30, 20)
const call: fc.Arbitrary<CallRecord> = fc.record({
  operation: fc.constantFrom('create-payment', 'get-payment'),
  succeeded: fc.boolean(),
  duration: fc.nat(1_000),
  at: fc.integer({ min: now - 7_200_000, max: now }),
})

describe('roll-ups', () => {
  it('of every period count each call once, in the period in which it ended', () => {
    fc.assert(
      fc.property(fc.array(call, { maxLength: 40 }), (calls) => {
        const pending = new PendingCounts()
        for (const next of calls) pending.add(recorded(next))
        const { minutes } = pending.taken()
        expect(totalOf(minutes)).toEqual(counted(calls))
        for (const { period, start, metrics } of additionsOf(minutes, now)) {
          const own = calls.filter(({ at }) => startOf(period, at) === start)
          expect(metrics).toEqual(counted(own))
        }
        const hours = additionsOf(minutes, now).filter(({ period }) => period === 'hour')
        const sum = hours.reduce((total: Metrics, { metrics }) => addMetrics(total, metrics), emptyMetrics)
        expect(sum).toEqual(totalOf(minutes))
      }),
    )
  })

  it('are not begun for a time that is no longer kept', () => {
    const minutes = [{ start: startOf('minute', now - 3_600_000), metrics: counted([recordedAt(now)]) }]
    expect(additionsOf(minutes, now).map(({ period }) => period)).toEqual(['hour', 'day'])
  })

  it('are kept for an hour, two days and thirty days', () => {
    expect(now - oldestKept('minute', now)).toBeLessThan(60 * periods.minute.length)
    expect(new Date(oldestKept('minute', now)).toISOString()).toBe('2026-11-24T11:31:00.000Z')
    expect(new Date(oldestKept('hour', now)).toISOString()).toBe('2026-11-22T13:00:00.000Z')
    expect(new Date(oldestKept('day', now)).toISOString()).toBe('2026-10-26T00:00:00.000Z')
  })

  it('have keys that sort by time', () => {
    expect(keyOf('minute', 60_000) < keyOf('minute', now)).toBe(true)
    expect(keyOf('minute', oldestKept('minute', now))).toHaveLength(keyOf('minute', 0).length)
  })
})

describe('calls that wait for their delivery', () => {
  it('are a hundred at most, and the others are counted', () => {
    const pending = new PendingCalls()
    for (let count = 0; count < 150; count += 1) pending.add(recorded(recordedAt(count)))
    expect(pending.calls).toHaveLength(longestBatch)
    expect(pending.dropped).toBe(50)
  })

  it('are first those that failed', () => {
    const outcomes = fc.array(fc.boolean(), { minLength: longestBatch, maxLength: 300 })
    fc.assert(
      fc.property(outcomes, (list) => {
        const pending = new PendingCalls()
        for (const [at, succeeded] of list.entries()) pending.add(recorded({ ...recordedAt(at), succeeded }))
        const failures = list.filter((succeeded) => !succeeded).length
        expect(pending.calls.filter(({ succeeded }) => !succeeded)).toHaveLength(Math.min(failures, longestBatch))
        expect(pending.calls.length + pending.dropped).toBe(list.length)
      }),
    )
  })
})

describe('pages of the log', () => {
  const everyCall: CallQuery = {
    operation: undefined,
    outcome: undefined,
    failed: undefined,
    since: undefined,
    until: undefined,
    limit: 100,
    after: undefined,
  }
  const batch = fc.array(
    call.map((made) => recorded({ ...made, at: made.at % 50 })),
    { maxLength: 40 },
  )
  const log = fc
    .array(batch, { maxLength: 20 })
    .map((list) => list.map((calls, index) => ({ id: index + 1, calls, dropped: index })))

  it('have each of the last five hundred calls that fit once, newest first', () => {
    fc.assert(
      fc.property(
        log,
        fc.integer({ min: 1, max: 30 }),
        fc.option(fc.boolean(), { nil: undefined }),
        (batches, limit, failed) => {
          const all = batches.flatMap(({ calls }) => calls).sort((one, other) => other.at - one.at)
          const seen: number[] = []
          let after: CallPlace | undefined
          do {
            const page = pageOf(batches, { ...everyCall, failed, limit, after })
            seen.push(...page.calls.map(({ at }) => at))
            after = page.next
          } while (after !== undefined)
          if (failed === undefined) expect(seen).toEqual(all.slice(0, longestLog).map(({ at }) => at))
          else expect(seen.length).toBeLessThanOrEqual(all.filter(({ succeeded }) => succeeded !== failed).length)
          expect(seen).toEqual(seen.toSorted((one, other) => other - one))
        },
      ),
    )
  })
})

describe('pauses', () => {
  it('hold for what they were said of: an operation, or all', () => {
    const pauses = addPauses(noPauses, new Map([['send-email', now + 5_000]]), now)
    expect(pauseOf(pauses, 'send-email', now + 1_000)).toBe(4_000)
    expect(pauseOf(pauses, 'get-account', now)).toBe(0)
    const all = addPauses(pauses, new Map([[everything, now + 2_000]]), now)
    expect(pauseOf(all, 'send-email', now)).toBe(5_000)
    expect(pauseOf(all, 'get-account', now)).toBe(2_000)
    expect(pauseOf(all, 'get-account', now + 2_000)).toBe(0)
  })

  it('are as long as the longest that was said, and an hour at most', () => {
    const long = addPauses(noPauses, new Map([[everything, now + 9_000]]), now)
    expect(addPauses(long, new Map([[everything, now + 1_000]]), now)).toBe(long)
    const endless = addPauses(noPauses, new Map([[everything, now + 86_400_000]]), now)
    expect(pauseOf(endless, 'x', now)).toBe(longestPause)
  })

  it('that are over are forgotten', () => {
    const old = addPauses(noPauses, new Map([['a', now + 1_000]]), now)
    expect([...addPauses(old, new Map([['b', now + 9_000]]), now + 1_000).keys()]).toEqual(['b'])
    expect(addPauses(noPauses, new Map([['a', now]]), now)).toBe(noPauses)
  })
})

function recordedAt(at: number): CallRecord {
  return { operation: 'get-payment', succeeded: true, duration: 1, at }
}

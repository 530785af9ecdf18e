import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Counter } from '../../../src/meter/counter.ts'
import {
  type CountsBatch,
  emptyLedger,
  enter,
  forgetSilent,
  type Ledger,
  mostRemembered,
} from '../../../src/meter/ledger.ts'
import { addMetrics, type CallRecord, emptyMetrics, summarize } from '../../../src/meter/metrics.ts'
import { totalOf } from '../../../src/meter/roll-ups.ts'
import { counted } from '../support/counted.ts'

const call: fc.Arbitrary<CallRecord> = fc.record({
  operation: fc.constantFrom('create-payment', 'get-payment', 'list-payments'),
  succeeded: fc.boolean(),
  duration: fc.integer({ min: 0, max: 30_000 }),
  at: fc.integer({ min: 1, max: 1_000_000 }),
})
const calls = fc.array(call, { maxLength: 30 })

describe('metrics', () => {
  it('add up to what one observer of everything would have counted, in any order', () => {
    fc.assert(
      fc.property(calls, calls, (left, right) => {
        const sum = addMetrics(counted(left), counted(right))
        expect(sum).toEqual(counted([...left, ...right]))
        expect(sum).toEqual(addMetrics(counted(right), counted(left)))
      }),
    )
  })

  it('are summarized exactly', () => {
    fc.assert(
      fc.property(calls, (list) => {
        const summary = summarize(counted(list))
        const failed = list.filter(({ succeeded }) => !succeeded).length
        const total = list.reduce((sum, { duration }) => sum + duration, 0)
        expect(summary).toMatchObject({
          totalCalls: list.length,
          failedCalls: failed,
          successfulCalls: list.length - failed,
          averageResponseTime: list.length === 0 ? 0 : Math.round((total / list.length) * 10) / 10,
        })
        const operations = Object.entries(summary.operations)
        expect(new Set(operations.map(([id]) => id))).toEqual(new Set(list.map(({ operation }) => operation)))
        for (const [id, { totalCalls }] of operations)
          expect(totalCalls).toBe(list.filter(({ operation }) => operation === id).length)
      }),
    )
  })

  it('that were handed over grow no more', () => {
    fc.assert(
      fc.property(calls, calls, (earlier, later) => {
        const counter = new Counter()
        for (const one of earlier) counter.record(one)
        const taken = counter.take()
        expect(counter.isEmpty).toBe(true)
        for (const one of later) counter.record(one)
        expect(taken).toEqual(counted(earlier))
        expect(counter.take()).toEqual(counted(later))
      }),
    )
  })

  it('know when the last call was', () => {
    expect(emptyMetrics.lastUsed).toBeNull()
    fc.assert(
      fc.property(fc.array(call, { minLength: 1 }), (list) => {
        expect(counted(list).lastUsed).toBe(Math.max(...list.map(({ at }) => at)))
      }),
    )
    expect(addMetrics(counted([]), { operations: {}, lastUsed: 5 }).lastUsed).toBe(5)
  })
})

describe('ledger', () => {
  const isolates = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 4 })
  const history = isolates.chain((names) =>
    fc.tuple(...names.map((isolate) => fc.array(calls, { maxLength: 5 }).map((batches) => numbered(isolate, batches)))),
  )

  it('counts every batch once, however often it comes, and with whatever of other isolates between', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (sequences, choice) => {
        const arrivals = interleaved(sequences, choice)
        const { metrics } = arrivals.reduce((ledger, batch) => enter(ledger, [batch], 0).ledger, emptyLedger)
        const expected = sequences.flat().reduce((sum, batch) => addMetrics(sum, totalOf(batch.minutes)), emptyMetrics)
        expect(metrics).toEqual(expected)
        expect(enter(emptyLedger, arrivals, 0).ledger.metrics).toEqual(expected)
      }),
    )
  })

  it('leaves everything as it is for a batch that it knows', () => {
    const [first, second] = numbered('isolate', [[], []])
    if (first === undefined || second === undefined) throw new TypeError('two batches were made')
    const { ledger } = enter(emptyLedger, [first, second], 0)
    expect(enter(ledger, [second], 1)).toEqual({ ledger, news: [] })
    expect(enter(ledger, [first], 1).ledger).toBe(ledger)
  })

  it('remembers isolates however long they are silent, as long as they are few', () => {
    const { ledger } = enter(emptyLedger, [single('old', 1)], 1)
    expect(forgetSilent(ledger, 365 * 86_400_000)).toBe(ledger)
  })

  it('forgets those that have been silent for longest where there are too many, and no counts', () => {
    const ledger = crowded(1)
    expect(Object.keys(forgetSilent(ledger, 59_999).delivered)).toHaveLength(mostRemembered + 2)
    const after = forgetSilent(ledger, 61_000)
    expect(Object.keys(after.delivered)).toHaveLength(mostRemembered)
    expect(Object.keys(after.delivered)).not.toContain('silent-1')
    expect(summarize(after.metrics).totalCalls).toBe(mostRemembered + 2)
  })

  it('counts nothing twice of those that it has forgotten, and everything that they send for the first time', () => {
    const ledger = forgetSilent(crowded(1), 61_000)
    expect(enter(ledger, [single('silent-1', 1)], 61_001).news).toEqual([])
    const next = { ...single('silent-1', 61_001), sequence: 2 }
    expect(enter(ledger, [next], 61_001).news).toEqual([next])
    const unknown = single('new', 61_001)
    expect(enter(ledger, [unknown], 61_001).news).toEqual([unknown])
  })
})

/** A ledger of two isolates more than it remembers: these came first. */
function crowded(now: number): Ledger {
  const silent = ['silent-1', 'silent-2'].map((name) => single(name, now))
  const others = Array.from({ length: mostRemembered }, (_, index) => single(`isolate-${index}`, now + 1))
  return enter(enter(emptyLedger, silent, now).ledger, others, now + 1).ledger
}

/** The first batch of an isolate: one call. */
function single(isolate: string, since: number): CountsBatch {
  const call = { operation: 'get-payment', succeeded: true, duration: 1, at: since }
  return { isolate, sequence: 1, since, minutes: [{ start: 0, metrics: counted([call]) }] }
}

function numbered(isolate: string, batches: readonly (readonly CallRecord[])[]): CountsBatch[] {
  return batches.map((list, index) => ({
    isolate,
    sequence: index + 1,
    since: 1,
    minutes: [{ start: 0, metrics: counted(list) }],
  }))
}

/** Batches as they may arrive: in the order of each isolate, with repetitions of what has arrived at any later time. */
function interleaved(sequences: readonly (readonly CountsBatch[])[], choice: Iterator<number>): CountsBatch[] {
  const waiting = sequences.map((sequence) => [...sequence])
  const arrived: CountsBatch[] = []
  const next = () => Number(choice.next().value)
  while (waiting.some((sequence) => sequence.length > 0)) {
    const repeated = arrived[next() % (arrived.length * 2 + 1)]
    if (repeated !== undefined) arrived.push(repeated)
    const batch = waiting[next() % waiting.length]?.shift()
    if (batch !== undefined) arrived.push(batch)
  }
  return arrived
}

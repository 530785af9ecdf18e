import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Books,
  callsOf,
  type Entry,
  emptyBooks,
  entriesUntilSettled,
  nextNumber,
  openBooks,
  post,
  rollUpsOf,
  type StoredLedger,
  settle,
} from '../../../src/meter/books.ts'
import { noHealth } from '../../../src/meter/breaker.ts'
import { longestBatch } from '../../../src/meter/call-log.ts'
import type { CountsBatch } from '../../../src/meter/ledger.ts'
import { addMetrics, type CallRecord, emptyMetrics, type Metrics } from '../../../src/meter/metrics.ts'
import { PendingCounts } from '../../../src/meter/pending-counts.ts'
import { keyOf, startOf } from '../../../src/meter/roll-ups.ts'
import { counted } from '../support/counted.ts'
import { recorded } from '../support/recorded.ts'

const now = Date.UTC(2026, 10, 24, 12, 30, 20)
const call: fc.Arbitrary<CallRecord> = fc.record({
  operation: fc.constantFrom('create-payment', 'get-payment'),
  succeeded: fc.boolean(),
  duration: fc.nat(1_000),
  at: fc.integer({ min: now - 120_000, max: now }),
})

/** A Durable Object's storage, and the books that are opened from it again and again. */
class Storage {
  readonly #entries = new Map<number, Entry>()
  readonly #rollUps = new Map<string, Metrics>()
  #ledger: StoredLedger | undefined
  #open: Books | undefined

  get books(): Books {
    if (this.#open !== undefined) return this.#open
    let books = openBooks(this.#ledger)
    for (
      let next = this.#entries.get(nextNumber(books));
      next !== undefined;
      next = this.#entries.get(nextNumber(books))
    )
      books = post(books, next.counts, next.at).books
    this.#open = books
    return books
  }

  evict(): void {
    this.#open = undefined
  }

  enter(batches: readonly CountsBatch[]): void {
    const { books, news } = post(this.books, batches, now)
    if (news.length > 0)
      this.#entries.set(nextNumber(this.books), { number: nextNumber(this.books), at: now, counts: news })
    this.#open = books
    if (books.open < entriesUntilSettled) return
    const { ledger, settled } = settle(books, now)
    this.#ledger = { ...ledger, settled }
    for (const [key, { metrics }] of books.additions)
      this.#rollUps.set(key, addMetrics(this.#rollUps.get(key) ?? emptyMetrics, metrics))
    this.#open = settle(books, now)
  }

  minutes() {
    const stored = Array.from(this.#rollUps, ([key, metrics]) => ({ key, start: Number(key.slice(-13)), metrics }))
    const own = stored.filter(({ key, start }) => key === keyOf('minute', start))
    return rollUpsOf(this.books, 'minute', own, now)
  }
}

type Step =
  | {
      readonly kind: 'deliver'
      readonly isolate: string
      readonly calls: readonly CallRecord[]
      readonly repeated: boolean
    }
  | { readonly kind: 'evict' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('deliver'),
      isolate: fc.constantFrom('a', 'b', 'c'),
      calls: fc.array(call, { minLength: 1, maxLength: 3 }),
      repeated: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'evict' } as const) },
)

describe('the books of an integration', () => {
  it('have each call once, in totals and roll-ups, whenever they are settled or opened anew', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 60 }), (steps) => {
        const storage = new Storage()
        const sequences = new Map<string, number>()
        const all: CallRecord[] = []
        for (const next of steps) {
          if (next.kind === 'evict') {
            storage.evict()
            continue
          }
          const { isolate, calls, repeated } = next
          const batch = batchOf(isolate, (sequences.get(isolate) ?? 0) + 1, calls)
          sequences.set(isolate, batch.sequence)
          all.push(...calls)
          storage.enter(repeated ? [batch, batch] : [batch])
          if (repeated) storage.enter([batch])
        }
        expect(storage.books.ledger.metrics).toEqual(counted(all))
        for (const { start, metrics } of storage.minutes())
          expect(metrics).toEqual(counted(all.filter(({ at }) => startOf('minute', at) === start)))
        const sum = storage.minutes().reduce((total, { metrics }) => addMetrics(total, metrics), emptyMetrics)
        expect(sum).toEqual(counted(all))
      }),
    )
  })

  it('are the same where nothing is new', () => {
    const batch = batchOf('a', 1, [{ operation: 'get-payment', succeeded: true, duration: 1, at: now }])
    const { books } = post(emptyBooks, [batch], now)
    expect(post(books, [batch], now)).toEqual({ books, news: [] })
    expect(books.open).toBe(1)
  })

  it('that were stored before there was a journal go on', () => {
    const old = {
      metrics: counted([{ operation: 'get-payment', succeeded: true, duration: 1, at: now }]),
      delivered: {},
    }
    const books = openBooks(old)
    expect(books.ledger.metrics).toBe(old.metrics)
    expect(nextNumber(books)).toBe(1)
  })

  it('take no more calls for the log of what comes at once than a batch may carry', () => {
    const records = Array.from({ length: 70 }, () => ({ operation: 'x', succeeded: true, duration: 1, at: now }))
    const [one, two] = [batchOf('a', 1, records), batchOf('b', 1, records)]
    expect(callsOf([one])).toMatchObject({ calls: one.calls, dropped: 0 })
    const { calls, dropped } = callsOf([one, two])
    expect(calls).toHaveLength(longestBatch)
    expect(dropped).toBe(40)
  })
})

function batchOf(isolate: string, sequence: number, calls: readonly CallRecord[]) {
  const pending = new PendingCounts()
  for (const next of calls) pending.add(recorded(next))
  return { isolate, sequence, since: now, ...pending.taken(), health: noHealth }
}

import {
  type Books,
  callsOf,
  entriesUntilSettled,
  nextNumber,
  openBooks,
  post,
  rollUpsOf,
  type StoredLedger,
  settle,
} from '../meter/books.ts'
import type { CallPage, CallQuery } from '../meter/call-log.ts'
import { Journal } from '../meter/journal.ts'
import { addMetrics, type Metrics } from '../meter/metrics.ts'
import type { MetricsBatch } from '../meter/protocol.ts'
import { keyOf, oldestKept, type Period, type RollUp } from '../meter/roll-ups.ts'

/** The books of an integration in the storage of its Durable Object, opened when they are first needed. */
export class StoredBooks {
  readonly #storage: DurableObjectStorage
  #known: { readonly journal: Journal; books: Books } | undefined

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  /** Enters what came at once; answers the batches that had not come before. */
  enter(batches: readonly MetricsBatch[], now: number): readonly MetricsBatch[] {
    const open = this.#open()
    const { books, news } = post(open.books, batches, now)
    if (news.length === 0) return news
    const { calls, dropped } = callsOf(news)
    open.journal.write({ number: nextNumber(open.books), at: now, counts: news }, calls, dropped)
    open.books = books.open < entriesUntilSettled ? books : this.#settle(books, open.journal, now)
    return news
  }

  get metrics(): Metrics {
    return this.#open().books.ledger.metrics
  }

  rollUps(period: Period, now: number): readonly RollUp[] {
    const kept = this.#storage.kv.list<Metrics>({
      prefix: keyOf(period, 0).slice(0, -13),
      start: keyOf(period, oldestKept(period, now)),
    })
    const stored = Array.from(kept, ([key, metrics]) => ({ start: Number(key.slice(-13)), metrics }))
    return rollUpsOf(this.#open().books, period, stored, now)
  }

  calls(query: CallQuery): CallPage {
    return this.#open().journal.calls(query)
  }

  #open(): { readonly journal: Journal; books: Books } {
    if (this.#known !== undefined) return this.#known
    const journal = new Journal(this.#storage.sql)
    let books = openBooks(this.#storage.kv.get<StoredLedger>('ledger'))
    for (const { at, counts } of journal.since(books.settled)) books = post(books, counts, at).books
    this.#known = { journal, books }
    return this.#known
  }

  /** Stores what follows from the open entries. */
  #settle(before: Books, journal: Journal, now: number): Books {
    const { kv } = this.#storage
    const books = settle(before, now)
    const stored: StoredLedger = { ...books.ledger, settled: books.settled }
    kv.put('ledger', stored)
    for (const [key, { period, metrics }] of before.additions) {
      const known = kv.get<Metrics>(key)
      kv.put(key, known === undefined ? metrics : addMetrics(known, metrics))
      if (known === undefined) this.#forget(period, now)
    }
    journal.prune()
    return books
  }

  /** Roll-ups that are too old go when a new one begins. */
  #forget(period: Period, now: number): void {
    const range = { start: keyOf(period, 0), end: keyOf(period, oldestKept(period, now)) }
    for (const [key] of [...this.#storage.kv.list(range)]) this.#storage.kv.delete(key)
  }
}

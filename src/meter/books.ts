import { type LoggedCall, longestBatch, PendingCalls } from './call-log.ts'
import { type CountsBatch, emptyLedger, enter, forgetSilent, type Ledger } from './ledger.ts'
import { addMetrics } from './metrics.ts'
import type { MetricsBatch } from './protocol.ts'
import { type Addition, additionsOf, keyOf, oldestKept, type Period, type RollUp } from './roll-ups.ts'

/**
 * The books of an integration. What isolates deliver is written into a journal at once, an entry a delivery; the totals and
 * roll-ups that follow from it are added up in memory, and stored only with every sixteenth entry: written rows are
 * what costs. Whoever opens the books anew reads what is stored, and goes through the few entries since. Pure.
 */
export interface Books {
  readonly ledger: Ledger
  /** What the entries that aren't stored elsewhere yet add to roll-ups, by key. */
  readonly additions: ReadonlyMap<string, Addition>
  /** Entries that the stored ledger and roll-ups contain: all up to this number. */
  readonly settled: number
  /** Entries since. */
  readonly open: number
}

/** What came at once: the new batches of one or several isolates. */
export interface Entry {
  readonly number: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly counts: readonly CountsBatch[]
}

/** The part of the books that is stored under one key. */
export interface StoredLedger extends Ledger {
  readonly settled: number
}

/** Most entries that are gone through when the books are opened. */
export const entriesUntilSettled = 16

export const emptyBooks: Books = { ledger: emptyLedger, additions: new Map(), settled: 0, open: 0 }

export function openBooks(stored: Partial<StoredLedger> | undefined): Books {
  const { settled = 0, ...ledger } = stored ?? {}
  return { ...emptyBooks, ledger: { ...emptyLedger, ...ledger }, settled }
}

export function nextNumber({ settled, open }: Books): number {
  return settled + open + 1
}

/** Books with what came at once; `news` are the batches that had not come before. The same books where there is none. */
export function post<Batch extends CountsBatch>(
  books: Books,
  batches: readonly Batch[],
  now: number,
): { books: Books; news: readonly Batch[] } {
  const { ledger, news } = enter(books.ledger, batches, now)
  if (news.length === 0) return { books, news }
  const additions = new Map(books.additions)
  for (const addition of news.flatMap(({ minutes }) => additionsOf(minutes, now))) {
    const key = keyOf(addition.period, addition.start)
    const known = additions.get(key)
    const metrics = known === undefined ? addition.metrics : addMetrics(known.metrics, addition.metrics)
    additions.set(key, { ...addition, metrics })
  }
  return { books: { ...books, ledger, additions, open: books.open + 1 }, news }
}

/** The books once all that is open has been stored. */
export function settle(books: Books, now: number): Books {
  const ledger = forgetSilent(books.ledger, now)
  return { ledger, additions: new Map(), settled: books.settled + books.open, open: 0 }
}

/** The roll-ups of a period that are kept, oldest first: those that are stored, with what is open. */
export function rollUpsOf(
  { additions }: Books,
  period: Period,
  stored: readonly RollUp[],
  now: number,
): readonly RollUp[] {
  const all = new Map(stored.map((rollUp) => [rollUp.start, rollUp]))
  for (const { period: own, start, metrics } of additions.values()) {
    if (own !== period || start < oldestKept(period, now)) continue
    const known = all.get(start)
    all.set(start, { start, metrics: known === undefined ? metrics : addMetrics(known.metrics, metrics) })
  }
  return [...all.values()].sort((one, other) => one.start - other.start)
}

/** The calls of batches that came at once: no more than a single one may carry. */
export function callsOf(batches: readonly MetricsBatch[]): { calls: readonly LoggedCall[]; dropped: number } {
  const [only, another] = batches
  if (only !== undefined && another === undefined && only.calls.length <= longestBatch) return only
  const pending = new PendingCalls()
  for (const { calls } of batches) for (const call of calls) pending.add(call)
  return { calls: pending.calls, dropped: pending.dropped + batches.reduce((sum, { dropped }) => sum + dropped, 0) }
}

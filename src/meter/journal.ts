import { type Entry, entriesUntilSettled } from './books.ts'
import { type CallPage, type CallQuery, type LoggedCall, longestLog, pageOf } from './call-log.ts'
import type { CountsBatch } from './ledger.ts'

/**
 * The journal of an integration, in the SQLite database of its Durable Object (`docs/storage.md`): what was delivered at once is
 * a row, with the calls for the log and the counts for the books. Its number decides the row's place, round in a ring, so
 * that an entry is one written row and nothing has to be removed or looked for.
 */
const schema = `CREATE TABLE IF NOT EXISTS journal (
  slot INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  dropped INTEGER NOT NULL,
  calls TEXT NOT NULL,
  counts TEXT NOT NULL
)`

/** Entries in the ring: the log where each of them has one call, and those that the books aren't settled with yet. */
const slots = longestLog + entriesUntilSettled

/** Writes a row; one that is there already is written over. */
const insertion = `INSERT INTO journal (slot, number, at, count, dropped, calls, counts) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (slot) DO UPDATE SET number = excluded.number, at = excluded.at, count = excluded.count,
    dropped = excluded.dropped, calls = excluded.calls, counts = excluded.counts`

/** Every entry with the calls of all that came after it. */
const withLater = `SELECT slot, number, dropped, calls, SUM(count) OVER (ORDER BY number DESC) - count AS later FROM journal`

interface CallsRow {
  readonly [column: string]: SqlStorageValue
  readonly number: number
  readonly dropped: number
  readonly calls: string
}

interface EntryRow {
  readonly [column: string]: SqlStorageValue
  readonly at: number
  readonly counts: string
}

export class Journal {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(schema)
    // Where the log was before there was a journal.
    sql.exec('DROP TABLE IF EXISTS call_batches')
  }

  write({ number, at, counts }: Entry, calls: readonly LoggedCall[], dropped: number): void {
    const [logged, counted] = [JSON.stringify(calls.map(loggedOf)), JSON.stringify(counts.map(countedOf))]
    this.#sql.exec(insertion, number % slots, number, at, calls.length, dropped, logged, counted)
  }

  /** The entries after a number, which the books aren't settled with. */
  *since(settled: number): Generator<Entry> {
    for (let number = settled + 1; ; number += 1) {
      const [row] = this.#sql
        .exec<EntryRow>('SELECT at, counts FROM journal WHERE slot = ? AND number = ?', number % slots, number)
        .toArray()
      if (row === undefined) return
      yield { number, at: row.at, counts: countsOf(row.counts) }
    }
  }

  /** Where entries have many calls each, the ring has far more of them than the log shows: the oldest ones go. */
  prune(): void {
    this.#sql.exec(
      `DELETE FROM journal WHERE slot IN (SELECT slot FROM (${withLater}) WHERE later >= ?)`,
      2 * longestLog,
    )
  }

  /** The calls that fit, newest first. */
  calls(query: CallQuery): CallPage {
    const rows = this.#sql
      .exec<CallsRow>(`SELECT number, dropped, calls FROM (${withLater}) WHERE later < ? ORDER BY number`, longestLog)
      .toArray()
    const batches = rows.map(({ number, dropped, calls }) => ({ id: number, dropped, calls: callsOf(calls) }))
    return pageOf(batches, query)
  }
}

/** What this file has written itself. */
function callsOf(text: string): readonly LoggedCall[] {
  return JSON.parse(text)
}

/** What this file has written itself. */
function countsOf(text: string): readonly CountsBatch[] {
  return JSON.parse(text)
}

/** What came over the wire may carry more than is kept. */
function loggedOf(call: LoggedCall): LoggedCall {
  const { operation, succeeded, duration, at, status, attempts, outcome, code, requestId } = call
  return { operation, succeeded, duration, at, status, attempts, outcome, code, requestId }
}

function countedOf({ isolate, sequence, since, minutes }: CountsBatch): CountsBatch {
  return { isolate, sequence, since, minutes }
}

import { type CallPage, type CallQuery, type LoggedCall, longestLog, pageOf } from './call-log.ts'

/**
 * The table of an integration's last calls, in the SQLite database of its Durable Object (`docs/storage.md`). A row is a batch
 * and not a call: written rows are what costs, and reading five hundred calls to find a few costs next to nothing.
 */
const schema = `CREATE TABLE IF NOT EXISTS call_batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  count INTEGER NOT NULL,
  dropped INTEGER NOT NULL,
  calls TEXT NOT NULL
)`

/** Batches without which the log has as many calls as it keeps. */
const tooOld = `SELECT id FROM (SELECT id, count, SUM(count) OVER (ORDER BY id DESC) AS total FROM call_batches)
  WHERE total - count >= ?`

interface BatchRow {
  readonly [column: string]: SqlStorageValue
  readonly id: number
  readonly dropped: number
  readonly calls: string
}

/** Adds a batch, and lets go of the oldest ones. */
export function appendCalls(sql: SqlStorage, calls: readonly LoggedCall[], dropped: number): void {
  if (calls.length === 0) return
  sql.exec(schema)
  const text = JSON.stringify(calls.map(logged))
  sql.exec('INSERT INTO call_batches (count, dropped, calls) VALUES (?, ?, ?)', calls.length, dropped, text)
  sql.exec(`DELETE FROM call_batches WHERE id IN (${tooOld})`, longestLog)
}

/** The calls that fit, newest first. */
export function readCalls(sql: SqlStorage, query: CallQuery): CallPage {
  sql.exec(schema)
  const batches = sql.exec<BatchRow>('SELECT id, dropped, calls FROM call_batches ORDER BY id').toArray()
  return pageOf(
    batches.map(({ id, dropped, calls }) => ({ id, dropped, calls: parsed(calls) })),
    query,
  )
}

/** What this file has written itself. */
function parsed(text: string): readonly LoggedCall[] {
  return JSON.parse(text)
}

/** What came over the wire may carry more than is kept. */
function logged(call: LoggedCall): LoggedCall {
  const { operation, succeeded, duration, at, status, attempts, outcome, code, requestId } = call
  return { operation, succeeded, duration, at, status, attempts, outcome, code, requestId }
}

import { type CallPage, type CallPlace, type CallQuery, type LoggedCall, longestLog } from './call-log.ts'

/** The table of an integration's last calls, in the SQLite database of its Durable Object (`docs/storage.md`). */
const schema = `CREATE TABLE IF NOT EXISTS calls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  operation TEXT NOT NULL,
  succeeded INTEGER NOT NULL,
  status INTEGER NOT NULL,
  duration REAL NOT NULL,
  attempts INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  code TEXT,
  request_id TEXT NOT NULL,
  dropped INTEGER NOT NULL
)`

interface CallRow {
  readonly [column: string]: SqlStorageValue
  readonly id: number
  readonly at: number
  readonly operation: string
  readonly succeeded: number
  readonly status: number
  readonly duration: number
  readonly attempts: number
  readonly outcome: LoggedCall['outcome']
  readonly code: string | null
  readonly request_id: string
}

/** Adds a batch, and lets go of the oldest calls. What the batch had to drop is noted with its first call. */
export function appendCalls(sql: SqlStorage, calls: readonly LoggedCall[], dropped: number): void {
  if (calls.length === 0) return
  sql.exec(schema)
  for (const [index, call] of calls.entries()) {
    sql.exec(
      `INSERT INTO calls (at, operation, succeeded, status, duration, attempts, outcome, code, request_id, dropped)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      call.at,
      call.operation,
      call.succeeded ? 1 : 0,
      call.status,
      call.duration,
      call.attempts,
      call.outcome,
      call.code ?? null,
      call.requestId,
      index === 0 ? dropped : 0,
    )
  }
  sql.exec('DELETE FROM calls WHERE id <= (SELECT MAX(id) FROM calls) - ?', longestLog)
}

/** The calls that fit, newest first. */
export function readCalls(sql: SqlStorage, query: CallQuery): CallPage {
  sql.exec(schema)
  const { where, values } = conditionsOf(query)
  const rows = sql
    .exec<CallRow>(`SELECT * FROM calls ${where} ORDER BY at DESC, id DESC LIMIT ?`, ...values, query.limit + 1)
    .toArray()
  const shown = rows.slice(0, query.limit)
  const { dropped } = sql.exec<{ dropped: number }>('SELECT COALESCE(SUM(dropped), 0) AS dropped FROM calls').one()
  return { calls: shown.map(callOf), next: rows.length > query.limit ? placeOf(shown.at(-1)) : undefined, dropped }
}

function conditionsOf({ operation, outcome, failed, since, until, after }: CallQuery) {
  const conditions: (readonly [string, ...SqlStorageValue[]])[] = []
  if (operation !== undefined) conditions.push(['operation = ?', operation])
  if (outcome !== undefined) conditions.push(['outcome = ?', outcome])
  if (failed !== undefined) conditions.push(['succeeded = ?', failed ? 0 : 1])
  if (since !== undefined) conditions.push(['at >= ?', since])
  if (until !== undefined) conditions.push(['at < ?', until])
  if (after !== undefined) conditions.push(['(at, id) < (?, ?)', after.at, after.id])
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([text]) => text).join(' AND ')}`
  return { where, values: conditions.flatMap(([, ...values]) => values) }
}

function callOf({
  at,
  operation,
  succeeded,
  status,
  duration,
  attempts,
  outcome,
  code,
  request_id,
}: CallRow): LoggedCall {
  return {
    at,
    operation,
    succeeded: succeeded === 1,
    status,
    duration,
    attempts,
    outcome,
    code: code ?? undefined,
    requestId: request_id,
  }
}

function placeOf(row: CallRow | undefined): CallPlace | undefined {
  return row === undefined ? undefined : { at: row.at, id: row.id }
}

import type { State } from './provider.ts'

/** `sequence` keeps the order of creation: an object that is changed stays where it was. */
export function createTables(sql: SqlStorage): void {
  sql.exec(`CREATE TABLE IF NOT EXISTS objects (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, id)
  )`)
}

/** The state of one account in the SQLite database of its Durable Object. */
export function storedState(sql: SqlStorage): State {
  return {
    get<T>(kind: string, id: string): T | undefined {
      const [row] = sql.exec<{ value: string }>('SELECT value FROM objects WHERE kind = ? AND id = ?', kind, id)
      return row === undefined ? undefined : (JSON.parse(row.value) as T)
    },
    put(kind, id, value) {
      sql.exec(
        `INSERT INTO objects (kind, id, value) VALUES (?, ?, ?)
         ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value`,
        kind,
        id,
        JSON.stringify(value),
      )
    },
    delete(kind, id) {
      sql.exec('DELETE FROM objects WHERE kind = ? AND id = ?', kind, id)
    },
    list<T>(kind: string): T[] {
      const rows = sql.exec<{ value: string }>('SELECT value FROM objects WHERE kind = ? ORDER BY sequence DESC', kind)
      return [...rows].map((row) => JSON.parse(row.value) as T)
    },
  }
}

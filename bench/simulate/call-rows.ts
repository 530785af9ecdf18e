import { longestLog } from '../../src/meter/call-log.ts'

/**
 * The rows that the table of an object's last calls reads and writes (`src/meter/call-table.ts`), as workerd counts them: an
 * insertion writes the row and the next id, and looking for batches that are too old reads all three times.
 */
export class CallRows {
  #counts: number[] = []

  append(calls: number): { readonly read: number; readonly written: number } {
    this.#counts.push(calls)
    const before = this.#counts.length
    let newer = this.#counts.reduce((sum, count) => sum + count, 0)
    while (this.#counts[0] !== undefined && newer - this.#counts[0] >= longestLog) newer -= this.#counts.shift() ?? 0
    const forgotten = before - this.#counts.length
    return { read: 1 + 3 * before + 2 + 2 * forgotten, written: 2 + forgotten }
  }
}

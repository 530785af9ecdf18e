import { entriesUntilSettled } from '../../src/meter/books.ts'
import { longestLog } from '../../src/meter/call-log.ts'

interface Rows {
  readonly read: number
  readonly written: number
}

/**
 * The rows that the journal of an object reads and writes (`src/meter/journal.ts`), as workerd counts them: an entry is one
 * of each, in a place of its own or written over; looking for entries that are too old reads all three times.
 */
export class JournalRows {
  #counts: number[] = []

  write(calls: number): Rows {
    this.#counts.push(calls)
    if (this.#counts.length > longestLog + entriesUntilSettled) this.#counts.shift()
    return { read: 1, written: 1 }
  }

  prune(): Rows {
    const before = this.#counts.length
    let later = 0
    this.#counts = this.#counts
      .toReversed()
      .filter((count) => {
        const isKept = later < 2 * longestLog
        later += count
        return isKept
      })
      .toReversed()
    const forgotten = before - this.#counts.length
    return { read: 3 * before + forgotten, written: forgotten }
  }
}

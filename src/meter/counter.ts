import { observe } from './histogram.ts'
import { type CallRecord, emptyTally, type Metrics } from './metrics.ts'

/** A `Tally` that grows. */
interface GrowingTally {
  calls: number
  failures: number
  totalTime: number
  readonly histogram: Record<number, number>
}

/** Counts calls in place, since a copy of a histogram for every call would be a good part of what the call costs. */
export class Counter {
  #operations: Record<string, GrowingTally> = {}
  #lastUsed: number | null = null

  get isEmpty(): boolean {
    return this.#lastUsed === null
  }

  record({ operation, succeeded, duration, at }: CallRecord): void {
    const tally = this.#operations[operation] ?? { ...emptyTally, histogram: {} }
    tally.calls += 1
    tally.failures += succeeded ? 0 : 1
    tally.totalTime += duration
    observe(tally.histogram, duration)
    this.#operations[operation] = tally
    this.#lastUsed = Math.max(this.#lastUsed ?? at, at)
  }

  /** Hands over what was counted, which doesn't grow any more, and begins anew. */
  take(): Metrics {
    const taken = { operations: this.#operations, lastUsed: this.#lastUsed }
    this.#operations = {}
    this.#lastUsed = null
    return taken
  }
}

import { type LoggedCall, PendingCalls } from './call-log.ts'
import { emptyMetrics, type Metrics, record } from './metrics.ts'
import type { MetricsBatch } from './protocol.ts'
import { type Minute, startOf } from './roll-ups.ts'

/** Counts of one isolate until they are delivered, by the minute in which the calls ended. */
export class PendingCounts {
  readonly #past: Minute[] = []
  #start = 0
  #metrics: Metrics = emptyMetrics
  readonly #calls = new PendingCalls()

  get isEmpty(): boolean {
    return this.#metrics === emptyMetrics
  }

  add(call: LoggedCall): void {
    const start = startOf('minute', call.at)
    if (start !== this.#start) {
      if (!this.isEmpty) this.#past.push({ start: this.#start, metrics: this.#metrics })
      this.#start = start
      this.#metrics = emptyMetrics
    }
    this.#metrics = record(this.#metrics, call)
    this.#calls.add(call)
  }

  taken(): Pick<MetricsBatch, 'minutes' | 'calls' | 'dropped'> {
    const { calls, dropped } = this.#calls
    return { minutes: [...this.#past, { start: this.#start, metrics: this.#metrics }], calls, dropped }
  }
}

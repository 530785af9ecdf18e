import { type LoggedCall, PendingCalls } from './call-log.ts'
import { Counter } from './counter.ts'
import type { MetricsBatch } from './protocol.ts'
import { type Minute, startOf } from './roll-ups.ts'

/** Counts of one isolate until they are delivered, by the minute in which the calls ended. */
export class PendingCounts {
  readonly #past: Minute[] = []
  #start = 0
  readonly #counter = new Counter()
  readonly #calls = new PendingCalls()

  get isEmpty(): boolean {
    return this.#counter.isEmpty
  }

  add(call: LoggedCall): void {
    const start = startOf('minute', call.at)
    if (start !== this.#start) {
      if (!this.isEmpty) this.#past.push({ start: this.#start, metrics: this.#counter.take() })
      this.#start = start
    }
    this.#counter.record(call)
    this.#calls.add(call)
  }

  taken(): Pick<MetricsBatch, 'minutes' | 'calls' | 'dropped'> {
    const { calls, dropped } = this.#calls
    return { minutes: [...this.#past, { start: this.#start, metrics: this.#counter.take() }], calls, dropped }
  }
}

import type { Health } from './breaker.ts'
import type { LoggedCall } from './call-log.ts'
import { PendingCounts } from './pending-counts.ts'
import type { MeterPort, MetricsBatch } from './protocol.ts'

export interface DeliveriesOptions {
  readonly port: Pick<MeterPort, 'flush'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly isolate: () => string
  readonly sleep: (milliseconds: number) => Promise<unknown>
  /** What became of calls since this was asked last: it goes with the counts. */
  readonly takeHealth: () => Health
}

/** A delivery that has not begun this long after its time, in milliseconds, is taken over by the next call. */
const flushPatience = 2_000

/** The counts of one isolate on their way to the Durable Object, each of which arrives once. */
export class Deliveries {
  readonly #options: DeliveriesOptions
  #pending = new PendingCounts()
  #undelivered: MetricsBatch | undefined
  #sequence = 0
  #flushingUntil = 0

  constructor(options: DeliveriesOptions) {
    this.#options = options
  }

  add(call: LoggedCall): void {
    this.#pending.add(call)
  }

  get hasUndelivered(): boolean {
    return this.#undelivered !== undefined || !this.#pending.isEmpty
  }

  /**
   * Delivers the counts that are here now; what comes while they are on their way waits for the next delivery. A batch
   * whose delivery failed is delivered again under its number before any other. Two callers at once may both deliver a
   * batch; it counts once all the same, and neither waits for the other.
   */
  async flush(): Promise<void> {
    if (this.#undelivered !== undefined) await this.#deliver(this.#undelivered)
    const batch = this.#nextBatch()
    if (batch !== undefined) await this.#deliver(batch)
  }

  /** Delivers after a pause (milliseconds), so that many calls share one delivery; undefined where one is on its way already. */
  flushLater(pause: number): Promise<void> | undefined {
    const { now, sleep } = this.#options
    const asked = now()
    if (asked < this.#flushingUntil) return undefined
    this.#flushingUntil = asked + pause + flushPatience
    return sleep(pause).then(() => {
      this.#flushingUntil = 0
      return this.flush()
    })
  }

  async #deliver(batch: MetricsBatch): Promise<void> {
    await this.#options.port.flush(batch)
    if (this.#undelivered === batch) this.#undelivered = undefined
  }

  #nextBatch(): MetricsBatch | undefined {
    if (this.#undelivered === undefined && !this.#pending.isEmpty) {
      this.#sequence += 1
      const { isolate, now, takeHealth } = this.#options
      const identity = { isolate: isolate(), sequence: this.#sequence, since: now() }
      this.#undelivered = { ...identity, ...this.#pending.taken(), health: takeHealth() }
      this.#pending = new PendingCounts()
    }
    return this.#undelivered
  }
}

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

/** When counts that wait are to go, in milliseconds after the first of them. */
export interface DeliveryTimes {
  /** Along with a question to the object, if there is one: whoever asks anyway tells what there is to tell. */
  readonly due: number
  /** By themselves. */
  readonly overdue: number
}

/** How long a delivery may take, and begin after its time, until somebody else sees to it: milliseconds. */
const flushPatience = 2_000

/**
 * How long one call's work after its answer sees to deliveries, in milliseconds: it may take thirty seconds.
 * https://developers.cloudflare.com/workers/runtime-apis/context/#waituntil
 */
const longestWatch = 25_000

/** The counts of one isolate on their way to the Durable Object, each of which arrives once. */
export class Deliveries {
  readonly #options: DeliveriesOptions
  #pending = new PendingCounts()
  /** When the first of them came. */
  #pendingSince = 0
  #undelivered: MetricsBatch | undefined
  #sequence = 0
  #flushingUntil = 0

  constructor(options: DeliveriesOptions) {
    this.#options = options
  }

  add(call: LoggedCall): void {
    if (this.#pending.isEmpty) this.#pendingSince = call.at
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

  /** What goes along with a question that is asked now: whoever takes it says when it has arrived. */
  takeDue({ due }: DeliveryTimes): MetricsBatch | undefined {
    return this.#undelivered !== undefined || this.#options.now() >= this.#pendingSince + due
      ? this.#nextBatch()
      : undefined
  }

  hasArrived(batch: MetricsBatch): void {
    if (this.#undelivered === batch) this.#undelivered = undefined
  }

  /** Sees to it that counts are delivered once they are overdue; undefined where another call does already. */
  flushLater(times: DeliveryTimes): Promise<void> | undefined {
    return this.#options.now() < this.#flushingUntil ? undefined : this.#watch(times)
  }

  /** What comes after others have gone along with a question gets its own time, as long as this call's work may last. */
  async #watch({ overdue }: DeliveryTimes): Promise<void> {
    const { now, sleep } = this.#options
    let watched = 0
    for (let rest = overdue; rest > 0 && watched + rest <= longestWatch; rest = this.#restUntil(overdue)) {
      watched += rest
      this.#flushingUntil = now() + rest + flushPatience
      await sleep(rest)
    }
    // What comes from now on is for the next call to see to.
    this.#flushingUntil = 0
    await this.flush()
  }

  /** Milliseconds until there is something to deliver that isn't on its way. */
  #restUntil(overdue: number): number {
    const now = this.#options.now()
    if (this.#undelivered !== undefined) return this.#undelivered.since + flushPatience - now
    return this.#pending.isEmpty ? 0 : this.#pendingSince + overdue - now
  }

  async #deliver(batch: MetricsBatch): Promise<void> {
    await this.#options.port.flush(batch)
    this.hasArrived(batch)
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

import { type Grant, leaseLife, type Receipt } from './admission.ts'
import type { LoggedCall } from './call-log.ts'
import { type Fate, LocalGuard, type Restraint } from './local-guard.ts'
import type { Pauses } from './pauses.ts'
import { PendingCounts } from './pending-counts.ts'
import type { MeterPort, MetricsBatch, ReturnedPermits } from './protocol.ts'
import type { WindowLimit } from './window.ts'

export type Admission =
  /** `probe`: the call is the one that tries an open circuit, under this number. */
  | { readonly kind: 'admitted'; readonly probe: number | undefined }
  | { readonly kind: 'refused'; readonly grant: Grant }
  | Restraint
  /** The isolate works with an older version than the one in force. */
  | { readonly kind: 'stale' }
  /** Permits came, and too late to be used. */
  | { readonly kind: 'late' }

export type RecordedCall = LoggedCall & Fate

export interface LocalMeterOptions {
  readonly port: MeterPort
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly isolate: () => string
  readonly sleep: (milliseconds: number) => Promise<unknown>
}

interface Batch {
  readonly version: number
  readonly receipt: Receipt
  readonly granted: number
  expiresAt: number
  left: number
}

interface Lease {
  readonly grant: Grant
  readonly batch: Batch | undefined
  readonly probe: number | undefined
}

/** How often permits are asked for whose answer comes too late to use them. */
const leaseTries = 2
/** Smallest and largest number of permits that an isolate asks for at once. */
const smallestWant = 8
const largestWant = 4_096
/** A renewal that has not answered for this long, in milliseconds, is not waited for any more. */
const renewalPatience = 1_000
/** Counts wait this long, in milliseconds, for more to share their delivery. */
const flushPause = 1_000
/** A delivery that has not begun for this long is taken over by the next call. */
const flushPatience = 3_000

/**
 * What one isolate holds of one integration's meter: permits that it was granted and has not used, what it knows of the
 * circuit, and counts that it has not delivered. Calls take a permit without leaving the isolate; more are fetched before the last is gone.
 */
export class LocalMeter {
  readonly #options: LocalMeterOptions
  #batches: Batch[] = []
  #returns: ReturnedPermits[] = []
  #want = smallestWant
  #renewingSince = 0
  #askingSince = 0
  readonly #guard = new LocalGuard()
  #reportingSince = 0
  #reportAgain: boolean = false
  #pending = new PendingCounts()
  #undelivered: MetricsBatch | undefined
  #sequence = 0
  #flushingSince = 0

  constructor(options: LocalMeterOptions) {
    this.#options = options
  }

  /** Takes a permit that is here already; false where there is none, or none may be used, and `lease` has to be asked. */
  take(version: number, operation: string): boolean {
    const now = this.#options.now()
    return this.#guard.isClear(version, operation, now) && this.#takePermit(version, now)
  }

  #takePermit(version: number, now: number): boolean {
    const [oldest] = this.#batches
    if (oldest !== undefined && oldest.version === version && oldest.left > 1 && oldest.expiresAt > now) {
      oldest.left -= 1
      return true
    }
    this.#expire(now)
    const batch = this.#batches.find((candidate) => candidate.version === version && candidate.left > 0)
    if (batch === undefined) return false
    batch.left -= 1
    return true
  }

  /** Fetches permits and takes one, unless something is known that holds the call back. */
  async lease(version: number, limits: readonly WindowLimit[], operation: string): Promise<Admission> {
    const known = this.#guard.question(version, operation, this.#options.now())
    if (known !== undefined) return known
    for (let tries = 1; tries <= leaseTries; tries += 1) {
      const lease = await this.#renew(version, limits, 1)
      if (lease === undefined) return { kind: 'stale' }
      const { grant, batch, probe } = lease
      const now = this.#options.now()
      if (batch !== undefined && probe !== undefined) {
        if (now < batch.expiresAt) return { kind: 'admitted', probe }
        this.#guard.note(version, { health: 'unknown', probe }, now)
        await this.report()
        continue
      }
      const restraint = this.#guard.restraint(version, operation, now)
      if (batch !== undefined && (restraint !== undefined || now >= batch.expiresAt)) batch.left += 1
      if (restraint !== undefined) return restraint
      // All may be handed out and still not used up: then what is left is here, in a batch that came meanwhile.
      if (batch === undefined)
        return this.take(version, operation) ? { kind: 'admitted', probe } : { kind: 'refused', grant }
      if (now < batch.expiresAt) return { kind: 'admitted', probe }
    }
    return { kind: 'late' }
  }

  /** What holds a call back, as far as this isolate knows; whether there are permits is another matter. */
  restraint(version: number, operation: string): Restraint | undefined {
    return this.#guard.restraint(version, operation, this.#options.now())
  }

  /** Holds calls back that the provider would refuse; the Durable Object is told by `report`. */
  pause(version: number, pauses: Pauses): void {
    this.#guard.pause(version, pauses, this.#options.now())
  }

  /** Fetches permits ahead of need, where few are left or their life is nearly over. Undefined where nothing is to do. */
  renewal(version: number, limits: readonly WindowLimit[]): Promise<unknown> | undefined {
    const now = this.#options.now()
    const [only, another] = this.#batches
    if (only !== undefined && another === undefined && only.version === version && !isScarce(only, only.left, now))
      return undefined
    if (now - this.#renewingSince < renewalPatience) return undefined
    const batches = this.#batches.filter((batch) => batch.version === version)
    const [first] = batches
    if (first === undefined || first.granted === 1) return undefined
    const left = batches.reduce((sum, batch) => sum + batch.left, 0)
    const newest = batches.at(-1) ?? first
    if (!isScarce(newest, left, now)) return undefined
    this.#renewingSince = now
    // After one that failed, the next has to be patient too: every call would else ask whoever is away already.
    return this.#renew(version, limits, 0).then(() => {
      this.#renewingSince = 0
    })
  }

  /** Gives up all permits; they go back with the next request. */
  drop(): void {
    for (const batch of this.#batches) batch.expiresAt = 0
  }

  /** Counts a call; true where the Durable Object should hear of it at once, by `report`. */
  record(version: number, call: RecordedCall): boolean {
    this.#pending.add(call)
    return this.#guard.note(version, call, this.#options.now())
  }

  get hasUndelivered(): boolean {
    return this.#undelivered !== undefined || !this.#pending.isEmpty
  }

  /** Tells what was met at the provider, and hears how things stand. What comes up meanwhile is told next. */
  async report(): Promise<void> {
    const { now, port } = this.#options
    this.#reportAgain = true
    if (now() - this.#reportingSince < renewalPatience) return
    try {
      while (this.#reportAgain) {
        this.#reportAgain = false
        this.#reportingSince = now()
        const report = this.#guard.takeReport(now())
        this.#guard.hear(report.version, await port.report(report), now())
      }
    } finally {
      this.#reportingSince = 0
    }
  }

  /**
   * Delivers all counts. A batch whose delivery failed is delivered again under its number before any other. Two
   * callers at once may both deliver a batch; it counts once all the same, and neither waits for the other.
   */
  async flush(): Promise<void> {
    for (let batch = this.#nextBatch(); batch !== undefined; batch = this.#nextBatch()) {
      await this.#options.port.flush(batch)
      if (this.#undelivered === batch) this.#undelivered = undefined
    }
  }

  /** Delivers after a pause, so that many calls share one delivery; undefined where one is on its way already. */
  flushLater(): Promise<void> | undefined {
    const now = this.#options.now()
    if (now - this.#flushingSince < flushPatience) return undefined
    this.#flushingSince = now
    return this.#options.sleep(flushPause).then(() => {
      this.#flushingSince = 0
      return this.flush()
    })
  }

  #nextBatch(): MetricsBatch | undefined {
    if (this.#undelivered === undefined && !this.#pending.isEmpty) {
      this.#sequence += 1
      const health = this.#guard.takeHealth(this.#options.now())
      const identity = { isolate: this.#options.isolate(), sequence: this.#sequence }
      this.#undelivered = { ...identity, ...this.#pending.taken(), health }
      this.#pending = new PendingCounts()
    }
    return this.#undelivered
  }

  /** `own` of the permits are the asker's, whoever else is quicker to take one. */
  async #renew(version: number, limits: readonly WindowLimit[], own: 0 | 1): Promise<Lease | undefined> {
    const returned = this.#returns
    this.#returns = []
    const now = this.#options.now()
    // Whoever asks while a batch is on its way asks for one: a burst would else take many times what it uses.
    const forMany = now - this.#askingSince >= renewalPatience
    if (forMany) this.#askingSince = now
    // A life is counted from the question, not the answer, so that no permit outlives the promise made for it.
    const expiresAt = now + leaseLife
    const want = forMany ? this.#want : 1
    const answer = await this.#options.port.lease({ version, limits, want, returned, caller: own === 1 })
    if (forMany) this.#askingSince = 0
    if (answer.version > version) return undefined
    const { grant, standing } = answer
    this.#guard.hear(version, standing, this.#options.now())
    const probe = standing.circuit.kind === 'probe' ? standing.circuit.turn : undefined
    if (grant.permits === 0) return { grant, batch: undefined, probe: undefined }
    const { receipt, permits: granted } = grant
    const batch = { version, receipt, granted, expiresAt, left: granted - own }
    this.#batches.push(batch)
    return { grant, batch, probe }
  }

  /** Drops batches that are used up or too old; unused permits go back with the next request. */
  #expire(now: number): void {
    // Answers may come in another order than their questions went, so the first batch isn't always the oldest.
    if (this.#batches.every((batch) => batch.left > 0 && batch.expiresAt > now)) return
    this.#batches = this.#batches.filter((batch) => {
      if (batch.left === 0) {
        this.#want = Math.min(largestWant, this.#want * 2)
        return false
      }
      if (batch.expiresAt > now) return true
      if (batch.receipt.length > 0) this.#returns.push({ receipt: batch.receipt, unused: batch.left })
      if (batch.left * 2 > batch.granted) this.#want = Math.max(smallestWant, this.#want >> 1)
      return false
    })
  }
}

/** Whether a quarter of the permits is left, or of their life. */
function isScarce(batch: Batch, left: number, now: number): boolean {
  return left * 4 <= batch.granted || batch.expiresAt - now <= leaseLife / 4
}

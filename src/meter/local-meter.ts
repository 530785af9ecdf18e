import { type Grant, leaseLife, type Receipt } from './admission.ts'
import { freePace } from './crowd.ts'
import { type CallRecord, emptyMetrics, type Metrics, record } from './metrics.ts'
import type { MeterPort, MetricsBatch, ReturnedPermits } from './protocol.ts'
import type { WindowLimit } from './window.ts'

export type Admission =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'refused'; readonly grant: Grant }
  /** The isolate works with an older version than the one in force. */
  | { readonly kind: 'stale' }

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
  /** Milliseconds since 1970, as is when it expires. */
  readonly askedAt: number
  expiresAt: number
  left: number
}

interface Lease {
  readonly grant: Grant
  readonly batch: Batch | undefined
}

/** A question to the object that has not been answered yet. */
interface Question {
  readonly version: number
  /** Milliseconds since 1970. */
  readonly since: number
  /** Undefined where another version is in force. */
  readonly answer: Promise<Lease | undefined>
  /** Calls that wait for the answer, apart from the one that asked. */
  followers: number
}

/** The last refusal, which calls are answered with until it makes sense to ask again. */
interface Refusal {
  readonly version: number
  readonly grant: Grant
  /** When a retry makes sense, and when to ask again whatever the answer was: milliseconds since 1970. */
  readonly retryAt: number
  readonly askAgainAt: number
}

/** How often permits are asked or waited for that come too late, or that other calls use up, before a call gives up. */
const leaseTries = 4
/** When a call that others were quicker than may try again, in milliseconds. */
const shortestRetry = 100
/** How many permits an isolate asks for at first, and the smallest and largest number that it asks for at once. */
const firstWant = 8
const smallestWant = 2
const largestWant = 4_096
/** A question that has not been answered for this long, in milliseconds, is not waited for any more. */
const patience = 1_000
/** A delivery that has not begun this long after its time is taken over by the next call. */
const flushPatience = 2_000

/**
 * What one isolate holds of one integration's meter: permits that it was granted and has not used, and counts that it
 * has not delivered. Calls take a permit without leaving the isolate; more are fetched before the last is gone.
 */
export class LocalMeter {
  readonly #options: LocalMeterOptions
  #batches: Batch[] = []
  #returns: ReturnedPermits[] = []
  #want = firstWant
  #question: Question | undefined
  #refusal: Refusal | undefined
  /** Calls that waited for the last answer and got none of its permits. */
  #unserved = 0
  #pace = freePace
  #askedAt = Number.NEGATIVE_INFINITY
  #pending: Metrics = emptyMetrics
  #undelivered: MetricsBatch | undefined
  #sequence = 0
  #flushingUntil = 0

  constructor(options: LocalMeterOptions) {
    this.#options = options
  }

  /** Takes a permit that is here already; false where there is none and `lease` has to be asked. */
  take(version: number): boolean {
    const now = this.#options.now()
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

  /**
   * Fetches permits and takes one. One question at a time is on its way: who comes meanwhile waits for its answer, so
   * that a burst is one question, and an object that is slow isn't asked ever more often.
   */
  async lease(version: number, limits: readonly WindowLimit[]): Promise<Admission> {
    let short: Grant | undefined
    for (let tries = 1; tries <= leaseTries; tries += 1) {
      const refusal = this.#refusalOf(version)
      if (refusal !== undefined) return refusal
      const question = this.#questionOf(version)
      if (question !== undefined) {
        const lease = await this.#follow(question)
        if (lease === undefined) return { kind: 'stale' }
        if (this.take(version)) return { kind: 'admitted' }
        if (lease !== 'late') short = lease.grant
        continue
      }
      const lease = await this.#ask(version, limits, 1)
      if (lease === undefined) return { kind: 'stale' }
      // All may be handed out and still not used up: then what is left is here, in a batch that came meanwhile.
      if (lease.batch === undefined)
        return this.take(version) ? { kind: 'admitted' } : { kind: 'refused', grant: lease.grant }
      if (this.#options.now() < lease.batch.expiresAt) return { kind: 'admitted' }
      lease.batch.left += 1
    }
    if (short === undefined) throw new Error('the meter answers too late for its permits to be used')
    return { kind: 'refused', grant: { ...short, permits: 0, receipt: [], retryAfter: shortestRetry } }
  }

  /** Fetches permits ahead of need, where few are left or their life is nearly over. Undefined where nothing is to do. */
  renewal(version: number, limits: readonly WindowLimit[]): Promise<unknown> | undefined {
    const now = this.#options.now()
    const [only, another] = this.#batches
    if (only !== undefined && another === undefined && only.version === version && !isScarce(only, only.left, now))
      return undefined
    if (this.#questionOf(version) !== undefined || now < this.#askedAt + this.#pace.questions) return undefined
    const batches = this.#batches.filter((batch) => batch.version === version)
    const [first] = batches
    if (first === undefined || first.granted === 1) return undefined
    const left = batches.reduce((sum, batch) => sum + batch.left, 0)
    const newest = batches.at(-1) ?? first
    return isScarce(newest, left, now) ? this.#ask(version, limits, 0) : undefined
  }

  /** Gives up all permits; they go back with the next request. */
  drop(): void {
    for (const batch of this.#batches) batch.expiresAt = 0
    this.#refusal = undefined
  }

  record(call: CallRecord): void {
    this.#pending = record(this.#pending, call)
  }

  get hasUndelivered(): boolean {
    return this.#undelivered !== undefined || this.#pending !== emptyMetrics
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

  /** Delivers after a pause, so that many calls share one delivery; undefined where one is on its way already. */
  flushLater(): Promise<void> | undefined {
    const now = this.#options.now()
    const pause = this.#pace.deliveries
    if (now < this.#flushingUntil) return undefined
    this.#flushingUntil = now + pause + flushPatience
    return this.#options.sleep(pause).then(() => {
      this.#flushingUntil = 0
      return this.flush()
    })
  }

  async #deliver(batch: MetricsBatch): Promise<void> {
    await this.#options.port.flush(batch)
    if (this.#undelivered === batch) this.#undelivered = undefined
  }

  #nextBatch(): MetricsBatch | undefined {
    if (this.#undelivered === undefined && this.#pending !== emptyMetrics) {
      this.#sequence += 1
      this.#undelivered = { isolate: this.#options.isolate(), sequence: this.#sequence, metrics: this.#pending }
      this.#pending = emptyMetrics
    }
    return this.#undelivered
  }

  #refusalOf(version: number): Admission | undefined {
    const now = this.#options.now()
    if (this.#refusal === undefined || this.#refusal.version !== version || this.#refusal.askAgainAt <= now)
      return undefined
    const { grant, retryAt } = this.#refusal
    return { kind: 'refused', grant: { ...grant, retryAfter: retryAt - now } }
  }

  /** The question that is on its way, unless it is about another version or has taken too long. */
  #questionOf(version: number): Question | undefined {
    const question = this.#question
    if (question === undefined || question.version !== version) return undefined
    return this.#options.now() - question.since < patience ? question : undefined
  }

  /** Waits for the answer that another call asked for, unless it takes too long: whoever asked may be gone. */
  #follow(question: Question): Promise<Lease | 'late' | undefined> {
    question.followers += 1
    const rest = question.since + patience - this.#options.now()
    return Promise.race([question.answer, this.#options.sleep(rest).then(() => 'late' as const)])
  }

  /** `own` of the permits are the asker's, whoever else is quicker to take one. */
  #ask(version: number, limits: readonly WindowLimit[], own: 0 | 1): Promise<Lease | undefined> {
    const now = this.#options.now()
    const pause = this.#askedAt + this.#pace.questions - now
    const asked =
      pause > 0
        ? this.#options.sleep(pause).then(() => this.#askNow(version, limits, own))
        : this.#askNow(version, limits, own)
    const answer = asked
      .then((lease) => this.#settle(question, lease))
      .finally(() => {
        if (this.#question === question) this.#question = undefined
      })
    const question: Question = { version, since: now + Math.max(0, pause), followers: 0, answer }
    this.#question = question
    return answer
  }

  async #askNow(version: number, limits: readonly WindowLimit[], own: 0 | 1): Promise<Lease | undefined> {
    const { port, isolate, now } = this.#options
    const returned = this.#returns
    this.#returns = []
    const need = Math.max(own, this.#unserved)
    this.#unserved = 0
    const askedAt = now()
    this.#askedAt = askedAt
    const want = Math.max(need, this.#want)
    const answer = await port.lease({ isolate: isolate(), version, limits, need, want, returned })
    this.#pace = answer.pace ?? freePace
    if (answer.version > version) return undefined
    const { grant } = answer
    if (grant.permits === 0) {
      this.#refuse(version, grant)
      return { grant, batch: undefined }
    }
    const { receipt, permits: granted } = grant
    // Nothing ahead of need: a limit is near, and what there is goes to whoever asks next.
    if (granted <= need) this.#refuse(version, { ...grant, permits: 0, receipt: [] })
    // A life is counted from the question, not the answer, so that no permit outlives the promise made for it.
    const batch = { version, receipt, granted, askedAt, expiresAt: askedAt + leaseLife, left: granted - own }
    this.#batches.push(batch)
    return { grant, batch }
  }

  #settle(question: Question, lease: Lease | undefined): Lease | undefined {
    this.#unserved = Math.max(0, question.followers - (lease?.batch?.left ?? 0))
    return lease
  }

  /**
   * Other isolates may give permits back, and limits may be raised, so no refusal is believed longer than a lease lives,
   * unless the pace forbids to ask sooner.
   */
  #refuse(version: number, grant: Grant): void {
    const now = this.#options.now()
    const soonest = this.#askedAt + this.#pace.questions
    const retryAt = Math.max(now + grant.retryAfter, soonest)
    this.#refusal = { version, grant, retryAt, askAgainAt: Math.max(soonest, Math.min(retryAt, now + leaseLife)) }
  }

  /** Drops batches that are used up or too old; unused permits go back with the next request. */
  #expire(now: number): void {
    // Answers may come in another order than their questions went, so the first batch isn't always the oldest.
    if (this.#batches.every((batch) => batch.left > 0 && batch.expiresAt > now)) return
    this.#batches = this.#batches.filter((batch) => {
      if (batch.left > 0 && batch.expiresAt > now) return true
      if (batch.left > 0 && batch.receipt.length > 0) this.#returns.push({ receipt: batch.receipt, unused: batch.left })
      this.#want = wantAfter(this.#want, batch, now)
      return false
    })
  }
}

/** What an isolate would have used in a lease's life at the pace of its last batch, and a little more. */
function wantAfter(before: number, batch: Batch, now: number): number {
  const age = Math.min(leaseLife, Math.max(1, now - batch.askedAt))
  const used = (batch.granted - batch.left) * (leaseLife / age)
  // A burst says little about what comes after it, so it doubles the number at most.
  return Math.max(smallestWant, Math.min(largestWant, before * 2, Math.ceil(used * 1.25)))
}

/** Whether a quarter of the permits is left, or of their life. */
function isScarce(batch: Batch, left: number, now: number): boolean {
  return left * 4 <= batch.granted || batch.expiresAt - now <= leaseLife / 4
}

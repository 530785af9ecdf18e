import { type Grant, leaseLife } from './admission.ts'
import type { LoggedCall } from './call-log.ts'
import { freePace } from './crowd.ts'
import { Deliveries, type DeliveryTimes } from './deliveries.ts'
import { type Batch, HeldPermits } from './held-permits.ts'
import { type Fate, LocalGuard, type Restraint } from './local-guard.ts'
import type { Pauses } from './pauses.ts'
import type { MeterPort } from './protocol.ts'
import { type Refusal, refusalOf, refusedUntil } from './refusal.ts'
import { Reports } from './reports.ts'
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

interface Lease {
  readonly grant: Grant
  readonly batch: Batch | undefined
  readonly probe: number | undefined
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

/** How often a call asks or waits for permits that come too late, or that other calls use up, before it gives up. */
const leaseTries = 4
/** How many of these may be questions of its own, whose permits came too late to be used. */
const lateTries = 2
/** When a call that others were quicker than may try again, in milliseconds. */
const shortestRetry = 100
/** What is left of a slow answer's weight with each answer after it. */
const forgetting = 0.9
/** A question that has not been answered for this long, in milliseconds, is not waited for any more. */
const patience = 1_000

/**
 * What one isolate holds of one integration's meter: permits that it was granted and has not used, what it knows of the
 * circuit, and counts that it has not delivered. Calls take a permit without leaving the isolate; more are fetched before the last is gone.
 */
export class LocalMeter {
  readonly #options: LocalMeterOptions
  readonly #permits = new HeldPermits()
  readonly #guard = new LocalGuard()
  readonly #reports: Reports
  readonly #deliveries: Deliveries
  #question: Question | undefined
  #refusal: Refusal | undefined
  /** Calls that waited for the last answer and got none of its permits. */
  #unserved = 0
  #pace = freePace
  #askedAt = Number.NEGATIVE_INFINITY
  /** How long answers have taken lately, at worst, in milliseconds. */
  #slowest = patience
  #renewingSince = 0

  constructor(options: LocalMeterOptions) {
    this.#options = options
    this.#reports = new Reports({ ...options, guard: this.#guard })
    this.#deliveries = new Deliveries({ ...options, takeHealth: () => this.#guard.takeHealth(options.now()) })
  }

  /** Takes a permit that is here already; false where there is none, or none may be used, and `lease` has to be asked. */
  take(version: number, operation: string): boolean {
    return this.#reports.hold === 0 && this.#takeHeld(version, operation)
  }

  /**
   * Fetches permits and takes one, unless something is known that holds the call back. One question at a time is on its
   * way: who comes meanwhile waits for its answer, so that a burst is one question, and an object that is slow isn't asked
   * ever more often.
   */
  async lease(version: number, limits: readonly WindowLimit[], operation: string): Promise<Admission> {
    if (this.#reports.hold > 0) {
      await this.#reports.answered()
      if (this.#takeHeld(version, operation)) return { kind: 'admitted', probe: undefined }
    }
    let short: Grant | undefined
    for (let tries = 1, late = 0; tries <= leaseTries && late < lateTries; tries += 1) {
      const known = this.#known(version, operation)
      if (known !== undefined) return known
      const question = this.#questionOf(version)
      if (question !== undefined) {
        const lease = await this.#follow(question)
        if (lease === undefined) return { kind: 'stale' }
        if (this.#takeHeld(version, operation)) return { kind: 'admitted', probe: undefined }
        if (lease !== 'late') short = lease.grant
        continue
      }
      const lease = await this.#ask(version, limits, 1)
      if (lease === undefined) return { kind: 'stale' }
      const admission = await this.#use(version, lease, operation)
      if (admission.kind !== 'late') return admission
      late += 1
    }
    const restraint = this.restraint(version, operation)
    if (restraint !== undefined) return restraint
    if (short === undefined) return { kind: 'late' }
    return { kind: 'refused', grant: { ...short, permits: 0, receipt: [], retryAfter: shortestRetry } }
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
    if (!this.#permits.areScarce(version, now, this.#slowest)) return undefined
    if (this.#questionOf(version) !== undefined || now < this.#askedAt + this.#pace.questions) return undefined
    if (now - this.#renewingSince < patience) return undefined
    this.#renewingSince = now
    // After one that failed, the next has to be patient too: every call would else ask whoever is away already.
    return this.#ask(version, limits, 0).then(() => {
      this.#renewingSince = 0
    })
  }

  /** Gives up all permits; they go back with the next request. */
  drop(): void {
    this.#permits.drop()
    this.#refusal = undefined
  }

  /** Counts a call; true where the Durable Object should hear of it at once, by `report`. */
  record(version: number, call: RecordedCall): boolean {
    this.#deliveries.add(call)
    const now = this.#options.now()
    const { health, probe, at, duration } = call
    if (!this.#guard.note(version, { health, probe, sentAt: at - duration }, now)) return false
    return probe !== undefined || now >= this.#reports.lastAt + this.#pace.reports
  }

  get hasUndelivered(): boolean {
    return this.#deliveries.hasUndelivered
  }

  /** Tells what was met at the provider, and hears how things stand. */
  report(): Promise<void> {
    return this.#reports.report()
  }

  /** Delivers the counts that are here now. */
  flush(): Promise<void> {
    return this.#deliveries.flush()
  }

  /** Delivers when it is time, unless the counts have gone along with a question; undefined where another call sees to it. */
  flushLater(): Promise<void> | undefined {
    return this.#deliveries.flushLater(this.#deliveryTimes)
  }

  get #deliveryTimes(): DeliveryTimes {
    const { questions, deliveries } = this.#pace
    // An isolate in use asks within a lease's life, unless it may not.
    return { due: deliveries, overdue: deliveries + Math.max(leaseLife, questions) }
  }

  #takeHeld(version: number, operation: string): boolean {
    const now = this.#options.now()
    return this.#guard.isClear(version, operation, now) && this.#permits.take(version, now)
  }

  /** What a call is answered without asking. Of those that could try an open circuit, one at a time asks. */
  #known(version: number, operation: string): Admission | undefined {
    const now = this.#options.now()
    const restraint = this.#guard.restraint(version, operation, now)
    if (restraint !== undefined) return restraint
    const grant = refusedUntil(this.#refusal, version, now)
    return grant === undefined ? this.#guard.question(version, operation, now) : { kind: 'refused', grant }
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

  /** Uses the asker's own permit of a lease; a probe that came too late is given back. */
  async #use(version: number, { grant, batch, probe }: Lease, operation: string): Promise<Admission> {
    const now = this.#options.now()
    if (batch !== undefined && probe !== undefined) {
      if (now < batch.expiresAt) return { kind: 'admitted', probe }
      this.#guard.note(version, { health: 'unknown', probe }, now)
      await this.report()
      return { kind: 'late' }
    }
    const restraint = this.#guard.restraint(version, operation, now)
    if (batch !== undefined && (restraint !== undefined || now >= batch.expiresAt)) batch.left += 1
    if (restraint !== undefined) return restraint
    // All may be handed out and still not used up: then what is left is here, in a batch that came meanwhile.
    if (batch === undefined)
      return this.#takeHeld(version, operation) ? { kind: 'admitted', probe: undefined } : { kind: 'refused', grant }
    return now < batch.expiresAt ? { kind: 'admitted', probe: undefined } : { kind: 'late' }
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
    const returned = this.#permits.takeReturns()
    const need = Math.max(own, this.#unserved)
    this.#unserved = 0
    const askedAt = now()
    this.#askedAt = askedAt
    const want = Math.max(need, this.#permits.want)
    const caller = own === 1
    const counts = this.#deliveries.takeDue(this.#deliveryTimes)
    const question = { isolate: isolate(), version, limits, need, want, returned, caller }
    const answer = await port.lease(counts === undefined ? question : { ...question, counts })
    if (counts !== undefined) this.#deliveries.hasArrived(counts)
    this.#slowest = Math.max(now() - askedAt, this.#slowest * forgetting)
    this.#pace = answer.pace ?? freePace
    if (answer.version > version) return undefined
    const { grant, standing } = answer
    this.#guard.hear(version, standing, now())
    const probe = standing.circuit.kind === 'probe' ? standing.circuit.turn : undefined
    // What an open circuit withholds is no matter of limits, and what it grants is no sign of one.
    const isLimited = standing.circuit.kind === 'closed' || grant.retryAfter > 0
    if (grant.permits === 0) {
      if (isLimited) this.#refuse(version, grant)
      return { grant, batch: undefined, probe: undefined }
    }
    const { receipt, permits: granted } = grant
    // Nothing ahead of need: a limit is near, and what there is goes to whoever asks next.
    if (isLimited && granted <= need) this.#refuse(version, grant)
    // A life is counted from the question, not the answer, so that no permit outlives the promise made for it.
    const batch = { version, receipt, granted, askedAt, expiresAt: askedAt + leaseLife, left: granted - own }
    this.#permits.add(batch)
    return { grant, batch, probe }
  }

  #settle(question: Question, lease: Lease | undefined): Lease | undefined {
    this.#unserved = Math.max(0, question.followers - (lease?.batch?.left ?? 0))
    return lease
  }

  #refuse(version: number, grant: Grant): void {
    this.#refusal = refusalOf(version, grant, this.#options.now(), this.#askedAt + this.#pace.questions)
  }
}

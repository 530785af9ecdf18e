import { DurableObject } from 'cloudflare:workers'
import { type Attempt, type AttemptRefusal, addAttempt, openAttempt, takeAttempt } from '../connect/attempt.ts'
import type {
  ConnectionOwner,
  LeasedToken,
  NamedAccess,
  SealedTokens,
  TokenAnswer,
  TokenOwner,
} from '../connect/services.ts'
import { TokenKeeper } from '../connect/token-keeper.ts'
import type { IssuedTokens } from '../connect/token-state.ts'
import type { Bindings } from '../env.ts'
import { gatewayOf } from '../gateway.ts'
import { type AdmissionState, emptyAdmission } from '../meter/admission.ts'
import type { CallPage, CallQuery } from '../meter/call-log.ts'
import { Crowd, paceOf, shareOf } from '../meter/crowd.ts'
import { type Guard, hear, isWorthWriting, openGuard, type Report, type Standing, standingOf } from '../meter/guard.ts'
import { adopt, grantLease, type LeaseState } from '../meter/lease.ts'
import type { Metrics } from '../meter/metrics.ts'
import { noPauses } from '../meter/pauses.ts'
import type {
  Combined,
  CombinedAnswers,
  HistoryPort,
  LeaseAnswer,
  LeaseRequest,
  MeterPort,
  MetricsBatch,
  SlotPort,
} from '../meter/protocol.ts'
import { Relay } from '../meter/relay.ts'
import type { Period, RollUp } from '../meter/roll-ups.ts'
import { relayName } from '../meter/route.ts'
import { freeSlot, noSlots, type SlotAnswer, type SlotRequest, type Slots, takeSlot } from '../meter/slots.ts'
import { Relays } from './relays.ts'
import { StoredBooks } from './stored-books.ts'

/** A lease with the account's token, where there is one that is good. */
export type TokenLease = LeaseAnswer & { readonly token: LeasedToken | undefined }

/**
 * One per integration: the only writer of its rate limit, its circuit breaker, its metrics, its call log, the version in
 * force and its access tokens. A thin shell: what it decides is in the pure functions of `meter` and `connect`,
 * what it knows is in its storage (`docs/storage.md`), so an eviction forgets nothing.
 */
export class IntegrationObject
  extends DurableObject<Bindings>
  implements MeterPort, HistoryPort, SlotPort, ConnectionOwner
{
  #knownGuard: Guard | undefined
  readonly #crowd = new Crowd()
  readonly #books = new StoredBooks(this.ctx.storage)
  readonly #relays = new Relays((number) => this.#openRelay(number))
  #relay: Relay<TokenLease> | undefined

  readonly #tokens = new TokenKeeper({
    read: (key) => this.#get(key),
    write: (key, value) => this.#put(key, value),
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (milliseconds) => scheduler.wait(milliseconds),
    later: (work) => this.ctx.waitUntil(work),
    renew: (owner, tokens, interrupted) => gatewayOf(this.env).renewal.renew(owner, tokens, interrupted),
    fetch: (owner, next) => gatewayOf(this.env).renewal.fetch(owner, next),
    lose: async (owner, grant, reason) => {
      const version = await gatewayOf(this.env).renewal.lose(owner, grant, reason)
      if (version !== undefined) await this.announce(version)
    },
  })

  /** A lease sets the isolate's pace. An object that is asked for another is one of its relays, here and below. */
  async lease(request: LeaseRequest, relayFor?: string): Promise<TokenLease> {
    if (relayFor !== undefined) return this.#relayFor(relayFor).lease(request)
    if (request.counts !== undefined) this.#count([request.counts], Date.now())
    const before = this.#leaseState()
    const { state, answer } = this.#grant(before, request, Date.now())
    this.#keep(before, state)
    return answer
  }

  async report(report: Report, relayFor?: string): Promise<Standing> {
    if (relayFor !== undefined) return this.#relayFor(relayFor).report(report)
    return this.#hearOf(report)
  }

  async flush(batch: MetricsBatch, relayFor?: string): Promise<void> {
    if (relayFor !== undefined) return this.#relayFor(relayFor).flush(batch)
    this.#count([batch], Date.now())
  }

  /** What isolates have said to a relay, as if they had said it here: reports first, since leases depend on them. */
  async serve({ leases, reports, batches }: Combined): Promise<CombinedAnswers<TokenLease>> {
    const now = Date.now()
    this.#count([...batches, ...leases.flatMap(({ counts }) => counts ?? [])], now)
    for (const report of reports) this.#hearOf(report)
    const before = this.#leaseState()
    let state = before
    const answers: TokenLease[] = []
    for (const request of leases) {
      const granted = this.#grant(state, request, now)
      state = granted.state
      answers.push(granted.answer)
    }
    this.#keep(before, state)
    const standing = standingOf(state.guard)
    return { leases: answers, reports: reports.map(() => standing), relays: this.#relays.count }
  }

  /** Nothing but being there: an object comes into being near whoever asks for it first. */
  async open(): Promise<void> {}

  async read(): Promise<Metrics> {
    return this.#books.metrics
  }

  async announce(version: number): Promise<void> {
    const before = this.#leaseState()
    this.#keep(before, adopt(before, version))
  }

  async rollUps(period: Period): Promise<readonly RollUp[]> {
    return this.#books.rollUps(period, Date.now())
  }

  async calls(query: CallQuery): Promise<CallPage> {
    return this.#books.calls(query)
  }

  async takeSlot(request: SlotRequest): Promise<SlotAnswer> {
    const { slots, answer } = takeSlot(this.#get<Slots>('slots') ?? noSlots, request, Date.now())
    this.#put('slots', slots)
    return answer
  }

  async freeSlot(id: string): Promise<void> {
    this.#put('slots', freeSlot(this.#get<Slots>('slots') ?? noSlots, id))
  }

  async beginAttempt(attempt: Attempt): Promise<void> {
    this.#put('attempts', addAttempt(this.#attempts(), attempt, Date.now()))
  }

  async openAttempt(id: string, browser: string): Promise<Attempt | AttemptRefusal> {
    const { attempts, opened } = openAttempt(this.#attempts(), id, browser, Date.now())
    this.#put('attempts', attempts)
    return opened
  }

  async takeAttempt(id: string, browser: string | undefined): Promise<Attempt | AttemptRefusal> {
    const { attempts, taken } = takeAttempt(this.#attempts(), id, browser, Date.now())
    this.#put('attempts', attempts)
    return taken
  }

  async adopt(owner: TokenOwner, grant: string, issued: IssuedTokens): Promise<void> {
    this.#tokens.adopt(owner, grant, issued)
  }

  async confirm(grant: string): Promise<void> {
    this.#tokens.confirm(grant)
  }

  async forget(): Promise<SealedTokens | undefined> {
    return this.#tokens.forget()
  }

  token(owner: TokenOwner, access: NamedAccess, refused: number | undefined): Promise<TokenAnswer> {
    const { kind, grant } = access
    return kind === 'consent'
      ? this.#tokens.token(grant, refused)
      : this.#tokens.fetched(owner, grant, this.#get<number>('version') ?? 0, refused)
  }

  #relayFor(owner: string): Relay<TokenLease> {
    this.#relay ??= new Relay({
      serve: async (said) => this.#object(owner).serve(said),
      now: () => Date.now(),
      sleep: (milliseconds) => scheduler.wait(milliseconds),
    })
    return this.#relay
  }

  async #openRelay(number: number): Promise<void> {
    const { name } = this.ctx.id
    if (name === undefined) throw new Error('the object of an integration has a name')
    await this.#object(relayName(name, number)).open()
  }

  #object(name: string) {
    const { INTEGRATIONS } = this.env
    return INTEGRATIONS.get(INTEGRATIONS.idFromName(name))
  }

  #grant(before: LeaseState, request: LeaseRequest, now: number): { state: LeaseState; answer: TokenLease } {
    const crowd = this.#crowd.see(request.isolate, now)
    const { state, answer } = grantLease(before, request, now, shareOf(crowd))
    const pace = paceOf(crowd, this.#relays.for(crowd))
    const token = answer.grant.permits > 0 ? this.#tokens.current(state.version) : undefined
    return { state, answer: { ...answer, pace, token } }
  }

  #hearOf(report: Report): Standing {
    const before = this.#leaseState()
    const state = adopt(before, report.version)
    const guard = state.version > report.version ? state.guard : hear(state.guard, report, Date.now())
    this.#keep(before, { ...state, guard })
    return standingOf(guard)
  }

  #count(batches: readonly MetricsBatch[], now: number): void {
    for (const { health } of this.#books.enter(batches, now))
      this.#keepGuard(hear(this.#guard(), { health, probes: [], pauses: noPauses }, now))
  }

  #attempts(): readonly Attempt[] {
    return this.#get<readonly Attempt[]>('attempts') ?? []
  }

  #leaseState(): LeaseState {
    return {
      version: this.#get<number>('version') ?? 0,
      admission: this.#get<AdmissionState>('admission') ?? emptyAdmission,
      guard: this.#guard(),
    }
  }

  /** Writes what has changed. */
  #keep(before: LeaseState, after: LeaseState): void {
    if (after.version !== before.version) {
      this.#put('version', after.version)
      this.#tokens.versionChanged(after.version)
    }
    if (after.admission !== before.admission) this.#put('admission', after.admission)
    this.#keepGuard(after.guard)
  }

  #guard(): Guard {
    this.#knownGuard ??= this.#get<Guard>('guard') ?? openGuard
    return this.#knownGuard
  }

  #keepGuard(guard: Guard): void {
    const before = this.#guard()
    this.#knownGuard = guard
    if (isWorthWriting(before, guard)) this.#put('guard', guard)
  }

  #get<Value>(key: string): Value | undefined {
    return this.ctx.storage.kv.get<Value>(key)
  }

  #put(key: string, value: unknown): void {
    if (value === undefined) this.ctx.storage.kv.delete(key)
    else this.ctx.storage.kv.put(key, value)
  }
}

import { DurableObject } from 'cloudflare:workers'
import { type Attempt, type AttemptRefusal, addAttempt, openAttempt, takeAttempt } from '../connect/attempt.ts'
import type { ConnectionOwner, LeasedToken, SealedTokens, TokenAnswer, TokenOwner } from '../connect/services.ts'
import { TokenKeeper } from '../connect/token-keeper.ts'
import type { IssuedTokens } from '../connect/token-state.ts'
import type { Bindings } from '../env.ts'
import { gatewayOf } from '../gateway.ts'
import { type AdmissionState, admit, emptyAdmission, returnPermits, withLimits } from '../meter/admission.ts'
import { emptyLedger, enter, type Ledger } from '../meter/ledger.ts'
import type { Metrics } from '../meter/metrics.ts'
import type { LeaseAnswer, LeaseRequest, MeterPort, MetricsBatch } from '../meter/protocol.ts'

/**
 * One per integration: the only writer of its rate limit, its metrics, the version in force and the tokens of its account.
 * A thin shell: what it decides is in the pure functions of `meter` and `connect`, what it knows is in its storage
 * (`docs/storage.md`), so an eviction forgets nothing.
 */
export class IntegrationObject extends DurableObject<Bindings> implements MeterPort, ConnectionOwner {
  readonly #tokens = new TokenKeeper({
    read: (key) => this.#get(key),
    write: (key, value) => this.#put(key, value),
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (milliseconds) => scheduler.wait(milliseconds),
    later: (work) => this.ctx.waitUntil(work),
    renew: (owner, tokens, interrupted) => gatewayOf(this.env).renewal.renew(owner, tokens, interrupted),
    lose: async (owner, grant, reason) => {
      const version = await gatewayOf(this.env).renewal.lose(owner, grant, reason)
      if (version !== undefined) this.#adopt(version)
    },
  })

  /** A lease brings the account's token along, where there is one that is good. */
  async lease(request: LeaseRequest): Promise<LeaseAnswer & { readonly token: LeasedToken | undefined }> {
    const answer = this.#lease(request)
    return { ...answer, token: answer.grant.permits > 0 ? this.#tokens.current() : undefined }
  }

  #lease({ version, limits, want, returned }: LeaseRequest): LeaseAnswer {
    const inForce = this.#adopt(version)
    const before = this.#get<AdmissionState>('admission') ?? emptyAdmission
    const settled = returned.reduce((state, { receipt, unused }) => returnPermits(state, receipt, unused), before)
    if (inForce > version) {
      if (settled !== before) this.#put('admission', settled)
      return { version: inForce, grant: { permits: 0, receipt: [], retryAfter: 0, tightest: undefined } }
    }
    const { state, grant } = admit(withLimits(settled, limits), Date.now(), want)
    if (state.limits.length > 0 || before.limits.length > 0) this.#put('admission', state)
    return { version: inForce, grant }
  }

  async flush(batch: MetricsBatch): Promise<void> {
    const ledger = this.#get<Ledger>('ledger') ?? emptyLedger
    const next = enter(ledger, batch, Date.now())
    if (next !== ledger) this.#put('ledger', next)
  }

  async read(): Promise<Metrics> {
    return (this.#get<Ledger>('ledger') ?? emptyLedger).metrics
  }

  async announce(version: number): Promise<void> {
    this.#adopt(version)
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

  token(grant: string, refused: number | undefined): Promise<TokenAnswer> {
    return this.#tokens.token(grant, refused)
  }

  #attempts(): readonly Attempt[] {
    return this.#get<readonly Attempt[]>('attempts') ?? []
  }

  /** Versions only grow: whoever has read a newer one from the database teaches it to the object. */
  #adopt(version: number): number {
    const known = this.#get<number>('version') ?? 0
    if (version > known) this.#put('version', version)
    return Math.max(version, known)
  }

  #get<Value>(key: string): Value | undefined {
    return this.ctx.storage.kv.get<Value>(key)
  }

  #put(key: string, value: unknown): void {
    if (value === undefined) this.ctx.storage.kv.delete(key)
    else this.ctx.storage.kv.put(key, value)
  }
}

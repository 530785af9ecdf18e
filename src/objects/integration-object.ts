import { DurableObject } from 'cloudflare:workers'
import { type AdmissionState, admit, emptyAdmission, returnPermits, withLimits } from '../meter/admission.ts'
import { emptyLedger, enter, type Ledger } from '../meter/ledger.ts'
import type { Metrics } from '../meter/metrics.ts'
import type { LeaseAnswer, LeaseRequest, MeterPort, MetricsBatch } from '../meter/protocol.ts'

/**
 * One per integration: the only writer of its rate limit, its metrics and the version in force. A thin shell: what it
 * decides is in the pure functions beside it, what it knows is in its storage (`docs/storage.md`), so an eviction
 * forgets nothing.
 */
export class IntegrationObject extends DurableObject<Env> implements MeterPort {
  async lease({ version, limits, want, returned }: LeaseRequest): Promise<LeaseAnswer> {
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
    this.ctx.storage.kv.put(key, value)
  }
}

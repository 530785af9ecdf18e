import { DurableObject } from 'cloudflare:workers'
import { type AdmissionState, emptyAdmission } from './admission.ts'
import { Crowd } from './crowd.ts'
import { answerLease, type LeaseState } from './lease.ts'
import { emptyLedger, enter, type Ledger } from './ledger.ts'
import type { Metrics } from './metrics.ts'
import type { LeaseAnswer, LeaseRequest, MeterPort, MetricsBatch } from './protocol.ts'

/**
 * One per integration: the only writer of its rate limit, its metrics and the version in force. A thin shell: what it
 * decides is in the pure functions beside it, what it knows is in its storage (`docs/storage.md`), so an eviction
 * forgets nothing.
 */
export class IntegrationMeter extends DurableObject<Env> implements MeterPort {
  readonly #crowd = new Crowd()

  async lease(request: LeaseRequest): Promise<LeaseAnswer> {
    const now = Date.now()
    const known: LeaseState = {
      version: this.#get<number>('version') ?? 0,
      admission: this.#get<AdmissionState>('admission') ?? emptyAdmission,
    }
    const { state, answer } = answerLease(known, request, now, this.#crowd.see(request.isolate, now))
    if (state.version !== known.version) this.#put('version', state.version)
    if (state.admission !== known.admission) this.#put('admission', state.admission)
    return answer
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
    const known = this.#get<number>('version') ?? 0
    if (version > known) this.#put('version', version)
  }

  #get<Value>(key: string): Value | undefined {
    return this.ctx.storage.kv.get<Value>(key)
  }

  #put(key: string, value: unknown): void {
    this.ctx.storage.kv.put(key, value)
  }
}

import { DurableObject } from 'cloudflare:workers'
import { type AdmissionState, emptyAdmission } from './admission.ts'
import type { CallPage, CallQuery } from './call-log.ts'
import { appendCalls, readCalls } from './call-table.ts'
import { type Guard, hear, isWorthWriting, openGuard, type Report, type Standing, standingOf } from './guard.ts'
import { adopt, grantLease, type LeaseState } from './lease.ts'
import { emptyLedger, enter, type Ledger } from './ledger.ts'
import { addMetrics, type Metrics } from './metrics.ts'
import { noPauses } from './pauses.ts'
import type { HistoryPort, LeaseAnswer, LeaseRequest, MeterPort, MetricsBatch, SlotPort } from './protocol.ts'
import { additionsOf, keyOf, oldestKept, type Period, type RollUp } from './roll-ups.ts'
import { freeSlot, noSlots, type SlotAnswer, type SlotRequest, type Slots, takeSlot } from './slots.ts'

/**
 * One per integration: the only writer of its rate limit, its circuit breaker, its metrics, its call log and the version in
 * force. A thin shell: what it decides is in the pure functions beside it, what it knows is in its storage
 * (`docs/storage.md`), so an eviction forgets nothing.
 */
export class IntegrationMeter extends DurableObject<Env> implements MeterPort, HistoryPort, SlotPort {
  #knownGuard: Guard | undefined

  async lease(request: LeaseRequest): Promise<LeaseAnswer> {
    const before = this.#leaseState()
    const { state, answer } = grantLease(before, request, Date.now())
    this.#keep(before, state)
    return answer
  }

  async report(report: Report): Promise<Standing> {
    const before = this.#leaseState()
    const state = adopt(before, report.version)
    const guard = state.version > report.version ? state.guard : hear(state.guard, report, Date.now())
    this.#keep(before, { ...state, guard })
    return standingOf(guard)
  }

  async flush(batch: MetricsBatch): Promise<void> {
    const now = Date.now()
    const ledger = this.#get<Ledger>('ledger') ?? emptyLedger
    const next = enter(ledger, batch, now)
    if (next === ledger) return
    this.#put('ledger', next)
    for (const { period, start, metrics } of additionsOf(batch.minutes, now)) {
      const key = keyOf(period, start)
      const known = this.#get<Metrics>(key)
      this.#put(key, known === undefined ? metrics : addMetrics(known, metrics))
      if (known === undefined) this.#forget(period, now)
    }
    appendCalls(this.ctx.storage.sql, batch.calls, batch.dropped)
    this.#keepGuard(hear(this.#guard(), { health: batch.health, probes: [], pauses: noPauses }, now))
  }

  async read(): Promise<Metrics> {
    return (this.#get<Ledger>('ledger') ?? emptyLedger).metrics
  }

  async announce(version: number): Promise<void> {
    const before = this.#leaseState()
    this.#keep(before, adopt(before, version))
  }

  async rollUps(period: Period): Promise<readonly RollUp[]> {
    const kept = this.ctx.storage.kv.list<Metrics>({
      prefix: keyOf(period, 0).slice(0, -13),
      start: keyOf(period, oldestKept(period, Date.now())),
    })
    return Array.from(kept, ([key, metrics]) => ({ start: Number(key.slice(-13)), metrics }))
  }

  async calls(query: CallQuery): Promise<CallPage> {
    return readCalls(this.ctx.storage.sql, query)
  }

  async takeSlot(request: SlotRequest): Promise<SlotAnswer> {
    const { slots, answer } = takeSlot(this.#get<Slots>('slots') ?? noSlots, request, Date.now())
    this.#put('slots', slots)
    return answer
  }

  async freeSlot(id: string): Promise<void> {
    this.#put('slots', freeSlot(this.#get<Slots>('slots') ?? noSlots, id))
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
    if (after.version !== before.version) this.#put('version', after.version)
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

  /** Roll-ups that are too old go when a new one begins. */
  #forget(period: Period, now: number): void {
    const range = { start: keyOf(period, 0), end: keyOf(period, oldestKept(period, now)) }
    for (const [key] of [...this.ctx.storage.kv.list(range)]) this.ctx.storage.kv.delete(key)
  }

  #get<Value>(key: string): Value | undefined {
    return this.ctx.storage.kv.get<Value>(key)
  }

  #put(key: string, value: unknown): void {
    this.ctx.storage.kv.put(key, value)
  }
}

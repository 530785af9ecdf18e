import { Crowd, shareOf } from '../../../src/meter/crowd.ts'
import { hear, type Report, type Standing, standingOf } from '../../../src/meter/guard.ts'
import { adopt, grantLease, initialLeaseState, type LeaseState } from '../../../src/meter/lease.ts'
import { emptyMetrics } from '../../../src/meter/metrics.ts'
import type {
  Combined,
  CombinedAnswers,
  HistoryPort,
  LeaseAnswer,
  LeaseRequest,
  MeterPort,
  MetricsBatch,
} from '../../../src/meter/protocol.ts'

/** An integration's Durable Object without its storage: what it decides, at the time of a test. */
export class PureObject implements MeterPort, HistoryPort {
  state: LeaseState = initialLeaseState
  /** Probes that it has given away. */
  probes = 0
  /** The next answers, as many as this, are lost on their way. */
  losing = 0
  readonly #now: () => number
  readonly #crowd = new Crowd()

  constructor(now: () => number) {
    this.#now = now
  }

  /** All that is left of an evicted object is what it has written. */
  evict(): void {
    this.state = structuredClone(this.state)
  }

  async lease(request: LeaseRequest): Promise<LeaseAnswer> {
    const { counts } = request
    if (counts !== undefined) await this.flush(counts)
    const now = this.#now()
    const { state, answer } = grantLease(this.state, request, now, shareOf(this.#crowd.see(request.isolate, now)))
    this.state = state
    if (answer.standing.circuit.kind === 'probe') this.probes += 1
    return this.#arriving(structuredClone(answer))
  }

  async report(report: Report): Promise<Standing> {
    const state = adopt(this.state, report.version)
    const guard = state.version > report.version ? state.guard : hear(state.guard, report, this.#now())
    this.state = { ...state, guard }
    return this.#arriving(structuredClone(standingOf(guard)))
  }

  async flush(batch: MetricsBatch): Promise<void> {
    const guard = hear(this.state.guard, { health: batch.health, probes: [], pauses: new Map() }, this.#now())
    this.state = { ...this.state, guard }
  }

  /** What a relay has been told. */
  async serve({ leases, reports, batches }: Combined): Promise<CombinedAnswers<LeaseAnswer>> {
    const losing = this.losing
    this.losing = 0
    for (const batch of batches) await this.flush(batch)
    const standings = await Promise.all(reports.map((report) => this.report(report)))
    const answers = await Promise.all(leases.map((request) => this.lease(request)))
    this.losing = losing
    return this.#arriving({ leases: answers, reports: standings, relays: 1 })
  }

  async read() {
    return emptyMetrics
  }

  async announce(version: number): Promise<void> {
    this.state = adopt(this.state, version)
  }

  async rollUps() {
    return []
  }

  async calls() {
    return { calls: [], next: undefined, dropped: 0 }
  }

  #arriving<Answer>(answer: Answer): Answer {
    if (this.losing === 0) return answer
    this.losing -= 1
    throw new Error('the answer was lost')
  }
}

import type { Grant } from '../../../src/meter/admission.ts'
import type { Report, Standing } from '../../../src/meter/guard.ts'
import { emptyLedger, enter, type Ledger } from '../../../src/meter/ledger.ts'
import { noPauses } from '../../../src/meter/pauses.ts'
import type { HistoryPort, LeaseAnswer, LeaseRequest, MeterPort, MetricsBatch } from '../../../src/meter/protocol.ts'

interface Pending<Question, Answer> {
  readonly question: Question
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: Error) => void
}

/** A meter whose every answer waits until the test gives it. */
export class ControlledPort implements MeterPort, HistoryPort {
  readonly leases: Pending<LeaseRequest, LeaseAnswer>[] = []
  readonly flushes: Pending<MetricsBatch, void>[] = []
  readonly reports: Pending<Report, Standing>[] = []
  readonly announced: number[] = []
  ledger: Ledger = emptyLedger
  /** Called when a lease is asked for. */
  onLease: (request: LeaseRequest) => void = () => undefined

  lease(request: LeaseRequest): Promise<LeaseAnswer> {
    this.onLease(request)
    const { promise, resolve, reject } = Promise.withResolvers<LeaseAnswer>()
    this.leases.push({ question: request, resolve, reject })
    return promise
  }

  flush(batch: MetricsBatch): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.flushes.push({ question: batch, resolve, reject })
    return promise
  }

  report(report: Report): Promise<Standing> {
    const { promise, resolve, reject } = Promise.withResolvers<Standing>()
    this.reports.push({ question: report, resolve, reject })
    return promise
  }

  async rollUps() {
    return []
  }

  async calls() {
    return { calls: [], next: undefined, dropped: 0 }
  }

  async read() {
    return this.ledger.metrics
  }

  async announce(version: number): Promise<void> {
    this.announced.push(version)
  }

  /** Enters a batch into the ledger, as the Durable Object does. */
  enter(batch: MetricsBatch): void {
    this.ledger = enter(this.ledger, [batch], 0).ledger
  }
}

/** Nothing is wrong. */
export const calm: Standing = { circuit: { kind: 'closed', turn: 0 }, pauses: noPauses }

export function granted(permits: number, receipt: readonly number[]): Grant {
  return { permits, receipt, retryAfter: permits === 0 ? 100 : 0, tightest: { limit: 100, window: 1, remaining: 0 } }
}

/** Lets everything go on that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

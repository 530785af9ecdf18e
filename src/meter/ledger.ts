import { addMetrics, emptyMetrics, type Metrics } from './metrics.ts'
import type { MetricsBatch } from './protocol.ts'
import { totalOf } from './roll-ups.ts'

/**
 * Counts of an integration as its Durable Object keeps them, with the last sequence number that each isolate has
 * delivered: a batch that arrives twice counts once. Pure.
 */
export interface Ledger {
  readonly metrics: Metrics
  readonly delivered: Readonly<Record<string, Delivery>>
}

interface Delivery {
  readonly sequence: number
  /** Milliseconds since 1970. */
  readonly at: number
}

export const emptyLedger: Ledger = { metrics: emptyMetrics, delivered: {} }

/** How long an isolate may be silent before its sequence number is forgotten: far longer than it would repeat a batch. */
const memory = 3_600_000

/** What a ledger reads of a batch. */
export type CountsBatch = Pick<MetricsBatch, 'isolate' | 'sequence' | 'minutes'>

/** The same ledger where the batch has been entered before. */
export function enter(ledger: Ledger, batch: CountsBatch, now: number): Ledger {
  const last = ledger.delivered[batch.isolate]
  if (last !== undefined && batch.sequence <= last.sequence) return ledger
  const recent = Object.entries(ledger.delivered).filter(([, delivery]) => now - delivery.at < memory)
  return {
    metrics: addMetrics(ledger.metrics, totalOf(batch.minutes)),
    delivered: { ...Object.fromEntries(recent), [batch.isolate]: { sequence: batch.sequence, at: now } },
  }
}

import { addMetrics, emptyMetrics, type Metrics } from './metrics.ts'
import type { MetricsBatch } from './protocol.ts'
import { totalOf } from './roll-ups.ts'

/**
 * Counts of an integration as its Durable Object keeps them, with the last sequence number that each isolate has
 * delivered: a batch that arrives twice counts once. Pure; times are milliseconds since 1970.
 */
export interface Ledger {
  readonly metrics: Metrics
  readonly delivered: Readonly<Record<string, Delivery>>
  /**
   * Where an isolate isn't in `delivered`, nobody knows whether a batch that was first sent by this time has arrived before,
   * and any that was first sent later has not.
   */
  readonly forgottenUntil: number
}

interface Delivery {
  readonly sequence: number
  readonly at: number
}

export const emptyLedger: Ledger = { metrics: emptyMetrics, delivered: {}, forgottenUntil: 0 }

/** Isolates whose sequence numbers are remembered, however long they are silent; of more, those silent for a minute go. */
export const mostRemembered = 1_000
const shortestMemory = 60_000
/** How far the clocks of an isolate and of an object may be apart. */
const skew = 10_000

/** What a ledger reads of a batch. */
export type CountsBatch = Pick<MetricsBatch, 'isolate' | 'sequence' | 'since' | 'minutes'>

/** Whether a batch has been entered before. One of which nobody knows is taken for it: no call counts twice. */
function isRepeated({ delivered, forgottenUntil }: Omit<Ledger, 'metrics'>, batch: CountsBatch): boolean {
  const last = delivered[batch.isolate]
  return last === undefined ? batch.since <= forgottenUntil : batch.sequence <= last.sequence
}

/** Enters the batches that have not been entered before: these are `news`. The same ledger where there is none. */
export function enter<Batch extends CountsBatch>(
  ledger: Ledger,
  batches: readonly Batch[],
  now: number,
): { ledger: Ledger; news: readonly Batch[] } {
  const { forgottenUntil } = ledger
  const delivered = { ...ledger.delivered }
  const news = batches.filter((batch) => {
    if (isRepeated({ delivered, forgottenUntil }, batch)) return false
    delivered[batch.isolate] = { sequence: batch.sequence, at: now }
    return true
  })
  if (news.length === 0) return { ledger, news }
  const metrics = news.reduce((sum, { minutes }) => addMetrics(sum, totalOf(minutes)), ledger.metrics)
  return { ledger: { metrics, delivered, forgottenUntil }, news }
}

/** Forgets the isolates that have been silent for longest, so that a ledger doesn't grow with all that ever were. */
export function forgetSilent(ledger: Ledger, now: number): Ledger {
  const latestFirst = Object.entries(ledger.delivered).sort(([, one], [, other]) => other.at - one.at)
  const kept = latestFirst.filter(([, { at }], index) => index < mostRemembered || now - at < shortestMemory)
  const [, latestForgotten] = latestFirst[kept.length] ?? []
  if (latestForgotten === undefined) return ledger
  const forgottenUntil = Math.max(ledger.forgottenUntil, latestForgotten.at + skew)
  return { metrics: ledger.metrics, delivered: Object.fromEntries(kept), forgottenUntil }
}

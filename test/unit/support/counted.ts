import { Counter } from '../../../src/meter/counter.ts'
import type { CallRecord, Metrics } from '../../../src/meter/metrics.ts'

/** What one observer of all these calls would have counted. */
export function counted(calls: readonly CallRecord[]): Metrics {
  const counter = new Counter()
  for (const call of calls) counter.record(call)
  return counter.take()
}

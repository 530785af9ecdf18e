import { addHistograms, emptyHistogram, type Histogram, quantile } from './histogram.ts'

/** What is counted of one operation. Times are milliseconds. */
export interface Tally {
  readonly calls: number
  readonly failures: number
  readonly totalTime: number
  readonly histogram: Histogram
}

/** Counts by operation id, and when the last of the calls was made (milliseconds since 1970; null before the first). */
export interface Metrics {
  readonly operations: Readonly<Record<string, Tally>>
  readonly lastUsed: number | null
}

export interface CallRecord {
  readonly operation: string
  readonly succeeded: boolean
  /** Milliseconds. */
  readonly duration: number
  /** When it ended, in milliseconds since 1970. */
  readonly at: number
}

export const emptyMetrics: Metrics = { operations: {}, lastUsed: null }

export const emptyTally: Tally = { calls: 0, failures: 0, totalTime: 0, histogram: emptyHistogram }

export function addMetrics(left: Metrics, right: Metrics): Metrics {
  const operations: Record<string, Tally> = { ...left.operations }
  for (const [id, tally] of Object.entries(right.operations))
    operations[id] = addTallies(operations[id] ?? emptyTally, tally)
  return { operations, lastUsed: later(left.lastUsed, right.lastUsed) }
}

function addTallies(left: Tally, right: Tally): Tally {
  return {
    calls: left.calls + right.calls,
    failures: left.failures + right.failures,
    totalTime: left.totalTime + right.totalTime,
    histogram: addHistograms(left.histogram, right.histogram),
  }
}

function later(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right
  return Math.max(left, right)
}

/** What callers see of counts. Times are milliseconds, with one decimal at most. */
export interface Summary {
  readonly totalCalls: number
  readonly successfulCalls: number
  readonly failedCalls: number
  readonly averageResponseTime: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export interface MetricsSummary extends Summary {
  readonly operations: Readonly<Record<string, Summary>>
}

export function summarize(metrics: Metrics): MetricsSummary {
  const all = Object.values(metrics.operations).reduce(addTallies, emptyTally)
  const operations = Object.entries(metrics.operations).map(([id, tally]) => [id, summaryOf(tally)] as const)
  return { ...summaryOf(all), operations: Object.fromEntries(operations) }
}

function summaryOf({ calls, failures, totalTime, histogram }: Tally): Summary {
  return {
    totalCalls: calls,
    successfulCalls: calls - failures,
    failedCalls: failures,
    averageResponseTime: calls === 0 ? 0 : oneDecimal(totalTime / calls),
    p50: oneDecimal(quantile(histogram, 0.5)),
    p95: oneDecimal(quantile(histogram, 0.95)),
    p99: oneDecimal(quantile(histogram, 0.99)),
  }
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10
}

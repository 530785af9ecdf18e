import { addMetrics, emptyMetrics, type Metrics } from './metrics.ts'

/** Counts by minute, hour and day, beside the totals: of the last hour, the last two days and the last month. Pure. */
export type Period = 'minute' | 'hour' | 'day'

export interface RollUp {
  /** Milliseconds since 1970. */
  readonly start: number
  readonly metrics: Metrics
}

/** Counts of the calls that ended within one minute. */
export type Minute = RollUp

export const periods: Readonly<Record<Period, { readonly length: number; readonly kept: number }>> = {
  minute: { length: 60_000, kept: 60 },
  hour: { length: 3_600_000, kept: 48 },
  day: { length: 86_400_000, kept: 30 },
}

const names = ['minute', 'hour', 'day'] as const

/** Periods in UTC begin at multiples of their length. */
export function startOf(period: Period, at: number): number {
  const { length } = periods[period]
  return Math.floor(at / length) * length
}

/** The start of the oldest roll-up that is still kept. */
export function oldestKept(period: Period, now: number): number {
  const { length, kept } = periods[period]
  return startOf(period, now) - (kept - 1) * length
}

export interface Addition {
  readonly period: Period
  readonly start: number
  readonly metrics: Metrics
}

/** What a batch adds to which roll-ups. What was delivered too late for one is in the longer ones and the totals only. */
export function additionsOf(minutes: readonly Minute[], now: number): Addition[] {
  return names.flatMap((period) => {
    const sums = new Map<number, Metrics>()
    for (const { start, metrics } of minutes) {
      const own = startOf(period, start)
      if (own < oldestKept(period, now)) continue
      const sum = sums.get(own)
      sums.set(own, sum === undefined ? metrics : addMetrics(sum, metrics))
    }
    return Array.from(sums, ([start, metrics]) => ({ period, start, metrics }))
  })
}

export function totalOf(minutes: readonly Minute[]): Metrics {
  return minutes.reduce((sum, { metrics }) => addMetrics(sum, metrics), emptyMetrics)
}

/** Keys sort by time: thirteen digits last until the year 2286. */
export function keyOf(period: Period, start: number): string {
  return `${period}:${String(start).padStart(13, '0')}`
}

/**
 * Durations in exponential buckets: bucket `n` holds durations up to `base^n` milliseconds, so a quantile is at most
 * 5 % above the truth and never below, from microseconds to hours, in a few hundred numbers at most. Histograms add up, which is
 * what lets isolates count on their own.
 */
export type Histogram = Readonly<Record<number, number>>

export const emptyHistogram: Histogram = {}

const base = 1.05
const smallest = -200
const largest = 330

export function bucketOf(milliseconds: number): number {
  if (!(milliseconds > 0)) return smallest
  return Math.min(largest, Math.max(smallest, Math.ceil(Math.log(milliseconds) / Math.log(base) - 1e-9)))
}

/** The longest duration in a bucket, in milliseconds. */
export function upperBound(bucket: number): number {
  return base ** bucket
}

/** Counts one more duration, in place. */
export function observe(histogram: Record<number, number>, milliseconds: number): void {
  const bucket = bucketOf(milliseconds)
  histogram[bucket] = (histogram[bucket] ?? 0) + 1
}

export function addHistograms(left: Histogram, right: Histogram): Histogram {
  const sum: Record<number, number> = { ...left }
  for (const [bucket, count] of Object.entries(right)) sum[Number(bucket)] = (sum[Number(bucket)] ?? 0) + count
  return sum
}

/** The duration that a share of all observations stayed within (`0.95` for p95); 0 where nothing was observed. */
export function quantile(histogram: Histogram, share: number): number {
  const buckets = Object.entries(histogram)
    .map(([bucket, count]) => ({ bucket: Number(bucket), count }))
    .sort((left, right) => left.bucket - right.bucket)
  const wanted = Math.max(1, Math.ceil(buckets.reduce((sum, { count }) => sum + count, 0) * share))
  let seen = 0
  for (const { bucket, count } of buckets) {
    seen += count
    if (seen >= wanted) return upperBound(bucket)
  }
  return 0
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addHistograms, bucketOf, emptyHistogram, observe, quantile, upperBound } from '../../../src/meter/histogram.ts'

/** From a microsecond to two hours. */
const duration = fc.oneof(
  fc.double({ min: 0.001, max: 7_200_000, noNaN: true }),
  fc.double({ min: 0.001, max: 1_000, noNaN: true }),
  fc.integer({ min: 1, max: 30_000 }),
)
const durations = fc.array(duration, { minLength: 1, maxLength: 60 })
const anyDuration = fc.oneof(duration, fc.constantFrom(0, -1, Number.NaN, Infinity, -Infinity, Number.MIN_VALUE, 1e300))
const percent = fc.integer({ min: 1, max: 100 })
const histogramOf = (values: readonly number[]) => {
  const histogram = { ...emptyHistogram }
  for (const value of values) observe(histogram, value)
  return histogram
}
const histogram = fc.array(anyDuration, { maxLength: 30 }).map(histogramOf)

/** The smallest duration that the share stayed within, from the durations themselves. */
function trueQuantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.max(1, Math.ceil((sorted.length * share) / 100)) - 1] ?? 0
}

describe('histogram', () => {
  it('tells a quantile never too small, and five percent too large at most', () => {
    fc.assert(
      fc.property(durations, percent, (values, share) => {
        const exact = trueQuantile(values, share)
        const told = quantile(histogramOf(values), share / 100)
        expect(told).toBeGreaterThanOrEqual(exact * (1 - 1e-9))
        expect(told).toBeLessThanOrEqual(exact * 1.05 * (1 + 1e-9))
      }),
      { numRuns: 500 },
    )
  })

  it('adds up to what one observer of everything would have seen', () => {
    fc.assert(
      fc.property(fc.array(anyDuration), fc.array(anyDuration), (left, right) => {
        expect(addHistograms(histogramOf(left), histogramOf(right))).toEqual(histogramOf([...left, ...right]))
      }),
    )
  })

  it('adds up in any order and grouping', () => {
    fc.assert(
      fc.property(histogram, histogram, histogram, (one, two, three) => {
        expect(addHistograms(one, two)).toEqual(addHistograms(two, one))
        expect(addHistograms(addHistograms(one, two), three)).toEqual(addHistograms(one, addHistograms(two, three)))
        expect(addHistograms(one, emptyHistogram)).toEqual(one)
      }),
    )
  })

  it('grows with the share', () => {
    fc.assert(
      fc.property(durations, percent, percent, (values, one, other) => {
        const counted = histogramOf(values)
        const [less, more] = [Math.min(one, other) / 100, Math.max(one, other) / 100]
        expect(quantile(counted, less)).toBeLessThanOrEqual(quantile(counted, more))
      }),
    )
  })

  it('has few buckets, whatever is observed', () => {
    fc.assert(
      fc.property(anyDuration, (value) => {
        const bucket = bucketOf(value)
        expect(Number.isInteger(bucket)).toBe(true)
        expect(bucket).toBeGreaterThanOrEqual(-200)
        expect(bucket).toBeLessThanOrEqual(330)
      }),
    )
    expect(upperBound(-200)).toBeLessThan(0.001)
    expect(upperBound(330)).toBeGreaterThan(7_200_000)
  })

  it('keeps a bound in its own bucket', () => {
    for (let bucket = -200; bucket <= 330; bucket += 1) expect(bucketOf(upperBound(bucket)) === bucket).toBe(true)
  })

  it('has nothing to tell of nothing', () => {
    expect(quantile(emptyHistogram, 0.95)).toBe(0)
  })
})

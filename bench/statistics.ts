export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value that a share of all values stays within, between its neighbours where it falls between two. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** The median of the ratios of pairs that were measured together: a machine that is busy is busy for both of a pair. */
export function pairedRatio(numerators: readonly number[], denominators: readonly number[]): number {
  return median(numerators.map((numerator, index) => numerator / (denominators[index] ?? Number.NaN)))
}

/** How much the second of each pair grows while the first grows by one: the slope of the line of least squares. */
export function slope(points: readonly (readonly [number, number])[]): number {
  const x = mean(points.map(([left]) => left))
  const y = mean(points.map(([, right]) => right))
  const covariance = points.reduce((sum, [left, right]) => sum + (left - x) * (right - y), 0)
  return covariance / points.reduce((sum, [left]) => sum + (left - x) ** 2, 0)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

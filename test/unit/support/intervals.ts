export interface Counted {
  /** Milliseconds. */
  readonly at: number
  readonly count: number
}

/** The most that was counted in any half-open interval of a length, in milliseconds. */
export function mostWithin(length: number, events: readonly Counted[]): number {
  const sorted = events.toSorted((left, right) => left.at - right.at)
  let most = 0
  let sum = 0
  let start = 0
  for (const event of sorted) {
    sum += event.count
    for (let first = sorted[start]; first !== undefined && first.at <= event.at - length; first = sorted[start]) {
      sum -= first.count
      start += 1
    }
    most = Math.max(most, sum)
  }
  return most
}

import type { LimitCounter, LimitHeaders } from '../kit/limit.ts'

/**
 * A provider that says that nothing is left, and not until when, is asked again after a twelfth of the window: its window
 * slides, or began before. Five minutes at most, so that a mistaken pause of a day does no harm.
 */
const sharesOfWindow = 12
const longestGuess = 300_000

/**
 * Until when the headers of an answer say that calls would be refused, in milliseconds since 1970; undefined where something
 * is left of every limit.
 */
export function exhaustedUntil(headers: Headers, { counters }: LimitHeaders, now: number): number | undefined {
  let latest: number | undefined
  for (const counter of counters) {
    if (!isUsedUp(headers.get(counter.remaining))) continue
    latest = Math.max(latest ?? 0, resetOf(headers, counter, now))
  }
  return latest
}

function isUsedUp(remaining: string | null): boolean {
  return remaining !== null && /^\s*(?:0+(?:\.0+)?|-\d+)\s*$/.test(remaining)
}

function resetOf(headers: Headers, { window, reset }: LimitCounter, now: number): number {
  const guess = now + Math.min(longestGuess, (window * 1_000) / sharesOfWindow)
  if (reset === undefined) return guess
  const text = headers.get(reset.header)?.trim() ?? ''
  if (!/^\d{1,12}(?:\.\d{1,6})?$/.test(text)) return guess
  switch (reset.unit) {
    case 'seconds':
      return now + Number(text) * 1_000
    case 'milliseconds':
      return now + Number(text)
    case 'unix-seconds':
      return Number(text) * 1_000
  }
}

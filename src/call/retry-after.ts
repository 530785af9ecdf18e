/** How an HTTP date begins, in each of its three forms (section 5.6.7); `Date.parse` alone reads "soon 5" as a date too. */
const weekday = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? /

/**
 * Seconds that a `Retry-After` header asks for (RFC 9110 section 10.2.3: seconds or an HTTP date); undefined where it
 * is missing or neither. `now` is milliseconds since 1970.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}(\.\d{1,6})?$/.test(header.trim())) return Number(header)
  const date = weekday.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1_000)
}

/** How an HTTP date begins, in each of its three forms (section 5.6.7); `Date.parse` alone reads "soon 5" as a date too. */
const weekday = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? /

/** Later than any number of seconds to wait, and earlier than any time since 1970 that a provider tells. */
const epoch = 1_000_000_000

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

/**
 * Seconds until a provider takes requests again, from the headers of an answer that says there were too many:
 * `Retry-After`, else when the limit is reset. `RateLimit-Reset` has seconds from now
 * (https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-06), `X-RateLimit-Reset` either that or
 * seconds since 1970, such as SendGrid's
 * (https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/rate-limits).
 */
export function parseLimitReset(headers: Headers, now: number): number | undefined {
  const asked = parseRetryAfter(headers.get('Retry-After'), now)
  if (asked !== undefined) return asked
  const reset = headers.get('RateLimit-Reset') ?? headers.get('X-RateLimit-Reset') ?? ''
  if (!/^\d{1,10}$/.test(reset)) return undefined
  const seconds = Number(reset)
  return seconds < epoch ? seconds : Math.max(0, seconds - now / 1_000)
}

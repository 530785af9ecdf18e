/** A documented limit: at most `limit` calls in any `window` seconds. `docs` is where the provider says so. */
export interface RateLimit {
  readonly limit: number
  readonly window: number
  readonly docs: string
}

export function perSecond(limit: number, docs: string): RateLimit {
  return { limit, window: 1, docs }
}

export function perMinute(limit: number, docs: string): RateLimit {
  return { limit, window: 60, docs }
}

export function perHour(limit: number, docs: string): RateLimit {
  return { limit, window: 3_600, docs }
}

export function perDay(limit: number, docs: string): RateLimit {
  return { limit, window: 86_400, docs }
}

/** How many calls a provider serves at once. */
export interface ConcurrencyLimit {
  readonly limit: number
  readonly docs: string
}

/** What a provider's answers tell of its limits, in headers. */
export interface LimitHeaders {
  /** Whether a limit is one of the operation that was called, or of the whole account. */
  readonly scope: 'operation' | 'account'
  readonly counters: readonly LimitCounter[]
  readonly docs: string
}

/** One limit. */
export interface LimitCounter {
  /** The header with the number of calls that are left. */
  readonly remaining: string
  /** Seconds. */
  readonly window: number
  /** The header that says when there will be more; none where the provider doesn't say. */
  readonly reset?: { readonly header: string; readonly unit: 'seconds' | 'milliseconds' | 'unix-seconds' }
}

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

import { type Grant, leaseLife } from './admission.ts'

/** The last refusal of a permit, which calls are answered with until it makes sense to ask again. Pure. */
export interface Refusal {
  readonly version: number
  readonly grant: Grant
  /** When a retry makes sense, and when to ask again whatever the answer was: milliseconds since 1970. */
  readonly retryAt: number
  readonly askAgainAt: number
}

/**
 * Other isolates may give permits back, and limits may be raised, so no refusal is believed longer than a lease lives,
 * unless the pace forbids to ask before `soonest`.
 */
export function refusalOf(version: number, grant: Grant, now: number, soonest: number): Refusal {
  const retryAt = Math.max(now + grant.retryAfter, soonest)
  const askAgainAt = Math.max(soonest, Math.min(retryAt, now + leaseLife))
  return { version, grant: { ...grant, permits: 0, receipt: [] }, retryAt, askAgainAt }
}

/** What a call is answered; undefined where it has to ask. */
export function refusedUntil(refusal: Refusal | undefined, version: number, now: number): Grant | undefined {
  if (refusal === undefined || refusal.version !== version || refusal.askAgainAt <= now) return undefined
  return { ...refusal.grant, retryAfter: refusal.retryAt - now }
}

/**
 * An attempt to get the consent of an account: from the moment an org asks for it until the provider sends the browser
 * back. Kept in the integration's Durable Object; pure.
 */
export interface Attempt {
  /** Random; the state that travels through the browser holds it sealed. */
  readonly id: string
  /** The version of the integration that it was begun for. */
  readonly version: number
  /** The verifier of RFC 7636, sealed. */
  readonly sealedVerifier: string
  /** Where the provider sends the browser back to; it has to be said again when the code is exchanged. */
  readonly callbackUrl: string
  /** Where the browser goes in the end: a URL of the org. */
  readonly returnUrl: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /** SHA-256 of the cookie of the browser that has opened it; undefined until one has. */
  readonly browser: string | undefined
}

export type AttemptRefusal = 'unknown' | 'expired' | 'other-browser'

/** How long an account has to decide, in milliseconds. */
export const attemptLife = 15 * 60_000
/** Attempts that are open at once; older ones give way. */
const mostAttempts = 10
/** An attempt that is over is remembered this long, so that it is told from one that never was. Milliseconds. */
const remembered = 60 * 60_000

export function addAttempt(attempts: readonly Attempt[], attempt: Attempt, now: number): readonly Attempt[] {
  return [...attempts.filter(({ expiresAt }) => expiresAt + remembered > now), attempt].slice(-mostAttempts)
}

/** A browser opens an attempt: the first one makes it its own, and may open it again. */
export function openAttempt(
  attempts: readonly Attempt[],
  id: string,
  browser: string,
  now: number,
): { readonly attempts: readonly Attempt[]; readonly opened: Attempt | AttemptRefusal } {
  const attempt = attempts.find((candidate) => candidate.id === id)
  if (attempt === undefined) return { attempts, opened: 'unknown' }
  if (attempt.expiresAt <= now) return { attempts, opened: 'expired' }
  if (attempt.browser !== undefined && attempt.browser !== browser) return { attempts, opened: 'other-browser' }
  const opened = { ...attempt, browser }
  return { attempts: attempts.map((candidate) => (candidate.id === id ? opened : candidate)), opened }
}

/**
 * The provider has sent the browser back: the attempt is over, whatever comes of it. Another browser than the one that
 * opened it learns nothing and ends nothing.
 */
export function takeAttempt(
  attempts: readonly Attempt[],
  id: string,
  browser: string | undefined,
  now: number,
): { readonly attempts: readonly Attempt[]; readonly taken: Attempt | AttemptRefusal } {
  const attempt = attempts.find((candidate) => candidate.id === id)
  if (attempt === undefined) return { attempts, taken: 'unknown' }
  if (attempt.browser === undefined || attempt.browser !== browser) return { attempts, taken: 'other-browser' }
  const left = attempts.filter((candidate) => candidate.id !== id)
  return { attempts: left, taken: attempt.expiresAt <= now ? 'expired' : attempt }
}

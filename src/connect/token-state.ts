import type { ErrorData } from '../errors/upstream-error.ts'

/**
 * The tokens of one consent, or of an integration's own credentials, as its Durable Object keeps them, and what is to be
 * done about them. The object is their only owner: nobody else refreshes, so no refresh token is ever used by two at once,
 * and any number of isolates costs one request of the token endpoint. Pure: the time is passed in.
 */
export interface TokenState {
  /** Where the next token comes from: a refresh token, or the credentials of the config. */
  readonly source: 'consent' | 'credentials'
  /** The consent, or the version of the credentials, that the tokens are of; a new one has a name of its own. */
  readonly grant: string
  /** Grows by one with every refresh. An answer for an older one is no longer wanted. */
  readonly generation: number
  readonly sealedAccess: string
  /** Undefined where the provider gave none: access tokens then last, or end the consent with them. */
  readonly sealedRefresh: string | undefined
  /** Milliseconds since 1970, as all times here. */
  readonly issuedAt: number
  /** Undefined where the access token doesn't expire. */
  readonly expiresAt: number | undefined
  /** A refresh that has left and has not come back: written before it leaves, so that a crash doesn't hide it. */
  readonly refreshing: { readonly answerBy: number } | undefined
  /** Refreshes that failed since the last one that went well. */
  readonly failures: number
  /** No refresh before this time. */
  readonly retryAt: number
  /** Why the last refresh failed. */
  readonly failure: RenewalFailure | undefined
  /** Why the consent is over, in words; nothing is tried any more. */
  readonly lost: string | undefined
}

export interface RenewalFailure {
  /** Words for people. */
  readonly reason: string
  /** What callers are told to the letter, where that is known; nobody waits for a second try of what isn't retriable. */
  readonly error?: ErrorData
  /** Seconds that the token endpoint has asked to be left alone for. */
  readonly retryAfter?: number | undefined
}

export interface IssuedTokens {
  readonly sealedAccess: string
  readonly sealedRefresh: string | undefined
  readonly expiresAt: number | undefined
}

export type Step =
  /** The access token is good; `renew` where it is time to fetch the next one in the background. */
  | { readonly kind: 'use'; readonly renew: boolean }
  /** There is no good access token until a refresh has come back. */
  | { readonly kind: 'renew' }
  /** A refresh is not to be tried before `until`. */
  | { readonly kind: 'wait'; readonly until: number; readonly failure: RenewalFailure | undefined }
  | { readonly kind: 'lost'; readonly reason: string }

/** Longest and relative time by which a token is refreshed ahead of its end: five minutes, and a fifth of its life. */
const longestMargin = 300_000
const marginShare = 5
/** A token isn't sent any more when it has less than this to live, in milliseconds, so that none expires on its way. */
const transit = 5_000
/** How long the token endpoint may take, in milliseconds. An answer that is cut off may have been the only one. */
export const refreshTimeout = 30_000
/** A token that is refused sooner than this after it was issued isn't refused for its age. */
const tooFresh = 10_000
/** Wait after the first failed refresh; it doubles with each, up to the longest. Milliseconds. */
const firstWait = 1_000
const longestWait = 300_000
/** The same where credentials were refused: whoever has put them right at the provider waits no longer than this. */
const longestWaitOfCredentials = 15_000

export function firstTokens(grant: string, issued: IssuedTokens, now: number): TokenState {
  return {
    source: 'consent',
    grant,
    generation: 1,
    ...issued,
    issuedAt: now,
    refreshing: undefined,
    failures: 0,
    retryAt: 0,
    failure: undefined,
    lost: undefined,
  }
}

/** Credentials that no token was fetched with yet: what is in the place of one is over. */
export function noTokens(grant: string): TokenState {
  const none = { sealedAccess: '', sealedRefresh: undefined, expiresAt: 0 }
  return { ...firstTokens(grant, none, 0), source: 'credentials', generation: 0 }
}

/** What to do for somebody who needs a token; `refused` is the generation that the provider has just refused. */
export function nextStep(state: TokenState, now: number, refused?: number): Step {
  if (state.lost !== undefined) return { kind: 'lost', reason: state.lost }
  const revoked = refused === state.generation && now - state.issuedAt >= tooFresh
  const good = !revoked && !isOver(state, now)
  if (state.source === 'consent' && state.sealedRefresh === undefined) {
    return good
      ? { kind: 'use', renew: false }
      : { kind: 'lost', reason: 'its access has ended, and nothing renews it' }
  }
  const blocked = Math.max(state.retryAt, state.refreshing?.answerBy ?? 0)
  if (good) return { kind: 'use', renew: isDue(state, now) && blocked <= now }
  return blocked > now ? { kind: 'wait', until: blocked, failure: state.failure } : { kind: 'renew' }
}

function isOver({ expiresAt, issuedAt }: TokenState, now: number): boolean {
  return expiresAt !== undefined && expiresAt - Math.min(transit, (expiresAt - issuedAt) / marginShare) <= now
}

function isDue({ expiresAt, issuedAt }: TokenState, now: number): boolean {
  return expiresAt !== undefined && expiresAt - Math.min(longestMargin, (expiresAt - issuedAt) / marginShare) <= now
}

/** A refresh is about to leave. */
export function refreshBegun(state: TokenState, now: number): TokenState {
  return { ...state, refreshing: { answerBy: now + refreshTimeout } }
}

/** A refresh of `generation` has come back; one that was overtaken, or is of another consent, changes nothing. */
export function refreshed(state: TokenState, of: TokenOf, issued: IssuedTokens, now: number): TokenState {
  if (!isOf(state, of) || state.lost !== undefined) return state
  return {
    ...firstTokens(state.grant, issued, now),
    source: state.source,
    generation: state.generation + 1,
    // A provider whose refresh tokens stay says nothing of them again.
    sealedRefresh: issued.sealedRefresh ?? state.sealedRefresh,
  }
}

/** A refresh has failed, and nobody knows whether for good. `random` is from 0 to 1. */
export function refreshFailed(
  state: TokenState,
  of: TokenOf,
  failure: RenewalFailure,
  now: number,
  random: number,
): TokenState {
  if (!isOf(state, of)) return state
  const longest = failure.error?.facts.retriable === false ? longestWaitOfCredentials : longestWait
  const wait = Math.min(longest, firstWait * 2 ** Math.min(state.failures, 16))
  const asked = Math.min(longest, (failure.retryAfter ?? 0) * 1_000)
  // Half of it is certain, so that a provider in trouble is left alone; the other half spreads those who wait.
  const retryAt = now + Math.max(asked, wait / 2) + (wait / 2) * random
  return { ...state, refreshing: undefined, failures: state.failures + 1, retryAt, failure }
}

/** The provider has said that the refresh token is no good. */
export function consentLost(state: TokenState, of: TokenOf, reason: string): TokenState {
  return isOf(state, of) ? { ...state, refreshing: undefined, lost: reason } : state
}

/** Which tokens an answer is about. */
export type TokenOf = Pick<TokenState, 'grant' | 'generation'>

function isOf(state: TokenState, of: TokenOf): boolean {
  return state.grant === of.grant && state.generation === of.generation
}

import type { UpstreamError } from '../errors/upstream-error.ts'

/** How often a call is sent at most. */
export const mostAttempts = 3

/** The wait before the second attempt is a random part of this, before the third of twice as much; in milliseconds. */
const backoff = 250

/** An attempt with less time than this isn't worth a wait, in milliseconds. */
export const shortestAttempt = 1_000

/** A failed attempt, and what there is to go on with. Times are milliseconds. */
export interface Attempted {
  /** Whether sending the request twice does no more than sending it once. */
  readonly safe: boolean
  /** How often it was sent so far. */
  readonly attempts: number
  /** Until the call's deadline. */
  readonly remaining: number
  /** How long a call may wait for its turn under a limit. */
  readonly patience: number
  /** From 0 to 1, 1 excluded. */
  readonly random: number
}

/**
 * How many milliseconds to wait until a failed attempt is repeated; undefined where it is not: since it might do harm or
 * can't help, was tried often enough, or won't be in time. Full jitter, as
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ has it, on top of what the provider asks for.
 */
export function waitBeforeRetry(error: UpstreamError, attempted: Attempted): number | undefined {
  const { safe, attempts, remaining, patience, random } = attempted
  const limited = isProviderLimit(error)
  // A request over a limit was refused whole, so it did nothing; of any other failure nobody knows.
  if (!limited && !(safe && isUnavailable(error))) return undefined
  if (attempts >= mostAttempts) return undefined
  const { 'Retry-After': seconds = '0' } = error.headers
  const asked = Number(seconds) * 1_000
  if (limited && asked > patience) return undefined
  const wait = Math.round(asked + random * backoff * 2 ** (attempts - 1))
  return wait + shortestAttempt <= remaining ? wait : undefined
}

/** Whether a provider has answered, with a no, rather than that it can't. */
export function isAnswer(error: UpstreamError): boolean {
  return !isProviderLimit(error) && !isUnavailable(error)
}

/**
 * Whether a refusal tells what became of the attempts before it, of which nobody knew: the provider recognises the
 * write, so it would have said yes if one of them had taken effect. Who refuses before looking at the write (its
 * credentials, a limit), or because another attempt is still at work (409), says nothing of that.
 */
export function settlesEarlierAttempts({ code, details }: UpstreamError): boolean {
  return details.outcome !== 'rejected' || (code === 'provider_rejected' && details.providerStatus !== 409)
}

function isProviderLimit({ code, details }: UpstreamError): boolean {
  return code === 'rate_limited' && details.source === 'provider'
}

function isUnavailable({ code }: UpstreamError): boolean {
  return code === 'integration_unavailable'
}

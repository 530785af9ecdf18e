import { UpstreamError } from '../errors/upstream-error.ts'
import type { HeldBack, MeterAnswer, Snapshot } from './ports.ts'

/** The errors of calls that were not sent, because of a limit, a pause or an open circuit. */

export function limited(
  snapshot: Snapshot,
  { retryAfter, tightest }: Extract<MeterAnswer, { kind: 'refused' }>,
): UpstreamError {
  const seconds = secondsOf(retryAfter)
  const policy: Record<string, string> =
    tightest === undefined ? {} : { 'RateLimit-Policy': `"integration";q=${tightest.limit};w=${tightest.window}` }
  const allowed = tightest === undefined ? 'its limit' : `${tightest.limit} calls in ${tightest.window} s`
  return new UpstreamError('rate_limited', {
    reason: `The integration ${snapshot.id} has used up ${allowed}.`,
    suggestion: 'Wait as long as `Retry-After` says, or raise `config.rateLimit` where the provider grants more.',
    source: 'upstream',
    outcome: 'not_sent',
    headers: { 'Retry-After': String(seconds), RateLimit: `"integration";r=0;t=${seconds}`, ...policy },
  })
}

export function heldBack({ provider }: Snapshot, held: HeldBack): UpstreamError {
  const seconds = secondsOf(held.retryAfter)
  if (held.kind === 'paused') {
    return new UpstreamError('rate_limited', {
      reason: `${provider.name} has said that its limit is used up, so nothing is sent until it has more.`,
      source: 'provider',
      outcome: 'not_sent',
      headers: { 'Retry-After': String(seconds), RateLimit: `"provider";r=0;t=${seconds}` },
    })
  }
  const { failed, calls } = held.why
  const share = failed === calls ? `the last ${calls} calls` : `${failed} of the last ${calls} calls`
  return new UpstreamError('integration_unavailable', {
    reason: `The circuit to ${provider.name} is open: it failed ${share}, so nothing is sent until it has recovered.`,
    suggestion: 'Wait as long as `Retry-After` says; one call at a time is then let through to try.',
    status: 503,
    outcome: 'not_sent',
    headers: { 'Retry-After': String(seconds) },
  })
}

export function tooMany({ id, provider }: Snapshot, limit: number): UpstreamError {
  return new UpstreamError('rate_limited', {
    reason: `${provider.name} serves ${limit} calls at once, and as many of the integration ${id} are on their way.`,
    source: 'upstream',
    outcome: 'not_sent',
    headers: { 'Retry-After': '1' },
  })
}

function secondsOf(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000))
}

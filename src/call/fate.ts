import type { ErrorCode, Outcome } from '../errors/table.ts'
import { UpstreamError } from '../errors/upstream-error.ts'

/** What became of a call, for its caller and for what is known of the provider's health. */
export interface CallFate {
  /** The HTTP status that the caller gets. */
  readonly status: number
  readonly outcome: Outcome
  readonly code: ErrorCode | undefined
  readonly health: Health
}

/** Whether the provider answered, whatever it said, or failed to; `unknown` where the call tells nothing of it. */
export type Health = 'answered' | 'failed' | 'unknown'

export const success: CallFate = { status: 200, outcome: 'succeeded', code: undefined, health: 'answered' }

export function fateOf(thrown: unknown): CallFate {
  if (!(thrown instanceof UpstreamError)) {
    return { status: 500, outcome: 'uncertain', code: 'internal_error', health: 'unknown' }
  }
  const { code, status, details } = thrown
  return { status, outcome: details.outcome ?? 'uncertain', code, health: healthOf(thrown) }
}

function healthOf({ code, details }: UpstreamError): Health {
  // Where there was no token, the provider's API was never asked; its token endpoint has a cool-down of its own.
  if (code === 'integration_unavailable') return details.outcome === 'not_sent' ? 'unknown' : 'failed'
  return details.providerStatus !== undefined || details.outcome === 'succeeded' ? 'answered' : 'unknown'
}

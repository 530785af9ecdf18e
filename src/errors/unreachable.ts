import { type ErrorFacts, UpstreamError } from './upstream-error.ts'

/** What is special about one part that was away. */
export type Unreached = Partial<Pick<ErrorFacts, 'reason' | 'suggestion' | 'outcome'>>

/**
 * A part of the gateway itself is away. Unless it is said otherwise, it was needed before anything was sent or changed. What
 * the part said of itself is for the log alone.
 */
export function unreachable(part: string, cause: unknown, facts: Unreached = {}): UpstreamError {
  return new UpstreamError(
    'internal_error',
    {
      reason: `The gateway couldn't reach ${part}.`,
      suggestion: 'Nothing was sent or changed: wait as long as `Retry-After` says, then send the request again.',
      status: 503,
      retriable: true,
      outcome: 'not_sent',
      headers: { 'Retry-After': '1' },
      ...facts,
    },
    { cause },
  )
}

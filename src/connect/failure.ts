import { UpstreamError } from '../errors/upstream-error.ts'

/** Why a consent didn't come about, by the code that the org's page gets as `error`. What each means is in docs/connect.md. */
export const connectFailures = {
  state_invalid: 'The state is none that this deployment has made.',
  state_used: 'This attempt was finished before, or never begun.',
  state_expired: 'This attempt took too long.',
  browser_mismatch: 'This attempt was begun in another browser.',
  issuer_mismatch: 'The answer comes from another authorization server than the one that was asked.',
  signature_invalid: "The provider's signature over its answer is missing or wrong.",
  consent_denied: 'Access was not granted.',
  provider_error: 'The provider ended the attempt with an error.',
  integration_changed: 'The integration was changed or shut down while consent was asked for.',
  code_refused: 'The provider refused the code that it had given itself.',
  app_refused: "The provider refused the app's client id or secret.",
  token_unreadable: 'The token endpoint answered with something that is no token.',
  return_url_refused: 'A browser may not be sent back to this URL.',
  token_unavailable: "The token endpoint couldn't be reached, or failed.",
  account_refused: 'The account is none that the integration can work with.',
} as const

export type ConnectFailureCode = keyof typeof connectFailures

/** The consent didn't come about, for a reason that a person understands. */
export class ConnectFailure extends Error {
  readonly code: ConnectFailureCode

  constructor(code: ConnectFailureCode, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? connectFailures[code] : `${connectFailures[code]} ${detail}`, options)
    this.name = 'ConnectFailure'
    this.code = code
  }
}

/** The same as an answer, for a browser that can't be sent anywhere else. */
export function refusedHere(failure: ConnectFailure): UpstreamError {
  return new UpstreamError(
    'invalid_request',
    {
      reason: failure.message,
      suggestion: 'Begin again: ask the program that sent you here for a new link.',
      connectError: failure.code,
    },
    { cause: failure },
  )
}

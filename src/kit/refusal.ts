/**
 * How a provider says no, told apart by who has to act:
 * `rejected` the caller (a declined card, an unknown id), `credentials` whoever configured the integration,
 * `rate-limited` nobody, wait, `unavailable` the provider.
 */
export interface Refusal {
  readonly kind: 'rejected' | 'credentials' | 'rate-limited' | 'unavailable'
  /** The provider's own code, as it wrote it. */
  readonly code?: string | undefined
  /** The provider's own words. */
  readonly message: string
  /** Seconds until a retry makes sense, where the provider says so in the body rather than in a header. */
  readonly retryAfter?: number | undefined
}

/** What a refusal is recognised from. `body` is parsed JSON, or the text where it was none. */
export interface ProviderAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Recognises this provider's own error shape and nothing else; `undefined` means the answer is no refusal of that shape. */
export type RefusalReader = (answer: ProviderAnswer) => Refusal | undefined

/** The kind that a bare HTTP status stands for; providers use it where their body adds nothing to it. */
export function kindOfStatus(status: number): Refusal['kind'] {
  if (status === 401 || status === 403) return 'credentials'
  if (status === 429) return 'rate-limited'
  if (status >= 500) return 'unavailable'
  return 'rejected'
}

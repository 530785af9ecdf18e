/**
 * What a provider of the sandbox is written in.
 *
 * The sandbox plays the thirty providers on one machine. It is written from their documentation and never imports
 * `src/`: a mistake in a provider's definition must meet a stranger here, not a mirror.
 */

/** One request as it arrived, with the URL that the caller meant (`https://api.stripe.com/v1/charges`). */
export interface Exchange {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  /** The raw body as text; empty when there was none. */
  readonly body: string
  /** The time of the request, so that providers stay free of the clock. */
  readonly now: Date
  /** A fresh random identifier of `length` characters from `[A-Za-z0-9]`. */
  readonly randomId: (length: number) => string
}

/** What an account has created. Lives in a Durable Object, one per provider and account. */
export interface State {
  get<T>(kind: string, id: string): T | undefined
  put(kind: string, id: string, value: object): void
  delete(kind: string, id: string): void
  /** Newest first. */
  list<T>(kind: string): T[]
}

/** Who is calling: the account that the credentials belong to, or the provider's own refusal. */
export type Authentication = { readonly account: string } | { readonly refusal: Response }

export interface SandboxProvider {
  readonly id: string
  /** Host names answered, as literals or anchored patterns. */
  readonly hosts: readonly (string | RegExp)[]
  authenticate(exchange: Exchange): Authentication
  handle(exchange: Exchange, state: State): Response
  /** The provider's own "too many requests"; answered where a request contains `sandbox-rate-limited`. */
  rateLimited(exchange: Exchange): Response
  /** The provider's own "our side failed" (5xx); answered where a request contains `sandbox-outage`. */
  outage(exchange: Exchange): Response
}

import type { Query } from '../../src/kit/request.ts'

/** A request as it would go out, except for the credentials. */
export interface WireRequest {
  readonly method: string
  /** Percent-encoded, without query. */
  readonly path: string
  readonly query: Query
  /** Names in lower case; the provider's own headers and the request's. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: WireBody | undefined
}

export interface WireBody {
  readonly contentType: string
  readonly text: string
}

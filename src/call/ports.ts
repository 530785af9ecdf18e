import type { Auth } from '../kit/auth.ts'
import type { Provider } from '../kit/provider.ts'
import type { Secret } from '../kit/secret.ts'
import type { PublicValues } from '../kit/server.ts'

/** An integration as a call needs it: decrypted, parsed, of one version. Only active ones come this far. */
export interface Snapshot {
  readonly org: string
  readonly id: string
  readonly version: number
  readonly provider: Provider
  /** How its requests are signed. */
  readonly auth: Auth
  /** The parsed config without its secrets. */
  readonly config: PublicValues
  readonly secrets: ReadonlyMap<string, Secret>
  /** The consent of an account, where the integration works with one rather than with credentials of its own. */
  readonly consent: Consent | undefined
  readonly limits: readonly Limit[]
  /** How long a call may wait for these limits, in milliseconds, before it is refused. */
  readonly patience: number
}

export interface Consent {
  /** Names its tokens in the integration's Durable Object. */
  readonly grant: string
  /** The wrapped data key of the org, with which they are sealed. */
  readonly dataKey: string | undefined
}

/** A token that requests are signed with; `generation` tells it from those before and after it. */
export interface AccessToken {
  readonly secret: Secret
  readonly generation: number
}

/** Where access tokens come from, for the schemes that need one. */
export interface TokenSource {
  /** A token that this isolate may use without asking. */
  peek(snapshot: Snapshot): AccessToken | undefined
  /** Fetches one; `refused` is the one that the provider has just refused. Throws where there is none to be had. */
  fetch(snapshot: Snapshot, signal: AbortSignal, refused?: AccessToken): Promise<AccessToken | undefined>
}

/** At most `limit` calls in any `window` seconds. */
export interface Limit {
  readonly limit: number
  readonly window: number
}

/** Finds what a reference means; throws `integration_not_found` or `integration_inactive`. */
export interface Resolver {
  /** What this isolate holds, without leaving it; it may be of an older version. */
  peek(org: string, reference: string): Snapshot | undefined
  load(org: string, reference: string): Promise<Snapshot>
}

export interface Meter {
  /** Takes a permit that this isolate holds. */
  take(snapshot: Snapshot): boolean
  /** Asks for permits and takes one. */
  lease(snapshot: Snapshot): Promise<MeterAnswer>
  record(snapshot: Snapshot, call: MeteredCall): void
}

export type MeterAnswer =
  | { readonly kind: 'admitted' }
  /** A newer version of the integration is in force. */
  | { readonly kind: 'stale' }
  | {
      readonly kind: 'refused'
      readonly retryAfter: number
      readonly tightest: (Limit & { readonly remaining: number }) | undefined
    }

export interface MeteredCall {
  readonly operation: string
  readonly succeeded: boolean
  /** Milliseconds. */
  readonly duration: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Writes that a caller has given an Idempotency-Key. */
export interface WriteLedger {
  open(snapshot: Snapshot, operation: string, key: string): KeyedWrite
}

export interface KeyedWrite {
  begin(fingerprint: string, resumable: boolean): Promise<WriteBegun>
  /** Keeps the answer for a day. */
  settle(answer: string): Promise<void>
  /** Forgets the write, so that it may be sent again. */
  release(): Promise<void>
}

export type WriteBegun =
  | { readonly kind: 'begun' | 'in-flight' | 'lost' | 'other-request' }
  | { readonly kind: 'answered'; readonly answer: string }

export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export type Send = (request: WireRequest, signal: AbortSignal) => Promise<Response>

/** Milliseconds since 1970. */
export type Clock = () => number

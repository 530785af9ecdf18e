import type { UpstreamError } from '../errors/upstream-error.ts'
import type { Provider } from '../kit/provider.ts'
import type { Secret } from '../kit/secret.ts'
import type { PublicValues } from '../kit/server.ts'

/** An integration as a call needs it: decrypted, parsed, of one version. Only active ones come this far. */
export interface Snapshot {
  readonly org: string
  readonly id: string
  readonly version: number
  readonly provider: Provider
  /** The parsed config without its secrets. */
  readonly config: PublicValues
  readonly secrets: ReadonlyMap<string, Secret>
  readonly limits: readonly Limit[]
  /** How long a call may wait for these limits, in milliseconds, before it is refused. */
  readonly patience: number
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
  /** Whoever grants permits can't be reached. */
  | { readonly kind: 'away'; readonly error: UpstreamError }
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

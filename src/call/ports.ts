import type { Outcome } from '../errors/table.ts'
import type { UpstreamError } from '../errors/upstream-error.ts'
import type { SingleAuth } from '../kit/auth.ts'
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
  readonly auth: SingleAuth
  /** The parsed config without its secrets. */
  readonly config: PublicValues
  readonly secrets: ReadonlyMap<string, Secret>
  /** Where its calls are signed with access tokens that the integration's Durable Object owns. */
  readonly access: Access | undefined
  readonly limits: readonly Limit[]
  /** How long a call may wait for these limits, in milliseconds, before it is refused. */
  readonly patience: number
}

/** What access tokens stand for: the consent of an account, or the credentials in the integration's own config. */
export interface Access {
  readonly kind: 'consent' | 'credentials'
  /** Names the tokens in the integration's Durable Object. */
  readonly grant: string
  /** The wrapped data key of the org, with which they are sealed, where it has been read. */
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

/** Goes on with what was begun to be read, for a caller who has proven to be of the org. */
export type ReadAhead = () => Promise<Snapshot>

/** Finds what a reference means; throws `integration_not_found` or `integration_inactive`. */
export interface Resolver {
  /** What this isolate holds, without leaving it; it may be of an older version. */
  peek(org: string, reference: string): Snapshot | undefined
  /** What is stored; whoever asks at the same time shares the answer. */
  find(org: string, reference: string): Promise<Snapshot>
  /** What is stored by now, where what was found is known to be old. */
  load(org: string, reference: string): Promise<Snapshot>
  /**
   * Begins to read what a reference means for a caller who isn't known yet: nothing of it is opened, kept or told before
   * the answer is asked for. Undefined where the isolate holds it.
   */
  readAhead(org: string, reference: string): ReadAhead | undefined
}

export interface Meter {
  /** Takes a permit that this isolate holds, where nothing is known that holds calls back. */
  take(snapshot: Snapshot, operation: string): boolean
  /** Asks for permits and takes one. */
  lease(snapshot: Snapshot, operation: string): Promise<MeterAnswer>
  record(snapshot: Snapshot, call: MeteredCall): void
  /** Holds calls back until a moment (milliseconds since 1970): those of an operation, or of the whole integration. */
  pause(snapshot: Snapshot, operation: string | undefined, until: number): void
  /** Takes a place among the calls that the provider serves at once, waiting for one where that won't take long. */
  enter(snapshot: Snapshot, operation: string, limit: number): Promise<EntryAnswer>
}

/** `retryAfter` is in milliseconds. */
export type MeterAnswer =
  /** `probe`: the call is the one that tries whether the provider has recovered, under this number. */
  | { readonly kind: 'admitted'; readonly probe: number | undefined }
  /** A newer version of the integration is in force. */
  | { readonly kind: 'stale' }
  /** Whoever grants permits can't be reached. */
  | { readonly kind: 'away'; readonly error: UpstreamError }
  | {
      readonly kind: 'refused'
      readonly retryAfter: number
      readonly tightest: (Limit & { readonly remaining: number }) | undefined
    }
  | HeldBack

export type HeldBack =
  /** The circuit is open: so many of so many calls had failed. */
  | {
      readonly kind: 'open'
      readonly retryAfter: number
      readonly why: { readonly failed: number; readonly calls: number }
    }
  /** The provider has asked to be left alone. */
  | { readonly kind: 'paused'; readonly retryAfter: number }

export type EntryAnswer =
  | { readonly kind: 'entered'; readonly leave: () => void }
  /** As many calls as the provider serves at once are on their way. */
  | { readonly kind: 'busy' }
  | HeldBack

export interface MeteredCall {
  readonly operation: string
  readonly succeeded: boolean
  /** Milliseconds. */
  readonly duration: number
  /** When it ended, in milliseconds since 1970. */
  readonly at: number
  /** The HTTP status that the caller gets. */
  readonly status: number
  /** How often a request was sent for it. */
  readonly attempts: number
  readonly outcome: Outcome
  /** The error that the caller gets; undefined where the call succeeded. */
  readonly code: string | undefined
  readonly requestId: string
  /** Whether the provider answered, failed to, or the call tells nothing of it. */
  readonly health: 'answered' | 'failed' | 'unknown'
  /** The number under which it was admitted to try an open circuit. */
  readonly probe: number | undefined
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

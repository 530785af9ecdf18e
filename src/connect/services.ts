import type { Access, Send } from '../call/ports.ts'
import type { Database } from '../db/database.ts'
import type { IntegrationServices } from '../integrations/services.ts'
import type { Attempt, AttemptRefusal } from './attempt.ts'
import type { App } from './token-endpoint.ts'
import type { IssuedTokens, RenewalFailure } from './token-state.ts'

/** What the connect flow needs. The gateway wires it. */
export interface ConnectServices extends IntegrationServices {
  readonly db: Database
  readonly seals: Seals
  /** The integration's Durable Object: the only owner of its attempts and tokens. */
  readonly owner: (org: string, integration: string) => ConnectionOwner
  readonly send: Send
  /** The deployment's own app at a provider. */
  readonly appOf: (provider: string) => App | undefined
  /** URLs that browsers may be sent back to. */
  readonly returnUrls: readonly string[]
  /** Where a browser reaches this URL: itself, but on one machine, where the sandbox stands in for providers. */
  readonly browse: (url: string) => string
  /** True on one machine, where everything is plain HTTP on loopback. */
  readonly local: boolean
  readonly sha256: (text: string) => Promise<string>
}

/** Seals texts of an org; `associated` says what they are, and has to be said again to open them. */
export interface Seals {
  /** `dataKey` is the org's wrapped data key, where the caller has just read it. */
  seal(org: string, associated: string, text: string, dataKey?: string): Promise<string>
  /** Throws where the text was sealed for something else, or not at all. */
  open(org: string, associated: string, sealed: string, dataKey?: string): Promise<string>
}

/** Whose tokens they are: part of what they are sealed as. */
export interface TokenOwner {
  readonly org: string
  readonly integration: string
}

export interface ConnectionOwner {
  beginAttempt(attempt: Attempt): Promise<void>
  openAttempt(id: string, browser: string): Promise<Attempt | AttemptRefusal>
  takeAttempt(id: string, browser: string | undefined): Promise<Attempt | AttemptRefusal>
  /** Takes the tokens of a new consent; those of the one in force stay beside them until it is confirmed. */
  adopt(owner: TokenOwner, grant: string, issued: IssuedTokens): Promise<void>
  /** The integration works with this consent from now on; the tokens of the one before are forgotten. */
  confirm(grant: string): Promise<void>
  /** Forgets the tokens, and answers them as they were. */
  forget(): Promise<SealedTokens | undefined>
  /** A token to sign with, refreshed where it has to be. `refused` is the generation that the provider has just refused. */
  token(owner: TokenOwner, access: NamedAccess, refused: number | undefined): Promise<TokenAnswer>
}

export type NamedAccess = Pick<Access, 'kind' | 'grant'>

/** What the object hands out to isolates of the tokens that it owns; they stay sealed. */
export interface LeasedToken {
  readonly grant: string
  readonly generation: number
  readonly sealedAccess: string
}

export interface SealedTokens extends LeasedToken {
  readonly sealedRefresh: string | undefined
}

export type TokenAnswer =
  | ({ readonly kind: 'token' } & LeasedToken)
  /** No refresh before this many milliseconds have passed. */
  | { readonly kind: 'wait'; readonly milliseconds: number; readonly failure: RenewalFailure | undefined }
  | { readonly kind: 'lost'; readonly reason: string }
  /** The object has no tokens of this consent, or of a newer version of the credentials. */
  | { readonly kind: 'gone' }

/** What a sealed token is sealed as, so that it opens nowhere else. */
export function tokenLabel(
  org: string,
  integration: string,
  { grant, generation }: { readonly grant: string; readonly generation: number },
  which: 'access' | 'refresh',
): string {
  return `token|${org}|${integration}|${grant}|${generation}|${which}`
}

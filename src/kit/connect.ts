import type { SingleAuth } from './auth.ts'
import type { Path } from './path.ts'
import type { PublicValues, Server } from './server.ts'

/**
 * How an account gives its consent, as data: the authorization code grant (RFC 6749 section 4.1) with what each provider
 * does otherwise. Nothing here is a flow; what runs it knows these fields and no provider.
 */
export interface Connect<Field extends string = string> {
  /** The provider's page about its authorization. */
  readonly docs: string
  /** Where the browser is sent. */
  readonly authorize: Endpoint
  /** Where codes and refresh tokens are exchanged. */
  readonly token: TokenEndpoint
  /** Where consent is taken back; undefined where the provider has no such place. */
  readonly revoke?: RevocationEndpoint
  /** RFC 9207: the `iss` that the provider sends to the callback, where it sends one. */
  readonly issuer?: string
  /** RFC 7636 with S256; false only where the provider refuses the parameters or ignores them. */
  readonly pkce: boolean
  /** The permissions that the operations need; those of some providers depend on the config. */
  readonly scopes: readonly string[] | ((config: PublicValues) => readonly string[])
  /** Between the scopes; RFC 6749 has a space. */
  readonly scopeSeparator?: ',' | ' '
  /** Further parameters of the authorization request, such as `access_type=offline`. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly refresh: RefreshRules
  /**
   * The program that asks for consent, by the config fields in which an org brings its own. Without one of its own an org
   * uses the deployment's.
   */
  readonly app: AppFields<Field>
  /** Config fields that a connection stands in for, such as a pasted token: there while there is no connection. */
  readonly replaces: readonly Field[]
  /** Config fields that the consent tells, such as the company that was chosen: needed, and not asked for beforehand. */
  readonly learned: readonly Field[]
  /** Config fields that the callback tells before the code is exchanged: a data centre decides where. */
  readonly early?: (callback: Parameters) => PublicValues
  /** What is read with the new token, to learn whose account it is. */
  readonly profile?: Profile
  readonly learn: (consent: Consent) => Learned
  /** A signature over the callback's parameters, beside `state`. */
  readonly callbackSignature?: CallbackSignature
  /** How requests are signed with the token, as the field `accessToken`; the provider's own `auth` where it isn't said. */
  readonly auth?: SingleAuth<Field | 'accessToken'>
}

export interface Endpoint {
  /** The provider's own server where it isn't said. */
  readonly server?: Server
  readonly path: Path | ((config: PublicValues) => Path)
}

export interface TokenEndpoint extends Endpoint {
  /**
   * How the program proves itself: HTTP Basic, both parameters in a form, both in a JSON body, or by its id alone (with
   * PKCE). RFC 6749 section 2.3.1.
   */
  readonly authentication: 'basic' | 'form' | 'json' | 'none'
  /** Error codes, beside `invalid_grant`, by which the provider says that a code or a refresh token is no good. */
  readonly refusals?: readonly string[]
  /** Further parameters of the exchange of a code. */
  readonly codeParameters?: Readonly<Record<string, string>>
  /** Whether a refresh names the `redirect_uri` too, as the exchange of a code does. */
  readonly redirectWithRefresh?: boolean
  /** The field of the answer that says when the access token expires (ISO 8601), where `expires_in` doesn't say how soon. */
  readonly expiresAt?: string
  /** The error of RFC 6749 section 5.2 that a refusal stands for, where the provider writes it otherwise. */
  readonly refusal?: (status: number, body: unknown) => TokenError | undefined
}

export type TokenError = 'invalid_request' | 'invalid_client' | 'invalid_grant'

/** RFC 7009, or what a provider has in its place. */
export interface RevocationEndpoint extends Endpoint {
  /** As at the token endpoint; or `client`: the secret as `Authorization: Client …`, its id in a JSON body. */
  readonly authentication: 'basic' | 'form' | 'json' | 'none' | 'client'
  /** Which of the two is revoked; the other one ends with it. */
  readonly token: 'refresh' | 'access'
  /** `token` in RFC 7009. */
  readonly parameter?: string
}

export interface RefreshRules {
  /**
   * What becomes of a refresh token that was used: `rotates` means that another takes its place and the old one is over,
   * `overlaps` that the old one works for a while yet, `stays` that it lives on, `none` that there is none because
   * access tokens don't expire.
   */
  readonly token: 'rotates' | 'overlaps' | 'stays' | 'none'
  /** Seconds that an access token lives where the answer doesn't say. */
  readonly accessLife: number | undefined
  /** Seconds that a refresh token lives unused; undefined where that is for ever, or until consent is taken back. */
  readonly refreshLife: number | undefined
}

export interface AppFields<Field extends string> {
  readonly clientId: Field | 'clientId'
  /** Undefined where programs have no secret. */
  readonly clientSecret: Field | 'clientSecret' | undefined
  /** Where the id ends in a field that goes on with more, such as the colon of `keystring:secret`. */
  readonly idEnds?: string
}

export interface Profile extends Endpoint {
  /** A GraphQL query, which is posted; everything else is got. */
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  /** How this one request is signed, where that isn't how others are. */
  readonly bearer?: boolean
}

export type Parameters = Readonly<Record<string, string>>

/** All that a consent has brought. */
export interface Consent {
  readonly callback: Parameters
  /** The answer of the token endpoint, without its tokens. */
  readonly token: Readonly<Record<string, unknown>>
  /** The answer of `profile`; undefined where there is none. */
  readonly profile: unknown
  readonly config: PublicValues
}

export interface Learned {
  /** Whose account it is, for people. */
  readonly account: Account
  /** Config fields, of those that are `learned`. */
  readonly config?: PublicValues
}

export interface Account {
  readonly id: string
  readonly name?: string | undefined
}

/** A hash of the other parameters, sorted and joined as `name=value&…`, keyed with the secret of the program. */
export interface CallbackSignature {
  readonly parameter: string
  readonly hash: 'SHA-256'
  readonly encoding: 'hex'
}

/** Thrown by `learn` where the account isn't one that the integration can work with; the message is for people. */
export class AccountRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AccountRefused'
  }
}

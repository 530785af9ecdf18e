import type { Fields } from '../http.ts'
import type { Exchange } from '../provider.ts'
import type { IssuedToken } from './issued-token.ts'

/** A host and a path, `connect.squareup.com/oauth2/token`, or an anchored pattern of both. */
export type Place = string | RegExp

/** How a program proves itself at the token endpoint; `none` is its id alone. RFC 6749 section 2.3.1. */
export type ClientAuthentication = 'basic' | 'form' | 'json' | 'none'

/**
 * The authorization server of a provider, as its documentation has it: the authorization code grant (RFC 6749 section
 * 4.1), its refresh tokens and its revocation.
 *
 * Every client id and every secret are known unless they contain `invalid`. A client id that contains
 * `sandbox-short-lived` gets access tokens that live for two seconds.
 */
export interface AuthorizationServer {
  /** Who asks the account for its consent, for the page. */
  readonly name: string
  /** Whose account it is, for the page. */
  readonly account: string
  readonly authorize: Place
  readonly token: Place
  readonly revocation?: Revocation
  readonly scopes: ScopeRules
  readonly pkce: 'required' | 'optional' | 'ignored'
  /** What else an authorization request must have: the words of the refusal, or undefined. */
  readonly checkRequest?: (request: URLSearchParams) => string | undefined
  /** All parameters of the callback, made from `code` and `state`. */
  readonly callback?: (parameters: Parameters, client: string, exchange: Exchange) => Parameters
  /** What else an exchange of a code or a refresh token must have: the words of the refusal, or undefined. */
  readonly checkExchange?: (exchange: Exchange) => string | undefined
  readonly clientAuthentication: readonly ClientAuthentication[]
  /** Seconds; undefined is for ever. */
  readonly lives: { readonly code: number; readonly access: number | undefined; readonly refresh: number | undefined }
  readonly refresh: RefreshRule
  /** What tokens begin with. */
  readonly prefixes?: { readonly access?: string; readonly refresh?: string; readonly code?: string }
  /** What its requests may leave out, against RFC 6749: `grant_type` of a code, `redirect_uri` of the exchange. */
  readonly optional?: readonly ('response_type' | 'grant_type' | 'redirect_uri')[]
  /** Grants that the provider's own part answers at the same place, such as `client_credentials`. */
  readonly otherGrants?: readonly string[]
  /** Where an account is found by more than the client: the shop that a host names. */
  readonly accountOf?: (exchange: Exchange, client: string) => string
  /** The access token of a request to the API; a bearer token where it isn't said. */
  readonly tokenOf?: (exchange: Exchange) => string | undefined
  /** Whether a token of this server is one for this very request, such as for this shop; yes where it isn't said. */
  readonly isFor?: (token: IssuedToken, exchange: Exchange) => boolean
  /** The answer of the token endpoint; RFC 6749 section 5.1 where it isn't said. */
  readonly answer?: (tokens: Tokens, exchange: Exchange) => object
  /** A refusal of the token endpoint; RFC 6749 section 5.2 where it isn't said. */
  readonly refusal?: (refusal: TokenRefusal, exchange: Exchange) => Response
  /** The API's own word for an access token that has expired, whose consent was taken back, or that is for another account. */
  readonly tokenRefused: (exchange: Exchange, why: 'expired' | 'revoked' | 'foreign') => Response
}

export type Parameters = Readonly<Record<string, string>>

export interface ScopeRules {
  readonly known: readonly string[] | RegExp
  readonly separator: string | RegExp
  readonly required: boolean
}

/**
 * What becomes of a refresh token that was used. `rotates`: another takes its place, and it works for `grace` seconds
 * yet, though where `yields` no longer than until that other one is used; with `reuse: 'ends-consent'` its use after that
 * costs the consent. `stays`: it is answered again. `none`: no refresh tokens.
 */
export type RefreshRule =
  | {
      readonly kind: 'rotates'
      readonly grace: number
      readonly reuse: 'refused' | 'ends-consent'
      readonly yields?: boolean
    }
  | { readonly kind: 'stays' }
  | { readonly kind: 'none' }

/** RFC 7009, or what a provider has in its place. */
export interface Revocation {
  readonly place: Place
  readonly method: string
  /** The token that is named, an access or a refresh token. */
  readonly tokenOf: (exchange: Exchange) => string | undefined
  /** Whether the program has proved itself; RFC 7009 wants it. */
  readonly isAllowed: (exchange: Exchange) => boolean
  readonly answer: (outcome: 'revoked' | 'unknown' | 'not-allowed', exchange: Exchange) => Response
}

export interface Tokens {
  readonly access: string
  /** Undefined where there is none. */
  readonly refresh: string | undefined
  /** Seconds. */
  readonly accessLife: number | undefined
  readonly refreshLife: number | undefined
  readonly scopes: readonly string[]
  readonly client: string
  readonly grant: 'authorization_code' | 'refresh_token'
  /** What the request said. */
  readonly request: Fields
}

export interface TokenRefusal {
  readonly error:
    | 'invalid_request'
    | 'invalid_client'
    | 'invalid_grant'
    | 'unauthorized_client'
    | 'unsupported_grant_type'
  readonly description: string
}

export function isAt({ url }: Exchange, place: Place): boolean {
  const address = `${url.host}${url.pathname}`
  return typeof place === 'string' ? place === address : place.test(address)
}

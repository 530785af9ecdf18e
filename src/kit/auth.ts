import type { JsonValue } from './json.ts'
import type { Path } from './path.ts'
import type { PublicValues, Server } from './server.ts'

/**
 * How a request is signed, as data. Fields are names of the provider's config. This is the only place where a secret
 * meets a request; what signs knows these kinds and no provider.
 */
export type Auth<Field extends string = string> = SingleAuth<Field> | EitherAuth<Field>

export type SingleAuth<Field extends string = string> =
  | HeaderAuth<Field>
  | BasicAuth<Field>
  | BodyAuth<Field>
  | ClientCredentialsAuth<Field>
  | JwtBearerAuth<Field>
  | OAuth1Auth<Field>
  | AllAuth<Field>

/** `header: prefix + value`. */
export interface HeaderAuth<Field extends string> {
  readonly kind: 'header'
  readonly header: string
  readonly prefix: string
  readonly field: Field
}

/** RFC 7617. A side that is not a field is sent as the literal. */
export interface BasicAuth<Field extends string> {
  readonly kind: 'basic'
  readonly username: { readonly field: Field } | { readonly literal: string }
  readonly password: { readonly field: Field } | { readonly literal: string }
}

/** Credentials that travel inside a JSON body, at a place the provider decides. */
export interface BodyAuth<Field extends string> {
  readonly kind: 'body'
  readonly fields: readonly Field[]
  readonly write: (body: JsonValue, credential: (field: Field) => string) => JsonValue
}

/** RFC 6749 section 4.4: a token fetched with the client's own credentials, kept until shortly before it expires. */
export interface ClientCredentialsAuth<Field extends string> {
  readonly kind: 'client-credentials'
  readonly clientId: Field
  readonly clientSecret: Field
  /** Where tokens are issued, where that isn't the provider's own server. */
  readonly tokenServer?: Server
  readonly tokenPath: Path | ((config: PublicValues) => Path)
  /** RFC 6749 section 2.3.1: HTTP Basic, or both parameters in the form body; or, against it, in a JSON body. */
  readonly clientAuthentication: 'basic' | 'form' | 'json'
  /** Life of a token in seconds where the answer carries no `expires_in`. */
  readonly defaultLife: number
  /** Further parameters, such as `scope`; those of some providers depend on the config. */
  readonly parameters?: Readonly<Record<string, string>> | ((config: PublicValues) => Readonly<Record<string, string>>)
}

/**
 * RFC 7523 section 2.1: a token for an assertion that the client signs with a key of its own (RS256), kept until shortly
 * before it expires.
 */
export interface JwtBearerAuth<Field extends string> {
  readonly kind: 'jwt-bearer'
  /** The claims `iss` and `sub`: the client, and the user in whose name it acts. */
  readonly issuer: Field
  readonly subject: Field
  /** PKCS #8, in PEM or its base64 alone. */
  readonly privateKey: Field
  /** The claim `aud`. */
  readonly audience: (config: PublicValues) => string
  /** Seconds from now until the claim `exp`. */
  readonly assertionLife: number
  /** Where tokens are issued, where that isn't the provider's own server. */
  readonly tokenServer?: Server
  readonly tokenPath: Path | ((config: PublicValues) => Path)
  /** Life of a token in seconds where the answer carries no `expires_in`. */
  readonly defaultLife: number
}

/** The schemes by which the config alone brings an access token. */
export type FetchedAuth<Field extends string = string> = ClientCredentialsAuth<Field> | JwtBearerAuth<Field>

export function isFetched(auth: SingleAuth): auth is FetchedAuth {
  return auth.kind === 'client-credentials' || auth.kind === 'jwt-bearer'
}

/** RFC 5849: a signature over each request, by the program's own secret and the secret of the token that it was given. */
export interface OAuth1Auth<Field extends string> {
  readonly kind: 'oauth1'
  readonly consumerKey: Field
  readonly consumerSecret: Field
  readonly token: Field
  readonly tokenSecret: Field
  /** Of the HMAC. The RFC has SHA-1 only; SHA-256 is what providers have put in its place since. */
  readonly hash: 'SHA-1' | 'SHA-256'
}

/** Several credentials on one request, such as a key for the program beside a token for its user. */
export interface AllAuth<Field extends string> {
  readonly kind: 'all'
  readonly headers: readonly HeaderAuth<Field>[]
}

/** Several ways to sign, of which the config says which: the first whose fields are all there. */
export interface EitherAuth<Field extends string> {
  readonly kind: 'either'
  readonly alternatives: readonly [SingleAuth<Field>, ...SingleAuth<Field>[]]
}

export function bearer<const Field extends string>(field: Field): HeaderAuth<Field> {
  return { kind: 'header', header: 'Authorization', prefix: 'Bearer ', field }
}

export function headerKey<const Field extends string>(header: string, field: Field, prefix = ''): HeaderAuth<Field> {
  return { kind: 'header', header, prefix, field }
}

export function basic<const Field extends string>(
  username: BasicAuth<Field>['username'],
  password: BasicAuth<Field>['password'],
): BasicAuth<Field> {
  return { kind: 'basic', username, password }
}

export function inBody<const Field extends string>(
  fields: readonly Field[],
  write: BodyAuth<Field>['write'],
): BodyAuth<Field> {
  return { kind: 'body', fields, write }
}

export function clientCredentials<const Field extends string>(
  options: Omit<ClientCredentialsAuth<Field>, 'kind'>,
): ClientCredentialsAuth<Field> {
  return { kind: 'client-credentials', ...options }
}

export function jwtBearer<const Field extends string>(
  options: Omit<JwtBearerAuth<Field>, 'kind'>,
): JwtBearerAuth<Field> {
  return { kind: 'jwt-bearer', ...options }
}

export function either<const Field extends string>(
  ...alternatives: EitherAuth<Field>['alternatives']
): EitherAuth<Field> {
  return { kind: 'either', alternatives }
}

export function oauth1<const Field extends string>(options: Omit<OAuth1Auth<Field>, 'kind'>): OAuth1Auth<Field> {
  return { kind: 'oauth1', ...options }
}

export function all<const Field extends string>(...headers: readonly HeaderAuth<Field>[]): AllAuth<Field> {
  return { kind: 'all', headers }
}

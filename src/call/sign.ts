import type { BasicAuth, HeaderAuth, SingleAuth } from '../kit/auth.ts'
import { encodeBody } from '../kit/encode.ts'
import { mask } from '../kit/mask.ts'
import type { Body } from '../kit/request.ts'
import type { Secret } from '../kit/secret.ts'
import type { PublicValues } from '../kit/server.ts'
import type { WireRequest } from './ports.ts'

/** A request with everything but its credentials. */
export interface UnsignedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

/** A signed request, with its body as data too, so that it can be shown. */
export interface SignedRequest extends WireRequest {
  readonly source: Body
}

/** Where signatures come from: the real secrets for a call, their masks for a preview. */
export interface Credentials {
  /** The value of a config field. */
  value(field: string): string
  /** The user-id and password of RFC 7617, encoded. */
  pair(username: string, password: string): string
  /** What was got for the request beforehand: an access token, or the parameters of an OAuth 1.0 signature. */
  token(): string
}

/** Adds the credentials to a request, where the provider's scheme wants them. The same code signs calls and previews. */
export function sign(request: UnsignedRequest, auth: SingleAuth, credentials: Credentials): SignedRequest {
  switch (auth.kind) {
    case 'header':
      return wire(request, { [auth.header]: auth.prefix + credentials.value(auth.field) })
    case 'basic':
      return wire(request, {
        Authorization: `Basic ${credentials.pair(side(auth.username, credentials), side(auth.password, credentials))}`,
      })
    case 'client-credentials':
    case 'jwt-bearer':
      return wire(request, { Authorization: `Bearer ${credentials.token()}` })
    case 'oauth1':
      return wire(request, { Authorization: `OAuth ${credentials.token()}` })
    case 'all':
      return wire(request, Object.fromEntries(auth.headers.map((one) => headerOf(one, credentials))))
    case 'body': {
      if (request.body.kind !== 'json') throw new TypeError('credentials in a body need a JSON body')
      const value = auth.write(request.body.value, (field) => credentials.value(field))
      return wire({ ...request, body: { ...request.body, value } }, {})
    }
  }
}

function headerOf({ header, prefix, field }: HeaderAuth<string>, credentials: Credentials) {
  return [header, prefix + credentials.value(field)] as const
}

function side(source: BasicAuth<string>['username'], credentials: Credentials): string {
  return 'field' in source ? credentials.value(source.field) : source.literal
}

function wire(request: UnsignedRequest, authorization: Readonly<Record<string, string>>): SignedRequest {
  const encoded = encodeBody(request.body)
  const headers =
    encoded === undefined
      ? { ...request.headers, ...authorization }
      : { 'Content-Type': encoded.contentType, ...request.headers, ...authorization }
  return { method: request.method, url: request.url, headers, body: encoded?.text, source: request.body }
}

/** The field under which an account's access token is signed with. */
const connected = 'accessToken'

/** The credentials of a call. `token` is there once it was fetched or made. */
export function realCredentials(
  config: PublicValues,
  secrets: ReadonlyMap<string, Secret>,
  token: Secret | undefined,
): Credentials {
  return {
    value: (field) =>
      field === connected && token !== undefined ? token.reveal() : fieldValue(config, secrets, field),
    pair: (username, password) => base64(`${username}:${password}`),
    token() {
      if (token === undefined) throw new TypeError('the token is there before a request is signed')
      return token.reveal()
    },
  }
}

/** The credentials of a preview: what isn't secret as it is, the rest masked. */
export function maskedCredentials(
  config: PublicValues,
  secrets: ReadonlyMap<string, Secret>,
  hasConsent = false,
): Credentials {
  return {
    value(field) {
      if (hasConsent && field === connected) return '...'
      const value = fieldValue(config, secrets, field)
      return secrets.has(field) ? mask(value) : value
    },
    pair: () => '...',
    token: () => '...',
  }
}

function fieldValue(config: PublicValues, secrets: ReadonlyMap<string, Secret>, field: string): string {
  const value = secrets.get(field)?.reveal() ?? config[field]
  if (typeof value !== 'string') throw new TypeError(`the config has no ${field} to sign with`)
  return value
}

/** Base64 of the UTF-8 bytes, since a password may be any text. */
export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

import type { OAuth1Auth } from '../kit/auth.ts'
import { encodeForm } from '../kit/encode.ts'
import { Secret } from '../kit/secret.ts'
import { baseString, type Parameter, percentEncode } from './oauth1-base-string.ts'
import type { Credentials, UnsignedRequest } from './sign.ts'

/** What makes two signatures of one request differ. */
interface Moment {
  readonly nonce: string
  /** Seconds since 1970. */
  readonly timestamp: number
}

/** The parameters of an `Authorization: OAuth` header, the signature among them (RFC 5849 section 3.5.1). */
export async function oauth1Signature(
  request: UnsignedRequest,
  auth: OAuth1Auth<string>,
  credentials: Pick<Credentials, 'value'>,
  { nonce, timestamp }: Moment,
): Promise<Secret> {
  const protocol: readonly Parameter[] = [
    ['oauth_consumer_key', credentials.value(auth.consumerKey)],
    ['oauth_token', credentials.value(auth.token)],
    ['oauth_signature_method', `HMAC-${auth.hash.replace('-', '')}`],
    ['oauth_timestamp', String(timestamp)],
    ['oauth_nonce', nonce],
    ['oauth_version', '1.0'],
  ]
  const signed = baseString(request.method, request.url, [...protocol, ...formParameters(request)])
  const key = [auth.consumerSecret, auth.tokenSecret].map((field) => percentEncode(credentials.value(field))).join('&')
  const signature: Parameter = ['oauth_signature', await hmac(auth.hash, key, signed)]
  return new Secret([...protocol, signature].map(([name, value]) => `${name}="${percentEncode(value)}"`).join(', '))
}

/** Of the bodies, only a form is part of what is signed. */
function formParameters({ body }: UnsignedRequest): readonly Parameter[] {
  return body.kind === 'form' ? [...new URLSearchParams(encodeForm(body.fields))] : []
}

/** Section 3.4.2, in Base64. */
export async function hmac(hash: OAuth1Auth<string>['hash'], key: string, text: string): Promise<string> {
  const bytes = new TextEncoder()
  const algorithm = { name: 'HMAC', hash }
  const imported = await crypto.subtle.importKey('raw', bytes.encode(key), algorithm, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', imported, bytes.encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(signature)))
}

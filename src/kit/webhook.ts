/**
 * How a provider signs what it delivers, as data: enough to verify a delivery on its raw bytes. Nothing here is code of
 * one provider, so that a scheme can be shown, tested and looked up.
 */
export type WebhookScheme<Field extends string = string> =
  | HmacWebhook<Field>
  | CertificateWebhook
  | PublicKeyWebhook<Field>
  | KeySetWebhook
  | SharedSecretWebhook<Field>
  | TokenWebhook<Field>

interface Documented {
  /** The provider's page about the signature of its webhooks. */
  readonly docs: string
}

/** A hash of what was delivered, keyed with a secret of the config. */
export type HmacWebhook<Field extends string> = KeyedHash<Field> & SignaturePlace

type SignaturePlace = { readonly header: string } | { readonly formField: string }

interface KeyedHash<Field extends string> extends Documented {
  readonly kind: 'hmac'
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-512'
  /** Hexadecimal digits may be in either case. */
  readonly encoding: 'hex' | 'base64'
  /** How the key is made of the text of its field; `sha1` is the digest of that text. */
  readonly key: { readonly field: Field; readonly encoding: 'text' | 'hex' | 'base64' | 'sha1' }
  /** What is hashed, in order. */
  readonly content: readonly SignedPart[]
  /** What stands before a signature, such as `sha256=`; or, as `signer`, the name of the key: it is in that field. */
  readonly prefix?: string | { readonly signer: Field; readonly delimiter: string }
  /** What stands between several signatures; one that is right is enough. */
  readonly separator?: string
  /** Where the header is a list of pairs (`t=…,v1=…`), the names of the signature and of the time. */
  readonly pairs?: { readonly signature: string; readonly timestamp: string }
  readonly timestamp?: TimestampHeader
  /** Seconds that the time of a delivery may be off; undefined where it carries none, or the provider names no bound. */
  readonly tolerance?: number
}

interface TimestampHeader {
  readonly header: string
  /** `date` is text that says its zone: ISO 8601, or the form that HTTP has for dates. */
  readonly unit: 'seconds' | 'milliseconds' | 'date'
}

/**
 * `url` is the public URL of the delivery, `timestamp` the text of the time it was sent, `formField` one decoded field of
 * a form. `form-as-json` is the whole form as a JSON object in the order in which it came: all values text, a space after
 * each colon and comma, whatever isn't ASCII escaped.
 */
export type SignedPart =
  | 'body'
  | 'url'
  | 'method'
  | 'timestamp'
  | 'form-as-json'
  | { readonly formField: string }
  | { readonly literal: string }
  | { readonly header: string }

/** A signature by a certificate that a header names; its host must be one of `certificateHosts`. */
export interface CertificateWebhook extends Documented {
  readonly kind: 'certificate'
  readonly header: string
  readonly algorithm: 'RSASSA-PKCS1-v1_5-SHA256'
  readonly encoding: 'base64'
  readonly certificateHeader: string
  readonly certificateHosts: readonly string[]
  readonly content: readonly (SignedPart | 'crc32' | { readonly field: string })[]
}

/** A signature by a key whose public half is stored in the config. */
export interface PublicKeyWebhook<Field extends string> extends Documented {
  readonly kind: 'public-key'
  readonly header: string
  readonly algorithm: 'ECDSA-P256-SHA256'
  readonly encoding: 'base64'
  readonly key: Field
  readonly content: readonly SignedPart[]
  readonly timestamp?: TimestampHeader
}

/**
 * A signature by a key that a header names, of a JSON Web Key Set (RFC 7517) that the provider publishes. It proves that
 * the provider sent a delivery, not for whose account: only the address that it was sent to can say that.
 */
export interface KeySetWebhook extends Documented {
  readonly kind: 'key-set'
  readonly header: string
  readonly keyIdHeader: string
  readonly keySet: string
  readonly algorithm: 'RSASSA-PKCS1-v1_5-SHA256'
  readonly encoding: 'base64'
  readonly content: readonly SignedPart[]
  readonly timestamp: TimestampHeader
  readonly tolerance: number
}

/** The secret itself comes with every delivery, in a header; `basic` is a `username:password` as HTTP has it (RFC 7617). */
export interface SharedSecretWebhook<Field extends string> extends Documented {
  readonly kind: 'shared-secret'
  readonly header: string
  readonly encoding: 'text' | 'basic'
  readonly field: Field
}

/** The secret itself comes in the query, or as a member of the JSON body. */
export interface TokenWebhook<Field extends string> extends Documented {
  readonly kind: 'token'
  readonly place: 'body' | 'query'
  readonly name: string
  readonly field: Field
}

/** The config fields by which deliveries are verified: webhooks are enabled once all of them are stored. */
export function webhookFields(scheme: WebhookScheme): readonly string[] {
  switch (scheme.kind) {
    case 'hmac':
      return typeof scheme.prefix === 'object' ? [scheme.prefix.signer, scheme.key.field] : [scheme.key.field]
    case 'public-key':
      return [scheme.key]
    case 'key-set':
      return []
    case 'shared-secret':
    case 'token':
      return [scheme.field]
    case 'certificate':
      return scheme.content.flatMap((part) => (typeof part === 'object' && 'field' in part ? [part.field] : []))
  }
}

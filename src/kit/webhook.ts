/**
 * How a provider signs what it delivers, as data: enough to verify a delivery on its raw bytes. Nothing here is code of
 * one provider, so that a scheme can be shown, tested and looked up.
 */
export type WebhookScheme<Field extends string = string> =
  | HmacWebhook<Field>
  | CertificateWebhook
  | PublicKeyWebhook<Field>
  | SharedSecretWebhook<Field>
  | TokenWebhook<Field>

interface Documented {
  /** The provider's page about the signature of its webhooks. */
  readonly docs: string
}

/** A hash of what was delivered, keyed with a secret of the config. */
export interface HmacWebhook<Field extends string> extends Documented {
  readonly kind: 'hmac'
  readonly header: string
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-512'
  readonly encoding: 'hex' | 'base64'
  /** How the key is made of the text of its field. */
  readonly key: { readonly field: Field; readonly encoding: 'text' | 'hex' | 'base64' }
  /** What is hashed, in order. `url` is the public URL of the delivery; `timestamp` is the text of the time it was sent. */
  readonly content: readonly SignedPart[]
  /** What stands before the signature in its header, such as `sha256=`. */
  readonly prefix?: string
  /** Where the header is a list of pairs (`t=…,v1=…`), the names of the signature and of the time. */
  readonly pairs?: { readonly signature: string; readonly timestamp: string }
  readonly timestamp?: { readonly header: string; readonly unit: 'seconds' | 'milliseconds' }
  /** Seconds that a delivery may be old; undefined where it carries no time. */
  readonly tolerance?: number
}

export type SignedPart =
  | 'body'
  | 'url'
  | 'method'
  | 'timestamp'
  | { readonly literal: string }
  | { readonly header: string }

/** A signature by a certificate that a header names; its host must be one of `certificateHosts`. */
export interface CertificateWebhook extends Documented {
  readonly kind: 'certificate'
  readonly header: string
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
  readonly timestamp?: { readonly header: string; readonly unit: 'seconds' | 'milliseconds' }
}

/** The secret itself comes with every delivery, in a header or as basic authentication. */
export interface SharedSecretWebhook<Field extends string> extends Documented {
  readonly kind: 'shared-secret'
  readonly header: string
  readonly field: Field
}

/** The secret itself comes in the body or in the query. */
export interface TokenWebhook<Field extends string> extends Documented {
  readonly kind: 'token'
  readonly place: 'body' | 'query'
  readonly name: string
  readonly field: Field
}

/** The config field by which deliveries are verified: webhooks are enabled once it is stored. */
export function webhookField(scheme: WebhookScheme): string | undefined {
  switch (scheme.kind) {
    case 'hmac':
      return scheme.key.field
    case 'public-key':
      return scheme.key
    case 'shared-secret':
    case 'token':
      return scheme.field
    case 'certificate':
      return scheme.content.flatMap((part) => (typeof part === 'object' && 'field' in part ? [part.field] : [])).at(0)
  }
}

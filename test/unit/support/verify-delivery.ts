import { createHash, createHmac, createPublicKey, type JsonWebKey, timingSafeEqual, verify } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { isJsonObject, type JsonValue } from '../../../src/kit/json.ts'
import type { SignedPart, WebhookScheme } from '../../../src/kit/webhook.ts'

/** What a provider delivers to a webhook's address. */
export interface Delivery {
  readonly method: string
  /** The public URL that it was delivered to. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the one who verifies has: the stored config, the time in milliseconds, and what the provider publishes. */
export interface Verifier {
  readonly config: Readonly<Record<string, string>>
  readonly now: number
  /** Certificates (PEM) and key sets, by their addresses. */
  readonly certificates?: Readonly<Record<string, string>>
  readonly keySets?: Readonly<Record<string, readonly (JsonWebKey & { readonly kid: string })[]>>
}

type Part = SignedPart | 'crc32' | { readonly field: string }

/**
 * Verifies a delivery by nothing but the scheme: what can't be done here, can't be done by whoever receives webhooks. What
 * is missing or malformed is a no.
 */
export function verifies(scheme: WebhookScheme, verifier: Verifier, delivery: Delivery): boolean {
  const { config, now, certificates, keySets } = verifier
  const headers = new Headers(delivery.headers)
  const header = (name: string) => headers.get(name) ?? undefined
  const content = (parts: readonly Part[], timestamp?: string) => {
    const signed = parts.map((part) => textOf(part, { config, delivery, header, timestamp }))
    return signed.includes(undefined) ? undefined : signed.join('')
  }

  switch (scheme.kind) {
    case 'hmac': {
      const place = 'header' in scheme ? header(scheme.header) : formOf(delivery).get(scheme.formField)
      const pairs = new URLSearchParams(scheme.pairs === undefined ? '' : place?.replaceAll(',', '&'))
      const timestamp = scheme.pairs ? (pairs.get(scheme.pairs.timestamp) ?? undefined) : timeOf(scheme, header)
      if (!isFresh(timestamp, scheme.timestamp?.unit ?? 'seconds', scheme.tolerance, now)) return false
      const prefix =
        typeof scheme.prefix === 'object' ? `${config[scheme.prefix.signer]}${scheme.prefix.delimiter}` : scheme.prefix
      const several = scheme.separator === undefined ? [place ?? ''] : (place ?? '').split(scheme.separator)
      const signatures = scheme.pairs ? pairs.getAll(scheme.pairs.signature) : several
      const secret = config[scheme.key.field]
      const signed = content(scheme.content, timestamp)
      if (secret === undefined || signed === undefined) return false
      const expected = createHmac(scheme.hash.replace('-', '').toLowerCase(), keyOf(secret, scheme.key.encoding))
        .update(signed)
        .digest()
      return signatures
        .filter((signature) => signature.startsWith(prefix ?? ''))
        .some((signature) => isSame(expected, Buffer.from(signature.slice(prefix?.length ?? 0), scheme.encoding)))
    }
    case 'public-key': {
      const timestamp = timeOf(scheme, header)
      const signed = content(scheme.content, timestamp)
      const signature = header(scheme.header)
      const key = config[scheme.key]
      if (signed === undefined || signature === undefined || key === undefined) return false
      const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
      return verify('sha256', Buffer.from(signed), publicKey, Buffer.from(signature, scheme.encoding))
    }
    case 'key-set': {
      const timestamp = timeOf(scheme, header)
      const signed = content(scheme.content, timestamp)
      const signature = header(scheme.header)
      const jwk = keySets?.[scheme.keySet]?.find(({ kid }) => kid === header(scheme.keyIdHeader))
      if (signed === undefined || signature === undefined || jwk === undefined) return false
      if (!isFresh(timestamp, scheme.timestamp.unit, scheme.tolerance, now)) return false
      const key = createPublicKey({ key: jwk, format: 'jwk' })
      return verify('sha256', Buffer.from(signed), key, Buffer.from(signature, scheme.encoding))
    }
    case 'certificate': {
      const address = header(scheme.certificateHeader) ?? ''
      const certificate = certificates?.[address]
      const signed = content(scheme.content)
      const signature = header(scheme.header)
      if (signed === undefined || signature === undefined || certificate === undefined) return false
      const { protocol, host } = new URL(address)
      if (protocol !== 'https:' || !scheme.certificateHosts.includes(host)) return false
      return verify('sha256', Buffer.from(signed), certificate, Buffer.from(signature, scheme.encoding))
    }
    case 'shared-secret': {
      const secret = config[scheme.field]
      if (secret === undefined) return false
      const expected = scheme.encoding === 'basic' ? `Basic ${Buffer.from(secret).toString('base64')}` : secret
      return isSame(Buffer.from(expected), Buffer.from(header(scheme.header) ?? ''))
    }
    case 'token': {
      const secret = config[scheme.field]
      const given = scheme.place === 'query' ? queryOf(delivery, scheme.name) : memberOf(delivery, scheme.name)
      return secret !== undefined && isSame(Buffer.from(secret), Buffer.from(given ?? ''))
    }
  }
}

interface Sources {
  readonly config: Verifier['config']
  readonly delivery: Delivery
  readonly header: (name: string) => string | undefined
  readonly timestamp: string | undefined
}

function textOf(part: Part, { config, delivery, header, timestamp }: Sources): string | undefined {
  if (part === 'body') return delivery.body
  if (part === 'url') return delivery.url
  if (part === 'method') return delivery.method
  if (part === 'timestamp') return timestamp
  if (part === 'crc32') return String(crc32(delivery.body))
  if (part === 'form-as-json') return asJson(formOf(delivery))
  if ('literal' in part) return part.literal
  if ('header' in part) return header(part.header)
  if ('formField' in part) return formOf(delivery).get(part.formField) ?? undefined
  return config[part.field]
}

function asJson(form: URLSearchParams): string {
  const members = [...form].map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  return `{${members.join(', ')}}`.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function timeOf(
  { timestamp }: { readonly timestamp?: { readonly header: string } },
  header: Sources['header'],
): string | undefined {
  return timestamp === undefined ? undefined : header(timestamp.header)
}

function isFresh(
  text: string | undefined,
  unit: 'seconds' | 'milliseconds' | 'date',
  tolerance: number | undefined,
  now: number,
): boolean {
  if (tolerance === undefined) return true
  const time = unit === 'date' ? Date.parse(text ?? '') : Number(text) * (unit === 'seconds' ? 1_000 : 1)
  return Math.abs(now - time) <= tolerance * 1_000
}

function keyOf(secret: string, encoding: 'text' | 'hex' | 'base64' | 'sha1'): Buffer {
  if (encoding === 'sha1') return createHash('sha1').update(secret).digest()
  return Buffer.from(secret, encoding === 'text' ? 'utf8' : encoding)
}

/** A signature of another length is a no, and no error. */
function isSame(expected: Buffer, given: Buffer): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given)
}

function formOf({ body }: Delivery): URLSearchParams {
  return new URLSearchParams(body)
}

function queryOf({ url }: Delivery, name: string): string | undefined {
  return new URL(url).searchParams.get(name) ?? undefined
}

function memberOf({ body }: Delivery, name: string): string | undefined {
  const parsed: JsonValue = JSON.parse(body)
  const value = isJsonObject(parsed) ? parsed[name] : undefined
  return typeof value === 'string' ? value : undefined
}

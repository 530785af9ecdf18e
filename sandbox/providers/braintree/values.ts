import { decodeBase64, encodeBase64Url } from '../../http.ts'
import { currency } from './fixtures.ts'
import { refused } from './refusal.ts'

/** What the ids of each kind begin with before they are encoded. */
export type IdKind = 'transaction' | 'refund' | 'customer' | 'paymentmethod_cc' | 'paymentmethod_pp' | 'verification'

/**
 * A global id: base64 of the kind and of the id that the older SDKs know.
 * Source: https://developer.paypal.com/braintree/graphql/guides/migrating
 */
export function globalId(kind: IdKind, legacyId: string): string {
  return encodeBase64Url(`${kind}_${legacyId}`)
}

/** The id that the older SDKs know: what follows the kind in a global id. */
export function legacyId(id: string): string {
  const text = decodeBase64(id) ?? ''
  return /^(?:paymentmethod_[a-z]+|[a-z]+)_(.+)$/.exec(text)?.[1] ?? text
}

/** ISO 8601 with microseconds. */
export function timestamp(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z')
}

/** `1234` cents as `MonetaryAmount`. */
export function money(cents: number): { value: string; currencyCode: string; currencyIsoCode: string } {
  return { value: decimal(cents), currencyCode: currency, currencyIsoCode: currency }
}

export function decimal(cents: number): string {
  return (cents / 100).toFixed(2)
}

/** The cents of an `Amount`; a refusal where it is malformed, negative or zero. */
export function cents(amount: string, ...inputPath: string[]): number {
  if (/^-/.test(amount)) throw refused('81501', 'Amount cannot be negative.', inputPath)
  if (!/^\d+(\.\d{2})?$/.test(amount)) throw refused('81503', 'Amount is an invalid format.', inputPath)
  const value = Math.round(Number(amount) * 100)
  if (value === 0) throw refused('81531', 'Amount must be greater than zero.', inputPath)
  return value
}

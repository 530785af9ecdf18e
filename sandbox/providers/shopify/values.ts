import { GraphQLError } from 'graphql'

/** `gid://shopify/Product/123`: https://shopify.dev/docs/api/usage/gids */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`
}

/**
 * The number in a global id of the type.
 *
 * Throws what the API answers to an id of another form, or of another type (`RESOURCE_NOT_FOUND`).
 */
export function idOf(type: string, globalId: string): string {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(?:\?.*)?$/.exec(globalId)
  if (match === null) {
    throw new GraphQLError(`Invalid global id '${globalId}'`, {
      extensions: { code: 'argumentLiteralsIncompatible', typeName: 'CoercionError' },
    })
  }
  if (match[1] !== type) {
    throw new GraphQLError(`Invalid id: ${globalId}`, { extensions: { code: 'RESOURCE_NOT_FOUND' } })
  }
  return match[2] ?? ''
}

/** The number in a global id, or `undefined` where it is of another type: for ids in inputs, refused by user errors. */
export function idOfInput(type: string, globalId: string | null | undefined): string | undefined {
  return new RegExp(`^gid://shopify/${type}/(\\d+)$`).exec(globalId ?? '')?.[1]
}

/** Amounts are kept in hundredths, so that sums stay exact. */
export function cents(amount: string): number {
  return Math.round(Number(amount) * 100)
}

/** The scalar Money: `24.90`. */
export function money(amount: number): string {
  return (amount / 100).toFixed(2)
}

export interface MoneyBag {
  shopMoney: { amount: string; currencyCode: string }
  presentmentMoney: { amount: string; currencyCode: string }
}

export function moneyV2(amount: number, currency: string): { amount: string; currencyCode: string } {
  const decimal = String(amount / 100)
  return { amount: decimal.includes('.') ? decimal : `${decimal}.0`, currencyCode: currency }
}

export function moneyBag(amount: number, currency: string): MoneyBag {
  return { shopMoney: moneyV2(amount, currency), presentmentMoney: moneyV2(amount, currency) }
}

export function count(value: number): { count: number; precision: string } {
  return { count: value, precision: 'EXACT' }
}

export interface UserError {
  field: readonly string[] | null
  message: string
  code?: string
}

export function userError(field: readonly string[] | null, message: string, code?: string): UserError {
  return { field, message, ...(code === undefined ? {} : { code }) }
}

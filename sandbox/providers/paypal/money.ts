import { unprocessable } from './refusal.ts'
import type { Money } from './schema.ts'

/** https://developer.paypal.com/api/rest/reference/currency-codes/ */
const currencies = new Set([
  'AUD',
  'BRL',
  'CAD',
  'CNY',
  'CZK',
  'DKK',
  'EUR',
  'HKD',
  'HUF',
  'ILS',
  'JPY',
  'MYR',
  'MXN',
  'TWD',
  'NZD',
  'NOK',
  'PHP',
  'PLN',
  'GBP',
  'SGD',
  'SEK',
  'CHF',
  'THB',
  'USD',
])

const withoutDecimals = new Set(['HUF', 'JPY', 'TWD'])

/** An amount in hundredths, after the checks that PayPal makes of every amount. */
export function hundredths(amount: Money, field: string, allow: 'positive' | 'zero' = 'positive'): number {
  const { currency_code: currency, value } = amount
  if (!currencies.has(currency)) {
    throw unprocessable(
      'INVALID_CURRENCY_CODE',
      'Currency code is invalid or is not currently supported. Please refer https://developer.paypal.com/api/rest/reference/currency-codes/ for list of supported currency codes.',
      `${field}/currency_code`,
      currency,
    )
  }
  const decimals = value.includes('.') ? value.length - value.indexOf('.') - 1 : 0
  if (withoutDecimals.has(currency) && Number(value) % 1 !== 0) {
    throw unprocessable(
      'DECIMALS_NOT_SUPPORTED',
      'Currency does not support decimals. Please refer to https://developer.paypal.com/api/rest/reference/currency-codes/ for more information.',
      `${field}/value`,
      value,
    )
  }
  if (decimals > 2) {
    throw unprocessable(
      'DECIMAL_PRECISION',
      'If the currency supports decimals, only two decimal place precision is supported.',
      `${field}/value`,
      value,
    )
  }
  const amountInHundredths = Math.round(Number(value) * 100)
  if (allow === 'positive' && amountInHundredths <= 0) {
    throw unprocessable(
      'CANNOT_BE_ZERO_OR_NEGATIVE',
      'Must be greater than zero. If the currency supports decimals, only two decimal place precision is supported.',
      `${field}/value`,
      value,
    )
  }
  if (amountInHundredths < 0) {
    throw unprocessable(
      'CANNOT_BE_NEGATIVE',
      'Must be greater than or equal to 0. If the currency supports decimals, only two decimal place precision is supported.',
      `${field}/value`,
      value,
    )
  }
  return amountInHundredths
}

export function moneyOf(amountInHundredths: number, currency: string): Money {
  return { currency_code: currency, value: (amountInHundredths / 100).toFixed(2) }
}

/** PayPal's fee of 3.49 % + 0.49. */
export function feeOf(amountInHundredths: number): number {
  return Math.round(amountInHundredths * 0.0349) + 49
}

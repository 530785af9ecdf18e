import * as z from 'zod'
import { toDecimal, toMinor } from '../../../contracts/money.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'

/** PayPal takes no decimals in these, two of which have hundredths in ISO 4217. https://developer.paypal.com/docs/api/reference/currency-codes/ */
const wholeCurrencies: ReadonlySet<string> = new Set(['HUF', 'JPY', 'TWD'])

/** 1050 USD → `10.50`, 105000 HUF → `1050`. What `amountIssues` refuses keeps its decimals, so that nothing is rounded. */
export function toValue(minor: number, currency: string): string {
  const decimal = toDecimal(minor, currency)
  return wholeCurrencies.has(currency.toUpperCase()) ? decimal.replace(/\.0+$/, '') : decimal
}

export function toMoney(minor: number, currency: string) {
  return { currency_code: currency.toUpperCase(), value: toValue(minor, currency) }
}

/** An amount that goes nowhere without its currency; both are optional where PayPal takes everything that is left. */
export function optionalMoney({ amount, currency }: OptionalAmount) {
  return amount === undefined || currency === undefined ? undefined : toMoney(amount, currency)
}

export interface OptionalAmount {
  readonly amount?: number | undefined
  readonly currency?: string | undefined
}

/** Why an amount can't be sent: a fraction where the currency has none at PayPal, or no currency beside it. */
export function amountIssues({ amount, currency }: OptionalAmount, parent = ''): readonly InputIssue[] {
  if (amount === undefined) return []
  if (currency === undefined) return [{ path: `${parent}currency`, message: 'PayPal wants it beside an amount' }]
  const code = currency.toUpperCase()
  if (!wholeCurrencies.has(code) || !toValue(amount, code).includes('.')) return []
  return [{ path: `${parent}amount`, message: `PayPal takes no decimals in ${code}: give a multiple of 100` }]
}

export const moneyAnswer = () => z.looseObject({ currency_code: z.string(), value: z.string() })

type Money = z.output<ReturnType<typeof moneyAnswer>>

/** PayPal's schema allows a value to start with its point (`.50`). */
export function fromMoney({ currency_code: code, value }: Money) {
  const minor = toMinor(value.replace(/^(-?)\./, '$10.'), code)
  if (minor === undefined) throw new UnreadableAnswer(`"${value} ${code}" is no amount`)
  return { amount: minor, currency: code.toUpperCase() }
}

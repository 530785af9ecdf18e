import { toDecimal, toMinor } from '../../../contracts/money.ts'

/** Where FedEx doesn't write a currency as ISO 4217 does. https://developer.fedex.com/api/en-us/guides/api-reference.html#currencycodes */
const isoOf: Readonly<Record<string, string>> = {
  ARN: 'ARS',
  CHP: 'CLP',
  CID: 'KYD',
  DHS: 'AED',
  ECD: 'XCD',
  JAD: 'JMD',
  JYE: 'JPY',
  KUD: 'KWD',
  NMP: 'MXN',
  NTD: 'TWD',
  RDD: 'DOP',
  SFR: 'CHF',
  SID: 'SGD',
  UKL: 'GBP',
  UYP: 'UYU',
  WON: 'KRW',
}

const nativeOf = new Map(Object.entries(isoOf).map(([native, iso]) => [iso, native]))

export interface Money {
  readonly amount: number
  readonly currency: string
}

/** Money as FedEx writes it: a decimal number and the currency's code. */
export function nativeMoney({ amount, currency }: Money) {
  const iso = currency.toUpperCase()
  return { amount: Number(toDecimal(amount, iso)), currency: nativeOf.get(iso) ?? iso }
}

/** Undefined for what is no amount of that currency. */
export function unifyMoney(native: number, currency: string): Money | undefined {
  const iso = isoOf[currency] ?? currency
  const amount = toMinor(native, iso)
  return amount === undefined ? undefined : { amount, currency: iso }
}

/** Currencies whose minor unit isn't a hundredth: ISO 4217. */
const exponents: Readonly<Record<string, number>> = {
  BHD: 3,
  CLP: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  XAF: 0,
  XOF: 0,
}

export interface CurrencyView {
  readonly code: string
  readonly symbol: string
  readonly name: string
  readonly plural: string
  readonly exponent: number
}

export function currency(code: string): CurrencyView {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  const name = names.of(code) ?? code
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency: code }).formatToParts(0)
  const symbol = parts.find(({ type }) => type === 'currency')?.value ?? code
  return { code, symbol, name, plural: `${name}s`, exponent: exponent(code) }
}

function exponent(code: string): number {
  return exponents[code] ?? 2
}

/** Minor units of a decimal. */
export function minorUnits(amount: number, code: string): number {
  return Math.round(amount * 10 ** exponent(code))
}

export interface MoneyView {
  readonly minorUnitValue: string
  readonly value: string
  readonly currency: CurrencyView
}

export function money(minor: number, code: string): MoneyView {
  const value = (minor / 10 ** exponent(code)).toFixed(exponent(code))
  return { minorUnitValue: String(minor), value, currency: currency(code) }
}

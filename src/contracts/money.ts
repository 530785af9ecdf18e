import * as z from 'zod'
import { once } from '../kit/contract.ts'

/**
 * Money as every contract has it: an integer in the currency's minor unit, and the ISO 4217 code. The minor unit is the
 * currency's own: 1000 is ten dollars, a thousand yen, one Kuwaiti dinar.
 */
export const amount = once(() => z.int().min(0).max(999_999_999_999))

/** ISO 4217, in either case; it is kept as given, because answers echo it. */
export const currencyCode = once(() => z.string().regex(/^[A-Za-z]{3}$/, 'is not a three-letter ISO 4217 code'))

/** A currency in the unified view: upper case. */
export const unifiedCurrency = once(() => z.string().regex(/^[A-Z]{3}$/))

/** Currencies whose minor unit is not the hundredth. ISO 4217 list one, as published by SIX on 2026-01-01. */
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
}

/** Digits after the decimal point. */
export function exponentOf(currency: string): number {
  return exponents[currency.toUpperCase()] ?? 2
}

/** 1050 USD → `10.50`, 1050 JPY → `1050`, 1050 KWD → `1.050`. */
export function toDecimal(minor: number, currency: string): string {
  const exponent = exponentOf(currency)
  const sign = minor < 0 ? '-' : ''
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * The inverse of `toDecimal`, for amounts as providers write them (`10.5`, `1050.00`). Worked out on the digits, since
 * 1.1 × 100 isn't 110 in floating point. Undefined for what is no decimal, finer than the currency's minor unit, or more
 * than a number holds exactly.
 */
export function toMinor(decimal: string | number, currency: string): number | undefined {
  const exponent = exponentOf(currency)
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,12}))?$/.exec(String(decimal).trim())
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined
  const minor = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'))
  if (!Number.isSafeInteger(minor)) return undefined
  return sign === '' || minor === 0 ? minor : -minor
}

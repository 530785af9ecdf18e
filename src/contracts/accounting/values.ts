import { toDecimal, toMinor } from '../money.ts'

/** A decimal amount of an answer in minor units; null where it or its currency isn't there, or where it is finer. */
export function minorOf(
  decimal: string | number | null | undefined,
  currency: string | null | undefined,
): number | null {
  if (decimal === null || decimal === undefined || currency === null || currency === undefined) return null
  return toMinor(decimal, currency) ?? null
}

/** A currency in the unified view; null for what is no ISO 4217 code. */
export function currencyOf(...codes: readonly (string | null | undefined)[]): string | null {
  const code = codes.find((one) => one !== null && one !== undefined && /^[A-Za-z]{3}$/.test(one))
  return code?.toUpperCase() ?? null
}

/** The day of a date, or of a date-time that stands for one. */
export function dayOf(date: string | null | undefined): string | null {
  return /^\d{4}-\d{2}-\d{2}(?=$|T| )/.exec(date ?? '')?.[0] ?? null
}

/** An amount as a JSON number, for providers that take no text: 1050 USD → 10.5. */
export function toNumber(minor: number, currency: string): number {
  return Number(toDecimal(minor, currency))
}

/**
 * Quantity times price in minor units, rounded half away from zero as invoices are. Worked out on 12 significant digits,
 * because 1.005 × 100 is a little less than 100.5 in floating point.
 */
export function lineTotal(quantity: number, unitPrice: number): number {
  return Math.round(Number((quantity * unitPrice).toPrecision(12)))
}

/** The sum, or null where a part of it isn't known. */
export function sumOf(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}

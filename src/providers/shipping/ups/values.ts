import * as z from 'zod'
import { toMinor } from '../../../contracts/money.ts'

/** Money as UPS writes it: `{CurrencyCode: 'USD', MonetaryValue: '12.35'}`. */
export const charge = () => z.looseObject({ CurrencyCode: z.string(), MonetaryValue: z.string() })

type Charge = z.output<ReturnType<typeof charge>>

/** Minor units and currency; undefined for what is no amount of that currency. */
export function unifyCharge(native: Charge): { amount: number; currency: string } | undefined {
  const amount = toMinor(native.MonetaryValue, native.CurrencyCode)
  return amount === undefined ? undefined : { amount, currency: native.CurrencyCode.toUpperCase() }
}

/** `2026-11-24` → `20261124`. */
export function compactDay(day: string): string {
  return day.replaceAll('-', '')
}

/** `20261124` → `2026-11-24`; null for anything else. */
export function dayOf(native: string | null | undefined): string | null {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(native ?? '') ?? []
  const iso = `${year}-${month}-${day}`
  return year !== undefined && z.iso.date().safeParse(iso).success ? iso : null
}

/** `20261124` and `093000` (or `09:30:00`) → `2026-11-24T09:30:00`; null where either is missing. */
export function dayTimeOf(day: string | null | undefined, time: string | null | undefined): string | null {
  const date = dayOf(day)
  const [, hour, minute, second] = /^([01]\d|2[0-3]):?([0-5]\d):?([0-5]\d)$/.exec(time ?? '') ?? []
  return date === null || hour === undefined ? null : `${date}T${hour}:${minute}:${second}`
}

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** `2026-11-24` → `TUE`. */
export function dayOfWeek(day: string): string | undefined {
  return ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'][new Date(day).getUTCDay()]
}

import { dayOf } from '../../../contracts/accounting/values.ts'

/** Xero's JSON has dates as `/Date(1552262400000+0000)/`: milliseconds since 1970, whatever the offset says. */
function millisecondsOf(date: string | null | undefined): number | null {
  const digits = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(date ?? '')?.[1]
  return digits === undefined ? null : Number(digits)
}

/** A time in UTC; null for what isn't there or isn't a date. */
export function timeOf(date: string | null | undefined): string | null {
  const milliseconds = millisecondsOf(date)
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}

/** A day: of the plain text beside a date, where there is one. */
export function dateOf(text: string | null | undefined, date: string | null | undefined): string | null {
  return dayOf(text) ?? dayOf(date) ?? dayOf(timeOf(date))
}

/** How Xero writes a day, for examples. */
export function exampleDate(day: string): string {
  return `/Date(${Date.parse(`${day}T00:00:00Z`)}+0000)/`
}

import * as z from 'zod'

/** How far the clocks at the sender are from UTC. */
export const utcOffset = () =>
  z.string().regex(/^[+-](0\d|1[0-4]):[0-5]\d$/, 'is not an offset from UTC such as +01:00')

/** The time of day of a shipment, where nothing is said of it: at noon UTC it is the same day nearly everywhere. */
export const noon = '12:00'
export const utc = '+00:00'

/** `2026-11-24T12:00:00GMT+01:00`, local time and offset. https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
export function plannedTime(day: string, time: string, offset: string): string {
  return `${day}T${time}:00GMT${offset}`
}

/** The day of a day or a date-time; null for anything else. */
export function dayIn(native: string | null | undefined): string | null {
  const day = native?.slice(0, 10)
  return day !== undefined && z.iso.date().safeParse(day).success ? day : null
}

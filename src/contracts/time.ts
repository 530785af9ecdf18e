import * as z from 'zod'
import { once } from '../kit/contract.ts'

/** A time in the unified view: ISO 8601 in UTC with `Z`. */
export const unifiedTime = once(() => z.iso.datetime())

/** Unix seconds, as many providers count, to ISO 8601. */
export function fromUnixSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}

/** Any date-time that names its offset, to ISO 8601 in UTC; null for what isn't there or isn't a date. */
export function toUtc(time: string | null | undefined): string | null {
  if (time === null || time === undefined) return null
  const parsed = Date.parse(time)
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString()
}

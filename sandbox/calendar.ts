/** Days as carriers count them, in UTC. */

/** The date after so many days from Monday to Friday. */
export function businessDaysAfter(start: Date, days: number): Date {
  const date = new Date(start)
  for (let left = days; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1)
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) left -= 1
  }
  return date
}

/** `2026-11-24` */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** The date that a text begins with (`2026-11-24…`), at noon; otherwise `fallback`. */
export function dateOf(text: string, fallback: Date): Date {
  const date = new Date(`${text.slice(0, 10)}T12:00:00Z`)
  return Number.isNaN(date.getTime()) ? fallback : date
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** `Tuesday` */
export function weekday(date: Date): string {
  return weekdays[date.getUTCDay()] ?? ''
}

/** Whole days from one date to another. */
export function daysBetween(start: Date, end: Date): number {
  return Math.round((end.getTime() - start.getTime()) / 86_400_000)
}

/** Services by code, with the price model of the sandbox. Names: UPS Shipping API, `Service/Code`. */
export interface Service {
  readonly code: string
  readonly name: string
  readonly isDomestic: boolean
  /** In cents. */
  readonly base: number
  /** In cents a pound. */
  readonly perPound: number
  readonly businessDays: number
  /** `HHMMSS` */
  readonly arrival: string
}

export const services: readonly Service[] = [
  service('01', 'UPS Next Day Air', true, 4890, 210, 1, '103000'),
  service('02', 'UPS 2nd Day Air', true, 2650, 120, 2, '230000'),
  service('03', 'UPS Ground', true, 1195, 35, 4, '230000'),
  service('12', 'UPS 3 Day Select', true, 1940, 85, 3, '230000'),
  service('13', 'UPS Next Day Air Saver', true, 4420, 190, 1, '150000'),
  service('14', 'UPS Next Day Air Early', true, 7990, 230, 1, '080000'),
  service('59', 'UPS 2nd Day Air A.M.', true, 3010, 130, 2, '103000'),
  service('07', 'UPS Worldwide Express', false, 9150, 420, 2, '120000'),
  service('08', 'UPS Worldwide Expedited', false, 7420, 340, 4, '230000'),
  service('11', 'UPS Standard', false, 3050, 140, 5, '230000'),
  service('54', 'UPS Worldwide Express Plus', false, 12690, 440, 2, '083000'),
  service('65', 'UPS Worldwide Saver', false, 8480, 400, 2, '230000'),
]

function service(
  code: string,
  name: string,
  isDomestic: boolean,
  base: number,
  perPound: number,
  businessDays: number,
  arrival: string,
): Service {
  return { code, name, isDomestic, base, perPound, businessDays, arrival }
}

/** Cents for a weight in pounds. */
export function priceOf({ base, perPound }: Service, pounds: number): number {
  return base + Math.round(perPound * Math.max(1, pounds))
}

/** `12.30` */
export function amount(cents: number): string {
  return (cents / 100).toFixed(2)
}

export function charge(cents: number): { CurrencyCode: string; MonetaryValue: string } {
  return { CurrencyCode: 'USD', MonetaryValue: amount(cents) }
}

/** The weekday after so many business days, in UTC. */
export function businessDaysAfter(start: Date, days: number): Date {
  const date = new Date(start)
  for (let left = days; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1)
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) left -= 1
  }
  return date
}

/** `20261102` */
export function compactDate(date: Date): string {
  return date.toISOString().slice(0, 10).replaceAll('-', '')
}

/** `101500` */
export function compactTime(date: Date): string {
  return date.toISOString().slice(11, 19).replaceAll(':', '')
}

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

export function weekday(date: Date): string {
  return weekdays[date.getUTCDay()] ?? ''
}

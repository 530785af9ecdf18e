import { businessDaysAfter } from '../../calendar.ts'

/**
 * Services with the price model of the sandbox. Types and names:
 * https://developer.fedex.com/api/en-us/guides/api-reference.html#servicetypes
 */
export interface Service {
  readonly type: string
  readonly name: string
  readonly carrier: 'FDXE' | 'FDXG'
  readonly isDomestic: boolean
  /** In cents. */
  readonly base: number
  /** In cents a pound. */
  readonly perPound: number
  readonly businessDays: number
  /** `HH:MM:SS` */
  readonly arrival: string
}

export const services: readonly Service[] = [
  service('FIRST_OVERNIGHT', 'FedEx First Overnight®', 'FDXE', true, 8490, 240, 1, '08:00:00'),
  service('PRIORITY_OVERNIGHT', 'FedEx Priority Overnight®', 'FDXE', true, 5210, 215, 1, '10:30:00'),
  service('STANDARD_OVERNIGHT', 'FedEx Standard Overnight®', 'FDXE', true, 4730, 200, 1, '17:00:00'),
  service('FEDEX_2_DAY_AM', 'FedEx 2Day® AM', 'FDXE', true, 3280, 140, 2, '10:30:00'),
  service('FEDEX_2_DAY', 'FedEx 2Day®', 'FDXE', true, 2840, 125, 2, '17:00:00'),
  service('FEDEX_EXPRESS_SAVER', 'FedEx Express Saver®', 'FDXE', true, 2160, 90, 3, '17:00:00'),
  service('FEDEX_GROUND', 'FedEx Ground®', 'FDXG', true, 1245, 38, 4, '23:59:00'),
  service('GROUND_HOME_DELIVERY', 'FedEx Home Delivery®', 'FDXG', true, 1310, 38, 4, '23:59:00'),
  service('INTERNATIONAL_FIRST', 'FedEx International First®', 'FDXE', false, 13950, 460, 2, '08:30:00'),
  service(
    'FEDEX_INTERNATIONAL_PRIORITY_EXPRESS',
    'FedEx International Priority® Express',
    'FDXE',
    false,
    10420,
    430,
    2,
    '10:30:00',
  ),
  service('FEDEX_INTERNATIONAL_PRIORITY', 'FedEx International Priority®', 'FDXE', false, 9680, 425, 3, '18:00:00'),
  service('INTERNATIONAL_ECONOMY', 'FedEx International Economy®', 'FDXE', false, 7890, 350, 5, '18:00:00'),
]

function service(
  type: string,
  name: string,
  carrier: Service['carrier'],
  isDomestic: boolean,
  base: number,
  perPound: number,
  businessDays: number,
  arrival: string,
): Service {
  return { type, name, carrier, isDomestic, base, perPound, businessDays, arrival }
}

/** The services of a lane; of all types, or of the one that is asked for. */
export function servicesFor(from: string, to: string, type: string, carriers: readonly string[] = []): Service[] {
  return services.filter(
    (candidate) =>
      candidate.isDomestic === (from === to) &&
      (type === '' || candidate.type === type) &&
      (carriers.length === 0 || carriers.includes(candidate.carrier)),
  )
}

/** The price of a package in cents. */
export function priceOf({ base, perPound }: Service, pounds: number): number {
  return base + Math.round(perPound * Math.max(1, pounds))
}

/** Dollars, as FedEx writes amounts: `15.45`. */
export function amount(cents: number): number {
  return Math.round(cents) / 100
}

export function arrivalOf({ businessDays }: Service, start: Date): Date {
  return businessDaysAfter(start, businessDays)
}

const counts = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN'] as const

/** `TWO_DAYS` */
export function daysInWords(days: number): string {
  return `${counts[days] ?? 'UNKNOWN'}_DAY${days === 1 ? '' : 'S'}`
}

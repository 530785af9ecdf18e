import { businessDaysAfter, daysBetween, isoDay } from '../../calendar.ts'

/** The products of DHL Express that the sandbox offers, with its price model. */
export interface Product {
  readonly code: string
  readonly name: string
  readonly lane: 'domestic' | 'goods' | 'documents'
  /** In cents. */
  readonly base: number
  /** In cents a kilogram. */
  readonly perKilogram: number
  readonly businessDays: number
  /** `HH:MM:SS` */
  readonly arrival: string
}

export const products: readonly Product[] = [
  {
    code: 'N',
    name: 'EXPRESS DOMESTIC',
    lane: 'domestic',
    base: 1490,
    perKilogram: 110,
    businessDays: 1,
    arrival: '23:59:00',
  },
  {
    code: '1',
    name: 'EXPRESS DOMESTIC 12:00',
    lane: 'domestic',
    base: 1990,
    perKilogram: 120,
    businessDays: 1,
    arrival: '12:00:00',
  },
  {
    code: 'P',
    name: 'EXPRESS WORLDWIDE',
    lane: 'goods',
    base: 6480,
    perKilogram: 610,
    businessDays: 2,
    arrival: '23:59:00',
  },
  {
    code: 'Y',
    name: 'EXPRESS 12:00',
    lane: 'goods',
    base: 7980,
    perKilogram: 640,
    businessDays: 2,
    arrival: '12:00:00',
  },
  {
    code: 'E',
    name: 'EXPRESS 9:00',
    lane: 'goods',
    base: 9980,
    perKilogram: 690,
    businessDays: 2,
    arrival: '09:00:00',
  },
  {
    code: 'D',
    name: 'EXPRESS WORLDWIDE',
    lane: 'documents',
    base: 5480,
    perKilogram: 590,
    businessDays: 2,
    arrival: '23:59:00',
  },
  {
    code: 'T',
    name: 'EXPRESS 12:00',
    lane: 'documents',
    base: 6980,
    perKilogram: 610,
    businessDays: 2,
    arrival: '12:00:00',
  },
  {
    code: 'K',
    name: 'EXPRESS 9:00',
    lane: 'documents',
    base: 8980,
    perKilogram: 660,
    businessDays: 2,
    arrival: '09:00:00',
  },
]

export interface Shipping {
  readonly from: string
  readonly to: string
  readonly isDeclarable: boolean
  readonly isMetric: boolean
  /** In the unit of the request. */
  readonly weights: readonly number[]
  readonly start: Date
}

/** What is offered for a lane: goods are declared to customs, documents are not. */
export function offered({ from, to, isDeclarable }: Shipping): Product[] {
  const lane = from === to ? 'domestic' : isDeclarable ? 'goods' : 'documents'
  return products.filter((product) => product.lane === lane)
}

/** The price in cents. */
export function priceOf({ base, perKilogram }: Product, { weights, isMetric }: Shipping): number {
  const kilograms = weights.reduce((all, weight) => all + weight * (isMetric ? 1 : 0.453592), 0)
  return Math.round(base + perKilogram * Math.max(0.5, kilograms))
}

export function amount(cents: number): number {
  return Math.round(cents) / 100
}

/** What the answers of rates, products and landed cost have in common. */
export function productView(product: Product, shipping: Shipping): object {
  const arrival = businessDaysAfter(shipping.start, product.businessDays)
  return {
    productName: product.name,
    productCode: product.code,
    localProductCode: product.code,
    localProductCountryCode: shipping.from,
    networkTypeCode: 'TD',
    isCustomerAgreement: false,
    weight: {
      volumetric: 0,
      provided: shipping.weights.reduce((all, weight) => all + weight, 0),
      unitOfMeasurement: shipping.isMetric ? 'metric' : 'imperial',
    },
    pickupCapabilities: {
      nextBusinessDay: false,
      localCutoffDateAndTime: `${isoDay(shipping.start)}T15:00:00`,
      pickupEarliest: '09:30:00',
      pickupLatest: '16:00:00',
      pickupCutoffSameDayOutboundProcessing: '16:00:00',
      originServiceAreaCode: areaOf(shipping.from),
      originFacilityAreaCode: areaOf(shipping.from),
      pickupAdditionalDays: 0,
      pickupDayOfWeek: dayOfWeek(shipping.start),
    },
    deliveryCapabilities: {
      deliveryTypeCode: 'QDDC',
      estimatedDeliveryDateAndTime: `${isoDay(arrival)}T${product.arrival}`,
      destinationServiceAreaCode: areaOf(shipping.to),
      destinationFacilityAreaCode: areaOf(shipping.to),
      deliveryAdditionalDays: 0,
      deliveryDayOfWeek: dayOfWeek(arrival),
      totalTransitDays: daysBetween(shipping.start, arrival),
    },
  }
}

/** 1 is Monday. */
function dayOfWeek(date: Date): number {
  return date.getUTCDay() === 0 ? 7 : date.getUTCDay()
}

const areas: Readonly<Record<string, string>> = { CZ: 'PRG', DE: 'FRA', FR: 'PAR', GB: 'LHR', SG: 'SIN', US: 'JFK' }

/** A service area is named after an airport; for a country that the sandbox knows no airport of, after the country. */
export function areaOf(country: string): string {
  return areas[country] ?? `${country}X`
}

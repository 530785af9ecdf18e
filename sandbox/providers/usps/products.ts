import { oneOf, type Shape, whole } from '../../json-shape.ts'

/** A mail class with the price model of the sandbox. */
interface Product {
  readonly mailClass: string
  readonly name: string
  /** In cents, for the price type `RETAIL`. */
  readonly base: number
  /** In cents a pound, for the price type `RETAIL`. */
  readonly perPound: number
  readonly days: number
}

export const products: readonly Product[] = [
  { mailClass: 'USPS_GROUND_ADVANTAGE', name: 'USPS Ground Advantage', base: 540, perPound: 95, days: 4 },
  { mailClass: 'PRIORITY_MAIL', name: 'Priority Mail', base: 1010, perPound: 130, days: 3 },
  { mailClass: 'PRIORITY_MAIL_EXPRESS', name: 'Priority Mail Express', base: 3125, perPound: 320, days: 1 },
  { mailClass: 'PARCEL_SELECT', name: 'Parcel Select', base: 480, perPound: 70, days: 5 },
  { mailClass: 'PARCEL_SELECT_LIGHTWEIGHT', name: 'Parcel Select Lightweight', base: 410, perPound: 60, days: 5 },
  { mailClass: 'FIRST-CLASS_PACKAGE_SERVICE', name: 'First-Class Package Service', base: 525, perPound: 90, days: 3 },
  { mailClass: 'MEDIA_MAIL', name: 'Media Mail', base: 447, perPound: 74, days: 6 },
  { mailClass: 'LIBRARY_MAIL', name: 'Library Mail', base: 424, perPound: 70, days: 6 },
  { mailClass: 'BOUND_PRINTED_MATTER', name: 'Bound Printed Matter', base: 399, perPound: 66, days: 6 },
  { mailClass: 'USPS_CONNECT_LOCAL', name: 'USPS Connect Local', base: 395, perPound: 50, days: 1 },
  { mailClass: 'USPS_CONNECT_MAIL', name: 'USPS Connect Mail', base: 310, perPound: 50, days: 1 },
  { mailClass: 'USPS_CONNECT_REGIONAL', name: 'USPS Connect Regional', base: 450, perPound: 60, days: 2 },
  { mailClass: 'USPS_RETAIL_GROUND', name: 'USPS Retail Ground', base: 560, perPound: 98, days: 5 },
]

export const mailClass: Shape = oneOf(...products.map((product) => product.mailClass))

export function productOf(name: string): Product | undefined {
  return products.find((product) => product.mailClass === name)
}

/** `01` to `09`: how far apart the first digits of two ZIP Codes are. */
export function zoneOf(origin: string, destination: string): string {
  return `0${Math.min(9, 1 + Math.abs(Number(origin.slice(0, 1)) - Number(destination.slice(0, 1))))}`
}

/** The price in cents. All price types but `RETAIL` are a seventh cheaper. */
export function priceOf(product: Product, pounds: number, zone: string, priceType: string): number {
  const retail = product.base + product.perPound * Math.max(1, pounds) * (1 + Number(zone) / 20)
  return Math.round(priceType === 'RETAIL' ? retail : (retail * 6) / 7)
}

/** Dollars: `12.35`. */
export function dollars(cents: number): number {
  return Math.round(cents) / 100
}

interface Rate {
  readonly SKU: string
  readonly description: string
  readonly priceType: string
  readonly price: number
  readonly weight: number
  readonly dimWeight: number
  readonly fees: readonly object[]
  readonly startDate: string
  readonly endDate: string
  readonly mailClass: string
  readonly zone: string
  readonly productName: string
  readonly productDefinition: string
  readonly processingCategory: string
  readonly rateIndicator: string
  readonly destinationEntryFacilityType: string
}

export interface Parcel {
  readonly origin: string
  readonly destination: string
  readonly pounds: number
  readonly priceType: string
  readonly processingCategory: string
  readonly rateIndicator: string
  readonly facility: string
}

export function rateFor(product: Product, parcel: Parcel): Rate {
  const zone = zoneOf(parcel.origin, parcel.destination)
  return {
    SKU: skuOf(product),
    description: `${product.name} ${parcel.processingCategory.toLowerCase()} ${parcel.rateIndicator}`,
    priceType: parcel.priceType,
    price: dollars(priceOf(product, parcel.pounds, zone, parcel.priceType)),
    weight: parcel.pounds,
    dimWeight: 0,
    fees: [],
    startDate: '2026-01-18',
    endDate: '',
    mailClass: product.mailClass,
    zone,
    productName: product.name,
    productDefinition: `${product.days} day${product.days === 1 ? '' : 's'}`,
    processingCategory: parcel.processingCategory,
    rateIndicator: parcel.rateIndicator,
    destinationEntryFacilityType: parcel.facility,
  }
}

export function skuOf({ mailClass: name }: Product): string {
  return `D${name.replaceAll(/[^A-Z]/g, '').slice(0, 1)}XX0XXXXX00000`
}

/** Codes, names and prices in cents of the extra services that examples ask for. */
const namedServices: Readonly<Record<number, readonly [string, number]>> = {
  415: ['USPS Label Delivery', 150],
  910: ['Certified Mail', 485],
  911: ['Certified Mail Restricted Delivery', 1370],
  920: ['USPS Tracking', 0],
  921: ['Signature Confirmation', 395],
  922: ['Adult Signature Required', 935],
  930: ['Insurance <= $500', 295],
  931: ['Insurance > $500', 1250],
  955: ['Return Receipt', 440],
  957: ['Return Receipt Electronic', 282],
}

const codes = [
  365, 370, 415, 452, 480, 481, 482, 483, 484, 485, 486, 487, 488, 489, 498, 500, 501, 502, 810, 811, 812, 813, 814,
  815, 816, 817, 818, 819, 820, 821, 822, 823, 824, 825, 826, 827, 828, 829, 830, 831, 832, 853, 856, 857, 858, 910,
  911, 912, 913, 915, 917, 920, 921, 922, 923, 924, 925, 930, 931, 934, 940, 941, 955, 957, 972, 981, 984, 986, 991,
]

export const extraServiceCode: Shape = whole(365, 991)

export function isExtraService(code: number): boolean {
  return codes.includes(code)
}

/** The extra service of a code, as the price APIs list it. */
export function extraService(code: number, priceType: string) {
  const [name, cents] = namedServices[code] ?? [`Extra Service ${code}`, 250]
  return {
    extraService: String(code),
    name,
    priceType,
    price: dollars(cents),
    warnings: [],
    SKU: `DXX${code}XXXXX0000`,
  }
}

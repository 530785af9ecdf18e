import { type Collection, collection } from '../../collection.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

export interface Place {
  city: string
  stateOrProvinceCode: string
  postalCode: string
  countryCode: string
  residential: boolean
}

export interface ShipmentRecord {
  /** The master tracking number, which is the first package's. */
  id: string
  /** Empty where every account may act on it. */
  account: string
  trackingNumbers: string[]
  serviceType: string
  packagingType: string
  pounds: number
  origin: Place
  destination: Place
  references: { type: string; value: string }[]
  isCancelled: boolean
  /** ISO 8601 */
  createdAt: string
}

export const memphis: Place = {
  city: 'MEMPHIS',
  stateOrProvinceCode: 'TN',
  postalCode: '38116',
  countryCode: 'US',
  residential: false,
}

export const irving: Place = {
  city: 'IRVING',
  stateOrProvinceCode: 'TX',
  postalCode: '75063',
  countryCode: 'US',
  residential: false,
}

const fixtureShipment: ShipmentRecord = {
  id: fixtures.shipment,
  account: '',
  trackingNumbers: [fixtures.shipment],
  serviceType: 'FEDEX_GROUND',
  packagingType: 'YOUR_PACKAGING',
  pounds: 5,
  origin: memphis,
  destination: irving,
  references: [{ type: 'CUSTOMER_REFERENCE', value: fixtures.reference }],
  isCancelled: false,
  createdAt: '2026-01-15T09:30:00.000Z',
}

export function shipments(state: State): Collection<ShipmentRecord> {
  return collection(state, 'shipment', ({ id }) => id, [fixtureShipment])
}

/** The shipment that a tracking number, of any of its packages, belongs to. */
export function findShipment(state: State, trackingNumber: string): ShipmentRecord | undefined {
  return shipments(state)
    .all()
    .find(({ trackingNumbers }) => trackingNumbers.includes(trackingNumber))
}

/** Twelve digits, of which the last checks the others. */
export function trackingNumber(serial: string): string {
  const digits = Array.from(serial, (char) => char.charCodeAt(0) % 10).join('')
  const body = `794${digits.padStart(8, '0').slice(-8)}`
  const sum = Array.from(body, (digit, index) => Number(digit) * ([3, 1, 7][index % 3] ?? 0)).reduce((a, b) => a + b, 0)
  return `${body}${(sum % 11) % 10}`
}

import { type Collection, collection } from '../../collection.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

export interface ShipmentRecord {
  /** Also the tracking number of the first package. */
  id: string
  service: string
  packages: { trackingNumber: string; pounds: number; isVoided: boolean }[]
  isVoided: boolean
  labelFormat: string
  destination: { city: string; state: string; postalCode: string; country: string; name: string }
  references: string[]
  /** ISO 8601 */
  createdAt: string
}

const fixtureShipment: ShipmentRecord = {
  id: fixtures.shipment,
  service: '03',
  packages: [{ trackingNumber: fixtures.shipment, pounds: 5, isVoided: false }],
  isVoided: false,
  labelFormat: 'GIF',
  destination: { city: 'ALPHARETTA', state: 'GA', postalCode: '30005', country: 'US', name: 'HAPPY DOG PET SUPPLY' },
  references: ['SANDBOX-1'],
  createdAt: '2026-01-15T09:30:00.000Z',
}

export function shipments(state: State): Collection<ShipmentRecord> {
  return collection(state, 'shipment', ({ id }) => id, [fixtureShipment])
}

/** The shipment that a tracking number, of any of its packages, belongs to. */
export function findShipment(state: State, number: string): ShipmentRecord | undefined {
  return shipments(state)
    .all()
    .find(({ packages }) => packages.some((parcel) => parcel.trackingNumber === number))
}

import { fixtures } from './fixtures.ts'
import { irving, memphis, type Place, type ShipmentRecord } from './shipments.ts'

/**
 * The scan codes that the sandbox plays. Codes and words:
 * https://developer.fedex.com/api/en-us/guides/api-reference.html#trackingeventcodes
 */
export const statuses = {
  OC: { code: 'IN', description: 'Shipment information sent to FedEx', locale: 'Initiated' },
  PU: { code: 'PU', description: 'Picked up', locale: 'Picked up' },
  AR: { code: 'IT', description: 'At local FedEx facility', locale: 'In transit' },
  OD: { code: 'OD', description: 'On FedEx vehicle for delivery', locale: 'On the way' },
  DE: { code: 'DE', description: 'Delivery exception', locale: 'Delivery exception' },
  HL: { code: 'HL', description: 'Hold at location', locale: 'Ready for pickup' },
  DL: { code: 'DL', description: 'Delivered', locale: 'Delivered' },
  CA: { code: 'CA', description: 'Shipment cancelled by sender', locale: 'Cancelled' },
} as const

export interface Scan {
  readonly event: keyof typeof statuses
  readonly place: Place
  /** ISO 8601 */
  readonly at: string
}

export interface Journey {
  readonly serviceType: string
  readonly packagingType: string
  /** Newest first. */
  readonly scans: readonly Scan[]
  readonly origin: Place
  readonly destination: Place
  readonly pounds: number
  readonly references: readonly { readonly type: string; readonly value: string }[]
}

const steps = {
  OC: { event: 'OC', place: memphis, at: '2026-01-12T16:03:00-06:00' },
  PU: { event: 'PU', place: memphis, at: '2026-01-13T17:45:00-06:00' },
  AR: { event: 'AR', place: irving, at: '2026-01-15T05:12:00-06:00' },
  OD: { event: 'OD', place: irving, at: '2026-01-15T08:10:00-06:00' },
  DE: { event: 'DE', place: irving, at: '2026-01-15T15:02:00-06:00' },
  HL: { event: 'HL', place: irving, at: '2026-01-15T15:30:00-06:00' },
  DL: { event: 'DL', place: irving, at: '2026-01-15T13:45:00-06:00' },
} as const satisfies Record<string, Scan>

function journey(...newestFirst: readonly (keyof typeof steps)[]): Journey {
  return {
    serviceType: 'FEDEX_GROUND',
    packagingType: 'YOUR_PACKAGING',
    scans: newestFirst.map((event) => steps[event]),
    origin: memphis,
    destination: irving,
    pounds: 5,
    references: [],
  }
}

/** What is known of the tracking numbers that FedEx publishes for tests. */
export const journeys: Readonly<Record<string, Journey>> = {
  [fixtures.labelCreated]: journey('OC'),
  [fixtures.pickedUp]: journey('PU', 'OC'),
  [fixtures.inTransit]: journey('AR', 'PU', 'OC'),
  [fixtures.outForDelivery]: journey('OD', 'AR', 'PU', 'OC'),
  [fixtures.deliveryException]: journey('DE', 'OD', 'AR', 'PU', 'OC'),
  [fixtures.heldAtLocation]: journey('HL', 'AR', 'PU', 'OC'),
  [fixtures.delivered]: journey('DL', 'OD', 'AR', 'PU', 'OC'),
}

export function journeyOf(record: ShipmentRecord): Journey {
  const scan = (event: Scan['event']): Scan => ({ event, place: record.origin, at: record.createdAt })
  return {
    serviceType: record.serviceType,
    packagingType: record.packagingType,
    scans: record.isCancelled ? [scan('CA'), scan('OC')] : [scan('OC')],
    origin: record.origin,
    destination: record.destination,
    pounds: record.pounds,
    references: record.references,
  }
}

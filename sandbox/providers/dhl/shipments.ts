import { type Collection, collection } from '../../collection.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

export interface Place {
  name: string
  cityName: string
  postalCode: string
  provinceCode: string
  countryCode: string
}

export type Checkpoint = 'SD' | 'PU' | 'DF' | 'WC' | 'OK'

export interface ShipmentRecord {
  id: string
  productCode: string
  description: string
  shipper: Place
  receiver: Place
  isMetric: boolean
  pieces: { trackingNumber: string; weight: number }[]
  references: string[]
  /** Newest first, each `at` in ISO 8601; none before the shipment is picked up. */
  events: { code: Checkpoint; at: string }[]
  createdAt: string
}

const prague: Place = {
  name: 'Sandbox Shop',
  cityName: 'PRAGUE',
  postalCode: '14800',
  provinceCode: '',
  countryCode: 'CZ',
}

const singapore: Place = {
  name: 'Ada Lovelace',
  cityName: 'SINGAPORE',
  postalCode: '486015',
  provinceCode: '',
  countryCode: 'SG',
}

const created: ShipmentRecord = {
  id: fixtures.shipment,
  productCode: 'P',
  description: 'Example mug',
  shipper: prague,
  receiver: singapore,
  isMetric: true,
  pieces: [{ trackingNumber: fixtures.piece, weight: 2.5 }],
  references: [fixtures.reference],
  events: [],
  createdAt: '2026-01-15T09:30:00.000Z',
}

const pickedUp = { code: 'PU', at: '2026-01-15T16:20:00.000Z' } as const
const departed = { code: 'DF', at: '2026-01-15T21:05:00.000Z' } as const
const delivering = { code: 'WC', at: '2026-01-19T01:10:00.000Z' } as const
const delivered = { code: 'OK', at: '2026-01-19T03:45:00.000Z' } as const

const shipmentFixtures: readonly ShipmentRecord[] = [
  created,
  {
    ...created,
    id: fixtures.inTransit,
    pieces: [{ trackingNumber: 'JD014600004617230770', weight: 2.5 }],
    references: [],
    events: [departed, pickedUp],
  },
  {
    ...created,
    id: fixtures.delivered,
    pieces: [{ trackingNumber: fixtures.deliveredPiece, weight: 2.5 }],
    references: [],
    events: [delivered, delivering, departed, pickedUp],
  },
]

export function shipments(state: State): Collection<ShipmentRecord> {
  return collection(state, 'shipment', ({ id }) => id, shipmentFixtures)
}

export function digits(random: string): string {
  return Array.from(random, (char) => char.charCodeAt(0) % 10).join('')
}

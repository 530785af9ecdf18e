import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

export interface ShipmentRecord {
  id: string
  status: 'pending' | 'processing' | 'label_purchased' | 'cancelled'
  /** As it was given, without what ShipStation itself sets. */
  given: Fields
  created_at: string
  modified_at: string
}

export interface RateRecord {
  id: string
  shipmentId: string
  /** The shipment as it was rated. */
  shipment: Fields
  carrierId: string
  serviceCode: string
  created_at: string
}

export interface LabelRecord {
  id: string
  shipmentId: string
  shipment: Fields
  carrierId: string
  serviceCode: string
  trackingNumber: string
  rateId: string
  format: string
  layout: string
  /** `url` or `inline`. */
  download: string
  chargeEvent: string
  /** `returnOf` is the label that this one brings the package back for. */
  returnOf: string
  isReturn: boolean
  isTest: boolean
  isDelivered: boolean
  voided_at: string
  created_at: string
}

export interface PickupRecord {
  id: string
  label_ids: string[]
  carrierId: string
  warehouseId: string
  confirmation: string
  contact_details: object
  pickup_notes: string
  pickup_window: object
  cancelled_at: string
  created_at: string
}

const origin = {
  name: 'Grace Hopper',
  phone: '512-555-0100',
  company_name: 'Sandbox Shop',
  address_line1: '4301 Bull Creek Rd',
  city_locality: 'Austin',
  state_province: 'TX',
  postal_code: '78731',
  country_code: 'US',
  address_residential_indicator: 'no',
}

export const warehouse = {
  warehouse_id: fixtures.warehouse,
  is_default: true,
  name: 'Sandbox Warehouse',
  created_at: '2026-01-02T09:00:00.000Z',
  origin_address: origin,
  return_address: origin,
}

const shipment = {
  carrier_id: fixtures.carriers.usps,
  service_code: 'usps_priority_mail',
  external_shipment_id: fixtures.externalShipment,
  shipment_number: fixtures.shipmentNumber,
  store_id: fixtures.store,
  ship_date: '2026-01-15T00:00:00.000Z',
  ship_to: {
    name: 'Ada Lovelace',
    phone: '314-555-0101',
    address_line1: '1100 Wyoming St',
    city_locality: 'Saint Louis',
    state_province: 'MO',
    postal_code: '63118',
    country_code: 'US',
    address_residential_indicator: 'yes',
  },
  ship_from: origin,
  warehouse_id: fixtures.warehouse,
  packages: [{ package_code: 'package', weight: { value: 2, unit: 'pound' } }],
  items: [{ name: 'Example mug', sku: 'EXAMPLE-MUG', quantity: 1, unit_price: 12 }],
}

const at = '2026-01-15T09:30:00.000Z'

const shipmentFixtures: readonly ShipmentRecord[] = [
  { id: fixtures.shipment, status: 'pending', given: shipment, created_at: at, modified_at: at },
]

const rateFixtures: readonly RateRecord[] = [
  {
    id: fixtures.rate,
    shipmentId: fixtures.shipment,
    shipment,
    carrierId: fixtures.carriers.usps,
    serviceCode: 'usps_priority_mail',
    created_at: at,
  },
]

const label: LabelRecord = {
  id: fixtures.label,
  shipmentId: fixtures.shipment,
  shipment,
  carrierId: fixtures.carriers.usps,
  serviceCode: 'usps_priority_mail',
  trackingNumber: fixtures.labelTrackingNumber,
  rateId: fixtures.rate,
  format: 'pdf',
  layout: '4x6',
  download: 'url',
  chargeEvent: 'carrier_default',
  returnOf: '',
  isReturn: false,
  isTest: false,
  isDelivered: false,
  voided_at: '',
  created_at: at,
}

const labelFixtures: readonly LabelRecord[] = [
  label,
  { ...label, id: fixtures.deliveredLabel, trackingNumber: '9475711899564878915476', isDelivered: true },
  {
    ...label,
    id: fixtures.voidedLabel,
    trackingNumber: '9405511899223197428506',
    voided_at: '2026-01-15T10:00:00.000Z',
  },
]

const pickupFixtures: readonly PickupRecord[] = [
  {
    id: fixtures.pickup,
    label_ids: [fixtures.label],
    carrierId: fixtures.carriers.usps,
    warehouseId: fixtures.warehouse,
    confirmation: '292513CL4A3',
    contact_details: { name: 'Grace Hopper', email: 'grace@example.com', phone: '512-555-0100' },
    pickup_notes: '',
    pickup_window: { start_at: '2026-01-16T13:00:00.000Z', end_at: '2026-01-16T21:00:00.000Z' },
    cancelled_at: '',
    created_at: at,
  },
]

export function shipments(state: State): Collection<ShipmentRecord> {
  return collection(state, 'shipment', ({ id }) => id, shipmentFixtures)
}

export function rates(state: State): Collection<RateRecord> {
  return collection(state, 'rate', ({ id }) => id, rateFixtures)
}

export function labels(state: State): Collection<LabelRecord> {
  return collection(state, 'label', ({ id }) => id, labelFixtures)
}

export function pickups(state: State): Collection<PickupRecord> {
  return collection(state, 'pickup', ({ id }) => id, pickupFixtures)
}

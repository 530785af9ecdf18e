import { type Fields, isFields } from '../../http.ts'
import { listAt, textAt, valueAt } from '../../json-shape.ts'
import { totalPounds } from './parts.ts'
import { type ShipmentRecord, warehouse } from './records.ts'

/** A shipment as ShipStation answers it: what was given, and everything that has a default. */
export function shipmentView({ id, status, given, created_at, modified_at }: ShipmentRecord): Fields {
  const { validate_address: _, ...shown } = given
  const from = valueAt(given, 'ship_from') ?? warehouse.origin_address
  return {
    external_order_id: null,
    items: [],
    tax_identifiers: null,
    external_shipment_id: null,
    shipment_number: null,
    customs: null,
    ...shown,
    shipment_id: id,
    created_at,
    modified_at,
    shipment_status: status,
    ship_date: textAt(given, 'ship_date') || created_at,
    ship_to: indicated(valueAt(given, 'ship_to')),
    ship_from: indicated(from),
    return_to: indicated(valueAt(given, 'return_to') ?? from),
    is_return: valueAt(given, 'is_return') === true,
    confirmation: textAt(given, 'confirmation') || 'none',
    advanced_options: { ...defaultOptions, ...fieldsAt(given, 'advanced_options') },
    insurance_provider: textAt(given, 'insurance_provider') || 'none',
    tags: listAt(given, 'tags'),
    packages: listAt(given, 'packages').map((parcel, index) => ({
      shipment_package_id: `${id}${index + 1}`,
      package_code: 'package',
      insured_value: { currency: 'usd', amount: 0 },
      label_messages: { reference1: null, reference2: null, reference3: null },
      ...(isFields(parcel) ? parcel : {}),
    })),
    total_weight: { value: Math.round(totalPounds(given) * 1000) / 1000, unit: 'pound' },
  }
}

const defaultOptions = {
  bill_to_account: null,
  bill_to_country_code: null,
  bill_to_party: null,
  bill_to_postal_code: null,
  contains_alcohol: false,
  delivered_duty_paid: false,
  non_machinable: false,
  saturday_delivery: false,
  custom_field1: null,
  custom_field2: null,
  custom_field3: null,
}

export function indicated(address: unknown): Fields {
  return { address_residential_indicator: 'unknown', ...(isFields(address) ? address : {}) }
}

export function fieldsAt(value: unknown, ...path: readonly (string | number)[]): Fields {
  const found = valueAt(value, ...path)
  return isFields(found) ? found : {}
}

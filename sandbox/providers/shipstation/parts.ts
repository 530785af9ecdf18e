import {
  anything,
  boolean,
  group,
  list,
  listAt,
  matching,
  number,
  numberAt,
  oneOf,
  text,
  textAt,
  whole,
} from '../../json-shape.ts'

/** Parts that several resources share: https://docs.shipstation.com/apis/openapi */

export const id = matching(/^se(-[a-z0-9]+)+$/)

/** `2018-09-23T15:00:00.000Z` */
export const dateTime = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[-+]\d{2}:\d{2})$/)

/** A day, or a time. */
const date = matching(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[-+]\d{2}:\d{2}))?$/)

/** Currencies may be written in lower case, as ShipStation itself does. */
const money = group({ currency: matching(/^[A-Za-z]{3}$/), amount: number(0) })

export const weight = group({ value: number(0), unit: oneOf('pound', 'ounce', 'gram', 'kilogram') })

export const dimensions = group({
  unit: oneOf('inch', 'centimeter'),
  length: number(0),
  width: number(0),
  height: number(0),
})

const place = {
  address_line1: text(undefined, 1),
  city_locality: text(undefined, 1),
  country_code: text(2, 2),
}

/** A state or province and a postal code are wanted by the description of an address, as are a name and a phone. */
export const address = group(
  {
    ...place,
    name: text(undefined, 1),
    phone: text(undefined, 1),
    state_province: text(undefined, 1),
    postal_code: text(undefined, 1),
  },
  {
    email: text(),
    company_name: text(),
    address_line2: text(),
    address_line3: text(),
    address_residential_indicator: oneOf('unknown', 'yes', 'no'),
    instructions: text(),
  },
)

export const confirmation = oneOf(
  'none',
  'delivery',
  'signature',
  'adult_signature',
  'direct_signature',
  'delivery_mailed',
  'verbal_confirmation',
)

const parcel = group(
  { weight },
  {
    package_id: id,
    package_code: matching(/^[a-z0-9]+(_[a-z0-9]+)*$/),
    dimensions,
    insured_value: money,
    label_messages: anything,
    external_package_id: text(),
    content_description: text(),
    products: list(anything),
  },
)

const item = group(
  {},
  {
    name: text(),
    sales_order_id: text(),
    sales_order_item_id: text(),
    quantity: whole(0),
    sku: text(),
    external_order_id: text(),
    external_order_item_id: text(),
    asin: text(),
    weight,
    unit_price: number(0),
    tax_amount: number(0),
    shipping_amount: number(0),
  },
)

export const shipmentStatus = oneOf('pending', 'processing', 'label_purchased', 'cancelled')

/** What all ways of giving a shipment have in common; a sender is given by `ship_from` or by `warehouse_id`. */
export const shipmentMembers = {
  carrier_id: id,
  service_code: matching(/^[a-z0-9]+(_[a-z0-9-]+)* ?$/),
  external_order_id: text(),
  external_shipment_id: text(50),
  shipment_number: text(50),
  store_id: text(),
  ship_date: date,
  ship_from: address,
  warehouse_id: id,
  return_to: address,
  is_return: boolean,
  confirmation,
  customs: group(
    {
      contents: oneOf('merchandise', 'documents', 'gift', 'returned_goods', 'sample', 'other'),
      non_delivery: oneOf('return_to_sender', 'treat_as_abandoned'),
    },
    { customs_items: list(anything) },
  ),
  advanced_options: group({}),
  insurance_provider: oneOf('none', 'shipsurance', 'carrier', 'third_party'),
  tags: list(group({ name: text(undefined, 1) })),
  items: list(item),
  packages: list(parcel, 1),
  amount_paid: money,
  shipping_paid: money,
  tax_paid: money,
  notes_from_buyer: text(),
  notes_for_gift: text(),
  is_gift: boolean,
  validate_address: oneOf('no_validation', 'validate_only', 'validate_and_clean'),
}

const poundsIn: Readonly<Record<string, number>> = { pound: 1, ounce: 1 / 16, gram: 0.00220462, kilogram: 2.20462 }

export function poundsOf(given: unknown): number {
  return numberAt(given, 'value') * (poundsIn[textAt(given, 'unit')] ?? 1)
}

/** The weight of all packages of a shipment, in pounds. */
export function totalPounds(shipment: unknown): number {
  return listAt(shipment, 'packages').reduce<number>(
    (all, each) => all + poundsOf(typeof each === 'object' && each !== null && 'weight' in each ? each.weight : {}),
    0,
  )
}

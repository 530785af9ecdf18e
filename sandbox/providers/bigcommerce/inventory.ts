import { json } from '../../http.ts'
import { closed, list, listAt, matching, numberAt, oneOf, text, textAt, whole } from '../../json-shape.ts'
import { Problem } from './answers.ts'
import { bodyOf, type Call, flag, page, queryOf, wholes } from './call.ts'
import { fixtures } from './fixtures.ts'
import { type ProductRecord, products } from './records.ts'

const adjustment = closed(
  {
    items: list(
      closed({ location_id: whole(1), quantity: whole() }, { sku: text(), variant_id: whole(1), product_id: whole(1) }),
      1,
      10,
    ),
  },
  { reason: text() },
)

/**
 * `PUT /v3/inventory/adjustments/absolute`: each level becomes what it says. All of them change, or none.
 *
 * Source: https://developer.bigcommerce.com/docs/rest-management/inventory/adjustments
 */
export function setLevels(call: Call): Response {
  return adjust(call, (_level, quantity) => quantity)
}

/** `POST /v3/inventory/adjustments/relative`: each level rises or falls by what it says. */
export function changeLevels(call: Call): Response {
  return adjust(call, (level, quantity) => level + quantity)
}

function adjust(call: Call, levelOf: (level: number, quantity: number) => number): Response {
  queryOf(call)
  const body = bodyOf(call, adjustment)
  const errors: Record<string, string> = {}
  const changed: ProductRecord[] = []
  for (const [index, item] of listAt(body, 'items').entries()) {
    const named = ['sku', 'variant_id', 'product_id'].filter((name) => textAt(item, name) || numberAt(item, name))
    const found = named.length === 1 ? target(call, changed, item) : undefined
    const level = found === undefined ? 0 : levelOf(found.level, numberAt(item, 'quantity'))
    if (named.length !== 1) errors[`items.${index}`] = 'Exactly one of sku, variant_id and product_id is required'
    else if (numberAt(item, 'location_id') !== fixtures.location) errors[`items.${index}.location_id`] = 'not found'
    else if (found === undefined) errors[`items.${index}.${named[0]}`] = 'not found'
    else if (level < 0) errors[`items.${index}.quantity`] = 'The level can not be negative'
    else changed.push(found.at(level))
  }
  if (Object.keys(errors).length > 0) throw new Problem(422, 'Incorrect entity', errors)
  for (const product of changed) products(call.state).save(product)
  return json({ transaction_id: `${call.exchange.randomId(8)}-${call.exchange.randomId(12)}`.toLowerCase() })
}

/** The product and the variant that an item names, as changed so far. */
function target({ state }: Call, changed: readonly ProductRecord[], item: unknown) {
  const all = products(state)
    .all()
    .map((product) => changed.findLast(({ id }) => id === product.id) ?? product)
  for (const product of all) {
    const isProduct = product.id === numberAt(item, 'product_id')
    const variant = product.variants.find(
      ({ id, sku }) => isProduct || id === numberAt(item, 'variant_id') || (sku !== '' && sku === textAt(item, 'sku')),
    )
    if (variant === undefined) continue
    const at = (level: number): ProductRecord => ({
      ...product,
      inventory_level: level,
      variants: product.variants.map((one) => (one.id === variant.id ? { ...one, inventory_level: level } : one)),
    })
    return { level: variant.inventory_level, at }
  }
  return undefined
}

const itemFilters = { 'sku:in': text(), 'variant_id:in': wholes, 'product_id:in': wholes, 'location_id:in': wholes }

/** `GET /v3/inventory/items`: the levels of every variant in the one location. */
export function getItems(call: Call): Response {
  const query = queryOf(call, itemFilters, true)
  const isAmong = (name: string, value: string) =>
    textAt(query, name) === '' || textAt(query, name).split(',').includes(value)
  const items = products(call.state)
    .all()
    .flatMap(({ id, variants }) => variants.map((variant) => ({ product_id: id, variant })))
    .filter(
      ({ product_id, variant }) =>
        isAmong('sku:in', variant.sku) &&
        isAmong('variant_id:in', String(variant.id)) &&
        isAmong('product_id:in', String(product_id)) &&
        isAmong('location_id:in', String(fixtures.location)),
    )
  return page(call, query, items, ({ product_id, variant }) => ({
    identity: { sku: variant.sku, sku_id: null, variant_id: variant.id, product_id },
    locations: [
      {
        location_id: fixtures.location,
        location_code: location.code,
        location_name: location.label,
        available_to_sell: variant.inventory_level,
        total_inventory_onhand: variant.inventory_level,
        location_enabled: true,
        settings: {
          safety_stock: 0,
          is_in_stock: variant.inventory_level > 0,
          warning_level: 0,
          bin_picking_number: '',
        },
      },
    ],
  }))
}

const locationFilters = {
  'location_id:in': wholes,
  'location_code:in': text(),
  'type_id:in': matching(/^(PHYSICAL|VIRTUAL)(,(PHYSICAL|VIRTUAL))*$/),
  is_default: flag,
  is_active: flag,
  managed_by_external_source: flag,
  storefront_visibility: oneOf('true', 'false'),
}

const hours = { open: true, opening: '08:00', closing: '16:00' }

const location = {
  id: fixtures.location,
  code: 'BIGC-1',
  label: 'Main warehouse',
  description: '',
  managed_by_external_source: false,
  type_id: 'PHYSICAL',
  enabled: true,
  operating_hours: {
    sunday: { ...hours, open: false },
    monday: hours,
    tuesday: hours,
    wednesday: hours,
    thursday: hours,
    friday: hours,
    saturday: { ...hours, open: false },
  },
  time_zone: 'America/Chicago',
  created_at: '2026-01-02T09:00:00Z',
  updated_at: '2026-01-02T09:00:00Z',
  address: {
    address1: '4301 Bull Creek Rd',
    address2: '',
    city: 'Austin',
    state: 'TX',
    zip: '78731',
    email: 'warehouse@example.com',
    phone: '512-555-0101',
    geo_coordinates: { latitude: 30.31, longitude: -97.75 },
    country_code: 'US',
  },
  storefront_visibility: true,
  special_hours: [],
}

/** `GET /v3/inventory/locations`: every store has one. */
export function getLocations(call: Call): Response {
  const query = queryOf(call, locationFilters, true)
  const isAmong = (name: string, value: string) =>
    textAt(query, name) === '' || textAt(query, name).split(',').includes(value)
  const isFalse = ['is_default', 'is_active', 'storefront_visibility'].some((name) => textAt(query, name) === 'false')
  const found =
    !isFalse &&
    textAt(query, 'managed_by_external_source') !== 'true' &&
    isAmong('location_id:in', String(location.id)) &&
    isAmong('location_code:in', location.code) &&
    isAmong('type_id:in', location.type_id)
      ? [location]
      : []
  return page(call, query, found, (one) => one)
}

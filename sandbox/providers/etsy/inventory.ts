import { isFields, json } from '../../http.ts'
import {
  boolean,
  closed,
  list,
  listAt,
  type Members,
  number,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { EtsyError, notFound, seconds } from './answers.ts'
import { type Call, flag, jsonOf, nextNumber, queryOf } from './call.ts'
import { fixtures } from './fixtures.ts'
import { inventoryView, listingView, productView } from './listing-view.ts'
import { listingOf } from './listings.ts'
import { type ListingRecord, listings, type OfferingRecord } from './records.ts'

/** `readiness_state_id` has to be there too, but may be null; so it is checked by itself. */
const offering = closed(
  { price: number(0.01), quantity: whole(0), is_enabled: boolean },
  { readiness_state_id: whole(1) },
)

const propertyValue = closed(
  { property_id: whole(1), value_ids: list(whole(1)), values: list(text()) },
  { scale_id: whole(1), property_name: text() },
)

const product = closed({ offerings: list(offering, 1, 1) }, { sku: text(), property_values: list(propertyValue) })

const properties: Members = {
  price_on_property: list(whole()),
  quantity_on_property: list(whole()),
  sku_on_property: list(whole()),
  readiness_state_on_property: list(whole(1)),
}

/** `GET /v3/application/listings/{listing_id}/inventory` */
export function getInventory(call: Call): Response {
  const query = queryOf(call, { show_deleted: flag, includes: oneOf('Listing') })
  const listing = listingOf(call, call.parameters[0])
  const more = textAt(query, 'includes') === '' ? {} : { listing: listingView(call, listing) }
  return json({ ...inventoryView(listing), ...more })
}

/**
 * `PUT /v3/application/listings/{listing_id}/inventory`: replaces all of it. The ids and the names that reading it
 * gives must not be sent back.
 *
 * Source: https://developers.etsy.com/documentation/tutorials/listings#updating-inventory
 */
export function replaceInventory(call: Call): Response {
  queryOf(call, { max_variations_supported: oneOf('2', '3') })
  const listing = listingOf(call, call.parameters[0])
  const given = jsonOf(call, { products: list(product, 1) }, properties)
  const wanted = listAt(given, 'products')
  if (wanted.length > 1 && wanted.some((one) => listAt(one, 'property_values').length === 0)) {
    throw new EtsyError(400, 'Each of several products needs property_values.')
  }
  const offerings = wanted.flatMap((one) => listAt(one, 'offerings'))
  const readinessOf = (one: unknown) => valueAt(one, 'readiness_state_id')
  if (offerings.some((one) => readinessOf(one) === undefined)) {
    throw new EtsyError(400, 'Missing required parameter: readiness_state_id')
  }
  if (offerings.some((one) => readinessOf(one) !== null && readinessOf(one) !== fixtures.readinessState)) {
    throw new EtsyError(400, 'Invalid value for parameter: readiness_state_id')
  }
  if (!offerings.some((one) => valueAt(one, 'is_enabled') === true)) {
    throw new EtsyError(400, 'At least one offering must be enabled.')
  }
  const changed: ListingRecord = {
    ...listing,
    products: wanted.map((one, index) => ({
      product_id: listing.products[index]?.product_id ?? nextNumber(call.state, 'product'),
      sku: textAt(one, 'sku'),
      offerings: listAt(one, 'offerings').map((each) => newOffering(call, each, listing.products[index]?.offerings[0])),
      property_values: listAt(one, 'property_values').map((value) => ({
        property_name: null,
        scale_id: null,
        scale_name: null,
        ...(isFields(value) ? value : {}),
      })),
    })),
    on_property: Object.fromEntries(Object.keys(properties).map((name) => [name, listAt(given, name)])),
    updated: seconds(call.exchange.now),
  }
  listings(call.state).save(changed)
  return json(inventoryView(changed))
}

/** `GET /v3/application/listings/{listing_id}/inventory/products/{product_id}` */
export function getProduct(call: Call): Response {
  queryOf(call)
  const { products } = listingOf(call, call.parameters[0])
  const found = products.find(({ product_id }) => String(product_id) === call.parameters[1])
  if (found === undefined) throw notFound()
  return json(productView(found))
}

function newOffering({ state }: Call, given: unknown, before: OfferingRecord | undefined): OfferingRecord {
  return {
    offering_id: before?.offering_id ?? nextNumber(state, 'offering'),
    price: numberAt(given, 'price'),
    quantity: numberAt(given, 'quantity'),
    is_enabled: valueAt(given, 'is_enabled') === true,
    readiness_state_id: numberAt(given, 'readiness_state_id') || null,
  }
}

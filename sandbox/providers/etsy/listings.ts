import { empty, type Fields, json } from '../../http.ts'
import { anything, type Members, matching, oneOf, text, textAt } from '../../json-shape.ts'
import { EtsyError, notFound, seconds } from './answers.ts'
import { type Call, decimal, flag, formOf, id, nextNumber, order, page, paging, queryOf, textsAt } from './call.ts'
import { fixtures } from './fixtures.ts'
import { listingView, priceOf, stateOf, withIncludes } from './listing-view.ts'
import { type ListingRecord, listings } from './records.ts'

const decades = ['1990s', '1980s', '1970s', '1960s', '1950s', '1940s', '1930s', '1920s', '1910s', '1900s']
const eras = ['made_to_order', '2020_2026', '2010_2019', '2007_2009', 'before_2007', '2000_2006']

const whoMade = oneOf('i_did', 'someone_else', 'collective')
const whenMade = oneOf(...eras, ...decades, '1800s', '1700s', 'before_1700')
const title = matching(/^[\p{L}\p{Nd}\p{P}\p{Sm}\p{Zs}™©®]+$/u)
const positive = matching(/^(?=.*[1-9])\d+(\.\d+)?$/)

/** What both creating and changing a listing take. */
const shared: Members = {
  image_ids: anything,
  materials: anything,
  tags: anything,
  production_partner_ids: anything,
  should_auto_renew: flag,
  shipping_profile_id: id,
  return_policy_id: id,
  shop_section_id: id,
  item_weight: decimal,
  item_length: decimal,
  item_width: decimal,
  item_height: decimal,
  item_weight_unit: oneOf('', 'oz', 'lb', 'g', 'kg'),
  item_dimensions_unit: oneOf('', 'in', 'ft', 'mm', 'cm', 'm', 'yd', 'inches'),
  is_taxable: flag,
  is_supply: flag,
  is_personalizable: flag,
  personalization_is_required: flag,
  personalization_char_count_max: matching(/^\d+$/),
  personalization_instructions: text(),
  type: oneOf('physical', 'download', 'both'),
}

const required: Members = {
  quantity: id,
  title,
  description: text(undefined, 1),
  price: positive,
  who_made: whoMade,
  when_made: whenMade,
  taxonomy_id: id,
}

const creatable: Members = {
  ...shared,
  processing_min: matching(/^\d+$/),
  processing_max: matching(/^\d+$/),
  readiness_state_id: id,
  styles: anything,
  is_customizable: flag,
}

const changeable: Members = {
  ...shared,
  title,
  description: text(undefined, 1),
  who_made: whoMade,
  when_made: whenMade,
  taxonomy_id: id,
  featured_rank: matching(/^-?\d+$/),
  state: oneOf('active', 'inactive'),
}

const listFilters: Members = {
  ...paging,
  ...order,
  state: oneOf('active', 'inactive', 'sold_out', 'draft', 'expired'),
  sort_on: oneOf('created', 'price', 'updated', 'score'),
  includes: text(),
}

/** `GET /v3/application/shops/{shop_id}/listings`: the active ones, or those of another state. */
export function getShopListings(call: Call): Response {
  return listed(call, queryOf(call, listFilters))
}

/** `GET /v3/application/shops/{shop_id}/listings/active`, which needs no OAuth. */
export function getActiveListings(call: Call): Response {
  const { state: _state, includes: _includes, ...filters } = listFilters
  return listed(call, queryOf(call, { ...filters, keywords: text() }))
}

function listed(call: Call, query: Fields): Response {
  const state = textAt(query, 'state') || 'active'
  const keywords = textAt(query, 'keywords').toLowerCase()
  const found = listings(call.state)
    .all()
    .filter((listing) => stateOf(listing) === state && textAt(listing.given, 'title').toLowerCase().includes(keywords))
  const keys: Readonly<Record<string, (listing: ListingRecord) => number>> = {
    price: priceOf,
    updated: ({ updated }) => updated,
  }
  const key = keys[textAt(query, 'sort_on')] ?? (({ created }) => created)
  return page(query, found, key, (listing) => withIncludes(call, listing, textsAt(query, 'includes')))
}

/** `GET /v3/application/listings/{listing_id}` */
export function getListing(call: Call): Response {
  const query = queryOf(call, { includes: text(), language: text(), allow_suggested_title: flag })
  return json(withIncludes(call, listingOf(call, call.parameters[0]), textsAt(query, 'includes')))
}

/** `POST /v3/application/shops/{shop_id}/listings`: a draft. What is shipped needs a profile for that. */
export function createListing(call: Call): Response {
  queryOf(call)
  const given = formOf(call, required, creatable)
  const isShipped = textAt(given, 'type') !== 'download'
  if (isShipped && textAt(given, 'shipping_profile_id') === '') {
    throw new EtsyError(400, 'A shipping_profile_id is required for physical listings.')
  }
  refuseUnknownReferences(given)
  const readiness = textAt(given, 'readiness_state_id')
  const now = seconds(call.exchange.now)
  const listing: ListingRecord = {
    listing_id: nextNumber(call.state, 'listing'),
    given,
    state: 'draft',
    products: [
      {
        product_id: nextNumber(call.state, 'product'),
        sku: '',
        offerings: [
          {
            offering_id: nextNumber(call.state, 'offering'),
            price: Number(textAt(given, 'price')),
            quantity: Number(textAt(given, 'quantity')),
            is_enabled: true,
            readiness_state_id: readiness === '' ? null : Number(readiness),
          },
        ],
        property_values: [],
      },
    ],
    on_property: {},
    created: now,
    updated: now,
  }
  listings(call.state).save(listing)
  return json(listingView(call, listing), 201)
}

/** `PATCH /v3/application/shops/{shop_id}/listings/{listing_id}`: `state=active` publishes what has an image. */
export function updateListing(call: Call): Response {
  queryOf(call)
  const listing = listingOf(call, call.parameters[1])
  const given = formOf(call, {}, changeable)
  refuseUnknownReferences(given)
  const after = { ...listing.given, ...given }
  const isPublished = textAt(given, 'state') === 'active'
  if (isPublished && listing.state === 'draft' && textsAt(after, 'image_ids').length === 0) {
    throw new EtsyError(400, 'A listing must have at least one image to be published.')
  }
  const changed: ListingRecord = {
    ...listing,
    given: after,
    state: isPublished ? 'active' : textAt(given, 'state') === 'inactive' ? 'inactive' : listing.state,
    updated: seconds(call.exchange.now),
  }
  listings(call.state).save(changed)
  return json(listingView(call, changed))
}

/** `DELETE /v3/application/listings/{listing_id}` */
export function deleteListing(call: Call): Response {
  queryOf(call)
  const { listing_id } = listingOf(call, call.parameters[0])
  listings(call.state).remove(String(listing_id))
  return empty()
}

export function listingOf({ state }: Call, listingId: string): ListingRecord {
  const listing = listings(state).find(listingId)
  if (listing === undefined) throw notFound()
  return listing
}

/** The shop has one shipping profile and one processing profile. */
function refuseUnknownReferences(given: Fields): void {
  const profile = textAt(given, 'shipping_profile_id')
  if (profile !== '' && Number(profile) !== fixtures.shippingProfile) {
    throw new EtsyError(400, `Invalid shipping_profile_id: ${profile}`)
  }
  const readiness = textAt(given, 'readiness_state_id')
  if (readiness !== '' && Number(readiness) !== fixtures.readinessState) {
    throw new EtsyError(400, `Invalid readiness_state_id: ${readiness}`)
  }
}

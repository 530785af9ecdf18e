import type { Fields } from '../../http.ts'
import { textAt } from '../../json-shape.ts'
import { money } from './answers.ts'
import { type Call, isTrue, textsAt } from './call.ts'
import type { ListingRecord, ProductRecord } from './records.ts'

/** The offerings that can be bought. */
function offeringsOf({ products }: ListingRecord) {
  return products.flatMap(({ offerings }) => offerings).filter(({ is_enabled }) => is_enabled)
}

function quantityOf(listing: ListingRecord): number {
  return offeringsOf(listing).reduce((sum, { quantity }) => sum + quantity, 0)
}

/** What it costs at least. */
export function priceOf(listing: ListingRecord): number {
  return Math.min(...offeringsOf(listing).map(({ price }) => price))
}

/** An active listing of which nothing is left is sold out. */
export function stateOf(listing: ListingRecord): string {
  return listing.state === 'active' && quantityOf(listing) === 0 ? 'sold_out' : listing.state
}

export function listingView({ user, shop }: Call, listing: ListingRecord): Readonly<Record<string, unknown>> {
  const { listing_id, given, products, created, updated } = listing
  const numberOf = (name: string) => (textAt(given, name) === '' ? null : Number(textAt(given, name)))
  const textOf = (name: string) => textAt(given, name) || null
  const type = textAt(given, 'type') || 'physical'
  const hasReadiness = listing.state === 'active' && type === 'physical'
  return {
    listing_id,
    user_id: user,
    shop_id: shop,
    title: textAt(given, 'title'),
    description: textAt(given, 'description'),
    rich_description: null,
    state: stateOf(listing),
    creation_timestamp: created,
    created_timestamp: created,
    // Listings expire after four months.
    ending_timestamp: created + 10_368_000,
    original_creation_timestamp: created,
    last_modified_timestamp: updated,
    updated_timestamp: updated,
    state_timestamp: updated,
    quantity: quantityOf(listing),
    shop_section_id: numberOf('shop_section_id'),
    featured_rank: Number(textAt(given, 'featured_rank') || '-1'),
    url: `https://www.etsy.com/listing/${listing_id}`,
    num_favorers: 0,
    non_taxable: textAt(given, 'is_taxable') === 'false',
    is_taxable: textAt(given, 'is_taxable') !== 'false',
    is_customizable: isTrue(given, 'is_customizable'),
    is_personalizable: isTrue(given, 'is_personalizable'),
    listing_type: type,
    tags: textsAt(given, 'tags'),
    materials: textsAt(given, 'materials'),
    shipping_profile_id: numberOf('shipping_profile_id'),
    return_policy_id: numberOf('return_policy_id'),
    processing_min: null,
    processing_max: null,
    who_made: textOf('who_made'),
    when_made: textOf('when_made'),
    is_supply: isTrue(given, 'is_supply'),
    item_weight: numberOf('item_weight'),
    item_weight_unit: textOf('item_weight_unit'),
    item_length: numberOf('item_length'),
    item_width: numberOf('item_width'),
    item_height: numberOf('item_height'),
    item_dimensions_unit: textOf('item_dimensions_unit'),
    is_private: false,
    style: textsAt(given, 'styles'),
    file_data: '',
    has_variations: products.length > 1,
    should_auto_renew: isTrue(given, 'should_auto_renew'),
    language: 'en-US',
    price: money(priceOf(listing)),
    taxonomy_id: numberOf('taxonomy_id'),
    readiness_state_id: hasReadiness ? numberOf('readiness_state_id') : null,
    suggested_title: null,
  }
}

/** A listing as it is read, with what `includes` adds of what the sandbox has. */
export function withIncludes(call: Call, listing: ListingRecord, includes: readonly string[]): object {
  const images = textsAt(listing.given, 'image_ids').map((listing_image_id, index) => ({
    listing_id: listing.listing_id,
    listing_image_id: Number(listing_image_id),
    rank: index + 1,
    url_fullxfull: `https://i.etsystatic.com/il_fullxfull.${listing_image_id}.jpg`,
    created_timestamp: listing.created,
  }))
  const all: Fields = { Images: images, Inventory: inventoryView(listing), Videos: [] }
  const names: Readonly<Record<string, string>> = { Images: 'images', Inventory: 'inventory', Videos: 'videos' }
  const added = includes.flatMap((name) => (names[name] === undefined ? [] : [[names[name], all[name]] as const]))
  const skus = listing.products.map(({ sku }) => sku).filter((sku) => sku !== '')
  return { ...listingView(call, listing), skus, views: 0, ...Object.fromEntries(added) }
}

export function inventoryView({ products, on_property }: ListingRecord) {
  return {
    products: products.map(productView),
    price_on_property: [],
    quantity_on_property: [],
    sku_on_property: [],
    readiness_state_on_property: [],
    ...on_property,
  }
}

export function productView({ product_id, sku, offerings, property_values }: ProductRecord): object {
  return {
    product_id,
    sku,
    is_deleted: false,
    offerings: offerings.map(({ offering_id, price, ...offering }) => ({
      offering_id,
      ...offering,
      is_deleted: false,
      price: money(price),
    })),
    property_values,
  }
}

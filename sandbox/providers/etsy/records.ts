import { type Collection, collection } from '../../collection.ts'
import type { Fields } from '../../http.ts'
import type { State } from '../../provider.ts'
import { fixtures } from './fixtures.ts'

export interface OfferingRecord {
  offering_id: number
  price: number
  quantity: number
  is_enabled: boolean
  readiness_state_id: number | null
}

export interface ProductRecord {
  product_id: number
  sku: string
  offerings: OfferingRecord[]
  property_values: readonly unknown[]
}

export interface ListingRecord {
  listing_id: number
  /** The form that it was made of: every value is a text or a list of texts. */
  given: Fields
  state: 'active' | 'inactive' | 'draft'
  products: ProductRecord[]
  /** `price_on_property` and its kind. */
  on_property: Fields
  /** Seconds since 1970. */
  created: number
  updated: number
}

/** 2026-01-15T09:30:00Z */
export const fixtureTime = 1_768_469_400

const listingFixture: ListingRecord = {
  listing_id: fixtures.listing,
  given: {
    title: 'Silver Necklace',
    description: 'A necklace of sterling silver.',
    who_made: 'i_did',
    when_made: 'made_to_order',
    taxonomy_id: String(fixtures.taxonomy),
    shipping_profile_id: String(fixtures.shippingProfile),
    readiness_state_id: String(fixtures.readinessState),
    image_ids: '3812345678',
    tags: 'necklace,silver',
    materials: 'silver',
  },
  state: 'active',
  products: [
    {
      product_id: fixtures.product,
      sku: 'NECK-SILVER-1',
      offerings: [
        {
          offering_id: fixtures.offering,
          price: 49,
          quantity: 12,
          is_enabled: true,
          readiness_state_id: fixtures.readinessState,
        },
      ],
      property_values: [],
    },
  ],
  on_property: {},
  created: fixtureTime,
  updated: fixtureTime,
}

export function listings(state: State): Collection<ListingRecord> {
  return collection(state, 'listing', ({ listing_id }) => String(listing_id), [listingFixture])
}

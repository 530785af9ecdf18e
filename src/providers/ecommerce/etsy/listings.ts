import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { path } from '../../../kit/path.ts'
import { form, get, patch, post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { nextOffset, numericId, offsetCursor, pageOf, pageQuery } from './inputs.ts'
import { listing, unifyListing } from './listing-answers.ts'
import { exampleMoney, priceOf } from './money.ts'

/** Joined by commas, which no tag has: https://github.com/etsy/open-api/issues/557 */
const tags = () =>
  z
    .array(z.string().regex(/^[\p{L}\p{Nd}\p{Zs}\-'™©®]{1,20}$/u, 'has a character that no tag has, or more than 20'))
    .min(1)
    .max(13)

/** Products are listings. */
export const listingOperations = ({ read, write }: Kit) => ({
  'list-products': read(ecommerce.listProducts, {
    docs: 'https://developers.etsy.com/documentation/reference#operation/getListingsByShop',
    extra: () => ({
      ...offsetCursor(),
      /** Etsy lists one state at a time. */
      state: z.enum(['active', 'inactive', 'sold_out', 'draft', 'expired']).default('active'),
    }),
    request: ({ state, ...page }, { shopId }) =>
      get(path`/v3/application/shops/${shopId}/listings`, { query: { state, ...pageQuery(page) } }),
    example: {
      input: { limit: 3 },
      response: ({ state }) => ({ count: 1, results: [exampleListing({ state })] }),
    },
    answer: () => pageOf(listing()),
    unify: ({ results }) => ({ items: results.map(unifyListing) }),
    next: nextOffset,
  }),
  'get-product': read(ecommerce.getProduct, {
    docs: 'https://developers.etsy.com/documentation/reference#operation/getListing',
    extra: () => ({ id: numericId() }),
    request: ({ id }) => get(path`/v3/application/listings/${id}`),
    example: { input: { id: fixtures.listing }, response: ({ id }) => exampleListing({ id }) },
    answer: listing,
    unify: unifyListing,
  }),
  'create-product': write(ecommerce.createProduct, {
    docs: 'https://developers.etsy.com/documentation/reference#operation/createDraftListing',
    extra: () => ({
      description: z.string().min(1).max(65_535),
      /** A listing needs an image to be for sale, so that a new one always is a draft. */
      status: z.literal('draft').default('draft'),
      quantity: z.int().min(1).max(999),
      whoMade: z.enum(['i_did', 'someone_else', 'collective']),
      /** `made_to_order`, or the years that Etsy offers: `2020_2026`, `1990s`, `before_1700`. */
      whenMade: z
        .string()
        .regex(/^(made_to_order|before_\d{4}|\d{4}_\d{4}|\d{3}0s)$/, 'is not one of the times that Etsy offers'),
      /** A node of the seller taxonomy. */
      taxonomy: numericId(),
      type: z.enum(['physical', 'download', 'both']).default('physical'),
      /** From `list-shipping-profiles`; what is sent needs one. */
      shippingProfile: numericId().optional(),
      /** The processing profile: how long it takes until it is sent. */
      readinessState: numericId().optional(),
      isSupply: z.boolean().default(false),
      tags: tags().optional(),
    }),
    rules: ({ sku, type, shippingProfile }) => [
      ...(sku === undefined ? [] : [{ path: 'sku', message: "isn't known yet: it is set by `replace-inventory`" }]),
      ...(type === 'physical' && shippingProfile === undefined
        ? [{ path: 'shippingProfile', message: 'is needed for what is physical' }]
        : []),
    ],
    request: (input, { shopId }) =>
      post(
        path`/v3/application/shops/${shopId}/listings`,
        form({
          quantity: input.quantity,
          title: input.title,
          description: input.description,
          price: priceOf(input.price, input.currency),
          who_made: input.whoMade,
          when_made: input.whenMade,
          taxonomy_id: input.taxonomy,
          shipping_profile_id: input.shippingProfile,
          readiness_state_id: input.readinessState,
          is_supply: input.isSupply,
          tags: input.tags?.join(','),
          type: input.type,
        }),
      ),
    example: {
      input: {
        title: 'Silver Necklace',
        description: 'A necklace of sterling silver.',
        price: 4900,
        currency: 'USD',
        quantity: 5,
        whoMade: 'i_did',
        whenMade: 'made_to_order',
        taxonomy: fixtures.taxonomy,
        shippingProfile: fixtures.shippingProfile,
        readinessState: fixtures.readinessState,
      },
      response: ({ status, ...input }) => exampleListing({ ...input, id: '1412345999', state: status }),
    },
    answer: listing,
    unify: unifyListing,
  }),
  'update-product': write(ecommerce.updateProduct, {
    docs: 'https://developers.etsy.com/documentation/reference#operation/updateListing',
    extra: () => ({
      id: numericId(),
      description: z.string().min(1).max(65_535).optional(),
      /** `draft` takes a listing off the shop; nothing but time makes one expire. */
      status: z.enum(['active', 'draft']).optional(),
      /** All of its tags from then on. */
      tags: tags().optional(),
    }),
    request: ({ id, title, description, status, tags: words }, { shopId }) =>
      patch(
        path`/v3/application/shops/${shopId}/listings/${id}`,
        form({ title, description, state: nativeState(status), tags: words?.join(',') }),
      ),
    example: {
      input: { id: fixtures.listing, title: 'Silver Necklace, longer' },
      response: ({ status, ...input }) => exampleListing({ ...input, state: nativeState(status) }),
    },
    answer: listing,
    unify: unifyListing,
  }),
})

function nativeState(status: 'active' | 'draft' | undefined): string | undefined {
  return status === 'draft' ? 'inactive' : status
}

interface ExampleInput {
  readonly id?: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly state?: string | undefined
  readonly quantity?: number
  readonly price?: number
  readonly currency?: string
  readonly tags?: readonly string[] | undefined
}

function exampleListing({ id = fixtures.listing, state = 'active', ...input }: ExampleInput) {
  return {
    listing_id: Number(id),
    user_id: Number(fixtures.user),
    shop_id: Number(fixtures.shop),
    title: input.title ?? 'Silver Necklace',
    description: input.description ?? 'A necklace of sterling silver.',
    state,
    quantity: input.quantity ?? 12,
    url: `https://www.etsy.com/listing/${id}`,
    listing_type: 'physical',
    tags: input.tags ?? [],
    price: exampleMoney(input.price ?? 4_900, input.currency),
    taxonomy_id: Number(fixtures.taxonomy),
    shipping_profile_id: Number(fixtures.shippingProfile),
    has_variations: false,
    original_creation_timestamp: 1_768_469_400,
    created_timestamp: 1_768_469_400,
    updated_timestamp: 1_768_469_400,
  }
}

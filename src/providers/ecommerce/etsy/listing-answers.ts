import * as z from 'zod'
import type { ProductStatus } from '../../../contracts/ecommerce.ts'
import { fromUnixSeconds } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { minorOf, money } from './money.ts'

export const listing = once(() =>
  z.looseObject({
    listing_id: z.int(),
    title: z.string(),
    description: z.string().nullish(),
    state: z.string(),
    quantity: z.int().nullish(),
    price: money().nullish(),
    original_creation_timestamp: z.int().nullish(),
    created_timestamp: z.int().nullish(),
    updated_timestamp: z.int().nullish(),
  }),
)

export function unifyListing(native: z.output<ReturnType<typeof listing>>) {
  const { price } = native
  return {
    id: String(native.listing_id),
    title: native.title,
    description: native.description ?? null,
    status: statusOf(native.state),
    price: price ? minorOf(price) : null,
    currency: price ? price.currency_code.toUpperCase() : null,
    // Etsy keeps SKUs and stocks with the products of a listing: `get-inventory`, `replace-inventory`.
    sku: null,
    inventory: native.quantity ?? null,
    inventoryItem: null,
    createdAt: timeOf(native.original_creation_timestamp ?? native.created_timestamp),
    updatedAt: timeOf(native.updated_timestamp),
  }
}

/** What is sold out stays for sale, and what has expired was: https://developers.etsy.com/documentation/tutorials/listings */
function statusOf(state: string): ProductStatus {
  if (state === 'active' || state === 'sold_out') return 'active'
  return state === 'expired' ? 'archived' : 'draft'
}

export function timeOf(seconds: number | null | undefined): string | null {
  return typeof seconds === 'number' ? fromUnixSeconds(seconds) : null
}

import * as z from 'zod'
import type { ProductStatus } from '../../../contracts/ecommerce.ts'
import { toMinor } from '../../../contracts/money.ts'
import { once } from '../../../kit/contract.ts'
import type { Config } from './config.ts'
import { fromGmt } from './times.ts'

export const product = once(() =>
  z.looseObject({
    id: z.int(),
    name: z.string(),
    status: z.string(),
    description: z.string().nullish(),
    sku: z.string().nullish(),
    /** Now; the lowest of its variations' prices. Empty where there is none. */
    price: z.string().nullish(),
    manage_stock: z.boolean().nullish(),
    stock_quantity: z.number().nullish(),
    date_created_gmt: z.string().nullish(),
    date_modified_gmt: z.string().nullish(),
  }),
)

export function unifyProduct(native: z.output<ReturnType<typeof product>>, { currency }: Config) {
  const isCounted = native.manage_stock === true
  return {
    id: String(native.id),
    title: native.name,
    description: native.description ?? null,
    status: statusOf(native.status),
    price: currency === undefined || !native.price ? null : (toMinor(native.price, currency) ?? null),
    currency: currency?.toUpperCase() ?? null,
    sku: native.sku || null,
    inventory: isCounted && Number.isSafeInteger(native.stock_quantity) ? (native.stock_quantity ?? null) : null,
    inventoryItem: isCounted ? String(native.id) : null,
    createdAt: fromGmt(native.date_created_gmt),
    updatedAt: fromGmt(native.date_modified_gmt),
  }
}

/** Besides, products wait for a review (`pending`), or are seen by the store's own people only (`private`). */
function statusOf(native: string): ProductStatus {
  if (native === 'publish') return 'active'
  return native === 'trash' ? 'archived' : 'draft'
}

import * as z from 'zod'
import { toMinor } from '../../../contracts/money.ts'
import { once } from '../../../kit/contract.ts'
import type { Config } from './config.ts'
import { fromDatabase } from './times.ts'

export const product = once(() =>
  z.looseObject({
    sku: z.string(),
    name: z.string().nullish(),
    price: z.number().nullish(),
    status: z.int().nullish(),
    type_id: z.string().nullish(),
    extension_attributes: z
      .looseObject({
        stock_item: z.looseObject({ qty: z.number().nullish(), manage_stock: z.boolean().nullish() }).nullish(),
      })
      .nullish(),
    custom_attributes: z.array(z.looseObject({ attribute_code: z.string(), value: z.unknown() })).nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  }),
)

type Product = z.output<ReturnType<typeof product>>

/** 1 is enabled, 2 disabled: Magento has no archive. */
export const nativeStatus = { active: 1, draft: 2 } as const

export function unifyProduct(native: Product, { currency }: Config) {
  const isMade = isMadeOfOthers(native)
  const counted = isMade ? null : stockOf(native)
  return {
    id: native.sku,
    title: native.name ?? native.sku,
    description: descriptionOf(native),
    status: native.status === nativeStatus.draft ? ('draft' as const) : ('active' as const),
    price: isMade ? null : priceOf(native, currency),
    currency: currency?.toUpperCase() ?? null,
    sku: native.sku,
    inventory: counted,
    inventoryItem: isMade ? null : native.sku,
    createdAt: fromDatabase(native.created_at),
    updatedAt: fromDatabase(native.updated_at),
  }
}

/** Prices and stocks of these are those of other products, which are its variants or its parts. */
function isMadeOfOthers({ type_id }: Product): boolean {
  return type_id === 'configurable' || type_id === 'grouped' || type_id === 'bundle'
}

function priceOf({ price }: Product, currency: string | undefined): number | null {
  return currency === undefined || typeof price !== 'number' ? null : (toMinor(price, currency) ?? null)
}

/** Of the default source; lists leave it out. */
function stockOf({ extension_attributes }: Product): number | null {
  const { qty, manage_stock } = extension_attributes?.stock_item ?? {}
  return typeof qty === 'number' && Number.isSafeInteger(qty) && manage_stock !== false ? qty : null
}

function descriptionOf({ custom_attributes }: Product): string | null {
  const value = custom_attributes?.find(({ attribute_code }) => attribute_code === 'description')?.value
  return typeof value === 'string' ? value : null
}

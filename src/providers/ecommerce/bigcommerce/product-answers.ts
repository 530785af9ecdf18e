import * as z from 'zod'
import { toMinor } from '../../../contracts/money.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import type { Config } from './config.ts'

const variant = () => z.looseObject({ id: z.int(), price: z.number().nullish() })

export const product = once(() =>
  z.looseObject({
    id: z.int(),
    name: z.string(),
    description: z.string().nullish(),
    is_visible: z.boolean().nullish(),
    price: z.number().nullish(),
    sku: z.string().nullish(),
    inventory_level: z.int().nullish(),
    inventory_tracking: z.string().nullish(),
    variants: z.array(variant()).nullish(),
    base_variant_id: z.int().nullish(),
    date_created: z.string().nullish(),
    date_modified: z.string().nullish(),
  }),
)

type Product = z.output<ReturnType<typeof product>>

/** 207 stands for a product that was saved without some of what came with it, and puts the product in a list. */
export const savedProduct = () => z.looseObject({ data: z.union([product(), z.tuple([product()])]) })

export function unifySaved({ data }: z.output<ReturnType<typeof savedProduct>>, config: Config) {
  return unifyProduct(Array.isArray(data) ? data[0] : data, config)
}

export function unifyProduct(native: Product, { currency }: Config) {
  return {
    id: String(native.id),
    title: native.name,
    description: native.description ?? null,
    status: native.is_visible === false ? ('draft' as const) : ('active' as const),
    price: currency === undefined ? null : priceOf(native, currency),
    currency: currency?.toUpperCase() ?? null,
    sku: native.sku || null,
    inventory: native.inventory_tracking === 'none' ? null : (native.inventory_level ?? null),
    inventoryItem: native.inventory_tracking === 'none' ? null : onlyVariantOf(native),
    createdAt: toUtc(native.date_created),
    updatedAt: toUtc(native.date_modified),
  }
}

/** A variant without a price of its own has that of the product. */
function priceOf({ price, variants }: Product, currency: string): number | null {
  const prices = (variants ?? []).map((one) => one.price ?? price).filter((one) => typeof one === 'number')
  const lowest = prices.length > 0 ? Math.min(...prices) : price
  return typeof lowest === 'number' ? (toMinor(lowest, currency) ?? null) : null
}

/** A product without options has one variant too, its base variant, by which its stock is counted. */
function onlyVariantOf({ base_variant_id, variants }: Product): string | null {
  if (typeof base_variant_id === 'number') return String(base_variant_id)
  const only = variants?.length === 1 ? variants[0] : undefined
  return only === undefined ? null : String(only.id)
}

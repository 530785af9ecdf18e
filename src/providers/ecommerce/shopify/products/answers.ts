import * as z from 'zod'
import type { ProductStatus } from '../../../../contracts/ecommerce.ts'
import { toMinor } from '../../../../contracts/money.ts'
import { toUtc } from '../../../../contracts/time.ts'
import { once } from '../../../../kit/contract.ts'
import { answered, connection, money } from '../graphql.ts'

const product = once(() =>
  z.looseObject({
    id: z.string(),
    title: z.string(),
    descriptionHtml: z.string().nullish(),
    status: z.string(),
    totalInventory: z.int().nullish(),
    tracksInventory: z.boolean().nullish(),
    priceRangeV2: z.looseObject({ minVariantPrice: money() }).nullish(),
    variants: z
      .looseObject({
        nodes: z.array(
          z.looseObject({
            sku: z.string().nullish(),
            inventoryItem: z.looseObject({ id: z.string(), tracked: z.boolean().nullish() }).nullish(),
          }),
        ),
      })
      .nullish(),
    createdAt: z.string().nullish(),
    updatedAt: z.string().nullish(),
  }),
)

export const productAnswer = once(() => answered({ product: product() }))
export const productList = once(() => answered({ products: connection(product()) }))
export const productSetAnswer = once(() => answered({ productSet: z.looseObject({ product: product() }) }))
export const productUpdateAnswer = once(() => answered({ productUpdate: z.looseObject({ product: product() }) }))

export function unifyProduct(native: z.output<ReturnType<typeof product>>) {
  const variants = native.variants?.nodes ?? []
  const onlyVariant = variants.length === 1 ? variants[0] : undefined
  const price = native.priceRangeV2?.minVariantPrice
  return {
    id: native.id,
    title: native.title,
    description: native.descriptionHtml ?? null,
    status: statusOf(native.status),
    price: price === undefined ? null : (toMinor(price.amount, price.currencyCode) ?? null),
    currency: price?.currencyCode ?? null,
    sku: onlyVariant?.sku ?? null,
    inventory: native.tracksInventory === false ? null : (native.totalInventory ?? null),
    inventoryItem: onlyVariant?.inventoryItem?.id ?? null,
    createdAt: toUtc(native.createdAt),
    updatedAt: toUtc(native.updatedAt),
  }
}

/** An unlisted product is for sale to whoever has its link. */
function statusOf(native: string): ProductStatus {
  if (native === 'DRAFT') return 'draft'
  return native === 'ARCHIVED' ? 'archived' : 'active'
}

export const inventoryAnswer = () =>
  answered({
    inventorySetQuantities: z.looseObject({ inventoryAdjustmentGroup: z.looseObject({ id: z.string() }).nullish() }),
  })

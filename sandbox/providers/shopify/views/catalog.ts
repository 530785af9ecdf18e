import { type Connection, connection, cursorOf, type PageArguments } from '../connection.ts'
import type { ShopContext } from '../context.ts'
import type { MediaRecord, ProductRecord, VariantRecord } from '../records.ts'
import { count, gid, money, moneyV2 } from '../values.ts'
import { availableOf, inventoryItemView } from './inventory.ts'
import { shopCurrency } from './shop.ts'

/** What GraphQL resolves a product's fields from: plain values, and functions where a field costs or takes arguments. */
export interface ProductView {
  id: string
  variants(page: PageArguments): Connection<VariantView>
  [field: string]: unknown
}

export interface VariantView {
  id: string
  product(): ProductView
  [field: string]: unknown
}

export function productView(shop: ShopContext, product: ProductRecord): ProductView {
  const variants = product.variants
  const prices = variants.map(({ price }) => price)
  const isActive = product.status === 'ACTIVE'
  return {
    __typename: 'Product',
    id: gid('Product', product.id),
    legacyResourceId: product.id,
    title: product.title,
    handle: product.handle,
    description: ({ truncateAt }: { truncateAt?: number | null }) => {
      const text = product.descriptionHtml.replaceAll(/<[^>]*>/g, '').trim()
      return typeof truncateAt === 'number' && text.length > truncateAt ? `${text.slice(0, truncateAt - 3)}...` : text
    },
    descriptionHtml: product.descriptionHtml,
    vendor: product.vendor,
    productType: product.productType,
    status: product.status,
    tags: product.tags,
    templateSuffix: product.templateSuffix,
    seo: product.seo,
    isGiftCard: product.giftCard,
    requiresSellingPlan: product.requiresSellingPlan,
    hasOnlyDefaultVariant: variants.length === 1 && variants[0]?.values[0] === 'Default Title',
    hasOutOfStockVariants: variants.some((variant) => variant.item.tracked && availableOf(variant.item) <= 0),
    totalInventory: variants.reduce((sum, { item }) => sum + (item.tracked ? availableOf(item) : 0), 0),
    tracksInventory: variants.some(({ item }) => item.tracked),
    options: ({ first }: { first?: number | null }) => optionViews(product).slice(0, first ?? undefined),
    priceRangeV2: {
      minVariantPrice: moneyV2(Math.min(...prices), shopCurrency),
      maxVariantPrice: moneyV2(Math.max(...prices), shopCurrency),
    },
    featuredMedia: () => (product.media[0] === undefined ? null : mediaView(product.media[0])),
    media: (page: PageArguments) => connection(product.media, page, mediaView),
    mediaCount: count(product.media.length),
    variants: (page) => connection(variants, page, (variant) => variantView(shop, product, variant)),
    variantsCount: count(variants.length),
    onlineStoreUrl: isActive ? `https://${shop.domain}/products/${product.handle}` : null,
    onlineStorePreviewUrl: `https://${shop.domain}/products/${product.handle}`,
    publishedAt: isActive ? product.createdAt : null,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    defaultCursor: cursorOf(product),
  }
}

function optionViews(product: ProductRecord): object[] {
  return product.options.map((option, index) => {
    const used = new Set(product.variants.map(({ values }) => values[index]))
    return {
      __typename: 'ProductOption',
      id: gid('ProductOption', option.id),
      name: option.name,
      position: index + 1,
      values: option.values.map(({ name }) => name).filter((name) => used.has(name)),
      optionValues: option.values.map(({ id, name }) => ({
        id: gid('ProductOptionValue', id),
        name,
        hasVariants: used.has(name),
      })),
    }
  })
}

/** Media stay `UPLOADED` here: nothing fetches their source, and the image appears only when it was processed. */
function mediaView(media: MediaRecord): object {
  return {
    __typename: 'MediaImage',
    id: gid('MediaImage', media.id),
    alt: media.alt,
    image: null,
    preview: { image: null, status: 'UPLOADED' },
    mediaContentType: media.type,
    mimeType: null,
    status: 'UPLOADED',
    fileStatus: 'UPLOADED',
    mediaErrors: [],
    mediaWarnings: [],
    fileErrors: [],
    createdAt: media.createdAt,
    updatedAt: media.createdAt,
  }
}

export function variantTitle(variant: VariantRecord): string {
  return variant.values.join(' / ')
}

export function variantView(shop: ShopContext, product: ProductRecord, variant: VariantRecord): VariantView {
  const title = variantTitle(variant)
  const available = availableOf(variant.item)
  const isSellable = !variant.item.tracked || variant.inventoryPolicy === 'CONTINUE' || available > 0
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', variant.id),
    legacyResourceId: variant.id,
    title,
    displayName: `${product.title} - ${title}`,
    sku: variant.sku,
    barcode: variant.barcode,
    price: money(variant.price),
    compareAtPrice: variant.compareAtPrice === null ? null : money(variant.compareAtPrice),
    position: product.variants.findIndex(({ id }) => id === variant.id) + 1,
    availableForSale: product.status === 'ACTIVE' && isSellable,
    inventoryItem: () => inventoryItemView(shop, product, variant),
    inventoryPolicy: variant.inventoryPolicy,
    inventoryQuantity: available,
    selectedOptions: product.options.map((option, index) => {
      const name = variant.values[index] ?? ''
      const value = option.values.find((candidate) => candidate.name === name)
      return {
        name: option.name,
        value: name,
        optionValue: { id: gid('ProductOptionValue', value?.id ?? '0'), name, hasVariants: true },
      }
    }),
    sellableOnlineQuantity: available,
    taxable: variant.taxable,
    product: () => productView(shop, product),
    requiresComponents: variant.requiresComponents,
    showUnitPrice: variant.showUnitPrice,
    createdAt: variant.createdAt,
    updatedAt: variant.updatedAt,
    defaultCursor: cursorOf(variant),
  }
}

/** The product and variant that carry a variant id. */
export function findVariant(
  shop: ShopContext,
  variantId: string | undefined,
): { product: ProductRecord; variant: VariantRecord } | undefined {
  for (const product of shop.products.all()) {
    const variant = product.variants.find(({ id }) => id === variantId)
    if (variant !== undefined) return { product, variant }
  }
  return undefined
}

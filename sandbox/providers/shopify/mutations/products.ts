import type { ShopContext } from '../context.ts'
import type { MediaRecord, OptionRecord, ProductRecord } from '../records.ts'
import { gid, idOfInput, type UserError, userError } from '../values.ts'
import { productView } from '../views/catalog.ts'
import { shopView } from '../views/shop.ts'
import { newVariant } from './variants.ts'

export interface ProductInput {
  id?: string | null
  title?: string | null
  handle?: string | null
  descriptionHtml?: string | null
  vendor?: string | null
  productType?: string | null
  status?: string | null
  tags?: string[] | null
  templateSuffix?: string | null
  seo?: { title?: string | null; description?: string | null } | null
  giftCard?: boolean | null
  requiresSellingPlan?: boolean | null
  productOptions?: { name?: string | null; values?: { name?: string | null }[] | null }[] | null
}

interface MediaInput {
  alt?: string | null
  mediaContentType: string
  originalSource: string
}

interface ProductArguments {
  product?: ProductInput | null
  /** The deprecated form of `product`. */
  input?: ProductInput | null
  media?: MediaInput[] | null
  identifier?: { id?: string; handle?: string } | null
}

/** Three options a product: https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/productCreate */
export const mostOptions = 3
const longestTitle = 255

export function productCreate(shop: ShopContext, { product, input, media }: ProductArguments): object {
  const given = product ?? input ?? {}
  const errors = [...titleErrors(given.title ?? ''), ...handleErrors(shop, given.handle), ...optionErrors(given)]
  if (errors.length > 0) return { product: null, shop: shopView(shop), userErrors: errors }

  const title = (given.title ?? '').trim()
  const options = optionsOf(shop, given)
  const created: ProductRecord = {
    id: shop.newId(),
    title,
    handle: given.handle ?? freeHandle(shop, title),
    descriptionHtml: given.descriptionHtml ?? '',
    vendor: given.vendor ?? shop.domain.replace('.myshopify.com', ''),
    productType: given.productType ?? '',
    status: given.status ?? 'ACTIVE',
    tags: tagsOf(given.tags),
    templateSuffix: given.templateSuffix ?? null,
    seo: { title: given.seo?.title ?? null, description: given.seo?.description ?? null },
    giftCard: given.giftCard ?? false,
    requiresSellingPlan: given.requiresSellingPlan ?? false,
    options,
    media: mediaOf(shop, media),
    variants: [
      newVariant(
        shop,
        options.map(({ values }) => values[0]?.name ?? ''),
      ),
    ],
    createdAt: shop.now,
    updatedAt: shop.now,
  }
  shop.products.save(created)
  return { product: productView(shop, created), shop: shopView(shop), userErrors: [] }
}

export function productUpdate(shop: ShopContext, { product, input, identifier, media }: ProductArguments): object {
  const given = product ?? input ?? {}
  const id = idOfInput('Product', identifier?.id ?? given.id)
  const current =
    typeof identifier?.handle === 'string'
      ? shop.products.all().find(({ handle }) => handle === identifier.handle)
      : shop.products.find(id ?? '')
  if (current === undefined) return { product: null, userErrors: [userError(['id'], 'Product does not exist')] }

  const errors = [
    ...(given.title === undefined ? [] : titleErrors(given.title ?? '')),
    ...(given.handle === current.handle ? [] : handleErrors(shop, given.handle)),
  ]
  if (errors.length > 0) return { product: productView(shop, current), userErrors: errors }

  const changed: ProductRecord = {
    ...current,
    title: given.title?.trim() ?? current.title,
    handle: given.handle ?? current.handle,
    descriptionHtml: given.descriptionHtml === undefined ? current.descriptionHtml : (given.descriptionHtml ?? ''),
    vendor: given.vendor ?? current.vendor,
    productType: given.productType === undefined ? current.productType : (given.productType ?? ''),
    status: given.status ?? current.status,
    tags: given.tags === undefined ? current.tags : tagsOf(given.tags),
    templateSuffix: given.templateSuffix === undefined ? current.templateSuffix : given.templateSuffix,
    seo: {
      title: given.seo?.title === undefined ? current.seo.title : given.seo.title,
      description: given.seo?.description === undefined ? current.seo.description : given.seo.description,
    },
    requiresSellingPlan: given.requiresSellingPlan ?? current.requiresSellingPlan,
    media: [...current.media, ...mediaOf(shop, media)],
    updatedAt: shop.now,
  }
  shop.products.save(changed)
  return { product: productView(shop, changed), userErrors: [] }
}

export function productDelete(shop: ShopContext, { input }: { input: { id: string } }): object {
  const id = idOfInput('Product', input.id)
  if (id === undefined || shop.products.find(id) === undefined) {
    return { deletedProductId: null, shop: shopView(shop), userErrors: [userError(['id'], 'Product does not exist')] }
  }
  shop.products.remove(id)
  return { deletedProductId: gid('Product', id), shop: shopView(shop), userErrors: [] }
}

export function titleErrors(title: string): UserError[] {
  if (title.trim() === '') return [userError(['title'], "Title can't be blank")]
  if (title.length > longestTitle) {
    return [userError(['title'], `Title is too long (maximum is ${longestTitle} characters)`)]
  }
  return []
}

function handleErrors(shop: ShopContext, handle: string | null | undefined): UserError[] {
  const isTaken = typeof handle === 'string' && shop.products.all().some((product) => product.handle === handle)
  return isTaken ? [userError(['handle'], `Handle '${handle}' already in use. Please provide a new handle.`)] : []
}

function optionErrors({ productOptions }: ProductInput): UserError[] {
  const options = productOptions ?? []
  const names = options.map(({ name }) => name?.toLowerCase())
  if (options.length > mostOptions) {
    return [userError(['productOptions'], `Can only specify a maximum of ${mostOptions} options`)]
  }
  if (new Set(names).size < names.length) return [userError(['productOptions'], 'Option names must be unique')]
  return options.flatMap(({ name, values }, index) => {
    if ((name ?? '') === '') return [userError(['productOptions', String(index), 'name'], "Name can't be blank")]
    if ((values ?? []).length === 0) {
      return [userError(['productOptions', String(index), 'values'], 'The option must have at least one value')]
    }
    return []
  })
}

export function optionsOf(shop: ShopContext, { productOptions }: Pick<ProductInput, 'productOptions'>): OptionRecord[] {
  const given =
    productOptions === null || productOptions === undefined || productOptions.length === 0
      ? [{ name: 'Title', values: [{ name: 'Default Title' }] }]
      : productOptions
  return given.map(({ name, values }) => ({
    id: shop.newId(),
    name: name ?? '',
    values: (values ?? []).map((value) => ({ id: shop.newId(), name: value.name ?? '' })),
  }))
}

export function tagsOf(tags: readonly string[] | null | undefined): string[] {
  return [...new Set((tags ?? []).map((tag) => tag.trim()).filter(Boolean))].toSorted((left, right) =>
    left.localeCompare(right),
  )
}

function mediaOf(shop: ShopContext, media: readonly MediaInput[] | null | undefined): MediaRecord[] {
  return (media ?? []).map(({ alt, mediaContentType, originalSource }) => ({
    id: shop.newId(),
    alt: alt ?? null,
    type: mediaContentType,
    source: originalSource,
    createdAt: shop.now,
  }))
}

export function freeHandle(shop: ShopContext, title: string): string {
  const base = title
    .normalize('NFKD')
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '-')
  const taken = new Set(shop.products.all().map(({ handle }) => handle))
  let handle = base
  for (let suffix = 1; taken.has(handle); suffix += 1) handle = `${base}-${suffix}`
  return handle
}

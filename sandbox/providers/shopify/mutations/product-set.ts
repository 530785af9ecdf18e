import type { ShopContext } from '../context.ts'
import type { MediaRecord, OptionRecord, ProductRecord, VariantRecord } from '../records.ts'
import { idOfInput, type UserError, userError } from '../values.ts'
import { productView, variantTitle } from '../views/catalog.ts'
import { startOperation } from '../views/operations.ts'
import {
  type FileInput,
  given,
  inputFaults,
  type OptionInput,
  type OptionValueInput,
  type SetArguments,
  type SetInput,
  type SetVariantInput,
  subject,
} from './product-set-input.ts'
import { freeHandle, optionsOf, tagsOf } from './products.ts'
import { alreadyExists, applied, inputErrors, newVariant, type VariantInput } from './variants.ts'

/**
 * Creates a product with its options and variants, or brings the one that is named to what the input says: lists replace
 * what was there, other fields stay where they are left out.
 */
export function productSet(shop: ShopContext, { input, identifier, synchronous }: SetArguments): object {
  const found = subject(shop, input, identifier)
  const errors = 'errors' in found ? found.errors : inputFaults(shop, input, found.current)
  const result = 'errors' in found || errors.length > 0 ? undefined : built(shop, input, found.current)
  const all = result === undefined ? errors : result.errors
  const product = result === undefined || all.length > 0 ? undefined : result.product
  if (product !== undefined) shop.products.save(product)
  if (synchronous === false) {
    const operation = startOperation(shop, product?.id ?? null, all)
    return { product: null, productSetOperation: operation, userErrors: [] }
  }
  return {
    product: product === undefined ? null : productView(shop, product),
    productSetOperation: null,
    userErrors: all,
  }
}

interface Built {
  readonly product: ProductRecord
  readonly errors: UserError[]
}

function built(shop: ShopContext, input: SetInput, current: ProductRecord | undefined): Built {
  const base = current === undefined ? blank(shop, input) : structuredClone(current)
  const options = given(input.productOptions) ? optionsFrom(shop, input.productOptions ?? [], base) : base.options
  const variants = variantsFrom(shop, input, { ...base, options })
  const product: ProductRecord = {
    ...base,
    title: input.title?.trim() ?? base.title,
    handle: input.handle ?? base.handle,
    descriptionHtml: input.descriptionHtml === undefined ? base.descriptionHtml : (input.descriptionHtml ?? ''),
    vendor: input.vendor ?? base.vendor,
    productType: input.productType === undefined ? base.productType : (input.productType ?? ''),
    status: input.status ?? base.status,
    tags: input.tags === undefined ? base.tags : tagsOf(input.tags),
    templateSuffix: input.templateSuffix === undefined ? base.templateSuffix : input.templateSuffix,
    seo: { title: input.seo?.title ?? base.seo.title, description: input.seo?.description ?? base.seo.description },
    giftCard: input.giftCard ?? base.giftCard,
    requiresSellingPlan: input.requiresSellingPlan ?? base.requiresSellingPlan,
    options,
    variants: variants.list,
    media: input.files === undefined ? base.media : filesFrom(shop, input.files ?? [], base.media),
    updatedAt: shop.now,
  }
  return { product, errors: variants.errors }
}

function blank(shop: ShopContext, { title }: SetInput): ProductRecord {
  return {
    id: shop.newId(),
    title: '',
    handle: freeHandle(shop, (title ?? '').trim()),
    descriptionHtml: '',
    vendor: shop.domain.replace('.myshopify.com', ''),
    productType: '',
    status: 'ACTIVE',
    tags: [],
    templateSuffix: null,
    seo: { title: null, description: null },
    giftCard: false,
    requiresSellingPlan: false,
    options: optionsOf(shop, {}),
    media: [],
    variants: [newVariant(shop, ['Default Title'])],
    createdAt: shop.now,
    updatedAt: shop.now,
  }
}

function optionsFrom(shop: ShopContext, options: readonly OptionInput[], { options: before }: ProductRecord) {
  return options.map(({ id, name, values }): OptionRecord => {
    const known = before.find((option) =>
      typeof id === 'string' ? option.id === idOfInput('ProductOption', id) : option.name === name,
    )
    return {
      id: known?.id ?? shop.newId(),
      name: name ?? known?.name ?? '',
      values: (values ?? []).map((value) => valueFrom(shop, value, known?.values ?? [])),
    }
  })
}

function valueFrom(
  shop: ShopContext,
  { id, name }: OptionValueInput,
  before: OptionRecord['values'],
): OptionRecord['values'][number] {
  const known = before.find((value) =>
    typeof id === 'string' ? value.id === idOfInput('ProductOptionValue', id) : value.name === name,
  )
  return { id: known?.id ?? shop.newId(), name: name ?? known?.name ?? '' }
}

function variantsFrom(
  shop: ShopContext,
  { variants }: SetInput,
  product: ProductRecord,
): { list: VariantRecord[]; errors: UserError[] } {
  if (!given(variants)) return { list: product.variants, errors: [] }
  const list: VariantRecord[] = []
  const errors: UserError[] = []
  for (const [index, input] of (variants ?? []).entries()) {
    const path = ['input', 'variants', String(index)]
    const { values, fault: unfit } = valuesOf(product.options, input, path)
    const known = product.variants.find((variant) =>
      typeof input.id === 'string'
        ? variant.id === idOfInput('ProductVariant', input.id)
        : variant.values.join('\n') === values.join('\n'),
    )
    if (typeof input.id === 'string' && known === undefined) {
      errors.push(userError([...path, 'id'], 'Product variant does not exist', 'PRODUCT_VARIANT_DOES_NOT_EXIST'))
      continue
    }
    const plain = asBulkInput(input)
    const variant = { ...applied(shop, known ?? newVariant(shop, values), plain), values }
    const invalid = inputErrors(path, plain).map(({ field, message }) => userError(field, message, 'INVALID_VARIANT'))
    if (unfit !== undefined) invalid.push(unfit)
    else if (list.some((other) => variantTitle(other) === variantTitle(variant))) {
      invalid.push({ ...alreadyExists(path, variant), code: 'INVALID_VARIANT' })
    }
    errors.push(...invalid)
    list.push(variant)
  }
  return { list, errors }
}

/** The value of each option, all of which the options of the same input name. */
function valuesOf(options: readonly OptionRecord[], { optionValues }: SetVariantInput, path: readonly string[]) {
  const chosen = options.map((option) =>
    (optionValues ?? []).find(
      ({ optionName, optionId }) => option.name === optionName || option.id === idOfInput('ProductOption', optionId),
    ),
  )
  const values = chosen.map((choice) => choice?.name ?? '')
  const refuse = (message: string, code: string) => ({
    values,
    fault: userError([...path, 'optionValues'], message, code),
  })
  const named = (optionValues ?? []).length
  if (chosen.filter((choice) => choice !== undefined).length < named) {
    return refuse('Option does not exist.', 'OPTION_DOES_NOT_EXIST')
  }
  const missing = options.find((_, index) => chosen[index] === undefined)
  if (missing !== undefined) return refuse(`You need to add option values for ${missing.name}`, 'INVALID_VARIANT')
  const unknown = options.some(({ values: known }, index) => known.every(({ name }) => name !== values[index]))
  return unknown ? refuse('Option value does not exist.', 'OPTION_VALUE_DOES_NOT_EXIST') : { values, fault: undefined }
}

/** The input in the form that `productVariantsBulkCreate` takes: the SKU with the item, quantities without a name. */
function asBulkInput({ sku, inventoryQuantities, inventoryItem, ...input }: SetVariantInput): VariantInput {
  return {
    ...input,
    inventoryItem: { ...inventoryItem, ...(sku === undefined ? {} : { sku }) },
    inventoryQuantities: (inventoryQuantities ?? []).map(({ locationId, quantity }) => ({
      locationId,
      availableQuantity: quantity,
    })),
  }
}

function filesFrom(shop: ShopContext, files: readonly FileInput[], before: readonly MediaRecord[]): MediaRecord[] {
  return files.map(({ id, alt, contentType, originalSource }) => {
    const known = before.find((media) => media.id === idOfInput('MediaImage', id))
    return {
      id: known?.id ?? shop.newId(),
      alt: alt ?? known?.alt ?? null,
      type: contentType ?? known?.type ?? 'IMAGE',
      source: originalSource ?? known?.source ?? '',
      createdAt: known?.createdAt ?? shop.now,
    }
  })
}

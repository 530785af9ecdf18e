import type { ShopContext } from '../context.ts'
import { locations } from '../fixtures.ts'
import type { InventoryItemRecord, ProductRecord, VariantRecord } from '../records.ts'
import { cents, idOfInput, type UserError, userError } from '../values.ts'
import { productView, variantTitle, variantView } from '../views/catalog.ts'

interface ItemInput {
  sku?: string | null
  tracked?: boolean | null
  requiresShipping?: boolean | null
  cost?: string | null
  countryCodeOfOrigin?: string | null
  provinceCodeOfOrigin?: string | null
  harmonizedSystemCode?: string | null
  measurement?: { weight?: { unit: string; value: number } | null } | null
}

export interface VariantInput {
  id?: string | null
  price?: string | null
  compareAtPrice?: string | null
  barcode?: string | null
  taxable?: boolean | null
  inventoryPolicy?: string | null
  requiresComponents?: boolean | null
  showUnitPrice?: boolean | null
  inventoryItem?: ItemInput | null
  inventoryQuantities?: { availableQuantity: number; locationId: string }[] | null
  optionValues?: { name?: string | null; optionName?: string | null; optionId?: string | null }[] | null
}

interface BulkArguments {
  productId: string
  variants: VariantInput[]
  strategy?: string | null
  allowPartialUpdates?: boolean | null
}

export function newVariant(shop: ShopContext, values: string[]): VariantRecord {
  return {
    id: shop.newId(),
    values,
    sku: null,
    barcode: null,
    price: 0,
    compareAtPrice: null,
    inventoryPolicy: 'DENY',
    taxable: true,
    requiresComponents: false,
    showUnitPrice: false,
    item: {
      id: shop.newId(),
      tracked: false,
      requiresShipping: true,
      cost: null,
      countryCodeOfOrigin: null,
      provinceCodeOfOrigin: null,
      harmonizedSystemCode: null,
      weight: { unit: 'KILOGRAMS', value: 0 },
      levels: { [locations[0].id]: { available: 0, on_hand: 0 } },
    },
    createdAt: shop.now,
    updatedAt: shop.now,
  }
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/productVariantsBulkCreate */
export function productVariantsBulkCreate(shop: ShopContext, { productId, variants, strategy }: BulkArguments): object {
  const product = shop.products.find(idOfInput('Product', productId) ?? '')
  if (product === undefined) return failure(null, [noProduct])
  const hasStandalone = product.variants.length === 1 && product.variants[0]?.values[0] === 'Default Title'
  const replaces = strategy === 'REMOVE_STANDALONE_VARIANT' || (strategy === 'DEFAULT' && hasStandalone)
  const changed: ProductRecord = { ...structuredClone(product), updatedAt: shop.now }
  if (replaces && hasStandalone) changed.variants = []

  const errors: UserError[] = []
  const created: VariantRecord[] = []
  for (const [index, input] of variants.entries()) {
    const path = ['variants', String(index)]
    const invalid = [
      ...inputErrors(path, input),
      ...(typeof input.id === 'string'
        ? [userError([...path, 'id'], 'Id is not allowed on create', 'INVALID_INPUT')]
        : []),
    ]
    const values = optionValues(shop, changed, input, path, invalid)
    const variant = applied(shop, newVariant(shop, values), input)
    if (invalid.length === 0 && changed.variants.some((other) => variantTitle(other) === variantTitle(variant))) {
      invalid.push(alreadyExists(path, variant))
    }
    errors.push(...invalid)
    changed.variants.push(variant)
    created.push(variant)
  }
  if (errors.length > 0) return failure(productView(shop, product), errors)
  shop.products.save(changed)
  return success(shop, changed, created)
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/productVariantsBulkUpdate */
export function productVariantsBulkUpdate(shop: ShopContext, { productId, variants }: BulkArguments): object {
  const product = shop.products.find(idOfInput('Product', productId) ?? '')
  if (product === undefined) return failure(null, [noProduct])
  const changed: ProductRecord = { ...structuredClone(product), updatedAt: shop.now }

  const errors: UserError[] = []
  const updated: VariantRecord[] = []
  for (const [index, input] of variants.entries()) {
    const path = ['variants', String(index)]
    if (typeof input.id !== 'string') {
      errors.push(userError([...path, 'id'], 'Product variant is missing ID attribute', 'PRODUCT_VARIANT_ID_MISSING'))
      continue
    }
    const id = idOfInput('ProductVariant', input.id)
    const position = changed.variants.findIndex((variant) => variant.id === id)
    const current = changed.variants[position]
    if (current === undefined) {
      errors.push(userError([...path, 'id'], 'Product variant does not exist', 'PRODUCT_VARIANT_DOES_NOT_EXIST'))
      continue
    }
    const invalid = inputErrors(path, input)
    if (input.inventoryQuantities !== null && input.inventoryQuantities !== undefined) {
      const message =
        'Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.'
      invalid.push(userError([...path, 'inventoryQuantities'], message, 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE'))
    }
    const variant = applied(shop, current, input)
    if (input.optionValues !== null && input.optionValues !== undefined) {
      variant.values = optionValues(shop, changed, input, path, invalid)
      const isTaken = changed.variants.some((other) => other.id !== id && variantTitle(other) === variantTitle(variant))
      if (isTaken) invalid.push(alreadyExists(path, variant))
    }
    errors.push(...invalid)
    changed.variants[position] = variant
    updated.push(variant)
  }
  if (errors.length > 0) return failure(productView(shop, product), errors)
  shop.products.save(changed)
  return success(shop, changed, updated)
}

const noProduct = userError(['productId'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST')

function failure(product: object | null, userErrors: UserError[]): object {
  return { product, productVariants: null, userErrors }
}

function success(shop: ShopContext, product: ProductRecord, variants: readonly VariantRecord[]): object {
  return {
    product: productView(shop, product),
    productVariants: variants.map((variant) => variantView(shop, product, variant)),
    userErrors: [],
  }
}

export function alreadyExists(path: readonly string[], variant: VariantRecord): UserError {
  const message = `The variant '${variantTitle(variant)}' already exists. Please change at least one option value.`
  return userError(path, message, 'VARIANT_ALREADY_EXISTS')
}

export function inputErrors(path: readonly string[], input: VariantInput): UserError[] {
  const errors: UserError[] = []
  const isNegative = (amount: string | null | undefined): boolean => typeof amount === 'string' && Number(amount) < 0
  if (isNegative(input.price)) {
    errors.push(userError([...path, 'price'], 'Price must be greater than or equal to 0', 'GREATER_THAN_OR_EQUAL_TO'))
  }
  if (isNegative(input.compareAtPrice)) {
    const message = 'Compare at price must be greater than or equal to 0'
    errors.push(userError([...path, 'compareAtPrice'], message, 'GREATER_THAN_OR_EQUAL_TO'))
  }
  for (const { locationId } of input.inventoryQuantities ?? []) {
    if (locations.every(({ id }) => id !== idOfInput('Location', locationId))) {
      const message = 'Quantity could not be set. The location was not found.'
      errors.push(userError([...path, 'inventoryQuantities'], message, 'TRACKED_VARIANT_LOCATION_NOT_FOUND'))
    }
  }
  return errors
}

/** The value of each option; one that the product has not had joins it, as the API does. */
function optionValues(
  shop: ShopContext,
  product: ProductRecord,
  input: VariantInput,
  path: readonly string[],
  errors: UserError[],
): string[] {
  const given = input.optionValues ?? []
  const unknown = given.find(
    ({ optionName, optionId }) =>
      !product.options.some(({ id, name }) => name === optionName || id === idOfInput('ProductOption', optionId)),
  )
  if (unknown !== undefined) {
    errors.push(userError([...path, 'optionValues'], 'Option does not exist', 'INVALID_INPUT'))
    return []
  }
  return product.options.map((option) => {
    const chosen = given.find(
      ({ optionName, optionId }) => option.name === optionName || option.id === idOfInput('ProductOption', optionId),
    )
    const value = chosen?.name ?? ''
    if (value === '') {
      const message = `You need to add option values for ${option.name}`
      errors.push(userError(path, message, 'NEED_TO_ADD_OPTION_VALUES'))
    } else if (option.values.every(({ name }) => name !== value)) {
      option.values.push({ id: shop.newId(), name: value })
    }
    return value
  })
}

/** The variant with what the input names; what it leaves out stays. */
export function applied(shop: ShopContext, variant: VariantRecord, input: VariantInput): VariantRecord {
  const given = input.inventoryItem ?? {}
  const { item } = variant
  const changedItem: InventoryItemRecord = {
    ...item,
    tracked: given.tracked ?? item.tracked,
    requiresShipping: given.requiresShipping ?? item.requiresShipping,
    cost: given.cost === undefined ? item.cost : given.cost,
    countryCodeOfOrigin: given.countryCodeOfOrigin ?? item.countryCodeOfOrigin,
    provinceCodeOfOrigin: given.provinceCodeOfOrigin ?? item.provinceCodeOfOrigin,
    harmonizedSystemCode: given.harmonizedSystemCode ?? item.harmonizedSystemCode,
    weight: given.measurement?.weight ?? item.weight,
    levels: { ...item.levels },
  }
  for (const { availableQuantity, locationId } of input.inventoryQuantities ?? []) {
    const id = idOfInput('Location', locationId) ?? ''
    changedItem.levels[id] = { available: availableQuantity, on_hand: availableQuantity }
  }
  return {
    ...variant,
    price: typeof input.price === 'string' ? cents(input.price) : variant.price,
    compareAtPrice:
      input.compareAtPrice === undefined
        ? variant.compareAtPrice
        : input.compareAtPrice === null
          ? null
          : cents(input.compareAtPrice),
    sku: given.sku === undefined ? variant.sku : given.sku,
    barcode: input.barcode === undefined ? variant.barcode : input.barcode,
    taxable: input.taxable ?? variant.taxable,
    inventoryPolicy: input.inventoryPolicy ?? variant.inventoryPolicy,
    requiresComponents: input.requiresComponents ?? variant.requiresComponents,
    showUnitPrice: input.showUnitPrice ?? variant.showUnitPrice,
    item: changedItem,
    updatedAt: shop.now,
  }
}

import type { ShopContext } from '../context.ts'
import type { ProductRecord } from '../records.ts'
import { idOfInput, type UserError, userError } from '../values.ts'
import { mostOptions, type ProductInput, titleErrors } from './products.ts'
import type { VariantInput } from './variants.ts'

export interface OptionInput {
  id?: string | null
  name?: string | null
  values?: OptionValueInput[] | null
}

export interface OptionValueInput {
  id?: string | null
  name?: string | null
}

export interface SetVariantInput extends Omit<VariantInput, 'inventoryQuantities'> {
  sku?: string | null
  inventoryQuantities?: { locationId: string; name: string; quantity: number }[] | null
}

export interface FileInput {
  id?: string | null
  alt?: string | null
  contentType?: string | null
  originalSource?: string | null
}

export interface SetInput extends Omit<ProductInput, 'productOptions'> {
  productOptions?: OptionInput[] | null
  variants?: SetVariantInput[] | null
  files?: FileInput[] | null
}

export interface SetArguments {
  input: SetInput
  /** One of the three. A `customId` names nothing here, since the sandbox keeps no metafields. */
  identifier?: { id?: string; handle?: string; customId?: object } | null
  synchronous?: boolean | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/productSet: "a limit of 2048 product variants". */
const mostVariants = 2_048

type Subject = { readonly current: ProductRecord | undefined } | { readonly errors: UserError[] }

/** The product that is meant; `undefined` where one is to be created. */
export function subject(shop: ShopContext, input: SetInput, identifier: SetArguments['identifier']): Subject {
  const hasId = typeof input.id === 'string'
  if (identifier && hasId) {
    return fault(['input', 'id'], 'The id field is not allowed if identifier is provided.', 'ID_NOT_ALLOWED')
  }
  if (typeof identifier?.handle === 'string') {
    if (typeof input.handle !== 'string') {
      const message = 'The input field corresponding to the identifier is required.'
      return fault(['input', 'handle'], message, 'MISSING_FIELD_REQUIRED')
    }
    if (input.handle !== identifier.handle) {
      const message = 'The identifier value does not match the value of the corresponding field in the input.'
      return fault(['input', 'handle'], message, 'INPUT_MISMATCH')
    }
    return { current: shop.products.all().find(({ handle }) => handle === identifier.handle) }
  }
  const id = identifier?.id ?? input.id
  if (typeof id !== 'string') return { current: undefined }
  const current = shop.products.find(idOfInput('Product', id) ?? '')
  if (current !== undefined) return { current }
  return hasId
    ? fault(['input', 'id'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST')
    : fault(['identifier', 'id'], 'Resource matching the identifier was not found.', 'NOT_FOUND')
}

function fault(field: readonly string[], message: string, code: string): { errors: UserError[] } {
  return { errors: [userError(field, message, code)] }
}

export function inputFaults(shop: ShopContext, input: SetInput, current: ProductRecord | undefined): UserError[] {
  const { title, handle, giftCard, productOptions, variants } = input
  const errors: UserError[] = []
  const refuse = (field: string, message: string, code: string) =>
    errors.push(userError(['input', field], message, code))

  if (current === undefined || title !== undefined) {
    for (const { message } of titleErrors(title ?? '')) refuse('title', message, 'INVALID_PRODUCT')
  }
  if (
    typeof handle === 'string' &&
    shop.products.all().some((one) => one.handle === handle && one.id !== current?.id)
  ) {
    refuse('handle', `Handle '${handle}' already in use. Please provide a new handle.`, 'HANDLE_NOT_UNIQUE')
  }
  if (current !== undefined && typeof giftCard === 'boolean' && giftCard !== current.giftCard) {
    const message = 'The product gift_card attribute cannot be changed after creation.'
    refuse('giftCard', message, 'GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED')
  }
  if (given(variants) && !given(productOptions)) {
    const message = 'Must specify product options when updating variants.'
    refuse('productOptions', message, 'PRODUCT_OPTIONS_INPUT_MISSING')
  }
  if (given(productOptions) && !given(variants)) {
    refuse('variants', 'Must specify variants when updating options.', 'VARIANTS_INPUT_MISSING')
  }
  if ((variants ?? []).length > mostVariants) {
    refuse('variants', 'Number of product variants exceeds shop limit.', 'VARIANTS_OVER_LIMIT')
  }
  return [...errors, ...optionFaults(productOptions ?? [], current)]
}

export function given(list: readonly unknown[] | null | undefined): boolean {
  return list !== null && list !== undefined && list.length > 0
}

function optionFaults(options: readonly OptionInput[], current: ProductRecord | undefined): UserError[] {
  if (options.length > mostOptions) {
    const message = `Can only specify a maximum of ${mostOptions} options`
    return [userError(['input', 'productOptions'], message, 'OPTIONS_OVER_LIMIT')]
  }
  if (hasTwins(options.map(({ name }) => name))) {
    return [userError(['input', 'productOptions'], 'Duplicated option name.', 'DUPLICATED_OPTION_NAME')]
  }
  return options.flatMap(({ id, name, values }, index) => {
    const path = ['input', 'productOptions', String(index)]
    const known = current?.options.find((option) => option.id === idOfInput('ProductOption', id))
    if (typeof id === 'string' && known === undefined) {
      return [userError([...path, 'id'], 'Option does not exist.', 'OPTION_DOES_NOT_EXIST')]
    }
    if (known === undefined && (name ?? '') === '') {
      return [userError([...path, 'name'], "Name can't be blank", 'INVALID_INPUT')]
    }
    if ((values ?? []).length === 0) {
      const message = 'Each option must have at least one option value specified.'
      return [userError([...path, 'values'], message, 'OPTION_VALUES_MISSING')]
    }
    return hasTwins((values ?? []).map((value) => value.name))
      ? [userError([...path, 'values'], 'Duplicated option value.', 'DUPLICATED_OPTION_VALUE')]
      : []
  })
}

function hasTwins(names: readonly (string | null | undefined)[]): boolean {
  const texts = names.flatMap((name) => (typeof name === 'string' ? [name.toLowerCase()] : []))
  return new Set(texts).size < texts.length
}

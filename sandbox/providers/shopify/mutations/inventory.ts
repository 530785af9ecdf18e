import { GraphQLError, type GraphQLResolveInfo } from 'graphql'
import type { ShopContext } from '../context.ts'
import { locations } from '../fixtures.ts'
import { idempotent } from '../idempotency.ts'
import { gid, idOfInput, type UserError, userError } from '../values.ts'
import { findItem, inventoryItemView, locationView } from '../views/inventory.ts'

interface QuantityInput {
  inventoryItemId: string
  locationId: string
  quantity: number
  changeFromQuantity?: number | null
}

interface SetInput {
  name: string
  reason: string
  referenceDocumentUri?: string | null
  quantities: QuantityInput[]
}

interface ChangeInput {
  inventoryItemId: string
  locationId: string
  delta: number
  changeFromQuantity?: number | null
}

interface AdjustInput {
  name: string
  reason: string
  referenceDocumentUri?: string | null
  changes: ChangeInput[]
}

interface Adjustment {
  id: string
  reason: string
  referenceDocumentUri: string | null
  createdAt: string
  changes: { name: string; delta: number; after: number; itemId: string; locationId: string }[]
}

/** https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps/manage-quantities-states */
const reasons = [
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
]

const adjustable = ['available', 'damaged', 'quality_control', 'reserved', 'safety_stock', 'incoming']
const mostPieces = 1_000_000_000
const comparisonSince = '2026-04'

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/inventorySetQuantities */
export function inventorySetQuantities(
  shop: ShopContext,
  { input }: { input: SetInput },
  info: GraphQLResolveInfo,
): object {
  const outcome = idempotent(shop, info, input, () => {
    requireComparison(shop, 'InventoryQuantityInput', input.quantities)
    const errors = commonErrors(input, ['available', 'on_hand'], 'INVALID_NAME')
    const pairs = input.quantities.map(({ inventoryItemId, locationId }) => `${inventoryItemId} ${locationId}`)
    if (new Set(pairs).size < pairs.length) {
      const message = 'The combination of inventoryItemId and locationId must be unique.'
      errors.push(userError(['input', 'quantities'], message, 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR'))
    }
    const targets = input.quantities.map((entry) => ({ ...entry, to: () => entry.quantity }))
    return adjust(shop, input, 'quantities', targets, errors)
  })
  return payload(shop, outcome)
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/inventoryAdjustQuantities */
export function inventoryAdjustQuantities(
  shop: ShopContext,
  { input }: { input: AdjustInput },
  info: GraphQLResolveInfo,
): object {
  const outcome = idempotent(shop, info, input, () => {
    requireComparison(shop, 'InventoryChangeInput', input.changes)
    const targets = input.changes.map((entry) => ({ ...entry, to: (from: number) => from + entry.delta }))
    return adjust(shop, input, 'changes', targets, commonErrors(input, adjustable, 'INVALID_QUANTITY_NAME'))
  })
  return payload(shop, outcome)
}

/** The field is nullable, but leaving it out is refused: `null` is how a caller says that it compares nothing. */
function requireComparison(shop: ShopContext, type: string, entries: readonly object[]): void {
  if (shop.version >= comparisonSince && entries.some((entry) => !('changeFromQuantity' in entry))) {
    throw new GraphQLError(`${type} must include the following argument: changeFromQuantity.`, {
      extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
    })
  }
}

function commonErrors(input: SetInput | AdjustInput, names: readonly string[], nameCode: string): UserError[] {
  const errors: UserError[] = []
  if (!names.includes(input.name)) {
    errors.push(userError(['input', 'name'], `The quantity name must be one of: ${names.join(', ')}.`, nameCode))
  }
  if (!reasons.includes(input.reason)) {
    errors.push(
      userError(
        ['input', 'reason'],
        `The specified reason is invalid. Valid values are: ${reasons.join(', ')}.`,
        'INVALID_REASON',
      ),
    )
  }
  const uri = input.referenceDocumentUri
  if (typeof uri === 'string' && !URL.canParse(uri)) {
    errors.push(
      userError(
        ['input', 'referenceDocumentUri'],
        'The specified reference document is invalid.',
        'INVALID_REFERENCE_DOCUMENT',
      ),
    )
  }
  return errors
}

interface Target {
  inventoryItemId: string
  locationId: string
  changeFromQuantity?: number | null
  to: (from: number) => number
}

/** Applies all targets or none. */
function adjust(
  shop: ShopContext,
  input: SetInput | AdjustInput,
  list: string,
  targets: readonly Target[],
  errors: UserError[],
): Adjustment | UserError[] {
  const changes: Adjustment['changes'] = []
  const planned: (() => void)[] = []
  for (const [index, target] of targets.entries()) {
    const path = ['input', list, String(index)]
    const itemId = idOfInput('InventoryItem', target.inventoryItemId)
    const location = locations.find(({ id }) => id === idOfInput('Location', target.locationId))
    const level = findItem(shop, itemId)?.variant.item.levels[location?.id ?? '']
    if (itemId === undefined || findItem(shop, itemId) === undefined) {
      const message = 'The specified inventory item could not be found.'
      errors.push(userError([...path, 'inventoryItemId'], message, 'INVALID_INVENTORY_ITEM'))
    } else if (location === undefined) {
      errors.push(userError([...path, 'locationId'], 'The specified location could not be found.', 'INVALID_LOCATION'))
    } else {
      const from = level?.[input.name] ?? 0
      const after = target.to(from)
      if (typeof target.changeFromQuantity === 'number' && target.changeFromQuantity !== from) {
        const message = 'The changeFromQuantity argument no longer matches the persisted quantity.'
        errors.push(userError([...path, 'changeFromQuantity'], message, 'CHANGE_FROM_QUANTITY_STALE'))
      }
      const bound = quantityError(path, list, after)
      if (bound !== undefined) errors.push(bound)
      changes.push(...changesOf(input.name, after - from, level ?? {}, itemId, location.id))
      planned.push(() => store(shop, itemId, location.id, input.name, after - from))
    }
  }
  if (errors.length > 0) return errors
  for (const apply of planned) apply()
  return {
    id: shop.newId(),
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
    createdAt: shop.now,
    changes,
  }
}

function quantityError(path: readonly string[], list: string, after: number): UserError | undefined {
  const field = [...path, list === 'quantities' ? 'quantity' : 'delta']
  if (after > mostPieces) {
    return userError(field, "The quantity can't be higher than 1,000,000,000.", 'INVALID_QUANTITY_TOO_HIGH')
  }
  if (list === 'quantities' && after < 0) {
    return userError(field, "The quantity can't be negative.", 'INVALID_QUANTITY_NEGATIVE')
  }
  if (after < -mostPieces) {
    return userError(field, "The quantity can't be lower than -1,000,000,000.", 'INVALID_QUANTITY_TOO_LOW')
  }
  return undefined
}

/** `available` is a part of `on_hand`: both move together. `incoming` is not on hand yet. */
function companions(name: string): string[] {
  if (name === 'on_hand') return ['on_hand', 'available']
  return name === 'incoming' ? ['incoming'] : [name, 'on_hand']
}

function changesOf(
  name: string,
  delta: number,
  level: Readonly<Record<string, number>>,
  itemId: string,
  locationId: string,
): Adjustment['changes'] {
  if (delta === 0) return []
  return companions(name).map((moved) => ({
    name: moved,
    delta,
    after: (level[moved] ?? 0) + delta,
    itemId,
    locationId,
  }))
}

function store(shop: ShopContext, itemId: string, locationId: string, name: string, delta: number): void {
  const owner = findItem(shop, itemId)
  if (owner === undefined) return
  const { item } = owner.variant
  const level = { ...(item.levels[locationId] ?? {}) }
  for (const moved of companions(name)) level[moved] = (level[moved] ?? 0) + delta
  const variants = owner.product.variants.map((variant) =>
    variant.item.id === itemId
      ? { ...variant, updatedAt: shop.now, item: { ...item, levels: { ...item.levels, [locationId]: level } } }
      : variant,
  )
  shop.products.save({ ...owner.product, variants })
}

function payload(shop: ShopContext, outcome: Adjustment | UserError[]): object {
  if (Array.isArray(outcome)) return { inventoryAdjustmentGroup: null, userErrors: outcome }
  return {
    inventoryAdjustmentGroup: {
      __typename: 'InventoryAdjustmentGroup',
      id: gid('InventoryAdjustmentGroup', outcome.id),
      createdAt: outcome.createdAt,
      reason: outcome.reason,
      referenceDocumentUri: outcome.referenceDocumentUri,
      changes: ({ quantityNames }: { quantityNames?: readonly string[] | null }) =>
        outcome.changes
          .filter(({ name }) => quantityNames?.includes(name) ?? true)
          .map(({ name, delta, after, itemId, locationId }) => ({
            name,
            delta,
            quantityAfterChange: after,
            ledgerDocumentUri: null,
            item: () => {
              const owner = findItem(shop, itemId)
              return owner === undefined ? null : inventoryItemView(shop, owner.product, owner.variant)
            },
            location: () => {
              const location = locations.find(({ id }) => id === locationId)
              return location === undefined ? null : locationView(shop, location)
            },
          })),
    },
    userErrors: [],
  }
}

import { connection, type PageArguments } from '../connection.ts'
import type { ShopContext } from '../context.ts'
import { locations } from '../fixtures.ts'
import type { InventoryItemRecord, ProductRecord, VariantRecord } from '../records.ts'
import { count, gid, idOf, moneyV2 } from '../values.ts'
import { variantView } from './catalog.ts'
import { shopCurrency } from './shop.ts'

export type LocationRecord = (typeof locations)[number]

/** The states of stock: https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps */
const quantityNames = [
  'available',
  'committed',
  'damaged',
  'incoming',
  'on_hand',
  'quality_control',
  'reserved',
  'safety_stock',
]

export function availableOf(item: InventoryItemRecord): number {
  return Object.values(item.levels).reduce((sum, level) => sum + (level.available ?? 0), 0)
}

export function inventoryItemView(shop: ShopContext, product: ProductRecord, variant: VariantRecord): object {
  const { item } = variant
  const stocked = locations.filter(({ id }) => item.levels[id] !== undefined)
  const view: Record<string, unknown> = {
    __typename: 'InventoryItem',
    id: gid('InventoryItem', item.id),
    legacyResourceId: item.id,
    sku: variant.sku,
    tracked: item.tracked,
    requiresShipping: item.requiresShipping,
    unitCost: item.cost === null ? null : moneyV2(Math.round(Number(item.cost) * 100), shopCurrency),
    countryCodeOfOrigin: item.countryCodeOfOrigin,
    provinceCodeOfOrigin: item.provinceCodeOfOrigin,
    harmonizedSystemCode: item.harmonizedSystemCode,
    measurement: { id: gid('InventoryItemMeasurement', item.id), weight: item.weight },
    locationsCount: count(stocked.length),
    duplicateSkuCount: 0,
    inventoryLevel: ({ locationId }: { locationId: string }) => {
      const location = locations.find(({ id }) => id === idOf('Location', locationId))
      return location === undefined || item.levels[location.id] === undefined ? null : levelOf(location)
    },
    inventoryLevels: (page: PageArguments) => connection(stocked, page, levelOf),
    variant: () => variantView(shop, product, variant),
    variants: (page: PageArguments) => connection([variant], page, () => variantView(shop, product, variant)),
    createdAt: variant.createdAt,
    updatedAt: variant.updatedAt,
  }
  const levelOf = (location: LocationRecord): object => levelView(shop, location, view, variant)
  return view
}

function levelView(shop: ShopContext, location: LocationRecord, item: object, variant: VariantRecord): object {
  const quantities = variant.item.levels[location.id] ?? {}
  return {
    __typename: 'InventoryLevel',
    id: `${gid('InventoryLevel', location.id)}?inventory_item_id=${variant.item.id}`,
    canDeactivate: false,
    deactivationAlert: null,
    isActive: true,
    item,
    location: () => locationView(shop, location),
    quantities: ({ names }: { names: readonly string[] }) =>
      names
        .filter((name) => quantityNames.includes(name))
        .map((name) => ({
          id: `${gid('InventoryQuantity', location.id)}?inventory_item_id=${variant.item.id}&name=${name}`,
          name,
          quantity: quantities[name] ?? 0,
          updatedAt: variant.updatedAt,
        })),
    createdAt: variant.createdAt,
    updatedAt: variant.updatedAt,
  }
}

/** The level that an id such as `gid://shopify/InventoryLevel/1?inventory_item_id=2` names. */
export function findLevel(shop: ShopContext, globalId: string): object | null {
  const location = locations.find(({ id }) => id === idOf('InventoryLevel', globalId))
  const found = findItem(shop, new URLSearchParams(globalId.split('?')[1]).get('inventory_item_id') ?? '')
  if (location === undefined || found?.variant.item.levels[location.id] === undefined) return null
  return levelView(shop, location, inventoryItemView(shop, found.product, found.variant), found.variant)
}

/** The product and variant that own an inventory item. */
export function findItem(
  shop: ShopContext,
  itemId: string | undefined,
): { product: ProductRecord; variant: VariantRecord } | undefined {
  for (const product of shop.products.all()) {
    const variant = product.variants.find(({ item }) => item.id === itemId)
    if (variant !== undefined) return { product, variant }
  }
  return undefined
}

export function locationView(shop: ShopContext, location: LocationRecord): object {
  const created = '2026-01-15T09:30:00Z'
  const stocked = (): { product: ProductRecord; variant: VariantRecord }[] =>
    shop.products
      .all()
      .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
      .filter(({ variant }) => variant.item.levels[location.id] !== undefined)
  const levelOf = ({ product, variant }: { product: ProductRecord; variant: VariantRecord }): object =>
    levelView(shop, location, inventoryItemView(shop, product, variant), variant)
  return {
    __typename: 'Location',
    id: gid('Location', location.id),
    legacyResourceId: location.id,
    name: location.name,
    isActive: true,
    address: {
      address1: location.address1,
      address2: null,
      city: location.city,
      country: 'Canada',
      countryCode: 'CA',
      formatted: [location.address1, `${location.city} ON ${location.zip}`, 'Canada'],
      latitude: null,
      longitude: null,
      phone: null,
      province: 'Ontario',
      provinceCode: 'ON',
      zip: location.zip,
    },
    addressVerified: true,
    activatable: true,
    deactivatable: false,
    deactivatedAt: null,
    deletable: false,
    fulfillsOnlineOrders: true,
    hasActiveInventory: () => stocked().length > 0,
    hasUnfulfilledOrders: () =>
      shop.orders
        .all()
        .some(
          ({ fulfillmentOrder }) =>
            fulfillmentOrder.locationId === location.id &&
            fulfillmentOrder.lines.some(({ remaining }) => remaining > 0),
        ),
    isFulfillmentService: false,
    shipsInventory: true,
    inventoryLevel: ({ inventoryItemId }: { inventoryItemId: string }) => {
      const item = stocked().find(({ variant }) => variant.item.id === idOf('InventoryItem', inventoryItemId))
      return item === undefined ? null : levelOf(item)
    },
    inventoryLevels: (page: PageArguments) =>
      connection(
        stocked().map((owner) => ({ ...owner, id: owner.variant.item.id })),
        page,
        levelOf,
      ),
    createdAt: created,
    updatedAt: created,
  }
}

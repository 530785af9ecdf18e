import { connection, type PageArguments } from '../connection.ts'
import type { ShopContext } from '../context.ts'
import { locations } from '../fixtures.ts'
import type { FulfillmentOrderRecord, FulfillmentRecord, LineRecord, OrderRecord } from '../records.ts'
import { gid, moneyBag } from '../values.ts'
import { findVariant, variantView } from './catalog.ts'
import { locationView } from './inventory.ts'
import { lineView, orderView } from './orders.ts'

/** https://shopify.dev/docs/api/admin-graphql/2026-10/enums/FulfillmentOrderStatus */
export function fulfillmentOrderStatus(order: OrderRecord): string {
  if (order.fulfillmentOrder.lines.some(({ remaining }) => remaining > 0)) {
    return order.fulfillments.length > 0 ? 'IN_PROGRESS' : 'OPEN'
  }
  return order.cancelledAt === null || order.fulfillments.length > 0 ? 'CLOSED' : 'CANCELLED'
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/FulfillmentOrder */
export function fulfillmentOrderView(shop: ShopContext, order: OrderRecord): object {
  const { fulfillmentOrder } = order
  const status = fulfillmentOrderStatus(order)
  const isOpen = status === 'OPEN' || status === 'IN_PROGRESS'
  const location = locations.find(({ id }) => id === fulfillmentOrder.locationId) ?? locations[0]
  const address = order.shippingAddress
  return {
    __typename: 'FulfillmentOrder',
    id: gid('FulfillmentOrder', fulfillmentOrder.id),
    status,
    requestStatus: 'UNSUBMITTED',
    orderId: gid('Order', order.id),
    orderName: order.name,
    orderProcessedAt: order.processedAt,
    order: () => orderView(shop, order),
    assignedLocation: {
      name: location.name,
      address1: location.address1,
      address2: null,
      city: location.city,
      province: 'Ontario',
      zip: location.zip,
      countryCode: 'CA',
      phone: null,
      location: () => locationView(shop, location),
    },
    destination:
      address === null
        ? null
        : {
            ...address,
            __typename: 'FulfillmentOrderDestination',
            id: gid('FulfillmentOrderDestination', fulfillmentOrder.id),
            province: address.provinceCode,
            email: order.email,
          },
    lineItems: (page: PageArguments) =>
      connection(fulfillmentOrder.lines, page, (line) => fulfillmentOrderLineView(shop, order, line)),
    fulfillments: (page: PageArguments) =>
      connection(order.fulfillments, page, (fulfillment) => fulfillmentView(shop, order, fulfillment)),
    supportedActions: isOpen
      ? ['CREATE_FULFILLMENT', 'HOLD', 'SPLIT'].map((action) => ({ action, externalUrl: null }))
      : [],
    fulfillAt: order.processedAt,
    fulfillBy: null,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
  }
}

function lineOf(order: OrderRecord, lineId: string): LineRecord {
  const line = order.lines.find(({ id }) => id === lineId)
  if (line === undefined) throw new Error(`Order ${order.id} has no line ${lineId}.`)
  return line
}

function fulfillmentOrderLineView(
  shop: ShopContext,
  order: OrderRecord,
  part: FulfillmentOrderRecord['lines'][number],
): object {
  const line = lineOf(order, part.lineId)
  const owner = findVariant(shop, line.variantId ?? undefined)
  return {
    __typename: 'FulfillmentOrderLineItem',
    id: gid('FulfillmentOrderLineItem', part.id),
    lineItem: () => lineView(shop, order, line),
    inventoryItemId: owner === undefined ? null : gid('InventoryItem', owner.variant.item.id),
    productTitle: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    totalQuantity: part.total,
    remainingQuantity: part.remaining,
    requiresShipping: line.requiresShipping,
    variant: owner === undefined ? null : () => variantView(shop, owner.product, owner.variant),
  }
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Fulfillment */
export function fulfillmentView(shop: ShopContext, order: OrderRecord, fulfillment: FulfillmentRecord): object {
  const location = locations.find(({ id }) => id === order.fulfillmentOrder.locationId) ?? locations[0]
  const position = order.fulfillments.findIndex(({ id }) => id === fulfillment.id) + 1
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', fulfillment.id),
    legacyResourceId: fulfillment.id,
    name: `${order.name}-F${position}`,
    status: 'SUCCESS',
    displayStatus: 'FULFILLED',
    createdAt: fulfillment.createdAt,
    updatedAt: fulfillment.createdAt,
    deliveredAt: null,
    estimatedDeliveryAt: null,
    inTransitAt: null,
    requiresShipping: true,
    totalQuantity: fulfillment.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: ({ first }: { first?: number | null }) =>
      fulfillment.tracking
        .slice(0, first ?? undefined)
        .map(({ number, url }) => ({ company: fulfillment.company, number, url })),
    fulfillmentLineItems: (page: PageArguments) =>
      connection(fulfillment.lines, page, (part) => {
        const line = lineOf(order, part.lineId)
        return {
          __typename: 'FulfillmentLineItem',
          id: gid('FulfillmentLineItem', part.id),
          lineItem: () => lineView(shop, order, line),
          quantity: part.quantity,
          originalTotalSet: moneyBag(line.price * part.quantity, order.currency),
          discountedTotalSet: moneyBag(line.price * part.quantity, order.currency),
        }
      }),
    fulfillmentOrders: (page: PageArguments) =>
      connection([order.fulfillmentOrder], page, () => fulfillmentOrderView(shop, order)),
    location: () => locationView(shop, location),
    order: () => orderView(shop, order),
  }
}

import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post, put } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { numericId, pageCursor, pageOf, pageQuery } from './inputs.ts'
import { order, orderList, shipment, unifyOrder, unifyShipment } from './order-answers.ts'
import { readGroup, shipmentGroup, writeGroup } from './shipment-group.ts'
import { v2 } from './store-paths.ts'

/** Without it an order has a link in place of its lines. */
const withLines = { include: 'consignments.line_items', consignment_structure: 'object' }

export const orderOperations = ({ read, write }: Kit) => ({
  'list-orders': read(ecommerce.listOrders, {
    docs: 'https://developer.bigcommerce.com/docs/rest-management/orders#get-all-orders',
    extra: () => ({ ...pageCursor(), customer: numericId().optional() }),
    request: ({ createdAfter, updatedAfter, customer, ...page }, config) =>
      get(v2(config, path`/orders`), {
        query: {
          ...pageQuery(page),
          ...withLines,
          sort: 'date_created:desc',
          min_date_created: createdAfter,
          min_date_modified: updatedAfter,
          customer_id: customer,
        },
      }),
    example: { input: { limit: 3 }, response: () => [exampleOrder(fixtures.order)] },
    answer: orderList,
    unify: (orders) => ({ items: (orders ?? []).map(unifyOrder) }),
    // v2 tells no total: whether a full page was the last only the next one shows.
    next: (orders, { limit, cursor }) => (orders?.length === limit ? String(pageOf(cursor) + 1) : undefined),
  }),
  'get-order': read(ecommerce.getOrder, {
    docs: 'https://developer.bigcommerce.com/docs/rest-management/orders#get-an-order',
    extra: () => ({ id: numericId() }),
    request: ({ id }, config) => get(v2(config, path`/orders/${id}`), { query: withLines }),
    example: { input: { id: fixtures.order }, response: ({ id }) => exampleOrder(id) },
    answer: order,
    unify: unifyOrder,
  }),
  'fulfill-order': write(ecommerce.fulfillOrder, {
    docs: 'https://developer.bigcommerce.com/docs/rest-management/orders/order-shipments#create-order-shipment',
    extra: () => ({
      id: numericId(),
      /** An address of the order, and how many pieces of which of its lines go there: `51:65x2,66x1`. */
      fulfillmentGroup: shipmentGroup(),
      trackingNumber: z.string().min(1).max(50).optional(),
      /** A courier as https://www.aftership.com/docs/tracking/others/supported-couriers names it: `fedex`, `ups`, `usps`. */
      carrier: z.string().min(1).max(100).optional(),
      trackingUrl: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .optional(),
      comments: z.string().min(1).max(65_535).optional(),
    }),
    request: ({ id, fulfillmentGroup, trackingNumber, carrier, trackingUrl, comments }, config) => {
      const { address, items } = readGroup(fulfillmentGroup)
      return post(
        v2(config, path`/orders/${id}/shipments`),
        json({
          order_address_id: address,
          tracking_number: trackingNumber,
          tracking_carrier: carrier,
          tracking_link: trackingUrl,
          comments,
          items: items.map(({ line, quantity }) => ({ order_product_id: line, quantity })),
        }),
      )
    },
    example: {
      input: {
        id: fixtures.order,
        fulfillmentGroup: exampleGroup(),
        trackingNumber: '1Z999AA10123456784',
        carrier: 'ups',
      },
      response: ({ id, fulfillmentGroup, trackingNumber, carrier, trackingUrl, comments }) => {
        const { address, items } = readGroup(fulfillmentGroup)
        return {
          id: 11,
          order_id: Number(id),
          customer_id: Number(fixtures.customer),
          order_address_id: address,
          date_created: 'Thu, 15 Jan 2026 09:30:00 +0000',
          tracking_number: trackingNumber ?? '',
          shipping_provider: '',
          tracking_carrier: carrier ?? '',
          tracking_link: trackingUrl ?? '',
          comments: comments ?? '',
          items: items.map(({ line, quantity }) => ({ order_product_id: line, product_id: 0, quantity })),
        }
      },
    },
    answer: shipment,
    unify: unifyShipment,
  }),
  'cancel-order': write({
    name: 'Cancel Order',
    description: 'Mark an order as cancelled; its payment is left as it is',
    docs: 'https://developer.bigcommerce.com/docs/rest-management/orders#update-an-order',
    input: () => ({ id: numericId(), staffNotes: z.string().min(1).max(65_535).optional() }),
    request: ({ id, staffNotes }, config) =>
      put(v2(config, path`/orders/${id}`), json({ status_id: 5, staff_notes: staffNotes })),
    example: {
      input: { id: fixtures.order },
      response: ({ id }) => ({ ...exampleOrder(id), status_id: 5, status: 'Cancelled' }),
    },
    answer: () => z.looseObject({ id: z.int(), status_id: z.int() }),
  }),
})

function exampleGroup(): string {
  return writeGroup({
    address: Number(fixtures.orderAddress),
    items: [{ line: Number(fixtures.orderProduct), quantity: 2 }],
  })
}

function exampleOrder(id: string) {
  return {
    id: Number(id),
    customer_id: Number(fixtures.customer),
    date_created: 'Thu, 15 Jan 2026 09:30:00 +0000',
    date_modified: 'Thu, 15 Jan 2026 09:30:00 +0000',
    status_id: 11,
    status: 'Awaiting Fulfillment',
    total_ex_tax: '49.9800',
    total_inc_tax: '49.9800',
    items_total: 2,
    items_shipped: 0,
    payment_method: 'Manual',
    payment_status: 'captured',
    currency_code: 'USD',
    default_currency_code: 'USD',
    billing_address: { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com', zip: '78751' },
    consignments: {
      shipping: [{ id: Number(fixtures.orderAddress), line_items: [exampleLine(id)] }],
      pickups: [],
      downloads: [],
      email: { gift_certificates: [] },
    },
  }
}

function exampleLine(order: string) {
  return {
    id: Number(fixtures.orderProduct),
    order_id: Number(order),
    product_id: Number(fixtures.product),
    variant_id: Number(fixtures.variant),
    order_address_id: Number(fixtures.orderAddress),
    name: 'Organic Cotton T-Shirt',
    sku: 'TSHIRT-ORG-1',
    type: 'physical',
    base_price: '24.9900',
    price_inc_tax: '24.9900',
    quantity: 2,
    quantity_shipped: 0,
  }
}

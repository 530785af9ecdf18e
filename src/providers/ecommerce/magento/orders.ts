import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { createdId, nativeItems, numericId, orderItems } from './inputs.ts'
import { order, unifyOrder } from './order-answers.ts'
import { exampleResults, nextPage, pageCursor, resultsOf, searchCriteria } from './search-criteria.ts'
import { v1 } from './store-paths.ts'
import { toDatabase } from './times.ts'

const reference = 'https://adobe-commerce.redoc.ly/2.4.7-admin/tag'
const comment = () => z.string().min(1).max(5_000)

export const orderOperations = ({ read, write }: Kit) => ({
  'list-orders': read(ecommerce.listOrders, {
    docs: `${reference}/orders/#operation/GetV1Orders`,
    extra: () => ({ ...pageCursor(), customer: numericId().optional() }),
    request: ({ createdAfter, updatedAfter, customer, ...page }, config) =>
      get(v1(config, path`/orders`), {
        query: searchCriteria(
          page,
          { field: 'created_at', direction: 'DESC' },
          { field: 'created_at', condition: 'gteq', value: toDatabase(createdAfter) },
          { field: 'updated_at', condition: 'gteq', value: toDatabase(updatedAfter) },
          { field: 'customer_id', condition: 'eq', value: customer },
        ),
      }),
    example: { input: { limit: 3 }, response: (page) => exampleResults(exampleOrder(fixtures.order), page) },
    answer: () => resultsOf(order()),
    unify: ({ items }) => ({ items: items.map(unifyOrder) }),
    next: nextPage,
  }),
  'get-order': read(ecommerce.getOrder, {
    docs: `${reference}/ordersid/#operation/GetV1OrdersId`,
    extra: () => ({ id: numericId() }),
    request: ({ id }, config) => get(v1(config, path`/orders/${id}`)),
    example: { input: { id: fixtures.order }, response: ({ id }) => exampleOrder(id) },
    answer: order,
    unify: unifyOrder,
  }),
  'fulfill-order': write(ecommerce.fulfillOrder, {
    docs: 'https://developer.adobe.com/commerce/webapi/rest/tutorials/orders/order-create-shipment/',
    extra: () => ({
      id: numericId(),
      /** The code of a carrier: `ups`, `usps`, `fedex`, `dhl`, or that of an extension. */
      carrier: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,63}$/, 'is not the code of a carrier')
        .optional(),
      /** What the customer reads; the code by default. */
      carrierTitle: z.string().min(1).max(255).optional(),
      /** What is sent; all that is left by default. */
      items: orderItems().optional(),
      /** Whether the customer gets an email. */
      notify: z.boolean().optional(),
      /** The source that it is taken from, for stores with several. */
      source: z
        .string()
        .regex(/^[\w-]{1,64}$/, 'is not the code of a source')
        .optional(),
    }),
    rules: ({ fulfillmentGroup, trackingNumber, carrier }) => {
      if (fulfillmentGroup !== undefined) {
        return [{ path: 'fulfillmentGroup', message: "isn't known: name the `items`, or send all" }]
      }
      if ((trackingNumber === undefined) === (carrier === undefined)) return []
      return [{ path: carrier === undefined ? 'carrier' : 'trackingNumber', message: 'is needed beside the other' }]
    },
    request: ({ id, trackingNumber, carrier, carrierTitle, items, notify, source }, config) =>
      post(
        v1(config, path`/order/${id}/ship`),
        json({
          items: nativeItems(items),
          notify,
          tracks:
            trackingNumber === undefined || carrier === undefined
              ? undefined
              : [{ track_number: trackingNumber, title: carrierTitle ?? carrier, carrier_code: carrier }],
          arguments: source === undefined ? undefined : { extension_attributes: { source_code: source } },
        }),
      ),
    example: {
      input: { id: fixtures.order, trackingNumber: '1Z999AA10123456784', carrier: 'ups', carrierTitle: 'UPS' },
      response: () => 3,
    },
    answer: createdId,
    unify: (created, { id, trackingNumber, carrier }) => ({
      id: String(created),
      order: id,
      trackingNumber: trackingNumber ?? null,
      carrier: carrier ?? null,
      createdAt: null,
    }),
  }),
  'create-invoice': write({
    name: 'Create Invoice',
    description: 'Create the invoice of an order, and take its payment where that was only authorized',
    docs: `${reference}/orderorderIdinvoice/#operation/PostV1OrderOrderIdInvoice`,
    input: () => ({
      /** The order. */
      id: numericId(),
      /** Whether the payment is captured now. */
      capture: z.boolean().default(false),
      /** What it is for; all that is left by default. */
      items: orderItems().optional(),
      notify: z.boolean().optional(),
    }),
    request: ({ id, capture, items, notify }, config) =>
      post(v1(config, path`/order/${id}/invoice`), json({ capture, items: nativeItems(items), notify })),
    example: { input: { id: fixtures.order, capture: true }, response: () => 2 },
    answer: createdId,
  }),
  'refund-order': write({
    name: 'Refund Order',
    description: 'Record that an order was paid back; the money itself is returned elsewhere',
    docs: `${reference}/orderorderIdrefund/#operation/PostV1OrderOrderIdRefund`,
    input: () => ({
      /** The order. */
      id: numericId(),
      /** What comes back; all of it by default. */
      items: orderItems().optional(),
      /** Of these items, those that are put back into the stock. */
      restock: z.array(numericId()).max(500).optional(),
      notify: z.boolean().optional(),
      comment: comment().optional(),
    }),
    request: ({ id, items, restock, notify, comment: words }, config) =>
      post(
        v1(config, path`/order/${id}/refund`),
        json({
          items: nativeItems(items),
          notify,
          appendComment: words === undefined ? undefined : true,
          comment: words === undefined ? undefined : { comment: words, is_visible_on_front: 0 },
          arguments:
            restock === undefined
              ? undefined
              : { extension_attributes: { return_to_stock_items: restock.map(Number) } },
        }),
      ),
    example: { input: { id: fixtures.order, comment: 'Damaged on its way' }, response: () => 1 },
    answer: createdId,
  }),
})

function exampleOrder(id: string) {
  return {
    entity_id: Number(id),
    increment_id: fixtures.incrementId,
    state: 'processing',
    status: 'processing',
    base_currency_code: 'USD',
    order_currency_code: 'USD',
    base_grand_total: 49.98,
    grand_total: 49.98,
    total_paid: 49.98,
    total_due: 0,
    customer_id: Number(fixtures.customer),
    customer_email: 'ada@example.com',
    customer_firstname: 'Ada',
    customer_lastname: 'Lovelace',
    customer_is_guest: 0,
    created_at: '2026-01-15 09:30:00',
    updated_at: '2026-01-15 09:30:00',
    items: [
      {
        item_id: Number(fixtures.orderItem),
        order_id: Number(id),
        product_id: 14,
        product_type: 'simple',
        sku: fixtures.product,
        name: 'Organic Cotton T-Shirt',
        qty_ordered: 2,
        qty_shipped: 0,
        price: 24.99,
        row_total: 49.98,
      },
    ],
  }
}

import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { amount, currencyCode, toDecimal } from '../../../contracts/money.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post, put } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { nextPage, numericId, pageCursor, pageQuery } from './inputs.ts'
import { order, trackingFields, unifyFulfillment, unifyOrder } from './order-answers.ts'
import { secondBefore } from './times.ts'

/** Those that WooCommerce itself has; extensions add others. */
const orderStatus = () => z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is not a status: small letters and hyphens')

export const orderOperations = ({ read, write }: Kit) => ({
  'list-orders': read(ecommerce.listOrders, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-orders',
    extra: () => ({ ...pageCursor(), status: orderStatus().optional(), customer: numericId().optional() }),
    request: ({ createdAfter, updatedAfter, status, customer, ...page }) =>
      get(path`/wp-json/wc/v3/orders`, {
        query: {
          ...pageQuery(page),
          orderby: 'date',
          order: 'desc',
          after: secondBefore(createdAfter),
          modified_after: secondBefore(updatedAfter),
          dates_are_gmt: createdAfter === undefined && updatedAfter === undefined ? undefined : true,
          status,
          customer,
        },
      }),
    example: { input: { limit: 3 }, response: () => [exampleOrder(fixtures.order)] },
    answer: () => z.array(order()),
    unify: (orders) => ({ items: orders.map(unifyOrder) }),
    next: nextPage,
  }),
  'get-order': read(ecommerce.getOrder, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-an-order',
    extra: () => ({ id: numericId() }),
    request: ({ id }) => get(path`/wp-json/wc/v3/orders/${id}`),
    example: { input: { id: fixtures.order }, response: ({ id }) => exampleOrder(id) },
    answer: order,
    unify: unifyOrder,
  }),
  // WooCommerce itself has no shipments: what was sent is a completed order.
  'fulfill-order': write(ecommerce.fulfillOrder, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#update-an-order',
    extra: () => ({ id: numericId() }),
    rules: ({ fulfillmentGroup }) =>
      fulfillmentGroup === undefined
        ? []
        : [{ path: 'fulfillmentGroup', message: "isn't known: an order of WooCommerce is sent as a whole" }],
    request: ({ id, trackingNumber, carrier }) =>
      put(
        path`/wp-json/wc/v3/orders/${id}`,
        json({ status: 'completed', meta_data: trackingOf(trackingNumber, carrier) }),
      ),
    example: {
      input: { id: fixtures.order, trackingNumber: '1Z999AA10123456784', carrier: 'UPS' },
      response: ({ id, trackingNumber, carrier }) => ({
        ...exampleOrder(id),
        status: 'completed',
        date_completed: '2026-01-16T04:30:00',
        date_completed_gmt: '2026-01-16T09:30:00',
        meta_data: trackingOf(trackingNumber, carrier)?.map((field, index) => ({ id: 13_106 + index, ...field })) ?? [],
      }),
    },
    answer: order,
    unify: unifyFulfillment,
  }),
  'refund-order': write({
    name: 'Refund Order',
    description: 'Pay money of an order back, by the gateway that took it unless told otherwise',
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#create-a-refund',
    input: () => ({
      /** The order. */
      id: numericId(),
      amount: amount().min(1),
      /** The order's own. */
      currency: currencyCode(),
      reason: z.string().min(1).max(5_000).optional(),
      /** False only records what was paid back elsewhere. */
      payBack: z.boolean().default(true),
    }),
    request: ({ id, amount: refunded, currency, reason, payBack }) =>
      post(
        path`/wp-json/wc/v3/orders/${id}/refunds`,
        json({ amount: toDecimal(refunded, currency), reason, api_refund: payBack }),
      ),
    example: {
      input: { id: fixtures.order, amount: 1000, currency: 'USD', reason: 'Damaged', payBack: false },
      response: ({ amount: refunded, currency, reason, payBack }) => ({
        id: 728,
        date_created: '2026-01-16T04:30:00',
        date_created_gmt: '2026-01-16T09:30:00',
        amount: toDecimal(refunded, currency),
        reason: reason ?? '',
        refunded_by: 1,
        refunded_payment: payBack,
        meta_data: [],
        line_items: [],
      }),
    },
    answer: () => z.looseObject({ id: z.int() }),
  }),
})

function trackingOf(trackingNumber: string | undefined, carrier: string | undefined) {
  const fields = [
    { key: trackingFields.number, value: trackingNumber },
    { key: trackingFields.carrier, value: carrier },
  ].filter(({ value }) => value !== undefined)
  return fields.length === 0 ? undefined : fields
}

function exampleOrder(id: string) {
  return {
    id: Number(id),
    parent_id: 0,
    number: id,
    status: 'processing',
    currency: 'USD',
    date_created: '2026-01-15T04:30:00',
    date_created_gmt: '2026-01-15T09:30:00',
    date_modified: '2026-01-15T04:30:00',
    date_modified_gmt: '2026-01-15T09:30:00',
    total: '49.98',
    total_tax: '0.00',
    customer_id: Number(fixtures.customer),
    billing: { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com', phone: '' },
    payment_method: 'bacs',
    date_paid: '2026-01-15T04:30:00',
    date_paid_gmt: '2026-01-15T09:30:00',
    date_completed: null,
    date_completed_gmt: null,
    meta_data: [],
    line_items: [
      {
        id: Number(fixtures.lineItem),
        name: 'Organic Cotton T-Shirt',
        product_id: Number(fixtures.product),
        variation_id: 0,
        quantity: 2,
        subtotal: '49.98',
        total: '49.98',
        sku: 'TSHIRT-ORG-1',
        price: 24.99,
      },
    ],
    refunds: [],
  }
}

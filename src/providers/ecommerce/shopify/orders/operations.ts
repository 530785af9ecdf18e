import * as z from 'zod'
import * as ecommerce from '../../../../contracts/ecommerce.ts'
import { amount, currencyCode, toDecimal } from '../../../../contracts/money.ts'
import type { OperationKit } from '../../../../kit/operation.ts'
import { fixtures } from '../examples.ts'
import { ask, nextCursor } from '../graphql.ts'
import { globalId } from '../inputs.ts'
import { allOf, term } from '../search.ts'
import * as answers from './answers.ts'
import { itemsPerOrder } from './cost.ts'
import * as documents from './documents.ts'
import { exampleBareOrder, exampleCreatedOrder, exampleListedOrder, exampleOrder } from './examples.ts'
import { addressInput, orderItems, orderItemsInput, trackingOf } from './inputs.ts'

export function orderOperations({ read, write }: OperationKit<unknown>) {
  return {
    'list-orders': read(ecommerce.listOrders, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/queries/orders',
      request: ({ limit, cursor, createdAfter, updatedAfter }) => {
        const query = allOf(term('created_at', ':>=', createdAfter), term('updated_at', ':>=', updatedAfter))
        const items = itemsPerOrder(limit)
        return items === 0
          ? ask(documents.listBareOrders, { first: limit, after: cursor, query })
          : ask(documents.listOrders, { first: limit, after: cursor, query, items })
      },
      example: {
        input: { limit: 3 },
        response: ({ limit }) => ({
          data: {
            orders: {
              nodes: [itemsPerOrder(limit) === 0 ? exampleBareOrder() : exampleListedOrder()],
              pageInfo: { hasNextPage: false, endCursor: null },
            },
          },
        }),
      },
      answer: answers.orderList,
      unify: ({ data }) => ({ items: data.orders.nodes.map(answers.unifyOrder) }),
      next: ({ data }) => nextCursor(data.orders),
    }),
    'get-order': read(ecommerce.getOrder, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/queries/order',
      extra: () => ({ id: globalId('Order') }),
      request: ({ id }) => ask(documents.getOrder, { id }),
      example: {
        input: { id: fixtures.order },
        response: ({ id }) => ({ data: { order: exampleOrder(id) } }),
      },
      answer: answers.orderAnswer,
      unify: ({ data }) => answers.unifyOrder(data.order),
    }),
    'create-order': write({
      name: 'Create Order',
      description: 'Create an order that was placed elsewhere',
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/orderCreate',
      input: () => ({
        /** The shop's own currency. */
        currency: currencyCode(),
        items: orderItemsInput(),
        customer: globalId('Customer').optional(),
        email: z.email().max(254).optional(),
        financialStatus: z.enum(['pending', 'authorized', 'partially_paid', 'paid']).optional(),
        shippingAddress: addressInput().optional(),
        billingAddress: addressInput().optional(),
        note: z.string().min(1).max(5_000).optional(),
        tags: z.array(z.string().min(1).max(40)).max(250).optional(),
        test: z.boolean().optional(),
        /** Whether what was ordered leaves the stock, and whether that may be refused; it stays as it is by default. */
        inventory: z.enum(['bypass', 'decrement_ignoring_policy', 'decrement_obeying_policy']).optional(),
        sendReceipt: z.boolean().optional(),
      }),
      request: ({ currency, items, customer, financialStatus, inventory, sendReceipt, ...order }) =>
        ask(documents.createOrder, {
          order: {
            ...order,
            currency: currency.toUpperCase(),
            customer: customer === undefined ? undefined : { toAssociate: { id: customer } },
            financialStatus: financialStatus?.toUpperCase(),
            lineItems: orderItems(items, currency),
          },
          options: { inventoryBehaviour: inventory?.toUpperCase(), sendReceipt },
        }),
      example: {
        input: { currency: 'USD', email: 'ada@example.com', items: [{ variant: fixtures.variant, quantity: 1 }] },
        response: ({ email = null }) => ({
          data: { orderCreate: { order: exampleCreatedOrder(email), userErrors: [] } },
        }),
      },
      answer: answers.orderCreateAnswer,
    }),
    'fulfill-order': write(ecommerce.fulfillOrder, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/fulfillmentCreate',
      extra: () => ({
        id: globalId('Order'),
        /** A fulfillment order: Shopify splits every order into one or more of them. */
        fulfillmentGroup: globalId('FulfillmentOrder'),
        trackingUrl: z.url({ protocol: /^https?$/ }).optional(),
        notifyCustomer: z.boolean().optional(),
        /** Line items of the fulfillment order, as `get-order` shows them; all that is left where none is given. */
        items: z
          .array(z.strictObject({ id: globalId('FulfillmentOrderLineItem'), quantity: z.int().min(1) }))
          .min(1)
          .max(250)
          .optional(),
      }),
      request: ({ fulfillmentGroup, items, notifyCustomer, trackingNumber, carrier, trackingUrl }) =>
        ask(documents.fulfillOrder, {
          fulfillment: {
            lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentGroup, fulfillmentOrderLineItems: items }],
            notifyCustomer,
            trackingInfo: trackingOf({ number: trackingNumber, company: carrier, url: trackingUrl }),
          },
        }),
      example: {
        input: {
          id: fixtures.order,
          fulfillmentGroup: fixtures.fulfillmentOrder,
          trackingNumber: '1Z999AA10123456784',
          carrier: 'UPS',
        },
        response: ({ trackingNumber = null, carrier = null, trackingUrl = null }) => ({
          data: {
            fulfillmentCreate: {
              fulfillment: {
                id: 'gid://shopify/Fulfillment/1',
                status: 'SUCCESS',
                trackingInfo: [{ number: trackingNumber, company: carrier, url: trackingUrl }],
                createdAt: '2026-01-15T09:30:00Z',
              },
              userErrors: [],
            },
          },
        }),
      },
      answer: answers.fulfillmentAnswer,
      unify: (native, { id }) => answers.unifyFulfillment(native, id),
    }),
    'refund-order': write({
      name: 'Refund Order',
      description: 'Pay money of an order back, by one of its payments',
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/refundCreate',
      input: () => ({
        /** The order. */
        id: globalId('Order'),
        amount: amount().min(1),
        /** The currency that the customer paid in. */
        currency: currencyCode(),
        /** The sale or capture to pay back, and its gateway: from the transactions that `get-order` shows. */
        transaction: globalId('OrderTransaction'),
        gateway: z.string().min(1).max(255),
        /** What comes back; `no_restock` unless told otherwise. */
        items: z
          .array(
            z.strictObject({
              id: globalId('LineItem'),
              quantity: z.int().min(1),
              restock: z.enum(['return', 'cancel', 'no_restock']).default('no_restock'),
              /** Where it is put back. */
              location: globalId('Location').optional(),
            }),
          )
          .max(250)
          .optional(),
        note: z.string().min(1).max(5_000).optional(),
        notify: z.boolean().optional(),
      }),
      keyed: true,
      request: ({ id, currency, transaction, gateway, items, note, notify, ...input }, _config, { idempotencyKey }) =>
        ask(documents.refundOrder, {
          idempotencyKey,
          input: {
            orderId: id,
            currency: currency.toUpperCase(),
            note,
            notify,
            refundLineItems: items?.map(({ id: lineItemId, quantity, restock, location }) => ({
              lineItemId,
              quantity,
              restockType: restock.toUpperCase(),
              locationId: location,
            })),
            transactions: [
              {
                orderId: id,
                parentId: transaction,
                gateway,
                kind: 'REFUND',
                amount: toDecimal(input.amount, currency),
              },
            ],
          },
        }),
      example: {
        input: {
          id: fixtures.order,
          amount: 1000,
          currency: 'USD',
          transaction: fixtures.saleTransaction,
          gateway: 'bogus',
        },
        response: ({ amount: refunded, currency, note = null }) => ({
          data: {
            refundCreate: {
              refund: {
                id: 'gid://shopify/Refund/1',
                note,
                totalRefundedSet: {
                  presentmentMoney: { amount: toDecimal(refunded, currency), currencyCode: currency.toUpperCase() },
                },
              },
              userErrors: [],
            },
          },
        }),
      },
      answer: answers.refundAnswer,
    }),
  }
}

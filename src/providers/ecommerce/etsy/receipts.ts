import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { nextOffset, numericId, offsetCursor, pageOf, pageQuery } from './inputs.ts'
import { exampleMoney } from './money.ts'
import { receipt, unifyReceipt, unifyShipment } from './receipt-answers.ts'

/** Etsy takes no time before 2000, when it has no receipts. */
const earliest = 946_684_800

/** Orders are receipts. */
export const receiptOperations = ({ read, write }: Kit) => ({
  'list-orders': read(ecommerce.listOrders, {
    docs: 'https://developers.etsy.com/documentation/reference#operation/getShopReceipts',
    extra: () => ({
      ...offsetCursor(),
      wasPaid: z.boolean().optional(),
      wasShipped: z.boolean().optional(),
    }),
    request: ({ createdAfter, updatedAfter, wasPaid, wasShipped, ...page }, { shopId }) =>
      get(path`/v3/application/shops/${shopId}/receipts`, {
        query: {
          ...pageQuery(page),
          sort_on: 'created',
          sort_order: 'desc',
          min_created: secondOf(createdAfter),
          min_last_modified: secondOf(updatedAfter),
          was_paid: wasPaid,
          was_shipped: wasShipped,
        },
      }),
    example: { input: { limit: 3 }, response: () => ({ count: 1, results: [exampleReceipt(fixtures.receipt)] }) },
    answer: () => pageOf(receipt()),
    unify: ({ results }) => ({ items: results.map(unifyReceipt) }),
    next: nextOffset,
  }),
  'get-order': read(ecommerce.getOrder, {
    docs: 'https://developers.etsy.com/documentation/reference#operation/getShopReceipt',
    extra: () => ({ id: numericId() }),
    request: ({ id }, { shopId }) => get(path`/v3/application/shops/${shopId}/receipts/${id}`),
    example: { input: { id: fixtures.receipt }, response: ({ id }) => exampleReceipt(id) },
    answer: receipt,
    unify: unifyReceipt,
  }),
  'fulfill-order': write(ecommerce.fulfillOrder, {
    docs: 'https://developers.etsy.com/documentation/reference#operation/createReceiptShipment',
    extra: () => ({
      id: numericId(),
      noteToBuyer: z.string().min(1).max(5_000).optional(),
      /** Whether the seller gets the message to the buyer too. */
      sendCopy: z.boolean().optional(),
    }),
    rules: ({ fulfillmentGroup, trackingNumber, carrier }) => {
      if (fulfillmentGroup !== undefined) {
        return [{ path: 'fulfillmentGroup', message: "isn't known: an order of Etsy is sent as a whole" }]
      }
      if ((trackingNumber === undefined) === (carrier === undefined)) return []
      const missing = carrier === undefined ? 'carrier' : 'trackingNumber'
      return [{ path: missing, message: 'is needed beside the other; a carrier that Etsy has not is `other`' }]
    },
    request: ({ id, trackingNumber, carrier, noteToBuyer, sendCopy }, { shopId }) =>
      post(
        path`/v3/application/shops/${shopId}/receipts/${id}/tracking`,
        json({
          tracking_code: trackingNumber,
          carrier_name: carrier,
          note_to_buyer: noteToBuyer,
          send_bcc: sendCopy,
        }),
      ),
    example: {
      input: { id: fixtures.receipt, trackingNumber: '1Z999AA10123456784', carrier: 'ups' },
      response: ({ id, trackingNumber = '', carrier = '' }) => ({
        ...exampleReceipt(id),
        status: 'completed',
        is_shipped: true,
        shipments: [
          {
            receipt_shipping_id: 1_212_345_678,
            shipment_notification_timestamp: 1_768_555_800,
            carrier_name: carrier,
            tracking_code: trackingNumber,
          },
        ],
      }),
    },
    answer: receipt,
    unify: (native, { trackingNumber }) => unifyShipment(native, trackingNumber),
  }),
})

/** The first whole second that isn't before a time. */
function secondOf(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Math.max(earliest, Math.ceil(Date.parse(time) / 1_000))
}

function exampleReceipt(id: string) {
  return {
    receipt_id: Number(id),
    receipt_type: 0,
    seller_user_id: Number(fixtures.user),
    buyer_user_id: Number(fixtures.buyer),
    buyer_email: 'ada@example.com',
    name: 'Ada Lovelace',
    status: 'paid',
    is_paid: true,
    is_shipped: false,
    grandtotal: exampleMoney(9_800),
    subtotal: exampleMoney(9_800),
    shipments: [],
    transactions: [
      {
        transaction_id: Number(fixtures.transaction),
        title: 'Silver Necklace',
        listing_id: Number(fixtures.listing),
        product_id: Number(fixtures.product),
        sku: 'NECK-SILVER-1',
        quantity: 2,
        price: exampleMoney(4_900),
      },
    ],
    created_timestamp: 1_768_469_400,
    updated_timestamp: 1_768_469_400,
  }
}

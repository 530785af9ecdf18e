import * as z from 'zod'
import type { FinancialStatus, OrderStatus } from '../../../contracts/ecommerce.ts'
import { once } from '../../../kit/contract.ts'
import { timeOf } from './listing-answers.ts'
import { minorOf, money } from './money.ts'

const transaction = () =>
  z.looseObject({
    transaction_id: z.int(),
    title: z.string().nullish(),
    listing_id: z.int().nullish(),
    sku: z.string().nullish(),
    quantity: z.int(),
    price: money().nullish(),
  })

const shipment = () =>
  z.looseObject({
    receipt_shipping_id: z.int().nullish(),
    shipment_notification_timestamp: z.int().nullish(),
    carrier_name: z.string().nullish(),
    tracking_code: z.string().nullish(),
  })

export const receipt = once(() =>
  z.looseObject({
    receipt_id: z.int(),
    status: z.string(),
    is_paid: z.boolean().nullish(),
    is_shipped: z.boolean().nullish(),
    buyer_user_id: z.int().nullish(),
    buyer_email: z.string().nullish(),
    name: z.string().nullish(),
    grandtotal: money(),
    transactions: z.array(transaction()).nullish(),
    shipments: z.array(shipment()).nullish(),
    created_timestamp: z.int().nullish(),
    updated_timestamp: z.int().nullish(),
  }),
)

type Receipt = z.output<ReturnType<typeof receipt>>

export function unifyReceipt(native: Receipt) {
  return {
    id: String(native.receipt_id),
    number: String(native.receipt_id),
    status: statusOf(native),
    nativeStatus: native.status,
    financialStatus: financialStatusOf(native),
    total: minorOf(native.grandtotal),
    currency: native.grandtotal.currency_code.toUpperCase(),
    customer: {
      id: native.buyer_user_id ? String(native.buyer_user_id) : null,
      email: native.buyer_email ?? null,
      name: native.name || null,
    },
    items:
      native.transactions?.map((item) => ({
        id: String(item.transaction_id),
        product: item.listing_id ? String(item.listing_id) : null,
        title: item.title ?? '',
        sku: item.sku || null,
        quantity: item.quantity,
        price: item.price ? minorOf(item.price) : null,
      })) ?? null,
    fulfillmentGroups: [],
    createdAt: timeOf(native.created_timestamp),
    updatedAt: timeOf(native.updated_timestamp),
  }
}

/** Etsy writes its statuses in either case. */
function statusOf({ status, is_shipped }: Receipt): OrderStatus {
  switch (status.toLowerCase()) {
    case 'open':
    case 'payment processing':
      return 'pending'
    case 'canceled':
      return 'canceled'
    case 'fully refunded':
      return 'refunded'
    case 'completed':
      return 'fulfilled'
    default:
      return is_shipped === true ? 'fulfilled' : 'processing'
  }
}

function financialStatusOf({ status, is_paid }: Receipt): FinancialStatus {
  switch (status.toLowerCase()) {
    case 'fully refunded':
      return 'refunded'
    case 'partially refunded':
      return 'partially_refunded'
    case 'canceled':
      return is_paid === true ? 'paid' : 'voided'
    default:
      return is_paid === true ? 'paid' : 'pending'
  }
}

/** The answer is the whole receipt: of its shipments, the one with this number, or the last. */
export function unifyShipment(native: Receipt, trackingNumber: string | undefined) {
  const shipments = native.shipments ?? []
  const found = shipments.findLast((one) => one.tracking_code === trackingNumber) ?? shipments.at(-1)
  return {
    id: found?.receipt_shipping_id ? String(found.receipt_shipping_id) : null,
    order: String(native.receipt_id),
    trackingNumber: found?.tracking_code || null,
    carrier: found?.carrier_name || null,
    createdAt: timeOf(found?.shipment_notification_timestamp),
  }
}

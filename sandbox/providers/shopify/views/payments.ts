import { connection, type PageArguments } from '../connection.ts'
import type { ShopContext } from '../context.ts'
import { locations } from '../fixtures.ts'
import type { OrderRecord, RefundRecord, TransactionRecord } from '../records.ts'
import { gid, moneyBag, moneyV2 } from '../values.ts'
import { locationView } from './inventory.ts'
import { lineView, orderView } from './orders.ts'

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Refund */
export function refundView(shop: ShopContext, order: OrderRecord, refund: RefundRecord): object {
  const paid = order.transactions.filter(({ id }) => refund.transactionIds.includes(id))
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    legacyResourceId: refund.id,
    note: refund.note,
    createdAt: refund.createdAt,
    updatedAt: refund.createdAt,
    processedAt: refund.createdAt,
    order: () => orderView(shop, order),
    totalRefundedSet: moneyBag(
      paid.reduce((sum, { amount }) => sum + amount, 0),
      order.currency,
    ),
    refundLineItems: (page: PageArguments) =>
      connection(refund.lines, page, (line) => refundLineView(shop, order, line)),
    transactions: (page: PageArguments) =>
      connection(paid, page, (transaction) => transactionView(shop, order, transaction)),
  }
}

function refundLineView(shop: ShopContext, order: OrderRecord, refunded: RefundRecord['lines'][number]): object | null {
  const line = order.lines.find(({ id }) => id === refunded.lineId)
  const location = locations.find(({ id }) => id === refunded.locationId)
  if (line === undefined) return null
  return {
    id: gid('RefundLineItem', refunded.id),
    lineItem: () => lineView(shop, order, line),
    location: location === undefined ? null : () => locationView(shop, location),
    quantity: refunded.quantity,
    restockType: refunded.restockType,
    restocked: refunded.restockType !== 'NO_RESTOCK',
    priceSet: moneyBag(line.price, order.currency),
    subtotalSet: moneyBag(line.price * refunded.quantity, order.currency),
    totalTaxSet: moneyBag(0, order.currency),
  }
}

/** What of a payment was not yet refunded. */
export function refundableAmount(order: OrderRecord, payment: TransactionRecord): number {
  if (!['SALE', 'CAPTURE'].includes(payment.kind) || payment.status !== 'SUCCESS') return 0
  return order.transactions
    .filter(({ kind, parentId, status }) => kind === 'REFUND' && parentId === payment.id && status === 'SUCCESS')
    .reduce((left, { amount }) => left - amount, payment.amount)
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/OrderTransaction */
export function transactionView(shop: ShopContext, order: OrderRecord, transaction: TransactionRecord): object {
  const parent = order.transactions.find(({ id }) => id === transaction.parentId)
  return {
    __typename: 'OrderTransaction',
    id: gid('OrderTransaction', transaction.id),
    kind: transaction.kind,
    status: transaction.status,
    test: transaction.test,
    gateway: transaction.gateway,
    formattedGateway: transaction.gateway,
    amountSet: moneyBag(transaction.amount, order.currency),
    createdAt: transaction.createdAt,
    processedAt: transaction.createdAt,
    errorCode: null,
    manualPaymentGateway: transaction.gateway === 'manual',
    manuallyCapturable: transaction.kind === 'AUTHORIZATION',
    multiCapturable: false,
    maximumRefundableV2: moneyV2(refundableAmount(order, transaction), order.currency),
    parentTransaction: parent === undefined ? null : () => transactionView(shop, order, parent),
    order: () => orderView(shop, order),
    paymentId: `${order.name}.1`,
    authorizationExpiresAt: null,
  }
}

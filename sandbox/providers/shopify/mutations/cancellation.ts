import type { ShopContext } from '../context.ts'
import type { OrderRecord } from '../records.ts'
import { gid, idOfInput, userError } from '../values.ts'
import { netPaid, received } from '../views/money.ts'
import { refundableAmount } from '../views/payments.ts'

interface CancelArguments {
  orderId: string
  reason: string
  restock: boolean
  refund?: boolean | null
  refundMethod?: { originalPaymentMethodsRefund?: boolean } | null
  staffNote?: string | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/orderCancel */
export function orderCancel(shop: ShopContext, given: CancelArguments): object {
  const current = shop.orders.find(idOfInput('Order', given.orderId) ?? '')
  if (current === undefined) return notCancelled('Order does not exist', 'NOT_FOUND')
  if (current.cancelledAt !== null)
    return notCancelled('Cannot cancel an order that has already been cancelled', 'INVALID')
  if (current.fulfillments.length > 0) return notCancelled('Cannot cancel an order that has fulfillments', 'INVALID')
  const order = structuredClone(current)
  for (const line of order.fulfillmentOrder.lines) line.remaining = 0
  if (given.refund === true || given.refundMethod?.originalPaymentMethodsRefund === true) repay(shop, order)
  order.cancelledAt = shop.now
  order.closedAt = shop.now
  order.cancelReason = given.reason
  order.staffNote = given.staffNote ?? null
  order.updatedAt = shop.now
  if (received(order) === 0) order.unpaidStatus = 'VOIDED'
  shop.orders.save(order)
  return { job: { id: gid('Job', shop.newId()), done: false }, orderCancelUserErrors: [], userErrors: [] }
}

function notCancelled(message: string, code: string): object {
  return {
    job: null,
    orderCancelUserErrors: [userError(['orderId'], message, code)],
    userErrors: [userError(['orderId'], message)],
  }
}

function repay(shop: ShopContext, order: OrderRecord): void {
  if (netPaid(order) <= 0) return
  const repaid = order.transactions
    .map((payment) => ({ payment, amount: refundableAmount(order, payment) }))
    .filter(({ amount }) => amount > 0)
    .map(({ payment, amount }) => ({
      ...payment,
      id: shop.newId(),
      kind: 'REFUND',
      amount,
      parentId: payment.id,
      createdAt: shop.now,
    }))
  order.transactions.push(...repaid)
  order.refunds.push({
    id: shop.newId(),
    note: null,
    lines: order.lines.map(({ id, quantity }) => ({
      id: shop.newId(),
      lineId: id,
      quantity,
      restockType: 'CANCEL',
      locationId: null,
    })),
    transactionIds: repaid.map(({ id }) => id),
    createdAt: shop.now,
  })
}

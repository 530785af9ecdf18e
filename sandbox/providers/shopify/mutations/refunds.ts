import type { GraphQLResolveInfo } from 'graphql'
import type { ShopContext } from '../context.ts'
import { locations } from '../fixtures.ts'
import { idempotent } from '../idempotency.ts'
import type { OrderRecord, RefundRecord, TransactionRecord } from '../records.ts'
import { cents, idOfInput, money, type UserError, userError } from '../values.ts'
import { netPaid, refundedQuantity } from '../views/money.ts'
import { orderView } from '../views/orders.ts'
import { refundableAmount, refundView } from '../views/payments.ts'

interface RefundInput {
  orderId: string
  note?: string | null
  allowOverRefunding?: boolean | null
  refundLineItems?:
    | { lineItemId: string; quantity: number; restockType?: string | null; locationId?: string | null }[]
    | null
  transactions?: { orderId: string; parentId?: string | null; kind: string; gateway: string; amount: string }[] | null
}

interface Refunded {
  order: OrderRecord
  refund: RefundRecord
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/refundCreate */
export function refundCreate(shop: ShopContext, { input }: { input: RefundInput }, info: GraphQLResolveInfo): object {
  const outcome = idempotent(shop, info, input, () => refund(shop, input))
  if (Array.isArray(outcome)) {
    const current = shop.orders.find(idOfInput('Order', input.orderId) ?? '')
    const userErrors = outcome.map(({ field, message }) => ({ field, message }))
    return { order: current === undefined ? null : orderView(shop, current), refund: null, userErrors }
  }
  return {
    order: orderView(shop, outcome.order),
    refund: refundView(shop, outcome.order, outcome.refund),
    userErrors: [],
  }
}

function refund(shop: ShopContext, input: RefundInput): Refunded | UserError[] {
  const current = shop.orders.find(idOfInput('Order', input.orderId) ?? '')
  if (current === undefined) return [userError(['orderId'], 'Order does not exist')]
  const order = structuredClone(current)
  const errors: UserError[] = []
  const lines = linesOf(shop, order, input, errors)
  const transactions = transactionsOf(shop, order, input, errors)
  if (lines.length === 0 && transactions.length === 0 && errors.length === 0 && !input.note) {
    errors.push(userError(null, 'Refund must have at least one refund line item, transaction, or note'))
  }
  if (errors.length > 0) return errors

  const created: RefundRecord = {
    id: shop.newId(),
    note: input.note ?? null,
    lines,
    transactionIds: transactions.map(({ id }) => id),
    createdAt: shop.now,
  }
  order.refunds.push(created)
  order.transactions.push(...transactions)
  order.updatedAt = shop.now
  for (const line of lines.filter(({ restockType }) => restockType === 'CANCEL')) {
    const open = order.fulfillmentOrder.lines.find(({ lineId }) => lineId === line.lineId)
    if (open !== undefined) open.remaining = Math.max(0, open.remaining - line.quantity)
  }
  shop.orders.save(order)
  return { order, refund: created }
}

function linesOf(
  shop: ShopContext,
  order: OrderRecord,
  input: RefundInput,
  errors: UserError[],
): RefundRecord['lines'] {
  return (input.refundLineItems ?? []).flatMap((wanted, index) => {
    const path = ['refundLineItems', String(index)]
    const line = order.lines.find(({ id }) => id === idOfInput('LineItem', wanted.lineItemId))
    const restockType = wanted.restockType ?? 'NO_RESTOCK'
    const locationId = idOfInput('Location', wanted.locationId) ?? null
    if (line === undefined) {
      errors.push(userError([...path, 'lineItemId'], 'Line item does not exist'))
      return []
    }
    if (wanted.quantity < 1 || wanted.quantity > line.quantity - refundedQuantity(order, line.id)) {
      errors.push(userError([...path, 'quantity'], 'Quantity cannot refund more items than were purchased'))
    }
    if (['CANCEL', 'RETURN'].includes(restockType) && locations.every(({ id }) => id !== locationId)) {
      errors.push(userError([...path, 'locationId'], 'Location is required when restocking'))
    }
    return [{ id: shop.newId(), lineId: line.id, quantity: wanted.quantity, restockType, locationId }]
  })
}

function transactionsOf(
  shop: ShopContext,
  order: OrderRecord,
  input: RefundInput,
  errors: UserError[],
): TransactionRecord[] {
  const wanted = input.transactions ?? []
  const sum = wanted.reduce((all, { amount }) => all + cents(amount), 0)
  if (sum > netPaid(order) && input.allowOverRefunding !== true) {
    const message = `Refund amount $${money(sum)} is greater than net payment received $${money(netPaid(order))}`
    errors.push(userError(null, message))
    return []
  }
  return wanted.flatMap((transaction, index) => {
    const path = ['transactions', String(index)]
    const parent = order.transactions.find(({ id }) => id === idOfInput('OrderTransaction', transaction.parentId))
    if (transaction.kind !== 'REFUND') {
      errors.push(userError([...path, 'kind'], 'Kind must be refund'))
    } else if (parent === undefined && transaction.gateway !== 'manual') {
      errors.push(userError([...path, 'parentId'], 'A parent transaction is required for a refund'))
    } else if (parent !== undefined && cents(transaction.amount) > refundableAmount(order, parent)) {
      errors.push(userError([...path, 'amount'], 'Amount exceeds what can be refunded of the parent transaction'))
    }
    if (cents(transaction.amount) <= 0) errors.push(userError([...path, 'amount'], 'Amount must be greater than 0'))
    return [
      {
        id: shop.newId(),
        kind: 'REFUND',
        status: 'SUCCESS',
        amount: cents(transaction.amount),
        gateway: transaction.gateway,
        parentId: parent?.id ?? null,
        test: parent?.test ?? false,
        createdAt: shop.now,
      },
    ]
  })
}

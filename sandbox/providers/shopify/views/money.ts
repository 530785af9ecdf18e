import type { OrderRecord } from '../records.ts'

/** The sums of an order, in cents. Nothing of them is stored: they follow from the lines, payments and refunds. */

export function subtotal(order: OrderRecord): number {
  return order.lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0) - (order.discount?.amount ?? 0)
}

export function shipping(order: OrderRecord): number {
  return order.shippingLines.reduce((sum, { price }) => sum + price, 0)
}

export function tax(order: OrderRecord): number {
  const lines = [
    ...order.taxLines,
    ...order.lines.flatMap(({ taxLines }) => taxLines),
    ...order.shippingLines.flatMap(({ taxLines }) => taxLines),
  ]
  return lines.reduce((sum, { amount }) => sum + amount, 0)
}

export function total(order: OrderRecord): number {
  return subtotal(order) + shipping(order) + (order.taxesIncluded ? 0 : tax(order))
}

function sumOf(order: OrderRecord, kinds: readonly string[]): number {
  return order.transactions
    .filter(({ kind, status }) => kinds.includes(kind) && status === 'SUCCESS')
    .reduce((sum, { amount }) => sum + amount, 0)
}

export function received(order: OrderRecord): number {
  return sumOf(order, ['SALE', 'CAPTURE'])
}

export function refunded(order: OrderRecord): number {
  return sumOf(order, ['REFUND'])
}

export function netPaid(order: OrderRecord): number {
  return received(order) - refunded(order)
}

export function capturable(order: OrderRecord): number {
  if (order.transactions.some(({ kind }) => kind === 'VOID')) return 0
  return Math.max(0, sumOf(order, ['AUTHORIZATION']) - sumOf(order, ['CAPTURE']))
}

/** How many pieces of a line were refunded. */
export function refundedQuantity(order: OrderRecord, lineId: string): number {
  return order.refunds
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

/** The value of what was refunded, by lines. */
export function refundedValue(order: OrderRecord): number {
  return order.lines.reduce((sum, { id, price }) => sum + price * refundedQuantity(order, id), 0)
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/enums/OrderDisplayFinancialStatus */
export function financialStatus(order: OrderRecord): string {
  if (refunded(order) > 0) return netPaid(order) <= 0 ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
  if (received(order) > 0) return received(order) >= total(order) ? 'PAID' : 'PARTIALLY_PAID'
  if (capturable(order) > 0) return 'AUTHORIZED'
  return order.unpaidStatus
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/enums/OrderDisplayFulfillmentStatus */
export function fulfillmentStatus(order: OrderRecord): string {
  const { lines } = order.fulfillmentOrder
  const all = lines.reduce((sum, line) => sum + line.total, 0)
  const open = lines.reduce((sum, line) => sum + line.remaining, 0)
  if (order.fulfillments.length === 0) return 'UNFULFILLED'
  return open > 0 && open < all ? 'PARTIALLY_FULFILLED' : 'FULFILLED'
}

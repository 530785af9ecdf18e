import { numberAt, textAt } from '../../json-shape.ts'
import { money, times } from './answers.ts'
import type { Call } from './call.ts'
import { addressView } from './customers.ts'
import { type LineRecord, type OrderRecord, type RefundRecord, refunds } from './records.ts'

/** The total of an order. Nothing is taxed in the sandbox. */
export function totalOf({ lines, shipping, fees }: OrderRecord): number {
  const sum = [...lines, ...shipping, ...fees].reduce((all, { total }) => all + total, 0)
  return Math.round(sum * 100) / 100
}

/** The refunds of an order, oldest first. */
export function refundsOf({ state }: Call, order: OrderRecord): RefundRecord[] {
  return refunds(state)
    .all()
    .filter(({ order_id }) => order_id === order.id)
    .toReversed()
}

export function orderView(call: Call, order: OrderRecord): object {
  const { id, given, lines, shipping, fees } = order
  const discount = lines.reduce((sum, { subtotal, total }) => sum + subtotal - total, 0)
  return {
    id,
    parent_id: numberAt(given, 'parent_id'),
    number: String(id),
    order_key: order.key,
    created_via: 'rest-api',
    version: '9.4.0',
    status: order.status,
    currency: textAt(given, 'currency') || 'USD',
    ...times('date_created', order.created),
    ...times('date_modified', order.modified),
    discount_total: money(discount),
    discount_tax: money(0),
    shipping_total: money(shipping.reduce((sum, { total }) => sum + total, 0)),
    shipping_tax: money(0),
    cart_tax: money(0),
    total: money(totalOf(order)),
    total_tax: money(0),
    prices_include_tax: false,
    customer_id: numberAt(given, 'customer_id'),
    customer_ip_address: '',
    customer_user_agent: '',
    customer_note: textAt(given, 'customer_note'),
    billing: addressView(given, 'billing'),
    shipping: addressView(given, 'shipping'),
    payment_method: textAt(given, 'payment_method'),
    payment_method_title: textAt(given, 'payment_method_title'),
    transaction_id: textAt(given, 'transaction_id'),
    ...times('date_paid', order.paid),
    ...times('date_completed', order.completed),
    cart_hash: '',
    meta_data: order.meta,
    line_items: lines.map(lineView),
    tax_lines: [],
    shipping_lines: shipping.map((line) => ({
      ...line,
      instance_id: '0',
      total: money(line.total),
      total_tax: money(0),
      taxes: [],
      meta_data: [],
    })),
    fee_lines: fees.map((line) => ({
      ...line,
      tax_class: '',
      tax_status: 'taxable',
      amount: String(line.total),
      total: money(line.total),
      total_tax: money(0),
      taxes: [],
      meta_data: [],
    })),
    coupon_lines: [],
    refunds: refundsOf(call, order).map((refund) => ({
      id: refund.id,
      reason: refund.reason,
      total: `-${money(refund.amount)}`,
    })),
    payment_url: `https://shop.example.com/checkout/order-pay/${id}/?pay_for_order=true&key=${order.key}`,
    is_editable: ['pending', 'on-hold'].includes(order.status),
    needs_payment: ['pending', 'failed'].includes(order.status) && totalOf(order) > 0,
    needs_processing: lines.length > 0,
    currency_symbol: '$',
  }
}

export function lineView(line: LineRecord): object {
  return {
    id: line.id,
    name: line.name,
    product_id: line.product_id,
    variation_id: 0,
    quantity: line.quantity,
    tax_class: '',
    subtotal: money(line.subtotal),
    subtotal_tax: money(0),
    total: money(line.total),
    total_tax: money(0),
    taxes: [],
    meta_data: [],
    sku: line.sku,
    global_unique_id: '',
    price: line.quantity === 0 ? 0 : Math.round((line.total / line.quantity) * 100) / 100,
    image: { id: '', src: '' },
    parent_name: null,
  }
}

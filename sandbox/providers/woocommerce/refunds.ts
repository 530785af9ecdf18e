import { json } from '../../http.ts'
import {
  boolean,
  group,
  list,
  listAt,
  type Members,
  matching,
  number,
  numberAt,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { invalidId, money, RestError, times } from './answers.ts'
import { bodyOf, type Call, changedMeta, isListed, listQuery, moment, nextNumber, page } from './call.ts'
import { metaData } from './customers.ts'
import { fixtures } from './fixtures.ts'
import { lineView, refundsOf, totalOf } from './order-view.ts'
import { orderOf } from './orders.ts'
import { type OrderRecord, orders, type RefundRecord, refunds } from './records.ts'

/** Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#order-refund-properties */
const members: Members = {
  amount: matching(/^-?\d+(\.\d+)?$/),
  reason: text(),
  refunded_by: whole(0),
  api_refund: boolean,
  api_restock: boolean,
  line_items: list(group({}, { id: whole(1), quantity: whole(0), refund_total: number(0) })),
  ...metaData,
}

/** Where payments are really made; the sandbox can give money back through these alone. */
const gateways = ['stripe', 'paypal', 'woocommerce_payments']

/** `POST /wc/v3/orders/{id}/refunds`: no more than is left of the total. */
export function createRefund(call: Call): Response {
  const order = orderOf(call)
  const given = bodyOf(call, group({}, members))
  const lines = listAt(given, 'line_items').map((one) => refundedLine(call, order, one))
  const amount = Number(textAt(given, 'amount') || -lines.reduce((sum, { total }) => sum + total, 0))
  if (amount < 0) {
    const message = 'Refund amount must be greater than zero.'
    throw new RestError(400, 'woocommerce_rest_invalid_order_refund', message)
  }
  const left = totalOf(order) - refundsOf(call, order).reduce((sum, refund) => sum + refund.amount, 0)
  if (amount > left + 0.001) return failed('Invalid refund amount.')
  const isByGateway = valueAt(given, 'api_refund') !== false
  if (isByGateway && !gateways.includes(textAt(order.given, 'payment_method'))) {
    return failed('The payment gateway for this order does not support automatic refunds.')
  }
  const now = call.exchange.now.toISOString()
  const refund: RefundRecord = {
    id: nextNumber(call.state, 'post'),
    order_id: order.id,
    amount,
    reason: textAt(given, 'reason'),
    isByGateway,
    lines,
    meta: changedMeta(call.state, [], listAt(given, 'meta_data')),
    created: now,
    modified: now,
  }
  if (order.id !== fixtures.order) refunds(call.state).save(refund)
  if (left - amount < 0.005) orders(call.state).save({ ...order, status: 'refunded', modified: now })
  return json(view(refund), 201)
}

/**
 * What WooCommerce's own code refuses about a refund it answers as 500, with the bare number as `data`.
 *
 * Source: WC_REST_Order_Refunds_Controller in https://github.com/woocommerce/woocommerce
 */
function failed(message: string): Response {
  return json({ code: 'woocommerce_rest_cannot_create_order_refund', message, data: 500 }, 500)
}

/** `GET /wc/v3/orders/{id}/refunds` */
export function getRefunds(call: Call): Response {
  const query = listQuery(call, { after: moment, before: moment })
  const found = refundsOf(call, orderOf(call)).filter((refund) => isListed(query, refund, refund.reason))
  return page(call, query, found, ({ created }) => created, view)
}

/** `GET /wc/v3/orders/{id}/refunds/{refund_id}` */
export function getRefund(call: Call): Response {
  return json(view(refundOf(call)))
}

/** `DELETE /wc/v3/orders/{id}/refunds/{refund_id}`: there is no trash for refunds. */
export function deleteRefund(call: Call): Response {
  const refund = refundOf(call)
  if (call.exchange.url.searchParams.get('force') !== 'true') {
    throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Refunds do not support trashing.')
  }
  refunds(call.state).remove(String(refund.id))
  return json(view(refund))
}

function refundOf(call: Call): RefundRecord {
  const refund = refundsOf(call, orderOf(call)).find(({ id }) => String(id) === call.parameters[1])
  if (refund === undefined) throw invalidId('shop_order_refund')
  return refund
}

function refundedLine({ state }: Call, order: OrderRecord, given: unknown): RefundRecord['lines'][number] {
  const line = order.lines.find(({ id }) => id === numberAt(given, 'id'))
  if (line === undefined) {
    const message = 'Order item ID provided is not associated with order.'
    throw new RestError(400, 'woocommerce_rest_invalid_item_id', message)
  }
  const total = -numberAt(given, 'refund_total')
  return {
    ...line,
    id: nextNumber(state, 'item'),
    quantity: -numberAt(given, 'quantity'),
    subtotal: total,
    total,
    refunded_item_id: line.id,
  }
}

function view({ id, amount, reason, isByGateway, lines, meta, created }: RefundRecord) {
  return {
    id,
    parent_id: 0,
    ...times('date_created', created),
    amount: money(amount),
    reason,
    refunded_by: 1,
    refunded_payment: isByGateway,
    meta_data: meta,
    line_items: lines.map((line) => ({
      ...lineView(line),
      meta_data: [{ id: line.id, key: '_refunded_item_id', value: String(line.refunded_item_id) }],
    })),
    shipping_lines: [],
    tax_lines: [],
    fee_lines: [],
  }
}

import { json } from '../../http.ts'
import {
  boolean,
  closed,
  group,
  list,
  listAt,
  type Members,
  number,
  numberAt,
  text,
  textAt,
  whole,
} from '../../json-shape.ts'
import { rounded, stamp, WebapiError } from './answers.ts'
import { bodyOf, type Call, nextNumber } from './call.ts'
import { fixtures } from './fixtures.ts'
import { refundedOf, sumOf } from './order-view.ts'
import { orderOf } from './orders.ts'
import { type ItemRecord, type OrderRecord, orders } from './records.ts'

const extension: Members = { extension_attributes: group({}) }

/** What the three operations take alike. */
const shared: Members = {
  items: list(closed({ order_item_id: whole(1), qty: number(0) }, extension)),
  notify: boolean,
  append_comment: boolean,
  comment: closed({ comment: text(), is_visible_on_front: whole(0, 1) }, extension),
}

/** What can't be done to an order, in the words of its kind of document. */
function invalid(document: 'Invoice' | 'Shipment' | 'Creditmemo', ...reasons: readonly string[]): WebapiError {
  return new WebapiError(400, [`${document} Document Validation Error(s):`, ...reasons].join('\n'))
}

/** How many of each item are meant: those that are named, or all that are left. */
function quantities(
  body: unknown,
  { items }: OrderRecord,
  leftOf: (item: ItemRecord) => number,
  refusal: (reason: string) => WebapiError,
  verb: { readonly action: string; readonly left: string },
): Map<number, number> {
  const given = listAt(body, 'items')
  if (given.length === 0) return new Map(items.map((item) => [item.item_id, leftOf(item)]))
  return new Map(
    given.map((one) => {
      const item = items.find(({ item_id }) => item_id === numberAt(one, 'order_item_id'))
      const quantity = numberAt(one, 'qty')
      if (item === undefined)
        throw refusal(`The ${verb.action} contains product item that is not part of the original order.`)
      if (quantity > leftOf(item)) {
        throw refusal(
          `The quantity to ${verb.action} must not be greater than the ${verb.left} quantity for product SKU "${item.sku}".`,
        )
      }
      return [item.item_id, quantity]
    }),
  )
}

const isClosed = ({ state }: OrderRecord) => ['canceled', 'closed', 'holded', 'payment_review'].includes(state)

/** `POST /V1/order/{orderId}/invoice`: answers the number of the invoice. Its amount counts as paid. */
export function createInvoice(call: Call): Response {
  const order = orderOf(call)
  const body = bodyOf(call, group({}, { ...shared, capture: boolean, arguments: group({}) }))
  const leftOf = ({ ordered, invoiced, canceled }: ItemRecord) => ordered - invoiced - canceled
  if (isClosed(order) || order.items.every((item) => leftOf(item) === 0)) {
    throw invalid('Invoice', 'The order does not allow an invoice to be created.')
  }
  const refusal = (reason: string) => invalid('Invoice', reason)
  const wanted = quantities(body, order, leftOf, refusal, { action: 'invoice', left: 'uninvoiced' })
  if (totalOf(wanted) === 0) {
    throw invalid('Invoice', "The invoice can't be created without products. Add products and try again.")
  }
  keep(call, body, order, (item) => ({ ...item, invoiced: item.invoiced + (wanted.get(item.item_id) ?? 0) }))
  return json(nextNumber(call.state, 'invoice'))
}

const track = closed(
  { track_number: text(undefined, 1), title: text(undefined, 1), carrier_code: text(undefined, 1) },
  extension,
)

/** `POST /V1/order/{orderId}/ship`: answers the number of the shipment. */
export function createShipment(call: Call): Response {
  const order = orderOf(call)
  const source = group({}, { extension_attributes: group({}, { source_code: text() }) })
  const body = bodyOf(call, group({}, { ...shared, tracks: list(track), packages: list(group({})), arguments: source }))
  const none = "You can't create a shipment without products."
  const leftOf = ({ ordered, shipped, refunded, canceled }: ItemRecord) => ordered - shipped - refunded - canceled
  if (isClosed(order) || order.items.every((item) => leftOf(item) <= 0)) {
    throw invalid('Shipment', 'The order does not allow a shipment to be created.', none)
  }
  const code = textAt(body, 'arguments', 'extension_attributes', 'source_code')
  if (code !== '' && code !== fixtures.source) {
    throw new WebapiError(404, 'Source with code "%value" does not exist.', { value: code })
  }
  const refusal = (reason: string) => invalid('Shipment', reason)
  const wanted = quantities(body, order, leftOf, refusal, { action: 'ship', left: 'unshipped' })
  if (totalOf(wanted) === 0) throw invalid('Shipment', none)
  keep(call, body, order, (item) => ({ ...item, shipped: item.shipped + (wanted.get(item.item_id) ?? 0) }))
  return json(nextNumber(call.state, 'shipment'))
}

const refundArguments = closed(
  {},
  { shipping_amount: number(0), adjustment_positive: number(0), adjustment_negative: number(0), ...extension },
)

/** `POST /V1/order/{orderId}/refund`: offline, of what was paid; answers the number of the credit memo. */
export function createRefund(call: Call): Response {
  const order = orderOf(call)
  const body = bodyOf(call, group({}, { ...shared, arguments: refundArguments }))
  const leftOf = ({ invoiced, refunded }: ItemRecord) => invoiced - refunded
  const paid = sumOf(order, ({ invoiced }) => invoiced)
  const before = refundedOf(order)
  if (isClosed(order) || paid - before <= 0) throw invalid('Creditmemo', "We can't create creditmemo for the order.")
  const refusal = (reason: string) => invalid('Creditmemo', reason)
  const wanted = quantities(body, order, leftOf, refusal, { action: 'creditmemo', left: 'unrefunded' })
  const extra =
    numberAt(body, 'arguments', 'shipping_amount') +
    numberAt(body, 'arguments', 'adjustment_positive') -
    numberAt(body, 'arguments', 'adjustment_negative')
  const amount = sumOf(order, ({ item_id }) => wanted.get(item_id) ?? 0) + extra
  if (amount <= 0) throw refusal("The credit memo's total must be positive.")
  if (rounded(before + amount) > paid) {
    throw refusal(`The most money available to refund is $${(paid - before).toFixed(2)}.`)
  }
  keep(call, body, { ...order, refunded_extra: order.refunded_extra + extra }, (item) => ({
    ...item,
    refunded: item.refunded + (wanted.get(item.item_id) ?? 0),
  }))
  return json(nextNumber(call.state, 'creditmemo'))
}

function totalOf(wanted: ReadonlyMap<number, number>): number {
  return [...wanted.values()].reduce((sum, quantity) => sum + quantity, 0)
}

/** An order is complete once everything is invoiced and sent, and closed once everything is refunded. */
function keep(call: Call, body: unknown, order: OrderRecord, change: (item: ItemRecord) => ItemRecord): void {
  const items = order.items.map(change)
  const now = stamp(call.exchange.now)
  const isRefunded = items.every(({ ordered, refunded, canceled }) => refunded + canceled === ordered)
  const isComplete = items.every(
    ({ ordered, invoiced, shipped, refunded, canceled }) =>
      invoiced + canceled === ordered && shipped + refunded + canceled >= ordered,
  )
  const state = isRefunded ? 'closed' : isComplete ? 'complete' : 'processing'
  const comment = { comment: textAt(body, 'comment', 'comment'), status: state, created_at: now }
  const comments = comment.comment === '' ? order.comments : [...order.comments, comment]
  orders(call.state).save({ ...order, items, state, status: state, comments, updated_at: now })
}

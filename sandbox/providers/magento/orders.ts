import { isFields, json } from '../../http.ts'
import {
  anything,
  boolean,
  group,
  list,
  listAt,
  number,
  numberAt,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { stamp, WebapiError } from './answers.ts'
import { bodyOf, type Call, nextNumber } from './call.ts'
import { orderView } from './order-view.ts'
import { type ItemRecord, type OrderRecord, orders, products } from './records.ts'
import { named, search } from './search.ts'

const searchable = named(
  'entity_id',
  'increment_id',
  'state',
  'status',
  'store_id',
  'customer_id',
  'customer_email',
  'grand_total',
  'created_at',
  'updated_at',
)

/** `GET /V1/orders` */
export function getOrders(call: Call): Response {
  return search(call, orders(call.state).all().map(orderView).toReversed(), searchable)
}

/** `GET /V1/orders/{id}` */
export function getOrder(call: Call): Response {
  return json(orderView(orderOf(call)))
}

/** Of the many fields of an order, those that the sandbox keeps; the others are taken and forgotten. */
const entity = group(
  {
    base_grand_total: number(0),
    grand_total: number(0),
    customer_email: text(),
    items: list(group({ sku: text() }), 1),
  },
  {
    customer_id: whole(1),
    customer_firstname: text(),
    customer_lastname: text(),
    increment_id: text(),
    payment: anything,
    status: text(),
  },
)

/** `POST /V1/orders`: an order as it is, without a cart. */
export function createOrder(call: Call): Response {
  const { entity: given } = bodyOf(call, group({ entity }))
  const now = stamp(call.exchange.now)
  const id = nextNumber(call.state, 'order')
  const order: OrderRecord = {
    entity_id: id,
    increment_id: textAt(given, 'increment_id') || String(id).padStart(9, '0'),
    given: isFields(given) ? given : {},
    state: 'new',
    status: textAt(given, 'status') || 'pending',
    items: listAt(given, 'items').map((item) => newItem(call, item)),
    refunded_extra: 0,
    comments: [],
    created_at: now,
    updated_at: now,
  }
  orders(call.state).save(order)
  return json(orderView(order))
}

function newItem({ state }: Call, given: unknown): ItemRecord {
  const sku = textAt(given, 'sku')
  const product = products(state).find(sku)
  const price = valueAt(given, 'price')
  return {
    item_id: nextNumber(state, 'item'),
    product_id: product?.id ?? 0,
    sku,
    name: textAt(given, 'name') || textAt(product?.given, 'name'),
    price: typeof price === 'number' ? price : numberAt(product?.given, 'price'),
    ordered: numberAt(given, 'qty_ordered') || 1,
    invoiced: 0,
    shipped: 0,
    refunded: 0,
    canceled: 0,
  }
}

/** `POST /V1/orders/{id}/cancel`: false where anything was invoiced, or nothing is left to cancel. */
export function cancelOrder(call: Call): Response {
  const order = orderOf(call)
  const isOpen = !['canceled', 'complete', 'closed', 'holded'].includes(order.state)
  const canCancel = isOpen && order.items.every(({ ordered, invoiced }) => invoiced < ordered)
  if (!canCancel) return json(false)
  const items = order.items.map((item) => ({ ...item, canceled: item.ordered - item.invoiced }))
  const hasInvoices = order.items.some(({ invoiced }) => invoiced > 0)
  const state = hasInvoices ? 'processing' : 'canceled'
  orders(call.state).save({ ...order, items, state, status: state, updated_at: stamp(call.exchange.now) })
  return json(true)
}

/** `POST /V1/orders/{id}/hold` */
export function holdOrder(call: Call): Response {
  const order = orderOf(call)
  if (!['new', 'processing'].includes(order.state)) throw new WebapiError(400, 'A hold action is not available.')
  orders(call.state).save({ ...order, state: 'holded', status: 'holded' })
  return json(true)
}

/** `POST /V1/orders/{id}/unhold` */
export function unholdOrder(call: Call): Response {
  const order = orderOf(call)
  if (order.state !== 'holded') throw new WebapiError(400, 'You cannot remove the hold.')
  const isBegun = order.items.some(({ invoiced, shipped }) => invoiced > 0 || shipped > 0)
  const after = isBegun ? { state: 'processing', status: 'processing' } : { state: 'new', status: 'pending' }
  orders(call.state).save({ ...order, ...after })
  return json(true)
}

const history = group(
  { comment: text(), is_customer_notified: whole(0, 1), is_visible_on_front: whole(0, 1), parent_id: whole(1) },
  { status: text(), created_at: text(), entity_id: whole(), entity_name: text() },
)

/** `POST /V1/orders/{id}/comments` */
export function addComment(call: Call): Response {
  const order = orderOf(call)
  const { status_history: given } = bodyOf(call, group({ status_history: history }, { notify: boolean }))
  const now = stamp(call.exchange.now)
  const status = textAt(given, 'status') || order.status
  const comment = { comment: textAt(given, 'comment'), status, created_at: now }
  orders(call.state).save({ ...order, status, comments: [...order.comments, comment], updated_at: now })
  return json(true)
}

export function orderOf({ state, parameters }: Call): OrderRecord {
  const order = orders(state).find(parameters[0])
  if (order !== undefined) return order
  throw new WebapiError(404, "The entity that was requested doesn't exist. Verify the entity and try again.")
}

import { type Fields, json } from '../../http.ts'
import {
  boolean,
  group,
  list,
  listAt,
  type Members,
  matching,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { invalidId, RestError } from './answers.ts'
import { bodyOf, type Call, changedMeta, flag, isListed, listQuery, moment, nextNumber, numbers, page } from './call.ts'
import { addresses, addressView, metaData } from './customers.ts'
import { orderView } from './order-view.ts'
import { customers, type LineRecord, type OrderRecord, orders, products } from './records.ts'

const amount = matching(/^-?\d+(\.\d+)?$/)

const statuses = ['pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed', 'trash']

/** Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties */
const members: Members = {
  parent_id: whole(0),
  status: oneOf(...statuses, 'auto-draft', 'checkout-draft'),
  currency: matching(/^[A-Z]{3}$/),
  customer_id: whole(0),
  customer_note: text(),
  ...addresses,
  ...metaData,
  payment_method: text(),
  payment_method_title: text(),
  transaction_id: text(),
  set_paid: boolean,
  line_items: list(
    group(
      {},
      {
        id: whole(1),
        name: text(),
        product_id: whole(0),
        variation_id: whole(0),
        sku: text(),
        quantity: whole(0),
        tax_class: text(),
        subtotal: amount,
        total: amount,
      },
    ),
  ),
  shipping_lines: list(group({}, { id: whole(1), method_id: text(), method_title: text(), total: amount })),
  fee_lines: list(group({}, { id: whole(1), name: text(), tax_status: oneOf('taxable', 'none'), total: amount })),
  coupon_lines: list(group({}, { code: text() })),
}

const filters: Members = {
  after: moment,
  before: moment,
  modified_after: moment,
  modified_before: moment,
  dates_are_gmt: flag,
  orderby: oneOf('date', 'modified', 'id', 'include', 'title', 'slug'),
  parent: numbers,
  parent_exclude: numbers,
  status: matching(new RegExp(`^(any|${statuses.join('|')})(,(any|${statuses.join('|')}))*$`)),
  customer: matching(/^\d+$/),
  product: matching(/^\d+$/),
  dp: matching(/^\d$/),
}

/** `GET /wc/v3/orders` */
export function getOrders(call: Call): Response {
  const query = listQuery(call, filters)
  const wanted = (textAt(query, 'status') || 'any').split(',')
  const customer = textAt(query, 'customer')
  const product = textAt(query, 'product')
  const found = orders(call.state)
    .all()
    .filter((order) => {
      const { given, lines, status } = order
      const names = lines.map(({ name }) => name)
      const searched = [order.id, ...Object.values(addressView(given, 'billing')), ...names].join(' ')
      return (
        (wanted.includes('any') ? status !== 'trash' : wanted.includes(status)) &&
        (customer === '' || numberAt(given, 'customer_id') === Number(customer)) &&
        (product === '' || lines.some(({ product_id }) => product_id === Number(product))) &&
        isListed(query, order, searched)
      )
    })
  const keys: Readonly<Record<string, (order: OrderRecord) => string | number>> = {
    id: ({ id }) => id,
    modified: ({ modified }) => modified,
  }
  const key = keys[textAt(query, 'orderby')] ?? (({ created }) => created)
  return page(call, query, found, key, (order) => orderView(call, order))
}

/** `GET /wc/v3/orders/{id}` */
export function getOrder(call: Call): Response {
  return json(orderView(call, orderOf(call)))
}

/** `POST /wc/v3/orders` */
export function createOrder(call: Call): Response {
  const given = bodyOf(call, group({}, members))
  refuseUnknownCustomer(call, given)
  const now = call.exchange.now.toISOString()
  const blank: OrderRecord = {
    id: 0,
    given,
    status: 'pending',
    key: `wc_order_${call.exchange.randomId(13)}`,
    lines: [],
    shipping: [],
    fees: [],
    meta: [],
    created: now,
    modified: now,
    paid: '',
    completed: '',
  }
  const order = { ...changed(call, blank, given), id: nextNumber(call.state, 'post') }
  orders(call.state).save(order)
  return json(orderView(call, order), 201)
}

/** `PUT /wc/v3/orders/{id}`: `completed` is how an order is fulfilled, `cancelled` how it is cancelled. */
export function updateOrder(call: Call): Response {
  const order = orderOf(call)
  const given = bodyOf(call, group({}, members))
  refuseUnknownCustomer(call, given)
  const updated = changed(call, order, given)
  orders(call.state).save(updated)
  return json(orderView(call, updated))
}

/** `DELETE /wc/v3/orders/{id}`: into the trash, or for good with `force=true`. */
export function deleteOrder(call: Call): Response {
  const order = orderOf(call)
  const isForced = call.exchange.url.searchParams.get('force') === 'true'
  if (!isForced && order.status === 'trash') {
    throw new RestError(410, 'woocommerce_rest_already_trashed', 'The order has already been deleted.')
  }
  const gone = isForced ? order : { ...order, status: 'trash' }
  if (isForced) orders(call.state).remove(String(order.id))
  else orders(call.state).save(gone)
  return json(orderView(call, gone))
}

export function orderOf({ state, parameters }: Call): OrderRecord {
  const order = orders(state).find(parameters[0])
  if (order === undefined) throw invalidId('shop_order')
  return order
}

function refuseUnknownCustomer({ state }: Call, given: Fields): void {
  const id = numberAt(given, 'customer_id')
  if (id !== 0 && customers(state).find(String(id)) === undefined) {
    throw new RestError(400, 'woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.')
  }
}

function changed(call: Call, order: OrderRecord, given: Fields): OrderRecord {
  const now = call.exchange.now.toISOString()
  const isPaid = valueAt(given, 'set_paid') === true
  const status = isPaid ? 'processing' : textAt(given, 'status') || order.status
  const isPaidStatus = ['processing', 'completed'].includes(status)
  return {
    ...order,
    given: { ...order.given, ...given },
    status,
    lines: changedLines(call, order.lines, listAt(given, 'line_items')),
    shipping: withNew(call, order.shipping, listAt(given, 'shipping_lines'), (one) => ({
      method_id: textAt(one, 'method_id'),
      method_title: textAt(one, 'method_title'),
      total: Number(textAt(one, 'total') || '0'),
    })),
    fees: withNew(call, order.fees, listAt(given, 'fee_lines'), (one) => ({
      name: textAt(one, 'name') || 'Fee',
      total: Number(textAt(one, 'total') || '0'),
    })),
    meta: changedMeta(call.state, order.meta, listAt(given, 'meta_data')),
    modified: now,
    paid: order.paid === '' && isPaidStatus ? now : order.paid,
    completed: status === 'completed' ? order.completed || now : order.completed,
  }
}

/** Lines of one kind: those with an id change, the others are added. */
function withNew<T extends { id: number }>(
  { state }: Call,
  before: readonly T[],
  given: readonly unknown[],
  read: (one: unknown) => Omit<T, 'id'>,
): (Omit<T, 'id'> & { id: number })[] {
  const added = given.filter((one) => numberAt(one, 'id') === 0)
  const kept = before.map((line) => {
    const change = given.find((one) => numberAt(one, 'id') === line.id)
    return change === undefined ? line : { ...read(change), id: line.id }
  })
  return [...kept, ...added.map((one) => ({ ...read(one), id: nextNumber(state, 'item') }))]
}

/** A quantity of 0 removes a line. */
function changedLines(call: Call, before: readonly LineRecord[], given: readonly unknown[]): LineRecord[] {
  const ids = given.map((one) => numberAt(one, 'id')).filter((id) => id !== 0)
  if (ids.some((id) => before.every((line) => line.id !== id))) {
    const message = 'Order item ID provided is not associated with order.'
    throw new RestError(400, 'woocommerce_rest_invalid_item_id', message)
  }
  const kept = before.map((line) => {
    const change = given.find((one) => numberAt(one, 'id') === line.id)
    if (change === undefined) return line
    const quantity = valueAt(change, 'quantity')
    const total = textAt(change, 'total')
    return {
      ...line,
      quantity: typeof quantity === 'number' ? quantity : line.quantity,
      total: total === '' ? line.total : Number(total),
    }
  })
  const added = given.filter((one) => numberAt(one, 'id') === 0).map((one) => newLine(call, one))
  return [...kept, ...added].filter(({ quantity }) => quantity > 0)
}

function newLine({ state }: Call, given: unknown): LineRecord {
  const id = numberAt(given, 'product_id')
  const sku = textAt(given, 'sku')
  if (id === 0 && sku === '') {
    throw new RestError(400, 'woocommerce_rest_required_product_reference', 'Product ID or SKU is required.')
  }
  const product = products(state)
    .all()
    .find((one) => (id === 0 ? textAt(one.given, 'sku') === sku : one.id === id))
  if (product === undefined) throw new RestError(400, 'order_item_product_invalid_product_id', 'Invalid product ID')
  const quantity = valueAt(given, 'quantity')
  const count = typeof quantity === 'number' ? quantity : 1
  const price = Number(textAt(product.given, 'sale_price') || textAt(product.given, 'regular_price') || '0')
  const subtotal = Number(textAt(given, 'subtotal') || price * count)
  return {
    id: nextNumber(state, 'item'),
    name: textAt(given, 'name') || textAt(product.given, 'name'),
    product_id: product.id,
    quantity: count,
    subtotal,
    total: Number(textAt(given, 'total') || subtotal),
    sku: textAt(product.given, 'sku'),
  }
}

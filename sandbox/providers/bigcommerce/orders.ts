import { empty, type Fields, json } from '../../http.ts'
import { listAt, numberAt, textAt, valueAt } from '../../json-shape.ts'
import { notFound, Problem } from './answers.ts'
import { bodyOf, type Call, fieldsOf, isWithin, nextNumber, plainPage, queryOf, sorted } from './call.ts'
import { newOrder, orderChanges, orderFilters, orderInclusion } from './order-shapes.ts'
import { lineView, orderView, shippingAddress, statuses } from './order-view.ts'
import { customers, type LineRecord, type OrderRecord, orders, products } from './records.ts'

/** `GET /v2/orders` */
export function getOrders(call: Call): Response {
  const query = queryOf(call, orderFilters, true)
  const [field = '', direction = 'asc'] = textAt(query, 'sort').split(':')
  const views: Record<string, string> = { date_created: 'created', date_modified: 'modified', customer_id: 'id' }
  const ordered = sorted(wanted(call, query), views[field] ?? (field || 'id'), direction)
  return plainPage(query, ordered, (order) => orderView(call, order, textAt(query, 'include')))
}

/** `GET /v2/orders/count` */
export function countOrders(call: Call): Response {
  const found = wanted(call, queryOf(call))
  const counts = statuses.map((name, id) => ({
    id,
    name,
    system_label: name,
    custom_label: name,
    system_description: '',
    count: found.filter(({ status_id }) => status_id === id).length,
    sort_order: id,
  }))
  return json({ statuses: counts, count: found.length })
}

/** `GET /v2/order_statuses` */
export function getStatuses(call: Call): Response {
  queryOf(call)
  const all = statuses.map((name, id) => ({ id, name, system_label: name, custom_label: name, system_description: '' }))
  return json(all.map((status) => ({ ...status, order: status.id })))
}

/** `GET /v2/orders/{order_id}` */
export function getOrder(call: Call): Response {
  const query = queryOf(call, orderInclusion)
  return json(orderView(call, orderOf(call), textAt(query, 'include')))
}

/** `POST /v2/orders`: of products of the catalog, and of custom ones with a name and both prices. */
export function createOrder(call: Call): Response {
  const query = queryOf(call, orderInclusion)
  const given = fieldsOf(bodyOf(call, newOrder))
  refuseUnknownCustomer(call, given)
  const now = call.exchange.now.toISOString()
  const order: OrderRecord = {
    id: nextNumber(call.state, 'order', 101),
    given,
    status_id: numberAt(given, 'status_id') || 1,
    address_id: nextNumber(call.state, 'order address', 52),
    lines: listAt(given, 'products').map((line) => newLine(call, line)),
    created: textAt(given, 'date_created') === '' ? now : new Date(textAt(given, 'date_created')).toISOString(),
    modified: now,
    shipped: '',
  }
  orders(call.state).save(order)
  return json(orderView(call, order, textAt(query, 'include')))
}

/** `PUT /v2/orders/{order_id}`: `status_id` 5 cancels. */
export function updateOrder(call: Call): Response {
  queryOf(call)
  const order = orderOf(call)
  const { status_id, products: lines, ...given } = fieldsOf(bodyOf(call, orderChanges))
  refuseUnknownCustomer(call, given)
  const changed: OrderRecord = {
    ...order,
    given: { ...order.given, ...given },
    status_id: typeof status_id === 'number' ? status_id : order.status_id,
    lines: changedLines(call, order.lines, listAt(lines)),
    modified: call.exchange.now.toISOString(),
  }
  orders(call.state).save(changed)
  return json(orderView(call, changed, ''))
}

/** `DELETE /v2/orders/{order_id}`: archives it. */
export function deleteOrder(call: Call): Response {
  queryOf(call)
  orders(call.state).remove(String(orderOf(call).id))
  return empty()
}

/** `GET /v2/orders/{order_id}/products` */
export function getLines(call: Call): Response {
  const query = queryOf(call, {}, true)
  const order = orderOf(call)
  return plainPage(query, order.lines, (line) => lineView(order, line))
}

/** `GET /v2/orders/{order_id}/shipping_addresses` */
export function getAddresses(call: Call): Response {
  const query = queryOf(call, {}, true)
  const order = orderOf(call)
  const itemsShipped = order.lines.reduce((sum, { quantity_shipped }) => sum + quantity_shipped, 0)
  return plainPage(query, [shippingAddress(order)], (address) => ({
    id: order.address_id,
    order_id: order.id,
    ...address,
    items_total: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    items_shipped: itemsShipped,
    form_fields: [],
  }))
}

export function orderOf({ state, parameters }: Call): OrderRecord {
  const order = orders(state).find(parameters[0])
  if (order === undefined) throw notFound()
  return order
}

/** Customer 0 is a guest. */
function refuseUnknownCustomer({ state }: Call, given: Fields): void {
  const id = numberAt(given, 'customer_id')
  if (id !== 0 && customers(state).find(String(id)) === undefined) {
    throw new Problem(400, "The field 'customer_id' is invalid.")
  }
}

/** A product with the id of a line changes its quantity; one without is added. */
function changedLines(call: Call, lines: readonly LineRecord[], given: readonly unknown[]): LineRecord[] {
  const kept = lines.map((line) => {
    const change = given.find((one) => numberAt(one, 'id') === line.id)
    return { ...line, quantity: numberAt(change, 'quantity') || line.quantity }
  })
  return [...kept, ...given.filter((one) => numberAt(one, 'id') === 0).map((one) => newLine(call, one))]
}

function newLine({ state }: Call, given: unknown): LineRecord {
  const productId = numberAt(given, 'product_id')
  const product = productId === 0 ? undefined : products(state).find(String(productId))
  const price = valueAt(given, 'price_ex_tax') ?? valueAt(given, 'price_inc_tax')
  if (productId !== 0 && product === undefined) throw new Problem(400, "The field 'product_id' is invalid.")
  if (product === undefined && (textAt(given, 'name') === '' || price === undefined)) {
    throw new Problem(400, 'A custom product needs name, quantity, price_inc_tax and price_ex_tax.')
  }
  if (numberAt(given, 'quantity') === 0) throw new Problem(400, "The required field 'quantity' was not supplied.")
  const wantedVariant = numberAt(given, 'variant_id')
  const variant = product?.variants.find(({ id }) => wantedVariant === 0 || id === wantedVariant)
  if (product !== undefined && variant === undefined) throw new Problem(400, "The field 'variant_id' is invalid.")
  return {
    id: nextNumber(state, 'order product', 66),
    product_id: productId,
    variant_id: variant?.id ?? 0,
    name: textAt(given, 'name') || textAt(product?.given, 'name'),
    sku: textAt(given, 'sku') || (variant?.sku ?? ''),
    price: typeof price === 'number' ? price : (variant?.price ?? numberAt(product?.given, 'price')),
    quantity: numberAt(given, 'quantity'),
    quantity_shipped: 0,
  }
}

function wanted(call: Call, query: Fields): OrderRecord[] {
  const asked = (name: string) => textAt(query, name)
  const above = (name: string, value: number) => asked(name) === '' || value >= Number(asked(name))
  const below = (name: string, value: number) => asked(name) === '' || value <= Number(asked(name))
  const equal = (name: string, value: unknown) => asked(name) === '' || asked(name) === String(value)
  return orders(call.state)
    .all()
    .filter((order) => {
      const { created, modified } = order
      const view = orderView(call, order, '')
      const total = Number(view.total_inc_tax)
      return (
        above('min_id', order.id) &&
        below('max_id', order.id) &&
        above('min_total', total) &&
        below('max_total', total) &&
        equal('customer_id', view.customer_id) &&
        equal('email', view.billing_address.email) &&
        equal('status_id', view.status_id) &&
        equal('cart_id', view.cart_id) &&
        equal('payment_method', view.payment_method) &&
        equal('channel_id', view.channel_id) &&
        equal('external_order_id', view.external_order_id) &&
        isWithin(created, asked('min_date_created'), asked('max_date_created')) &&
        isWithin(modified, asked('min_date_modified'), asked('max_date_modified'))
      )
    })
}

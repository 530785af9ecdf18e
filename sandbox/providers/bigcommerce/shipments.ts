import { empty, json } from '../../http.ts'
import { listAt, numberAt, textAt, valueAt } from '../../json-shape.ts'
import { mailTime, notFound, Problem } from './answers.ts'
import { bodyOf, type Call, fieldsOf, nextNumber, plainPage, queryOf } from './call.ts'
import { fixtures } from './fixtures.ts'
import { newShipment } from './order-shapes.ts'
import { orderView, shippingAddress } from './order-view.ts'
import { orderOf } from './orders.ts'
import { type OrderRecord, orders, type ShipmentRecord, shipments } from './records.ts'

/** `POST /v2/orders/{order_id}/shipments`: no more of a product than is still to be shipped. */
export function createShipment(call: Call): Response {
  queryOf(call)
  const order = orderOf(call)
  const given = bodyOf(call, newShipment)
  if (numberAt(given, 'order_address_id') !== order.address_id) {
    throw new Problem(400, "The field 'order_address_id' is invalid.")
  }
  const items = listAt(given, 'items').map((item) => {
    const line = order.lines.find(({ id }) => id === numberAt(item, 'order_product_id'))
    if (line === undefined) throw new Problem(400, "The field 'order_product_id' is invalid.")
    line.quantity_shipped += numberAt(item, 'quantity')
    if (line.quantity_shipped > line.quantity) {
      throw new Problem(400, 'The quantity is greater than what is left of the product to ship.')
    }
    return { order_product_id: line.id, product_id: line.product_id, quantity: numberAt(item, 'quantity') }
  })
  const now = call.exchange.now.toISOString()
  const isComplete = order.lines.every(({ quantity, quantity_shipped }) => quantity === quantity_shipped)
  const changed: OrderRecord = { ...order, status_id: isComplete ? 2 : 3, modified: now, shipped: now }
  const shipment: ShipmentRecord = {
    id: nextNumber(call.state, 'shipment', 11),
    order_id: order.id,
    given: fieldsOf(given),
    items,
    created: now,
  }
  if (order.id !== fixtures.order) shipments(call.state).save(shipment)
  orders(call.state).save(changed)
  return json(view(call, changed, shipment), 201)
}

/** `GET /v2/orders/{order_id}/shipments` */
export function getShipments(call: Call): Response {
  const query = queryOf(call, {}, true)
  const order = orderOf(call)
  return plainPage(query, ofOrder(call, order), (shipment) => view(call, order, shipment))
}

/** `GET /v2/orders/{order_id}/shipments/{shipment_id}` */
export function getShipment(call: Call): Response {
  queryOf(call)
  const order = orderOf(call)
  return json(view(call, order, shipmentOf(call, order)))
}

/** `DELETE /v2/orders/{order_id}/shipments/{shipment_id}`: its products are to be shipped again. */
export function deleteShipment(call: Call): Response {
  queryOf(call)
  const order = orderOf(call)
  const shipment = shipmentOf(call, order)
  for (const { order_product_id, quantity } of shipment.items) {
    const line = order.lines.find(({ id }) => id === order_product_id)
    if (line !== undefined) line.quantity_shipped -= quantity
  }
  const isStarted = order.lines.some(({ quantity_shipped }) => quantity_shipped > 0)
  orders(call.state).save({ ...order, status_id: isStarted ? 3 : 11 })
  shipments(call.state).remove(String(shipment.id))
  return empty()
}

function ofOrder({ state }: Call, order: OrderRecord): ShipmentRecord[] {
  return shipments(state)
    .all()
    .filter(({ order_id }) => order_id === order.id)
}

function shipmentOf(call: Call, order: OrderRecord): ShipmentRecord {
  const shipment = ofOrder(call, order).find(({ id }) => String(id) === call.parameters[1])
  if (shipment === undefined) throw notFound()
  return shipment
}

function view(call: Call, order: OrderRecord, { id, given, items, created }: ShipmentRecord): object {
  const { customer_id, billing_address } = orderView(call, order, '')
  const { form_fields: _fields, ...billing } = billing_address
  const provider = textAt(given, 'shipping_provider')
  return {
    id,
    order_id: order.id,
    customer_id,
    order_address_id: order.address_id,
    date_created: mailTime(new Date(created)),
    tracking_number: textAt(given, 'tracking_number'),
    merchant_shipping_cost: String(valueAt(given, 'merchant_shipping_cost') ?? '0.0000'),
    shipping_method: textAt(given, 'shipping_method'),
    shipping_provider: provider,
    shipping_provider_display_name: provider.toUpperCase(),
    tracking_carrier: textAt(given, 'tracking_carrier'),
    tracking_link: textAt(given, 'tracking_link'),
    generated_tracking_link: '',
    comments: textAt(given, 'comments'),
    billing_address: billing,
    shipping_address: shippingAddress(order),
    items,
  }
}

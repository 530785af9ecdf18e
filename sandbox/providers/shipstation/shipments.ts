import { empty, isFields, json } from '../../http.ts'
import { closed, group, list, listAt, matching, text, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { isReserved } from '../../reserved.ts'
import { validationOf } from './addresses.ts'
import { businessRule, checkedBody, checkedQuery, newId, notFound, refused, validation } from './answers.ts'
import { isWithin, page, paging } from './listing.ts'
import { address, dateTime, id, shipmentMembers, shipmentStatus } from './parts.ts'
import { type ShipmentRecord, shipments } from './records.ts'
import { shipmentView } from './shipment-view.ts'

const createRequest = group({
  shipments: list(group({ ship_to: address }, { ...shipmentMembers, shipment_status: shipmentStatus }), 1),
})

const listQuery = closed(
  {},
  {
    shipment_status: shipmentStatus,
    batch_id: id,
    pickup_id: text(undefined, 4),
    created_at_start: dateTime,
    created_at_end: dateTime,
    modified_at_start: dateTime,
    modified_at_end: dateTime,
    payment_date_start: dateTime,
    payment_date_end: dateTime,
    sales_order_id: matching(/./),
    shipment_number: text(50),
    ship_to_name: text(),
    item_keyword: text(),
    store_id: text(),
    external_shipment_id: text(50),
    ...paging,
  },
)

/** `POST /v2/shipments`: each shipment is created, or has its own `errors`. */
export function createShipments(exchange: Exchange, state: State): Response {
  const request = checkedBody(exchange, createRequest)
  if (request instanceof Response) return request
  const created = listAt(request, 'shipments').map((given) => createShipment(exchange, state, given))
  return json({ has_errors: created.some(({ errors }) => errors.length > 0), shipments: created })
}

function createShipment(exchange: Exchange, state: State, given: unknown) {
  const external = textAt(given, 'external_shipment_id')
  const isTaken = external !== '' && !isReserved(external) && findByExternalId(state, external) !== undefined
  const errors = [
    ...(isTaken
      ? [businessRule('identifier_conflict', `There is already a shipment with the external id ${external}.`)]
      : []),
    ...(textAt(given, 'warehouse_id') === '' && valueAt(given, 'ship_from') === undefined
      ? [validation('field_value_required', 'ship_from or warehouse_id is required.')]
      : []),
  ]
  if (errors.length > 0) return { errors, ...(isFields(given) ? given : {}) }
  const record: ShipmentRecord = {
    id: newId(exchange),
    status: 'pending',
    given: isFields(given) ? given : {},
    created_at: exchange.now.toISOString(),
    modified_at: exchange.now.toISOString(),
  }
  shipments(state).save(record)
  const wanted = textAt(given, 'validate_address')
  const isValidated = wanted === 'validate_only' || wanted === 'validate_and_clean'
  return {
    errors: [],
    address_validation: isValidated ? validationOf(valueAt(given, 'ship_to')) : null,
    ...shipmentView(record),
  }
}

/** `GET /v2/shipments`. That `pickup_id` is marked as required there is a mistake of the description. */
export function listShipments(exchange: Exchange, state: State): Response {
  const query = checkedQuery(exchange, listQuery)
  if (query instanceof Response) return query
  const equals = (name: string, value: string) => textAt(query, name) === '' || textAt(query, name) === value
  const includes = (name: string, values: readonly string[]) =>
    values.some((value) => value.toLowerCase().includes(textAt(query, name).toLowerCase()))
  const found = shipments(state)
    .all()
    .filter(({ given, status, created_at, modified_at }) => {
      const items = listAt(given, 'items')
      const keywords = ['', ...items.flatMap((item) => [textAt(item, 'name'), textAt(item, 'sku')])]
      return (
        equals('shipment_status', status) &&
        equals('shipment_number', textAt(given, 'shipment_number')) &&
        equals('external_shipment_id', textAt(given, 'external_shipment_id')) &&
        equals('store_id', textAt(given, 'store_id')) &&
        textAt(query, 'batch_id') === '' &&
        textAt(query, 'pickup_id') === '' &&
        includes('ship_to_name', [textAt(given, 'ship_to', 'name')]) &&
        includes('item_keyword', keywords) &&
        isWithin(exchange, 'created_at', created_at) &&
        isWithin(exchange, 'modified_at', modified_at)
      )
    })
  return page(exchange, 'shipments', found, shipmentView)
}

/** `GET /v2/shipments/{shipment_id}` */
export function getShipment(exchange: Exchange, state: State, shipmentId: string): Response {
  const record = shipments(state).find(shipmentId)
  return record === undefined ? notFound(exchange, 'shipment', shipmentId) : json(shipmentView(record))
}

/** `GET /v2/shipments/external_shipment_id/{external_shipment_id}` */
export function getShipmentByExternalId(exchange: Exchange, state: State, external: string): Response {
  const record = findByExternalId(state, external)
  return record === undefined ? notFound(exchange, 'shipment', external) : json(shipmentView(record))
}

/** `PUT /v2/shipments/{shipment_id}/cancel`: only while no label is bought. */
export function cancelShipment(exchange: Exchange, state: State, shipmentId: string): Response {
  const record = shipments(state).find(shipmentId)
  if (record === undefined) return notFound(exchange, 'shipment', shipmentId)
  if (record.status !== 'pending') {
    const message = `The shipment can't be cancelled because its status is ${record.status}.`
    return refused(exchange, 400, [businessRule('invalid_status', message)])
  }
  shipments(state).save({ ...record, status: 'cancelled', modified_at: exchange.now.toISOString() })
  return empty()
}

/** Of several with the same external id, the newest. */
function findByExternalId(state: State, external: string): ShipmentRecord | undefined {
  return shipments(state)
    .all()
    .find(({ given }) => textAt(given, 'external_shipment_id') === external)
}

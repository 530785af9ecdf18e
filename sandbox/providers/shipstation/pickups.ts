import { isFields, json } from '../../http.ts'
import { closed, group, list, listAt, matching, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { businessRule, checkedBody, checkedQuery, notFound, refused, uuid, validation } from './answers.ts'
import { isWithin, page } from './listing.ts'
import { dateTime, id } from './parts.ts'
import { labels, type PickupRecord, pickups, warehouse } from './records.ts'

const scheduleRequest = group(
  {
    label_ids: list(id, 1),
    contact_details: group({
      name: text(undefined, 1),
      email: matching(/^[^@\s]+@[^@\s]+$/),
      phone: text(undefined, 7),
    }),
    pickup_window: group({ start_at: dateTime, end_at: dateTime }),
  },
  { pickup_notes: text() },
)

/** `POST /v2/pickups`: https://docs.shipstation.com/apis/openapi/pickups */
export function schedulePickup(exchange: Exchange, state: State): Response {
  const request = checkedBody(exchange, scheduleRequest)
  if (request instanceof Response) return request
  const labelIds = listAt(request, 'label_ids').map(String)
  const found = labelIds.map((labelId) => labels(state).find(labelId))
  const missing = labelIds.find((_labelId, index) => found[index] === undefined)
  if (missing !== undefined) return notFound(exchange, 'label', missing)
  const [first] = found
  if (first === undefined || found.some((label) => label?.carrierId !== first.carrierId)) {
    const message = 'The labels of a pickup must be of the same carrier.'
    return refused(exchange, 400, [businessRule('carrier_conflict', message)])
  }
  if (found.some((label) => label?.voided_at !== '')) {
    return refused(exchange, 400, [businessRule('invalid_status', 'A label of the pickup is voided.')])
  }
  const window = valueAt(request, 'pickup_window')
  if (Date.parse(textAt(window, 'start_at')) >= Date.parse(textAt(window, 'end_at'))) {
    const message = 'pickup_window.end_at must be after pickup_window.start_at.'
    return refused(exchange, 400, [validation('invalid_field_value', message)])
  }
  const contact = valueAt(request, 'contact_details')
  const record: PickupRecord = {
    id: `pik_${exchange.randomId(22)}`,
    label_ids: labelIds,
    carrierId: first.carrierId,
    warehouseId: textAt(first.shipment, 'warehouse_id') || warehouse.warehouse_id,
    confirmation: exchange.randomId(11).toUpperCase(),
    contact_details: isFields(contact) ? contact : {},
    pickup_notes: textAt(request, 'pickup_notes'),
    pickup_window: isFields(window) ? window : {},
    cancelled_at: '',
    created_at: exchange.now.toISOString(),
  }
  pickups(state).save(record)
  return json({ request_id: uuid(exchange), errors: [], ...view(record) })
}

const listQuery = closed(
  {},
  {
    carrier_id: id,
    warehouse_id: id,
    created_at_start: dateTime,
    created_at_end: dateTime,
    page: matching(/^[1-9]\d*$/),
    page_size: matching(/^[1-9]\d*$/),
    sort_dir: oneOf('asc', 'desc'),
  },
)

/** `GET /v2/pickups` */
export function listPickups(exchange: Exchange, state: State): Response {
  const query = checkedQuery(exchange, listQuery)
  if (query instanceof Response) return query
  const equals = (name: string, value: string) => textAt(query, name) === '' || textAt(query, name) === value
  const found = pickups(state)
    .all()
    .filter(
      ({ carrierId, warehouseId, created_at }) =>
        equals('carrier_id', carrierId) &&
        equals('warehouse_id', warehouseId) &&
        isWithin(exchange, 'created_at', created_at),
    )
  return page(exchange, 'pickups', found, view, { request_id: uuid(exchange), errors: [] })
}

/** `GET /v2/pickups/{pickup_id}` */
export function getPickup(exchange: Exchange, state: State, pickupId: string): Response {
  const record = pickups(state).find(pickupId)
  if (record === undefined) return notFound(exchange, 'pickup', pickupId)
  return json({ request_id: uuid(exchange), errors: [], ...view(record) })
}

/** `DELETE /v2/pickups/{pickup_id}` */
export function deletePickup(exchange: Exchange, state: State, pickupId: string): Response {
  const record = pickups(state).find(pickupId)
  if (record === undefined) return notFound(exchange, 'pickup', pickupId)
  if (record.cancelled_at !== '') {
    return refused(exchange, 400, [businessRule('invalid_status', 'The pickup is already cancelled.')])
  }
  pickups(state).save({ ...record, cancelled_at: exchange.now.toISOString() })
  return json({ request_id: uuid(exchange), errors: [], pickup_id: record.id })
}

function view(record: PickupRecord): object {
  return {
    pickup_id: record.id,
    label_ids: record.label_ids,
    created_at: record.created_at,
    ...(record.cancelled_at === '' ? {} : { cancelled_at: record.cancelled_at }),
    carrier_id: record.carrierId,
    confirmation_number: record.confirmation,
    warehouse_id: record.warehouseId,
    pickup_address: warehouse.origin_address,
    contact_details: record.contact_details,
    pickup_notes: record.pickup_notes,
    pickup_window: record.pickup_window,
    pickup_windows: [record.pickup_window],
  }
}

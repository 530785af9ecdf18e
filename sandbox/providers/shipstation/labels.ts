import { type Fields, isFields, json } from '../../http.ts'
import { boolean, closed, group, listAt, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { businessRule, checkedBody, checkedQuery, newId, notFound, refused, validation } from './answers.ts'
import { carrierOf, serviceOf } from './carriers.ts'
import { labelView } from './label-view.ts'
import { isWithin, page, paging } from './listing.ts'
import { address, dateTime, id, shipmentMembers } from './parts.ts'
import { type LabelRecord, labels, rates, shipments } from './records.ts'

/** How a label is to look and to be delivered. */
const labelOptions = {
  validate_address: oneOf('no_validation', 'validate_only', 'validate_and_clean'),
  label_layout: oneOf('4x6', 'letter'),
  label_format: oneOf('pdf', 'png', 'zpl'),
  label_download_type: oneOf('url', 'inline'),
  display_scheme: oneOf('label', 'qr_code', 'label_and_qr_code', 'paperless', 'label_and_paperless'),
}

const buyRequest = group(
  {
    shipment: group(
      {
        carrier_id: id,
        service_code: shipmentMembers.service_code,
        ship_to: address,
        packages: shipmentMembers.packages,
      },
      shipmentMembers,
    ),
  },
  {
    ...labelOptions,
    charge_event: oneOf('carrier_default', 'on_creation', 'on_carrier_acceptance'),
    is_return_label: boolean,
    rma_number: text(),
    outbound_label_id: id,
    test_label: boolean,
    ship_to_service_point_id: text(),
    ship_from_service_point_id: text(),
  },
)

const optionsRequest = group({}, labelOptions)

/** `POST /v2/labels`: https://docs.shipstation.com/apis/openapi/labels */
export function buyLabel(exchange: Exchange, state: State): Response {
  const request = checkedBody(exchange, buyRequest)
  if (request instanceof Response) return request
  const shipment = valueAt(request, 'shipment')
  if (valueAt(shipment, 'ship_from') === undefined && textAt(shipment, 'warehouse_id') === '') {
    return refused(exchange, 400, [validation('field_value_required', 'shipment.ship_from is required.')])
  }
  if (valueAt(request, 'is_return_label') !== true && textAt(request, 'rma_number') !== '') {
    return refused(exchange, 400, [validation('field_conflict', 'rma_number is for return labels.')])
  }
  return createLabel(exchange, state, isFields(shipment) ? shipment : {}, request, {
    carrierId: textAt(shipment, 'carrier_id'),
    serviceCode: textAt(shipment, 'service_code'),
  })
}

/** `POST /v2/labels/rates/{rate_id}` */
export function buyLabelForRate(exchange: Exchange, state: State, rateId: string): Response {
  const request = checkedBody(exchange, optionsRequest)
  if (request instanceof Response) return request
  const rate = rates(state).find(rateId)
  if (rate === undefined) return notFound(exchange, 'rate', rateId)
  return createLabel(exchange, state, rate.shipment, request, rate)
}

/** `POST /v2/labels/shipment/{shipment_id}`: by the carrier and service of the shipment. */
export function buyLabelForShipment(exchange: Exchange, state: State, shipmentId: string): Response {
  const request = checkedBody(exchange, optionsRequest)
  if (request instanceof Response) return request
  const record = shipments(state).find(shipmentId)
  if (record === undefined) return notFound(exchange, 'shipment', shipmentId)
  if (record.status !== 'pending') {
    const message = `A label can't be bought because the status of the shipment is ${record.status}.`
    return refused(exchange, 400, [businessRule('invalid_status', message)])
  }
  const carrierId = textAt(record.given, 'carrier_id')
  const serviceCode = textAt(record.given, 'service_code')
  if (carrierId === '' || serviceCode === '') {
    const message = 'The shipment has no carrier_id and service_code.'
    return refused(exchange, 400, [validation('field_value_required', message)])
  }
  return createLabel(exchange, state, record.given, request, { shipmentId, carrierId, serviceCode })
}

interface Choice {
  readonly carrierId: string
  readonly serviceCode: string
  readonly shipmentId?: string
  /** Of the rate that is bought. */
  readonly id?: string
}

function createLabel(exchange: Exchange, state: State, shipment: Fields, options: unknown, choice: Choice): Response {
  const carrier = carrierOf(choice.carrierId)
  if (carrier === undefined) {
    const message = `carrier_id ${choice.carrierId} is not connected to this account.`
    return refused(exchange, 400, [validation('invalid_identifier', message)])
  }
  const service = serviceOf(carrier, choice.serviceCode)
  const isDomestic =
    (textAt(shipment, 'ship_from', 'country_code') || 'US') === textAt(shipment, 'ship_to', 'country_code')
  if (service === undefined || service.isDomestic !== isDomestic) {
    const message = `${carrier.name} has no service ${choice.serviceCode} for this shipment.`
    return refused(exchange, 400, [{ ...businessRule('invalid_field_value', message), error_source: 'carrier' }])
  }
  if (!isDomestic && listAt(shipment, 'customs', 'customs_items').length === 0) {
    const message = 'customs.customs_items are required for international shipments.'
    return refused(exchange, 400, [validation('customs_items_required', message)])
  }
  const at = exchange.now.toISOString()
  const shipmentId = choice.shipmentId ?? newId(exchange)
  const record: LabelRecord = {
    id: newId(exchange),
    shipmentId,
    shipment,
    carrierId: choice.carrierId,
    serviceCode: choice.serviceCode,
    trackingNumber: `94055${Array.from(exchange.randomId(17), (char) => char.charCodeAt(0) % 10).join('')}`,
    rateId: choice.id ?? '',
    format: textAt(options, 'label_format') || 'pdf',
    layout: textAt(options, 'label_layout') || '4x6',
    download: textAt(options, 'label_download_type') || 'url',
    chargeEvent: textAt(options, 'charge_event') || 'carrier_default',
    returnOf: textAt(options, 'outbound_label_id'),
    isReturn: valueAt(options, 'is_return_label') === true,
    isTest: valueAt(options, 'test_label') === true,
    isDelivered: false,
    voided_at: '',
    created_at: at,
  }
  const existing = shipments(state).find(shipmentId)
  shipments(state).save({
    id: shipmentId,
    given: shipment,
    created_at: existing?.created_at ?? at,
    status: 'label_purchased',
    modified_at: at,
  })
  labels(state).save(record)
  return json(labelView(exchange, record))
}

const getQuery = closed({}, { label_download_type: oneOf('url', 'inline') })

/** `GET /v2/labels/{label_id}` */
export function getLabel(exchange: Exchange, state: State, labelId: string): Response {
  const query = checkedQuery(exchange, getQuery)
  if (query instanceof Response) return query
  const record = labels(state).find(labelId)
  if (record === undefined) return notFound(exchange, 'label', labelId)
  return json(labelView(exchange, { ...record, download: textAt(query, 'label_download_type') || record.download }))
}

const listQuery = closed(
  {},
  {
    label_status: oneOf('processing', 'completed', 'error', 'voided'),
    service_code: text(),
    carrier_id: id,
    tracking_number: text(),
    batch_id: id,
    rate_id: id,
    shipment_id: id,
    warehouse_id: id,
    created_at_start: dateTime,
    created_at_end: dateTime,
    ...paging,
  },
)

/** `GET /v2/labels` */
export function listLabels(exchange: Exchange, state: State): Response {
  const query = checkedQuery(exchange, listQuery)
  if (query instanceof Response) return query
  const equals = (name: string, value: string) => textAt(query, name) === '' || textAt(query, name) === value
  const found = labels(state)
    .all()
    .filter(
      (label) =>
        equals('label_status', label.voided_at === '' ? 'completed' : 'voided') &&
        equals('service_code', label.serviceCode) &&
        equals('carrier_id', label.carrierId) &&
        equals('tracking_number', label.trackingNumber) &&
        equals('rate_id', label.rateId) &&
        equals('shipment_id', label.shipmentId) &&
        equals('warehouse_id', textAt(label.shipment, 'warehouse_id')) &&
        equals('batch_id', '') &&
        isWithin(exchange, 'created_at', label.created_at),
    )
  return page(exchange, 'labels', found, (label) => labelView(exchange, label))
}

/** `PUT /v2/labels/{label_id}/void`: a label is voided once; the answer to a second request is not approved. */
export function voidLabel(exchange: Exchange, state: State, labelId: string): Response {
  const record = labels(state).find(labelId)
  if (record === undefined) return notFound(exchange, 'label', labelId)
  if (record.voided_at !== '') {
    return json({ approved: false, message: 'This label is already voided.', reason_code: 'label_already_voided' })
  }
  if (record.isDelivered) {
    return json({ approved: false, message: 'This label was already used.', reason_code: 'label_already_used' })
  }
  labels(state).save({ ...record, voided_at: exchange.now.toISOString() })
  return json({ approved: true, message: 'Request for refund submitted.  This label has been voided.' })
}

const returnRequest = group(
  {},
  {
    ...labelOptions,
    charge_event: oneOf('carrier_default', 'on_creation', 'on_carrier_acceptance'),
    rma_number: text(),
  },
)

/** `POST /v2/labels/{label_id}/return` */
export function buyReturnLabel(exchange: Exchange, state: State, labelId: string): Response {
  const request = checkedBody(exchange, returnRequest)
  if (request instanceof Response) return request
  const outbound = labels(state).find(labelId)
  if (outbound === undefined) return notFound(exchange, 'label', labelId)
  const shipment = {
    ...outbound.shipment,
    ship_to: valueAt(outbound.shipment, 'ship_from'),
    ship_from: valueAt(outbound.shipment, 'ship_to'),
  }
  const options = { ...(isFields(request) ? request : {}), is_return_label: true, outbound_label_id: labelId }
  return createLabel(exchange, state, shipment, options, {
    carrierId: outbound.carrierId,
    serviceCode: outbound.serviceCode,
  })
}

import { businessDaysAfter, dateOf, isoDay } from '../../calendar.ts'
import { type Fields, isFields, json } from '../../http.ts'
import { boolean, group, list, listAt, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { checkedBody, newId, notFound, refused, type ShipStationError, validation } from './answers.ts'
import { type Carrier, carrierOf, priceOf, type Service, serviceOf } from './carriers.ts'
import {
  address,
  confirmation,
  dateTime,
  dimensions,
  id,
  poundsOf,
  shipmentMembers,
  totalPounds,
  weight,
} from './parts.ts'
import { type RateRecord, rates, type ShipmentRecord, shipments } from './records.ts'
import { fieldsAt, shipmentView } from './shipment-view.ts'

const rateRequest = group(
  {
    rate_options: group(
      { carrier_ids: list(id, 1) },
      {
        package_types: list(text(undefined, 1)),
        service_codes: list(text(undefined, 1)),
        calculate_tax_amount: boolean,
        preferred_currency: text(),
        is_return: boolean,
      },
    ),
  },
  { shipment_id: id, shipment: group({ ship_to: address, packages: shipmentMembers.packages }, shipmentMembers) },
)

const estimateRequest = group(
  {
    from_country_code: text(2, 2),
    from_postal_code: text(undefined, 1),
    from_city_locality: text(undefined, 1),
    from_state_province: text(undefined, 1),
    to_country_code: text(2, 2),
    to_postal_code: text(undefined, 1),
    to_city_locality: text(undefined, 1),
    to_state_province: text(undefined, 1),
    weight,
    ship_date: dateTime,
  },
  {
    carrier_id: id,
    carrier_ids: list(id, 1),
    dimensions,
    confirmation,
    address_residential_indicator: oneOf('unknown', 'yes', 'no'),
  },
)

/** `POST /v2/rates` for a shipment in the request, or for one of ShipStation by its id: one of the two. */
export function getRates(exchange: Exchange, state: State): Response {
  const request = checkedBody(exchange, rateRequest)
  if (request instanceof Response) return request
  const shipmentId = textAt(request, 'shipment_id')
  const given = valueAt(request, 'shipment')
  if ((shipmentId === '') === (given === undefined)) {
    return refused(exchange, 400, [validation('field_conflict', 'Either shipment_id or shipment is required.')])
  }
  const sender = valueAt(given, 'ship_from') ?? valueAt(given, 'warehouse_id')
  if (shipmentId === '' && sender === undefined) {
    return refused(exchange, 400, [validation('field_value_required', 'shipment.ship_from is required.')])
  }
  const record = shipmentId === '' ? newShipment(exchange, given) : shipments(state).find(shipmentId)
  if (record === undefined) return notFound(exchange, 'shipment', shipmentId)
  if (shipmentId === '') shipments(state).save(record)

  const errors: ShipStationError[] = []
  const wanted = listAt(request, 'rate_options', 'service_codes').map(String)
  const found: object[] = []
  for (const carrierId of listAt(request, 'rate_options', 'carrier_ids').map(String)) {
    const carrier = carrierOf(carrierId)
    if (carrier === undefined) {
      errors.push(validation('invalid_identifier', `carrier_id ${carrierId} is not connected to this account.`))
      continue
    }
    for (const service of offered(carrier, shipmentView(record), wanted)) {
      const rate: RateRecord = {
        id: newId(exchange),
        shipmentId: record.id,
        shipment: record.given,
        carrierId,
        serviceCode: service.code,
        created_at: exchange.now.toISOString(),
      }
      rates(state).save(rate)
      found.push(rateView(rate))
    }
  }
  if (found.length === 0 && errors.length > 0) return refused(exchange, 400, errors)
  return json({
    ...shipmentView(record),
    rate_response: ratesInformation(exchange, record.id, found, errors),
  })
}

/** `POST /v2/rates/estimate`: from `carrier_id` or `carrier_ids`, without anything being stored. */
export function estimateRates(exchange: Exchange): Response {
  const request = checkedBody(exchange, estimateRequest)
  if (request instanceof Response) return request
  const single = textAt(request, 'carrier_id')
  const carrierIds = single === '' ? listAt(request, 'carrier_ids').map(String) : [single]
  if (carrierIds.length === 0) {
    return refused(exchange, 400, [validation('field_value_required', 'carrier_id or carrier_ids is required.')])
  }
  const unknown = carrierIds.find((each) => carrierOf(each) === undefined)
  if (unknown !== undefined) {
    const message = `carrier_id ${unknown} is not connected to this account.`
    return refused(exchange, 400, [validation('invalid_identifier', message)])
  }
  const shipment = {
    ship_from: { country_code: textAt(request, 'from_country_code') },
    ship_to: { country_code: textAt(request, 'to_country_code') },
    ship_date: textAt(request, 'ship_date'),
    packages: [{ weight: valueAt(request, 'weight') }],
  }
  const estimates = carrierIds.flatMap((carrierId) => {
    const carrier = carrierOf(carrierId)
    return carrier === undefined
      ? []
      : offered(carrier, shipment, []).map((service) => estimateOf(carrier, service, shipment, exchange.now))
  })
  return json(estimates)
}

/** `GET /v2/rates/{rate_id}` */
export function getRate(exchange: Exchange, state: State, rateId: string): Response {
  const rate = rates(state).find(rateId)
  return rate === undefined ? notFound(exchange, 'rate', rateId) : json(rateView(rate))
}

/** `GET /v2/shipments/{shipment_id}/rates` */
export function listShipmentRates(exchange: Exchange, state: State, shipmentId: string): Response {
  if (shipments(state).find(shipmentId) === undefined) return notFound(exchange, 'shipment', shipmentId)
  const found = rates(state)
    .all()
    .filter((rate) => rate.shipmentId === shipmentId)
  return json(ratesInformation(exchange, shipmentId, found.map(rateView), []))
}

function ratesInformation(
  exchange: Exchange,
  shipmentId: string,
  found: readonly object[],
  errors: readonly ShipStationError[],
): object {
  return {
    rates: found,
    invalid_rates: [],
    rate_request_id: newId(exchange),
    shipment_id: shipmentId,
    created_at: exchange.now.toISOString(),
    status: errors.length > 0 ? 'partial' : 'completed',
    errors,
  }
}

function newShipment(exchange: Exchange, given: unknown): ShipmentRecord {
  return {
    id: newId(exchange),
    status: 'pending',
    given: isFields(given) ? given : {},
    created_at: exchange.now.toISOString(),
    modified_at: exchange.now.toISOString(),
  }
}

/** The services of a carrier for the lane of a shipment. */
function offered(carrier: Carrier, shipment: unknown, wanted: readonly string[]): Service[] {
  const from = textAt(shipment, 'ship_from', 'country_code') || 'US'
  const isDomestic = from === textAt(shipment, 'ship_to', 'country_code')
  return carrier.services.filter(
    (service) => service.isDomestic === isDomestic && (wanted.length === 0 || wanted.includes(service.code)),
  )
}

function estimateOf(carrier: Carrier, service: Service, shipment: Fields, now: Date): object {
  const start = dateOf(textAt(shipment, 'ship_date'), now)
  const none = { currency: 'usd', amount: 0 }
  const pounds = totalPounds(shipment) || poundsOf(fieldsAt(shipment, 'weight'))
  return {
    rate_type: 'shipment',
    carrier_id: carrier.id,
    shipping_amount: { currency: 'usd', amount: priceOf(service, pounds) },
    insurance_amount: none,
    confirmation_amount: none,
    other_amount: none,
    zone: 5,
    package_type: textAt(shipment, 'packages', 0, 'package_code') || 'package',
    delivery_days: service.businessDays,
    guaranteed_service: service.businessDays === 1,
    estimated_delivery_date: `${isoDay(businessDaysAfter(start, service.businessDays))}T00:00:00Z`,
    carrier_delivery_days: String(service.businessDays),
    ship_date: `${isoDay(start)}T00:00:00Z`,
    negotiated_rate: false,
    service_type: service.name,
    service_code: service.code,
    trackable: true,
    carrier_code: carrier.code,
    carrier_nickname: `ShipStation Account - ${carrier.name}`,
    carrier_friendly_name: carrier.name,
    validation_status: 'valid',
    warning_messages: [],
    error_messages: [],
  }
}

function rateView(rate: RateRecord): object {
  const carrier = carrierOf(rate.carrierId)
  const service = carrier === undefined ? undefined : serviceOf(carrier, rate.serviceCode)
  if (carrier === undefined || service === undefined) return { rate_id: rate.id }
  return { rate_id: rate.id, ...estimateOf(carrier, service, rate.shipment, new Date(rate.created_at)) }
}

import { businessDaysAfter } from '../../calendar.ts'
import { empty, json } from '../../http.ts'
import { closed, matching, text, textAt, valueAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { checkedQuery, notFound } from './answers.ts'
import { carrierOf } from './carriers.ts'
import { downloadOf } from './label-view.ts'
import { type LabelRecord, labels } from './records.ts'

/** Status codes: https://docs.shipstation.com/tracking */
const statuses = {
  NY: {
    detail: 'NOT_YET_RECEIVED_BY_CARRIER',
    description: 'Not Yet In System',
    carrier: 'Shipping Label Created, USPS Awaiting Item',
  },
  IT: { detail: 'IN_TRANSIT', description: 'In Transit', carrier: 'Arrived at USPS Regional Facility' },
  DE: { detail: 'DELIVERED', description: 'Delivered', carrier: 'Delivered, In/At Mailbox' },
} as const

/** `GET /v2/labels/{label_id}/track` */
export function trackLabel(exchange: Exchange, state: State, labelId: string): Response {
  const label = labels(state).find(labelId)
  if (label === undefined) return notFound(exchange, 'label', labelId)
  const codes = label.isDelivered ? (['DE', 'IT', 'NY'] as const) : (['NY'] as const)
  const events = codes.map((code, index) => event(label, code, codes.length - 1 - index))
  const [latest = 'NY'] = codes
  const start = new Date(label.created_at)
  return json({
    tracking_number: label.trackingNumber,
    tracking_url: `https://tools.usps.com/go/TrackConfirmAction.action?tLabels=${label.trackingNumber}`,
    status_code: latest,
    status_detail_code: statuses[latest].detail,
    carrier_code: carrierOf(label.carrierId)?.code,
    carrier_id: 1,
    status_description: statuses[latest].description,
    status_detail_description: statuses[latest].description,
    carrier_status_code: latest,
    carrier_status_description: statuses[latest].carrier,
    ship_date: label.created_at,
    estimated_delivery_date: businessDaysAfter(start, 3).toISOString(),
    actual_delivery_date: label.isDelivered ? businessDaysAfter(start, 2).toISOString() : null,
    exception_description: null,
    events,
  })
}

function event(label: LabelRecord, code: keyof typeof statuses, day: number): object {
  const place = valueAt(label.shipment, code === 'DE' ? 'ship_to' : 'ship_from')
  const at = businessDaysAfter(new Date(label.created_at), day).toISOString()
  return {
    occurred_at: at,
    carrier_occurred_at: at,
    description: statuses[code].carrier,
    city_locality: textAt(place, 'city_locality').toUpperCase(),
    state_province: textAt(place, 'state_province'),
    postal_code: textAt(place, 'postal_code'),
    country_code: textAt(place, 'country_code'),
    company_name: '',
    signer: '',
    event_code: code,
    carrier_detail_code: code,
    status_code: code,
    status_detail_code: statuses[code].detail,
    status_description: statuses[code].description,
    carrier_status_code: code,
    carrier_status_description: statuses[code].carrier,
  }
}

const stopQuery = closed({}, { carrier_code: matching(/^[a-z0-9]+(_[a-z0-9]+)*$/), tracking_number: text() })

/** `POST /v2/tracking/stop` */
export function stopTracking(exchange: Exchange, state: State): Response {
  const query = checkedQuery(exchange, stopQuery)
  if (query instanceof Response) return query
  const number = textAt(query, 'tracking_number')
  const label = labels(state)
    .all()
    .find(({ trackingNumber }) => trackingNumber === number)
  return label === undefined ? notFound(exchange, 'tracking number', number) : empty()
}

/** `GET /v2/downloads/{dir}/{subdir}/{filename}` */
export function download(exchange: Exchange, state: State, filename: string): Response {
  const [, id = '', extension = ''] = /^label-(se-\d+)\.([a-z]+)$/.exec(filename) ?? []
  return downloadOf(labels(state).find(id), extension) ?? notFound(exchange, 'file', filename)
}

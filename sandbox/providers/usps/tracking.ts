import { json } from '../../http.ts'
import { closed, day, group, list, matching, oneOf, text, textAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { checkedBody, checkedQuery, refused } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { type LabelRecord, labels, type Place, saintLouis, washington } from './label-records.ts'
import { zipCode } from './parts.ts'

/** Event codes and categories: https://developers.usps.com/trackingv3 */
const statuses = {
  MA: { event: 'Shipping Label Created, USPS Awaiting Item', category: 'Pre-Shipment' },
  CA: { event: 'Label Cancelled', category: 'Cancelled' },
  '03': { event: 'Acceptance', category: 'Accepted' },
  '10': { event: 'Arrived at USPS Regional Facility', category: 'In Transit' },
  OF: { event: 'Out for Delivery', category: 'Out for Delivery' },
  '01': { event: 'Delivered, Front Door/Porch', category: 'Delivered' },
} as const

interface Scan {
  readonly code: keyof typeof statuses
  readonly place: Place
  /** ISO 8601 */
  readonly at: string
}

interface Journey {
  readonly mailClass: string
  readonly origin: Place
  readonly destination: Place
  /** Newest first. */
  readonly scans: readonly Scan[]
}

const steps = [
  { code: '01', place: saintLouis, at: '2026-01-19T18:01:00Z' },
  { code: 'OF', place: saintLouis, at: '2026-01-19T12:10:00Z' },
  { code: '10', place: saintLouis, at: '2026-01-18T08:15:00Z' },
  { code: '03', place: washington, at: '2026-01-16T19:00:00Z' },
  { code: 'MA', place: washington, at: '2026-01-15T14:30:00Z' },
] as const satisfies readonly Scan[]

function journey(from: number): Journey {
  return { mailClass: 'PRIORITY_MAIL', origin: washington, destination: saintLouis, scans: steps.slice(from) }
}

const journeys: Readonly<Record<string, Journey>> = {
  [fixtures.delivered]: journey(0),
  [fixtures.outForDelivery]: journey(1),
  [fixtures.inTransit]: journey(2),
}

function journeyOf(record: LabelRecord): Journey {
  const scan = (code: Scan['code']): Scan => ({ code, place: record.origin, at: record.createdAt })
  const scans = record.isCanceled ? [scan('CA'), scan('MA')] : [scan('MA')]
  return { mailClass: record.mailClass, origin: record.origin, destination: record.destination, scans }
}

const trackingQuery = closed({}, { expand: oneOf('SUMMARY', 'DETAIL'), destinationZIPCode: zipCode, mailingDate: day })

/** `GET /tracking/v3/tracking/{trackingNumber}` */
export function track(exchange: Exchange, state: State, number: string): Response {
  const query = checkedQuery(exchange, trackingQuery)
  if (query instanceof Response) return query
  const found = find(exchange, state, number)
  if (found instanceof Response) return found
  return json(textAt(query, 'expand') === 'DETAIL' ? detail(number, found) : summary(number, found))
}

const notificationRequest = closed(
  {
    notifications: list(group({}, { email: text(50), cellNumber: matching(/\d{10}/) }), 1, 3),
  },
  {
    uniqueTrackingId: text(),
    uniqueMailPieceId: text(),
    approximateIntakeDate: text(),
    mailPieceIntakeDate: text(),
    notifyEventTypes: list(text()),
    firstName: text(50),
    lastName: text(50),
  },
)

/** `POST /tracking/v3/tracking/{trackingNumber}/notifications` */
export function registerNotification(exchange: Exchange, state: State, number: string): Response {
  const request = checkedBody(exchange, notificationRequest)
  if (request instanceof Response) return request
  const found = find(exchange, state, number)
  return found instanceof Response ? found : json({ message: 'Your request for tracking updates was received.' })
}

const proofRequest = group(
  {
    uniqueMailPieceID: text(),
    mailPieceIntakeDate: text(),
    tableCode: text(),
    requestType: oneOf('email'),
    firstName: text(),
    lastName: text(),
    email: list(matching(/^[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}$/), 1),
  },
  { city: text(), state: text(), CRID: text(18, 2) },
)

/** `POST /tracking/v3/tracking/{trackingNumber}/proof-of-delivery`: the letter is sent by e-mail. */
export function requestProofOfDelivery(exchange: Exchange, state: State, number: string): Response {
  const request = checkedBody(exchange, proofRequest)
  if (request instanceof Response) return request
  const found = find(exchange, state, number)
  if (found instanceof Response) return found
  if (found.scans[0]?.code !== '01') {
    return refused(exchange, 400, [{ title: 'Bad Request', detail: 'The item is not delivered yet.' }])
  }
  return json({ message: 'Your Proof of Delivery request was received.' })
}

function find(exchange: Exchange, state: State, number: string): Journey | Response {
  if (!/^([A-Z]{2}\d{9}US|\d{20,34})$/.test(number)) {
    const source = { parameter: 'trackingNumber' }
    return refused(exchange, 400, [{ title: 'Invalid Input', detail: 'The tracking number is malformed.', source }])
  }
  const record = labels(state).find(number)
  const found = journeys[number] ?? (record === undefined ? undefined : journeyOf(record))
  if (found !== undefined) return found
  const detail = 'A status update is not yet available on your package. Check back later.'
  return refused(exchange, 404, [
    { status: '404', title: 'Not Found', detail, source: { parameter: 'trackingNumber' } },
  ])
}

function summary(number: string, { scans }: Journey): object {
  return {
    trackingNumber: number,
    expectedDeliveryDate: '2026-01-19',
    eventSummaries: scans.map(sentence),
  }
}

function sentence({ code, place, at }: Scan): string {
  return `${statuses[code].event}, ${at.slice(5, 7)}/${at.slice(8, 10)}/${at.slice(0, 4)}, ${at.slice(11, 16)}, ${place.city}, ${place.state} ${place.ZIPCode}`
}

function detail(number: string, { mailClass, origin, destination, scans }: Journey): object {
  const [latest] = scans
  const status = latest === undefined ? undefined : statuses[latest.code]
  const isDelivered = latest?.code === '01'
  return {
    trackingNumber: number,
    carrierRelease: false,
    mailClass,
    destinationCity: destination.city,
    destinationState: destination.state,
    destinationZIP: destination.ZIPCode,
    emailEnabled: true,
    expectedDeliveryTimeStamp: '2026-01-19T21:00:00Z',
    itemShape: 'PARCEL',
    kahalaIndicator: false,
    mailType: 'DOMESTIC_MAIL',
    mailPieceIntakeDate: scans.at(-1)?.at,
    uniqueMailPieceId: `M${number.slice(-12)}`,
    onTime: true,
    originCity: origin.city,
    originState: origin.state,
    originZIP: origin.ZIPCode,
    proofOfDeliveryEnabled: isDelivered,
    restoreEnabled: false,
    RRAMenabled: false,
    RREEnabled: false,
    services: ['USPS Tracking<SUP>&#174;</SUP>'],
    serviceTypeCode: '055',
    status: status?.event,
    statusCategory: status?.category,
    statusSummary: latest === undefined ? '' : `Your item: ${sentence(latest)}.`,
    tableCode: 'T',
    trackingEvents: scans.map(({ code, place, at }) => ({
      eventType: statuses[code].event,
      eventTimestamp: at,
      GMTTimestamp: at,
      GMTOffset: '0',
      eventCity: place.city,
      eventState: place.state,
      eventZIP: place.ZIPCode,
      eventCode: code,
    })),
  }
}

import { json } from '../../http.ts'
import type { Exchange, State } from '../../provider.ts'
import { fault, headerFaults, refusal } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { compactDate, compactTime, services } from './services.ts'
import { invalid } from './shape.ts'
import { findShipment, type ShipmentRecord } from './shipments.ts'
import { isTrackingNumber } from './tracking-number.ts'

interface Scan {
  readonly status: { type: string; code: string; statusCode: string; description: string }
  readonly city: string
  readonly state: string
  /** `YYYYMMDD` and `HHMMSS` */
  readonly date: string
  readonly time: string
}

interface Journey {
  readonly service: string
  /** Newest first. */
  readonly scans: readonly Scan[]
  readonly destination: { city: string; state: string; postalCode: string; country: string }
  readonly pounds: number
  readonly receivedBy?: string
}

const statuses = {
  delivered: { type: 'D', code: 'FS', statusCode: '011', description: 'DELIVERED' },
  attempted: {
    type: 'X',
    code: '48',
    statusCode: '016',
    description: 'THE RECEIVER WAS UNAVAILABLE FOR THE 2ND DELIVERY ATTEMPT.',
  },
  outForDelivery: { type: 'I', code: 'OT', statusCode: '021', description: 'Out For Delivery Today' },
  originScan: { type: 'I', code: 'OR', statusCode: '005', description: 'Origin Scan' },
  labelCreated: {
    type: 'M',
    code: 'MP',
    statusCode: '003',
    description: 'Shipper created a label, UPS has not received the package yet. ',
  },
  voided: { type: 'MV', code: 'VP', statusCode: '054', description: 'Shipment information voided' },
} as const

const destination = { city: 'ANYTOWN', state: 'GA', postalCode: '30340', country: 'US' }

const label = scan('labelCreated', '20260112', '160300')
const origin = scan('originScan', '20260113', '201500')
const out = scan('outForDelivery', '20260115', '081000')
const delivered = scan('delivered', '20260115', '134500')

function scan(status: keyof typeof statuses, date: string, time: string): Scan {
  return { status: statuses[status], city: 'ANYTOWN', state: 'GA', date, time }
}

/** The tracking numbers that UPS documents for tests, with what the documentation says of each. */
const journeys: Readonly<Record<string, Journey>> = {
  [fixtures.delivered]: {
    service: '02',
    scans: [delivered, out, origin, label],
    destination,
    pounds: 5,
    receivedBy: 'HELEN SMITH',
  },
  [fixtures.deliveredWorldwide]: {
    service: '65',
    scans: [delivered, out, origin, label],
    destination,
    pounds: 2,
    receivedBy: 'FRONT DESK',
  },
  [fixtures.deliveredGround]: {
    service: '03',
    scans: [delivered, out, origin, label],
    destination,
    pounds: 22,
    receivedBy: 'DOCK',
  },
  [fixtures.originScan]: { service: '13', scans: [origin, label], destination, pounds: 1 },
  [fixtures.secondDeliveryAttempt]: {
    service: '13',
    scans: [scan('attempted', '20260115', '150200'), out, origin, label],
    destination,
    pounds: 1,
  },
}

/** `GET /track/v1/details/{inquiryNumber}`, see https://developer.ups.com/api/reference/tracking/product-info */
export function track(exchange: Exchange, state: State, inquiryNumber: string): Response {
  const faults = headerFaults(exchange)
  const flags = ['returnSignature', 'returnMilestones', 'returnPOD']
  for (const name of flags) {
    const value = exchange.url.searchParams.get(name)
    if (value !== null && !/^(true|false)$/.test(value)) faults.push(invalid(name, value))
  }
  const locale = exchange.url.searchParams.get('locale')
  if (locale !== null && !/^[a-z]{2}_[A-Z]{2}$/.test(locale)) faults.push(invalid('locale', locale))
  if (faults.length > 0) return refusal(400, ...faults)
  const isMalformed = inquiryNumber.startsWith('1Z') && !isTrackingNumber(inquiryNumber)
  if (!/^[0-9A-Za-z]{7,34}$/.test(inquiryNumber) || isMalformed) {
    return refusal(400, fault('TV1002', 'Invalid inquiry number'))
  }
  if (inquiryNumber === fixtures.noInformation) {
    const warnings = [{ code: 'TW0001', message: 'Tracking Information Not Found' }]
    return json({ trackResponse: { shipment: [{ inquiryNumber, warnings }] } })
  }
  const record = findShipment(state, inquiryNumber)
  const journey = journeys[inquiryNumber] ?? (record === undefined ? undefined : journeyOf(record, inquiryNumber))
  if (journey === undefined) return refusal(404, fault('TW0001', 'Tracking Information Not Found'))
  const parcel = packageOf(inquiryNumber, journey, exchange.url.searchParams)
  return json({ trackResponse: { shipment: [{ inquiryNumber, package: [parcel], userRelation: ['MYCHOICE_HOME'] }] } })
}

function journeyOf(record: ShipmentRecord, number: string): Journey {
  const parcel = record.packages.find(({ trackingNumber }) => trackingNumber === number)
  const created = new Date(record.createdAt)
  const isVoided = parcel?.isVoided ?? false
  const scans = isVoided ? (['voided', 'labelCreated'] as const) : (['labelCreated'] as const)
  return {
    service: record.service,
    scans: scans.map((status) => scan(status, compactDate(created), compactTime(created))),
    destination: record.destination,
    pounds: parcel?.pounds ?? 1,
  }
}

function packageOf(number: string, journey: Journey, query: URLSearchParams): object {
  const [latest] = journey.scans
  const isDelivered = latest?.status.type === 'D'
  const service = services.find(({ code }) => code === journey.service)
  const address = {
    city: journey.destination.city,
    stateProvince: journey.destination.state,
    postalCode: journey.destination.postalCode,
    countryCode: journey.destination.country,
    country: journey.destination.country,
  }
  return {
    trackingNumber: number,
    deliveryDate: isDelivered ? [{ type: 'DEL', date: latest.date }] : [],
    deliveryTime: isDelivered ? { type: 'DEL', endTime: latest.time } : {},
    activity: journey.scans.map(activityOf),
    currentStatus: { ...latest?.status, simplifiedTextDescription: latest?.status.description.trim() },
    packageAddress: [{ type: 'DESTINATION', name: '', attentionName: '', address }],
    weight: { unitOfMeasurement: 'LBS', weight: journey.pounds.toFixed(2) },
    service: { code: journey.service, levelCode: journey.service.padStart(3, '0'), description: service?.name ?? '' },
    referenceNumber: [],
    packageCount: 1,
    ...(isDelivered
      ? {
          deliveryInformation: {
            location: 'Front Desk',
            receivedBy: journey.receivedBy ?? '',
            ...(query.get('returnSignature') === 'true' ? { signature: { image: btoa('sandbox signature') } } : {}),
            ...(query.get('returnPOD') === 'true' ? { pod: { content: btoa('sandbox proof of delivery') } } : {}),
          },
        }
      : {}),
    ...(query.get('returnMilestones') === 'true' ? { milestones: milestonesOf(journey) } : {}),
  }
}

function activityOf({ status, city, state, date, time }: Scan): object {
  return {
    location: { address: { city, stateProvince: state, countryCode: 'US', country: 'US' }, slic: '3030' },
    status,
    date,
    time,
    gmtDate: date,
    gmtTime: `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`,
    gmtOffset: '+00:00',
  }
}

function milestonesOf({ scans }: Journey): object[] {
  return scans.toReversed().map(({ status, date, time }, index) => ({
    code: status.code,
    description: status.description.trim(),
    category: status.type === 'X' ? 'EXCEPTION' : 'PRIMARY',
    state: 'COMPLETE',
    current: index === scans.length - 1,
    linkedActivity: `${date}${time}`,
  }))
}

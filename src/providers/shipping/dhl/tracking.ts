import * as z from 'zod'
import type { TrackingStatus } from '../../../contracts/shipping.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { type Path, path } from '../../../kit/path.ts'
import type { Query } from '../../../kit/request.ts'
import { dayIn } from './times.ts'

/** Ten digits are a waybill's. Everything else is a piece's, whose checkpoints are asked for in another way. */
export function trackingRequest(trackingNumber: string): { readonly path: Path; readonly query: Query } {
  const query = { trackingView: 'all-checkpoints', requestGMTOffsetPerEvent: true }
  return /^\d{10}$/.test(trackingNumber)
    ? { path: path`/shipments/${trackingNumber}/tracking`, query: { ...query, levelOfDetail: 'shipment' } }
    : { path: path`/tracking`, query: { ...query, pieceTrackingNumber: trackingNumber, levelOfDetail: 'all' } }
}

const event = () =>
  z.looseObject({
    date: z.string().nullish(),
    time: z.string().nullish(),
    GMTOffset: z.string().nullish(),
    typeCode: z.string().nullish(),
    description: z.string().nullish(),
    serviceArea: z.array(z.looseObject({ description: z.string().nullish() })).nullish(),
  })

export const trackingAnswer = once(() =>
  z.looseObject({
    shipments: z.array(
      z.looseObject({
        shipmentTrackingNumber: z.string().nullish(),
        estimatedDeliveryDate: z.string().nullish(),
        events: z.array(event()).nullish(),
        pieces: z
          .array(z.looseObject({ trackingNumber: z.string().nullish(), events: z.array(event()).nullish() }))
          .nullish(),
      }),
    ),
  }),
)

/** DHL knows a shipment that was announced and not handed over without any event. */
export function unifyTracking(
  { shipments }: z.output<ReturnType<typeof trackingAnswer>>,
  { trackingNumber }: { readonly trackingNumber: string },
) {
  const [shipment] = shipments
  if (shipment === undefined) throw new UnreadableAnswer('shipments: none')
  const piece = shipment.pieces?.find((candidate) => candidate.trackingNumber === trackingNumber)
  const events = (piece?.events ?? shipment.events ?? [])
    .map(unifyEvent)
    .toSorted((one, other) => (other.time ?? other.localTime ?? '').localeCompare(one.time ?? one.localTime ?? ''))
  const [latest] = events
  return {
    trackingNumber: piece?.trackingNumber ?? shipment.shipmentTrackingNumber ?? trackingNumber,
    status: latest?.status ?? 'pre_transit',
    nativeStatus: latest?.description ?? 'unknown',
    estimatedDelivery: dayIn(shipment.estimatedDeliveryDate),
    events,
  }
}

/** A service area is named by its city and country, such as `Brisbane-AU`. */
function unifyEvent(native: z.output<ReturnType<typeof event>>) {
  const clock = `${native.date ?? ''}T${native.time ?? ''}`
  const localTime = z.iso.datetime({ local: true, offset: false }).safeParse(clock).data ?? null
  const area = native.serviceArea?.[0]?.description?.trim()
  const [, city = area, country] = /^(.*\S)\s*-\s*([A-Z]{2})$/.exec(area ?? '') ?? []
  return {
    time: localTime !== null && native.GMTOffset ? toUtc(`${localTime}${native.GMTOffset}`) : null,
    localTime,
    status: statuses[native.typeCode ?? ''] ?? ('unknown' as const),
    description: native.description?.trim() ?? '',
    location: city ? { city, state: null, postalCode: null, country: country ?? null } : null,
  }
}

/** `trackingEventCode` of the reference data. https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
const statuses: Readonly<Record<string, TrackingStatus>> = {
  SD: 'pre_transit',
  SA: 'in_transit',
  PU: 'in_transit',
  PL: 'in_transit',
  DF: 'in_transit',
  AF: 'in_transit',
  AR: 'in_transit',
  RR: 'in_transit',
  CR: 'in_transit',
  IC: 'in_transit',
  CU: 'in_transit',
  TR: 'in_transit',
  FD: 'in_transit',
  RW: 'in_transit',
  AD: 'in_transit',
  WC: 'out_for_delivery',
  OK: 'delivered',
  DD: 'exception',
  PD: 'exception',
  BA: 'exception',
  CA: 'exception',
  CC: 'exception',
  CD: 'exception',
  CM: 'exception',
  DM: 'exception',
  HP: 'exception',
  MC: 'exception',
  MD: 'exception',
  MS: 'exception',
  NA: 'exception',
  ND: 'exception',
  NH: 'exception',
  OH: 'exception',
  RD: 'exception',
  SS: 'exception',
  TD: 'exception',
  UD: 'exception',
  RT: 'returned',
}

export function exampleTracking({ trackingNumber }: { readonly trackingNumber: string }) {
  return {
    shipments: [
      {
        shipmentTrackingNumber: trackingNumber,
        status: 'Success',
        shipmentTimestamp: '2026-11-23T18:00:31',
        productCode: 'P',
        description: 'Books',
        estimatedDeliveryDate: '2026-11-25',
        events: [
          {
            date: '2026-11-23',
            time: '18:05:00',
            GMTOffset: '+01:00',
            typeCode: 'PU',
            description: 'Shipment picked up',
            serviceArea: [{ code: 'PRG', description: 'Prague-CZ' }],
          },
          {
            date: '2026-11-24',
            time: '04:30:00',
            GMTOffset: '+01:00',
            typeCode: 'AF',
            description: 'Arrived at DHL Sort Facility - LEIPZIG-DE',
            serviceArea: [{ code: 'LEJ', description: 'Leipzig-DE' }],
          },
        ],
        numberOfPieces: 1,
      },
    ],
  }
}

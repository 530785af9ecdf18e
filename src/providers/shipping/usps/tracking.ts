import * as z from 'zod'
import type { TrackingStatus } from '../../../contracts/shipping.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { dayIn } from './rating.ts'

const event = () =>
  z.looseObject({
    eventType: z.string().nullish(),
    eventTimestamp: z.string().nullish(),
    GMTTimestamp: z.string().nullish(),
    eventCity: z.string().nullish(),
    eventState: z.string().nullish(),
    eventZIP: z.string().nullish(),
    eventCountry: z.string().nullish(),
  })

export const trackingAnswer = once(() =>
  z.looseObject({
    trackingNumber: z.string().nullish(),
    status: z.string().nullish(),
    statusCategory: z.string().nullish(),
    statusSummary: z.string().nullish(),
    expectedDeliveryTimeStamp: z.string().nullish(),
    predictedDeliveryDate: z.string().nullish(),
    predictedDeliveryTimeStamp: z.string().nullish(),
    /** Newest first, USPS says. */
    trackingEvents: z.array(event()).nullish(),
  }),
)

export function unifyTracking(
  native: z.output<ReturnType<typeof trackingAnswer>>,
  { trackingNumber }: { readonly trackingNumber: string },
) {
  const category = statusOf(native.statusCategory)
  return {
    trackingNumber: native.trackingNumber ?? trackingNumber,
    status: category === 'unknown' || category === 'exception' ? statusOf(native.status, category) : category,
    nativeStatus: native.status ?? native.statusCategory ?? 'unknown',
    estimatedDelivery:
      dayIn(native.predictedDeliveryDate) ??
      dayIn(native.predictedDeliveryTimeStamp) ??
      dayIn(native.expectedDeliveryTimeStamp),
    events: (native.trackingEvents ?? []).map(unifyEvent),
  }
}

function unifyEvent(native: z.output<ReturnType<typeof event>>) {
  const { eventCity: city, eventState: state, eventZIP: postalCode, eventCountry: country } = native
  const somewhere = city || state || postalCode || country
  return {
    time: toUtc(native.GMTTimestamp),
    localTime: z.iso.datetime({ local: true }).safeParse(native.eventTimestamp?.slice(0, 19)).data ?? null,
    status: statusOf(native.eventType),
    description: native.eventType ?? '',
    location: somewhere
      ? { city: city || null, state: state || null, postalCode: postalCode || null, country: country || null }
      : null,
  }
}

/**
 * What the words of a category, a status or an event say, the first that fits. There is no shorter list of them than
 * USPS Publication 199, appendix G: https://postalpro.usps.com/pub199
 */
const words: readonly (readonly [RegExp, TrackingStatus])[] = [
  [/^label cancell?ed/i, 'canceled'],
  [/return(ed|ing)? to (the )?sender|to (the )?original sender/i, 'returned'],
  [/^(item )?delivered/i, 'delivered'],
  [/out for delivery/i, 'out_for_delivery'],
  [/^(pre-?shipment|shipping label created)|awaiting item/i, 'pre_transit'],
  [
    /alert|attempt|notice left|undeliverable|refused|insufficient|no access|unclaimed|vacant|dead mail|available for pick-?up|held|hold|missent|seized|damaged|no such number|left no address/i,
    'exception',
  ],
  [
    /accept|arriv|depart|transit|process|sorting|picked up|in-?bound|customs|forwarded|dispatched|received|tendered|usps/i,
    'in_transit',
  ],
]

function statusOf(text: string | null | undefined, otherwise: TrackingStatus = 'unknown'): TrackingStatus {
  return words.find(([pattern]) => pattern.test(text ?? ''))?.[1] ?? otherwise
}

export function exampleTracking({ trackingNumber }: { readonly trackingNumber: string }) {
  return {
    trackingNumber,
    mailClass: 'USPS_GROUND_ADVANTAGE',
    mailType: 'DOMESTIC_MAIL',
    destinationCity: 'SAINT LOUIS',
    destinationState: 'MO',
    destinationZIP: '63116',
    expectedDeliveryTimeStamp: '2026-11-25T21:00:00Z',
    status: 'Arrived at USPS Regional Facility',
    statusCategory: 'In Transit',
    statusSummary: 'Your item arrived at our SAINT LOUIS MO DISTRIBUTION CENTER on November 24, 2026 at 4:30 am.',
    trackingEvents: [
      {
        eventType: 'Arrived at USPS Regional Facility',
        eventTimestamp: '2026-11-24T04:30:00',
        GMTTimestamp: '2026-11-24T10:30:00Z',
        GMTOffset: '-360',
        eventCity: 'SAINT LOUIS',
        eventState: 'MO',
        eventCode: '10',
      },
    ],
  }
}

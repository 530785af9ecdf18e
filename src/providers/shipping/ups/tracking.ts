import * as z from 'zod'
import type { TrackingStatus } from '../../../contracts/shipping.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { dayOf, dayTimeOf } from './values.ts'

const status = () => z.looseObject({ type: z.string().nullish(), description: z.string().nullish() }).nullish()

type Status = z.output<ReturnType<typeof status>>

const activity = () =>
  z.looseObject({
    date: z.string().nullish(),
    time: z.string().nullish(),
    gmtDate: z.string().nullish(),
    gmtTime: z.string().nullish(),
    location: z
      .looseObject({
        address: z
          .looseObject({
            city: z.string().nullish(),
            stateProvince: z.string().nullish(),
            postalCode: z.string().nullish(),
            countryCode: z.string().nullish(),
            country: z.string().nullish(),
          })
          .nullish(),
      })
      .nullish(),
    status: status(),
  })

const deliveryDates = () => z.array(z.looseObject({ type: z.string().nullish(), date: z.string().nullish() })).nullish()

export const trackingAnswer = once(() =>
  z.looseObject({
    trackResponse: z.looseObject({
      shipment: z.array(
        z.looseObject({
          package: z
            .array(
              z.looseObject({
                trackingNumber: z.string().nullish(),
                /** Newest first. */
                activity: z.array(activity()).nullish(),
                currentStatus: status(),
                deliveryDate: deliveryDates(),
              }),
            )
            .nullish(),
        }),
      ),
    }),
  }),
)

/** A shipment's number finds all of its packages; the one that was asked for is told, the first where it is none of them. */
export function unifyTracking(
  { trackResponse }: z.output<ReturnType<typeof trackingAnswer>>,
  { trackingNumber }: { readonly trackingNumber: string },
) {
  const packages = trackResponse.shipment.flatMap((shipment) => shipment.package ?? [])
  const asked = packages.find((parcel) => parcel.trackingNumber === trackingNumber) ?? packages[0]
  if (asked === undefined) throw new UnreadableAnswer('trackResponse.shipment: no package')
  const activities = asked.activity ?? []
  const latest = activities[0]?.status
  return {
    trackingNumber: asked.trackingNumber ?? trackingNumber,
    status: statusOf({
      type: asked.currentStatus?.type ?? latest?.type,
      description: asked.currentStatus?.description ?? latest?.description,
    }),
    nativeStatus: asked.currentStatus?.description ?? latest?.description ?? 'unknown',
    estimatedDelivery: estimateOf(asked.deliveryDate),
    events: activities.map(unifyActivity),
  }
}

function unifyActivity(native: z.output<ReturnType<typeof activity>>) {
  const utc = dayTimeOf(native.gmtDate, native.gmtTime)
  const place = native.location?.address
  return {
    time: utc === null ? null : toUtc(`${utc}Z`),
    localTime: dayTimeOf(native.date, native.time),
    status: statusOf(native.status),
    description: native.status?.description?.trim() ?? '',
    location: place
      ? {
          city: place.city ?? null,
          state: place.stateProvince ?? null,
          postalCode: place.postalCode ?? null,
          country: place.countryCode ?? place.country ?? null,
        }
      : null,
  }
}

/** Types of activity. https://developer.ups.com/api/reference/tracking/appendix */
const statuses: Readonly<Record<string, TrackingStatus>> = {
  M: 'pre_transit',
  MV: 'canceled',
  P: 'in_transit',
  I: 'in_transit',
  U: 'in_transit',
  O: 'out_for_delivery',
  D: 'delivered',
  X: 'exception',
  RS: 'returned',
}

/** The van that delivers is "on the way" by its type, and told from the other vans only by its description. */
function statusOf(native: Status): TrackingStatus {
  const status = statuses[native?.type?.trim().toUpperCase() ?? ''] ?? 'unknown'
  return status === 'in_transit' && /^out for delivery\b/i.test(native?.description?.trim() ?? '')
    ? 'out_for_delivery'
    : status
}

/** The rescheduled day counts before the scheduled one; a delivered parcel has neither. */
function estimateOf(dates: z.output<ReturnType<typeof deliveryDates>>): string | null {
  const of = (type: string) => dates?.find((date) => date.type === type)?.date
  return dayOf(of('RDD') ?? of('SDD'))
}

export function exampleTracking(trackingNumber: string) {
  return {
    trackResponse: {
      shipment: [
        {
          inquiryNumber: trackingNumber,
          package: [
            {
              trackingNumber,
              deliveryDate: [{ type: 'SDD', date: '20261125' }],
              currentStatus: { type: 'I', code: 'OR', description: 'Departed from Facility' },
              activity: [
                {
                  date: '20261124',
                  time: '043000',
                  gmtDate: '20261124',
                  gmtTime: '093000',
                  gmtOffset: '-05.00',
                  location: { address: { city: 'Timonium', stateProvince: 'MD', countryCode: 'US', country: 'US' } },
                  status: { type: 'I', code: 'DP', description: 'Departed from Facility' },
                },
              ],
            },
          ],
        },
      ],
    },
  }
}

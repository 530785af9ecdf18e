import * as z from 'zod'
import type { TrackingStatus } from '../../../contracts/shipping.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { transactionId } from './examples.ts'
import { dayIn } from './rating.ts'

const place = () =>
  z
    .looseObject({
      city: z.string().nullish(),
      stateOrProvinceCode: z.string().nullish(),
      postalCode: z.string().nullish(),
      countryCode: z.string().nullish(),
    })
    .nullish()

const scan = () =>
  z.looseObject({
    date: z.string().nullish(),
    eventType: z.string().nullish(),
    eventDescription: z.string().nullish(),
    derivedStatusCode: z.string().nullish(),
    derivedStatus: z.string().nullish(),
    exceptionDescription: z.string().nullish(),
    scanLocation: place(),
  })

const result = () =>
  z.looseObject({
    trackingNumberInfo: z.looseObject({ trackingNumber: z.string().nullish() }).nullish(),
    latestStatusDetail: z
      .looseObject({
        code: z.string().nullish(),
        derivedCode: z.string().nullish(),
        statusByLocale: z.string().nullish(),
        description: z.string().nullish(),
      })
      .nullish(),
    dateAndTimes: z.array(z.looseObject({ type: z.string().nullish(), dateTime: z.string().nullish() })).nullish(),
    estimatedDeliveryTimeWindow: z
      .looseObject({ window: z.looseObject({ ends: z.string().nullish() }).nullish() })
      .nullish(),
    scanEvents: z.array(scan()).nullish(),
  })

export const trackingAnswer = once(() =>
  z.looseObject({
    output: z.looseObject({
      completeTrackResults: z.array(z.looseObject({ trackResults: z.array(result()).nullish() })),
    }),
  }),
)

/** FedEx reuses numbers; the shipment it puts first is the newest. */
export function unifyTracking(
  { output }: z.output<ReturnType<typeof trackingAnswer>>,
  { trackingNumber }: { readonly trackingNumber: string },
) {
  const [native] = output.completeTrackResults.flatMap(({ trackResults }) => trackResults ?? [])
  if (native === undefined) throw new UnreadableAnswer('output.completeTrackResults: no result')
  const latest = native.latestStatusDetail
  const events = (native.scanEvents ?? []).map(unifyScan)
  return {
    trackingNumber: native.trackingNumberInfo?.trackingNumber ?? trackingNumber,
    status: statusOf(latest?.derivedCode ?? latest?.code),
    nativeStatus: latest?.description ?? latest?.statusByLocale ?? 'unknown',
    estimatedDelivery: estimateOf(native),
    events: events.toSorted((one, other) => (other.time ?? '').localeCompare(one.time ?? '')),
  }
}

function unifyScan(native: z.output<ReturnType<typeof scan>>) {
  const location = native.scanLocation
  const clock = native.date?.slice(0, 19)
  const code = native.eventType ?? native.derivedStatusCode
  return {
    time: toUtc(native.date),
    localTime: z.iso.datetime({ local: true }).safeParse(clock).data ?? null,
    status: statusOf(code && code in statuses ? code : native.derivedStatusCode),
    description: [native.eventDescription ?? native.derivedStatus, native.exceptionDescription]
      .filter(Boolean)
      .join(': '),
    location: location
      ? {
          city: location.city ?? null,
          state: location.stateOrProvinceCode ?? null,
          postalCode: location.postalCode ?? null,
          country: location.countryCode ?? null,
        }
      : null,
  }
}

/** Codes of scans and of statuses. https://developer.fedex.com/api/en-us/guides/api-reference.html#trackservicescancodes */
const statuses: Readonly<Record<string, TrackingStatus>> = {
  IN: 'pre_transit',
  OC: 'pre_transit',
  EP: 'pre_transit',
  AP: 'pre_transit',
  PD: 'pre_transit',
  OX: 'in_transit',
  PU: 'in_transit',
  PX: 'in_transit',
  IP: 'in_transit',
  IT: 'in_transit',
  IX: 'in_transit',
  AA: 'in_transit',
  AD: 'in_transit',
  AF: 'in_transit',
  AO: 'in_transit',
  AR: 'in_transit',
  CC: 'in_transit',
  CP: 'in_transit',
  DP: 'in_transit',
  EA: 'in_transit',
  ED: 'in_transit',
  EO: 'in_transit',
  FD: 'in_transit',
  LO: 'in_transit',
  OF: 'in_transit',
  PF: 'in_transit',
  PL: 'in_transit',
  PM: 'in_transit',
  SF: 'in_transit',
  SP: 'in_transit',
  TR: 'in_transit',
  DS: 'in_transit',
  OD: 'out_for_delivery',
  DL: 'delivered',
  DO: 'delivered',
  CD: 'exception',
  DD: 'exception',
  DE: 'exception',
  DY: 'exception',
  HL: 'exception',
  HP: 'exception',
  SE: 'exception',
  RS: 'returned',
  CA: 'canceled',
}

function statusOf(code: string | null | undefined): TrackingStatus {
  return statuses[code ?? ''] ?? 'unknown'
}

function estimateOf({ dateAndTimes, estimatedDeliveryTimeWindow }: z.output<ReturnType<typeof result>>) {
  const dated = dateAndTimes?.find(({ type }) => type === 'ESTIMATED_DELIVERY')?.dateTime
  return dayIn(estimatedDeliveryTimeWindow?.window?.ends) ?? dayIn(dated)
}

export function exampleTracking({ trackingNumber }: { readonly trackingNumber: string }) {
  return {
    transactionId,
    output: {
      completeTrackResults: [
        {
          trackingNumber,
          trackResults: [
            {
              trackingNumberInfo: { trackingNumber, carrierCode: 'FDXG' },
              latestStatusDetail: {
                code: 'IT',
                derivedCode: 'IT',
                statusByLocale: 'In transit',
                description: 'In transit',
              },
              dateAndTimes: [{ type: 'ESTIMATED_DELIVERY', dateTime: '2026-11-25T00:00:00-06:00' }],
              scanEvents: [
                {
                  date: '2026-11-24T04:30:00-05:00',
                  eventType: 'DP',
                  eventDescription: 'Departed FedEx location',
                  derivedStatusCode: 'IT',
                  derivedStatus: 'In transit',
                  scanLocation: {
                    city: 'HAGERSTOWN',
                    stateOrProvinceCode: 'MD',
                    postalCode: '21740',
                    countryCode: 'US',
                  },
                },
              ],
            },
          ],
        },
      ],
    },
  }
}

import * as z from 'zod'
import type { TrackingStatus } from '../../../contracts/shipping.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { dayIn } from './values.ts'

const event = () =>
  z.looseObject({
    occurred_at: z.string().nullish(),
    carrier_occurred_at: z.string().nullish(),
    description: z.string().nullish(),
    city_locality: z.string().nullish(),
    state_province: z.string().nullish(),
    postal_code: z.string().nullish(),
    country_code: z.string().nullish(),
    status_code: z.string().nullish(),
    status_detail_code: z.string().nullish(),
    status_description: z.string().nullish(),
  })

export const trackingAnswer = once(() =>
  z.looseObject({
    tracking_number: z.string().nullish(),
    status_code: z.string().nullish(),
    status_detail_code: z.string().nullish(),
    status_description: z.string().nullish(),
    carrier_status_description: z.string().nullish(),
    estimated_delivery_date: z.string().nullish(),
    events: z.array(event()).nullish(),
  }),
)

export function unifyTracking(
  native: z.output<ReturnType<typeof trackingAnswer>>,
  { trackingNumber }: { readonly trackingNumber: string },
) {
  return {
    trackingNumber: native.tracking_number ?? trackingNumber,
    status: statusOf(native),
    nativeStatus: native.carrier_status_description || native.status_description || native.status_code || 'unknown',
    estimatedDelivery: dayIn(native.estimated_delivery_date),
    events: (native.events ?? [])
      .map(unifyEvent)
      .toSorted((one, other) => (other.time ?? other.localTime ?? '').localeCompare(one.time ?? one.localTime ?? '')),
  }
}

function unifyEvent(native: z.output<ReturnType<typeof event>>) {
  const { city_locality: city, state_province: state, postal_code: postalCode, country_code: country } = native
  const somewhere = city || state || postalCode || country
  return {
    time: toUtc(native.occurred_at),
    localTime: z.iso.datetime({ local: true }).safeParse(native.carrier_occurred_at?.slice(0, 19)).data ?? null,
    status: statusOf(native),
    description: native.description || native.status_description || '',
    location: somewhere
      ? { city: city || null, state: state || null, postalCode: postalCode || null, country: country || null }
      : null,
  }
}

/** The detail tells more than the status, which names some groups of details by two letters. */
function statusOf({
  status_code: status,
  status_detail_code: detail,
}: {
  readonly status_code?: string | null | undefined
  readonly status_detail_code?: string | null | undefined
}): TrackingStatus {
  const statusBy = (code: string | null | undefined) => statuses.get(code?.toUpperCase() ?? '')
  return statusBy(detail) ?? statusBy(status) ?? 'unknown'
}

/** https://docs.shipstation.com/apis/openapi/labels/get_tracking_log_from_label, and for two letters https://docs.shipstation.com/tracking */
const codes: Readonly<Partial<Record<TrackingStatus, string>>> = {
  pre_transit:
    'NY AWAITING_DESPATCH COLLECTION_REQUESTED COLLECTION_FAILED ELEC_ADVICE_RECD_BY_CARRIER NOT_YET_RECEIVED_BY_CARRIER AWAITING_ELECTRONIC_ADVICE',
  in_transit:
    'AC IT DESPATCHED COLLECTION_MADE RECEIVED_BY_CARRIER RECD_BY_CARRIER_NO_ELEC_ADVICE IN_TRANSIT HUB_SCAN_OUT RECEIVED_LOCAL_DELIVERY_DEPOT SUB_CONTRACTOR_EVENT SUB_CONTRACTOR_RECEIVED CUSTOMS_CLEARED CUSTOMS_PROCESSING DELIVERY_ARRANGED_WITH_RECIPIENT INFORMATION PARCEL_OVER_LABELLED PARCEL_REPACKED PARCEL_UPDATE_NOTIFICATION_VIA_EMAIL PARCEL_UPDATE_NOTIFICATION_VIA_SMS COD_AMOUNT_PAID',
  out_for_delivery: 'OUT_FOR_DELIVERY',
  delivered:
    'DE SP DELIVERED DELIVERED_DAMAGED DELIVERED_SPECIFIED_SAFE_PLACE DELIVERED_TO_ALTERNATIVE_DELIVERY_LOCATION DELIVERED_TO_NEIGHBOUR DELIVERED_TO_PO_BOX DELIVERED_TO_LOCKER_COLLECTION_POINT PARCEL_COLLECTED_FROM_PICKUP_POINT POST_TRANSIT_STATUS PROOF_OF_DELIVERY',
  exception:
    'EX AT ATTEMPTED_DELIVERY ATTEMPTED_DELIVERY_2ND ATTEMPTED_DELIVERY_3RD COD_AMOUNT_NOT_PAID CUSTOMER_CARDED CUSTOMER_IDENTIFICATION_FAILED INVALID_METHOD_OF_PAYMENT NO_ACCESS_TO_RECIPIENTS_ADDRESS DELIVERED_IN_PART NOT_DELIVERED_ADDRESSEE_DECEASED PARCEL_DISPOSED PARCEL_LOST ADDRESS_QUERY CARRIER_DELAYS DELAYED_NOT_CARRIER HELD_BY_CARRIER HELD_BY_CARRIER_FOR_CLEARANCE_PRE_PROCESSING HELD_BY_CUSTOMS HELD_BY_EXPORT_CUSTOMS HELD_BY_IMPORT_CUSTOMS INCORRECT_DECLARATION MISSORTED ROUTING_ERROR AWAITING_COLLECTION_FROM_PICKUP_POINT COLLECT_AT_LOCAL_PO CUSTOMER_TO_COLLECT_FROM_CARRIER',
  returned:
    'RETURN_TO_SENDER CUSTOMER_MOVED HAZARDOUS_PROHIBITED NOT_COLLECTED_FROM_PICKUP_POINT NOT_DELIVERED PARCEL_DAMAGED PARCEL_OUTSIDE_OF_SERVICE_CAPABILITY REFUSED_BY_CUSTOMER',
  canceled: 'CANCELLED CANCELLED_BEFORE_DESPATCH',
}

const statuses: ReadonlyMap<string, TrackingStatus> = new Map(
  trackingStatuses().flatMap((status) => (codes[status]?.split(' ') ?? []).map((code) => [code, status] as const)),
)

function trackingStatuses(): readonly TrackingStatus[] {
  return ['pre_transit', 'in_transit', 'out_for_delivery', 'delivered', 'exception', 'returned', 'canceled']
}

export function exampleTracking({ trackingNumber }: { readonly trackingNumber: string }) {
  return {
    tracking_number: trackingNumber,
    status_code: 'IN_TRANSIT',
    status_detail_code: 'IN_TRANSIT',
    status_description: 'In Transit',
    carrier_status_code: '10',
    carrier_status_description: 'Arrived at USPS Regional Facility',
    ship_date: '2026-11-23T00:00:00Z',
    estimated_delivery_date: '2026-11-25T00:00:00Z',
    events: [
      {
        occurred_at: '2026-11-24T10:30:00Z',
        carrier_occurred_at: '2026-11-24T04:30:00Z',
        description: 'Arrived at USPS Regional Facility',
        city_locality: 'AUSTIN',
        state_province: 'TX',
        postal_code: '78756',
        country_code: 'US',
        status_code: 'IN_TRANSIT',
        status_description: 'In Transit',
        carrier_detail_code: '10',
        carrier_status_code: '10',
        carrier_status_description: 'Arrived at USPS Regional Facility',
      },
    ],
  }
}

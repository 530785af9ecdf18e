import * as z from 'zod'
import type { Address } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { mailingAddress } from './addresses.ts'
import { dayIn } from './values.ts'

export interface Pickup {
  readonly address: Address & { readonly name: string; readonly phone: string; readonly email: string }
  readonly date: string
  readonly readyTime: string
  readonly closeTime: string
  readonly utcOffset: string
  readonly shipments: readonly string[]
  readonly instructions?: string | undefined
}

/** `POST /v2/pickups`, for labels that were bought. https://docs.shipstation.com/openapi/pickups/schedule_pickup */
export function pickupRequest({ address, date, readyTime, closeTime, utcOffset, shipments, instructions }: Pickup) {
  const { name, phone, email } = address
  return {
    label_ids: shipments,
    pickup_address: mailingAddress(address),
    contact_details: { name, phone, email },
    pickup_notes: instructions,
    pickup_window: {
      start_at: `${date}T${readyTime}:00${utcOffset}`,
      end_at: `${date}T${closeTime}:00${utcOffset}`,
    },
  }
}

export const pickupAnswer = once(() =>
  z.looseObject({
    pickup_id: z.string(),
    pickup_window: z.looseObject({ start_at: z.string().nullish() }).nullish(),
  }),
)

/** The day is read only where ShipStation keeps the clocks that it was given: in UTC it may be another. */
export function unifyPickup(
  { pickup_id: id, pickup_window: window }: z.output<ReturnType<typeof pickupAnswer>>,
  { date, utcOffset }: Pick<Pickup, 'date' | 'utcOffset'>,
) {
  const start = window?.start_at
  const local = start?.endsWith(utcOffset) ? dayIn(start) : null
  return { id, date: local ?? date, cost: null, currency: null }
}

export function examplePickup(input: Pickup) {
  return {
    ...pickupRequest(input),
    pickup_id: 'pik_3YcKU5zdtJuCqoeNwyqqbW',
    created_at: '2026-11-24T09:00:00Z',
    carrier_id: 'se-100001',
    confirmation_number: '292513CL4A3',
    warehouse_id: 'se-28529731',
    request_id: '4f6d2a52-6a0e-4d6b-9d5b-0b6d9f2c1a11',
    errors: [],
  }
}

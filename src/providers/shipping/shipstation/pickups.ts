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
  readonly shipments: readonly string[]
  readonly instructions?: string | undefined
}

/**
 * `POST /v2/pickups`, where the labels' shipments leave from: the address is only asked whom to call. Times are written as
 * if they were in UTC, and read by the clocks of the place: https://docs.shipstation.com/schedule-pickups
 */
export function pickupRequest({ address, date, readyTime, closeTime, shipments, instructions }: Pickup) {
  const { name, phone, email } = address
  return {
    label_ids: shipments,
    contact_details: { name, phone, email },
    pickup_notes: instructions,
    pickup_window: { start_at: `${date}T${readyTime}:00Z`, end_at: `${date}T${closeTime}:00Z` },
  }
}

export const pickupAnswer = once(() =>
  z.looseObject({
    pickup_id: z.string(),
    pickup_window: z.looseObject({ start_at: z.string().nullish() }).nullish(),
  }),
)

/** The carrier's price comes later, with the account's adjustments. */
export function unifyPickup(
  { pickup_id: id, pickup_window: window }: z.output<ReturnType<typeof pickupAnswer>>,
  { date }: Pick<Pickup, 'date'>,
) {
  return { id, date: dayIn(window?.start_at) ?? date, cost: null, currency: null }
}

export function examplePickup(input: Pickup) {
  return {
    ...pickupRequest(input),
    pickup_address: mailingAddress(input.address),
    pickup_id: 'pik_3YcKU5zdtJuCqoeNwyqqbW',
    created_at: '2026-11-24T09:00:00Z',
    carrier_id: 'se-100001',
    confirmation_number: '292513CL4A3',
    warehouse_id: 'se-28529731',
    request_id: '4f6d2a52-6a0e-4d6b-9d5b-0b6d9f2c1a11',
    errors: [],
  }
}

import * as z from 'zod'
import type { Address, Parcel } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { measures, unitsOf } from './packages.ts'
import { shipperAccount } from './rating.ts'
import { partyDetails } from './shipments.ts'
import { dayIn, plannedTime } from './times.ts'

export interface Pickup {
  readonly address: Address
  readonly date: string
  readonly readyTime: string
  readonly closeTime: string
  readonly utcOffset: string
  readonly parcels: readonly Parcel[]
  readonly service: string
  readonly shipments?: readonly string[] | undefined
  readonly instructions?: string | undefined
  readonly location?: string | undefined
  readonly dutiable: boolean
}

/** `POST /pickups`. https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
export function pickupRequest(input: Pickup, accountNumber: string) {
  const { address, parcels, instructions } = input
  return {
    plannedPickupDateAndTime: plannedTime(input.date, input.readyTime, input.utcOffset),
    closeTime: input.closeTime,
    location: input.location,
    ...(address.residential === undefined ? {} : { locationType: address.residential ? 'residence' : 'business' }),
    accounts: shipperAccount(accountNumber),
    ...(instructions === undefined ? {} : { specialInstructions: [{ value: instructions }] }),
    customerDetails: { shipperDetails: partyDetails(address) },
    shipmentDetails: [
      {
        productCode: input.service,
        isCustomsDeclarable: input.dutiable,
        unitOfMeasurement: unitsOf(parcels).unitOfMeasurement,
        shipmentTrackingNumber: input.shipments?.[0],
        packages: measures(parcels),
      },
    ],
  }
}

export const pickupAnswer = once(() =>
  z.looseObject({ dispatchConfirmationNumbers: z.array(z.string()).nullish(), nextPickupDate: z.string().nullish() }),
)

type PickupAnswer = z.output<ReturnType<typeof pickupAnswer>>

/** DHL names no price, and may come on a later day than asked for. */
export function unifyPickup(
  { dispatchConfirmationNumbers: numbers, nextPickupDate }: PickupAnswer,
  { date }: Pick<Pickup, 'date'>,
) {
  const [id] = numbers ?? []
  if (id === undefined) throw new UnreadableAnswer('dispatchConfirmationNumbers: none')
  return { id, date: dayIn(nextPickupDate) ?? date, cost: null, currency: null }
}

export const cancellationInput = () => ({
  /** The dispatch confirmation number that `schedule-pickup` answered. */
  id: z.string().regex(/^[0-9A-Z]{4,35}$/, 'is not a DHL dispatch confirmation number'),
  requestorName: z.string().trim().min(1).max(100),
  reason: z.string().trim().min(1).max(200),
})

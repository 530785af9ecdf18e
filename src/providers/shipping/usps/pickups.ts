import * as z from 'zod'
import type { Address, Parcel } from '../../../contracts/shipping.ts'
import { totalWeightIn } from '../../../contracts/units.ts'
import { once } from '../../../kit/contract.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { postalAddress, splitName } from './addresses.ts'

/** Where at the address the parcels are. https://developers.usps.com/carrierpickupv3 */
export const packageLocation = () =>
  z
    .enum([
      'FRONT_DOOR',
      'BACK_DOOR',
      'SIDE_DOOR',
      'KNOCK_ON_DOOR',
      'MAIL_ROOM',
      'OFFICE',
      'PORCH',
      'RECEPTION',
      'MAILBOX',
      'OTHER',
    ])
    .default('FRONT_DOOR')

const packageTypes = ['USPS_GROUND_ADVANTAGE', 'PRIORITY_MAIL', 'PRIORITY_MAIL_EXPRESS']

/** Pickups know three mail classes by name. */
function packageTypeOf(service: string): string {
  if (packageTypes.includes(service)) return service
  return service.includes('INTERNATIONAL') ? 'INTERNATIONAL' : 'OTHER'
}

export interface Pickup {
  readonly address: Address & { readonly phone: string }
  readonly date: string
  readonly parcels: readonly Parcel[]
  readonly service: string
  readonly instructions?: string | undefined
  readonly packageLocation: string
  readonly dogPresent?: boolean | undefined
  readonly nextAvailablePickup?: boolean | undefined
}

export function unreachable({ address }: Pick<Pickup, 'address'>): readonly InputIssue[] {
  if (address.email !== undefined || mobileOf(address.phone) !== undefined) return []
  return [{ path: 'address.email', message: 'USPS needs an e-mail address, or a phone number of ten digits' }]
}

export function unexplained({ packageLocation, instructions }: Pickup): readonly InputIssue[] {
  if (packageLocation !== 'OTHER' || instructions !== undefined) return []
  return [{ path: 'instructions', message: 'USPS needs to be told where the parcels are' }]
}

/** https://developers.usps.com/carrierpickupv3: the carrier comes with the mail, so there are no times. */
export function pickupRequest(input: Pickup) {
  const { address, parcels } = input
  const cellNumber = mobileOf(address.phone)
  return {
    pickupDate: input.date,
    pickupAddress: {
      ...splitName(address.name),
      firm: address.company,
      address: postalAddress(address),
      contact: [
        ...(address.email === undefined ? [] : [{ email: address.email }]),
        ...(cellNumber === undefined ? [] : [{ cellNumber }]),
      ],
    },
    packages: [{ packageType: packageTypeOf(input.service), packageCount: parcels.length }],
    estimatedWeight: totalWeightIn(
      'lb',
      parcels.map(({ weight }) => weight),
      1,
    ),
    pickupLocation: {
      packageLocation: input.packageLocation,
      specialInstructions: input.instructions,
      dogPresent: input.dogPresent,
    },
    nextAvailablePickup: input.nextAvailablePickup,
  }
}

/** The ten digits of a number in the United States. */
function mobileOf(phone: string): string | undefined {
  return /^(?:\+?1)?(\d{10})$/.exec(phone.replaceAll(/[^\d+]/g, ''))?.[1]
}

export const pickupAnswer = once(() =>
  z.looseObject({ confirmationNumber: z.string(), pickupDate: z.iso.date().nullish() }),
)

/** Pickups cost nothing. The day may be a later one than asked for. */
export function unifyPickup(
  { confirmationNumber, pickupDate }: z.output<ReturnType<typeof pickupAnswer>>,
  { date }: Pick<Pickup, 'date'>,
) {
  return { id: confirmationNumber, date: pickupDate ?? date, cost: null, currency: null }
}

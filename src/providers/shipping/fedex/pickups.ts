import * as z from 'zod'
import { type Address, countryCode, day, type Parcel, timeOfDay } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { contact, fedexAddress, streetAddress } from './addresses.ts'
import * as examples from './examples.ts'
import { totalWeight } from './packages.ts'

/** FDXE is FedEx Express, FDXG FedEx Ground: each has drivers of its own. */
export const carrier = () => z.enum(['FDXE', 'FDXG'])

type Carrier = z.output<ReturnType<typeof carrier>>

const accountTypes = { FDXE: 'FEDEX_EXPRESS', FDXG: 'FEDEX_GROUND' } as const

/** https://developer.fedex.com/api/en-us/guides/api-reference.html#servicetypes */
function carrierOf(service: string): Carrier {
  return /^(FEDEX_GROUND|GROUND_HOME_DELIVERY|SMART_POST)/.test(service) ? 'FDXG' : 'FDXE'
}

export interface Pickup {
  readonly address: Address & { readonly name: string; readonly phone: string }
  readonly date: string
  readonly readyTime: string
  readonly closeTime: string
  readonly parcels: readonly Parcel[]
  readonly service: string
  readonly shipments?: readonly string[] | undefined
  readonly instructions?: string | undefined
  readonly packageLocation: string
  readonly accountAddress?: Address | undefined
}

/** https://developer.fedex.com/api/en-us/catalog/pickup/v1/docs.html: times are the pickup's own, without an offset. */
export function pickupRequest(input: Pickup, accountNumber: string) {
  const { address, parcels, accountAddress } = input
  const carrierCode = carrierOf(input.service)
  return {
    associatedAccountNumber: { value: accountNumber },
    associatedAccountNumberType: accountTypes[carrierCode],
    carrierCode,
    originDetail: {
      pickupAddressType: 'OTHER',
      pickupLocation: { contact: pickupContact(address), address: streetAddress(address) },
      readyDateTimestamp: `${input.date}T${input.readyTime}:00`,
      customerCloseTime: `${input.closeTime}:00`,
      packageLocation: input.packageLocation,
    },
    packageCount: parcels.length,
    totalWeight: totalWeight(parcels),
    remarks: input.instructions,
    trackingNumber: input.shipments?.[0],
    pickupType: 'ON_CALL',
    ...(accountAddress === undefined ? {} : { accountAddressOfRecord: streetAddress(accountAddress) }),
  }
}

function pickupContact(address: Pickup['address']) {
  const { emailAddress: _, ...native } = contact(address)
  return native
}

export const pickupAnswer = once(() => z.looseObject({ output: z.looseObject({ pickupConfirmationCode: z.string() }) }))

/** FedEx names no price. */
export function unifyPickup({ output }: z.output<ReturnType<typeof pickupAnswer>>, { date }: Pick<Pickup, 'date'>) {
  return { id: output.pickupConfirmationCode, date, cost: null, currency: null }
}

export const availabilityInput = () => ({
  address: fedexAddress(),
  /** Today, where the pickup is, where it isn't said. */
  date: day().optional(),
  readyTime: timeOfDay().optional(),
  closeTime: timeOfDay().optional(),
  carriers: z.array(carrier()).min(1).max(2).default(['FDXE', 'FDXG']),
  when: z
    .array(z.enum(['SAME_DAY', 'FUTURE_DAY']))
    .min(1)
    .max(2)
    .default(['SAME_DAY', 'FUTURE_DAY']),
  /** Where the parcels go, where that is another country than the pickup's. */
  destinationCountry: countryCode().optional(),
  service: z.string().regex(/^[A-Z0-9_]{1,100}$/, 'is not a FedEx service type'),
})

interface Availability {
  readonly address: Address
  readonly date?: string | undefined
  readonly readyTime?: string | undefined
  readonly closeTime?: string | undefined
  readonly carriers: readonly string[]
  readonly when: readonly string[]
  readonly destinationCountry?: string | undefined
  readonly service: string
}

export function availabilityRequest(input: Availability, accountNumber: string) {
  const { address, destinationCountry = address.country } = input
  return {
    pickupAddress: streetAddress(address),
    dispatchDate: input.date,
    packageReadyTime: input.readyTime === undefined ? undefined : `${input.readyTime}:00`,
    customerCloseTime: input.closeTime === undefined ? undefined : `${input.closeTime}:00`,
    pickupType: 'ON_CALL',
    pickupRequestType: input.when,
    carriers: input.carriers,
    countryRelationship: destinationCountry === address.country ? 'DOMESTIC' : 'INTERNATIONAL',
    shipmentAttributes: { serviceType: input.service },
    associatedAccountNumber: accountNumber,
  }
}

export const cancellationInput = () => ({
  /** The confirmation code that `schedule-pickup` answered. */
  id: z.string().regex(/^[0-9A-Za-z]{1,20}$/, 'is not a FedEx pickup confirmation code'),
  date: day(),
  carrier: carrier().default('FDXE'),
  /** The `location` that the native answer of `schedule-pickup` names, for pickups by FedEx Express. */
  location: z
    .string()
    .regex(/^[0-9A-Za-z]{1,10}$/, 'is not a FedEx location')
    .optional(),
})

interface PickupCancellation {
  readonly id: string
  readonly date: string
  readonly carrier: Carrier
  readonly location?: string | undefined
}

export function withoutLocation({ carrier, location }: PickupCancellation): readonly InputIssue[] {
  if (carrier === 'FDXG' || location !== undefined) return []
  return [{ path: 'location', message: 'FedEx Express needs the location that the pickup was confirmed by' }]
}

export function cancellationRequest({ id, date, carrier, location }: PickupCancellation, accountNumber: string) {
  return {
    associatedAccountNumber: { value: accountNumber },
    pickupConfirmationCode: id,
    scheduledDate: date,
    carrierCode: carrier,
    location,
  }
}

export function examplePickup() {
  return {
    transactionId: examples.transactionId,
    output: {
      pickupConfirmationCode: examples.pickup,
      message: 'Courier on the way',
      location: examples.pickupLocation,
    },
  }
}

export function exampleAvailability({ date = '2026-11-24', carriers }: Availability) {
  return {
    transactionId: examples.transactionId,
    output: {
      requestTimestamp: `${date}T04:19:00`,
      options: carriers.map((carrier) => ({
        carrier,
        available: true,
        pickupDate: date,
        cutOffTime: '18:30:00',
        accessTime: { hours: 1, minutes: 30 },
        residentialAvailable: true,
        countryRelationship: 'DOMESTIC',
        scheduleDay: 'SAME_DAY',
      })),
    },
  }
}

export function exampleCancellation({ id }: PickupCancellation) {
  return {
    transactionId: examples.transactionId,
    output: {
      pickupConfirmationCode: id,
      cancelConfirmationMessage: 'Requested pickup has been cancelled Successfully.',
    },
  }
}

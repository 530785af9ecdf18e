import * as z from 'zod'
import type { Address, Parcel } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { isUnitedStates, phoneNumber } from './addresses.ts'
import { hasOverweight, totalWeight, unitsOf } from './packages.ts'
import { requestHeader } from './transaction.ts'
import { compactDay, unifyCharge } from './values.ts'

interface Pickup {
  readonly address: Address & { readonly name: string; readonly phone: string }
  readonly date: string
  readonly readyTime: string
  readonly closeTime: string
  readonly parcels: readonly Parcel[]
  readonly service: string
  readonly shipments?: readonly string[] | undefined
  readonly instructions?: string | undefined
  readonly destinationCountry?: string | undefined
  readonly accountCountry?: string | undefined
  readonly paymentMethod: string
}

/** `PickupCreationRequest`. https://developer.ups.com/tag/Pickup?loc=en_US#operation/Pickup-Creation */
export function pickupRequest(input: Pickup, accountNumber: string) {
  const { address, parcels, shipments } = input
  return {
    PickupCreationRequest: {
      Request: requestHeader,
      RatePickupIndicator: 'Y',
      Shipper: {
        Account: { AccountNumber: accountNumber, AccountCountryCode: input.accountCountry ?? address.country },
      },
      PickupDateInfo: {
        CloseTime: input.closeTime.replace(':', ''),
        ReadyTime: input.readyTime.replace(':', ''),
        PickupDate: compactDay(input.date),
      },
      PickupAddress: {
        CompanyName: address.company ?? address.name,
        ContactName: address.name,
        AddressLine: [address.lines.join(' ')],
        City: address.city,
        StateProvince: address.state,
        PostalCode: isUnitedStates(address.country) ? address.postalCode?.slice(0, 5) : address.postalCode,
        CountryCode: address.country,
        ResidentialIndicator: yesNo(address.residential === true),
        Phone: { Number: phoneNumber(address.phone, address.country) },
      },
      // The address in the request is the one that counts, whatever the account's profile says.
      AlternateAddressIndicator: 'Y',
      PickupPiece: [
        {
          // Three digits here, two everywhere else.
          ServiceCode: input.service.padStart(3, '0'),
          Quantity: String(parcels.length),
          DestinationCountryCode: input.destinationCountry ?? address.country,
          ContainerCode: '01',
        },
      ],
      TotalWeight: {
        Weight: String(totalWeight(parcels, address.country)),
        UnitOfMeasurement: unitsOf(address.country).weightCode,
      },
      OverweightIndicator: yesNo(hasOverweight(parcels, address.country)),
      ...(shipments === undefined ? {} : { TrackingData: shipments.map((shipment) => ({ TrackingNumber: shipment })) }),
      PaymentMethod: input.paymentMethod,
      SpecialInstruction: input.instructions,
    },
  }
}

function yesNo(value: boolean): 'Y' | 'N' {
  return value ? 'Y' : 'N'
}

export const pickupAnswer = once(() =>
  z.looseObject({
    PickupCreationResponse: z.looseObject({
      PRN: z.string(),
      RateResult: z
        .looseObject({ CurrencyCode: z.string().nullish(), GrandTotalOfAllCharge: z.string().nullish() })
        .nullish(),
    }),
  }),
)

export function unifyPickup(
  { PickupCreationResponse: native }: z.output<ReturnType<typeof pickupAnswer>>,
  { date }: Pick<Pickup, 'date'>,
) {
  const { CurrencyCode, GrandTotalOfAllCharge: MonetaryValue } = native.RateResult ?? {}
  const cost = CurrencyCode && MonetaryValue ? unifyCharge({ CurrencyCode, MonetaryValue }) : undefined
  return { id: native.PRN, date, cost: cost?.amount ?? null, currency: cost?.currency ?? null }
}

export const examplePickup = {
  PickupCreationResponse: {
    Response: { ResponseStatus: { Code: '1', Description: 'Success' } },
    PRN: '2929602E9CP',
    RateStatus: { Code: '01', Description: 'Rate available' },
    RateResult: { RateType: 'FD', CurrencyCode: 'USD', GrandTotalOfAllCharge: '9.35' },
  },
}

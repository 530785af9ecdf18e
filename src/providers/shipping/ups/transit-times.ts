import * as z from 'zod'
import { toDecimal } from '../../../contracts/money.ts'
import { contents, countryCode, day, type Parcel, parcel } from '../../../contracts/shipping.ts'
import { postalCode } from './addresses.ts'
import { totalWeight, unitsOf } from './packages.ts'
import { nonDocument } from './rating.ts'
import { dayOfWeek, daysAfter } from './values.ts'

/** As much of an address as transit times depend on. The state is a code in the United States, and a full name elsewhere. */
const place = () =>
  z.strictObject({
    city: z.string().trim().min(1).max(50).optional(),
    state: z.string().trim().min(1).max(50).optional(),
    postalCode: z.string().trim().min(1).max(10).optional(),
    country: countryCode(),
    residential: z.boolean().optional(),
  })

export const transitInput = () => ({
  from: place(),
  to: place(),
  shipDate: day(),
  parcels: z.array(parcel()).min(1).max(50),
  /** UPS requires the value where a border is crossed. */
  contents: contents().optional(),
})

type Place = z.output<ReturnType<typeof place>>

interface Transit {
  readonly from: Place
  readonly to: Place
  readonly shipDate: string
  readonly parcels: readonly Parcel[]
  readonly contents?: z.output<ReturnType<typeof contents>> | undefined
}

/** https://developer.ups.com/tag/Time-in-Transit?loc=en_US#operation/TimeInTransit: here numbers are numbers, and days have dashes. */
export function transitRequest({ from, to, shipDate, parcels, contents }: Transit) {
  return {
    originCountryCode: from.country,
    originStateProvince: from.state,
    originCityName: from.city,
    originPostalCode: postalCode(from),
    destinationCountryCode: to.country,
    destinationStateProvince: to.state,
    destinationCityName: to.city,
    destinationPostalCode: postalCode(to),
    residentialIndicator: to.residential === true ? '01' : '02',
    shipDate,
    weight: totalWeight(parcels, from.country),
    weightUnitOfMeasure: unitsOf(from.country).weightCode,
    ...(contents?.value === undefined
      ? {}
      : {
          shipmentContentsValue: Number(toDecimal(contents.value.amount, contents.value.currency)),
          shipmentContentsCurrencyCode: contents.value.currency.toUpperCase(),
        }),
    billType: nonDocument,
    numberOfPackages: parcels.length,
  }
}

export function exampleTransit({ from, to, shipDate }: Transit) {
  const deliveryDate = daysAfter(shipDate, 2)
  return {
    emsResponse: {
      shipDate,
      shipTime: '10:00:00',
      serviceLevel: 'A',
      billType: nonDocument,
      residentialIndicator: to.residential === true ? '01' : '02',
      originCountryName: from.country,
      originCountryCode: from.country,
      destinationCountryName: to.country,
      destinationCountryCode: to.country,
      guaranteeSuspended: false,
      numberOfServices: 1,
      services: [
        {
          serviceLevel: 'GND',
          serviceLevelDescription: 'UPS Ground',
          shipDate,
          deliveryDate,
          commitTime: '23:00:00',
          deliveryTime: '23:00:00',
          deliveryDayOfWeek: dayOfWeek(deliveryDate),
          nextDayPickupIndicator: '0',
          saturdayPickupIndicator: '0',
          saturdayDeliveryIndicator: '0',
          guaranteeIndicator: '0',
          totalTransitDays: 2,
          businessTransitDays: 2,
          restDaysCount: 0,
          holidayCount: 0,
          delayCount: 0,
          pickupDate: shipDate,
          pickupTime: '18:00:00',
          cstccutoffTime: '15:00:00',
        },
      ],
    },
  }
}

import * as z from 'zod'
import { countryCode, day } from '../../../contracts/shipping.ts'
import { transactionId } from './examples.ts'

export const postalCodeInput = () => ({
  country: countryCode(),
  state: z.string().trim().min(1).max(2),
  postalCode: z.string().trim().min(1).max(10),
  /** Within the next ten days, FedEx says. */
  shipDate: day(),
  /** FedEx Express, Ground, SmartPost, Cargo or Custom Critical. */
  carrier: z.enum(['FDXE', 'FDXG', 'FXSP', 'FDXC', 'FXCC']).default('FDXE'),
  /** Whether the state and the postal code must belong together. */
  checkForMismatch: z.boolean().optional(),
})

interface PostalCode {
  readonly country: string
  readonly state: string
  readonly postalCode: string
  readonly shipDate: string
  readonly carrier: string
  readonly checkForMismatch?: boolean | undefined
}

/** https://developer.fedex.com/api/en-us/catalog/postal-code/v1/docs.html */
export function postalCodeRequest({ country, state, postalCode, shipDate, carrier, checkForMismatch }: PostalCode) {
  return {
    carrierCode: carrier,
    countryCode: country,
    stateOrProvinceCode: state,
    postalCode,
    shipDate,
    checkForMismatch,
  }
}

export function examplePostalCode({ country, state, postalCode }: PostalCode) {
  return {
    transactionId,
    output: {
      countryCode: country,
      stateOrProvinceCode: state,
      cleanedPostalCode: postalCode,
      locationDescriptions: [{ locationId: 'MAAPD', locationNumber: '6955', serviceArea: 'AA', airportId: 'SMF' }],
    },
  }
}

import * as z from 'zod'
import { countryCode } from '../../../contracts/shipping.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { transactionId } from './examples.ts'

const line = () => z.string().trim().min(1).max(100)

export const locationsInput = () => ({
  /** Around where to search: a city or a postal code at least. */
  address: z.strictObject({
    lines: z.array(line()).max(3).optional(),
    city: line().optional(),
    state: z.string().trim().min(1).max(2).optional(),
    postalCode: z.string().trim().min(1).max(10).optional(),
    country: countryCode(),
  }),
  radius: z.strictObject({ value: z.number().positive().max(100), unit: z.enum(['KM', 'MI']) }).optional(),
  limit: z.int().min(1).max(75).default(20),
  types: z
    .array(
      z.enum([
        'FEDEX_AUTHORIZED_SHIP_CENTER',
        'FEDEX_OFFICE',
        'FEDEX_SELF_SERVICE_LOCATION',
        'FEDEX_ONSITE',
        'FEDEX_EXPRESS_STATION',
        'FEDEX_SHIPSITE',
        'FEDEX_SHIP_AND_GET',
      ]),
    )
    .min(1)
    .max(7)
    .optional(),
})

interface Search {
  readonly address: {
    readonly lines?: readonly string[] | undefined
    readonly city?: string | undefined
    readonly state?: string | undefined
    readonly postalCode?: string | undefined
    readonly country: string
  }
  readonly radius?: { readonly value: number; readonly unit: string } | undefined
  readonly limit: number
  readonly types?: readonly string[] | undefined
}

export function nowhere({ address }: Search): readonly InputIssue[] {
  if (address.city !== undefined || address.postalCode !== undefined) return []
  return [{ path: 'address.postalCode', message: 'FedEx needs a city or a postal code to search around' }]
}

/** https://developer.fedex.com/api/en-us/catalog/locations/v1/docs.html */
export function locationsRequest({ address, radius, limit, types }: Search) {
  return {
    locationSearchCriterion: 'ADDRESS',
    location: {
      address: {
        streetLines: address.lines,
        city: address.city,
        stateOrProvinceCode: address.state,
        postalCode: address.postalCode,
        countryCode: address.country,
      },
    },
    locationsSummaryRequestControlParameters: {
      maxResults: limit,
      ...(radius === undefined ? {} : { distance: { value: radius.value, units: radius.unit } }),
    },
    multipleMatchesAction: 'RETURN_ALL',
    sort: { criteria: 'DISTANCE', order: 'ASCENDING' },
    locationTypes: types,
  }
}

export function exampleLocations({ address }: Search) {
  return {
    transactionId,
    output: {
      totalResults: 1,
      resultsReturned: 1,
      locationDetailList: [
        {
          locationId: 'HKAA',
          locationType: 'FEDEX_OFFICE',
          distance: { units: 'MI', value: 1.2 },
          contactAndAddress: {
            address: {
              streetLines: ['10 FedEx Parkway'],
              city: address.city ?? 'Collierville',
              stateOrProvinceCode: address.state ?? 'TN',
              postalCode: address.postalCode ?? '38017',
              countryCode: address.country,
            },
          },
        },
      ],
    },
  }
}

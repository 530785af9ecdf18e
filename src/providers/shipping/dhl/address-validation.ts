import * as z from 'zod'
import type { Address } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'

/** `GET /address-validate`: DHL knows places, and not their streets. */
export function placeQuery({ country, postalCode, city }: Address) {
  return { type: 'delivery', countryCode: country, postalCode, cityName: city, strictValidation: true }
}

export const placeAnswer = once(() =>
  z.looseObject({
    address: z
      .array(
        z.looseObject({
          countryCode: z.string(),
          postalCode: z.string().nullish(),
          cityName: z.string().nullish(),
        }),
      )
      .nullish(),
  }),
)

export function unifyPlaces({ address }: z.output<ReturnType<typeof placeAnswer>>) {
  const places = address ?? []
  return {
    valid: places.length === 1,
    candidates: places.map(({ countryCode, postalCode, cityName }) => ({
      lines: [],
      city: cityName ?? null,
      state: null,
      postalCode: postalCode || null,
      country: countryCode,
      residential: null,
    })),
  }
}

export function examplePlace({ address }: { readonly address: Address }) {
  return {
    address: [
      {
        countryCode: address.country,
        postalCode: address.postalCode ?? '',
        cityName: address.city.toUpperCase(),
        serviceArea: { code: 'PRG', description: 'PRAGUE-CZECH REPUBLIC, THE', GMTOffset: '+01:00' },
      },
    ],
  }
}

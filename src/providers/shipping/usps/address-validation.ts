import * as z from 'zod'
import type { Address } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { postalAddress } from './addresses.ts'

/** Answered as one address, or not at all: USPS refuses the others. */
export const addressAnswer = once(() =>
  z.looseObject({
    address: z.looseObject({
      streetAddress: z.string().nullish(),
      secondaryAddress: z.string().nullish(),
      city: z.string().nullish(),
      state: z.string().nullish(),
      ZIPCode: z.string().nullish(),
      ZIPPlus4: z.string().nullish(),
    }),
    additionalInfo: z.looseObject({ DPVConfirmation: z.string().nullish(), business: z.string().nullish() }).nullish(),
  }),
)

/** `Y` is a confirmed delivery point; `D` lacks the apartment, `S` has a wrong one, and `N` is none. */
export function unifyAddress(
  { address: native, additionalInfo }: z.output<ReturnType<typeof addressAnswer>>,
  { address }: { readonly address: Address },
) {
  const business = additionalInfo?.business
  return {
    valid: additionalInfo?.DPVConfirmation === 'Y',
    candidates: [
      {
        lines: [native.streetAddress, native.secondaryAddress].flatMap((line) => line || []),
        city: native.city ?? null,
        state: native.state ?? null,
        postalCode: [native.ZIPCode, native.ZIPPlus4].filter(Boolean).join('-') || null,
        country: address.country,
        residential: business === 'Y' || business === 'N' ? business === 'N' : null,
      },
    ],
  }
}

export function addressQuery({ company, ...address }: Address) {
  return { firm: company, ...postalAddress(address) }
}

export function exampleAddress({ address }: { readonly address: Address }) {
  const { ZIPPlus4 = '0001', ...native } = postalAddress(address)
  return {
    firm: address.company,
    address: { ...native, ZIPPlus4 },
    additionalInfo: {
      deliveryPoint: '20',
      carrierRoute: 'C012',
      DPVConfirmation: 'Y',
      DPVCMRA: 'N',
      business: address.residential === false ? 'Y' : 'N',
      vacant: 'N',
    },
    matches: [{ code: '31', text: 'Single Response - exact match' }],
  }
}

/** Around where to search for post offices. */
export function nowhere(input: {
  readonly zipCode?: string | undefined
  readonly city?: string | undefined
  readonly state?: string | undefined
}): readonly InputIssue[] {
  if (input.zipCode !== undefined || (input.city !== undefined && input.state !== undefined)) return []
  return [{ path: 'zipCode', message: 'USPS needs a ZIP Code, or a city and a state, to search around' }]
}

import * as z from 'zod'
import type { Address } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'

/** The address in postal terms: political divisions 1 and 2 are state and city. */
export function addressKey(native: Address) {
  const [, primary = native.postalCode, extended] = /^(\d{5})-?(\d{4})$/.exec(native.postalCode ?? '') ?? []
  return {
    ConsigneeName: native.company ?? native.name,
    AddressLine: native.lines,
    PoliticalDivision2: native.city,
    PoliticalDivision1: native.state,
    PostcodePrimaryLow: primary,
    PostcodeExtendedLow: extended,
    CountryCode: native.country,
  }
}

const classification = () => z.looseObject({ Code: z.string() }).nullish()

/** Indicators say yes by being there, whatever is in them. */
export const validationAnswer = once(() =>
  z.looseObject({
    XAVResponse: z.looseObject({
      ValidAddressIndicator: z.string().nullish(),
      AddressClassification: classification(),
      Candidate: z
        .array(
          z.looseObject({
            AddressClassification: classification(),
            AddressKeyFormat: z.looseObject({
              AddressLine: z.array(z.string()).nullish(),
              PoliticalDivision2: z.string().nullish(),
              PoliticalDivision1: z.string().nullish(),
              PostcodePrimaryLow: z.string().nullish(),
              PostcodeExtendedLow: z.string().nullish(),
              CountryCode: z.string(),
            }),
          }),
        )
        .nullish(),
    }),
  }),
)

export function unifyValidation({ XAVResponse: native }: z.output<ReturnType<typeof validationAnswer>>) {
  return {
    valid: native.ValidAddressIndicator !== undefined && native.ValidAddressIndicator !== null,
    candidates: (native.Candidate ?? []).map(({ AddressKeyFormat: key, AddressClassification: own }) => ({
      lines: key.AddressLine ?? [],
      city: key.PoliticalDivision2 ?? null,
      state: key.PoliticalDivision1 ?? null,
      postalCode: [key.PostcodePrimaryLow, key.PostcodeExtendedLow].filter(Boolean).join('-') || null,
      country: key.CountryCode,
      residential: residentialOf(own?.Code ?? native.AddressClassification?.Code),
    })),
  }
}

/** 1 is commercial, 2 residential, 0 unknown. */
function residentialOf(code: string | undefined): boolean | null {
  return code === '1' || code === '2' ? code === '2' : null
}

/** An address that UPS knows exactly, echoed as UPS would. */
export function exampleValidation(native: Address) {
  const known = { Code: native.residential === true ? '2' : '1', Description: 'Commercial' }
  return {
    XAVResponse: {
      Response: { ResponseStatus: { Code: '1', Description: 'Success' } },
      ValidAddressIndicator: '',
      AddressClassification: known,
      Candidate: [{ AddressClassification: known, AddressKeyFormat: addressKey(native) }],
    },
  }
}

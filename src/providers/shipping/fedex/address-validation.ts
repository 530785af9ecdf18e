import * as z from 'zod'
import type { Address } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { streetAddress } from './addresses.ts'
import { transactionId } from './examples.ts'

/** FedEx describes flags as booleans and has sent them as text. */
const flag = () => z.union([z.boolean(), z.string()]).nullish()

export const validationAnswer = once(() =>
  z.looseObject({
    output: z.looseObject({
      resolvedAddresses: z
        .array(
          z.looseObject({
            streetLinesToken: z.array(z.string()).nullish(),
            city: z.string().nullish(),
            stateOrProvinceCode: z.string().nullish(),
            countryCode: z.string(),
            parsedPostalCode: z.looseObject({ base: z.string().nullish(), addOn: z.string().nullish() }).nullish(),
            postalCodeToken: z.looseObject({ value: z.string().nullish() }).nullish(),
            classification: z.string().nullish(),
            attributes: z
              .looseObject({ Matched: flag(), Resolved: flag(), DPV: flag(), MultipleMatches: flag() })
              .nullish(),
          }),
        )
        .nullish(),
    }),
  }),
)

type Resolved = NonNullable<z.output<ReturnType<typeof validationAnswer>>['output']['resolvedAddresses']>[number]

/** What FedEx only put in order, without finding it, is no candidate: it is the caller's own input. */
export function unifyValidation({ output }: z.output<ReturnType<typeof validationAnswer>>) {
  const found = (output.resolvedAddresses ?? []).filter(
    ({ attributes }) => isSet(attributes?.Matched) || isSet(attributes?.Resolved),
  )
  const [first] = found
  return { valid: found.length === 1 && first !== undefined && isExact(first), candidates: found.map(candidate) }
}

/** A delivery point is confirmed in the United States only. https://developer.fedex.com/api/en-us/catalog/address-validation/v1/docs.html */
function isExact({ attributes, countryCode }: Resolved): boolean {
  if (!isSet(attributes?.Resolved) || isSet(attributes?.MultipleMatches)) return false
  return countryCode !== 'US' || isSet(attributes?.DPV)
}

function isSet(value: z.output<ReturnType<typeof flag>>): boolean {
  return value === true || value === 'true'
}

function candidate(native: Resolved) {
  const parsed = [native.parsedPostalCode?.base, native.parsedPostalCode?.addOn].filter(Boolean).join('-')
  return {
    lines: native.streetLinesToken ?? [],
    city: native.city ?? null,
    state: native.stateOrProvinceCode ?? null,
    postalCode: parsed || (native.postalCodeToken?.value ?? null),
    country: native.countryCode,
    residential: residentialOf(native.classification),
  }
}

function residentialOf(classification: string | null | undefined): boolean | null {
  return classification === 'RESIDENTIAL' || classification === 'BUSINESS' ? classification === 'RESIDENTIAL' : null
}

export function validationRequest({ address }: { readonly address: Address }) {
  const { residential: _, ...place } = streetAddress(address)
  return { addressesToValidate: [{ address: place }] }
}

/** An address that FedEx knows exactly, echoed as FedEx would. */
export function exampleValidation({ address }: { readonly address: Address }) {
  const { streetLines, city, stateOrProvinceCode, postalCode, countryCode } = streetAddress(address)
  return {
    transactionId,
    output: {
      resolvedAddresses: [
        {
          streetLinesToken: streetLines,
          city,
          stateOrProvinceCode,
          countryCode,
          parsedPostalCode: { base: postalCode },
          classification: address.residential === true ? 'RESIDENTIAL' : 'BUSINESS',
          attributes: { Matched: true, Resolved: true, DPV: true, MultipleMatches: false, CountrySupported: true },
        },
      ],
    },
  }
}

import * as z from 'zod'
import { type Address, type contents, countryCode, type Parcel } from '../../../contracts/shipping.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { nativeMoney } from './money.ts'
import { totalWeight } from './packages.ts'

/** What customs ask about the contents, beyond what they are and what they are worth. */
export const customs = () =>
  z.strictObject({
    countryOfManufacture: countryCode(),
    /** The code of the Harmonized Tariff System. */
    harmonizedCode: z
      .string()
      .regex(/^[0-9.]{4,14}$/, 'is not a harmonized tariff code')
      .optional(),
    purpose: z.enum(['SOLD', 'GIFT', 'NOT_SOLD', 'PERSONAL_EFFECTS', 'REPAIR_AND_RETURN', 'SAMPLE']).default('SOLD'),
    dutiesPaidBy: z.enum(['SENDER', 'RECIPIENT']).default('RECIPIENT'),
  })

export interface Crossing {
  readonly from: Address
  readonly to: Address
  readonly parcels: readonly Parcel[]
  readonly contents?: z.output<ReturnType<typeof contents>> | undefined
  readonly customs?: z.output<ReturnType<typeof customs>> | undefined
}

function crossesBorder({ from, to }: Crossing): boolean {
  return from.country !== to.country
}

/** Across a border FedEx rates and ships only what it can declare. */
export function undeclared(input: Crossing): readonly InputIssue[] {
  if (!crossesBorder(input) || input.contents?.value !== undefined) return []
  return [{ path: 'contents.value', message: 'FedEx needs what the contents are worth where a border is crossed' }]
}

export function withoutOrigin(input: Crossing): readonly InputIssue[] {
  if (!crossesBorder(input) || input.customs !== undefined) return []
  return [{ path: 'customs', message: 'FedEx needs the customs details where a border is crossed' }]
}

/** The contents as one commodity. */
function commodity({ parcels, contents, customs }: Crossing) {
  const value = contents?.value === undefined ? undefined : nativeMoney(contents.value)
  return {
    description: contents?.description ?? '',
    numberOfPieces: parcels.length,
    quantity: 1,
    quantityUnits: 'EA',
    weight: totalWeight(parcels),
    customsValue: value,
    unitPrice: value,
    countryOfManufacture: customs?.countryOfManufacture,
    harmonizedCode: customs?.harmonizedCode,
  }
}

/** As rating has it. https://developer.fedex.com/api/en-us/catalog/rate/v1/docs.html */
export function ratedCustoms(input: Crossing) {
  return crossesBorder(input) ? { customsClearanceDetail: { commodities: [commodity(input)] } } : {}
}

/** As shipping has it. https://developer.fedex.com/api/en-us/catalog/ship/v1/docs.html */
export function declaredCustoms(input: Crossing) {
  if (!crossesBorder(input)) return {}
  const { contents, customs } = input
  return {
    customsClearanceDetail: {
      commercialInvoice: { shipmentPurpose: customs?.purpose },
      dutiesPayment: { paymentType: customs?.dutiesPaidBy },
      totalCustomsValue: contents?.value === undefined ? undefined : nativeMoney(contents.value),
      commodities: [commodity(input)],
    },
  }
}

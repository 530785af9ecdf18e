import * as z from 'zod'
import { toDecimal } from '../../../contracts/money.ts'
import { type Address, type contents, countryCode, day, type Parcel } from '../../../contracts/shipping.ts'
import { totalWeightIn } from '../../../contracts/units.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { unitsOf } from './packages.ts'

/** Why goods leave the country. https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
const exportReason = () =>
  z.enum([
    'permanent',
    'temporary',
    'return',
    'used_exhibition_goods_to_origin',
    'intercompany_use',
    'commercial_purpose_or_sale',
    'personal_belongings_or_personal_use',
    'sample',
    'gift',
    'return_to_origin',
    'warranty_replacement',
    'diplomatic_goods',
    'defence_material',
  ])

/** What customs ask about the contents, beyond what they are and what they are worth. */
export const customs = () =>
  z.strictObject({
    countryOfManufacture: countryCode(),
    /** The code of the goods in the tariff of the country that they leave. */
    commodityCode: z
      .string()
      .regex(/^[0-9A-Za-z.]{2,18}$/, 'is not a commodity code')
      .optional(),
    exportReason: exportReason().default('permanent'),
    /** The commercial invoice that goes with the goods. */
    invoice: z.strictObject({ number: z.string().trim().min(1).max(35), date: day() }).optional(),
  })

export interface Crossing {
  readonly from: Pick<Address, 'country'>
  readonly to: Pick<Address, 'country'>
  readonly parcels: readonly Parcel[]
  readonly contents?: z.output<ReturnType<typeof contents>> | undefined
  readonly customs?: z.output<ReturnType<typeof customs>> | undefined
  readonly dutiable?: boolean | undefined
}

/** The customs union. https://european-union.europa.eu/principles-countries-history/eu-countries_en */
const europeanUnion: ReadonlySet<string> = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
)

/** Goods that leave a customs territory are dutiable; documents are not, which only the caller knows. */
export function isDutiable({ from, to, dutiable }: Pick<Crossing, 'from' | 'to' | 'dutiable'>): boolean {
  const within = europeanUnion.has(from.country) && europeanUnion.has(to.country)
  return dutiable ?? (from.country !== to.country && !within)
}

export function undeclared(input: Crossing): readonly InputIssue[] {
  if (!isDutiable(input) || input.contents?.value !== undefined) return []
  return [{ path: 'contents.value', message: 'DHL needs what dutiable contents are worth' }]
}

export function withoutOrigin(input: Crossing): readonly InputIssue[] {
  if (!isDutiable(input) || input.customs !== undefined) return []
  return [{ path: 'customs', message: 'DHL needs the customs details of dutiable contents' }]
}

/** What the contents are worth: a decimal number and the currency's code. */
export function worthOf(contents: Crossing['contents']) {
  if (contents?.value === undefined) return undefined
  const currency = contents.value.currency.toUpperCase()
  return { value: Number(toDecimal(contents.value.amount, currency)), currency }
}

/** The contents as one line of the export declaration. */
export function exportDeclaration(input: Crossing) {
  const { customs, contents, parcels } = input
  if (!isDutiable(input) || customs === undefined) return {}
  const weights = parcels.map(({ weight }) => weight)
  const weight = totalWeightIn(unitsOf(parcels).weight, weights, 3)
  return {
    exportDeclaration: {
      exportReasonType: customs.exportReason,
      invoice: customs.invoice,
      lineItems: [
        {
          number: 1,
          description: contents?.description,
          price: worthOf(contents)?.value,
          quantity: { value: 1, unitOfMeasurement: 'PCS' },
          manufacturerCountry: customs.countryOfManufacture,
          exportReasonType: customs.exportReason,
          weight: { netValue: weight, grossValue: weight },
          ...(customs.commodityCode === undefined
            ? {}
            : { commodityCodes: [{ typeCode: 'outbound', value: customs.commodityCode }] }),
        },
      ],
    },
  }
}

import * as z from 'zod'
import type { Parcel } from '../../../contracts/shipping.ts'
import { dimensionsIn, totalWeightIn, weightIn } from '../../../contracts/units.ts'
import type { InputIssue } from '../../../kit/issues.ts'

/** https://developer.fedex.com/api/en-us/guides/api-reference.html#packagetypes */
export const packaging = () =>
  z
    .enum([
      'YOUR_PACKAGING',
      'FEDEX_ENVELOPE',
      'FEDEX_PAK',
      'FEDEX_BOX',
      'FEDEX_SMALL_BOX',
      'FEDEX_MEDIUM_BOX',
      'FEDEX_LARGE_BOX',
      'FEDEX_EXTRA_LARGE_BOX',
      'FEDEX_TUBE',
      'FEDEX_10KG_BOX',
      'FEDEX_25KG_BOX',
    ])
    .default('YOUR_PACKAGING')

/** How the parcels get to FedEx. https://developer.fedex.com/api/en-us/guides/api-reference.html#pickuptypes */
export const pickupType = () =>
  z
    .enum(['DROPOFF_AT_FEDEX_LOCATION', 'USE_SCHEDULED_PICKUP', 'CONTACT_FEDEX_TO_SCHEDULE'])
    .default('DROPOFF_AT_FEDEX_LOCATION')

/** Weights have one decimal at FedEx, and sides have none. */
const weightDigits = 1

/** One system for all packages: FedEx refuses packages and commodities in different units. */
function unitsOf(parcels: readonly Parcel[]) {
  const unit = parcels[0]?.weight.unit
  return unit === 'kg' || unit === 'g'
    ? ({ weight: 'kg', weightCode: 'KG', length: 'cm', lengthCode: 'CM' } as const)
    : ({ weight: 'lb', weightCode: 'LB', length: 'in', lengthCode: 'IN' } as const)
}

/** `weight` and `dimensions` of every package, in the units of the first. */
export function measures(parcels: readonly Parcel[]) {
  const units = unitsOf(parcels)
  return parcels.map(({ weight, dimensions }) => ({
    weight: { units: units.weightCode, value: weightIn(units.weight, weight, weightDigits) },
    ...(dimensions === undefined ? {} : { dimensions: sides(dimensions, units) }),
  }))
}

function sides(native: NonNullable<Parcel['dimensions']>, units: ReturnType<typeof unitsOf>) {
  const { length, width, height } = dimensionsIn(units.length, native, 0)
  return { length, width, height, units: units.lengthCode }
}

/** Everything together, in the unit of the packages. */
export function totalWeight(parcels: readonly Parcel[]) {
  const { weight, weightCode } = unitsOf(parcels)
  return { units: weightCode, value: totalWeightIn(weight, weightsOf(parcels), weightDigits) }
}

/** Everything together, in pounds. */
export function poundsOf(parcels: readonly Parcel[], digits = weightDigits): number {
  return totalWeightIn('lb', weightsOf(parcels), digits)
}

function weightsOf(parcels: readonly Parcel[]) {
  return parcels.map(({ weight }) => weight)
}

/** FedEx wants to know the size of boxes that aren't its own. */
export function missingDimensions(input: {
  readonly packaging: string
  readonly parcels: readonly Parcel[]
}): readonly InputIssue[] {
  if (input.packaging !== 'YOUR_PACKAGING') return []
  return input.parcels.flatMap(({ dimensions }, index) =>
    dimensions === undefined
      ? [
          {
            path: `parcels.${index}.dimensions`,
            message: 'FedEx needs the dimensions of packaging that is not its own',
          },
        ]
      : [],
  )
}

import type { Parcel } from '../../../contracts/shipping.ts'
import { dimensionsIn, totalWeightIn, weightIn } from '../../../contracts/units.ts'
import { isUnitedStates } from './addresses.ts'

/**
 * UPS wants the units of the country that the parcels leave from, and the same system for weight and size:
 * "must be valid for the Shipper country", https://developer.ups.com/tag/Shipping?loc=en_US#operation/Shipment
 */
export function unitsOf(country: string) {
  return isUnitedStates(country)
    ? ({ weight: 'lb', weightCode: 'LBS', length: 'in', lengthCode: 'IN' } as const)
    : ({ weight: 'kg', weightCode: 'KGS', length: 'cm', lengthCode: 'CM' } as const)
}

/** Weights have one decimal at UPS. */
const weightDigits = 1

/** `Dimensions` and `PackageWeight` of one package, as rating and shipping both have them. Numbers travel as text. */
export function measures(parcel: Parcel, country: string) {
  const units = unitsOf(country)
  return {
    ...(parcel.dimensions === undefined ? {} : { Dimensions: dimensions(parcel.dimensions, country) }),
    PackageWeight: {
      UnitOfMeasurement: { Code: units.weightCode, Description: units.weightCode },
      Weight: String(weightIn(units.weight, parcel.weight, weightDigits)),
    },
  }
}

/** Shipping has three characters for each side, so they are whole numbers, and wants the longest first. */
function dimensions(native: NonNullable<Parcel['dimensions']>, country: string) {
  const units = unitsOf(country)
  const { length, width, height } = dimensionsIn(units.length, native, 0)
  const [longest, middle, shortest] = [length, width, height].sort((one, other) => other - one).map(String)
  return {
    UnitOfMeasurement: { Code: units.lengthCode, Description: units.lengthCode },
    Length: longest,
    Width: middle,
    Height: shortest,
  }
}

/** Everything together, in the country's unit. */
export function totalWeight(parcels: readonly Parcel[], country: string): number {
  const weights = parcels.map(({ weight }) => weight)
  return totalWeightIn(unitsOf(country).weight, weights, weightDigits)
}

/** From where on UPS calls a single package overweight: 70 lb, or 32 kg. */
export function hasOverweight(parcels: readonly Parcel[], country: string): boolean {
  const { weight: unit } = unitsOf(country)
  return parcels.some(({ weight }) => weightIn(unit, weight, weightDigits) > (unit === 'lb' ? 70 : 32))
}

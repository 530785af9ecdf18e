import type { Parcel } from '../../../contracts/shipping.ts'
import { dimensionsIn, weightIn } from '../../../contracts/units.ts'

/** Weights and sides have three decimals at DHL. */
const digits = 3

/** One system for all packages: that of the first. */
export function unitsOf(parcels: readonly Parcel[]) {
  const unit = parcels[0]?.weight.unit
  return unit === 'lb' || unit === 'oz'
    ? ({ unitOfMeasurement: 'imperial', weight: 'lb', length: 'in' } as const)
    : ({ unitOfMeasurement: 'metric', weight: 'kg', length: 'cm' } as const)
}

export function measures(parcels: readonly Parcel[]) {
  const units = unitsOf(parcels)
  return parcels.map(({ weight, dimensions }) => ({
    weight: weightIn(units.weight, weight, digits),
    ...(dimensions === undefined ? {} : { dimensions: sides(dimensions, units.length) }),
  }))
}

function sides(native: NonNullable<Parcel['dimensions']>, unit: 'in' | 'cm') {
  const { length, width, height } = dimensionsIn(unit, native, digits)
  return { length, width, height }
}

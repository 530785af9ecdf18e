/**
 * Weights and lengths between the units that carriers count in. The factors are exact by definition: the international
 * pound is 453.59237 g, the inch 2.54 cm (NIST Special Publication 811, appendix B).
 */

export type WeightUnit = 'kg' | 'g' | 'lb' | 'oz'

export interface Weight {
  readonly value: number
  readonly unit: WeightUnit
}

export type LengthUnit = 'cm' | 'in'

export interface Dimensions {
  readonly length: number
  readonly width: number
  readonly height: number
  readonly unit: LengthUnit
}

const grams: Readonly<Record<WeightUnit, number>> = { kg: 1_000, g: 1, lb: 453.59237, oz: 28.349523125 }

const centimetres: Readonly<Record<LengthUnit, number>> = { cm: 1, in: 2.54 }

/**
 * A weight in another unit, with at most `digits` decimals. It is rounded up, here and in every function below, because
 * a carrier bills what is begun, and refuses or surcharges what is more than was said.
 */
export function weightIn(unit: WeightUnit, weight: Weight, digits: number): number {
  return roundUp(convertWeight(unit, weight), digits)
}

/** The sum of weights; rounded once, so that many small parcels don't add up to a kilogram of rounding. */
export function totalWeightIn(unit: WeightUnit, weights: readonly Weight[], digits: number): number {
  return roundUp(
    weights.reduce((sum, weight) => sum + convertWeight(unit, weight), 0),
    digits,
  )
}

/** The three sides in another unit, each with at most `digits` decimals. */
export function dimensionsIn(unit: LengthUnit, dimensions: Dimensions, digits: number): Dimensions {
  const side = (value: number) => roundUp(convert(value, centimetres[dimensions.unit], centimetres[unit]), digits)
  return { length: side(dimensions.length), width: side(dimensions.width), height: side(dimensions.height), unit }
}

function convertWeight(unit: WeightUnit, weight: Weight): number {
  return convert(weight.value, grams[weight.unit], grams[unit])
}

/** Nothing is multiplied between equal units, so that 0.7 lb stays 0.7 lb to the last bit. */
function convert(value: number, from: number, to: number): number {
  return from === to ? value : (value * from) / to
}

/** Digits that are meant; what differs behind them is what binary fractions do to decimal ones. */
const significant = 12

function roundUp(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.ceil(Number((value * scale).toPrecision(significant))) / scale
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dimensionsIn, totalWeightIn, type WeightUnit, weightIn } from '../../src/contracts/units.ts'

const unit = fc.constantFrom<WeightUnit>('kg', 'g', 'lb', 'oz')
const value = fc.double({ min: 0.001, max: 100_000, noNaN: true })
const digits = fc.integer({ min: 0, max: 4 })
/** A number that a person would write: at most three decimals. */
const written = fc.integer({ min: 1, max: 10_000_000 }).map((thousandths) => thousandths / 1_000)

const close = (actual: number, expected: number) => Math.abs(actual - expected) <= 1e-9 * Math.max(1, expected)

describe('weightIn', () => {
  it.each([
    [{ value: 1, unit: 'kg' }, 'lb', 2, 2.21],
    [{ value: 1, unit: 'lb' }, 'oz', 0, 16],
    [{ value: 16, unit: 'oz' }, 'lb', 1, 1],
    [{ value: 2.3, unit: 'kg' }, 'g', 0, 2_300],
    [{ value: 1.1, unit: 'lb' }, 'lb', 1, 1.1],
    [{ value: 1.01, unit: 'lb' }, 'lb', 1, 1.1],
    [{ value: 1, unit: 'g' }, 'lb', 1, 0.1],
  ] as const)('%o in %s with %i decimals is %d', (weight, target, decimals, expected) => {
    expect(weightIn(target, weight, decimals)).toBe(expected)
  })

  it('never says less than the parcel weighs, and less than one step more', () => {
    fc.assert(
      fc.property(value, unit, unit, digits, (amount, from, to, decimals) => {
        const exact = weightIn(to, { value: amount, unit: from }, 9)
        const rounded = weightIn(to, { value: amount, unit: from }, decimals)
        const step = 10 ** -decimals
        return rounded >= exact - 1e-7 && rounded - exact < step + 1e-7
      }),
    )
  })

  it('comes back to where it started', () => {
    fc.assert(
      fc.property(written, unit, unit, (amount, from, to) => {
        const there = weightIn(to, { value: amount, unit: from }, 9)
        const back = weightIn(from, { value: there, unit: to }, 9)
        return Math.abs(back - amount) <= 1e-5 + amount * 1e-9
      }),
    )
  })

  it('keeps what is written with the decimals it has', () => {
    fc.assert(fc.property(written, unit, (amount, same) => weightIn(same, { value: amount, unit: same }, 3) === amount))
  })

  it('writes no more decimals than asked for', () => {
    fc.assert(
      fc.property(value, unit, unit, digits, (amount, from, to, decimals) => {
        const [, fraction = ''] = String(weightIn(to, { value: amount, unit: from }, decimals)).split('.')
        return fraction.length <= decimals
      }),
    )
  })
})

describe('totalWeightIn', () => {
  it('rounds once', () => {
    const small = { value: 1, unit: 'g' } as const
    expect(
      totalWeightIn(
        'kg',
        Array.from({ length: 10 }, () => small),
        1,
      ),
    ).toBe(0.1)
    expect(weightIn('kg', small, 1)).toBe(0.1)
  })

  it('is the weight itself for a single parcel, and never more than the sum of rounded weights', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ value: written, unit }), { minLength: 1 }), unit, digits, (weights, to, d) => {
        const single = weights.reduce((sum, weight) => sum + weightIn(to, weight, d), 0)
        const total = totalWeightIn(to, weights, d)
        return weights.length === 1 ? close(total, single) : total <= single + 1e-6
      }),
    )
  })
})

describe('dimensionsIn', () => {
  it('is exact by the definition of the inch', () => {
    expect(dimensionsIn('cm', { length: 10, width: 1, height: 100, unit: 'in' }, 2)).toEqual({
      length: 25.4,
      width: 2.54,
      height: 254,
      unit: 'cm',
    })
  })

  it('rounds each side up to what a field of whole numbers can hold', () => {
    expect(dimensionsIn('in', { length: 30, width: 25.4, height: 2.55, unit: 'cm' }, 0)).toEqual({
      length: 12,
      width: 10,
      height: 2,
      unit: 'in',
    })
  })
})

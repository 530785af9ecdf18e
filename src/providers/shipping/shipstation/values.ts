import * as z from 'zod'
import { toDecimal, toMinor } from '../../../contracts/money.ts'
import type { Parcel } from '../../../contracts/shipping.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'

/** The id of anything but a pickup: `se-28529731`. */
export const seId = () =>
  z
    .string()
    .max(25)
    .regex(/^se(-[a-z0-9]+)+$/, 'is not a ShipStation id such as se-28529731')

export const serviceCode = () =>
  z
    .string()
    .max(100)
    .regex(/^[a-z0-9]+(_[a-z0-9-]+)*$/, 'is not a ShipStation service code')

export const pickupId = () =>
  z
    .string()
    .max(50)
    .regex(/^pik_[A-Za-z0-9]+$/, 'is not a ShipStation pickup id')

const weightUnits = { lb: 'pound', oz: 'ounce', g: 'gram', kg: 'kilogram' } as const
const lengthUnits = { in: 'inch', cm: 'centimeter' } as const

/** ShipStation knows every unit by its name. */
export function measures({ weight, dimensions }: Parcel) {
  return {
    weight: { value: weight.value, unit: weightUnits[weight.unit] },
    ...(dimensions === undefined ? {} : { dimensions: { ...dimensions, unit: lengthUnits[dimensions.unit] } }),
  }
}

/** A day, as ShipStation has them: at midnight in UTC. */
export function midnight(day: string): string {
  return `${day}T00:00:00Z`
}

export function dayIn(native: string | null | undefined): string | null {
  const day = native?.slice(0, 10)
  return day !== undefined && z.iso.date().safeParse(day).success ? day : null
}

export interface Money {
  readonly amount: number
  readonly currency: string
}

export const money = () => z.looseObject({ currency: z.string(), amount: z.number() })

export function nativeMoney({ amount, currency }: Money) {
  return { amount: Number(toDecimal(amount, currency)), currency: currency.toLowerCase() }
}

/** What several parts of a price make together; those that are nothing may be in any currency. */
export function sumOf(parts: readonly (Money | null | undefined)[]): Money | undefined {
  const [first, ...others] = parts.filter((part): part is Money => part !== null && part !== undefined)
  if (first === undefined) return undefined
  const charged = [first, ...others].filter(({ amount }) => amount !== 0)
  const currency = (charged[0] ?? first).currency.toUpperCase()
  const amount = charged.reduce((sum, part) => {
    const minor = part.currency.toUpperCase() === currency ? toMinor(part.amount, currency) : undefined
    if (minor === undefined) throw new UnreadableAnswer('a price that is no amount, or in several currencies')
    return sum + minor
  }, 0)
  return { amount, currency }
}

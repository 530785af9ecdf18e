import * as z from 'zod'
import { currencyOf, minorOf } from '../../../contracts/accounting/values.ts'
import { toDecimal } from '../../../contracts/money.ts'

/** Every answer is wrapped twice. */
export function answered<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject({ response: z.looseObject({ result: z.looseObject(shape) }) })
}

export function wrapped<Result extends object>(result: Result) {
  return { response: { result } }
}

/** An id, which some records have as a number and others as text. */
export const idAnswer = () => z.union([z.number(), z.string()])

export const optionalId = () => idAnswer().nullish()

/** Zero stands for none. */
export function idOf(id: number | string | null | undefined): string | null {
  return id === null || id === undefined || id === 0 || id === '' || id === '0' ? null : String(id)
}

export const moneyAnswer = () =>
  z.looseObject({ amount: z.union([z.string(), z.number()]).nullish(), code: z.string().nullish() }).nullish()

type Money = z.output<ReturnType<typeof moneyAnswer>>

export function minorOfMoney(money: Money): number | null {
  return minorOf(money?.amount, money?.code)
}

export function currencyOfMoney(money: Money): string | null {
  return currencyOf(money?.code)
}

export function toMoney(minor: number, currency: string) {
  return { amount: toDecimal(minor, currency), code: currency.toUpperCase() }
}

import * as z from 'zod'
import { exponentOf, toDecimal } from '../../../contracts/money.ts'

/** `amount` divided by `divisor`: https://developers.etsy.com/documentation/reference#tag/ShopListing */
export const money = () =>
  z.looseObject({ amount: z.int(), divisor: z.int().positive(), currency_code: z.string().length(3) })

/** In the minor unit of its currency; null where it is finer than that. */
export function minorOf({ amount, divisor, currency_code }: z.output<ReturnType<typeof money>>): number | null {
  const minor = (amount * 10 ** exponentOf(currency_code)) / divisor
  return Number.isSafeInteger(minor) ? minor : null
}

/** The number that requests take for a price, in the shop's own currency. */
export function priceOf(minor: number, currency: string): number {
  return Number(toDecimal(minor, currency))
}

export function exampleMoney(minor: number, currency = 'USD') {
  return { amount: minor, divisor: 10 ** exponentOf(currency), currency_code: currency.toUpperCase() }
}

import * as z from 'zod'
import { currencyOf } from '../../../contracts/accounting/values.ts'
import type { JsonObject } from '../../../kit/json.ts'
import type { Config } from './config.ts'

/** Amounts come as numbers, and some as text. */
export const amountAnswer = () => z.union([z.number(), z.string()]).nullish()

export const referenceAnswer = () => z.looseObject({ id: z.string() }).nullish()

/** A currency is a reference whose id is its code; without one it is the business's own. */
export function currency(
  { currency: named }: { readonly currency?: { readonly id: string } | null | undefined },
  { currency: base }: Config,
): string | null {
  return currencyOf(named?.id, base)
}

/** The business's own currency is left out, because only a business with several takes one. */
export function foreignCurrency(code: string | undefined, { currency: base }: Config): string | undefined {
  const currency = code?.toUpperCase()
  return currency === base?.toUpperCase() ? undefined : currency
}

export function reference(resource: string, id: string) {
  return { id, displayed_as: id, $path: `/${resource}/${id}` }
}

export const exampleTimes = { created_at: '2026-01-15T09:30:00Z', updated_at: '2026-01-15T09:30:00Z' }

export function examplePage(record: JsonObject) {
  return { $total: 1, $page: 1, $next: null, $back: null, $itemsPerPage: 20, $items: [record] }
}

import * as z from 'zod'
import { amount, toDecimal } from '../../../../contracts/money.ts'
import { globalId } from '../inputs.ts'

/** What `orderCreate` takes of an address. Source: https://shopify.dev/docs/api/admin-graphql/2026-10/input-objects/MailingAddressInput */
export const addressInput = () => {
  const line = z.string().min(1).max(255).optional()
  return z.strictObject({
    firstName: line,
    lastName: line,
    company: line,
    address1: line,
    address2: line,
    city: line,
    /** ISO 3166-2 without the country: `ON`. */
    provinceCode: line,
    zip: line,
    /** ISO 3166-1: `CA`. */
    countryCode: z
      .string()
      .regex(/^[A-Z]{2}$/, 'is not a two-letter ISO 3166-1 code')
      .optional(),
    phone: line,
  })
}

/** Items of an order: a variant of a product, at its own price unless another is given, or anything with title and price. */
export const orderItemsInput = () =>
  z
    .array(
      z
        .strictObject({
          variant: globalId('ProductVariant').optional(),
          title: z.string().min(1).max(255).optional(),
          /** Of one piece. */
          price: amount().optional(),
          quantity: z.int().min(1).max(1_000_000),
          sku: z.string().min(1).max(255).optional(),
          requiresShipping: z.boolean().optional(),
          taxable: z.boolean().optional(),
        })
        .refine(({ variant, title, price }) => variant !== undefined || (title !== undefined && price !== undefined), {
          error: 'needs a variant, or a title and a price',
        }),
    )
    .min(1)
    .max(250)

export function orderItems(items: z.output<ReturnType<typeof orderItemsInput>>, currency: string) {
  return items.map(({ variant, price, ...item }) => ({
    ...item,
    variantId: variant,
    priceSet:
      price === undefined
        ? undefined
        : { shopMoney: { amount: toDecimal(price, currency), currencyCode: currency.toUpperCase() } },
  }))
}

/** Undefined where nothing is tracked: an empty object would be tracking without a number. */
export function trackingOf(tracking: Readonly<Record<'number' | 'company' | 'url', string | undefined>>) {
  return Object.values(tracking).some((value) => value !== undefined) ? tracking : undefined
}

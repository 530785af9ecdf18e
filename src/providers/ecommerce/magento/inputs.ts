import * as z from 'zod'

/** All but products have numbers; contracts have them in digits. */
export const numericId = () => z.string().regex(/^[1-9]\d{0,9}$/, 'is not the number of an object')

/** A product's SKU. */
export const sku = () =>
  z
    .string()
    .min(1)
    .max(64)
    .refine((text) => text.trim() === text, 'starts or ends with a space')

export const orderItems = () =>
  z
    .array(z.strictObject({ id: numericId(), quantity: z.number().positive().max(1_000_000) }))
    .min(1)
    .max(500)

export function nativeItems(items: z.output<ReturnType<typeof orderItems>> | undefined) {
  return items?.map(({ id, quantity }) => ({ order_item_id: Number(id), qty: quantity }))
}

/** Requests that make something of an order answer its number: `3`, or the same as text. */
export const createdId = () => z.union([z.int(), z.string().regex(/^\d+$/)])

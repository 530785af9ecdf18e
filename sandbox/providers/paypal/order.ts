import * as z from 'zod'
import { address, money, text } from './schema.ts'

/** What Orders v2 takes, https://developer.paypal.com/docs/api/orders/v2/#orders_create. */

const phone = z.looseObject({ phone_number: z.looseObject({ national_number: z.string().regex(/^[0-9]{1,14}$/) }) })

const payer = z.looseObject({
  email_address: z.email().max(254).optional(),
  name: z
    .looseObject({ given_name: z.string().max(140).optional(), surname: z.string().max(140).optional() })
    .optional(),
  phone: phone.optional(),
  birth_date: z.iso.date().optional(),
  address: address.optional(),
})

export const card = z.looseObject({
  name: text(300).optional(),
  number: z
    .string()
    .regex(/^[0-9]{13,19}$/)
    .optional(),
  expiry: z
    .string()
    .regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  security_code: z
    .string()
    .regex(/^[0-9]{3,4}$/)
    .optional(),
  billing_address: address.optional(),
  vault_id: text(255).optional(),
})

export type CardRequest = z.infer<typeof card>

const experience = z.looseObject({
  brand_name: text(127).optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$/)
    .optional(),
  shipping_preference: z.enum(['GET_FROM_FILE', 'NO_SHIPPING', 'SET_PROVIDED_ADDRESS']).optional(),
  user_action: z.enum(['CONTINUE', 'PAY_NOW']).optional(),
  landing_page: z.enum(['LOGIN', 'GUEST_CHECKOUT', 'NO_PREFERENCE', 'BILLING']).optional(),
  return_url: z.url().optional(),
  cancel_url: z.url().optional(),
})

export const paymentSource = z.looseObject({
  card: card.optional(),
  token: z.looseObject({ id: text(255), type: z.enum(['BILLING_AGREEMENT', 'SETUP_TOKEN']) }).optional(),
  paypal: z.looseObject({ experience_context: experience.optional() }).optional(),
})

const item = z.looseObject({
  name: text(127),
  quantity: z
    .string()
    .max(10)
    .regex(/^[1-9][0-9]{0,9}$/),
  unit_amount: money,
  tax: money.optional(),
  description: z.string().max(127).optional(),
  sku: z.string().max(127).optional(),
  category: z.enum(['DIGITAL_GOODS', 'PHYSICAL_GOODS', 'DONATION']).optional(),
})

const breakdown = z.object({
  item_total: money.optional(),
  shipping: money.optional(),
  handling: money.optional(),
  tax_total: money.optional(),
  insurance: money.optional(),
  shipping_discount: money.optional(),
  discount: money.optional(),
})

export const purchaseUnit = z.looseObject({
  reference_id: text(256).optional(),
  amount: z.object({ ...money.shape, breakdown: breakdown.optional() }),
  description: text(127).optional(),
  custom_id: text(127).optional(),
  invoice_id: text(127).optional(),
  soft_descriptor: text(22).optional(),
  items: z.array(item).optional(),
  shipping: z
    .looseObject({
      type: z.enum(['SHIPPING', 'PICKUP_IN_PERSON', 'PICKUP_IN_STORE', 'PICKUP_FROM_PERSON']).optional(),
      name: z.looseObject({ full_name: z.string().max(300).optional() }).optional(),
      address: address.optional(),
    })
    .optional(),
})

export type PurchaseUnit = z.infer<typeof purchaseUnit>

export const orderRequest = z.object({
  intent: z.enum(['CAPTURE', 'AUTHORIZE']),
  purchase_units: z.array(purchaseUnit).min(1).max(10),
  payer: payer.optional(),
  payment_source: paymentSource.optional(),
  processing_instruction: z.enum(['ORDER_COMPLETE_ON_PAYMENT_APPROVAL', 'NO_INSTRUCTION']).optional(),
  application_context: experience.optional(),
})

export type OrderRequest = z.infer<typeof orderRequest>

export interface Order {
  readonly id: string
  readonly status: 'CREATED' | 'APPROVED' | 'PAYER_ACTION_REQUIRED' | 'VOIDED' | 'COMPLETED'
  readonly intent: 'CAPTURE' | 'AUTHORIZE'
  readonly processing_instruction: string
  readonly purchase_units: readonly (PurchaseUnit & { reference_id: string })[]
  readonly payer: object | null
  /** The card that pays, as the API shows it, or the wallet. */
  readonly payment_source: object | null
  /** The card of `payment_source` as it was given, to decide whether it is declined. */
  readonly card: CardRequest | null
  readonly authorizations: readonly string[]
  readonly captures: readonly string[]
  readonly create_time: string
  readonly update_time: string
}

import * as z from 'zod'
import type { FinancialStatus, OrderStatus } from '../../../contracts/ecommerce.ts'
import { toMinor } from '../../../contracts/money.ts'
import { once } from '../../../kit/contract.ts'
import { fromGmt } from './times.ts'

const lineItem = () =>
  z.looseObject({
    id: z.int(),
    name: z.string(),
    product_id: z.int().nullish(),
    sku: z.string().nullish(),
    quantity: z.number(),
    subtotal: z.string().nullish(),
  })

export const order = once(() =>
  z.looseObject({
    id: z.int(),
    number: z.string(),
    status: z.string(),
    currency: z.string(),
    total: z.string(),
    customer_id: z.int().nullish(),
    billing: z
      .looseObject({ first_name: z.string().nullish(), last_name: z.string().nullish(), email: z.string().nullish() })
      .nullish(),
    line_items: z.array(lineItem()).nullish(),
    refunds: z.array(z.looseObject({ total: z.string() })).nullish(),
    meta_data: z.array(z.looseObject({ key: z.string(), value: z.unknown() })).nullish(),
    date_paid_gmt: z.string().nullish(),
    date_completed_gmt: z.string().nullish(),
    date_created_gmt: z.string().nullish(),
    date_modified_gmt: z.string().nullish(),
  }),
)

type Order = z.output<ReturnType<typeof order>>

export function unifyOrder(native: Order) {
  const currency = native.currency.toUpperCase()
  return {
    id: String(native.id),
    number: native.number,
    status: statuses.get(native.status) ?? 'processing',
    nativeStatus: native.status,
    financialStatus: financialStatusOf(native, currency),
    total: toMinor(native.total, currency) ?? null,
    currency,
    customer: customerOf(native),
    items: native.line_items?.map((item) => unifyItem(item, currency)) ?? null,
    fulfillmentGroups: [],
    createdAt: fromGmt(native.date_created_gmt),
    updatedAt: fromGmt(native.date_modified_gmt),
  }
}

/** Extensions add statuses of their own, mostly of the way to the customer. */
const statuses: ReadonlyMap<string, OrderStatus> = new Map([
  ['checkout-draft', 'pending'],
  ['pending', 'pending'],
  ['processing', 'processing'],
  ['on-hold', 'on_hold'],
  ['completed', 'fulfilled'],
  ['cancelled', 'canceled'],
  ['trash', 'canceled'],
  ['refunded', 'refunded'],
  ['failed', 'failed'],
])

function financialStatusOf({ status, total, refunds, date_paid_gmt }: Order, currency: string): FinancialStatus {
  if (status === 'refunded') return 'refunded'
  if (!date_paid_gmt) return status === 'cancelled' || status === 'failed' ? 'voided' : 'pending'
  // The totals of refunds are negative.
  const left = (refunds ?? []).reduce(
    (sum, refund) => sum + (toMinor(refund.total, currency) ?? 0),
    toMinor(total, currency) ?? 0,
  )
  if (refunds === null || refunds === undefined || refunds.length === 0) return 'paid'
  return left <= 0 ? 'refunded' : 'partially_refunded'
}

function customerOf({ customer_id, billing }: Order) {
  const id = customer_id ? String(customer_id) : null
  const email = billing?.email || null
  if (id === null && email === null) return null
  const name = [billing?.first_name, billing?.last_name].filter(Boolean).join(' ')
  return { id, email, name: name || null }
}

function unifyItem(native: z.output<ReturnType<typeof lineItem>>, currency: string) {
  return {
    id: String(native.id),
    product: native.product_id ? String(native.product_id) : null,
    title: native.name,
    sku: native.sku || null,
    quantity: native.quantity,
    price: pieceOf(native.subtotal, native.quantity, currency),
  }
}

/** The price of one piece before discounts: a line tells only what all of its pieces were. */
function pieceOf(subtotal: string | null | undefined, quantity: number, currency: string): number | null {
  const all = typeof subtotal === 'string' ? toMinor(subtotal, currency) : undefined
  if (all === undefined || quantity <= 0) return null
  const piece = all / quantity
  return Number.isInteger(piece) ? piece : null
}

/** The custom fields of an order that tell where it is: WooCommerce itself has none for it. */
export const trackingFields = { number: 'tracking_number', carrier: 'tracking_carrier' } as const

export function unifyFulfillment(native: Order) {
  const fieldOf = (name: string) => {
    const value = native.meta_data?.find(({ key }) => key === name)?.value
    return typeof value === 'string' && value !== '' ? value : null
  }
  return {
    id: null,
    order: String(native.id),
    trackingNumber: fieldOf(trackingFields.number),
    carrier: fieldOf(trackingFields.carrier),
    createdAt: fromGmt(native.date_completed_gmt),
  }
}

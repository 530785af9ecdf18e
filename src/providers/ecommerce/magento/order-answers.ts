import * as z from 'zod'
import type { FinancialStatus, OrderStatus } from '../../../contracts/ecommerce.ts'
import { toMinor } from '../../../contracts/money.ts'
import { once } from '../../../kit/contract.ts'
import { fromDatabase } from './times.ts'

const orderItem = () =>
  z.looseObject({
    item_id: z.int().nullish(),
    parent_item_id: z.int().nullish(),
    name: z.string().nullish(),
    sku: z.string(),
    qty_ordered: z.number().nullish(),
    price: z.number().nullish(),
  })

export const order = once(() =>
  z.looseObject({
    entity_id: z.int(),
    increment_id: z.string(),
    state: z.string().nullish(),
    status: z.string().nullish(),
    order_currency_code: z.string(),
    grand_total: z.number(),
    total_paid: z.number().nullish(),
    total_refunded: z.number().nullish(),
    customer_id: z.int().nullish(),
    customer_email: z.string().nullish(),
    customer_firstname: z.string().nullish(),
    customer_lastname: z.string().nullish(),
    items: z.array(orderItem()),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  }),
)

type Order = z.output<ReturnType<typeof order>>

export function unifyOrder(native: Order) {
  const currency = native.order_currency_code.toUpperCase()
  const state = native.state ?? native.status ?? ''
  return {
    id: String(native.entity_id),
    number: native.increment_id,
    status: statuses.get(state) ?? 'processing',
    nativeStatus: native.status ?? state,
    financialStatus: financialStatusOf(native),
    total: toMinor(native.grand_total, currency) ?? null,
    currency,
    customer: customerOf(native),
    // The variant that was chosen of a product is another item, below that of the product.
    items: native.items
      .filter(({ parent_item_id }) => parent_item_id === null || parent_item_id === undefined)
      .map((item) => unifyItem(item, currency)),
    fulfillmentGroups: [],
    createdAt: fromDatabase(native.created_at),
    updatedAt: fromDatabase(native.updated_at),
  }
}

/** Stores name the statuses, and assign each to one of these states. */
const statuses: ReadonlyMap<string, OrderStatus> = new Map([
  ['new', 'pending'],
  ['pending', 'pending'],
  ['pending_payment', 'pending'],
  ['processing', 'processing'],
  ['complete', 'fulfilled'],
  ['closed', 'refunded'],
  ['canceled', 'canceled'],
  ['holded', 'on_hold'],
  ['payment_review', 'on_hold'],
])

function financialStatusOf({ state, grand_total, total_paid, total_refunded }: Order): FinancialStatus {
  const paid = total_paid ?? 0
  const refunded = total_refunded ?? 0
  if (refunded > 0) return refunded >= paid ? 'refunded' : 'partially_refunded'
  if (paid > 0 || grand_total === 0) return paid >= grand_total ? 'paid' : 'partially_paid'
  return state === 'canceled' ? 'voided' : 'pending'
}

function customerOf({ customer_id, customer_email, customer_firstname, customer_lastname }: Order) {
  const id = customer_id ? String(customer_id) : null
  const email = customer_email || null
  if (id === null && email === null) return null
  const name = [customer_firstname, customer_lastname].filter(Boolean).join(' ')
  return { id, email, name: name || null }
}

function unifyItem(native: z.output<ReturnType<typeof orderItem>>, currency: string) {
  return {
    id: native.item_id ? String(native.item_id) : null,
    product: native.sku,
    title: native.name ?? native.sku,
    sku: native.sku,
    quantity: native.qty_ordered ?? 0,
    price: typeof native.price === 'number' ? (toMinor(native.price, currency) ?? null) : null,
  }
}

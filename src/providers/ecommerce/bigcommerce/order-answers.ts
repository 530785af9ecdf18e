import * as z from 'zod'
import type { FinancialStatus, OrderStatus } from '../../../contracts/ecommerce.ts'
import { toMinor } from '../../../contracts/money.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { writeGroup } from './shipment-group.ts'

const decimal = () => z.union([z.string(), z.number()])

const line = once(() =>
  z.looseObject({
    id: z.int(),
    product_id: z.int().nullish(),
    order_address_id: z.int().nullish(),
    name: z.string(),
    sku: z.string().nullish(),
    quantity: z.number(),
    quantity_shipped: z.number().nullish(),
    price_inc_tax: decimal().nullish(),
    base_price: decimal().nullish(),
  }),
)

const withLines = () => z.looseObject({ line_items: z.array(line()) })

/** The lines of an order, by the way in which they leave the store. */
const consignments = () =>
  z.looseObject({
    shipping: z.array(withLines()).nullish(),
    pickups: z.array(withLines()).nullish(),
    downloads: z.array(withLines()).nullish(),
  })

export const order = once(() =>
  z.looseObject({
    id: z.int(),
    status_id: z.int(),
    status: z.string().nullish(),
    payment_status: z.string().nullish(),
    items_total: z.number().nullish(),
    items_shipped: z.number().nullish(),
    total_inc_tax: decimal().nullish(),
    default_currency_code: z.string().nullish(),
    currency_code: z.string(),
    customer_id: z.int().nullish(),
    billing_address: z
      .looseObject({
        first_name: z.string().nullish(),
        last_name: z.string().nullish(),
        email: z.string().nullish(),
      })
      .nullish(),
    consignments: consignments().nullish(),
    date_created: z.string().nullish(),
    date_modified: z.string().nullish(),
  }),
)

/** An empty page of v2 has no body (204). */
export const orderList = once(() => z.array(order()).nullable())

type Line = z.output<ReturnType<typeof line>>
type Order = z.output<ReturnType<typeof order>>

export function unifyOrder(native: Order) {
  const currency = (native.default_currency_code || native.currency_code).toUpperCase()
  const lines = linesOf(native)
  return {
    id: String(native.id),
    number: String(native.id),
    status: statusOf(native),
    nativeStatus: native.status || String(native.status_id),
    financialStatus: financialStatuses.get(native.payment_status) ?? null,
    total: minor(native.total_inc_tax, currency),
    currency,
    customer: customerOf(native),
    items: lines?.map((one) => unifyLine(one, currency)) ?? null,
    fulfillmentGroups: lines === null ? null : groupsOf(native),
    createdAt: toUtc(native.date_created),
    updatedAt: toUtc(native.date_modified),
  }
}

/** https://developer.bigcommerce.com/docs/rest-management/orders/order-status: what the store calls them can be changed. */
const statuses: ReadonlyMap<number, OrderStatus> = new Map([
  [0, 'pending'],
  [1, 'pending'],
  [2, 'fulfilled'],
  [3, 'processing'],
  [4, 'refunded'],
  [5, 'canceled'],
  [6, 'failed'],
  [7, 'pending'],
  [8, 'processing'],
  [9, 'processing'],
  [10, 'fulfilled'],
  [11, 'processing'],
  [12, 'on_hold'],
  [13, 'on_hold'],
])

/** An order of which a part was refunded (14) is sent like any other. */
function statusOf({ status_id, items_shipped, items_total }: Order): OrderStatus {
  const isSent = typeof items_total === 'number' && (items_shipped ?? 0) >= items_total
  return statuses.get(status_id) ?? (isSent ? 'fulfilled' : 'processing')
}

/** What is pending hasn't happened, and what was declined can't be captured any more. */
const financialStatuses: ReadonlyMap<string | null | undefined, FinancialStatus> = new Map([
  ['authorized', 'authorized'],
  ['capture pending', 'authorized'],
  ['void pending', 'authorized'],
  ['captured', 'paid'],
  ['paid', 'paid'],
  ['pending', 'pending'],
  ['held for review', 'pending'],
  ['partially refunded', 'partially_refunded'],
  ['refunded', 'refunded'],
  ['void', 'voided'],
  ['declined', 'voided'],
])

function customerOf({ customer_id, billing_address: billing }: Order) {
  const id = customer_id ? String(customer_id) : null
  const email = billing?.email || null
  if (id === null && email === null) return null
  const name = [billing?.first_name, billing?.last_name].filter(Boolean).join(' ')
  return { id, email, name: name || null }
}

/** Null where the answer has links in place of the lines. */
function linesOf({ consignments: ways }: Order): readonly Line[] | null {
  if (ways === null || ways === undefined) return null
  const all = [ways.shipping, ways.pickups, ways.downloads].flatMap((way) => way ?? [])
  return all.flatMap(({ line_items }) => line_items)
}

function unifyLine(native: Line, currency: string) {
  return {
    id: String(native.id),
    product: native.product_id ? String(native.product_id) : null,
    title: native.name,
    sku: native.sku || null,
    quantity: native.quantity,
    price: minor(native.price_inc_tax ?? native.base_price, currency),
  }
}

/** What is still to be sent, by the address that it goes to. */
function groupsOf({ consignments: ways }: Order): string[] {
  const open = new Map<number, { line: number; quantity: number }[]>()
  for (const { id, order_address_id, quantity, quantity_shipped } of (ways?.shipping ?? []).flatMap(
    ({ line_items }) => line_items,
  )) {
    const left = quantity - (quantity_shipped ?? 0)
    if (!order_address_id || left <= 0) continue
    const items = open.get(order_address_id) ?? []
    open.set(order_address_id, [...items, { line: id, quantity: left }])
  }
  return [...open].map(([address, items]) => writeGroup({ address, items }))
}

function minor(value: string | number | null | undefined, currency: string): number | null {
  return value === null || value === undefined ? null : (toMinor(value, currency) ?? null)
}

export const shipment = () =>
  z.looseObject({
    id: z.int(),
    order_id: z.int(),
    tracking_number: z.string().nullish(),
    shipping_provider: z.string().nullish(),
    tracking_carrier: z.string().nullish(),
    date_created: z.string().nullish(),
  })

export function unifyShipment(native: z.output<ReturnType<typeof shipment>>) {
  return {
    id: String(native.id),
    order: String(native.order_id),
    trackingNumber: native.tracking_number || null,
    carrier: native.tracking_carrier || native.shipping_provider || null,
    createdAt: toUtc(native.date_created),
  }
}

import * as z from 'zod'
import type { FinancialStatus, OrderStatus } from '../../../../contracts/ecommerce.ts'
import { toMinor } from '../../../../contracts/money.ts'
import { toUtc } from '../../../../contracts/time.ts'
import { once } from '../../../../kit/contract.ts'
import { answered, connection, type money, moneyBag } from '../graphql.ts'

const lineItem = () =>
  z.looseObject({
    id: z.string(),
    title: z.string(),
    sku: z.string().nullish(),
    quantity: z.int(),
    originalUnitPriceSet: moneyBag().nullish(),
    product: z.looseObject({ id: z.string() }).nullish(),
  })

const order = once(() =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    email: z.string().nullish(),
    displayFinancialStatus: z.string().nullish(),
    displayFulfillmentStatus: z.string().nullish(),
    totalPriceSet: moneyBag(),
    customer: z
      .looseObject({
        id: z.string(),
        displayName: z.string().nullish(),
        defaultEmailAddress: z.looseObject({ emailAddress: z.string() }).nullish(),
      })
      .nullish(),
    lineItems: z
      .looseObject({ nodes: z.array(lineItem()), pageInfo: z.looseObject({ hasNextPage: z.boolean() }) })
      .nullish(),
    fulfillmentOrders: z
      .looseObject({ nodes: z.array(z.looseObject({ id: z.string(), status: z.string() })) })
      .nullish(),
    cancelledAt: z.string().nullish(),
    createdAt: z.string().nullish(),
    updatedAt: z.string().nullish(),
  }),
)

type Order = z.output<ReturnType<typeof order>>

export const orderAnswer = once(() => answered({ order: order() }))
export const orderList = once(() => answered({ orders: connection(order()) }))

export function unifyOrder(native: Order) {
  const { shopMoney } = native.totalPriceSet
  const { displayFinancialStatus: financial, displayFulfillmentStatus: fulfillment } = native
  return {
    id: native.id,
    number: native.name,
    status: statusOf(native),
    nativeStatus: [financial, fulfillment].filter((word) => typeof word === 'string').join(' '),
    financialStatus: financialStatusOf(financial),
    total: minor(shopMoney),
    currency: shopMoney.currencyCode,
    customer: customerOf(native),
    items: itemsOf(native.lineItems),
    fulfillmentGroups: native.fulfillmentOrders?.nodes.filter(isOpen).map(({ id }) => id) ?? null,
    createdAt: toUtc(native.createdAt),
    updatedAt: toUtc(native.updatedAt),
  }
}

function statusOf({ cancelledAt, displayFinancialStatus: financial, displayFulfillmentStatus }: Order): OrderStatus {
  if (typeof cancelledAt === 'string') return 'canceled'
  if (financial === 'REFUNDED') return 'refunded'
  if (displayFulfillmentStatus === 'FULFILLED') return 'fulfilled'
  if (displayFulfillmentStatus === 'ON_HOLD') return 'on_hold'
  if (financial === 'VOIDED' || financial === 'EXPIRED') return 'failed'
  if (financial === 'PENDING' || financial === 'PARTIALLY_PAID') return 'pending'
  return displayFulfillmentStatus === 'FULFILLMENT_NOT_REQUIRED' ? 'fulfilled' : 'processing'
}

/** An authorization that expired can't be captured any more than one that was voided. */
const financialStatuses: ReadonlyMap<string | null | undefined, FinancialStatus> = new Map([
  ['PENDING', 'pending'],
  ['AUTHORIZED', 'authorized'],
  ['PARTIALLY_PAID', 'partially_paid'],
  ['PAID', 'paid'],
  ['PARTIALLY_REFUNDED', 'partially_refunded'],
  ['REFUNDED', 'refunded'],
  ['VOIDED', 'voided'],
  ['EXPIRED', 'voided'],
])

function financialStatusOf(native: string | null | undefined): FinancialStatus | null {
  return financialStatuses.get(native) ?? null
}

function customerOf({ customer, email }: Order) {
  if (customer === null || customer === undefined) {
    return typeof email === 'string' ? { id: null, email, name: null } : null
  }
  return {
    id: customer.id,
    email: email ?? customer.defaultEmailAddress?.emailAddress ?? null,
    name: customer.displayName ?? null,
  }
}

function itemsOf(lineItems: Order['lineItems']) {
  if (lineItems === null || lineItems === undefined || lineItems.pageInfo.hasNextPage) return null
  return lineItems.nodes.map((item) => ({
    id: item.id,
    product: item.product?.id ?? null,
    title: item.title,
    sku: item.sku ?? null,
    quantity: item.quantity,
    price: item.originalUnitPriceSet ? minor(item.originalUnitPriceSet.shopMoney) : null,
  }))
}

/** `fulfillmentCreate` takes open ones, and those in progress; others are done, on hold or not yet due. */
function isOpen({ status }: { readonly status: string }): boolean {
  return status === 'OPEN' || status === 'IN_PROGRESS'
}

function minor({ amount, currencyCode }: z.output<ReturnType<typeof money>>): number | null {
  return toMinor(amount, currencyCode) ?? null
}

export const fulfillmentAnswer = () =>
  answered({
    fulfillmentCreate: z.looseObject({
      fulfillment: z.looseObject({
        id: z.string(),
        trackingInfo: z.array(z.looseObject({ number: z.string().nullish(), company: z.string().nullish() })).nullish(),
        createdAt: z.string().nullish(),
      }),
    }),
  })

export function unifyFulfillment({ data }: z.output<ReturnType<typeof fulfillmentAnswer>>, orderId: string) {
  const { fulfillment } = data.fulfillmentCreate
  const tracking = fulfillment.trackingInfo?.[0]
  return {
    id: fulfillment.id,
    order: orderId,
    trackingNumber: tracking?.number ?? null,
    carrier: tracking?.company ?? null,
    createdAt: toUtc(fulfillment.createdAt),
  }
}

const identified = () => z.looseObject({ id: z.string() })

export const orderCreateAnswer = () => answered({ orderCreate: z.looseObject({ order: identified() }) })
export const refundAnswer = () => answered({ refundCreate: z.looseObject({ refund: identified() }) })

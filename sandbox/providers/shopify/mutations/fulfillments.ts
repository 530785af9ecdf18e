import type { ShopContext } from '../context.ts'
import type { FulfillmentRecord, OrderRecord } from '../records.ts'
import { idOfInput, type UserError, userError } from '../values.ts'
import { fulfillmentOrderStatus, fulfillmentView } from '../views/fulfillments.ts'

interface FulfillmentInput {
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string
    fulfillmentOrderLineItems?: { id: string; quantity: number }[] | null
  }[]
  trackingInfo?: {
    company?: string | null
    number?: string | null
    numbers?: string[] | null
    url?: string | null
    urls?: string[] | null
  } | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/fulfillmentCreate */
export function fulfillmentCreate(
  shop: ShopContext,
  { fulfillment: input }: { fulfillment: FulfillmentInput },
): object {
  const groups = input.lineItemsByFulfillmentOrder
  const wanted = groups[0]
  if (wanted === undefined) return refusal('Line items by fulfillment order can not be blank.')
  if (groups.some(({ fulfillmentOrderId }) => fulfillmentOrderId !== wanted.fulfillmentOrderId)) {
    return refusal('All fulfillment orders must belong to the same order.')
  }
  const id = idOfInput('FulfillmentOrder', wanted.fulfillmentOrderId)
  const current = shop.orders.all().find(({ fulfillmentOrder }) => fulfillmentOrder.id === id)
  if (current === undefined) return refusal('Fulfillment order does not exist.')
  const status = fulfillmentOrderStatus(current)
  if (status !== 'OPEN' && status !== 'IN_PROGRESS') {
    return refusal(`Fulfillment order ${id} has an unfulfillable status= ${status.toLowerCase()}.`)
  }

  const order = structuredClone(current)
  const errors: UserError[] = []
  const lines = take(shop, order, wanted.fulfillmentOrderLineItems ?? [], errors)
  if (errors.length > 0) return { fulfillment: null, userErrors: errors }
  const fulfillment: FulfillmentRecord = { id: shop.newId(), lines, ...trackingOf(input), createdAt: shop.now }
  order.fulfillments.push(fulfillment)
  order.updatedAt = shop.now
  shop.orders.save(order)
  return { fulfillment: fulfillmentView(shop, order, fulfillment), userErrors: [] }
}

/** Takes the wanted pieces off the fulfilment order; without a list, all that remain. */
function take(
  shop: ShopContext,
  order: OrderRecord,
  wanted: readonly { id: string; quantity: number }[],
  errors: UserError[],
): FulfillmentRecord['lines'] {
  const { lines } = order.fulfillmentOrder
  const parts =
    wanted.length === 0
      ? lines.filter(({ remaining }) => remaining > 0).map((line) => ({ line, quantity: line.remaining }))
      : wanted.map(({ id, quantity }) => ({
          line: lines.find((line) => line.id === idOfInput('FulfillmentOrderLineItem', id)),
          quantity,
        }))
  return parts.flatMap(({ line, quantity }) => {
    if (line === undefined) {
      errors.push(userError(['fulfillment'], 'Fulfillment order line item does not exist.'))
      return []
    }
    if (quantity < 1 || quantity > line.remaining) {
      errors.push(userError(['fulfillment'], 'Invalid fulfillment order line item quantity requested.'))
      return []
    }
    line.remaining -= quantity
    return [{ id: shop.newId(), lineId: line.lineId, quantity }]
  })
}

function trackingOf({ trackingInfo }: FulfillmentInput): Pick<FulfillmentRecord, 'company' | 'tracking'> {
  const numbers = trackingInfo?.numbers ?? (trackingInfo?.number ? [trackingInfo.number] : [])
  const urls = trackingInfo?.urls ?? (trackingInfo?.url ? [trackingInfo.url] : [])
  const pairs = Array.from({ length: Math.max(numbers.length, urls.length) }, (_, index) => ({
    number: numbers[index] ?? null,
    url: urls[index] ?? null,
  }))
  return { company: trackingInfo?.company ?? null, tracking: pairs }
}

function refusal(message: string): object {
  return { fulfillment: null, userErrors: [userError(['fulfillment'], message)] }
}

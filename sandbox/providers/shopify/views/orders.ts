import { connection, type PageArguments } from '../connection.ts'
import type { ShopContext } from '../context.ts'
import type { LineRecord, OrderRecord, ShippingLineRecord, TaxLineRecord } from '../records.ts'
import { count, gid, moneyBag } from '../values.ts'
import { findVariant, productView, variantView } from './catalog.ts'
import { addressView, customerView } from './customers.ts'
import { fulfillmentOrderView, fulfillmentView } from './fulfillments.ts'
import * as sums from './money.ts'
import { refundView, transactionView } from './payments.ts'

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Order */
export function orderView(shop: ShopContext, order: OrderRecord): object {
  const bag = (amount: number): object => moneyBag(amount, order.currency)
  const status = sums.financialStatus(order)
  const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const refundedPieces = order.lines.reduce((sum, { id }) => sum + sums.refundedQuantity(order, id), 0)
  const currentTotal = sums.total(order) - sums.refundedValue(order)
  const isFulfillable =
    order.cancelledAt === null && order.fulfillmentOrder.lines.some(({ remaining }) => remaining > 0)
  const lineOf = (line: LineRecord): object => lineView(shop, order, line)
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    email: order.email,
    phone: order.phone,
    note: order.note,
    poNumber: order.poNumber,
    tags: order.tags,
    test: order.test,
    customAttributes: order.attributes,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    processedAt: order.processedAt,
    closed: order.closedAt !== null,
    closedAt: order.closedAt,
    confirmed: true,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason,
    cancellation: order.cancelledAt === null ? null : { staffNote: order.staffNote },
    currencyCode: order.currency,
    presentmentCurrencyCode: order.currency,
    displayFinancialStatus: status,
    displayFulfillmentStatus: sums.fulfillmentStatus(order),
    returnStatus: 'NO_RETURN',
    fullyPaid: sums.received(order) >= sums.total(order),
    unpaid: sums.received(order) === 0,
    capturable: sums.capturable(order) > 0,
    refundable: sums.netPaid(order) > 0,
    restockable: isFulfillable,
    fulfillable: isFulfillable,
    requiresShipping: order.lines.some(({ requiresShipping }) => requiresShipping),
    edited: false,
    taxesIncluded: order.taxesIncluded,
    taxExempt: false,
    taxLines: taxLineViews(order.taxLines, order.currency),
    subtotalLineItemsQuantity: pieces,
    currentSubtotalLineItemsQuantity: pieces - refundedPieces,
    subtotalPriceSet: bag(sums.subtotal(order)),
    totalPriceSet: bag(sums.total(order)),
    totalTaxSet: bag(sums.tax(order)),
    totalDiscountsSet: bag(order.discount?.amount ?? 0),
    totalShippingPriceSet: bag(sums.shipping(order)),
    totalReceivedSet: bag(sums.received(order)),
    totalRefundedSet: bag(sums.refunded(order)),
    totalOutstandingSet: bag(Math.max(0, currentTotal - sums.netPaid(order))),
    totalCapturableSet: bag(sums.capturable(order)),
    netPaymentSet: bag(sums.netPaid(order)),
    originalTotalPriceSet: bag(sums.total(order)),
    currentTotalPriceSet: bag(currentTotal),
    currentSubtotalPriceSet: bag(sums.subtotal(order) - sums.refundedValue(order)),
    currentTotalTaxSet: bag(sums.tax(order)),
    currentTotalDiscountsSet: bag(order.discount?.amount ?? 0),
    customer: () => {
      const customer = order.customerId === null ? undefined : shop.customers.find(order.customerId)
      return customer === undefined ? null : customerView(shop, customer)
    },
    billingAddress: order.billingAddress === null ? null : addressView(order.billingAddress),
    shippingAddress: order.shippingAddress === null ? null : addressView(order.shippingAddress),
    shippingLine:
      order.shippingLines[0] === undefined ? null : shippingLineView(order.shippingLines[0], order.currency),
    shippingLines: (page: PageArguments) =>
      connection(order.shippingLines, page, (line) => shippingLineView(line, order.currency)),
    lineItems: (page: PageArguments) => connection(order.lines, page, lineOf),
    fulfillments: ({ first }: { first?: number | null }) =>
      order.fulfillments.slice(0, first ?? undefined).map((fulfillment) => fulfillmentView(shop, order, fulfillment)),
    fulfillmentsCount: count(order.fulfillments.length),
    fulfillmentOrders: (page: PageArguments) =>
      connection([order.fulfillmentOrder], page, () => fulfillmentOrderView(shop, order)),
    refunds: ({ first }: { first?: number | null }) =>
      order.refunds.slice(0, first ?? undefined).map((refund) => refundView(shop, order, refund)),
    transactions: ({ first, capturable }: { first?: number | null; capturable?: boolean | null }) =>
      order.transactions
        .filter(({ kind }) => capturable !== true || (kind === 'AUTHORIZATION' && sums.capturable(order) > 0))
        .slice(0, first ?? undefined)
        .map((transaction) => transactionView(shop, order, transaction)),
    transactionsCount: count(order.transactions.length),
    paymentGatewayNames: [...new Set(order.transactions.map(({ gateway }) => gateway))],
    discountCode: order.discount?.code ?? null,
    discountCodes: order.discount === null ? [] : [order.discount.code],
    sourceName: order.sourceName,
    sourceIdentifier: order.sourceIdentifier,
    customerLocale: 'en',
    statusPageUrl: `https://${shop.domain}/orders/${order.id}/authenticate`,
  }
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/LineItem */
export function lineView(shop: ShopContext, order: OrderRecord, line: LineRecord): object {
  const bag = (amount: number): object => moneyBag(amount, order.currency)
  const current = line.quantity - sums.refundedQuantity(order, line.id)
  const remaining = order.fulfillmentOrder.lines.find(({ lineId }) => lineId === line.id)?.remaining ?? 0
  const owner = (): ReturnType<typeof findVariant> => findVariant(shop, line.variantId ?? undefined)
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    title: line.title,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: current,
    unfulfilledQuantity: Math.min(remaining, current),
    refundableQuantity: current,
    nonFulfillableQuantity: 0,
    requiresShipping: line.requiresShipping,
    restockable: remaining > 0,
    taxable: line.taxable,
    isGiftCard: line.giftCard,
    product: () => {
      const product = line.productId === null ? undefined : shop.products.find(line.productId)
      return product === undefined ? null : productView(shop, product)
    },
    variant: () => {
      const found = owner()
      return found === undefined ? null : variantView(shop, found.product, found.variant)
    },
    customAttributes: line.attributes,
    taxLines: taxLineViews(line.taxLines, order.currency),
    originalUnitPriceSet: bag(line.price),
    originalTotalSet: bag(line.price * line.quantity),
    discountedUnitPriceSet: bag(line.price),
    discountedTotalSet: bag(line.price * line.quantity),
    discountedUnitPriceAfterAllDiscountsSet: bag(line.price),
    totalDiscountSet: bag(0),
  }
}

function taxLineViews(lines: readonly TaxLineRecord[], currency: string): object[] {
  return lines.map((line) => ({
    title: line.title,
    rate: line.rate,
    ratePercentage: line.rate * 100,
    priceSet: moneyBag(line.amount, currency),
    channelLiable: line.channelLiable,
    source: null,
  }))
}

function shippingLineView(line: ShippingLineRecord, currency: string): object {
  return {
    __typename: 'ShippingLine',
    id: gid('ShippingLine', line.id),
    title: line.title,
    code: line.code,
    source: line.source,
    carrierIdentifier: null,
    custom: false,
    deliveryCategory: null,
    isRemoved: false,
    phone: null,
    originalPriceSet: moneyBag(line.price, currency),
    discountedPriceSet: moneyBag(line.price, currency),
    currentDiscountedPriceSet: moneyBag(line.price, currency),
    taxLines: taxLineViews(line.taxLines, currency),
  }
}

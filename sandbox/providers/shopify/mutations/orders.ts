import type { ShopContext } from '../context.ts'
import { locations } from '../fixtures.ts'
import type { AddressRecord, CustomerRecord, LineRecord, OrderRecord, TaxLineRecord } from '../records.ts'
import { cents, idOfInput, type UserError, userError } from '../values.ts'
import { findVariant, variantTitle } from '../views/catalog.ts'
import { total } from '../views/money.ts'
import { orderView } from '../views/orders.ts'
import { shopCurrency } from '../views/shop.ts'

interface MoneyBagInput {
  shopMoney: { amount: string; currencyCode: string }
}

interface TaxLineInput {
  title: string
  rate: string
  priceSet?: MoneyBagInput | null
  channelLiable?: boolean | null
}

interface LineInput {
  title?: string | null
  variantTitle?: string | null
  variantId?: string | null
  productId?: string | null
  quantity: number
  priceSet?: MoneyBagInput | null
  sku?: string | null
  vendor?: string | null
  requiresShipping?: boolean | null
  taxable?: boolean | null
  giftCard?: boolean | null
  properties?: { name: string; value: string }[] | null
  taxLines?: TaxLineInput[] | null
}

type AddressInput = Partial<Record<keyof AddressRecord, string | null>>

interface OrderInput {
  email?: string | null
  phone?: string | null
  name?: string | null
  note?: string | null
  poNumber?: string | null
  tags?: string[] | null
  test?: boolean | null
  currency?: string | null
  customAttributes?: { key: string; value: string }[] | null
  customer?: {
    toAssociate?: { id?: string | null; email?: string | null }
    toUpsert?: {
      id?: string | null
      email?: string | null
      firstName?: string | null
      lastName?: string | null
      phone?: string | null
    }
  } | null
  billingAddress?: AddressInput | null
  shippingAddress?: AddressInput | null
  lineItems?: LineInput[] | null
  shippingLines?:
    | {
        title: string
        code?: string | null
        source?: string | null
        priceSet: MoneyBagInput
        taxLines?: TaxLineInput[] | null
      }[]
    | null
  taxLines?: TaxLineInput[] | null
  taxesIncluded?: boolean | null
  discountCode?: {
    itemFixedDiscountCode?: { code: string; amountSet?: MoneyBagInput | null } | null
    itemPercentageDiscountCode?: { code: string; percentage?: number | null } | null
    freeShippingDiscountCode?: { code: string } | null
  } | null
  financialStatus?: string | null
  fulfillmentStatus?: string | null
  transactions?:
    | {
        kind: string
        status: string
        amountSet: MoneyBagInput
        gateway?: string | null
        test?: boolean | null
        processedAt?: string | null
      }[]
    | null
  sourceName?: string | null
  sourceIdentifier?: string | null
  processedAt?: string | null
  closedAt?: string | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/orderCreate */
export function orderCreate(shop: ShopContext, { order: input }: { order: OrderInput }): object {
  const errors: UserError[] = []
  const lines = (input.lineItems ?? []).map((line, index) => lineOf(shop, line, index, errors))
  if (lines.length === 0) {
    errors.push(userError(['order', 'lineItems'], 'Line items must have at least one line item', 'INVALID'))
  }
  const customer = customerOf(shop, input, errors)
  if (errors.length > 0) return { order: null, userErrors: errors }

  const number = 1002 + shop.orders.all().length
  const order: OrderRecord = {
    id: shop.newId(),
    number,
    name: input.name ?? `#${number}`,
    email: input.email ?? customer?.email ?? null,
    phone: input.phone ?? null,
    note: input.note ?? null,
    poNumber: input.poNumber ?? null,
    tags: input.tags ?? [],
    test: input.test ?? false,
    attributes: input.customAttributes ?? [],
    currency: input.currency ?? shopCurrency,
    customerId: customer?.id ?? null,
    billingAddress: addressOf(shop, input.billingAddress),
    shippingAddress: addressOf(shop, input.shippingAddress),
    lines,
    shippingLines: (input.shippingLines ?? []).map((line) => ({
      id: shop.newId(),
      title: line.title,
      code: line.code ?? null,
      source: line.source ?? null,
      price: cents(line.priceSet.shopMoney.amount),
      taxLines: taxLinesOf(line.taxLines),
    })),
    taxLines: taxLinesOf(input.taxLines),
    taxesIncluded: input.taxesIncluded ?? false,
    discount: discountOf(input, lines),
    sourceName: input.sourceName ?? 'sandbox-app',
    sourceIdentifier: input.sourceIdentifier ?? null,
    unpaidStatus: ['EXPIRED', 'VOIDED'].includes(input.financialStatus ?? '')
      ? (input.financialStatus ?? '')
      : 'PENDING',
    transactions: [],
    fulfillmentOrder: {
      id: shop.newId(),
      locationId: locations[0].id,
      lines: lines.map(({ id, quantity }) => ({
        id: shop.newId(),
        lineId: id,
        total: quantity,
        remaining: input.fulfillmentStatus === 'FULFILLED' ? 0 : quantity,
      })),
    },
    fulfillments: [],
    refunds: [],
    cancelledAt: null,
    cancelReason: null,
    staffNote: null,
    closedAt: input.closedAt ?? null,
    processedAt: input.processedAt ?? shop.now,
    createdAt: shop.now,
    updatedAt: shop.now,
  }
  pay(shop, order, input)
  if (input.fulfillmentStatus === 'FULFILLED') {
    const parts = order.lines.map(({ id, quantity }) => ({ id: shop.newId(), lineId: id, quantity }))
    order.fulfillments = [{ id: shop.newId(), lines: parts, company: null, tracking: [], createdAt: shop.now }]
  }
  shop.orders.save(order)
  return { order: orderView(shop, order), userErrors: [] }
}

/** The given transactions, or one manual sale where only the status says that the order is paid. */
function pay(shop: ShopContext, order: OrderRecord, input: OrderInput): void {
  order.transactions = (input.transactions ?? []).map((transaction) => ({
    id: shop.newId(),
    kind: transaction.kind,
    status: transaction.status,
    amount: cents(transaction.amountSet.shopMoney.amount),
    gateway: transaction.gateway ?? 'manual',
    parentId: null,
    test: transaction.test ?? false,
    createdAt: transaction.processedAt ?? shop.now,
  }))
  if (order.transactions.length > 0) return
  const kind =
    input.financialStatus === 'PAID' ? 'SALE' : input.financialStatus === 'AUTHORIZED' ? 'AUTHORIZATION' : null
  if (kind === null) return
  const paid = { id: shop.newId(), kind, status: 'SUCCESS', amount: total(order), gateway: 'manual' }
  order.transactions = [{ ...paid, parentId: null, test: order.test, createdAt: shop.now }]
}

function lineOf(shop: ShopContext, line: LineInput, index: number, errors: UserError[]): LineRecord {
  const path = ['order', 'lineItems', String(index)]
  const owner = findVariant(shop, idOfInput('ProductVariant', line.variantId))
  if (typeof line.variantId === 'string' && owner === undefined) {
    errors.push(userError([...path, 'variantId'], 'Variant does not exist', 'INVALID'))
  } else if (owner === undefined && !line.title) {
    errors.push(userError([...path, 'title'], "Title can't be blank", 'INVALID'))
  } else if (owner === undefined && (line.priceSet === null || line.priceSet === undefined)) {
    errors.push(userError([...path, 'priceSet'], "Price can't be blank", 'INVALID'))
  }
  if (line.quantity < 1) errors.push(userError([...path, 'quantity'], 'Quantity must be greater than 0', 'INVALID'))
  const hasOwnTitle = owner !== undefined && owner.variant.values[0] !== 'Default Title'
  return {
    id: shop.newId(),
    title: line.title ?? owner?.product.title ?? '',
    variantTitle: line.variantTitle ?? (hasOwnTitle ? variantTitle(owner.variant) : null),
    sku: line.sku ?? owner?.variant.sku ?? null,
    vendor: line.vendor ?? owner?.product.vendor ?? null,
    quantity: line.quantity,
    price: line.priceSet ? cents(line.priceSet.shopMoney.amount) : (owner?.variant.price ?? 0),
    productId: owner?.product.id ?? idOfInput('Product', line.productId) ?? null,
    variantId: owner?.variant.id ?? null,
    requiresShipping: owner?.variant.item.requiresShipping ?? line.requiresShipping ?? false,
    taxable: line.taxable ?? true,
    giftCard: line.giftCard ?? false,
    attributes: (line.properties ?? []).map(({ name, value }) => ({ key: name, value })),
    taxLines: taxLinesOf(line.taxLines),
  }
}

function taxLinesOf(lines: readonly TaxLineInput[] | null | undefined): TaxLineRecord[] {
  return (lines ?? []).map(({ title, rate, priceSet, channelLiable }) => ({
    title,
    rate: Number(rate),
    amount: priceSet ? cents(priceSet.shopMoney.amount) : 0,
    channelLiable: channelLiable ?? false,
  }))
}

function discountOf({ discountCode }: OrderInput, lines: readonly LineRecord[]): OrderRecord['discount'] {
  const fixed = discountCode?.itemFixedDiscountCode
  const percentage = discountCode?.itemPercentageDiscountCode
  const value = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  if (fixed) return { code: fixed.code, amount: fixed.amountSet ? cents(fixed.amountSet.shopMoney.amount) : 0 }
  if (percentage) return { code: percentage.code, amount: Math.round((value * (percentage.percentage ?? 0)) / 100) }
  return discountCode?.freeShippingDiscountCode ? { code: discountCode.freeShippingDiscountCode.code, amount: 0 } : null
}

function addressOf(shop: ShopContext, input: AddressInput | null | undefined): AddressRecord | null {
  if (!input) return null
  return {
    id: shop.newId(),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    company: input.company ?? null,
    address1: input.address1 ?? null,
    address2: input.address2 ?? null,
    city: input.city ?? null,
    provinceCode: input.provinceCode ?? null,
    countryCode: input.countryCode ?? null,
    zip: input.zip ?? null,
    phone: input.phone ?? null,
  }
}

function customerOf(shop: ShopContext, { customer }: OrderInput, errors: UserError[]): CustomerRecord | undefined {
  const wanted = customer?.toAssociate ?? customer?.toUpsert
  if (wanted === undefined) return undefined
  const found =
    typeof wanted.id === 'string'
      ? shop.customers.find(idOfInput('Customer', wanted.id) ?? '')
      : shop.customers.all().find(({ email }) => email !== null && email === wanted.email)
  if (found !== undefined) return found
  if (customer?.toUpsert === undefined || typeof wanted.id === 'string') {
    errors.push(userError(['order', 'customer'], 'Customer does not exist', 'INVALID'))
    return undefined
  }
  const created: CustomerRecord = {
    id: shop.newId(),
    firstName: customer.toUpsert.firstName ?? null,
    lastName: customer.toUpsert.lastName ?? null,
    email: customer.toUpsert.email ?? null,
    phone: customer.toUpsert.phone ?? null,
    note: null,
    tags: [],
    locale: 'en',
    taxExempt: false,
    taxExemptions: [],
    multipassIdentifier: null,
    emailMarketing: { state: 'NOT_SUBSCRIBED', level: null, updatedAt: null },
    smsMarketing: { state: 'NOT_SUBSCRIBED', level: null, updatedAt: null },
    addresses: [],
    createdAt: shop.now,
    updatedAt: shop.now,
  }
  shop.customers.save(created)
  return created
}

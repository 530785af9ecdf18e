import type { Fields } from '../../http.ts'
import { listAt, numberAt, textAt, valueAt } from '../../json-shape.ts'
import { mailTime, money } from './answers.ts'
import { type Call, fieldsOf } from './call.ts'
import type { LineRecord, OrderRecord } from './records.ts'

/** Source: https://developer.bigcommerce.com/docs/rest-management/orders/order-status */
export const statuses = [
  'Incomplete',
  'Pending',
  'Shipped',
  'Partially Shipped',
  'Refunded',
  'Cancelled',
  'Declined',
  'Awaiting Payment',
  'Awaiting Pickup',
  'Awaiting Shipment',
  'Completed',
  'Awaiting Fulfillment',
  'Manual Verification Required',
  'Disputed',
  'Partially Refunded',
] as const

/** An order; its parts are links, except those that `include` names. Nothing is taxed in the sandbox. */
export function orderView({ exchange, store }: Call, order: OrderRecord, include: string) {
  const { given, lines } = order
  const parts = include.split(',')
  const link = (name: string) => ({
    url: `${exchange.url.origin}/stores/${store}/v2/orders/${order.id}/${name}`,
    resource: `/orders/${order.id}/${name}`,
  })
  const subtotal = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
  const shipping = amountAt(given, 'shipping_cost_inc_tax')
  const total = subtotal + shipping - amountAt(given, 'discount_amount')
  const currency = textAt(given, 'default_currency_code') || 'USD'
  const isInline = parts.some((part) => part.startsWith('consignments'))
  return {
    id: order.id,
    customer_id: numberAt(given, 'customer_id'),
    date_created: mailTime(new Date(order.created)),
    date_modified: mailTime(new Date(order.modified)),
    date_shipped: order.shipped === '' ? '' : mailTime(new Date(order.shipped)),
    status_id: order.status_id,
    status: statuses[order.status_id] ?? '',
    cart_id: '',
    subtotal_ex_tax: money(subtotal),
    subtotal_inc_tax: money(subtotal),
    subtotal_tax: money(0),
    base_shipping_cost: money(shipping),
    shipping_cost_ex_tax: money(shipping),
    shipping_cost_inc_tax: money(shipping),
    shipping_cost_tax: money(0),
    base_handling_cost: money(0),
    handling_cost_ex_tax: money(0),
    handling_cost_inc_tax: money(0),
    handling_cost_tax: money(0),
    base_wrapping_cost: money(0),
    wrapping_cost_ex_tax: money(0),
    wrapping_cost_inc_tax: money(0),
    wrapping_cost_tax: money(0),
    total_ex_tax: money(total),
    total_inc_tax: money(total),
    total_tax: money(0),
    items_total: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    items_shipped: lines.reduce((sum, { quantity_shipped }) => sum + quantity_shipped, 0),
    payment_method: textAt(given, 'payment_method'),
    payment_provider_id: null,
    payment_status: order.status_id === 7 ? '' : 'captured',
    refunded_amount: money(amountAt(given, 'refunded_amount')),
    order_is_digital: false,
    store_credit_amount: money(0),
    gift_certificate_amount: money(0),
    ip_address: textAt(given, 'ip_address'),
    ip_address_v6: textAt(given, 'ip_address_v6'),
    geoip_country: textAt(given, 'geoip_country'),
    geoip_country_iso2: textAt(given, 'geoip_country_iso2'),
    currency_id: 1,
    currency_code: currency,
    currency_exchange_rate: '1.0000000000',
    default_currency_id: 1,
    default_currency_code: currency,
    store_default_currency_code: 'USD',
    store_default_to_transactional_exchange_rate: '1.0000000000',
    staff_notes: textAt(given, 'staff_notes'),
    customer_message: textAt(given, 'customer_message'),
    customer_locale: textAt(given, 'customer_locale') || 'en',
    discount_amount: money(amountAt(given, 'discount_amount')),
    coupon_discount: money(0),
    shipping_address_count: listAt(given, 'shipping_addresses').length,
    is_deleted: false,
    is_email_opt_in: false,
    is_tax_inclusive_pricing: false,
    ebay_order_id: '0',
    billing_address: { ...addressDefaults, ...fieldsOf(valueAt(given, 'billing_address')), form_fields: [] },
    order_source: 'external',
    channel_id: numberAt(given, 'channel_id') || 1,
    external_source: valueAt(given, 'external_source') ?? null,
    external_id: valueAt(given, 'external_id') ?? null,
    external_merchant_id: valueAt(given, 'external_merchant_id') ?? null,
    external_order_id: textAt(given, 'external_order_id'),
    tax_provider_id: 'BasicTaxProvider',
    consignments: isInline ? consignments(order, parts.includes('consignments.line_items')) : link('consignments'),
    products: link('products'),
    shipping_addresses: link('shippingaddresses'),
    coupons: link('coupons'),
    fees: parts.includes('fees') ? listAt(given, 'fees') : link('fees'),
  }
}

function amountAt(given: unknown, name: string): number {
  const amount = Number(valueAt(given, name) ?? 0)
  return Number.isNaN(amount) ? 0 : amount
}

const addressDefaults = {
  first_name: '',
  last_name: '',
  company: '',
  street_1: '',
  street_2: '',
  city: '',
  state: '',
  zip: '',
  country: '',
  country_iso2: '',
  phone: '',
  email: '',
}

/** Where an order is sent to; the billing address where it says nothing else. */
export function shippingAddress({ given }: OrderRecord): Fields {
  const [address = valueAt(given, 'billing_address')] = listAt(given, 'shipping_addresses')
  return { ...addressDefaults, ...fieldsOf(address) }
}

function consignments(order: OrderRecord, hasLines: boolean): object {
  const { shipping_method = '', ...address } = shippingAddress(order)
  const cost = amountAt(order.given, 'shipping_cost_inc_tax')
  const shipping = {
    id: order.address_id,
    ...address,
    form_fields: [],
    line_items: order.lines.map((line) =>
      hasLines ? lineView(order, line) : { url: lineUrl(order, line), resource: lineUrl(order, line) },
    ),
    items_total: order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    items_shipped: order.lines.reduce((sum, { quantity_shipped }) => sum + quantity_shipped, 0),
    shipping_method,
    base_cost: cost,
    cost_ex_tax: cost,
    cost_inc_tax: cost,
    cost_tax: 0,
    cost_tax_class_id: 2,
    base_handling_cost: 0,
    handling_cost_ex_tax: 0,
    handling_cost_inc_tax: 0,
    handling_cost_tax: 0,
    handling_cost_tax_class_id: 2,
    shipping_zone_id: 1,
    shipping_zone_name: 'United States',
  }
  return { pickups: [], shipping: [shipping], downloads: [], email: { gift_certificates: [] } }
}

function lineUrl(order: OrderRecord, line: LineRecord): string {
  return `/orders/${order.id}/products/${line.id}`
}

export function lineView(order: OrderRecord, line: LineRecord) {
  const price = money(line.price)
  const total = money(line.price * line.quantity)
  return {
    id: line.id,
    order_id: order.id,
    product_id: line.product_id,
    variant_id: line.variant_id,
    order_pickup_method_id: 0,
    order_address_id: order.address_id,
    name: line.name,
    name_customer: line.name,
    name_merchant: line.name,
    sku: line.sku,
    upc: '',
    type: 'physical',
    base_price: price,
    price_ex_tax: price,
    price_inc_tax: price,
    price_tax: money(0),
    base_total: total,
    total_ex_tax: total,
    total_inc_tax: total,
    total_tax: money(0),
    discounted_total_inc_tax: total,
    weight: '0.0000',
    quantity: line.quantity,
    quantity_shipped: line.quantity_shipped,
    is_refunded: false,
    quantity_refunded: 0,
    refund_amount: money(0),
    return_id: 0,
    base_cost_price: money(0),
    wrapping_id: 0,
    wrapping_name: '',
    base_wrapping_cost: money(0),
    wrapping_message: '',
    option_set_id: null,
    parent_order_product_id: null,
    is_bundled_product: false,
    bin_picking_number: '',
    external_id: null,
    brand: '',
    applied_discounts: [],
    product_options: [],
    configurable_fields: [],
    gift_certificate_id: null,
  }
}

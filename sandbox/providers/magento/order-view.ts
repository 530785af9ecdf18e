import { numberAt, textAt } from '../../json-shape.ts'
import { rounded } from './answers.ts'
import { fixtures } from './fixtures.ts'
import type { ItemRecord, OrderRecord } from './records.ts'

/** The sum of an order's items by one of their quantities. */
export function sumOf({ items }: OrderRecord, quantity: (item: ItemRecord) => number): number {
  return rounded(items.reduce((sum, item) => sum + item.price * quantity(item), 0))
}

export function refundedOf(order: OrderRecord): number {
  return rounded(sumOf(order, ({ refunded }) => refunded) + order.refunded_extra)
}

/** Amounts under their name, and in the currency of the store under `base_` and that name: they are the same here. */
function amounts(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => [
      [name, value],
      [`base_${name}`, value],
    ]),
  )
}

/** Nothing is taxed in the sandbox, and shipping is free. */
export function orderView(order: OrderRecord) {
  const { given, items } = order
  const total = sumOf(order, ({ ordered }) => ordered)
  const invoiced = sumOf(order, (item) => item.invoiced)
  const canceled = sumOf(order, (item) => item.canceled)
  const refunded = refundedOf(order)
  const customer = numberAt(given, 'customer_id')
  const address = {
    address_type: 'billing',
    city: 'Austin',
    country_id: 'US',
    email: textAt(given, 'customer_email'),
    entity_id: order.entity_id * 2,
    firstname: textAt(given, 'customer_firstname'),
    lastname: textAt(given, 'customer_lastname'),
    parent_id: order.entity_id,
    postcode: '78731',
    region: 'Texas',
    region_code: 'TX',
    region_id: 57,
    street: ['4301 Bull Creek Rd'],
    telephone: '5125550100',
  }
  return {
    entity_id: order.entity_id,
    increment_id: order.increment_id,
    state: order.state,
    status: order.status,
    created_at: order.created_at,
    updated_at: order.updated_at,
    global_currency_code: 'USD',
    base_currency_code: 'USD',
    store_currency_code: 'USD',
    order_currency_code: 'USD',
    base_to_global_rate: 1,
    base_to_order_rate: 1,
    store_to_base_rate: 0,
    store_to_order_rate: 0,
    ...amounts({
      grand_total: total,
      subtotal: total,
      subtotal_incl_tax: total,
      subtotal_invoiced: invoiced,
      total_invoiced: invoiced,
      total_paid: invoiced,
      total_due: rounded(total - invoiced - canceled),
      total_canceled: canceled,
      total_refunded: refunded,
      discount_amount: 0,
      tax_amount: 0,
      shipping_amount: 0,
      shipping_incl_tax: 0,
      shipping_tax_amount: 0,
      total_qty_ordered: items.reduce((sum, { ordered }) => sum + ordered, 0),
    }),
    total_item_count: items.length,
    customer_email: textAt(given, 'customer_email'),
    customer_firstname: textAt(given, 'customer_firstname'),
    customer_lastname: textAt(given, 'customer_lastname'),
    customer_group_id: customer === 0 ? 0 : 1,
    ...(customer === 0 ? {} : { customer_id: customer }),
    customer_is_guest: customer === 0 ? 1 : 0,
    customer_note_notify: 1,
    is_virtual: 0,
    store_id: 1,
    store_name: 'Main Website\nMain Website Store\nDefault Store View',
    shipping_description: 'Free Shipping - Free',
    billing_address_id: address.entity_id,
    billing_address: address,
    payment: {
      account_status: '',
      additional_information: ['Check / Money order'],
      amount_ordered: total,
      base_amount_ordered: total,
      amount_paid: invoiced,
      base_amount_paid: invoiced,
      cc_last4: '',
      entity_id: order.entity_id,
      method: 'checkmo',
      parent_id: order.entity_id,
    },
    status_histories: order.comments.map((one, index) => ({
      ...one,
      entity_id: index + 1,
      entity_name: 'order',
      is_customer_notified: 0,
      is_visible_on_front: 0,
      parent_id: order.entity_id,
    })),
    items: items.map((item) => itemView(order, item)),
    extension_attributes: {
      shipping_assignments: [
        {
          shipping: {
            address: { ...address, address_type: 'shipping', entity_id: address.entity_id - 1 },
            method: 'freeshipping_freeshipping',
          },
          items: items.map((item) => itemView(order, item)),
        },
      ],
    },
  }
}

function itemView(order: OrderRecord, item: ItemRecord): object {
  return {
    item_id: item.item_id,
    order_id: order.entity_id,
    product_id: item.product_id,
    product_type: 'simple',
    sku: item.sku,
    name: item.name,
    store_id: 1,
    quote_item_id: item.item_id,
    ...amounts({
      price: item.price,
      original_price: item.price,
      price_incl_tax: item.price,
      row_total: rounded(item.price * item.ordered),
      row_total_incl_tax: rounded(item.price * item.ordered),
      row_invoiced: rounded(item.price * item.invoiced),
      amount_refunded: rounded(item.price * item.refunded),
      discount_amount: 0,
      tax_amount: 0,
    }),
    qty_ordered: item.ordered,
    qty_invoiced: item.invoiced,
    qty_shipped: item.shipped,
    qty_refunded: item.refunded,
    qty_canceled: item.canceled,
    free_shipping: 0,
    is_qty_decimal: 0,
    is_virtual: 0,
    no_discount: 0,
    weight: item.sku === fixtures.product ? 0.2 : 0,
    created_at: order.created_at,
    updated_at: order.updated_at,
  }
}

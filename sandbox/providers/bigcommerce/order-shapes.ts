import {
  anything,
  boolean,
  closed,
  list,
  type Members,
  matching,
  number,
  oneOf,
  type Shape,
  text,
  whole,
} from '../../json-shape.ts'
import { anyWhole, decimal, moment } from './call.ts'

/** An amount is a number or a text of one. */
const amount: Shape = anything

const address: Members = {
  first_name: text(255),
  last_name: text(255),
  company: text(),
  street_1: text(),
  street_2: text(),
  city: text(),
  state: text(),
  zip: text(),
  country: text(),
  country_iso2: text(2),
  phone: text(),
  email: text(),
  form_fields: list(anything),
}

const lineMembers: Members = {
  product_id: whole(0),
  name: text(250, 1),
  name_customer: text(),
  name_merchant: text(),
  product_options: list(anything),
  quantity: whole(1),
  price_inc_tax: number(0),
  price_ex_tax: number(0),
  sku: text(),
  upc: text(),
  variant_id: whole(1),
  wrapping_id: whole(),
  wrapping_name: text(),
  wrapping_message: text(),
  wrapping_cost_ex_tax: number(0),
  wrapping_cost_inc_tax: number(0),
}

const members: Members = {
  base_handling_cost: amount,
  base_shipping_cost: amount,
  base_wrapping_cost: amount,
  channel_id: whole(1),
  customer_id: whole(0),
  customer_message: text(),
  customer_locale: text(),
  date_created: moment,
  default_currency_code: matching(/^[A-Z]{3}$/),
  discount_amount: amount,
  ebay_order_id: text(),
  external_id: text(),
  external_merchant_id: text(),
  external_order_id: text(),
  external_source: text(),
  fees: list(anything),
  geoip_country: text(),
  geoip_country_iso2: text(2),
  handling_cost_ex_tax: amount,
  handling_cost_inc_tax: amount,
  ip_address: text(30),
  ip_address_v6: text(39),
  items_shipped: number(0),
  items_total: number(0),
  order_is_digital: boolean,
  order_source: text(),
  payment_method: text(),
  payment_provider_id: amount,
  refunded_amount: amount,
  shipping_addresses: list(closed({}, { ...address, shipping_method: text() }), 0, 1),
  shipping_cost_ex_tax: amount,
  shipping_cost_inc_tax: amount,
  staff_notes: text(65_535),
  status_id: whole(0, 14),
  subtotal_ex_tax: amount,
  subtotal_inc_tax: amount,
  tax_provider_id: text(),
  total_ex_tax: amount,
  total_inc_tax: amount,
  wrapping_cost_ex_tax: amount,
  wrapping_cost_inc_tax: amount,
}

/** Source: https://developer.bigcommerce.com/docs/rest-management/orders#create-an-order */
export const newOrder = closed(
  { billing_address: closed({}, address), products: list(closed({}, lineMembers), 1) },
  members,
)

/** Source: https://developer.bigcommerce.com/docs/rest-management/orders#update-an-order */
export const orderChanges = closed(
  {},
  { ...members, billing_address: closed({}, address), products: list(closed({}, { id: whole(1), ...lineMembers })) },
)

export const orderInclusion: Members = {
  include: matching(/^(consignments|consignments\.line_items|fees)(,(consignments|consignments\.line_items|fees))*$/),
  consignment_structure: oneOf('object'),
}

export const orderFilters: Members = {
  ...orderInclusion,
  min_id: anyWhole,
  max_id: anyWhole,
  min_total: decimal,
  max_total: decimal,
  customer_id: anyWhole,
  email: text(),
  status_id: anyWhole,
  cart_id: text(),
  payment_method: text(),
  min_date_created: moment,
  max_date_created: moment,
  min_date_modified: moment,
  max_date_modified: moment,
  channel_id: anyWhole,
  external_order_id: text(),
  sort: matching(/^(id|customer_id|date_created|date_modified|status_id|channel_id|external_id)(:(asc|desc))?$/),
}

const carriers = 'auspost|canadapost|endicia|usps|fedex|ups|upsready|upsonline|shipperhq|royalmail'

/** Source: https://developer.bigcommerce.com/docs/rest-management/orders/order-shipments#create-order-shipment */
export const newShipment = closed(
  { order_address_id: whole(1), items: list(closed({ order_product_id: whole(1), quantity: whole(1) }), 1) },
  {
    tracking_number: text(50),
    tracking_link: text(500),
    merchant_shipping_cost: amount,
    shipping_method: text(),
    shipping_provider: matching(new RegExp(`^(${carriers}|carrier_\\d+)?$`)),
    tracking_carrier: text(),
    comments: text(65_535),
  },
)

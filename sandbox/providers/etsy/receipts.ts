import { json } from '../../http.ts'
import { anything, boolean, closed, list, type Members, number, oneOf, text, textAt } from '../../json-shape.ts'
import { EtsyError, money, notFound, seconds } from './answers.ts'
import { type Call, count, flag, formOf, isTrue, jsonOf, nextNumber, order, page, paging, queryOf } from './call.ts'
import { fixtures } from './fixtures.ts'
import { fixtureTime } from './records.ts'

interface Shipment {
  readonly receipt_shipping_id: number
  readonly shipment_notification_timestamp: number
  readonly carrier_name: string
  readonly tracking_code: string
}

/** How far a receipt has come. Nobody can buy by the API, so that every shop has the one receipt of the fixtures. */
interface Progress {
  readonly isPaid: boolean
  readonly isShipped: boolean
  readonly shipments: readonly Shipment[]
  /** Seconds since 1970. */
  readonly updated: number
}

const begun: Progress = { isPaid: true, isShipped: false, shipments: [], updated: fixtureTime }

const filters: Members = {
  ...paging,
  ...order,
  min_created: count,
  max_created: count,
  min_last_modified: count,
  max_last_modified: count,
  sort_on: oneOf('created', 'updated', 'receipt_id'),
  was_paid: flag,
  was_shipped: flag,
  was_delivered: flag,
  was_canceled: flag,
  legacy: flag,
}

/** `GET /v3/application/shops/{shop_id}/receipts` */
export function getReceipts(call: Call): Response {
  const query = queryOf(call, filters)
  const is = (name: string, value: boolean) => textAt(query, name) === '' || isTrue(query, name) === value
  const isWithin = (name: string) =>
    fixtureTime >= Number(textAt(query, `min_${name}`) || '0') &&
    fixtureTime <= Number(textAt(query, `max_${name}`) || 'Infinity')
  const isWanted =
    is('was_paid', true) &&
    is('was_shipped', false) &&
    is('was_delivered', false) &&
    is('was_canceled', false) &&
    isWithin('created') &&
    isWithin('last_modified')
  return page(
    query,
    isWanted ? [begun] : [],
    ({ updated }) => updated,
    (progress) => view(call, progress),
  )
}

/** `GET /v3/application/shops/{shop_id}/receipts/{receipt_id}` */
export function getReceipt(call: Call): Response {
  queryOf(call, { legacy: flag })
  refuseUnknown(call)
  return json(view(call, begun))
}

/** `PUT /v3/application/shops/{shop_id}/receipts/{receipt_id}` */
export function updateReceipt(call: Call): Response {
  queryOf(call, { legacy: flag })
  refuseUnknown(call)
  const given = formOf(call, {}, { was_shipped: flag, was_paid: flag })
  return json(
    view(call, {
      ...begun,
      isPaid: textAt(given, 'was_paid') === '' || isTrue(given, 'was_paid'),
      isShipped: isTrue(given, 'was_shipped'),
      updated: seconds(call.exchange.now),
    }),
  )
}

const customs = closed({ country_of_origin: text(), declared_value: number(), HS_code: text() })

/** Source: https://developers.etsy.com/documentation/reference#operation/createReceiptShipment */
const shipment: Members = {
  tracking_code: text(),
  carrier_name: text(),
  send_bcc: boolean,
  note_to_buyer: text(),
  mail_class: text(),
  weight: number(),
  weight_units: text(),
  length: number(),
  width: number(),
  height: number(),
  dimension_units: text(),
  shipping_label_cost: number(),
  shipping_label_currency: text(),
  revenue_eligibility: text(),
  ship_from_country: text(),
  ship_to_country: text(),
  incoterm: text(),
  customs_data: list(customs),
  duty_amount: number(),
  duty_currency: text(),
  ship_date: anything,
}

/**
 * `POST /v3/application/shops/{shop_id}/receipts/{receipt_id}/tracking`
 *
 * The receipt goes within the United States and is over 10 dollars, which is where Etsy wants a number and a carrier.
 */
export function createShipment(call: Call): Response {
  queryOf(call, { legacy: flag })
  refuseUnknown(call)
  const given = jsonOf(call, {}, shipment)
  const tracking_code = textAt(given, 'tracking_code')
  const carrier_name = textAt(given, 'carrier_name')
  if (tracking_code === '' || carrier_name === '') {
    throw new EtsyError(400, 'tracking_code and carrier_name are required for this receipt.')
  }
  const updated = seconds(call.exchange.now)
  const receipt_shipping_id = nextNumber(call.state, 'shipment')
  const sent: Shipment = { receipt_shipping_id, shipment_notification_timestamp: updated, carrier_name, tracking_code }
  return json(view(call, { isPaid: true, isShipped: true, shipments: [sent], updated }))
}

/** `GET /v3/application/shops/{shop_id}/receipts/{receipt_id}/transactions` */
export function getTransactions(call: Call): Response {
  queryOf(call, { legacy: flag })
  refuseUnknown(call)
  return json({ count: 1, results: [transaction(call, begun)] })
}

function refuseUnknown({ parameters }: Call): void {
  if (parameters[1] !== String(fixtures.receipt)) throw notFound()
}

function statusOf({ isPaid, isShipped }: Progress): string {
  if (!isPaid) return 'open'
  return isShipped ? 'completed' : 'paid'
}

function view(call: Call, progress: Progress): object {
  const none = money(0)
  const total = money(98)
  return {
    receipt_id: fixtures.receipt,
    receipt_type: 0,
    seller_user_id: call.user,
    seller_email: 'grace@example.com',
    buyer_user_id: fixtures.buyer,
    buyer_email: 'ada@example.com',
    name: 'Ada Lovelace',
    first_line: '4301 Bull Creek Rd',
    second_line: null,
    city: 'Austin',
    state: 'TX',
    zip: '78731',
    status: statusOf(progress),
    formatted_address: 'Ada Lovelace\n4301 Bull Creek Rd\nAUSTIN, TX 78731\nUnited States',
    country_iso: 'US',
    payment_method: 'cc',
    payment_email: null,
    message_from_seller: null,
    message_from_buyer: '',
    message_from_payment: null,
    is_paid: progress.isPaid,
    is_shipped: progress.isShipped,
    create_timestamp: fixtureTime,
    created_timestamp: fixtureTime,
    update_timestamp: progress.updated,
    updated_timestamp: progress.updated,
    is_gift: false,
    gift_message: '',
    gift_sender: '',
    grandtotal: total,
    subtotal: total,
    total_price: total,
    total_shipping_cost: none,
    total_tax_cost: none,
    total_vat_cost: none,
    discount_amt: none,
    gift_wrap_price: none,
    shipments: progress.shipments,
    transactions: [transaction(call, progress)],
    refunds: [],
  }
}

function transaction({ user }: Call, { isPaid, isShipped, updated }: Progress): object {
  return {
    transaction_id: fixtures.transaction,
    title: 'Silver Necklace',
    description: 'A necklace of sterling silver.',
    seller_user_id: user,
    buyer_user_id: fixtures.buyer,
    create_timestamp: fixtureTime,
    created_timestamp: fixtureTime,
    paid_timestamp: isPaid ? fixtureTime : null,
    shipped_timestamp: isShipped ? updated : null,
    quantity: 2,
    listing_image_id: null,
    receipt_id: fixtures.receipt,
    is_digital: false,
    file_data: '',
    listing_id: fixtures.listing,
    transaction_type: 'listing',
    product_id: fixtures.product,
    sku: 'NECK-SILVER-1',
    price: money(49),
    shipping_cost: money(0),
    variations: [],
    product_data: [],
    shipping_profile_id: fixtures.shippingProfile,
    min_processing_days: 1,
    max_processing_days: 2,
    shipping_method: null,
    shipping_upgrade: null,
    expected_ship_date: fixtureTime + 172_800,
    buyer_coupon: 0,
    shop_coupon: 0,
  }
}

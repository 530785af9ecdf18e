import { json } from '../../http.ts'
import { boolean, closed, group, matching, oneOf, text, valueAt } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { location } from './fixtures.ts'
import { answerOf, once } from './idempotency.ts'
import { assertRange, byTime, isWithin, pageOf } from './listing.ts'
import { address, bodyOf, idempotencyKey, money, moneyOf, queryOf, textOf, time } from './parameters.ts'
import { amountOf, newPayment, totalOf } from './payment-object.ts'
import type { Payment } from './records.ts'
import { invalid, notFound } from './refusal.ts'
import { sourceOf } from './sources.ts'
import { cardsOf, customersOf, paymentsOf } from './store.ts'

const createRequest = closed(
  { source_id: text(undefined, 1), idempotency_key: idempotencyKey },
  {
    amount_money: money,
    tip_money: money,
    app_fee_money: money,
    delay_duration: text(),
    delay_action: oneOf('CANCEL', 'COMPLETE'),
    autocomplete: boolean,
    order_id: text(),
    customer_id: text(),
    location_id: text(),
    team_member_id: text(),
    reference_id: text(40),
    verification_token: text(),
    accept_partial_authorization: boolean,
    buyer_email_address: text(255),
    buyer_phone_number: matching(/^\+(?:[ ().-]*\d){9,16}$/),
    billing_address: address,
    shipping_address: address,
    note: text(500),
    statement_description_identifier: text(20),
    cash_details: closed({ buyer_supplied_money: money }, { change_back_money: money }),
    external_details: closed({ type: text(50), source: text(255) }, { source_id: text(255), source_fee_money: money }),
    customer_details: closed({}, { customer_initiated: boolean, seller_keyed_in: boolean }),
  },
)

/** `POST /v2/payments`: https://developer.squareup.com/reference/square/payments-api/create-payment */
export function createPayment(exchange: Exchange, state: State): Response {
  const request = bodyOf(exchange, createRequest)
  return once(exchange, state, textOf(request, 'idempotency_key'), () => {
    const total = totalOf(amountOf(request, 'amount_money'), moneyOf(request, 'tip_money'))
    const fee = moneyOf(request, 'app_fee_money')
    if (fee !== undefined && fee.amount > total.amount * 0.9) {
      throw invalid('INVALID_FEES', 'The fee is more than 90% of the total.', 'app_fee_money')
    }
    if (request.accept_partial_authorization === true && request.autocomplete !== false) {
      const detail = '`accept_partial_authorization` cannot be true where `autocomplete` is true.'
      throw invalid('CONFLICTING_PARAMETERS', detail, 'accept_partial_authorization')
    }
    assertKnown(request, state)
    const payment = newPayment(exchange, request, sourceOf(request, cardsOf(state)))
    paymentsOf(state).save(payment)
    const errors = payment.card_details?.errors ?? valueAt(payment.bank_account_details, 'errors')
    return errors === undefined ? { status: 200, body: { payment } } : { status: 400, body: { errors, payment } }
  })
}

/** Refuses ids of what was never created. There are no other orders than those that come with a payment. */
function assertKnown(request: Readonly<Record<string, unknown>>, state: State): void {
  const at = textOf(request, 'location_id')
  if (at !== undefined && at !== location.id) throw notFound(`Location \`${at}\` not found.`, 'location_id')
  const customer = textOf(request, 'customer_id')
  if (customer !== undefined && customersOf(state).find(customer) === undefined) {
    throw notFound(`Customer with ID \`${customer}\` not found.`, 'customer_id')
  }
  const order = textOf(request, 'order_id')
  if (order !== undefined) throw notFound(`Order not found for id \`${order}\`.`, 'order_id')
}

/** `GET /v2/payments/{payment_id}`: https://developer.squareup.com/reference/square/payments-api/get-payment */
export function getPayment(_exchange: Exchange, state: State, id: string): Response {
  return json({ payment: find(state, id) })
}

function find(state: State, id: string): Payment {
  const payment = paymentsOf(state).find(id)
  if (payment === undefined) throw notFound(`Could not find payment with id: ${id}`)
  return payment
}

const listQuery = closed(
  {},
  {
    begin_time: time,
    end_time: time,
    sort_order: oneOf('ASC', 'DESC'),
    cursor: text(),
    location_id: text(),
    total: matching(/^\d+$/),
    last_4: text(4),
    card_brand: text(),
    limit: matching(/^\d+$/),
    is_offline_payment: oneOf('true', 'false'),
    offline_begin_time: time,
    offline_end_time: time,
    updated_at_begin_time: time,
    updated_at_end_time: time,
    sort_field: oneOf('CREATED_AT', 'OFFLINE_CREATED_AT', 'UPDATED_AT'),
  },
)

/**
 * `GET /v2/payments`: https://developer.squareup.com/reference/square/payments-api/list-payments
 *
 * Without `begin_time` the list has no beginning, where Square's begins a year ago: the fixtures must stay in it.
 */
export function listPayments(exchange: Exchange, state: State): Response {
  const query = queryOf(exchange, listQuery)
  const begin = textOf(query, 'begin_time')
  const end = textOf(query, 'end_time')
  assertRange(begin, end, 'begin_time')
  const at = textOf(query, 'location_id')
  if (at !== undefined && at !== location.id) throw notFound(`Location \`${at}\` not found.`, 'location_id')
  const isOffline =
    query.is_offline_payment === 'true' ||
    query.offline_begin_time !== undefined ||
    query.offline_end_time !== undefined
  const found = paymentsOf(state)
    .all()
    .filter(
      ({ created_at, updated_at, total_money, card_details }) =>
        !isOffline &&
        isWithin(created_at, begin, end) &&
        isWithin(updated_at, textOf(query, 'updated_at_begin_time'), textOf(query, 'updated_at_end_time')) &&
        (query.total === undefined || total_money.amount === Number(query.total)) &&
        (query.last_4 === undefined || card_details?.card.last_4 === query.last_4) &&
        (query.card_brand === undefined || card_details?.card.card_brand === query.card_brand),
    )
  const timeOf = query.sort_field === 'UPDATED_AT' ? 'updated_at' : 'created_at'
  const sorted = byTime(found, (payment) => payment[timeOf], textOf(query, 'sort_order') ?? 'DESC')
  // More than 100, which is also the default, is ignored.
  const limit = Number(query.limit ?? 100)
  const { page, cursor } = pageOf(sorted, textOf(query, 'cursor'), limit >= 1 && limit <= 100 ? limit : 100)
  return json({ ...(page.length > 0 ? { payments: page } : {}), ...(cursor === undefined ? {} : { cursor }) })
}

const completeRequest = closed({}, { version_token: text() })

/** `POST /v2/payments/{payment_id}/complete`: https://developer.squareup.com/reference/square/payments-api/complete-payment */
export function completePayment(exchange: Exchange, state: State, id: string): Response {
  const request = bodyOf(exchange, completeRequest)
  const payment = approved(state, id, textOf(request, 'version_token'))
  return json({ payment: changed(exchange, state, payment, { status: 'COMPLETED', card: 'CAPTURED' }) })
}

/** `POST /v2/payments/{payment_id}/cancel`: https://developer.squareup.com/reference/square/payments-api/cancel-payment */
export function cancelPayment(exchange: Exchange, state: State, id: string): Response {
  bodyOf(exchange, closed({}))
  return json({ payment: cancelled(exchange, state, approved(state, id)) })
}

function cancelled(exchange: Exchange, state: State, payment: Payment): Payment {
  return changed(exchange, state, payment, { status: 'CANCELED', card: 'VOIDED' })
}

const cancelByKeyRequest = closed({ idempotency_key: idempotencyKey })

/** `POST /v2/payments/cancel`: https://developer.squareup.com/reference/square/payments-api/cancel-payment-by-idempotency-key */
export function cancelPaymentByKey(exchange: Exchange, state: State): Response {
  const request = bodyOf(exchange, cancelByKeyRequest)
  const id = valueAt(answerOf(state, 'POST', '/v2/payments', textOf(request, 'idempotency_key') ?? ''), 'payment', 'id')
  const payment = typeof id === 'string' ? paymentsOf(state).find(id) : undefined
  // No payment under the key is a success too: there is nothing left to cancel.
  if (payment !== undefined && payment.status !== 'FAILED') cancelled(exchange, state, approved(state, payment.id))
  return json({})
}

const updateRequest = closed(
  { idempotency_key: idempotencyKey },
  {
    payment: group(
      {},
      { amount_money: money, tip_money: money, app_fee_money: money, version_token: text(), delay_action: text() },
    ),
  },
)

/** `PUT /v2/payments/{payment_id}`: https://developer.squareup.com/reference/square/payments-api/update-payment */
export function updatePayment(exchange: Exchange, state: State, id: string): Response {
  const request = bodyOf(exchange, updateRequest)
  return once(exchange, state, textOf(request, 'idempotency_key'), () => {
    const wanted = valueAt(request, 'payment') ?? {}
    const fields = typeof wanted === 'object' ? { ...wanted } : {}
    const payment = approved(state, id, textOf(fields, 'version_token'))
    const amount = 'amount_money' in fields ? amountOf(fields, 'amount_money') : payment.amount_money
    const tip = moneyOf(fields, 'tip_money') ?? payment.tip_money
    const total = totalOf(amount, tip)
    Object.assign(payment, { amount_money: amount, total_money: total, approved_money: total })
    if (tip !== undefined) payment.tip_money = tip
    const fee = moneyOf(fields, 'app_fee_money')
    if (fee !== undefined) payment.app_fee_money = fee
    const action = textOf(fields, 'delay_action')
    if (action !== undefined) payment.delay_action = action
    return { status: 200, body: { payment: saved(exchange, state, payment) } }
  })
}

/** A payment that can be completed, cancelled or updated. */
function approved(state: State, id: string, version?: string): Payment {
  const payment = find(state, id)
  if (payment.status !== 'APPROVED') {
    const detail = `Payment ${id} has the status ${payment.status}; only an APPROVED payment can be changed.`
    const codes = { COMPLETED: 'DELAYED_TRANSACTION_CAPTURED', CANCELED: 'DELAYED_TRANSACTION_CANCELED' }
    throw invalid(
      payment.status === 'COMPLETED' || payment.status === 'CANCELED' ? codes[payment.status] : 'BAD_REQUEST',
      detail,
    )
  }
  if (version !== undefined && version !== payment.version_token) {
    throw invalid('VERSION_MISMATCH', 'The version token is not that of the current payment.', 'version_token')
  }
  return payment
}

function changed(
  exchange: Exchange,
  state: State,
  payment: Payment,
  to: { status: 'COMPLETED'; card: 'CAPTURED' } | { status: 'CANCELED'; card: 'VOIDED' },
): Payment {
  payment.status = to.status
  delete payment.capabilities
  if (payment.card_details !== undefined) {
    payment.card_details.status = to.card
    const moment = to.card === 'CAPTURED' ? 'captured_at' : 'voided_at'
    payment.card_details.card_payment_timeline[moment] = exchange.now.toISOString()
  }
  return saved(exchange, state, payment)
}

/** A changed payment has a new version. */
export function saved(exchange: Exchange, state: State, payment: Payment): Payment {
  payment.updated_at = exchange.now.toISOString()
  payment.version_token = `${exchange.randomId(43)}6o`
  paymentsOf(state).save(payment)
  return payment
}

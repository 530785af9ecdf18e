import { json } from '../../http.ts'
import { boolean, closed, matching, oneOf, text } from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { once } from './idempotency.ts'
import { assertRange, byTime, isWithin, pageOf } from './listing.ts'
import { bodyOf, given, idempotencyKey, money, queryOf, textOf, time } from './parameters.ts'
import { amountOf } from './payment-object.ts'
import { saved } from './payments.ts'
import type { Money, Payment, Refund } from './records.ts'
import { invalid, notFound, SquareRefusal, squareError } from './refusal.ts'
import { paymentsOf, refundsOf } from './store.ts'

const refundRequest = closed(
  { idempotency_key: idempotencyKey, amount_money: money },
  {
    app_fee_money: money,
    payment_id: text(),
    destination_id: text(),
    unlinked: boolean,
    location_id: text(50),
    customer_id: text(),
    reason: text(192),
    payment_version_token: text(),
    team_member_id: text(192),
    cash_details: closed({ seller_supplied_money: money }, { change_back_money: money }),
    external_details: closed({ type: text(50), source: text(255) }, { source_id: text(255) }),
  },
)

/**
 * `POST /v2/refunds`: https://developer.squareup.com/reference/square/refunds-api/refund-payment
 *
 * A refund is PENDING in the answer that creates it and COMPLETED whenever it is read. Refunds that aren't linked to a
 * payment need a permission that the account doesn't have.
 */
export function refundPayment(exchange: Exchange, state: State): Response {
  const request = bodyOf(exchange, refundRequest)
  return once(exchange, state, textOf(request, 'idempotency_key'), () => {
    if (request.unlinked === true) {
      const code = 'INSUFFICIENT_PERMISSIONS_FOR_REFUND'
      throw new SquareRefusal(403, [squareError(code, 'The account may not make unlinked refunds.', 'unlinked')])
    }
    for (const field of ['location_id', 'customer_id'] as const) {
      if (request[field] !== undefined) {
        throw invalid('UNEXPECTED_VALUE', `\`${field}\` is for unlinked refunds only.`, field)
      }
    }
    const id = textOf(request, 'payment_id')
    if (id === undefined) throw invalid('MISSING_REQUIRED_PARAMETER', 'Missing required parameter.', 'payment_id')
    const payment = paymentsOf(state).find(id)
    if (payment === undefined) throw notFound(`Could not find payment with id: ${id}`, 'payment_id')
    const version = textOf(request, 'payment_version_token')
    if (version !== undefined && version !== payment.version_token) {
      throw invalid('VERSION_MISMATCH', 'The payment has changed since.', 'payment_version_token')
    }
    const amount = amountOf(request, 'amount_money')
    assertRefundable(payment, amount)
    const now = exchange.now.toISOString()
    const refund: Refund = {
      id: `${id}_${exchange.randomId(43)}`,
      status: 'PENDING',
      location_id: payment.location_id,
      unlinked: false,
      destination_type: payment.source_type,
      amount_money: amount,
      payment_id: id,
      order_id: `${exchange.randomId(27)}ZY`,
      ...given(request, ['app_fee_money', 'reason', 'team_member_id']),
      created_at: now,
      updated_at: now,
    }
    refundsOf(state).save({ ...refund, status: 'COMPLETED' })
    payment.refunded_money = { ...amount, amount: amount.amount + (payment.refunded_money?.amount ?? 0) }
    payment.refund_ids = [...(payment.refund_ids ?? []), refund.id]
    saved(exchange, state, payment)
    return { status: 200, body: { refund } }
  })
}

function assertRefundable(payment: Payment, amount: Money): void {
  if (payment.status === 'APPROVED') {
    throw invalid('REFUND_ERROR_PAYMENT_NEEDS_COMPLETION', 'The payment must be completed before it is refunded.')
  }
  if (payment.status !== 'COMPLETED') {
    throw invalid('PAYMENT_NOT_REFUNDABLE', `A payment with the status ${payment.status} cannot be refunded.`)
  }
  const left = payment.total_money.amount - (payment.refunded_money?.amount ?? 0)
  if (amount.amount > left) {
    const detail = `The requested refund amount exceeds the amount available to refund, ${left}.`
    throw invalid('REFUND_AMOUNT_INVALID', detail, 'amount_money.amount')
  }
}

/** `GET /v2/refunds/{refund_id}`: https://developer.squareup.com/reference/square/refunds-api/get-payment-refund */
export function getRefund(_exchange: Exchange, state: State, id: string): Response {
  const refund = refundsOf(state).find(id)
  if (refund === undefined) throw notFound(`Could not find refund with id: ${id}`)
  return json({ refund })
}

const listQuery = closed(
  {},
  {
    begin_time: time,
    end_time: time,
    sort_order: oneOf('ASC', 'DESC'),
    cursor: text(),
    location_id: text(),
    status: oneOf('PENDING', 'COMPLETED', 'REJECTED', 'FAILED'),
    source_type: text(),
    limit: matching(/^\d+$/),
    updated_at_begin_time: time,
    updated_at_end_time: time,
    sort_field: oneOf('CREATED_AT', 'UPDATED_AT'),
  },
)

/** `GET /v2/refunds`: https://developer.squareup.com/reference/square/refunds-api/list-payment-refunds */
export function listRefunds(exchange: Exchange, state: State): Response {
  const query = queryOf(exchange, listQuery)
  const begin = textOf(query, 'begin_time')
  const end = textOf(query, 'end_time')
  assertRange(begin, end, 'begin_time')
  const found = refundsOf(state)
    .all()
    .filter(
      ({ created_at, updated_at, status, destination_type, location_id }) =>
        isWithin(created_at, begin, end) &&
        isWithin(updated_at, textOf(query, 'updated_at_begin_time'), textOf(query, 'updated_at_end_time')) &&
        (query.status === undefined || query.status === status) &&
        (query.source_type === undefined || query.source_type === destination_type) &&
        (query.location_id === undefined || query.location_id === location_id),
    )
  const timeOf = query.sort_field === 'UPDATED_AT' ? 'updated_at' : 'created_at'
  const sorted = byTime(found, (refund) => refund[timeOf], textOf(query, 'sort_order') ?? 'DESC')
  const size = Math.min(100, Math.max(1, Number(query.limit ?? 100)))
  const { page, cursor } = pageOf(sorted, textOf(query, 'cursor'), size)
  return json({ ...(page.length > 0 ? { refunds: page } : {}), ...(cursor === undefined ? {} : { cursor }) })
}

import * as z from 'zod'
import { assertPurchaseUnits } from './amounts.ts'
import { type Answer, ok } from './answer.ts'
import { assertUsable, rejectionOf, shownCard } from './cards.ts'
import { authorizationLinks, authorizationOf, captureLinks, captureOf, type Link, timestamp } from './objects.ts'
import { type Order, type OrderRequest, orderRequest, paymentSource } from './order.ts'
import { patchOrder } from './order-patch.ts'
import { PayPalRefusal, unknownResource, unprocessable } from './refusal.ts'
import { readBody } from './schema.ts'
import type { Context } from './store.ts'

/** https://developer.paypal.com/docs/api/orders/v2/ */
export function orders(method: string, path: readonly string[], context: Context): Answer | undefined {
  const [id, action] = path
  if (id === undefined) return method === 'POST' ? createOrder(context) : undefined
  if (action === undefined) {
    if (method === 'GET') return ok(shown(findOrder(context, id), context))
    return method === 'PATCH' ? patchOrder(findOrder(context, id), context) : undefined
  }
  if (method !== 'POST' || path.length > 2) return undefined
  if (action === 'capture') return payOrder(id, 'CAPTURE', context)
  if (action === 'authorize') return payOrder(id, 'AUTHORIZE', context)
  return action === 'confirm-payment-source' ? confirmPaymentSource(id, context) : undefined
}

function findOrder(context: Context, id: string): Order {
  const order = context.orders.find(id)
  if (order === undefined) throw unknownResource()
  return order
}

function createOrder(context: Context): Answer {
  const request = readBody(context.exchange, orderRequest)
  assertPurchaseUnits(request)
  const card = request.payment_source?.card
  if (card !== undefined) {
    if (!context.exchange.headers.has('paypal-request-id')) {
      throw new PayPalRefusal(400, [
        {
          issue: 'PAYPAL_REQUEST_ID_REQUIRED',
          description:
            'A PayPal-Request-Id is required if you are trying to process payment for an Order. Please specify a PayPal-Request-Id or Create the Order without a payment_source specified.',
          field: 'PayPal-Request-Id',
          location: 'header',
        },
      ])
    }
    assertUsable(card, context.exchange.now)
  }
  const created = newOrder(request, context)
  // With a card in it, creating the order is also paying it.
  const order = card === undefined ? created : pay(created, context)
  context.orders.save(order)
  const body = context.wantsRepresentation || card !== undefined ? shown(order, context) : minimal(order, context)
  return ok(body, 201)
}

function newOrder(request: OrderRequest, { exchange, newId }: Context): Order {
  const source = request.payment_source
  const now = timestamp(exchange.now)
  return {
    id: newId(),
    status: source?.paypal === undefined ? 'CREATED' : 'PAYER_ACTION_REQUIRED',
    intent: request.intent,
    processing_instruction: request.processing_instruction ?? 'NO_INSTRUCTION',
    purchase_units: request.purchase_units.map((unit) => ({ ...unit, reference_id: unit.reference_id ?? 'default' })),
    payer: request.payer ?? null,
    payment_source:
      source?.card !== undefined ? shownCard(source.card) : source?.paypal === undefined ? null : { paypal: {} },
    card: source?.card ?? null,
    authorizations: [],
    captures: [],
    create_time: now,
    update_time: now,
  }
}

const payRequest = z.object({ payment_source: paymentSource.optional() })

function payOrder(id: string, intent: Order['intent'], context: Context): Answer {
  const request = readBody(context.exchange, payRequest)
  const order = findOrder(context, id)
  if (order.intent !== intent) {
    const [was, action] = intent === 'AUTHORIZE' ? ['CAPTURE', 'capture'] : ['AUTHORIZE', 'authorize']
    throw unprocessable(
      'ACTION_DOES_NOT_MATCH_INTENT',
      `Order was created with an intent to '${was}'. Please use v2/checkout/orders/order_id/${action} to complete the transaction or alternately Create an order with an intent of '${intent}'.`,
    )
  }
  if (order.status === 'COMPLETED') {
    throw intent === 'CAPTURE'
      ? unprocessable(
          'ORDER_ALREADY_CAPTURED',
          "Order already captured.If 'intent=CAPTURE' only one capture per order is allowed.",
        )
      : unprocessable(
          'ORDER_ALREADY_AUTHORIZED',
          "Order already authorized.If 'intent=AUTHORIZE' only one authorization per order is allowed.",
        )
  }
  const card = request.payment_source?.card
  if (card !== undefined) assertUsable(card, context.exchange.now)
  const isVaulted = request.payment_source?.token !== undefined
  if (order.status !== 'APPROVED' && card === undefined && !isVaulted) {
    throw unprocessable(
      'ORDER_NOT_APPROVED',
      "Payer has not yet approved the Order for payment. Please redirect the payer to the 'rel':'approve' url returned as part of the HATEOAS links within the Create Order call or provide a valid `payment_source` in the request.",
    )
  }
  const paid = pay(card === undefined ? order : { ...order, card, payment_source: shownCard(card) }, context)
  context.orders.save(paid)
  return ok(context.wantsRepresentation ? shown(paid, context) : withPayments(paid, context), 201)
}

/** An order after its captures or its authorization; a card that is refused leaves a DECLINED or DENIED payment. */
function pay(order: Order, context: Context): Order {
  const rejection = rejectionOf(order.card)
  const facts = order.purchase_units.map((unit) => ({
    id: context.newId(),
    at: context.exchange.now,
    amount: { currency_code: unit.amount.currency_code, value: unit.amount.value },
    order: order.id,
    invoice_id: unit.invoice_id,
    custom_id: unit.custom_id,
    processor_response: rejection,
  }))
  for (const fact of facts) {
    if (order.intent === 'CAPTURE') context.captures.save(captureOf(fact))
    else context.authorizations.save(authorizationOf(fact))
  }
  const ids = facts.map((fact) => fact.id)
  return {
    ...order,
    status: 'COMPLETED',
    captures: order.intent === 'CAPTURE' ? ids : [],
    authorizations: order.intent === 'AUTHORIZE' ? ids : [],
    update_time: timestamp(context.exchange.now),
  }
}

function confirmPaymentSource(id: string, context: Context): Answer {
  const { payment_source: source } = readBody(context.exchange, z.object({ payment_source: paymentSource }))
  const order = findOrder(context, id)
  if (order.status === 'COMPLETED') {
    throw unprocessable(
      'ORDER_ALREADY_CAPTURED',
      "Order already captured. If 'intent=CAPTURE' only one capture per order is allowed.",
    )
  }
  if (source.card !== undefined) assertUsable(source.card, context.exchange.now)
  const confirmed: Order = {
    ...order,
    status: source.card === undefined ? 'PAYER_ACTION_REQUIRED' : 'APPROVED',
    card: source.card ?? null,
    payment_source: source.card === undefined ? { paypal: {} } : shownCard(source.card),
    update_time: timestamp(context.exchange.now),
  }
  context.orders.save(confirmed)
  return ok(context.wantsRepresentation ? shown(confirmed, context) : minimal(confirmed, context))
}

function links(order: Order, { origin, website }: Context): Link[] {
  const self = `${origin}/v2/checkout/orders/${order.id}`
  const action = order.intent === 'CAPTURE' ? 'capture' : 'authorize'
  const approval: Link = {
    href: `${website}/checkoutnow?token=${order.id}`,
    rel: order.status === 'PAYER_ACTION_REQUIRED' ? 'payer-action' : 'approve',
    method: 'GET',
  }
  if (order.status === 'COMPLETED') return [{ href: self, rel: 'self', method: 'GET' }]
  return [
    { href: self, rel: 'self', method: 'GET' },
    ...(order.status === 'APPROVED' ? [] : [approval]),
    { href: self, rel: 'update', method: 'PATCH' },
    { href: `${self}/${action}`, rel: action, method: 'POST' },
  ]
}

function minimal(order: Order, context: Context): object {
  const source = order.payment_source === null ? {} : { payment_source: order.payment_source }
  return { id: order.id, status: order.status, ...source, links: links(order, context) }
}

function payments(order: Order, context: Context, index: number): object {
  const capture = context.captures.find(order.captures[index] ?? '')
  const authorization = context.authorizations.find(order.authorizations[index] ?? '')
  if (capture !== undefined) {
    const refunds = context.refunds.all().filter((refund) => refund.capture === capture.id)
    return {
      payments: {
        captures: [{ ...capture.body, links: captureLinks(context.origin, capture) }],
        ...(refunds.length === 0 ? {} : { refunds: refunds.map((refund) => refund.body) }),
      },
    }
  }
  if (authorization === undefined) return {}
  return {
    payments: { authorizations: [{ ...authorization.body, links: authorizationLinks(context.origin, authorization) }] },
  }
}

/** What capturing answers where no representation was asked for: the payments, not the purchase. */
function withPayments(order: Order, context: Context): object {
  return {
    id: order.id,
    status: order.status,
    ...(order.payment_source === null ? {} : { payment_source: order.payment_source }),
    purchase_units: order.purchase_units.map((unit, index) => ({
      reference_id: unit.reference_id,
      ...(unit.shipping === undefined ? {} : { shipping: unit.shipping }),
      ...payments(order, context, index),
    })),
    ...(order.payer === null ? {} : { payer: order.payer }),
    links: links(order, context),
  }
}

function shown(order: Order, context: Context): object {
  return {
    id: order.id,
    intent: order.intent,
    status: order.status,
    processing_instruction: order.processing_instruction,
    ...(order.payment_source === null ? {} : { payment_source: order.payment_source }),
    purchase_units: order.purchase_units.map((unit, index) => ({
      ...unit,
      payee: { email_address: 'merchant@example.com', merchant_id: 'C7CYMKZDG8D6E' },
      ...payments(order, context, index),
    })),
    ...(order.payer === null ? {} : { payer: order.payer }),
    create_time: order.create_time,
    update_time: order.update_time,
    links: links(order, context),
  }
}

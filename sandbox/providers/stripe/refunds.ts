import type { Charge } from './charge-object.ts'
import { findCharge } from './charges.ts'
import type { Answer, Context } from './context.ts'
import { formatMoney } from './currency.ts'
import { findIntent, type Ledger } from './ledger.ts'
import { page, paging } from './listing.ts'
import { type Refund, refundObject } from './objects.ts'
import {
  amount,
  boolean,
  email,
  expandable,
  mergeMetadata,
  metadata,
  oneOf,
  optional,
  parameters,
  text,
} from './parameters.ts'
import { invalid, missing } from './refusal.ts'

/** https://docs.stripe.com/api/refunds */
export function refunds(method: string, path: readonly string[], context: Context): Answer {
  const [id, action] = path
  if (action !== undefined) return undefined
  if (id === undefined) {
    if (method === 'POST') return createRefund(context)
    return method === 'GET' ? listRefunds(context) : undefined
  }
  if (method === 'POST') return updateRefund(id, context)
  if (method !== 'GET') return undefined
  parameters(context.fields, expandable)
  return findRefund(context.ledger, id)
}

function findRefund(ledger: Ledger, id: string): Refund {
  const refund = ledger.refunds.find(id)
  if (refund === undefined) throw missing('refund', id, 'id')
  return refund
}

function createRefund({ ledger, fields }: Context): Refund {
  const given = parameters(fields, {
    ...expandable,
    amount: optional(amount()),
    charge: optional(text()),
    currency: optional(text()),
    customer: optional(text()),
    instructions_email: optional(email()),
    metadata: optional(metadata()),
    origin: optional(oneOf('customer_balance')),
    payment_intent: optional(text()),
    reason: optional(oneOf('duplicate', 'fraudulent', 'requested_by_customer')),
    refund_application_fee: optional(boolean()),
    reverse_transfer: optional(boolean()),
  })
  const charge = refundableCharge(ledger, given.charge, given.payment_intent)
  const left = charge.amount - charge.amount_refunded
  const refunded = given.amount ?? left
  if (charge.refunded || left === 0) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
  }
  if (refunded > left) {
    throw invalid(
      `Refund amount (${formatMoney(refunded, charge.currency)}) is greater than unrefunded amount on charge (${formatMoney(left, charge.currency)})`,
      { param: 'amount' },
    )
  }
  if (!charge.captured && refunded < left) {
    throw invalid(
      'You cannot partially refund an uncaptured charge. Instead, capture the charge for an amount less than the original amount',
      { param: 'amount' },
    )
  }

  const refund = refundObject(ledger.origin('re'), charge, {
    amount: refunded,
    reason: given.reason ?? null,
    metadata: mergeMetadata({}, given.metadata),
  })
  const changed: Charge = {
    ...charge,
    amount_refunded: charge.amount_refunded + refunded,
    refunded: refunded === left,
  }
  ledger.refunds.save(refund)
  ledger.charges.save(changed)
  ledger.record('refund.created', refund)
  ledger.record('charge.refunded', changed)
  return refund
}

function refundableCharge(ledger: Ledger, chargeId: string | undefined, intentId: string | undefined): Charge {
  if (chargeId === undefined && intentId === undefined) {
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
    })
  }
  if (chargeId !== undefined && intentId !== undefined) {
    throw invalid('You may only specify one of these parameters: charge, payment_intent.')
  }
  if (chargeId !== undefined) {
    const charge = findCharge(ledger, chargeId, 'charge')
    if (charge.status === 'succeeded') return charge
    throw invalid(`Charge ${charge.id} cannot be refunded because it failed.`, { param: 'charge' })
  }
  const intent = findIntent(ledger, intentId ?? '', 'payment_intent')
  const charge = intent.latest_charge === null ? undefined : ledger.charges.find(intent.latest_charge)
  if (charge === undefined || charge.status !== 'succeeded') {
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    })
  }
  return charge
}

function listRefunds({ ledger, fields }: Context): object {
  const query = parameters(fields, { ...paging, charge: optional(text()), payment_intent: optional(text()) })
  return page(ledger.refunds, 'refund', '/v1/refunds', query, (refund) => {
    if (query.charge !== undefined && refund.charge !== query.charge) return false
    return query.payment_intent === undefined || refund.payment_intent === query.payment_intent
  })
}

function updateRefund(id: string, { ledger, fields }: Context): Refund {
  const given = parameters(fields, { ...expandable, metadata: optional(metadata()) })
  const refund = findRefund(ledger, id)
  const changed = { ...refund, metadata: mergeMetadata(refund.metadata, given.metadata) }
  ledger.refunds.save(changed)
  ledger.record('refund.updated', changed)
  return changed
}

import { type Card, cardObject, publicCard } from './card-objects.ts'
import { cardOfToken, type Outcome, type TestCard } from './cards.ts'
import { type Charge, chargeObject, transactionId } from './charge-object.ts'
import type { Answer, Context } from './context.ts'
import { assertChargeable, currency, formatMoney } from './currency.ts'
import { type Ledger, referredCustomer } from './ledger.ts'
import { page, paging } from './listing.ts'
import type { Customer } from './objects.ts'
import {
  amount,
  anyHash,
  boolean,
  clearable,
  email,
  expandable,
  integer,
  mergeMetadata,
  metadata,
  optional,
  parameters,
  required,
  statementDescriptor,
  text,
} from './parameters.ts'
import { invalid, missing, rawCardNumber, StripeRefusal } from './refusal.ts'

/** https://docs.stripe.com/api/charges */
export function charges(method: string, path: readonly string[], context: Context): Answer {
  const [id, action] = path
  if (id === undefined) {
    if (method === 'POST') return createCharge(context)
    if (method === 'GET') return listCharges(context)
    return undefined
  }
  if (action === 'capture' && method === 'POST') return captureCharge(id, context)
  if (action !== undefined) return undefined
  if (method === 'GET') {
    parameters(context.fields, expandable)
    return findCharge(context.ledger, id, 'id')
  }
  return method === 'POST' ? updateCharge(id, context) : undefined
}

export function findCharge(ledger: Ledger, id: string, param: string): Charge {
  const charge = ledger.charges.find(id)
  if (charge === undefined) throw missing('charge', id, param)
  return charge
}

function createCharge({ ledger, fields }: Context): Charge {
  const given = parameters(fields, {
    ...expandable,
    amount: required(amount()),
    currency: required(currency()),
    application_fee_amount: optional(integer()),
    capture: optional(boolean()),
    customer: optional(text(500)),
    description: optional(clearable(40_000)),
    metadata: optional(metadata()),
    on_behalf_of: optional(text()),
    radar_options: optional(anyHash()),
    receipt_email: optional(email()),
    shipping: optional(anyHash()),
    source: optional(cardReference),
    statement_descriptor: optional(statementDescriptor()),
    statement_descriptor_suffix: optional(statementDescriptor()),
    transfer_data: optional(anyHash()),
    transfer_group: optional(text()),
  })
  assertChargeable(given.amount, given.currency)
  const customer = referredCustomer(ledger, given.customer)
  const { card, testCard } = chargeableCard(ledger, given.source, customer)

  const charge = chargeObject(ledger.origin('ch'), {
    amount: given.amount,
    currency: given.currency,
    card: testCard,
    payment_method: card.id,
    source: publicCard(card),
    captured: given.capture ?? true,
    customer: customer?.id ?? null,
    payment_intent: null,
    description: given.description ?? null,
    metadata: mergeMetadata({}, given.metadata),
    receipt_email: given.receipt_email ?? null,
    statement_descriptor: given.statement_descriptor ?? null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
    shipping: given.shipping ?? null,
    transfer_group: given.transfer_group ?? null,
    on_behalf_of: given.on_behalf_of ?? null,
    application_fee_amount: given.application_fee_amount ?? null,
  })
  if (testCard.outcome.kind === 'authentication') {
    // A charge has no way to send its customer through 3D Secure.
    throw cardRefusal(
      {
        kind: 'declined',
        code: 'authentication_required',
        decline_code: 'authentication_required',
        message: 'Your card was declined. This transaction requires authentication.',
        onAttach: false,
      },
      {},
    )
  }
  ledger.charges.save(charge)
  ledger.record(charge.paid ? 'charge.succeeded' : 'charge.failed', charge)
  if (testCard.outcome.kind === 'declined') throw cardRefusal(testCard.outcome, { charge: charge.id })
  return charge
}

/** The legacy `source`: a token or a card's id. A card's number is refused as Stripe refuses it. */
export function cardReference(value: unknown, name: string): string {
  if (typeof value === 'object') {
    throw rawCardNumber()
  }
  return text()(value, name)
}

/** A card from a token, as yet unsaved. */
export function cardFromToken(
  ledger: Ledger,
  token: string,
  customer: string | null,
): { card: Card; testCard: TestCard } {
  const testCard = cardOfToken(token)
  if (testCard === undefined) throw missing('token', token, 'source', 400)
  return { card: cardObject(ledger.origin('card'), testCard, customer, token), testCard }
}

function chargeableCard(
  ledger: Ledger,
  source: string | undefined,
  customer: Customer | null,
): { card: Card; testCard: TestCard } {
  const reference = source ?? customer?.default_source ?? undefined
  if (reference === undefined) {
    if (customer === null) throw invalid('Must provide source or customer.', { code: 'parameter_missing' })
    throw new StripeRefusal(402, 'card_error', 'Cannot charge a customer that has no active card', {
      code: 'missing',
      param: 'card',
    })
  }
  if (!reference.startsWith('card_')) return cardFromToken(ledger, reference, customer?.id ?? null)

  const card = ledger.cards.find(reference)
  const testCard = card === undefined ? undefined : cardOfToken(card.token)
  if (card === undefined || testCard === undefined || card.customer !== (customer?.id ?? null)) {
    throw missing('source', reference, 'source', 400)
  }
  return { card, testCard }
}

/** 402, https://docs.stripe.com/declines. */
export function cardRefusal(
  outcome: Extract<Outcome, { kind: 'declined' }>,
  about: { charge?: string; payment_intent?: object },
): StripeRefusal {
  return new StripeRefusal(402, 'card_error', outcome.message, {
    code: outcome.code,
    ...(outcome.decline_code === undefined ? {} : { decline_code: outcome.decline_code }),
    ...(outcome.param === undefined ? {} : { param: outcome.param }),
    ...about,
  })
}

function listCharges({ ledger, fields }: Context): object {
  const query = parameters(fields, {
    ...paging,
    customer: optional(text()),
    payment_intent: optional(text()),
    transfer_group: optional(text()),
  })
  return page(ledger.charges, 'charge', '/v1/charges', query, (charge) => {
    if (query.customer !== undefined && charge.customer !== query.customer) return false
    if (query.payment_intent !== undefined && charge.payment_intent !== query.payment_intent) return false
    return query.transfer_group === undefined || charge.transfer_group === query.transfer_group
  })
}

function updateCharge(id: string, { ledger, fields }: Context): Charge {
  const given = parameters(fields, {
    ...expandable,
    customer: optional(text(500)),
    description: optional(clearable(40_000)),
    fraud_details: optional(anyHash()),
    metadata: optional(metadata()),
    receipt_email: optional(email()),
    shipping: optional(anyHash()),
    transfer_group: optional(text()),
  })
  const charge = findCharge(ledger, id, 'id')
  const changed: Charge = {
    ...charge,
    customer: referredCustomer(ledger, given.customer)?.id ?? charge.customer,
    description: given.description === undefined ? charge.description : given.description,
    metadata: mergeMetadata(charge.metadata, given.metadata),
    receipt_email: given.receipt_email ?? charge.receipt_email,
    shipping: given.shipping ?? charge.shipping,
    transfer_group: given.transfer_group ?? charge.transfer_group,
    fraud_details: given.fraud_details ?? charge.fraud_details,
  }
  ledger.charges.save(changed)
  ledger.record('charge.updated', changed)
  return changed
}

function captureCharge(id: string, { ledger, fields }: Context): Charge {
  const given = parameters(fields, {
    ...expandable,
    amount: optional(amount()),
    application_fee_amount: optional(integer()),
    receipt_email: optional(email()),
    statement_descriptor: optional(statementDescriptor()),
    statement_descriptor_suffix: optional(statementDescriptor()),
    transfer_data: optional(anyHash()),
    transfer_group: optional(text()),
  })
  const charge = findCharge(ledger, id, 'charge')
  if (charge.payment_intent !== null) {
    throw invalid(
      'This charge was created by a PaymentIntent. Capture it through the PaymentIntent: POST /v1/payment_intents/:id/capture.',
      { param: 'charge' },
    )
  }
  if (charge.captured) {
    throw invalid(`Charge ${id} has already been captured.`, { code: 'charge_already_captured' })
  }
  if (charge.refunded) {
    throw invalid(`Charge ${id} has already been refunded.`, { code: 'charge_already_refunded' })
  }
  if (charge.status !== 'succeeded') throw invalid(`Charge ${id} cannot be captured because it failed.`)

  const captured = captureOf(charge, given.amount ?? charge.amount, 'amount')
  const changed: Charge = {
    ...captured,
    receipt_email: given.receipt_email ?? charge.receipt_email,
    statement_descriptor: given.statement_descriptor ?? charge.statement_descriptor,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? charge.statement_descriptor_suffix,
  }
  ledger.charges.save(changed)
  ledger.record('charge.captured', changed)
  return changed
}

/** A charge after its capture: what is not captured goes back to the card. */
export function captureOf(charge: Charge, captured: number, param: string): Charge {
  if (captured > charge.amount) {
    throw invalid(
      `You cannot capture a charge for ${formatMoney(captured, charge.currency)}, which is more than the ${formatMoney(charge.amount, charge.currency)} that was authorized.`,
      { code: 'amount_too_large', param },
    )
  }
  return {
    ...charge,
    captured: true,
    amount_captured: captured,
    amount_refunded: charge.amount - captured,
    balance_transaction: transactionId(charge.id),
  }
}

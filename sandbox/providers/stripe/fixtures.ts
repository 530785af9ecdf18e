import { type Card, cardObject, type PaymentMethod, paymentMethodObject, publicCard } from './card-objects.ts'
import { cardOfToken, type TestCard } from './cards.ts'
import { type Charge, chargeObject } from './charge-object.ts'
import {
  type Customer,
  customerObject,
  eventObject,
  type PaymentIntent,
  paymentIntentObject,
  type Refund,
  refundObject,
  type StripeEvent,
} from './objects.ts'
import type { Origin } from './origin.ts'

/** Objects that every Stripe account of the sandbox has. */
export const fixtures = {
  /** A captured charge of 20.00 usd, nothing refunded. */
  charge: 'ch_3QK9xTLkdIwHu7ix0Mdz4RqV',
  /** An authorised charge of 50.00 usd that waits for its capture. */
  uncapturedCharge: 'ch_3QK9yELkdIwHu7ix1Wbn8KsT',
  /** A succeeded payment intent of 20.99 usd. */
  paymentIntent: 'pi_3QKA0fLkdIwHu7ix0Yp2HcGe',
  /** A payment intent of 75.00 usd with the status `requires_capture`. */
  uncapturedPaymentIntent: 'pi_3QKA1nLkdIwHu7ix1Vt6JwLa',
  /** A payment intent of 12.00 usd with the status `requires_confirmation`. */
  unconfirmedPaymentIntent: 'pi_3QKA2vLkdIwHu7ix0Zs9BxNu',
  /** A refund of 5.00 usd of another charge. */
  refund: 're_3QK9zALkdIwHu7ix1Fk5PdYo',
  /** A customer with a card. */
  customer: 'cus_RCYvLq8fTz3mXa',
  paymentMethod: 'pm_1QKA0eLkdIwHu7ixPq7DnTb4',
  card: 'card_1QK9xSLkdIwHu7ixHs3VmKc8',
  event: 'evt_3QK9xTLkdIwHu7ix0TgR5ZbN',
} as const

const partlyRefundedCharge = 'ch_3QK9zALkdIwHu7ix1Dq7NeUi'
const chargeOfPaymentIntent = 'ch_3QKA0fLkdIwHu7ix0Rb8TzMw'
const chargeOfUncapturedIntent = 'ch_3QKA1nLkdIwHu7ix1Lg3SvPc'

const visa: TestCard = cardOfToken('tok_visa') ?? {
  brand: 'Visa',
  last4: '4242',
  funding: 'credit',
  outcome: { kind: 'approved' },
}

function made(id: string, minute: number): Origin {
  return { id, created: Date.UTC(2026, 0, 15, 9, minute) / 1000, livemode: false }
}

const card = cardObject(made(fixtures.card, 0), visa, fixtures.customer, 'tok_visa')
const method = paymentMethodObject(made(fixtures.paymentMethod, 0), visa, fixtures.customer, 'pm_card_visa')

function charge(
  id: string,
  minute: number,
  amount: number,
  captured: boolean,
  paymentIntent: string | null = null,
): Charge {
  return chargeObject(made(id, minute), {
    amount,
    currency: 'usd',
    card: visa,
    payment_method: paymentIntent === null ? fixtures.card : fixtures.paymentMethod,
    source: paymentIntent === null ? publicCard(card) : null,
    captured,
    customer: fixtures.customer,
    payment_intent: paymentIntent,
    description: 'Sandbox fixture',
    metadata: {},
    receipt_email: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    shipping: null,
    transfer_group: null,
    on_behalf_of: null,
    application_fee_amount: null,
  })
}

function paymentIntent(id: string, minute: number, amount: number, captureMethod: string): PaymentIntent {
  return paymentIntentObject(made(id, minute), 'q3ZtKcXv8LmRn5WyBd2HsFjGp', {
    amount,
    currency: 'usd',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    capture_method: captureMethod,
    confirmation_method: 'automatic',
    customer: fixtures.customer,
    description: 'Sandbox fixture',
    metadata: {},
    on_behalf_of: null,
    payment_method: fixtures.paymentMethod,
    payment_method_types: ['card'],
    receipt_email: null,
    setup_future_usage: null,
    shipping: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    transfer_group: null,
    application_fee_amount: null,
  })
}

const refunded = { ...charge(partlyRefundedCharge, 2, 4000, true), amount_refunded: 500 }

export const fixtureCards: readonly Card[] = [card]
export const fixturePaymentMethods: readonly PaymentMethod[] = [method]

export const fixtureCharges: readonly Charge[] = [
  charge(chargeOfUncapturedIntent, 4, 7500, false, fixtures.uncapturedPaymentIntent),
  charge(chargeOfPaymentIntent, 3, 2099, true, fixtures.paymentIntent),
  refunded,
  charge(fixtures.uncapturedCharge, 1, 5000, false),
  charge(fixtures.charge, 0, 2000, true),
]

export const fixturePaymentIntents: readonly PaymentIntent[] = [
  paymentIntent(fixtures.unconfirmedPaymentIntent, 5, 1200, 'automatic_async'),
  {
    ...paymentIntent(fixtures.uncapturedPaymentIntent, 4, 7500, 'manual'),
    status: 'requires_capture',
    amount_capturable: 7500,
    latest_charge: chargeOfUncapturedIntent,
  },
  {
    ...paymentIntent(fixtures.paymentIntent, 3, 2099, 'automatic_async'),
    status: 'succeeded',
    amount_received: 2099,
    latest_charge: chargeOfPaymentIntent,
  },
]

export const fixtureRefunds: readonly Refund[] = [
  refundObject(made(fixtures.refund, 6), refunded, { amount: 500, reason: 'requested_by_customer', metadata: {} }),
]

export const fixtureCustomers: readonly Customer[] = [
  customerObject(made(fixtures.customer, 0), {
    address: {
      city: 'San Francisco',
      country: 'US',
      line1: '510 Townsend St',
      line2: null,
      postal_code: '94103',
      state: 'CA',
    },
    balance: 0,
    default_source: fixtures.card,
    description: 'Sandbox fixture',
    email: 'jenny.rosen@example.com',
    invoice_prefix: '7FE1103A',
    metadata: {},
    name: 'Jenny Rosen',
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
  }),
]

export const fixtureEvents: readonly StripeEvent[] = [
  eventObject(made(fixtures.event, 0), 'charge.succeeded', charge(fixtures.charge, 0, 2000, true), {
    id: 'req_Vn4TqYb8KsLmZx',
    key: null,
  }),
]

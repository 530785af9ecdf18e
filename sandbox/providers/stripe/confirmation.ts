import { publicPaymentMethod } from './card-objects.ts'
import { cardOfPaymentMethod } from './cards.ts'
import { chargeObject } from './charge-object.ts'
import { cardRefusal } from './charges.ts'
import type { Ledger } from './ledger.ts'
import type { PaymentIntent } from './objects.ts'
import { invalid, missing } from './refusal.ts'

export function assertConfirmable(intent: PaymentIntent, returnUrl: string | undefined): void {
  if (intent.payment_method === null) {
    throw invalid(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      { code: 'payment_intent_unexpected_state', payment_intent: intent },
    )
  }
  const automatic = intent.automatic_payment_methods
  if (automatic?.allow_redirects === 'always' && returnUrl === undefined) {
    throw invalid(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
      { payment_intent: intent },
    )
  }
  if (intent.statement_descriptor !== null) {
    throw invalid(
      'The `statement_descriptor` parameter is not supported for PaymentIntents with the payment method type `card`. Please use the `statement_descriptor_suffix` parameter instead.',
      { param: 'statement_descriptor' },
    )
  }
}

interface Attempt {
  readonly error_on_requires_action: boolean | undefined
  readonly off_session: boolean | undefined
  readonly return_url: string | undefined
}

/** The attempt to pay: it succeeds, waits for its capture, waits for the customer, or is declined (402). */
export function attempt(ledger: Ledger, intent: PaymentIntent, how: Attempt): PaymentIntent {
  const method = ledger.paymentMethods.find(intent.payment_method ?? '')
  const card = method === undefined ? undefined : cardOfPaymentMethod(method.token)
  if (method === undefined || card === undefined) {
    throw missing('PaymentMethod', intent.payment_method ?? '', 'payment_method', 400)
  }
  const cannotAuthenticate = how.off_session === true || how.error_on_requires_action === true
  if (card.outcome.kind === 'authentication' && !cannotAuthenticate) {
    return saveIntent(ledger, 'payment_intent.requires_action', {
      ...intent,
      status: 'requires_action',
      next_action: {
        type: 'redirect_to_url',
        redirect_to_url: {
          return_url: how.return_url ?? null,
          url: `https://hooks.stripe.com/3d_secure_2/hosted?payment_intent=${intent.id}`,
        },
      },
    })
  }
  const outcome =
    card.outcome.kind === 'authentication'
      ? ({
          kind: 'declined',
          code: 'authentication_required',
          decline_code: 'authentication_required',
          message: 'Your card was declined. This transaction requires authentication.',
          onAttach: false,
        } as const)
      : card.outcome
  const manual = intent.capture_method === 'manual'
  const charge = chargeObject(ledger.origin('ch'), {
    amount: intent.amount,
    currency: intent.currency,
    card: { ...card, outcome },
    payment_method: method.id,
    source: null,
    captured: !manual,
    customer: intent.customer,
    payment_intent: intent.id,
    description: intent.description,
    metadata: intent.metadata,
    receipt_email: intent.receipt_email,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    shipping: intent.shipping,
    transfer_group: intent.transfer_group,
    on_behalf_of: intent.on_behalf_of,
    application_fee_amount: intent.application_fee_amount,
  })
  ledger.charges.save(charge)
  ledger.record(charge.paid ? 'charge.succeeded' : 'charge.failed', charge)

  if (outcome.kind === 'declined') {
    const refusal = cardRefusal(outcome, { charge: charge.id })
    const failed = saveIntent(ledger, 'payment_intent.payment_failed', {
      ...intent,
      status: 'requires_payment_method',
      payment_method: null,
      latest_charge: charge.id,
      last_payment_error: {
        ...refusal.details,
        message: outcome.message,
        payment_method: publicPaymentMethod(method),
        type: 'card_error',
      },
    })
    throw cardRefusal(outcome, { charge: charge.id, payment_intent: failed })
  }
  return saveIntent(ledger, manual ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', {
    ...intent,
    status: manual ? 'requires_capture' : 'succeeded',
    amount_capturable: manual ? intent.amount : 0,
    amount_received: manual ? 0 : intent.amount,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
  })
}

export function saveIntent(ledger: Ledger, event: string, intent: PaymentIntent): PaymentIntent {
  ledger.paymentIntents.save(intent)
  ledger.record(event, intent)
  return intent
}

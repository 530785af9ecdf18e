import type { Fields } from '../../http.ts'
import { type Charge, transactionId } from './charge-object.ts'
import type { Origin } from './origin.ts'

/** The other objects of Stripe's API as the sandbox answers them; members as in https://docs.stripe.com/api. */

export type PaymentIntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled'

export interface PaymentIntentInput {
  readonly amount: number
  readonly currency: string
  readonly automatic_payment_methods: { enabled: boolean; allow_redirects?: string } | null
  readonly capture_method: string
  readonly confirmation_method: string
  readonly customer: string | null
  readonly description: string | null
  readonly metadata: Record<string, string>
  readonly on_behalf_of: string | null
  readonly payment_method: string | null
  readonly payment_method_types: readonly string[]
  readonly receipt_email: string | null
  readonly setup_future_usage: string | null
  readonly shipping: Fields | null
  readonly statement_descriptor: string | null
  readonly statement_descriptor_suffix: string | null
  readonly transfer_group: string | null
  readonly application_fee_amount: number | null
}

export type PaymentIntent = ReturnType<typeof paymentIntentObject>

export function paymentIntentObject(origin: Origin, secret: string, input: PaymentIntentInput) {
  return {
    id: origin.id,
    object: 'payment_intent',
    ...input,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null as string | null,
    canceled_at: null as number | null,
    cancellation_reason: null as string | null,
    client_secret: `${origin.id}_secret_${secret}`,
    created: origin.created,
    excluded_payment_method_types: null as string[] | null,
    last_payment_error: null as object | null,
    latest_charge: null as string | null,
    livemode: origin.livemode,
    next_action: null as object | null,
    payment_method_configuration_details: null as object | null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    processing: null as object | null,
    review: null as string | null,
    source: null as string | null,
    status: (input.payment_method === null
      ? 'requires_payment_method'
      : 'requires_confirmation') as PaymentIntentStatus,
    transfer_data: null as object | null,
  }
}

export type Refund = ReturnType<typeof refundObject>

export function refundObject(
  origin: Origin,
  charge: Charge,
  input: { amount: number; reason: string | null; metadata: Record<string, string> },
) {
  return {
    id: origin.id,
    object: 'refund',
    ...input,
    balance_transaction: charge.captured ? transactionId(origin.id) : (null as string | null),
    charge: charge.id,
    created: origin.created,
    currency: charge.currency,
    destination_details: {
      card: {
        reference: '7364501928374650',
        reference_status: 'available',
        reference_type: 'acquirer_reference_number',
        type: charge.captured ? 'refund' : 'reversal',
      },
      type: 'card',
    },
    payment_intent: charge.payment_intent,
    receipt_number: null as string | null,
    source_transfer_reversal: null as string | null,
    status: 'succeeded',
    transfer_reversal: null as string | null,
  }
}

export interface CustomerInput {
  readonly address: Fields | null
  readonly balance: number
  readonly default_source: string | null
  readonly description: string | null
  readonly email: string | null
  readonly invoice_prefix: string
  readonly metadata: Record<string, string>
  readonly name: string | null
  readonly next_invoice_sequence: number
  readonly phone: string | null
  readonly preferred_locales: readonly string[]
  readonly shipping: Fields | null
  readonly tax_exempt: string
}

export type Customer = ReturnType<typeof customerObject>

export function customerObject(origin: Origin, input: CustomerInput) {
  return {
    id: origin.id,
    object: 'customer',
    ...input,
    created: origin.created,
    currency: null as string | null,
    delinquent: false,
    discount: null as object | null,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null as string | null,
      footer: null,
      rendering_options: null,
    },
    livemode: origin.livemode,
    test_clock: null as string | null,
  }
}

export type StripeEvent = ReturnType<typeof eventObject>

export function eventObject(
  origin: Origin,
  type: string,
  object: object,
  request: { id: string | null; key: string | null },
) {
  return {
    id: origin.id,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: origin.created,
    data: { object },
    livemode: origin.livemode,
    pending_webhooks: 0,
    request: { id: request.id, idempotency_key: request.key },
    type,
  }
}

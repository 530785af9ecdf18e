import type { Fields } from '../../http.ts'
import { billingDetails, cardDetails, network } from './card-objects.ts'
import type { TestCard } from './cards.ts'
import type { Origin } from './origin.ts'

export interface ChargeInput {
  readonly amount: number
  readonly currency: string
  readonly card: TestCard
  readonly payment_method: string
  /** The legacy card object, or nothing where a payment intent made the charge. */
  readonly source: object | null
  readonly captured: boolean
  readonly customer: string | null
  readonly payment_intent: string | null
  readonly description: string | null
  readonly metadata: Record<string, string>
  readonly receipt_email: string | null
  readonly statement_descriptor: string | null
  readonly statement_descriptor_suffix: string | null
  readonly shipping: Fields | null
  readonly transfer_group: string | null
  readonly on_behalf_of: string | null
  readonly application_fee_amount: number | null
}

export type Charge = ReturnType<typeof chargeObject>

export function chargeObject(origin: Origin, input: ChargeInput) {
  const { card, captured, ...given } = input
  const declined = card.outcome.kind === 'declined' ? card.outcome : undefined
  const approved = declined === undefined
  const suffix = given.statement_descriptor ?? given.statement_descriptor_suffix ?? 'SANDBOX'
  return {
    id: origin.id,
    object: 'charge',
    ...given,
    amount_captured: approved && captured ? given.amount : 0,
    amount_refunded: 0,
    application: null as string | null,
    application_fee: null as string | null,
    balance_transaction: approved && captured ? transactionId(origin.id) : (null as string | null),
    billing_details: billingDetails(),
    calculated_statement_descriptor: suffix.toUpperCase(),
    captured: approved && captured,
    created: origin.created,
    disputed: false,
    failure_balance_transaction: null as string | null,
    failure_code: declined?.code ?? null,
    failure_message: declined?.message ?? null,
    fraud_details: {},
    livemode: origin.livemode,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: approved ? 'approved_by_network' : 'declined_by_network',
      reason: declined?.decline_code ?? declined?.code ?? null,
      risk_level: 'normal',
      risk_score: 22,
      seller_message: approved ? 'Payment complete.' : 'The bank did not return any further details with this decline.',
      type: approved ? 'authorized' : 'issuer_declined',
    },
    paid: approved,
    payment_method_details: {
      card: {
        amount_authorized: approved ? given.amount : null,
        authorization_code: approved ? '082971' : null,
        ...cardDetails(card, origin),
        brand: network(card.brand),
        checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: null },
        extended_authorization: { status: 'disabled' },
        incremental_authorization: { status: 'unavailable' },
        installments: null,
        mandate: null,
        multicapture: { status: 'unavailable' },
        network: network(card.brand),
        network_token: { used: false },
        overcapture: { maximum_amount_capturable: given.amount, status: 'unavailable' },
        three_d_secure: null,
        wallet: null,
      },
      type: 'card',
    },
    radar_options: {},
    receipt_number: null as string | null,
    receipt_url: approved ? `https://pay.stripe.com/receipts/payment/${origin.id}` : (null as string | null),
    refunded: false as boolean,
    review: null as string | null,
    source_transfer: null as string | null,
    status: (approved ? 'succeeded' : 'failed') as 'succeeded' | 'failed' | 'pending',
    transfer_data: null as object | null,
  }
}

/** The balance transaction that belongs to an object: `txn_` and the rest of its id. */
export function transactionId(id: string): string {
  return `txn_${id.slice(id.indexOf('_') + 1)}`
}

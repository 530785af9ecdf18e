/** The objects of Square that the sandbox keeps, as the API shows them. */

export interface Money {
  readonly amount: number
  readonly currency: string
}

export interface Card {
  id?: string
  card_brand: string
  last_4: string
  exp_month: number
  exp_year: number
  fingerprint: string
  card_type: 'CREDIT' | 'DEBIT' | 'UNKNOWN_CARD_TYPE'
  prepaid_type: 'NOT_PREPAID' | 'PREPAID'
  bin: string
}

/** A card on file. */
export interface StoredCard extends Card {
  id: string
  customer_id: string
  merchant_id: string
  enabled: boolean
  version: number
  created_at: string
  cardholder_name?: string
  billing_address?: object
  reference_id?: string
}

export interface SquareError {
  readonly category: string
  readonly code: string
  readonly detail?: string
  readonly field?: string
}

export interface CardDetails {
  status: 'AUTHORIZED' | 'CAPTURED' | 'VOIDED' | 'FAILED'
  card: Card
  entry_method: 'KEYED' | 'ON_FILE'
  cvv_status: 'CVV_ACCEPTED' | 'CVV_REJECTED' | 'CVV_NOT_CHECKED'
  avs_status: 'AVS_ACCEPTED' | 'AVS_REJECTED' | 'AVS_NOT_CHECKED'
  auth_result_code?: string
  statement_description: string
  card_payment_timeline: { authorized_at?: string; captured_at?: string; voided_at?: string }
  errors?: readonly SquareError[]
}

export interface Payment {
  readonly id: string
  readonly created_at: string
  updated_at: string
  amount_money: Money
  tip_money?: Money
  total_money: Money
  app_fee_money?: Money
  approved_money?: Money
  processing_fee?: readonly object[]
  refunded_money?: Money
  status: 'APPROVED' | 'PENDING' | 'COMPLETED' | 'CANCELED' | 'FAILED'
  delay_duration?: string
  delay_action?: string
  delayed_until?: string
  source_type: 'CARD' | 'BANK_ACCOUNT' | 'CASH' | 'EXTERNAL'
  card_details?: CardDetails
  bank_account_details?: object
  cash_details?: object
  external_details?: object
  readonly location_id: string
  readonly order_id: string
  refund_ids?: readonly string[]
  capabilities?: readonly string[]
  version_token: string
  /** What the request said about the payment and Square only keeps. */
  readonly [told: string]: unknown
}

export interface Refund {
  readonly id: string
  readonly status: 'PENDING' | 'COMPLETED'
  readonly location_id: string
  readonly unlinked: boolean
  readonly destination_type: string
  readonly amount_money: Money
  readonly app_fee_money?: Money
  readonly payment_id: string
  readonly order_id: string
  readonly reason?: string
  readonly team_member_id?: string
  readonly created_at: string
  readonly updated_at: string
}

export interface Customer {
  readonly id: string
  readonly created_at: string
  readonly updated_at: string
  readonly version: number
  readonly creation_source: string
  readonly preferences: { readonly email_unsubscribed: boolean }
  readonly given_name?: string
  readonly family_name?: string
  readonly company_name?: string
  readonly nickname?: string
  readonly email_address?: string
  readonly phone_number?: string
  readonly reference_id?: string
  readonly note?: string
  readonly birthday?: string
  readonly address?: object
  readonly tax_ids?: object
}

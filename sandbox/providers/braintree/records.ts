/** What the sandbox keeps of Braintree's objects. Amounts are in cents, times in milliseconds since 1970. */

export interface CardRecord {
  readonly kind: 'card'
  readonly brand: 'VISA' | 'MASTERCARD' | 'AMERICAN_EXPRESS' | 'DISCOVER' | 'JCB' | 'INTERNATIONAL_MAESTRO' | 'DINERS'
  readonly bin: string
  readonly last4: string
  /** What of the card's kind its bank confirms. */
  readonly traits: readonly CardTrait[]
  /** Three letters of ISO 3166-1. */
  readonly issuedIn: string
  /** The wallet that the card came from. */
  readonly wallet?: 'APPLE_PAY' | 'GOOGLE_PAY'
}

export type CardTrait = 'prepaid' | 'commercial' | 'durbinRegulated' | 'healthcare' | 'debit' | 'payroll'

export interface PayPalRecord {
  readonly kind: 'paypal'
  readonly email: string
  readonly payerId: string
}

export interface VenmoRecord {
  readonly kind: 'venmo'
  readonly username: string
}

export type MeansRecord = CardRecord | PayPalRecord | VenmoRecord

export interface PaymentMethodRecord {
  readonly id: string
  readonly createdAt: number
  readonly means: MeansRecord
  readonly customerId: string
}

export interface CustomerRecord {
  readonly id: string
  readonly createdAt: number
  readonly company: string | null
  readonly email: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly phoneNumber: string | null
  readonly fax: string | null
  readonly website: string | null
  readonly customFields: readonly { readonly name: string; readonly value: string | null }[]
  readonly defaultPaymentMethodId: string | null
}

export type Status =
  | 'AUTHORIZED'
  | 'FAILED'
  | 'GATEWAY_REJECTED'
  | 'PROCESSOR_DECLINED'
  | 'SETTLED'
  | 'SETTLEMENT_DECLINED'
  | 'SUBMITTED_FOR_SETTLEMENT'
  | 'VOIDED'

export interface EventRecord {
  readonly status: Status
  readonly at: number
  readonly amount: number
  /** Code and text of the processor, where it said something. */
  readonly response?: { readonly code: string; readonly text: string }
  readonly rejection?: 'APPLICATION_INCOMPLETE' | 'FRAUD'
}

export interface TransactionRecord {
  readonly id: string
  readonly createdAt: number
  amount: number
  readonly requestedAmount: number
  status: Status
  /** Newest first. */
  events: readonly EventRecord[]
  orderId: string | null
  readonly means: MeansRecord
  /** The payment method in the vault, where there is one. */
  readonly paymentMethodId: string | null
  readonly customerId: string | null
  /** What the request said about the transaction and Braintree only keeps, by the names of the output fields. */
  told: Readonly<Record<string, unknown>>
  refundIds: readonly string[]
}

export interface RefundRecord {
  readonly id: string
  readonly createdAt: number
  readonly amount: number
  status: Status
  events: readonly EventRecord[]
  readonly orderId: string | null
  readonly transactionId: string
  readonly means: MeansRecord
  readonly paymentMethodId: string | null
  readonly customerId: string | null
}

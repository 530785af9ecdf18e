import { toDecimal } from '../../../contracts/money.ts'

/** What every Braintree account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  /** Settled, 10.00 USD, of which nothing is refunded. */
  settledTransaction: 'dHJhbnNhY3Rpb25fczVuNGI3eWM',
  /** Authorized and waiting for its capture. */
  authorizedTransaction: 'dHJhbnNhY3Rpb25fYTNtOHcxemQ',
  /** Authorized too, for the cancellation. */
  cancelableTransaction: 'dHJhbnNhY3Rpb25fZjd4Mms5cWE',
  /** Submitted for settlement, 10.00 USD. */
  submittedTransaction: 'dHJhbnNhY3Rpb25fcDJyNnQ4dmU',
  /** Of another settled transaction. */
  refund: 'cmVmdW5kX2s0ZDloMmp4',
  customer: 'Y3VzdG9tZXJfNzM4MTU0OTI2',
  /** A stored card of `customer`. */
  paymentMethod: 'cGF5bWVudG1ldGhvZF9jY19oN2sybTk',
  merchant: 'upstreamdemo0000',
  merchantAccount: 'upstream_usd',
  /** A single-use payment method that Braintree's own sandbox approves. https://developer.paypal.com/braintree/docs/reference/general/testing */
  token: 'fake-valid-nonce',
} as const

const createdAt = '2026-01-15T09:30:00.000000Z'

interface ExampleTransaction {
  readonly id?: string
  readonly status?: string
  readonly amount?: number | undefined
  readonly currency?: string | undefined
  readonly orderId?: string | undefined
  readonly customer?: string | undefined
}

export function exampleTransaction({
  id = fixtures.settledTransaction,
  status = 'SETTLED',
  orderId,
  customer,
  ...money
}: ExampleTransaction = {}) {
  return {
    id,
    legacyId: 's5n4b7yc',
    status,
    createdAt,
    orderId: orderId ?? null,
    merchantAccountId: fixtures.merchantAccount,
    amount: moneyOf(money),
    customer: customer === undefined ? null : { id: customer },
    paymentMethod: null,
    refunds: [],
  }
}

interface ExampleRefund {
  readonly payment: string
  readonly amount?: number | undefined
  readonly currency?: string | undefined
}

export function exampleRefund({ payment, ...money }: ExampleRefund) {
  return {
    id: fixtures.refund,
    legacyId: 'k4d9h2jx',
    status: 'SUBMITTED_FOR_SETTLEMENT',
    createdAt,
    orderId: null,
    amount: moneyOf(money),
    refundedTransaction: { id: payment },
  }
}

interface ExampleCustomer {
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly company?: string | undefined
  readonly email?: string | undefined
  readonly phoneNumber?: string | undefined
}

export function exampleCustomer({ firstName, lastName, company, email, phoneNumber }: ExampleCustomer) {
  return {
    id: fixtures.customer,
    legacyId: '738154926',
    createdAt,
    company: company ?? null,
    email: email ?? null,
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    phoneNumber: phoneNumber ?? null,
  }
}

export function examplePaymentMethod() {
  return {
    id: fixtures.paymentMethod,
    legacyId: 'h7k2m9',
    usage: 'MULTI_USE',
    createdAt,
    details: {
      __typename: 'CreditCardDetails',
      brandCode: 'VISA',
      last4: '1881',
      expirationMonth: '12',
      expirationYear: '2030',
      cardholderName: null,
    },
  }
}

function moneyOf({ amount = 1000, currency = 'USD' }: { amount?: number | undefined; currency?: string | undefined }) {
  return { value: toDecimal(amount, currency), currencyCode: currency.toUpperCase() }
}

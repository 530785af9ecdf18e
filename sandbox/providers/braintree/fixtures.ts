import { nonces } from './nonces.ts'
import type { CustomerRecord, EventRecord, PaymentMethodRecord, RefundRecord, TransactionRecord } from './records.ts'

/**
 * Objects that every Braintree account of the sandbox has from the start. Reading them and acting on them always
 * succeeds; what is done to them is not stored.
 */
export const fixtures = {
  /** Settled: 10.00 USD, of which nothing is refunded. */
  settledTransaction: 'dHJhbnNhY3Rpb25fczVuNGI3eWM',
  /** Authorized and not captured: 10.00 USD. */
  authorizedTransaction: 'dHJhbnNhY3Rpb25fYTNtOHcxemQ',
  /** Authorized and not captured: 25.00 USD. */
  cancelableTransaction: 'dHJhbnNhY3Rpb25fZjd4Mms5cWE',
  /** Submitted for settlement: 10.00 USD. */
  submittedTransaction: 'dHJhbnNhY3Rpb25fcDJyNnQ4dmU',
  /** Settled: 40.00 USD, of which `refund` gave 5.00 back. */
  refundedTransaction: 'dHJhbnNhY3Rpb25fYjlkM2w2bmg',
  /** Settled: 5.00 USD of `refundedTransaction`. */
  refund: 'cmVmdW5kX2s0ZDloMmp4',
  customer: 'Y3VzdG9tZXJfNzM4MTU0OTI2',
  /** A stored card of `customer`. */
  paymentMethod: 'cGF5bWVudG1ldGhvZF9jY19oN2sybTk',
  merchant: 'bWVyY2hhbnRfdXBzdHJlYW1kZW1v',
  merchantAccount: 'bWVyY2hhbnRhY2NvdW50X3Vwc3RyZWFtX3VzZA',
} as const

export const currency = 'USD'

const created = Date.parse('2026-01-15T09:30:00Z')
const minute = 60_000

const visa = nonces['fake-valid-visa-nonce'].means

/** The events of a transaction, in the order in which they happened. */
function transaction(id: string, amount: number, ...statuses: TransactionRecord['status'][]): TransactionRecord {
  const events = statuses.map((status, index): EventRecord => {
    const response = { code: '1000', text: 'Approved' }
    return { status, at: created + index * minute, amount, ...(status === 'AUTHORIZED' ? { response } : {}) }
  })
  return {
    id,
    createdAt: created,
    amount,
    requestedAmount: amount,
    status: statuses.at(-1) ?? 'AUTHORIZED',
    events: events.toReversed(),
    orderId: null,
    means: visa,
    paymentMethodId: fixtures.paymentMethod,
    customerId: fixtures.customer,
    told: {},
    refundIds: id === fixtures.refundedTransaction ? [fixtures.refund] : [],
  }
}

export const transactionFixtures: readonly TransactionRecord[] = [
  transaction(fixtures.settledTransaction, 1000, 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLED'),
  transaction(fixtures.authorizedTransaction, 1000, 'AUTHORIZED'),
  transaction(fixtures.cancelableTransaction, 2500, 'AUTHORIZED'),
  transaction(fixtures.submittedTransaction, 1000, 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT'),
  transaction(fixtures.refundedTransaction, 4000, 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLED'),
]

export const refundFixtures: readonly RefundRecord[] = [
  {
    id: fixtures.refund,
    createdAt: created + 60 * minute,
    amount: 500,
    status: 'SETTLED',
    events: [
      { status: 'SETTLED', at: created + 90 * minute, amount: 500 },
      { status: 'SUBMITTED_FOR_SETTLEMENT', at: created + 60 * minute, amount: 500 },
    ],
    orderId: null,
    transactionId: fixtures.refundedTransaction,
    means: visa,
    paymentMethodId: fixtures.paymentMethod,
    customerId: fixtures.customer,
  },
]

export const customerFixtures: readonly CustomerRecord[] = [
  {
    id: fixtures.customer,
    createdAt: created,
    company: null,
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'Lovelace',
    phoneNumber: '+12065550142',
    fax: null,
    website: null,
    customFields: [],
    defaultPaymentMethodId: fixtures.paymentMethod,
  },
]

export const paymentMethodFixtures: readonly PaymentMethodRecord[] = [
  { id: fixtures.paymentMethod, createdAt: created, means: visa, customerId: fixtures.customer },
]

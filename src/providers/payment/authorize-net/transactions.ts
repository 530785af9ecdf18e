import * as z from 'zod'
import { amount, toDecimal } from '../../../contracts/money.ts'
import * as payment from '../../../contracts/payment.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import * as answers from './answers.ts'
import { exampleTransaction } from './examples.ts'
import { fixtures } from './fixtures.ts'
import { numericId, opaqueData, reference, tokenKind, transaction } from './request.ts'

const description = () => z.string().min(1).max(255).optional()

export const transactionOperations = ({ write }: OperationKit<unknown>) => ({
  'create-payment': write(payment.createPayment, {
    docs: reference('payment-transactions-charge-a-credit-card'),
    extra: () => ({
      description: description(),
      source_type: tokenKind(),
      /** The customer's profile, and which of its stored means of payment to charge. */
      customer: numericId().optional(),
      payment_profile: numericId().optional(),
      invoice_number: z.string().min(1).max(20).optional(),
      /** Sent a receipt where the account is set to do so. */
      customer_email: z.email().max(255).optional(),
      /** The card's bank compares it with the address that it knows. */
      billing_zip: z.string().min(1).max(20).optional(),
      customer_ip: z.union([z.ipv4(), z.ipv6()]).optional(),
      /** Seconds in which a transaction like this one is refused as its duplicate; 120 where none is given. */
      duplicate_window: z.int().min(0).max(28_800).optional(),
    }),
    rules: payerIssues,
    request: (input) =>
      transaction(input.capture ? 'authCaptureTransaction' : 'authOnlyTransaction', {
        amount: toDecimal(input.amount, input.currency),
        currencyCode: input.currency.toUpperCase(),
        payment: input.source === undefined ? undefined : opaqueData(input.source, input.source_type),
        profile:
          input.customer === undefined
            ? undefined
            : { customerProfileId: input.customer, paymentProfile: { paymentProfileId: input.payment_profile } },
        order: orderOf(input.invoice_number, input.description),
        customer: input.customer_email === undefined ? undefined : { email: input.customer_email },
        billTo: input.billing_zip === undefined ? undefined : { zip: input.billing_zip },
        customerIP: input.customer_ip,
        transactionSettings: settingsOf(input.duplicate_window),
        userFields: userFieldsOf(input.metadata),
      }),
    example: {
      input: { amount: 1000, currency: 'usd', description: 'Test payment', source: fixtures.token },
      response: () => exampleTransaction(),
    },
    answer: answers.transactionAnswer,
    unify: (native, input) => ({
      ...answers.unifyTransaction(native, input, input.capture ? 'succeeded' : 'authorized'),
      description: input.description ?? null,
      customer: input.customer ?? null,
    }),
  }),
  'capture-payment': write(payment.capturePayment, {
    docs: reference('payment-transactions-capture-a-previously-authorized-amount'),
    extra: () => ({
      id: numericId(),
      /** Required here: the answer doesn't tell how much was captured. */
      amount: amount().min(1),
    }),
    request: (input) => transaction('priorAuthCaptureTransaction', { ...moneyOf(input), refTransId: input.id }),
    example: {
      input: { id: fixtures.authorizedTransaction, amount: 1000 },
      response: ({ id }) => exampleTransaction({ transId: id, refTransID: id }),
    },
    answer: answers.transactionAnswer,
    unify: (native, input) => answers.unifyTransaction(native, input, 'succeeded'),
  }),
  // Only what has settled can be refunded; before that, cancel-payment takes it back.
  'refund-payment': write(payment.refundPayment, {
    docs: reference('payment-transactions-refund-a-transaction'),
    extra: () => ({
      id: numericId(),
      amount: amount().min(1),
      reason: description(),
      /** Of the card that paid; Authorize.Net compares them with the payment's. */
      card_last_four: z.string().regex(/^\d{4}$/, 'is not four digits'),
    }),
    request: (input) =>
      transaction('refundTransaction', {
        ...moneyOf(input),
        payment: { creditCard: { cardNumber: input.card_last_four, expirationDate: 'XXXX' } },
        refTransId: input.id,
        order: orderOf(undefined, input.reason),
      }),
    example: {
      input: { id: fixtures.settledTransaction, amount: 100, card_last_four: fixtures.cardLastFour },
      response: ({ id }) => exampleTransaction({ refTransID: id }),
    },
    answer: answers.transactionAnswer,
    unify: ({ transactionResponse: native }, input) => ({
      id: native.transId,
      payment: input.id,
      amount: input.amount,
      currency: (input.currency ?? answers.assumedCurrency).toUpperCase(),
      status: answers.isHeld(native.responseCode) ? ('pending' as const) : ('succeeded' as const),
      nativeStatus: native.responseCode,
      createdAt: null,
    }),
  }),
  'cancel-payment': write(payment.cancelPayment, {
    docs: reference('payment-transactions-void-a-transaction'),
    extra: () => ({ id: numericId() }),
    request: ({ id }) => transaction('voidTransaction', { refTransId: id }),
    example: {
      input: { id: fixtures.unsettledTransaction },
      response: ({ id }) => exampleTransaction({ transId: id, refTransID: id }),
    },
    answer: answers.transactionAnswer,
    unify: ({ transactionResponse: native }, { id }) => ({
      id,
      status: answers.isHeld(native.responseCode) ? ('pending' as const) : ('canceled' as const),
      nativeStatus: native.responseCode,
    }),
  }),
})

interface PayerInput {
  readonly source?: string | undefined
  readonly customer?: string | undefined
  readonly payment_profile?: string | undefined
  readonly billing_zip?: string | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

/** A payment is charged to a token or to a stored means of payment of a customer, and to one of them only. */
function payerIssues(input: PayerInput): readonly InputIssue[] {
  const issues: InputIssue[] = []
  if (input.source === undefined && input.customer === undefined) {
    issues.push({ path: 'source', message: 'Authorize.Net wants a token, or a `customer` and a `payment_profile`' })
  }
  if (input.source !== undefined && input.customer !== undefined) {
    issues.push({ path: 'customer', message: 'Authorize.Net takes either a token or a stored means of payment' })
  }
  if ((input.customer === undefined) !== (input.payment_profile === undefined)) {
    issues.push({ path: 'payment_profile', message: 'belongs beside a `customer`' })
  }
  if (input.customer !== undefined && input.billing_zip !== undefined) {
    issues.push({ path: 'billing_zip', message: 'A stored means of payment has its own billing address' })
  }
  if (Object.keys(input.metadata ?? {}).length > 20) {
    issues.push({ path: 'metadata', message: 'Authorize.Net keeps 20 user fields at most' })
  }
  return issues
}

function moneyOf(input: { readonly amount: number; readonly currency?: string | undefined }) {
  return {
    amount: toDecimal(input.amount, input.currency ?? answers.assumedCurrency),
    currencyCode: input.currency?.toUpperCase(),
  }
}

function orderOf(invoiceNumber: string | undefined, text: string | undefined) {
  return invoiceNumber === undefined && text === undefined ? undefined : { invoiceNumber, description: text }
}

function settingsOf(window: number | undefined) {
  if (window === undefined) return undefined
  return { setting: [{ settingName: 'duplicateWindow', settingValue: String(window) }] }
}

function userFieldsOf(metadata: Readonly<Record<string, string>> | undefined) {
  const fields = Object.entries(metadata ?? {}).map(([name, value]) => ({ name, value }))
  return fields.length === 0 ? undefined : { userField: fields }
}

import * as z from 'zod'
import * as payment from '../../../contracts/payment.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import { examplePayment, fixtures } from './examples.ts'
import { timeRange } from './lists.ts'

const reference = 'https://developer.squareup.com/reference/square/payments-api'

export const paymentOperations = ({ read, write }: OperationKit<unknown>) => ({
  'create-payment': write(payment.createPayment, {
    docs: `${reference}/create-payment`,
    extra: () => ({
      /** A token of the Web Payments SDK, or the id of a card on file (`ccof:…`), which belongs to a `customer`. */
      source: z.string().min(1).max(4_096),
      /** The account's main location where none is given. */
      location_id: z.string().min(1).max(50).optional(),
      order_id: z.string().min(1).max(192).optional(),
      /** Your own id of what is paid. */
      reference_id: z.string().min(1).max(40).optional(),
      /** What `verifyBuyer()` of the Web Payments SDK gave, where the buyer had to be verified. */
      verification_token: z.string().min(1).max(4_096).optional(),
      buyer_email_address: z.email().max(255).optional(),
      statement_description_identifier: z.string().min(1).max(20).optional(),
    }),
    keyed: true,
    rules: payerIssues,
    request: ({ amount, currency, source, customer, description, capture, metadata: _, ...rest }, _config, context) =>
      post(
        path`/v2/payments`,
        json({
          source_id: source,
          idempotency_key: context.idempotencyKey,
          amount_money: { amount, currency: currency.toUpperCase() },
          autocomplete: capture,
          customer_id: customer,
          note: description,
          ...rest,
        }),
      ),
    example: {
      input: { amount: 1000, currency: 'usd', description: 'Test payment', source: fixtures.token },
      response: ({ amount, currency, description, customer, capture }) => ({
        payment: examplePayment({
          amount,
          currency,
          note: description,
          customer,
          status: capture ? 'COMPLETED' : 'APPROVED',
        }),
      }),
    },
    answer: answers.paymentAnswer,
    unify: (native) => answers.unifyPayment(native.payment),
  }),
  'get-payment': read(payment.getPayment, {
    docs: `${reference}/get-payment`,
    request: ({ id }) => get(path`/v2/payments/${id}`),
    example: { input: { id: fixtures.payment }, response: ({ id }) => ({ payment: examplePayment({ id }) }) },
    answer: answers.paymentAnswer,
    unify: (native) => answers.unifyPayment(native.payment),
  }),
  'list-payments': read(payment.listPayments, {
    docs: `${reference}/list-payments`,
    extra: () => ({
      ...timeRange(),
      /** The account's main location where none is given. */
      location_id: z.string().min(1).max(50).optional(),
    }),
    request: (input) => get(path`/v2/payments`, { query: { ...input, sort_order: 'DESC' } }),
    example: { input: { limit: 3 }, response: () => ({ payments: [examplePayment()] }) },
    answer: answers.paymentPage,
    unify: ({ payments }) => ({ items: (payments ?? []).map(answers.unifyPayment) }),
    next: ({ cursor }) => cursor || undefined,
  }),
  'capture-payment': write(payment.capturePayment, {
    docs: `${reference}/complete-payment`,
    extra: () => ({
      /** Of the payment as you know it: Square refuses the capture where it has changed since. */
      version_token: z.string().min(1).max(255).optional(),
    }),
    rules: ({ amount }) =>
      amount === undefined ? [] : [{ path: 'amount', message: 'Square captures a payment whole' }],
    request: ({ id, version_token }) => post(path`/v2/payments/${id}/complete`, json({ version_token })),
    example: {
      input: { id: fixtures.approvedPayment },
      response: ({ id }) => ({ payment: examplePayment({ id }) }),
    },
    answer: answers.paymentAnswer,
    unify: (native) => answers.unifyPayment(native.payment),
  }),
  'cancel-payment': write(payment.cancelPayment, {
    docs: `${reference}/cancel-payment`,
    request: ({ id }) => post(path`/v2/payments/${id}/cancel`),
    example: {
      input: { id: fixtures.cancelablePayment },
      response: ({ id }) => ({ payment: examplePayment({ id, status: 'CANCELED' }) }),
    },
    answer: answers.paymentAnswer,
    unify: answers.unifyCancellation,
  }),
})

interface PayerInput {
  readonly source: string
  readonly customer?: string | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

function payerIssues({ source, customer, metadata }: PayerInput): readonly InputIssue[] {
  const issues: InputIssue[] = []
  if (source.startsWith('ccof:') && customer === undefined) {
    issues.push({ path: 'customer', message: 'Square wants the customer whose card on file it is' })
  }
  if (metadata !== undefined) {
    issues.push({ path: 'metadata', message: 'Square keeps none; `reference_id` is the text of yours that it keeps' })
  }
  return issues
}

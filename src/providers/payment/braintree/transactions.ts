import * as z from 'zod'
import { toDecimal } from '../../../contracts/money.ts'
import * as payment from '../../../contracts/payment.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { customFields, customFieldsOf } from './custom-fields.ts'
import * as documents from './documents.ts'
import { exampleRefund, exampleTransaction, fixtures } from './examples.ts'
import { ask, examplePage, mutation, nextPage } from './graphql.ts'
import { amountIssues, merchantAccountOf, optionalDecimal } from './money.ts'

const guides = 'https://developer.paypal.com/braintree/graphql/guides'

export const transactionOperations = ({ read, write }: Kit) => ({
  'create-payment': write(payment.createPayment, {
    docs: mutation('charge-payment-method'),
    extra: () => ({
      /** A single-use payment method (the nonce that the client got), or the id of a vaulted one. */
      source: z.string().min(1).max(4_096),
      /** Kept as the order ID. With PayPal it is the invoice number, has 127 characters at most and must be unique. */
      description: z.string().min(1).max(255).optional(),
      metadata: customFields(),
      /** The account to charge through, which must have the payment's currency. */
      merchant_account_id: z.string().min(1).max(255).optional(),
      purchase_order_number: z.string().min(1).max(255).optional(),
      /** What Braintree's client SDK collected of the payer's device. */
      device_data: z.string().min(1).max(65_536).optional(),
      /** Stores a single-use payment method afterwards. */
      vault_when: z.enum(['ALWAYS', 'ON_SUCCESSFUL_TRANSACTION']).optional(),
    }),
    request: (input, config) =>
      ask(input.capture ? documents.chargePaymentMethod : documents.authorizePaymentMethod, {
        input: {
          paymentMethodId: input.source,
          transaction: {
            amount: toDecimal(input.amount, input.currency),
            merchantAccountId: merchantAccountOf(input, config),
            orderId: input.description,
            purchaseOrderNumber: input.purchase_order_number,
            customerId: input.customer,
            customFields: customFieldsOf(input.metadata),
            riskData: input.device_data === undefined ? undefined : { deviceData: input.device_data },
            vaultPaymentMethodAfterTransacting: input.vault_when === undefined ? undefined : { when: input.vault_when },
          },
        },
      }),
    example: {
      input: { amount: 1000, currency: 'usd', description: 'Test payment', source: fixtures.token },
      response: ({ capture, description, customer, amount, currency }) => ({
        data: {
          [capture ? 'chargePaymentMethod' : 'authorizePaymentMethod']: {
            transaction: exampleTransaction({
              status: capture ? 'SUBMITTED_FOR_SETTLEMENT' : 'AUTHORIZED',
              orderId: description,
              amount,
              currency,
              customer,
            }),
          },
        },
      }),
    },
    answer: answers.chargeAnswer,
    unify: (native) => answers.unifyTransaction(answers.transactionOfCharge(native)),
  }),
  'get-payment': read(payment.getPayment, {
    docs: `${guides}/transactions`,
    request: ({ id }) => ask(documents.getTransaction, { id }),
    example: {
      input: { id: fixtures.settledTransaction },
      response: ({ id }) => ({ data: { node: { __typename: 'Transaction', ...exampleTransaction({ id }) } } }),
    },
    answer: answers.transactionAnswer,
    unify: ({ data }) => answers.unifyTransaction(data.node),
  }),
  'list-payments': read(payment.listPayments, {
    docs: `${guides}/search`,
    extra: () => ({
      customer: z.string().min(1).max(255).optional(),
      /** Braintree counts in minutes: the last one is listed whole. */
      created_from: z.iso.datetime().optional(),
      created_until: z.iso.datetime().optional(),
    }),
    request: ({ limit, cursor, customer, created_from: from, created_until: until }) =>
      ask(documents.searchTransactions, {
        input: {
          customer: customer === undefined ? undefined : { id: { is: customer } },
          createdAt:
            from === undefined && until === undefined
              ? undefined
              : { greaterThanOrEqualTo: from, lessThanOrEqualTo: until },
        },
        first: limit,
        after: cursor,
      }),
    example: {
      input: { limit: 3 },
      response: () => ({ data: { search: { transactions: examplePage(exampleTransaction()) } } }),
    },
    answer: answers.transactionPage,
    unify: ({ data }) => ({
      items: (data.search.transactions.edges ?? []).flatMap((edge) =>
        edge?.node ? [answers.unifyTransaction(edge.node)] : [],
      ),
    }),
    next: ({ data }) => nextPage(data.search.transactions),
  }),
  'capture-payment': write(payment.capturePayment, {
    docs: mutation('capture-transaction'),
    rules: amountIssues,
    request: ({ id, ...money }) =>
      ask(documents.captureTransaction, {
        input: {
          transactionId: id,
          transaction: money.amount === undefined ? undefined : { amount: optionalDecimal(money) },
        },
      }),
    example: {
      input: { id: fixtures.authorizedTransaction },
      response: ({ id, amount, currency }) => ({
        data: {
          captureTransaction: {
            transaction: exampleTransaction({ id, status: 'SUBMITTED_FOR_SETTLEMENT', amount, currency }),
          },
        },
      }),
    },
    answer: answers.captureAnswer,
    unify: ({ data }) => answers.unifyTransaction(data.captureTransaction.transaction),
  }),
  // Only what has settled, or is about to, can be refunded; before that, cancel-payment takes it back.
  'refund-payment': write(payment.refundPayment, {
    docs: mutation('refund-transaction'),
    rules: amountIssues,
    // The reason is shown to the payer where PayPal was the means of payment.
    request: ({ id, reason, ...money }) =>
      ask(documents.refundTransaction, {
        input: {
          transactionId: id,
          refund:
            money.amount === undefined && reason === undefined
              ? undefined
              : { amount: optionalDecimal(money), description: reason },
        },
      }),
    example: {
      input: { id: fixtures.settledTransaction, amount: 100, currency: 'usd' },
      response: ({ id, amount, currency }) => ({
        data: { refundTransaction: { refund: exampleRefund({ payment: id, amount, currency }) } },
      }),
    },
    answer: answers.refundAnswer,
    unify: answers.unifyRefund,
  }),
  // Braintree has no cancellation that stops at money that has moved: what has settled is refunded whole, and the
  // unified status then says so.
  'cancel-payment': write(payment.cancelPayment, {
    docs: mutation('reverse-transaction'),
    request: ({ id }) => ask(documents.reverseTransaction, { input: { transactionId: id } }),
    example: {
      input: { id: fixtures.cancelableTransaction },
      response: ({ id }) => ({
        data: { reverseTransaction: { reversal: { __typename: 'Transaction', id, status: 'VOIDED' } } },
      }),
    },
    answer: answers.reversalAnswer,
    unify: (native, { id }) => answers.unifyReversal(native, id),
  }),
})

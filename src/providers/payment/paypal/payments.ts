import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import * as payment from '../../../contracts/payment.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import { exampleMovement, exampleRefund } from './examples.ts'
import { fixtures } from './fixtures.ts'
import { amountIssues, optionalMoney } from './money.ts'
import { wholeAnswer } from './orders.ts'

/**
 * A void has no body and its type is told all the same, since PayPal answers 415 to a POST of no type.
 * https://developer.paypal.com/checkout/void-authorized-payment
 */
const withoutBody = { headers: { ...wholeAnswer.headers, 'Content-Type': 'application/json' } }

export const paymentOperations = ({ read, write }: OperationKit<unknown>) => ({
  // The id is of an authorization: an order that was never authorized moves no money, and expires by itself.
  'cancel-payment': write(payment.cancelPayment, {
    docs: 'https://developer.paypal.com/api/payments/v2/authorizations-void',
    request: ({ id }) => post(path`/v2/payments/authorizations/${id}/void`, undefined, withoutBody),
    example: {
      input: { id: fixtures.authorization },
      response: ({ id }) => exampleMovement({ id, status: 'VOIDED' }),
    },
    answer: answers.voidAnswer,
    unify: answers.unifyVoid,
  }),
  // The id is of a capture; the unified view of a captured payment has it.
  'refund-payment': write(payment.refundPayment, {
    docs: 'https://developer.paypal.com/api/payments/v2/captures-refund',
    extra: () => ({
      /** The payer reads it. */
      reason: z.string().min(1).max(255).optional(),
      custom_id: z.string().min(1).max(127).optional(),
      invoice_id: z.string().min(1).max(127).optional(),
    }),
    rules: amountIssues,
    request: ({ id, reason, amount, currency, ...texts }) =>
      post(
        path`/v2/payments/captures/${id}/refund`,
        json({ ...texts, amount: optionalMoney({ amount, currency }), note_to_payer: reason }),
        wholeAnswer,
      ),
    example: {
      input: { id: fixtures.capture, amount: 100, currency: 'usd' },
      response: exampleRefund,
    },
    answer: answers.refundAnswer,
    unify: answers.unifyRefund,
  }),
  'get-refund': read({
    name: 'Get Refund',
    description: 'Get a refund by its id',
    docs: 'https://developer.paypal.com/api/payments/v2/refunds-get',
    input: () => ({ id: identifier() }),
    request: ({ id }) => get(path`/v2/payments/refunds/${id}`),
    example: {
      input: { id: fixtures.refund },
      response: ({ id }) => ({ ...exampleRefund({}), id }),
    },
    answer: anything,
  }),
})

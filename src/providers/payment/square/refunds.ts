import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import { amount, currencyCode } from '../../../contracts/money.ts'
import * as payment from '../../../contracts/payment.ts'
import { pageInput } from '../../../kit/contract.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import { exampleRefund, fixtures } from './examples.ts'
import { timeRange } from './lists.ts'

const reference = 'https://developer.squareup.com/reference/square/refunds-api'

export const refundOperations = ({ read, write }: OperationKit<unknown>) => ({
  'refund-payment': write(payment.refundPayment, {
    docs: `${reference}/refund-payment`,
    extra: () => ({
      // Square refunds nothing that isn't named: neither all that is left, nor an amount without its currency.
      amount: amount().min(1),
      currency: currencyCode(),
      reason: z.string().min(1).max(192).optional(),
    }),
    keyed: true,
    request: (input, _config, { idempotencyKey }) =>
      post(
        path`/v2/refunds`,
        json({
          idempotency_key: idempotencyKey,
          amount_money: { amount: input.amount, currency: input.currency.toUpperCase() },
          payment_id: input.id,
          reason: input.reason,
        }),
      ),
    example: {
      input: { id: fixtures.payment, amount: 100, currency: 'usd' },
      response: ({ id, ...input }) => ({ refund: exampleRefund({ ...input, payment: id }) }),
    },
    answer: answers.refundAnswer,
    unify: answers.unifyRefund,
  }),
  'get-refund': read({
    name: 'Get Refund',
    description: 'Get a refund by its id, to see whether it has been completed',
    docs: `${reference}/get-payment-refund`,
    input: () => ({ id: identifier() }),
    request: ({ id }) => get(path`/v2/refunds/${id}`),
    example: {
      input: { id: fixtures.refund },
      response: ({ id }) => ({ refund: exampleRefund({ id, status: 'COMPLETED' }) }),
    },
    answer: anything,
  }),
  'list-refunds': read({
    name: 'List Refunds',
    description: 'List refunds of all payments, newest first',
    docs: `${reference}/list-payment-refunds`,
    input: () => ({
      ...pageInput(),
      ...timeRange(),
      /** All locations where none is given. */
      location_id: z.string().min(1).max(50).optional(),
      status: z.enum(['PENDING', 'COMPLETED', 'REJECTED', 'FAILED']).optional(),
    }),
    request: (input) => get(path`/v2/refunds`, { query: { ...input, sort_order: 'DESC' } }),
    example: { input: { limit: 3 }, response: () => ({ refunds: [exampleRefund({ status: 'COMPLETED' })] }) },
    answer: () => z.looseObject({ cursor: z.string().nullish() }),
    next: ({ cursor }) => cursor || undefined,
  }),
})

import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import { amount, currencyCode } from '../../../contracts/money.ts'
import { pageInput } from '../../../kit/contract.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import { fixtures } from './fixtures.ts'
import { amountIssues, toValue } from './money.ts'
import { nextPage, pageCursor, paged, pageOf } from './pages.ts'

const payoutsPage = 'https://developer.paypal.com/docs/api/payments.payouts-batch/v1/'

const item = () =>
  z.strictObject({
    receiver: z.string().min(1).max(127),
    /** What the receiver is named by. */
    recipient_type: z.enum(['EMAIL', 'PHONE', 'PAYPAL_ID', 'USER_HANDLE']).default('EMAIL'),
    amount: amount().min(1),
    currency: currencyCode(),
    note: z.string().min(1).max(4_000).optional(),
    sender_item_id: z.string().min(1).max(63).optional(),
    recipient_wallet: z.enum(['PAYPAL', 'VENMO', 'RECIPIENT_SELECTED']).optional(),
  })

export const payoutOperations = ({ read, write }: OperationKit<unknown>) => ({
  'create-payout': write({
    name: 'Create Payout',
    description: 'Pay a batch of receivers out of the balance',
    docs: `${payoutsPage}#payouts_post`,
    input: () => ({
      /** PayPal refuses one that was used in the last 30 days, and so never pays a batch twice. */
      sender_batch_id: z.string().min(1).max(256).optional(),
      email_subject: z.string().min(1).max(255).optional(),
      email_message: z.string().min(1).max(1_000).optional(),
      items: z.array(item()).min(1).max(15_000),
    }),
    rules: ({ items }) => items.flatMap((each, index) => amountIssues(each, `items.${index}.`)),
    request: ({ items, ...header }) =>
      post(
        path`/v1/payments/payouts`,
        json({
          sender_batch_header: header,
          items: items.map(({ amount: minor, currency, ...each }) => ({
            ...each,
            amount: { currency: currency.toUpperCase(), value: toValue(minor, currency) },
          })),
        }),
      ),
    example: {
      input: {
        sender_batch_id: 'example-2026-01-15',
        items: [{ receiver: 'jenny.rosen@example.com', amount: 1000, currency: 'usd', note: 'Thank you' }],
      },
      response: ({ items, ...header }) => ({
        batch_header: { payout_batch_id: fixtures.payout, batch_status: 'PENDING', sender_batch_header: header },
      }),
    },
    answer: () => z.looseObject({ batch_header: z.looseObject({ payout_batch_id: z.string() }) }),
  }),
  'get-payout': read({
    name: 'Get Payout',
    description: 'Get a payout by the id of its batch, and what became of its items',
    docs: `${payoutsPage}#payouts_get`,
    input: () => ({ ...pageInput(), id: identifier(), cursor: pageCursor() }),
    request: ({ id, limit, cursor }) =>
      get(path`/v1/payments/payouts/${id}`, {
        query: { page_size: limit, page: pageOf(cursor), total_required: true },
      }),
    example: {
      input: { id: fixtures.payout },
      response: ({ id }) => ({
        total_items: 1,
        total_pages: 1,
        batch_header: { payout_batch_id: id, batch_status: 'SUCCESS', sender_batch_header: {} },
        items: [
          {
            payout_item_id: '8AELMXH8UB2P8',
            payout_batch_id: id,
            transaction_status: 'SUCCESS',
            payout_item: {
              recipient_type: 'EMAIL',
              receiver: 'jenny.rosen@example.com',
              amount: { currency: 'USD', value: '10.00' },
            },
          },
        ],
      }),
    },
    answer: () => z.looseObject(paged()),
    next: nextPage,
  }),
})

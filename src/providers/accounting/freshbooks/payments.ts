import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { dayOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { create, recordId } from './resources.ts'

/** The types that a person chooses among; the others are those of cards that FreshBooks charged itself. */
const paymentTypes = [
  'Check',
  'Credit',
  'Cash',
  'Bank Transfer',
  'Credit Card',
  'Debit',
  'PayPal',
  'ACH',
  'Other',
] as const

export const paymentOperations = (kit: Kit) => ({
  'record-payment': kit.write(accounting.recordPayment, {
    docs: 'https://www.freshbooks.com/api/payments',
    extra: () => ({
      invoice: recordId(),
      type: z.enum(paymentTypes).default('Other'),
      /** Whether FreshBooks mails the customer a receipt. */
      notifyCustomer: z.boolean().default(false),
    }),
    rules: ({ account }) =>
      account === undefined ? [] : [{ path: 'account', message: 'FreshBooks keeps no account with a payment' }],
    request: ({ invoice, amount, currency, date, type, notifyCustomer, ...input }, config) =>
      create(config, 'payments', {
        payment: {
          invoiceid: Number(invoice),
          amount: answers.toMoney(amount, currency),
          date,
          type,
          note: input.reference,
          send_client_notification: notifyCustomer,
        },
      }),
    example: {
      input: {
        invoice: fixtures.sentInvoice,
        amount: 25_000,
        currency: 'USD',
        date: '2026-02-01',
        type: 'Bank Transfer',
      },
      response: ({ invoice, amount, currency, date, type, ...input }) =>
        answers.wrapped({
          payment: {
            id: Number(fixtures.payment),
            logid: Number(fixtures.payment),
            accounting_systemid: fixtures.accountId,
            invoiceid: Number(invoice),
            clientid: Number(fixtures.client),
            amount: answers.toMoney(amount, currency),
            date,
            type,
            note: input.reference ?? '',
            vis_state: 0,
            updated: '2026-02-01 10:00:00',
          },
        }),
    },
    answer: () => answers.answered({ payment: paymentAnswer() }),
    unify: ({ response }) => unifyPayment(response.result.payment),
  }),
})

const paymentAnswer = once(() =>
  z.looseObject({
    id: answers.idAnswer(),
    invoiceid: answers.optionalId(),
    clientid: answers.optionalId(),
    amount: answers.moneyAnswer(),
    date: z.string().nullish(),
    note: z.string().nullish(),
  }),
)

function unifyPayment(native: z.output<ReturnType<typeof paymentAnswer>>) {
  return {
    id: String(native.id),
    invoice: answers.idOf(native.invoiceid),
    customer: answers.idOf(native.clientid),
    amount: answers.minorOfMoney(native.amount),
    currency: answers.currencyOfMoney(native.amount),
    date: dayOf(native.date),
    account: null,
    reference: native.note || null,
  }
}

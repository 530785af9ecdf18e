import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { dayOf, minorOf, toNumber } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Config, Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { entityId, reference, save } from './resources.ts'

/** Payments. Fields: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/payment */
export const paymentOperations = (kit: Kit) => ({
  'record-payment': kit.write(accounting.recordPayment, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/payment#create-a-payment',
    extra: () => ({
      invoice: entityId(),
      customer: entityId(),
      /** Undeposited funds, where none is given. */
      account: entityId().optional(),
      reference: z.string().min(1).max(21).optional(),
      /** A payment method of the company, by its id. */
      paymentMethod: entityId().optional(),
      memo: z.string().min(1).max(4_000).optional(),
    }),
    keyed: true,
    request: ({ invoice, customer, amount, currency, date, account, paymentMethod, memo, ...input }, config, context) =>
      save(
        config,
        'payment',
        {
          CustomerRef: reference(customer),
          CurrencyRef: reference(currency.toUpperCase()),
          TotalAmt: toNumber(amount, currency),
          TxnDate: date,
          DepositToAccountRef: reference(account),
          PaymentMethodRef: reference(paymentMethod),
          PaymentRefNum: input.reference,
          PrivateNote: memo,
          Line: [{ Amount: toNumber(amount, currency), LinkedTxn: [{ TxnId: invoice, TxnType: 'Invoice' }] }],
        },
        context,
      ),
    example: {
      input: {
        invoice: fixtures.invoice,
        customer: fixtures.customer,
        amount: 25_000,
        currency: 'USD',
        date: '2026-02-01',
        account: fixtures.bankAccount,
      },
      response: ({ invoice, customer, amount, currency, date, account, ...input }) => ({
        Payment: {
          Id: fixtures.payment,
          SyncToken: '0',
          CustomerRef: { value: customer },
          CurrencyRef: { value: currency.toUpperCase() },
          TotalAmt: toNumber(amount, currency),
          UnappliedAmt: 0,
          TxnDate: date,
          ...(account === undefined ? {} : { DepositToAccountRef: { value: account } }),
          ...(input.reference === undefined ? {} : { PaymentRefNum: input.reference }),
          Line: [{ Amount: toNumber(amount, currency), LinkedTxn: [{ TxnId: invoice, TxnType: 'Invoice' }] }],
          MetaData: answers.exampleMeta,
        },
        time: answers.exampleTime,
      }),
    },
    answer: () => z.looseObject({ Payment: paymentAnswer() }),
    unify: ({ Payment }, _, config) => unifyPayment(Payment, config),
  }),
})

const paymentAnswer = once(() =>
  z.looseObject({
    ...answers.entityAnswer(),
    CustomerRef: answers.referenceAnswer(),
    DepositToAccountRef: answers.referenceAnswer(),
    TotalAmt: answers.amountAnswer(),
    TxnDate: z.string().nullish(),
    PaymentRefNum: z.string().nullish(),
    Line: z
      .array(
        z.looseObject({
          LinkedTxn: z.array(z.looseObject({ TxnId: z.string(), TxnType: z.string() })).nullish(),
        }),
      )
      .nullish(),
  }),
)

function unifyPayment(native: z.output<ReturnType<typeof paymentAnswer>>, config: Config) {
  const currency = answers.currency(native, config)
  const invoices = (native.Line ?? [])
    .flatMap(({ LinkedTxn }) => LinkedTxn ?? [])
    .filter(({ TxnType }) => TxnType === 'Invoice')
  return {
    id: native.Id,
    invoice: invoices.length === 1 ? (invoices[0]?.TxnId ?? null) : null,
    customer: native.CustomerRef?.value ?? null,
    amount: minorOf(native.TotalAmt, currency),
    currency,
    date: dayOf(native.TxnDate),
    account: native.DepositToAccountRef?.value ?? null,
    reference: native.PaymentRefNum ?? null,
  }
}

import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, dayOf, minorOf } from '../../../contracts/accounting/values.ts'
import { identifier } from '../../../contracts/identifier.ts'
import { toDecimal } from '../../../contracts/money.ts'
import type { Kit } from './config.ts'
import * as documents from './documents.ts'
import { fixtures } from './fixtures.ts'
import * as graphql from './graphql.ts'
import { typeReference } from './reference.ts'

const methods = ['BANK_TRANSFER', 'CASH', 'CHEQUE', 'CREDIT_CARD', 'PAYPAL', 'OTHER', 'UNSPECIFIED'] as const

export const paymentOperations = (kit: Kit) => ({
  'record-payment': kit.write(accounting.recordPayment, {
    docs: typeReference('InvoicePaymentCreateManualInput'),
    extra: () => ({
      account: identifier(),
      method: z.enum(methods).default('UNSPECIFIED'),
      /** From the invoice's currency to the business's; 1 where they are the same. */
      exchangeRate: z
        .string()
        .regex(/^\d{1,9}(\.\d{1,10})?$/, 'is not a rate such as 1 or 1.0853')
        .refine((rate) => Number(rate) > 0, 'is not more than nothing'),
    }),
    request: ({ invoice, amount, currency, date, account, method, exchangeRate, ...input }) =>
      graphql.ask(documents.recordPayment, {
        input: {
          invoiceId: invoice,
          paymentAccountId: account,
          amount: toDecimal(amount, currency),
          paymentDate: date,
          paymentMethod: method,
          exchangeRate,
          memo: input.reference,
        },
      }),
    example: {
      input: {
        invoice: fixtures.invoice,
        amount: 25_000,
        currency: 'USD',
        date: '2026-02-01',
        account: fixtures.bankAccount,
        method: 'BANK_TRANSFER',
        exchangeRate: '1',
      },
      response: ({ invoice, amount, currency, date, account, method, ...input }) => ({
        data: {
          invoicePaymentCreateManual: {
            didSucceed: true,
            inputErrors: null,
            invoicePayment: {
              id: fixtures.payment,
              amount: toDecimal(amount, currency),
              paymentDate: date,
              paymentMethod: method,
              memo: input.reference ?? null,
              account: { id: account },
              customer: { id: input.customer ?? fixtures.customer },
              invoice: { id: invoice },
              invoiceCurrency: { code: currency.toUpperCase() },
            },
          },
        },
      }),
    },
    answer: () => graphql.answered({ invoicePaymentCreateManual: z.looseObject({ invoicePayment: paymentAnswer() }) }),
    unify: ({ data }, input) => unifyPayment(data.invoicePaymentCreateManual.invoicePayment, input),
  }),
})

const paymentAnswer = () =>
  z.looseObject({
    id: z.string(),
    amount: graphql.decimalAnswer(),
    paymentDate: z.string().nullish(),
    memo: z.string().nullish(),
    account: z.looseObject({ id: z.string() }).nullish(),
    customer: z.looseObject({ id: z.string() }).nullish(),
    invoice: z.looseObject({ id: z.string() }).nullish(),
    invoiceCurrency: graphql.currencyAnswer(),
  })

function unifyPayment(
  native: z.output<ReturnType<typeof paymentAnswer>>,
  said: { readonly invoice: string; readonly currency: string },
) {
  const currency = currencyOf(native.invoiceCurrency?.code, said.currency)
  return {
    id: native.id,
    invoice: native.invoice?.id ?? said.invoice,
    customer: native.customer?.id ?? null,
    amount: minorOf(native.amount, currency),
    currency,
    date: dayOf(native.paymentDate),
    account: native.account?.id ?? null,
    reference: native.memo || null,
  }
}

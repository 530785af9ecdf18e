import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, minorOf, toNumber } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { dateOf, exampleDate } from './dates.ts'
import { fixtures } from './fixtures.ts'
import { accountReference, create, guid } from './resources.ts'

/** Payments. Fields: https://developer.xero.com/documentation/api/accounting/payments */
export const paymentOperations = (kit: Kit) => ({
  'record-payment': kit.write(accounting.recordPayment, {
    docs: 'https://developer.xero.com/documentation/api/accounting/payments#put-payments',
    extra: () => ({
      invoice: guid(),
      customer: guid().optional(),
      /** A bank account, or one that payments are enabled for: its code, or its AccountID. */
      account: z.string().min(1).max(36),
    }),
    request: ({ invoice, amount, currency, date, account, ...input }, config) =>
      create(config, 'Payments', {
        Invoice: { InvoiceID: invoice },
        Account: accountReference(account),
        Date: date,
        Amount: toNumber(amount, currency),
        Reference: input.reference,
      }),
    example: {
      input: {
        invoice: fixtures.invoice,
        amount: 25_000,
        currency: 'USD',
        date: '2026-02-01',
        account: fixtures.bankAccountCode,
      },
      response: ({ invoice, amount, currency, date, account, ...input }) =>
        answers.exampleAnswer('Payments', {
          PaymentID: fixtures.payment,
          Date: exampleDate(date),
          Amount: toNumber(amount, currency),
          Reference: input.reference ?? '',
          PaymentType: 'ACCRECPAYMENT',
          Status: 'AUTHORISED',
          Account: accountReference(account),
          Invoice: {
            Type: 'ACCREC',
            InvoiceID: invoice,
            InvoiceNumber: 'INV-0007',
            Contact: { ContactID: input.customer ?? fixtures.contact, Name: 'Analytical Engines Ltd' },
            CurrencyCode: currency.toUpperCase(),
          },
          UpdatedDateUTC: '/Date(1769940000000+0000)/',
        }),
    },
    answer: () => z.looseObject({ Payments: answers.one(paymentAnswer()) }),
    unify: ({ Payments: [native] }, input) => unifyPayment(native, input.currency),
  }),
})

const paymentAnswer = once(() =>
  z.looseObject({
    PaymentID: z.string(),
    Date: z.string().nullish(),
    Amount: answers.amountAnswer(),
    Reference: z.string().nullish(),
    Account: z.looseObject({ AccountID: z.string().nullish(), Code: z.string().nullish() }).nullish(),
    Invoice: z
      .looseObject({
        InvoiceID: z.string().nullish(),
        CurrencyCode: z.string().nullish(),
        Contact: z.looseObject({ ContactID: z.string().nullish() }).nullish(),
      })
      .nullish(),
  }),
)

function unifyPayment(native: z.output<ReturnType<typeof paymentAnswer>>, said: string) {
  const currency = currencyOf(native.Invoice?.CurrencyCode, said)
  return {
    id: native.PaymentID,
    invoice: native.Invoice?.InvoiceID ?? null,
    customer: native.Invoice?.Contact?.ContactID ?? null,
    amount: minorOf(native.Amount, currency),
    currency,
    date: dateOf(null, native.Date),
    account: native.Account?.Code ?? native.Account?.AccountID ?? null,
    reference: native.Reference || null,
  }
}

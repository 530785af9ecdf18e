import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, minorOf, toNumber } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { dateOf, exampleDate } from './dates.ts'
import { fixtures } from './fixtures.ts'
import { changes, nextPage, pageCursor, pageQuery, paginationAnswer } from './pages.ts'
import { accountReference, create, guid, list } from './resources.ts'

/** Expenses are spend money transactions. Fields: https://developer.xero.com/documentation/api/accounting/banktransactions */
export const expenseOperations = (kit: Kit) => ({
  'create-expense': kit.write(accounting.createExpense, {
    docs: 'https://developer.xero.com/documentation/api/accounting/banktransactions#put-banktransactions',
    extra: () => ({
      /** The account's code. */
      category: z.string().min(1).max(10),
      /** A bank account: its code, or its AccountID. */
      paidFrom: z.string().min(1).max(36),
      /** A contact. */
      vendor: guid(),
      description: z.string().min(1).max(1_000),
      reference: z.string().min(1).max(255).optional(),
      tax: z.string().min(1).max(50).optional(),
    }),
    request: ({ category, paidFrom, vendor, description, amount, currency, date, tax, ...input }, config) =>
      create(config, 'BankTransactions', {
        Type: 'SPEND',
        Contact: { ContactID: vendor },
        BankAccount: accountReference(paidFrom),
        Date: date,
        CurrencyCode: currency.toUpperCase(),
        LineAmountTypes: 'Inclusive',
        LineItems: [
          {
            Description: description,
            Quantity: 1,
            UnitAmount: toNumber(amount, currency),
            AccountCode: category,
            TaxType: tax,
          },
        ],
        Reference: input.reference,
      }),
    example: {
      input: {
        category: fixtures.expenseAccountCode,
        paidFrom: fixtures.bankAccountCode,
        vendor: fixtures.contact,
        amount: 4_999,
        currency: 'USD',
        date: '2026-01-20',
        description: 'Punched cards',
      },
      response: (input) => answers.exampleAnswer('BankTransactions', exampleSpending(input)),
    },
    answer: () => z.looseObject({ BankTransactions: answers.one(spendingAnswer()) }),
    unify: ({ BankTransactions: [native] }) => unifySpending(native),
  }),
  'list-expenses': kit.read(accounting.listExpenses, {
    docs: 'https://developer.xero.com/documentation/api/accounting/banktransactions#get-banktransactions',
    extra: () => ({ ...pageCursor(), ...changes() }),
    request: ({ updatedSince, ...page }, config) =>
      list(config, 'BankTransactions', { query: { ...pageQuery(page), where: 'Type=="SPEND"' }, updatedSince }),
    example: { input: { limit: 5 }, response: () => answers.examplePage('BankTransactions', exampleSpending(example)) },
    answer: () => z.looseObject({ ...paginationAnswer(), BankTransactions: z.array(spendingAnswer()) }),
    unify: ({ BankTransactions }) => ({ items: BankTransactions.map(unifySpending) }),
    next: nextPage,
  }),
})

const spendingAnswer = once(() =>
  z.looseObject({
    BankTransactionID: z.string(),
    Contact: z.looseObject({ ContactID: z.string().nullish() }).nullish(),
    BankAccount: z.looseObject({ AccountID: z.string().nullish(), Code: z.string().nullish() }).nullish(),
    Date: z.string().nullish(),
    DateString: z.string().nullish(),
    CurrencyCode: z.string().nullish(),
    Total: answers.amountAnswer(),
    LineItems: z
      .array(z.looseObject({ Description: z.string().nullish(), AccountCode: z.string().nullish() }))
      .nullish(),
  }),
)

function unifySpending(native: z.output<ReturnType<typeof spendingAnswer>>) {
  const currency = currencyOf(native.CurrencyCode)
  const lines = native.LineItems ?? []
  return {
    id: native.BankTransactionID,
    category: lines.length === 1 ? (lines[0]?.AccountCode ?? null) : null,
    paidFrom: native.BankAccount?.Code ?? native.BankAccount?.AccountID ?? null,
    vendor: native.Contact?.ContactID ?? null,
    amount: minorOf(native.Total, currency),
    currency,
    date: dateOf(native.DateString, native.Date),
    description: lines[0]?.Description ?? null,
  }
}

interface ExampleSpending {
  readonly category: string
  readonly paidFrom: string
  readonly vendor: string
  readonly amount: number
  readonly currency: string
  readonly date: string
  readonly description: string
}

const example: ExampleSpending = {
  category: fixtures.expenseAccountCode,
  paidFrom: fixtures.bankAccountCode,
  vendor: fixtures.contact,
  amount: 4_999,
  currency: 'USD',
  date: '2026-01-20',
  description: 'Punched cards',
}

function exampleSpending(input: ExampleSpending) {
  const amount = toNumber(input.amount, input.currency)
  return {
    BankTransactionID: fixtures.bankTransaction,
    Type: 'SPEND',
    Status: 'AUTHORISED',
    Contact: { ContactID: input.vendor, Name: 'Jacquard & Sons' },
    BankAccount: { AccountID: fixtures.bankAccount, Code: fixtures.bankAccountCode, Name: 'Checking' },
    DateString: `${input.date}T00:00:00`,
    Date: exampleDate(input.date),
    LineAmountTypes: 'Inclusive',
    LineItems: [
      {
        Description: input.description,
        Quantity: 1,
        UnitAmount: amount,
        AccountCode: input.category,
        LineAmount: amount,
      },
    ],
    Total: amount,
    CurrencyCode: input.currency.toUpperCase(),
    IsReconciled: false,
    UpdatedDateUTC: '/Date(1768901400000+0000)/',
  }
}

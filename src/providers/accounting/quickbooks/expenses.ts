import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { dayOf, minorOf, toNumber } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Config, Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { changes, listCursor, pageOf } from './listing.ts'
import { nextPosition, select, where } from './query.ts'
import { entityId, query, reference, save } from './resources.ts'

/** Expenses are purchases. Fields: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/purchase */
export const expenseOperations = (kit: Kit) => ({
  'create-expense': kit.write(accounting.createExpense, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/purchase#create-a-purchase',
    extra: () => ({
      category: entityId(),
      /** A bank account; of a payment by credit card, the card's account. */
      paidFrom: entityId(),
      vendor: entityId().optional(),
      paymentType: z.enum(['Cash', 'Check', 'CreditCard']).default('Cash'),
      /** The number of the check, or of the receipt. */
      number: z.string().min(1).max(21).optional(),
      tax: z.string().min(1).max(30).optional(),
      /** Companies outside the United States have to say whether the amount includes taxes. */
      globalTaxCalculation: z.enum(['TaxExcluded', 'TaxInclusive', 'NotApplicable']).optional(),
    }),
    keyed: true,
    request: (input, config, context) =>
      save(
        config,
        'purchase',
        {
          PaymentType: input.paymentType,
          AccountRef: reference(input.paidFrom),
          CurrencyRef: reference(input.currency.toUpperCase()),
          EntityRef: input.vendor === undefined ? undefined : { value: input.vendor, type: 'Vendor' },
          TxnDate: input.date,
          DocNumber: input.number,
          PrivateNote: input.description,
          GlobalTaxCalculation: input.globalTaxCalculation,
          Line: [
            {
              DetailType: 'AccountBasedExpenseLineDetail',
              Amount: toNumber(input.amount, input.currency),
              Description: input.description,
              AccountBasedExpenseLineDetail: {
                AccountRef: reference(input.category),
                TaxCodeRef: reference(input.tax),
              },
            },
          ],
        },
        context,
      ),
    example: {
      input: {
        category: fixtures.expenseAccount,
        paidFrom: fixtures.bankAccount,
        vendor: fixtures.vendor,
        amount: 4_999,
        currency: 'USD',
        date: '2026-01-20',
        description: 'Punched cards',
      },
      response: (input) => ({ Purchase: examplePurchase(input), time: answers.exampleTime }),
    },
    answer: () => z.looseObject({ Purchase: purchaseAnswer() }),
    unify: ({ Purchase }, _, config) => unifyPurchase(Purchase, config),
  }),
  'list-expenses': kit.read(accounting.listExpenses, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/purchase#query-a-purchase',
    extra: () => ({
      ...listCursor(),
      ...changes(),
      spentFrom: z.iso.date().optional(),
      spentTo: z.iso.date().optional(),
    }),
    request: ({ spentFrom, spentTo, updatedSince, ...page }, config) =>
      query(
        config,
        select(
          'Purchase',
          [
            spentFrom === undefined ? undefined : where`TxnDate >= ${spentFrom}`,
            spentTo === undefined ? undefined : where`TxnDate <= ${spentTo}`,
            updatedSince === undefined ? undefined : where`MetaData.LastUpdatedTime >= ${updatedSince}`,
          ],
          page,
        ),
      ),
    example: { input: { limit: 5 }, response: () => answers.examplePage('Purchase', examplePurchase(example)) },
    answer: () => pageOf('Purchase', purchaseAnswer()),
    unify: ({ QueryResponse }, _, config) => ({ items: QueryResponse.map((one) => unifyPurchase(one, config)) }),
    next: ({ QueryResponse }, page) => nextPosition(QueryResponse, page),
  }),
})

const purchaseAnswer = once(() =>
  z.looseObject({
    ...answers.entityAnswer(),
    AccountRef: answers.referenceAnswer(),
    EntityRef: answers.referenceAnswer(),
    TotalAmt: answers.amountAnswer(),
    /** True for what a credit card was given back. */
    Credit: z.boolean().nullish(),
    TxnDate: z.string().nullish(),
    PrivateNote: z.string().nullish(),
    Line: z
      .array(
        z.looseObject({
          AccountBasedExpenseLineDetail: z.looseObject({ AccountRef: answers.referenceAnswer() }).nullish(),
        }),
      )
      .nullish(),
  }),
)

function unifyPurchase(native: z.output<ReturnType<typeof purchaseAnswer>>, config: Config) {
  const currency = answers.currency(native, config)
  const amount = minorOf(native.TotalAmt, currency)
  const lines = native.Line ?? []
  return {
    id: native.Id,
    category: lines.length === 1 ? (lines[0]?.AccountBasedExpenseLineDetail?.AccountRef?.value ?? null) : null,
    paidFrom: native.AccountRef?.value ?? null,
    vendor: native.EntityRef?.value ?? null,
    amount: amount !== null && native.Credit === true ? -amount : amount,
    currency,
    date: dayOf(native.TxnDate),
    description: native.PrivateNote ?? null,
  }
}

interface ExamplePurchase {
  readonly category: string
  readonly paidFrom: string
  readonly vendor?: string | undefined
  readonly amount: number
  readonly currency: string
  readonly date: string
  readonly description?: string | undefined
}

const example: ExamplePurchase = {
  category: fixtures.expenseAccount,
  paidFrom: fixtures.bankAccount,
  amount: 4_999,
  currency: 'USD',
  date: '2026-01-20',
}

function examplePurchase(input: ExamplePurchase) {
  return {
    Id: fixtures.purchase,
    SyncToken: '0',
    PaymentType: 'Cash',
    AccountRef: { value: input.paidFrom },
    CurrencyRef: { value: input.currency.toUpperCase() },
    ...(input.vendor === undefined ? {} : { EntityRef: { value: input.vendor, type: 'Vendor' } }),
    TotalAmt: toNumber(input.amount, input.currency),
    TxnDate: input.date,
    ...(input.description === undefined ? {} : { PrivateNote: input.description }),
    Line: [
      {
        Id: '1',
        DetailType: 'AccountBasedExpenseLineDetail',
        Amount: toNumber(input.amount, input.currency),
        AccountBasedExpenseLineDetail: { AccountRef: { value: input.category } },
      },
    ],
    MetaData: answers.exampleMeta,
  }
}

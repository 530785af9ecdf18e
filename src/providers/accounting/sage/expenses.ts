import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, dayOf, minorOf, toNumber } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Config, Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { changes, nextPage, pageAnswer, pageCursor, pageQuery } from './pages.ts'
import { reference } from './reference.ts'
import { create, key, list } from './resources.ts'

/**
 * Expenses are other payments: straight from a bank account to a ledger account, without a supplier's invoice.
 * https://developer.sage.com/accounting/guides/concepts/payments
 */
export const expenseOperations = (kit: Kit) => ({
  'create-expense': kit.write(accounting.createExpense, {
    docs: reference('payments/#tag/Other-Payments', 'postOtherPayments'),
    extra: () => ({
      /** A ledger account. */
      category: key(),
      /** A bank account, as `list-bank-accounts` answers it; it decides the currency. */
      paidFrom: key(),
      /** A contact. */
      vendor: key().optional(),
      tax: key().optional(),
      paymentMethod: key().optional(),
      reference: z.string().min(1).max(100).optional(),
    }),
    keyed: true,
    request: (
      { category, paidFrom, vendor, amount, currency, date, description, tax, paymentMethod, ...input },
      config,
      context,
    ) =>
      create(config, context, 'other_payments', {
        transaction_type_id: 'OTHER_PAYMENT',
        bank_account_id: paidFrom,
        contact_id: vendor,
        date,
        total_amount: toNumber(amount, currency),
        payment_method_id: paymentMethod,
        reference: input.reference,
        payment_lines: [
          {
            ledger_account_id: category,
            details: description,
            total_amount: toNumber(amount, currency),
            tax_rate_id: tax,
          },
        ],
      }),
    example: {
      input: {
        category: fixtures.expenseAccount,
        paidFrom: fixtures.bankAccount,
        vendor: fixtures.vendor,
        amount: 4_999,
        currency: 'GBP',
        date: '2026-01-20',
        description: 'Punched cards',
        tax: fixtures.taxRate,
      },
      response: (input) => examplePayment(input),
    },
    answer: paymentAnswer,
    unify: (native, { currency }, config) => unifyPayment(native, currencyOf(currency, config.currency)),
  }),
  'list-expenses': kit.read(accounting.listExpenses, {
    docs: reference('payments/#tag/Other-Payments', 'getOtherPayments'),
    extra: () => ({
      ...pageCursor(),
      ...changes(),
      spentFrom: z.iso.date().optional(),
      spentTo: z.iso.date().optional(),
    }),
    request: ({ spentFrom, spentTo, updatedSince, ...page }, config) =>
      list(config, 'other_payments', {
        ...pageQuery(page),
        transaction_type_id: 'OTHER_PAYMENT',
        from_date: spentFrom,
        to_date: spentTo,
        updated_or_created_since: updatedSince,
      }),
    example: { input: { limit: 5 }, response: () => answers.examplePage(examplePayment(example)) },
    answer: () => pageAnswer(paymentAnswer()),
    unify: ({ $items }, _, config) => ({ items: $items.map((one) => unifyPayment(one, ofBusiness(config))) }),
    next: nextPage,
  }),
})

const paymentAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    contact: answers.referenceAnswer(),
    bank_account: answers.referenceAnswer(),
    date: z.string().nullish(),
    total_amount: answers.amountAnswer(),
    payment_lines: z
      .array(z.looseObject({ ledger_account: answers.referenceAnswer(), details: z.string().nullish() }))
      .nullish(),
  }),
)

function ofBusiness({ currency }: Config): string | null {
  return currencyOf(currency)
}

function unifyPayment(native: z.output<ReturnType<typeof paymentAnswer>>, currency: string | null) {
  const lines = native.payment_lines ?? []
  return {
    id: native.id,
    category: lines.length === 1 ? (lines[0]?.ledger_account?.id ?? null) : null,
    paidFrom: native.bank_account?.id ?? null,
    vendor: native.contact?.id ?? null,
    amount: minorOf(native.total_amount, currency),
    currency,
    date: dayOf(native.date),
    description: lines[0]?.details || null,
  }
}

interface ExamplePayment {
  readonly category: string
  readonly paidFrom: string
  readonly vendor?: string | undefined
  readonly amount: number
  readonly currency: string
  readonly date: string
  readonly description?: string | undefined
}

const example: ExamplePayment = {
  category: fixtures.expenseAccount,
  paidFrom: fixtures.bankAccount,
  amount: 4_999,
  currency: 'GBP',
  date: '2026-01-20',
}

function examplePayment({ category, paidFrom, vendor, amount, currency, date, description }: ExamplePayment) {
  return {
    ...answers.reference('other_payments', fixtures.otherPayment),
    transaction_type: answers.reference('transaction_types', 'OTHER_PAYMENT'),
    bank_account: answers.reference('bank_accounts', paidFrom),
    contact: vendor === undefined ? null : answers.reference('contacts', vendor),
    date,
    total_amount: toNumber(amount, currency),
    payment_lines: [
      {
        id: `${fixtures.otherPayment}1`,
        ledger_account: answers.reference('ledger_accounts', category),
        details: description ?? '',
        total_amount: toNumber(amount, currency),
      },
    ],
    ...answers.exampleTimes,
  }
}

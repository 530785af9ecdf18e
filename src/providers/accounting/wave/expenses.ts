import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { identifier } from '../../../contracts/identifier.ts'
import { toDecimal } from '../../../contracts/money.ts'
import type { Kit } from './config.ts'
import * as documents from './documents.ts'
import { fixtures } from './fixtures.ts'
import * as graphql from './graphql.ts'
import { article } from './reference.ts'

/**
 * An expense is a money transaction, of which Wave answers nothing but the id: it is a withdrawal from one account, and
 * an increase of the other. Wave tells a repeated one by its external id.
 */
export const expenseOperations = (kit: Kit) => ({
  'create-expense': kit.write(accounting.createExpense, {
    docs: article('360057230751-Mutation-Create-Money-Transaction'),
    extra: () => ({ paidFrom: identifier(), description: z.string().min(1).max(1_000) }),
    rules: ({ vendor }) =>
      vendor === undefined ? [] : [{ path: 'vendor', message: 'Wave keeps no vendor with a transaction' }],
    keyed: true,
    request: ({ category, paidFrom, amount, currency, date, description }, { businessId }, { idempotencyKey }) =>
      graphql.ask(documents.createTransaction, {
        input: {
          businessId,
          externalId: idempotencyKey,
          date,
          description,
          anchor: { accountId: paidFrom, amount: toDecimal(amount, currency), direction: 'WITHDRAWAL' },
          lineItems: [{ accountId: category, amount: toDecimal(amount, currency), balance: 'INCREASE' }],
        },
      }),
    example: {
      input: {
        category: fixtures.expenseAccount,
        paidFrom: fixtures.bankAccount,
        amount: 4_999,
        currency: 'USD',
        date: '2026-01-20',
        description: 'Punched cards',
      },
      response: () => ({
        data: {
          moneyTransactionCreate: { didSucceed: true, inputErrors: null, transaction: { id: fixtures.transaction } },
        },
      }),
    },
    answer: () =>
      graphql.answered({ moneyTransactionCreate: z.looseObject({ transaction: z.looseObject({ id: z.string() }) }) }),
    unify: ({ data }, { category, paidFrom, amount, currency, date, description }) => ({
      id: data.moneyTransactionCreate.transaction.id,
      category,
      paidFrom,
      vendor: null,
      amount,
      currency: currency.toUpperCase(),
      date,
      description,
    }),
  }),
})

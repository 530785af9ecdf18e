import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { dayOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { exampleCounts, nextPage, pageCursor, pageQuery, pagesAnswer } from './pages.ts'
import { create, list, recordId } from './resources.ts'

const docs = 'https://www.freshbooks.com/api/expenses'

export const expenseOperations = (kit: Kit) => ({
  'create-expense': kit.write(accounting.createExpense, {
    docs,
    extra: () => ({
      /** A category, as `list-expense-categories` answers it. */
      category: recordId(),
      /** Whose expense it is; the owner of the account is 1. */
      staff: z.int().min(1),
      /** The vendor's name. */
      vendor: z.string().min(1).max(255).optional(),
      /** A client that it can be billed to. */
      customer: recordId().optional(),
    }),
    rules: ({ paidFrom }) =>
      paidFrom === undefined ? [] : [{ path: 'paidFrom', message: 'FreshBooks keeps no account with an expense' }],
    request: ({ category, amount, currency, date, staff, vendor, customer, description }, config) =>
      create(config, 'expenses', {
        expense: {
          categoryid: Number(category),
          staffid: staff,
          amount: answers.toMoney(amount, currency),
          date,
          vendor,
          clientid: customer === undefined ? undefined : Number(customer),
          notes: description,
        },
      }),
    example: {
      input: {
        category: fixtures.category,
        amount: 4_999,
        currency: 'USD',
        date: '2026-01-20',
        staff: fixtures.staff,
        vendor: 'Jacquard & Sons',
        description: 'Punched cards',
      },
      response: (input) => answers.wrapped({ expense: exampleExpense(input) }),
    },
    answer: () => answers.answered({ expense: expenseAnswer() }),
    unify: ({ response }) => unifyExpense(response.result.expense),
  }),
  'list-expenses': kit.read(accounting.listExpenses, {
    docs,
    extra: () => ({ ...pageCursor(), category: recordId().optional() }),
    request: ({ category, ...page }, config) =>
      list(config, 'expenses', { ...pageQuery(page), 'search[categoryid]': category }),
    example: {
      input: { limit: 5 },
      response: () => answers.wrapped({ expenses: [exampleExpense(example)], ...exampleCounts }),
    },
    answer: () => answers.answered({ ...pagesAnswer(), expenses: z.array(expenseAnswer()) }),
    unify: ({ response }) => ({ items: response.result.expenses.map(unifyExpense) }),
    next: nextPage,
  }),
  'list-expense-categories': kit.read({
    name: 'List Expense Categories',
    description: 'List the categories that expenses count under',
    docs: 'https://www.freshbooks.com/api/expense_categories',
    input: () => ({ ...accounting.listExpenses.input(), ...pageCursor() }),
    request: (page, config) => list(config, 'categories', pageQuery(page)),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.wrapped({
          categories: [
            {
              id: Number(fixtures.category),
              categoryid: Number(fixtures.category),
              category: 'Office supplies',
              vis_state: 0,
            },
          ],
          ...exampleCounts,
        }),
    },
    answer: () => answers.answered(pagesAnswer()),
    next: nextPage,
  }),
})

const expenseAnswer = once(() =>
  z.looseObject({
    id: answers.idAnswer(),
    categoryid: answers.optionalId(),
    accountid: answers.optionalId(),
    vendor: z.string().nullish(),
    amount: answers.moneyAnswer(),
    date: z.string().nullish(),
    notes: z.string().nullish(),
  }),
)

function unifyExpense(native: z.output<ReturnType<typeof expenseAnswer>>) {
  return {
    id: String(native.id),
    category: answers.idOf(native.categoryid),
    paidFrom: answers.idOf(native.accountid),
    vendor: native.vendor || null,
    amount: answers.minorOfMoney(native.amount),
    currency: answers.currencyOfMoney(native.amount),
    date: dayOf(native.date),
    description: native.notes || null,
  }
}

interface ExampleExpense {
  readonly category: string
  readonly amount: number
  readonly currency: string
  readonly date: string
  readonly staff: number
  readonly vendor?: string | undefined
  readonly description?: string | undefined
}

const example: ExampleExpense = {
  category: fixtures.category,
  amount: 4_999,
  currency: 'USD',
  date: '2026-01-20',
  staff: fixtures.staff,
}

function exampleExpense({ category, amount, currency, date, staff, vendor, description }: ExampleExpense) {
  return {
    id: Number(fixtures.expense),
    expenseid: Number(fixtures.expense),
    accounting_systemid: fixtures.accountId,
    categoryid: Number(category),
    staffid: staff,
    clientid: 0,
    amount: answers.toMoney(amount, currency),
    date,
    vendor: vendor ?? '',
    notes: description ?? '',
    status: 0,
    vis_state: 0,
    updated: '2026-01-20 12:00:00',
  }
}

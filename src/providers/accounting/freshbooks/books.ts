import * as z from 'zod'
import type { AccountType } from '../../../contracts/accounting/models.ts'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import { anything } from '../../../kit/operation.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { exampleCounts, nextPage, pageCursor, pageQuery, pagesAnswer } from './pages.ts'
import { identity, list } from './resources.ts'

export const bookOperations = (kit: Kit) => ({
  'list-accounts': kit.read(accounting.listAccounts, {
    docs: 'https://www.freshbooks.com/api',
    extra: pageCursor,
    request: (page, config) => list(config, 'journal_entry_accounts', pageQuery(page)),
    example: {
      input: { limit: 5 },
      response: () => answers.wrapped({ journal_entry_accounts: [exampleAccount()], ...exampleCounts }),
    },
    answer: () => answers.answered({ ...pagesAnswer(), journal_entry_accounts: z.array(accountAnswer()) }),
    // A page counts the accounts, and each of them brings its sub-accounts along, which are what entries are posted to.
    unify: ({ response }) => ({ items: response.result.journal_entry_accounts.flatMap(unifyAccounts) }),
    next: nextPage,
  }),
  'list-items': kit.read(accounting.listItems, {
    docs: 'https://www.freshbooks.com/api/items',
    extra: pageCursor,
    request: (page, config) => list(config, 'items', pageQuery(page)),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.wrapped({
          items: [
            {
              id: Number(fixtures.item),
              accounting_systemid: fixtures.accountId,
              name: 'Calculation',
              description: 'An hour of calculation',
              sku: 'CALC',
              qty: '1',
              unit_cost: { amount: '125.00', code: 'USD' },
              vis_state: 0,
              updated: '2026-01-15 09:30:00',
            },
          ],
          ...exampleCounts,
        }),
    },
    answer: () => answers.answered({ ...pagesAnswer(), items: z.array(itemAnswer()) }),
    unify: ({ response }) => ({ items: response.result.items.map(unifyItem) }),
    next: nextPage,
  }),
  'get-identity': kit.read({
    name: 'Get Identity',
    description: 'Get whose token this is, and the businesses and accounts that it reaches',
    docs: 'https://www.freshbooks.com/api/me_endpoint',
    input: () => ({}),
    request: identity,
    example: {
      input: {},
      response: () => ({
        response: {
          id: 712052,
          first_name: 'Ada',
          last_name: 'Lovelace',
          email: 'ada.lovelace@example.com',
          business_memberships: [
            {
              id: 168372,
              role: 'owner',
              business: { id: 77128, name: 'Upstream Demo', account_id: fixtures.accountId },
            },
          ],
        },
      }),
    },
    answer: anything,
  }),
})

const subAccountAnswer = () =>
  z.looseObject({
    id: answers.idAnswer(),
    account_sub_name: z.string(),
    account_sub_number: z.string().nullish(),
    account_type: z.string().nullish(),
    currency_code: z.string().nullish(),
  })

const accountAnswer = once(() =>
  z.looseObject({
    id: answers.idAnswer(),
    account_name: z.string(),
    account_number: z.string().nullish(),
    account_type: z.string().nullish(),
    currency_code: z.string().nullish(),
    sub_accounts: z.array(subAccountAnswer()).nullish(),
  }),
)

/** A sub-account's number counts within its account: 6000-1. */
function unifyAccounts(native: z.output<ReturnType<typeof accountAnswer>>) {
  const unify = (id: number | string, code: string | null, name: string, type: string, currency: string | null) => ({
    id: String(id),
    code,
    name,
    type: types[type] ?? ('unknown' as const),
    nativeType: type,
    currency,
    active: true,
  })
  const number = native.account_number || null
  const type = native.account_type ?? ''
  const currency = currencyOf(native.currency_code)
  const subAccounts = (native.sub_accounts ?? []).map((sub) =>
    unify(
      sub.id,
      number !== null && sub.account_sub_number ? `${number}-${sub.account_sub_number}` : number,
      sub.account_sub_name,
      sub.account_type ?? type,
      currencyOf(sub.currency_code) ?? currency,
    ),
  )
  return [unify(native.id, number, native.account_name, type, currency), ...subAccounts]
}

const types: Readonly<Record<string, AccountType>> = {
  asset: 'asset',
  liability: 'liability',
  equity: 'equity',
  income: 'income',
  expense: 'expense',
}

const itemAnswer = once(() =>
  z.looseObject({
    id: answers.idAnswer(),
    name: z.string(),
    description: z.string().nullish(),
    sku: z.string().nullish(),
    unit_cost: answers.moneyAnswer(),
    vis_state: z.number().nullish(),
  }),
)

function unifyItem(native: z.output<ReturnType<typeof itemAnswer>>) {
  return {
    id: String(native.id),
    code: native.sku || null,
    name: native.name,
    description: native.description || null,
    price: answers.minorOfMoney(native.unit_cost),
    currency: answers.currencyOfMoney(native.unit_cost),
    active: (native.vis_state ?? 0) === 0,
  }
}

function exampleAccount() {
  const common = { account_type: 'expense', currency_code: 'USD', balance: '0', created_at: '2026-01-05 09:00:00' }
  return {
    id: Number(fixtures.account),
    accountid: Number(fixtures.account),
    account_name: 'Operating Expenses',
    account_number: '6000',
    ...common,
    sub_accounts: [
      {
        id: Number(fixtures.subAccount),
        sub_accountid: Number(fixtures.subAccount),
        parentid: Number(fixtures.account),
        account_sub_name: 'Advertising',
        account_sub_number: '1',
        ...common,
      },
    ],
  }
}

import * as z from 'zod'
import type { AccountType } from '../../../contracts/accounting/models.ts'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, minorOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import { anything } from '../../../kit/operation.ts'
import * as answers from './answers.ts'
import type { Config, Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { listCursor, pageOf } from './listing.ts'
import { nextPosition, select, where } from './query.ts'
import { company, query } from './resources.ts'

export const bookOperations = (kit: Kit) => ({
  'list-accounts': kit.read(accounting.listAccounts, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/account#query-an-account',
    extra: () => ({
      ...listCursor(),
      /** QuickBooks' own name of a type, such as `Bank`. */
      accountType: z.string().min(1).max(50).optional(),
    }),
    request: ({ accountType, ...page }, config) =>
      query(
        config,
        select('Account', [accountType === undefined ? undefined : where`AccountType = ${accountType}`], page),
      ),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.examplePage('Account', {
          Id: fixtures.bankAccount,
          Name: 'Checking',
          FullyQualifiedName: 'Checking',
          Classification: 'Asset',
          AccountType: 'Bank',
          AccountSubType: 'Checking',
          Active: true,
          CurrencyRef: { value: 'USD', name: 'United States Dollar' },
          MetaData: answers.exampleMeta,
        }),
    },
    answer: () => pageOf('Account', accountAnswer()),
    unify: ({ QueryResponse }, _, config) => ({ items: QueryResponse.map((account) => unifyAccount(account, config)) }),
    next: ({ QueryResponse }, page) => nextPosition(QueryResponse, page),
  }),
  'list-items': kit.read(accounting.listItems, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/item#query-an-item',
    extra: listCursor,
    request: (page, config) => query(config, select('Item', [], page)),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.examplePage('Item', {
          Id: fixtures.item,
          Name: 'Services',
          Type: 'Service',
          Description: 'An hour of calculation',
          UnitPrice: 125,
          Active: true,
          IncomeAccountRef: { value: fixtures.incomeAccount },
          MetaData: answers.exampleMeta,
        }),
    },
    answer: () => pageOf('Item', itemAnswer()),
    unify: ({ QueryResponse }, _, config) => ({ items: QueryResponse.map((item) => unifyItem(item, config)) }),
    next: ({ QueryResponse }, page) => nextPosition(QueryResponse, page),
  }),
  'get-company': kit.read({
    name: 'Get Company',
    description: 'Get what QuickBooks knows of the company whose books these are',
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/companyinfo#read-companyinfo',
    input: () => ({}),
    request: (_, config) => company(config),
    example: {
      input: {},
      response: () => ({
        CompanyInfo: {
          Id: '1',
          SyncToken: '4',
          CompanyName: 'Analytical Engines Ltd',
          LegalName: 'Analytical Engines Ltd',
          Country: 'US',
          FiscalYearStartMonth: 'January',
          CompanyStartDate: '2026-01-05',
        },
        time: answers.exampleTime,
      }),
    },
    answer: anything,
  }),
})

const accountAnswer = once(() =>
  z.looseObject({
    ...answers.entityAnswer(),
    Name: z.string(),
    AcctNum: z.string().nullish(),
    Classification: z.string().nullish(),
    AccountType: z.string().nullish(),
    Active: z.boolean().nullish(),
  }),
)

function unifyAccount(native: z.output<ReturnType<typeof accountAnswer>>, config: Config) {
  return {
    id: native.Id,
    code: native.AcctNum ?? null,
    name: native.Name,
    type: types[native.Classification ?? ''] ?? ('unknown' as const),
    nativeType: native.AccountType ?? native.Classification ?? '',
    currency: answers.currency(native, config),
    active: native.Active ?? true,
  }
}

const types: Readonly<Record<string, AccountType>> = {
  Asset: 'asset',
  Liability: 'liability',
  Equity: 'equity',
  Revenue: 'income',
  Expense: 'expense',
}

const itemAnswer = once(() =>
  z.looseObject({
    Id: z.string(),
    Name: z.string(),
    Sku: z.string().nullish(),
    Description: z.string().nullish(),
    UnitPrice: answers.amountAnswer(),
    Active: z.boolean().nullish(),
  }),
)

/** Prices are in the home currency, which QuickBooks doesn't name beside them. */
function unifyItem(native: z.output<ReturnType<typeof itemAnswer>>, config: Config) {
  const currency = currencyOf(config.currency)
  return {
    id: native.Id,
    code: native.Sku ?? null,
    name: native.Name,
    description: native.Description ?? null,
    price: minorOf(native.UnitPrice, currency),
    currency,
    active: native.Active ?? true,
  }
}

import * as z from 'zod'
import type { AccountType } from '../../../contracts/accounting/models.ts'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, minorOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import { anything } from '../../../kit/operation.ts'
import * as answers from './answers.ts'
import type { Config, Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { cut, nextCut, pageCursor } from './pages.ts'
import { list, organisation } from './resources.ts'

export const bookOperations = (kit: Kit) => ({
  'list-accounts': kit.read(accounting.listAccounts, {
    docs: 'https://developer.xero.com/documentation/api/accounting/accounts#get-accounts',
    extra: pageCursor,
    request: (_, config) => list(config, 'Accounts', { query: {} }),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.exampleAnswer('Accounts', {
          AccountID: fixtures.bankAccount,
          Code: fixtures.bankAccountCode,
          Name: 'Checking',
          Status: 'ACTIVE',
          Type: 'BANK',
          Class: 'ASSET',
          BankAccountType: 'BANK',
          CurrencyCode: 'USD',
          EnablePaymentsToAccount: false,
        }),
    },
    answer: () => z.looseObject({ Accounts: z.array(accountAnswer()) }),
    result: ({ Accounts, ...envelope }, page) => answers.json({ ...envelope, Accounts: cut(Accounts, page) }),
    unify: ({ Accounts }, page, config) => ({
      items: cut(Accounts, page).map((account) => unifyAccount(account, config)),
    }),
    next: ({ Accounts }, page) => nextCut(Accounts, page),
  }),
  'list-items': kit.read(accounting.listItems, {
    docs: 'https://developer.xero.com/documentation/api/accounting/items#get-items',
    extra: pageCursor,
    request: (_, config) => list(config, 'Items', { query: {} }),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.exampleAnswer('Items', {
          ItemID: fixtures.item,
          Code: fixtures.itemCode,
          Name: 'Calculation',
          Description: 'An hour of calculation',
          IsSold: true,
          IsPurchased: false,
          SalesDetails: { UnitPrice: 125, AccountCode: fixtures.incomeAccountCode, TaxType: 'NONE' },
          PurchaseDetails: {},
        }),
    },
    answer: () => z.looseObject({ Items: z.array(itemAnswer()) }),
    result: ({ Items, ...envelope }, page) => answers.json({ ...envelope, Items: cut(Items, page) }),
    unify: ({ Items }, page, config) => ({ items: cut(Items, page).map((item) => unifyItem(item, config)) }),
    next: ({ Items }, page) => nextCut(Items, page),
  }),
  'get-organisation': kit.read({
    name: 'Get Organisation',
    description: 'Get what Xero knows of the organisation whose books these are, its base currency included',
    docs: 'https://developer.xero.com/documentation/api/accounting/organisation#get-organisation',
    input: () => ({}),
    request: (_, config) => organisation(config),
    example: {
      input: {},
      response: () =>
        answers.exampleAnswer('Organisations', {
          OrganisationID: fixtures.tenantId,
          Name: 'Upstream Demo',
          LegalName: 'Upstream Demo',
          BaseCurrency: 'USD',
          CountryCode: 'US',
          IsDemoCompany: true,
          OrganisationStatus: 'ACTIVE',
        }),
    },
    answer: anything,
  }),
})

const accountAnswer = once(() =>
  z.looseObject({
    AccountID: z.string(),
    Code: z.string().nullish(),
    Name: z.string(),
    Type: z.string().nullish(),
    Class: z.string().nullish(),
    Status: z.string().nullish(),
    CurrencyCode: z.string().nullish(),
  }),
)

/** Lines take an account by its code alone, and payments take either: the code is the id, where there is one. */
function unifyAccount(native: z.output<ReturnType<typeof accountAnswer>>, config: Config) {
  return {
    id: native.Code || native.AccountID,
    code: native.Code || null,
    name: native.Name,
    type: types[native.Class ?? ''] ?? classOf(native.Type),
    nativeType: native.Type ?? '',
    currency: currencyOf(native.CurrencyCode, config.currency),
    active: native.Status !== 'ARCHIVED' && native.Status !== 'DELETED',
  }
}

const types: Readonly<Record<string, AccountType>> = {
  ASSET: 'asset',
  LIABILITY: 'liability',
  EQUITY: 'equity',
  REVENUE: 'income',
  EXPENSE: 'expense',
}

/** What the types count under, for answers without a class: https://developer.xero.com/documentation/api/accounting/types#accounts */
function classOf(type: string | null | undefined): AccountType {
  switch (type) {
    case 'BANK':
    case 'CURRENT':
    case 'FIXED':
    case 'INVENTORY':
    case 'NONCURRENT':
    case 'PREPAYMENT':
      return 'asset'
    case 'CURRLIAB':
    case 'LIABILITY':
    case 'TERMLIAB':
    case 'PAYG':
      return 'liability'
    case 'EQUITY':
      return 'equity'
    case 'OTHERINCOME':
    case 'REVENUE':
    case 'SALES':
      return 'income'
    case 'DEPRECIATN':
    case 'DIRECTCOSTS':
    case 'EXPENSE':
    case 'OVERHEADS':
      return 'expense'
    default:
      return 'unknown'
  }
}

const itemAnswer = once(() =>
  z.looseObject({
    ItemID: z.string(),
    Code: z.string(),
    Name: z.string().nullish(),
    Description: z.string().nullish(),
    SalesDetails: z.looseObject({ UnitPrice: answers.amountAnswer() }).nullish(),
  }),
)

/** Lines take an item by its code, so the code is the id. */
function unifyItem(native: z.output<ReturnType<typeof itemAnswer>>, config: Config) {
  const currency = currencyOf(config.currency)
  return {
    id: native.Code,
    code: native.Code,
    name: native.Name || native.Code,
    description: native.Description || null,
    price: minorOf(native.SalesDetails?.UnitPrice, currency),
    currency,
    active: true,
  }
}

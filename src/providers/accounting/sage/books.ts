import * as z from 'zod'
import type { AccountType } from '../../../contracts/accounting/models.ts'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf, minorOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Config, Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { nextPage, pageAnswer, pageCursor, pageQuery } from './pages.ts'
import { reference } from './reference.ts'
import { list } from './resources.ts'

/** Where an item of each kind has the price that it is sold at. */
const kinds = { product: 'products', service: 'services', stock: 'stock_items' } as const

export const bookOperations = (kit: Kit) => ({
  'list-accounts': kit.read(accounting.listAccounts, {
    docs: reference('accounting-setup/#tag/Ledger-Accounts', 'getLedgerAccounts'),
    extra: () => ({
      ...pageCursor(),
      /** Only accounts that can be chosen there: https://developer.sage.com/accounting/guides/efficiencies/filtering */
      visibleIn: z
        .enum(['banking', 'sales', 'expenses', 'other_payments', 'other_receipts', 'journals', 'reporting'])
        .optional(),
    }),
    request: ({ visibleIn, ...page }, config) =>
      list(config, 'ledger_accounts', { ...pageQuery(page), visible_in: visibleIn }),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.examplePage({
          ...answers.reference('ledger_accounts', fixtures.salesAccount),
          name: 'Sales - Products',
          display_name: 'Sales - Products (4000)',
          nominal_code: 4000,
          ledger_account_group: { id: 'INCOME', displayed_as: 'Income' },
          ledger_account_type: answers.reference('ledger_account_types', 'SALES'),
          ...answers.exampleTimes,
        }),
    },
    answer: () => pageAnswer(accountAnswer()),
    unify: ({ $items }, _, config) => ({ items: $items.map((account) => unifyAccount(account, config)) }),
    next: nextPage,
  }),
  'list-items': kit.read(accounting.listItems, {
    docs: reference('products-services/#tag/Products', 'getProducts'),
    extra: () => ({ ...pageCursor(), kind: z.enum(['product', 'service', 'stock']).default('product') }),
    request: ({ kind, ...page }, config) => list(config, kinds[kind], pageQuery(page)),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.examplePage({
          ...answers.reference('products', fixtures.product),
          item_code: 'CALC',
          description: 'An hour of calculation',
          sales_prices: [{ id: '1', price_name: 'Sales price', price: 125, price_includes_tax: false }],
          active: true,
          ...answers.exampleTimes,
        }),
    },
    answer: () => pageAnswer(itemAnswer()),
    unify: ({ $items }, _, config) => ({ items: $items.map((item) => unifyItem(item, config)) }),
    next: nextPage,
  }),
  'list-bank-accounts': kit.read({
    name: 'List Bank Accounts',
    description: 'List the accounts that money is received in and paid from',
    docs: reference('banking/#tag/Bank-Accounts', 'getBankAccounts'),
    input: () => ({ ...accounting.listAccounts.input(), ...pageCursor() }),
    request: (page, config) => list(config, 'bank_accounts', pageQuery(page)),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.examplePage({
          ...answers.reference('bank_accounts', fixtures.bankAccount),
          displayed_as: 'Current (1200)',
          nominal_code: 1200,
          bank_account_type: answers.reference('bank_account_types', 'CHECKING'),
        }),
    },
    answer: () => pageAnswer(z.unknown()),
    next: nextPage,
  }),
  'list-tax-rates': kit.read({
    name: 'List Tax Rates',
    description: 'List the tax rates that lines can name',
    docs: reference('taxes/#tag/Tax-Rates', 'getTaxRates'),
    input: () => ({ ...accounting.listAccounts.input(), ...pageCursor() }),
    request: (page, config) => list(config, 'tax_rates', pageQuery(page)),
    example: {
      input: { limit: 5 },
      response: () =>
        answers.examplePage({ ...answers.reference('tax_rates', fixtures.taxRate), name: 'Standard', percentage: 20 }),
    },
    answer: () => pageAnswer(z.unknown()),
    next: nextPage,
  }),
  'list-businesses': kit.read({
    name: 'List Businesses',
    description: 'List the businesses that the token reaches',
    docs: reference('settings/#tag/Businesses', 'getBusinesses'),
    input: () => ({ ...accounting.listAccounts.input(), ...pageCursor() }),
    request: (page, config) => list(config, 'businesses', pageQuery(page)),
    example: {
      input: {},
      response: () =>
        answers.examplePage({ ...answers.reference('businesses', fixtures.business), name: 'Upstream Demo' }),
    },
    answer: () => pageAnswer(z.unknown()),
    next: nextPage,
  }),
})

const accountAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    displayed_as: z.string().nullish(),
    name: z.string().nullish(),
    nominal_code: z.union([z.number(), z.string()]).nullish(),
    ledger_account_group: answers.referenceAnswer(),
    ledger_account_type: answers.referenceAnswer(),
  }),
)

function unifyAccount(native: z.output<ReturnType<typeof accountAnswer>>, config: Config) {
  const code = native.nominal_code
  return {
    id: native.id,
    code: code === null || code === undefined ? null : String(code),
    name: native.name || native.displayed_as || '',
    type: types[native.ledger_account_group?.id.toUpperCase() ?? ''] ?? ('unknown' as const),
    nativeType: native.ledger_account_type?.id ?? native.ledger_account_group?.id ?? '',
    currency: currencyOf(config.currency),
    active: true,
  }
}

/** Groups of ledger accounts: https://developer.sage.com/accounting/guides/concepts/invoicing */
const types: Readonly<Record<string, AccountType>> = {
  ASSET: 'asset',
  LIABILITY: 'liability',
  EQUITY: 'equity',
  CAPITAL: 'equity',
  INCOME: 'income',
  EXPENSE: 'expense',
}

const itemAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    displayed_as: z.string().nullish(),
    item_code: z.string().nullish(),
    description: z.string().nullish(),
    sales_prices: z.array(z.looseObject({ price: answers.amountAnswer() })).nullish(),
    sales_rates: z.array(z.looseObject({ rate: answers.amountAnswer() })).nullish(),
    active: z.boolean().nullish(),
  }),
)

/** Products and stock items have prices, services have rates; the first of them is the usual one. */
function unifyItem(native: z.output<ReturnType<typeof itemAnswer>>, config: Config) {
  const currency = currencyOf(config.currency)
  return {
    id: native.id,
    code: native.item_code || null,
    name: native.description || native.displayed_as || native.id,
    description: native.description || null,
    price: minorOf(native.sales_prices?.[0]?.price ?? native.sales_rates?.[0]?.rate, currency),
    currency,
    active: native.active ?? true,
  }
}

import * as z from 'zod'
import type { AccountType } from '../../../contracts/accounting/models.ts'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { minorOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import { anything } from '../../../kit/operation.ts'
import type { Kit } from './config.ts'
import * as documents from './documents.ts'
import { fixtures } from './fixtures.ts'
import * as graphql from './graphql.ts'
import { article, typeReference } from './reference.ts'

export const bookOperations = (kit: Kit) => ({
  'list-accounts': kit.read(accounting.listAccounts, {
    docs: typeReference('Account'),
    extra: graphql.pageCursor,
    request: (page, { businessId }) =>
      graphql.ask(documents.listAccounts, { business: businessId, ...graphql.pageVariables(page) }),
    example: {
      input: { limit: 5 },
      response: () => ({
        data: {
          business: {
            id: fixtures.business,
            accounts: graphql.examplePage({
              id: fixtures.bankAccount,
              name: 'Cash on Hand',
              displayId: null,
              isArchived: false,
              type: { value: 'ASSET' },
              subtype: { value: 'CASH_AND_BANK' },
              currency: { code: 'USD' },
            }),
          },
        },
      }),
    },
    answer: () => graphql.ofBusiness({ accounts: graphql.connection(accountAnswer()) }),
    unify: ({ data }) => ({ items: graphql.nodesOf(data.business.accounts).map(unifyAccount) }),
    next: ({ data }) => graphql.nextPage(data.business.accounts),
  }),
  'list-items': kit.read(accounting.listItems, {
    docs: article('360032572872-Query-Paginate-list-of-products'),
    extra: graphql.pageCursor,
    request: (page, { businessId }) =>
      graphql.ask(documents.listProducts, { business: businessId, ...graphql.pageVariables(page) }),
    example: {
      input: { limit: 5 },
      response: () => ({
        data: {
          business: {
            id: fixtures.business,
            currency: { code: 'USD' },
            products: graphql.examplePage({
              id: fixtures.product,
              name: 'Calculation',
              description: 'An hour of calculation',
              unitPrice: '125.00',
              isArchived: false,
              isSold: true,
            }),
          },
        },
      }),
    },
    answer: () =>
      graphql.ofBusiness({ currency: graphql.currencyAnswer(), products: graphql.connection(productAnswer()) }),
    unify: ({ data }) => {
      const currency = graphql.codeOf(data.business.currency)
      return { items: graphql.nodesOf(data.business.products).map((product) => unifyProduct(product, currency)) }
    },
    next: ({ data }) => graphql.nextPage(data.business.products),
  }),
  'get-business': kit.read({
    name: 'Get Business',
    description: 'Get what Wave knows of the business whose books these are, its currency included',
    docs: typeReference('Business'),
    input: () => ({}),
    request: (_, { businessId }) => graphql.ask(documents.getBusiness, { business: businessId }),
    example: {
      input: {},
      response: () => ({
        data: {
          business: {
            id: fixtures.business,
            name: 'Upstream Demo',
            isPersonal: false,
            isArchived: false,
            emailSendEnabled: true,
            timezone: 'America/Toronto',
            currency: { code: 'USD' },
          },
        },
      }),
    },
    answer: anything,
  }),
})

const accountAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    displayId: z.string().nullish(),
    isArchived: z.boolean().nullish(),
    type: z.looseObject({ value: z.string() }),
    subtype: z.looseObject({ value: z.string() }).nullish(),
    currency: graphql.currencyAnswer(),
  }),
)

function unifyAccount(native: z.output<ReturnType<typeof accountAnswer>>) {
  return {
    id: native.id,
    code: native.displayId || null,
    name: native.name,
    type: types[native.type.value] ?? ('unknown' as const),
    nativeType: native.subtype?.value ?? native.type.value,
    currency: graphql.codeOf(native.currency),
    active: native.isArchived !== true,
  }
}

const types: Readonly<Record<string, AccountType>> = {
  ASSET: 'asset',
  LIABILITY: 'liability',
  EQUITY: 'equity',
  INCOME: 'income',
  EXPENSE: 'expense',
}

const productAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    name: z.string(),
    description: z.string().nullish(),
    unitPrice: graphql.decimalAnswer(),
    isArchived: z.boolean().nullish(),
  }),
)

/** Prices are in the business's currency. */
function unifyProduct(native: z.output<ReturnType<typeof productAnswer>>, currency: string | null) {
  return {
    id: native.id,
    code: null,
    name: native.name,
    description: native.description || null,
    price: minorOf(native.unitPrice, currency),
    currency,
    active: native.isArchived !== true,
  }
}

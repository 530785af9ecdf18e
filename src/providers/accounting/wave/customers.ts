import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { identifier } from '../../../contracts/identifier.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import type { Kit } from './config.ts'
import * as documents from './documents.ts'
import { fixtures } from './fixtures.ts'
import * as graphql from './graphql.ts'
import { article } from './reference.ts'

export const customerOperations = (kit: Kit) => ({
  'create-customer': kit.write(accounting.createCustomer, {
    docs: article('360032569232-Mutation-Create-customer'),
    extra: () => ({
      ...accounting.personNames(),
      /** The customer's account number. */
      displayId: z.string().min(1).max(100).optional(),
      notes: z.string().min(1).max(1_000).optional(),
    }),
    request: ({ currency, notes, ...input }, { businessId }) =>
      graphql.ask(documents.createCustomer, {
        input: { businessId, ...input, currency: currency?.toUpperCase(), internalNotes: notes },
      }),
    example: {
      input: { name: 'Analytical Engines Ltd', email: 'accounts@engines.example.com', phone: '+44 20 7946 0001' },
      response: (input) => ({
        data: { customerCreate: { didSucceed: true, inputErrors: null, customer: exampleCustomer(input) } },
      }),
    },
    answer: () => graphql.answered({ customerCreate: z.looseObject({ customer: customerAnswer() }) }),
    unify: ({ data }) => unifyCustomer(data.customerCreate.customer),
  }),
  'get-customer': kit.read(accounting.getCustomer, {
    docs: article('360032911011-Query-Get-customer-by-id'),
    request: ({ id }, { businessId }) => graphql.ask(documents.getCustomer, { business: businessId, id }),
    example: {
      input: { id: fixtures.customer },
      response: ({ id }) => ({
        data: { business: { id: fixtures.business, customer: { ...exampleCustomer(example), id } } },
      }),
    },
    answer: () => graphql.ofBusiness({ customer: customerAnswer() }),
    unify: ({ data }) => unifyCustomer(data.business.customer),
  }),
  'list-customers': kit.read(accounting.listCustomers, {
    docs: article('360032908311-Query-List-and-sort-customers'),
    extra: () => ({
      ...graphql.pageCursor(),
      email: z.email().max(254).optional(),
      updatedSince: z.iso.datetime({ offset: true }).optional(),
    }),
    request: ({ email, updatedSince, ...page }, { businessId }) =>
      graphql.ask(documents.listCustomers, {
        business: businessId,
        ...graphql.pageVariables(page),
        email,
        modifiedAfter: updatedSince,
      }),
    example: {
      input: { limit: 5 },
      response: () => ({
        data: { business: { id: fixtures.business, customers: graphql.examplePage(exampleCustomer(example)) } },
      }),
    },
    answer: () => graphql.ofBusiness({ customers: graphql.connection(customerAnswer()) }),
    unify: ({ data }) => ({ items: graphql.nodesOf(data.business.customers).map(unifyCustomer) }),
    next: ({ data }) => graphql.nextPage(data.business.customers),
  }),
})

const customerAnswer = once(() =>
  z.looseObject({
    id: identifier(),
    name: z.string(),
    email: z.string().nullish(),
    phone: z.string().nullish(),
    mobile: z.string().nullish(),
    currency: graphql.currencyAnswer(),
    createdAt: z.string().nullish(),
    modifiedAt: z.string().nullish(),
  }),
)

function unifyCustomer(native: z.output<ReturnType<typeof customerAnswer>>) {
  return {
    id: native.id,
    name: native.name,
    email: native.email || null,
    phone: native.phone || native.mobile || null,
    currency: graphql.codeOf(native.currency),
    createdAt: toUtc(native.createdAt),
    updatedAt: toUtc(native.modifiedAt),
  }
}

interface ExampleCustomer {
  readonly name: string
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

const example: ExampleCustomer = { name: 'Analytical Engines Ltd', email: 'accounts@engines.example.com' }

function exampleCustomer({ name, email, phone }: ExampleCustomer) {
  return {
    id: fixtures.customer,
    name,
    email: email ?? null,
    phone: phone ?? null,
    mobile: null,
    currency: { code: 'USD' },
    createdAt: '2026-01-15T09:30:00.000Z',
    modifiedAt: '2026-01-15T09:30:00.000Z',
  }
}

import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { once } from '../../../kit/contract.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { numericId } from './inputs.ts'
import { exampleResults, nextPage, pageCursor, resultsOf, searchCriteria } from './search-criteria.ts'
import { v1 } from './store-paths.ts'
import { fromDatabase } from './times.ts'

const personName = () => z.string().min(1).max(255)

export const customerOperations = ({ read, write }: Kit) => ({
  'list-customers': read(ecommerce.listCustomers, {
    docs: 'https://adobe-commerce.redoc.ly/2.4.7-admin/tag/customerssearch/#operation/GetV1CustomersSearch',
    extra: () => ({ ...pageCursor(), email: z.email().max(254).optional() }),
    request: ({ email, ...page }, config) =>
      get(v1(config, path`/customers/search`), {
        query: searchCriteria(
          page,
          { field: 'entity_id', direction: 'ASC' },
          { field: 'email', condition: 'eq', value: email },
        ),
      }),
    example: {
      input: { limit: 3 },
      response: (page) =>
        exampleResults(exampleCustomer({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' }), page),
    },
    answer: () => resultsOf(customer()),
    unify: ({ items }) => ({ items: items.map(unifyCustomer) }),
    next: nextPage,
  }),
  'create-customer': write(ecommerce.createCustomer, {
    docs: 'https://adobe-commerce.redoc.ly/2.4.7-admin/tag/customers/#operation/PostV1Customers',
    extra: () => ({
      firstName: personName(),
      lastName: personName(),
      /** The number of a website, for stores with several. */
      website: numericId().optional(),
    }),
    rules: ({ phone }) =>
      phone === undefined ? [] : [{ path: 'phone', message: "can't be kept: Magento has it with addresses alone" }],
    request: ({ email, firstName, lastName, website }, config) =>
      post(
        v1(config, path`/customers`),
        json({
          customer: {
            email,
            firstname: firstName,
            lastname: lastName,
            website_id: website === undefined ? undefined : Number(website),
          },
        }),
      ),
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
      response: (input) => ({ ...exampleCustomer(input), id: 5 }),
    },
    answer: customer,
    unify: unifyCustomer,
  }),
})

const customer = once(() =>
  z.looseObject({
    id: z.int(),
    email: z.string().nullish(),
    firstname: z.string().nullish(),
    lastname: z.string().nullish(),
    addresses: z
      .array(z.looseObject({ telephone: z.string().nullish(), default_billing: z.boolean().nullish() }))
      .nullish(),
    created_at: z.string().nullish(),
    updated_at: z.string().nullish(),
  }),
)

function unifyCustomer({ addresses, ...native }: z.output<ReturnType<typeof customer>>) {
  const address = addresses?.find(({ default_billing }) => default_billing === true) ?? addresses?.[0]
  return {
    id: String(native.id),
    email: native.email || null,
    firstName: native.firstname || null,
    lastName: native.lastname || null,
    phone: address?.telephone || null,
    createdAt: fromDatabase(native.created_at),
    updatedAt: fromDatabase(native.updated_at),
  }
}

interface ExampleInput {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
}

function exampleCustomer({ email, firstName, lastName }: ExampleInput) {
  return {
    id: Number(fixtures.customer),
    group_id: 1,
    created_at: '2026-01-15 09:30:00',
    updated_at: '2026-01-15 09:30:00',
    created_in: 'Default Store View',
    email,
    firstname: firstName,
    lastname: lastName,
    store_id: 1,
    website_id: 1,
    addresses: [],
    disable_auto_group_change: 0,
  }
}

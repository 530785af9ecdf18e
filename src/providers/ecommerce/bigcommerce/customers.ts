import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { dataOf, examplePage, nextPage, pageOfData } from './envelope.ts'
import { fixtures } from './examples.ts'
import { pageCursor, pageQuery } from './inputs.ts'
import { v3 } from './store-paths.ts'

const personName = () => z.string().min(1).max(100)

export const customerOperations = ({ read, write }: Kit) => ({
  'list-customers': read(ecommerce.listCustomers, {
    docs: 'https://developer.bigcommerce.com/docs/rest-management/customers#get-all-customers',
    extra: () => ({ ...pageCursor(), email: z.email().max(250).optional() }),
    request: ({ email, ...page }, config) =>
      get(v3(config, path`/customers`), {
        query: { ...pageQuery(page), 'email:in': email, sort: 'date_created:asc' },
      }),
    example: {
      input: { limit: 3 },
      response: ({ limit }) =>
        examplePage(exampleCustomer({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' }), limit),
    },
    answer: () => pageOfData(customer()),
    unify: ({ data }) => ({ items: data.map(unifyCustomer) }),
    next: nextPage,
  }),
  'create-customer': write(ecommerce.createCustomer, {
    docs: 'https://developer.bigcommerce.com/docs/rest-management/customers#create-customers',
    extra: () => ({
      email: z.email().max(250),
      firstName: personName(),
      lastName: personName(),
      company: z.string().min(1).max(255).optional(),
      notes: z.string().min(1).max(65_535).optional(),
    }),
    // The request takes a list of customers, and answers one.
    request: ({ firstName, lastName, ...input }, config) =>
      post(v3(config, path`/customers`), json([{ ...input, first_name: firstName, last_name: lastName }])),
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
      response: (input) => ({ data: [{ ...exampleCustomer(input), id: 21 }], meta: {} }),
    },
    answer: () => dataOf(z.tuple([customer()])),
    unify: ({ data: [created] }) => unifyCustomer(created),
  }),
})

const customer = once(() =>
  z.looseObject({
    id: z.int(),
    email: z.string().nullish(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    phone: z.string().nullish(),
    date_created: z.string().nullish(),
    date_modified: z.string().nullish(),
  }),
)

function unifyCustomer(native: z.output<ReturnType<typeof customer>>) {
  return {
    id: String(native.id),
    email: native.email || null,
    firstName: native.first_name || null,
    lastName: native.last_name || null,
    phone: native.phone || null,
    createdAt: toUtc(native.date_created),
    updatedAt: toUtc(native.date_modified),
  }
}

interface ExampleInput {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly phone?: string | undefined
  readonly company?: string | undefined
  readonly notes?: string | undefined
}

function exampleCustomer({ email, firstName, lastName, phone = '', company = '', notes = '' }: ExampleInput) {
  return {
    id: Number(fixtures.customer),
    email,
    first_name: firstName,
    last_name: lastName,
    phone,
    company,
    notes,
    customer_group_id: 0,
    date_created: '2026-01-15T09:30:00Z',
    date_modified: '2026-01-15T09:30:00Z',
  }
}

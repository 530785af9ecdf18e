import * as z from 'zod'
import * as ecommerce from '../../../../contracts/ecommerce.ts'
import type { OperationKit } from '../../../../kit/operation.ts'
import { fixtures } from '../examples.ts'
import { ask, nextCursor } from '../graphql.ts'
import { allOf, term } from '../search.ts'
import * as answers from './answers.ts'
import * as documents from './documents.ts'

export function customerOperations({ read, write }: OperationKit<unknown>) {
  return {
    'list-customers': read(ecommerce.listCustomers, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/queries/customers',
      extra: () => ({ email: z.email().max(254).optional() }),
      request: ({ limit, cursor, email }) =>
        ask(documents.listCustomers, { first: limit, after: cursor, query: allOf(term('email', ':', email)) }),
      example: {
        input: { limit: 3 },
        response: () => ({
          data: {
            customers: {
              nodes: [exampleCustomer({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' })],
              pageInfo: { hasNextPage: false, endCursor: null },
            },
          },
        }),
      },
      answer: answers.customerList,
      unify: ({ data }) => ({ items: data.customers.nodes.map(answers.unifyCustomer) }),
      next: ({ data }) => nextCursor(data.customers),
    }),
    'create-customer': write(ecommerce.createCustomer, {
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/customerCreate',
      extra: () => ({
        note: z.string().min(1).max(5_000).optional(),
        tags: z.array(z.string().min(1).max(255)).max(250).optional(),
      }),
      request: (input) => ask(documents.createCustomer, { input }),
      example: {
        input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
        response: (input) => ({ data: { customerCreate: { customer: exampleCustomer(input), userErrors: [] } } }),
      },
      answer: answers.customerCreateAnswer,
      unify: ({ data }) => answers.unifyCustomer(data.customerCreate.customer),
    }),
  }
}

interface ExampleInput {
  readonly email: string
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly phone?: string | undefined
}

function exampleCustomer({ email, firstName, lastName, phone }: ExampleInput) {
  return {
    id: fixtures.customer,
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    defaultEmailAddress: { emailAddress: email },
    defaultPhoneNumber: phone === undefined ? null : { phoneNumber: phone },
    createdAt: '2026-01-15T09:30:00Z',
    updatedAt: '2026-01-15T09:30:00Z',
  }
}

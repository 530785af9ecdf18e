import * as z from 'zod'
import * as ecommerce from '../../../contracts/ecommerce.ts'
import { once } from '../../../kit/contract.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import type { Kit } from './config.ts'
import { fixtures } from './examples.ts'
import { nextPage, pageCursor, pageQuery } from './inputs.ts'
import { fromGmt } from './times.ts'

export const customerOperations = ({ read, write }: Kit) => ({
  'list-customers': read(ecommerce.listCustomers, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-customers',
    extra: () => ({ ...pageCursor(), email: z.email().max(254).optional() }),
    request: ({ email, ...page }) =>
      get(path`/wp-json/wc/v3/customers`, { query: { ...pageQuery(page), orderby: 'id', order: 'asc', email } }),
    example: {
      input: { limit: 3 },
      response: () => [exampleCustomer({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' })],
    },
    answer: () => z.array(customer()),
    unify: (customers) => ({ items: customers.map(unifyCustomer) }),
    next: nextPage,
  }),
  'create-customer': write(ecommerce.createCustomer, {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#create-a-customer',
    extra: () => ({
      /** What the customer logs in with; made of the email by default. */
      username: z.string().min(1).max(60).optional(),
    }),
    request: ({ email, firstName, lastName, phone, username }) =>
      post(
        path`/wp-json/wc/v3/customers`,
        json({
          email,
          first_name: firstName,
          last_name: lastName,
          username,
          billing: phone === undefined ? undefined : { phone },
        }),
      ),
    example: {
      input: { email: 'grace.hopper@example.com', firstName: 'Grace', lastName: 'Hopper' },
      response: (input) => ({ ...exampleCustomer(input), id: 26 }),
    },
    answer: customer,
    unify: unifyCustomer,
  }),
})

const customer = once(() =>
  z.looseObject({
    id: z.int(),
    email: z.string().nullish(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    billing: z.looseObject({ phone: z.string().nullish() }).nullish(),
    date_created_gmt: z.string().nullish(),
    date_modified_gmt: z.string().nullish(),
  }),
)

function unifyCustomer(native: z.output<ReturnType<typeof customer>>) {
  return {
    id: String(native.id),
    email: native.email || null,
    firstName: native.first_name || null,
    lastName: native.last_name || null,
    phone: native.billing?.phone || null,
    createdAt: fromGmt(native.date_created_gmt),
    updatedAt: fromGmt(native.date_modified_gmt),
  }
}

interface ExampleInput {
  readonly email: string
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly phone?: string | undefined
  readonly username?: string | undefined
}

function exampleCustomer({ email, firstName = '', lastName = '', phone = '', username }: ExampleInput) {
  return {
    id: Number(fixtures.customer),
    email,
    first_name: firstName,
    last_name: lastName,
    role: 'customer',
    username: username ?? email.split('@')[0],
    billing: { first_name: '', last_name: '', email: '', phone },
    date_created: '2026-01-15T04:30:00',
    date_created_gmt: '2026-01-15T09:30:00',
    date_modified: null,
    date_modified_gmt: null,
  }
}

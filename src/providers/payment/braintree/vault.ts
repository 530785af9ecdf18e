import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import * as payment from '../../../contracts/payment.ts'
import { pageInput } from '../../../kit/contract.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { anything } from '../../../kit/operation.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { customFields, customFieldsOf } from './custom-fields.ts'
import * as documents from './documents.ts'
import { exampleCustomer, examplePaymentMethod, fixtures } from './examples.ts'
import { answered, ask, connection, examplePage, mutation, nextPage } from './graphql.ts'

export const vaultOperations = ({ read, write }: Kit) => ({
  'create-customer': write(payment.createCustomer, {
    docs: mutation('create-customer'),
    extra: () => ({
      metadata: customFields(),
      first_name: z.string().min(1).max(255).optional(),
      last_name: z.string().min(1).max(255).optional(),
      company: z.string().min(1).max(255).optional(),
    }),
    rules: customerIssues,
    request: (input) =>
      ask(documents.createCustomer, {
        input: { customer: { ...personOf(input), customFields: customFieldsOf(input.metadata) } },
      }),
    example: {
      input: { email: 'jenny.rosen@example.com', name: 'Jenny Rosen' },
      response: (input) => ({ data: { createCustomer: { customer: exampleCustomer(personOf(input)) } } }),
    },
    answer: answers.customerAnswer,
    unify: answers.unifyCustomer,
  }),
  'get-customer': read({
    name: 'Get Customer',
    description: 'Get a customer by its id, with its vaulted payment methods',
    docs: 'https://developer.paypal.com/braintree/graphql/reference/types/customer',
    input: () => ({ id: identifier() }),
    request: ({ id }) => ask(documents.getCustomer, { id }),
    example: {
      input: { id: fixtures.customer },
      response: ({ id }) => ({
        data: {
          node: {
            __typename: 'Customer',
            ...exampleCustomer(ada),
            id,
            defaultPaymentMethod: examplePaymentMethod(),
            paymentMethods: { edges: [{ node: examplePaymentMethod() }] },
          },
        },
      }),
    },
    answer: anything,
  }),
  'list-customers': read({
    name: 'List Customers',
    description: 'List customers, or search them by their email address',
    docs: 'https://developer.paypal.com/braintree/graphql/guides/search',
    input: () => ({ ...pageInput(), email: z.string().min(1).max(255).optional() }),
    request: ({ limit, cursor, email }) =>
      ask(documents.searchCustomers, {
        input: { email: email === undefined ? undefined : { is: email } },
        first: limit,
        after: cursor,
      }),
    example: {
      input: { limit: 5 },
      response: () => ({ data: { search: { customers: examplePage(exampleCustomer(ada)) } } }),
    },
    answer: () => answered({ search: z.looseObject({ customers: connection(anything()) }) }),
    next: ({ data }) => nextPage(data.search.customers),
  }),
  'vault-payment-method': write({
    name: 'Vault Payment Method',
    description: 'Store a single-use payment method, so that it can be charged again',
    docs: mutation('vault-payment-method'),
    input: () => ({
      /** The nonce that the client got. */
      source: z.string().min(1).max(4_096),
      /** Who the payment method will belong to; a new customer where none is given. */
      customer: identifier().optional(),
      make_default: z.boolean().optional(),
      /** A card is verified with its bank before it is stored, unless this is true. */
      skip_verification: z.boolean().optional(),
      merchant_account_id: z.string().min(1).max(255).optional(),
    }),
    request: (input, config) =>
      ask(documents.vaultPaymentMethod, {
        input: {
          paymentMethodId: input.source,
          customerId: input.customer,
          makeDefault: input.make_default,
          verification: verificationOf(input.skip_verification, input.merchant_account_id ?? config.merchantAccountId),
        },
      }),
    example: {
      input: { source: fixtures.token, customer: fixtures.customer },
      response: ({ customer }) => ({
        data: {
          vaultPaymentMethod: {
            paymentMethod: { ...examplePaymentMethod(), customer: { id: customer ?? fixtures.customer } },
            verification: null,
          },
        },
      }),
    },
    answer: anything,
  }),
})

function verificationOf(skip: boolean | undefined, merchantAccountId: string | undefined) {
  return skip === undefined && merchantAccountId === undefined ? undefined : { skip, merchantAccountId }
}

const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' }

interface CustomerInput {
  readonly email?: string | undefined
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly description?: string | undefined
  readonly first_name?: string | undefined
  readonly last_name?: string | undefined
  readonly company?: string | undefined
}

/** Nobody can tell where a name is to be split, so that it stands whole as the first name. */
function personOf(input: CustomerInput) {
  return {
    firstName: input.first_name ?? input.name,
    lastName: input.last_name,
    company: input.company,
    email: input.email,
    phoneNumber: input.phone,
  }
}

function customerIssues(input: CustomerInput): readonly InputIssue[] {
  const issues: InputIssue[] = []
  for (const path of ['first_name', 'last_name'] as const) {
    if (input.name !== undefined && input[path] !== undefined) issues.push({ path, message: 'is a part of `name`' })
  }
  if (input.description !== undefined) {
    issues.push({
      path: 'description',
      message: 'Braintree keeps none; `metadata` are the custom fields that it keeps',
    })
  }
  return issues
}

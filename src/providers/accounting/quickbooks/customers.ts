import * as z from 'zod'
import * as accounting from '../../../contracts/accounting/operations.ts'
import { currencyOf } from '../../../contracts/accounting/values.ts'
import { once } from '../../../kit/contract.ts'
import * as answers from './answers.ts'
import type { Kit } from './config.ts'
import { fixtures } from './fixtures.ts'
import { changes, listCursor, pageOf } from './listing.ts'
import { nextPosition, select, where } from './query.ts'
import { entityId, query, read, reference, save } from './resources.ts'

/** Customers. Fields: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer */
export const customerOperations = (kit: Kit) => ({
  'create-customer': kit.write(accounting.createCustomer, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer#create-a-customer',
    extra: () => ({
      /** Unique among customers, vendors and employees. */
      name: z
        .string()
        .min(1)
        .max(255)
        .regex(/^[^:\t\n]+$/, 'has a colon, a tab or a line break in it'),
      ...accounting.personNames(),
      company: z.string().min(1).max(100).optional(),
      notes: z.string().min(1).max(2_000).optional(),
    }),
    keyed: true,
    request: ({ name, email, phone, currency, firstName, lastName, company, notes }, config, context) =>
      save(
        config,
        'customer',
        {
          DisplayName: name,
          GivenName: firstName,
          FamilyName: lastName,
          CompanyName: company,
          PrimaryEmailAddr: email === undefined ? undefined : { Address: email },
          PrimaryPhone: phone === undefined ? undefined : { FreeFormNumber: phone },
          CurrencyRef: reference(currency?.toUpperCase()),
          Notes: notes,
        },
        context,
      ),
    example: {
      input: { name: 'Analytical Engines Ltd', email: 'accounts@engines.example.com', phone: '+44 20 7946 0001' },
      response: (input) => ({ Customer: exampleCustomer(input), time: answers.exampleTime }),
    },
    answer: () => z.looseObject({ Customer: customerAnswer() }),
    unify: ({ Customer }) => unifyCustomer(Customer),
  }),
  'get-customer': kit.read(accounting.getCustomer, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer#read-a-customer',
    extra: () => ({ id: entityId() }),
    request: ({ id }, config) => read(config, 'customer', id),
    example: {
      input: { id: fixtures.customer },
      response: ({ id }) => ({ Customer: { ...exampleCustomer(example), Id: id }, time: answers.exampleTime }),
    },
    answer: () => z.looseObject({ Customer: customerAnswer() }),
    unify: ({ Customer }) => unifyCustomer(Customer),
  }),
  'list-customers': kit.read(accounting.listCustomers, {
    docs: 'https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer#query-a-customer',
    extra: () => ({
      ...listCursor(),
      ...changes(),
      /** Exactly this name, in either case. */
      name: z.string().min(1).max(255).optional(),
      email: z.email().max(254).optional(),
    }),
    request: ({ name, email, updatedSince, ...page }, config) =>
      query(
        config,
        select(
          'Customer',
          [
            name === undefined ? undefined : where`DisplayName = ${name}`,
            email === undefined ? undefined : where`PrimaryEmailAddr = ${email}`,
            updatedSince === undefined ? undefined : where`MetaData.LastUpdatedTime >= ${updatedSince}`,
          ],
          page,
        ),
      ),
    example: {
      input: { limit: 5 },
      response: () => answers.examplePage('Customer', exampleCustomer(example)),
    },
    answer: () => pageOf('Customer', customerAnswer()),
    unify: ({ QueryResponse }) => ({ items: QueryResponse.map(unifyCustomer) }),
    next: ({ QueryResponse }, page) => nextPosition(QueryResponse, page),
  }),
})

const customerAnswer = once(() =>
  z.looseObject({
    ...answers.entityAnswer(),
    DisplayName: z.string(),
    PrimaryEmailAddr: z.looseObject({ Address: z.string().nullish() }).nullish(),
    PrimaryPhone: z.looseObject({ FreeFormNumber: z.string().nullish() }).nullish(),
  }),
)

function unifyCustomer(native: z.output<ReturnType<typeof customerAnswer>>) {
  return {
    id: native.Id,
    name: native.DisplayName,
    email: native.PrimaryEmailAddr?.Address ?? null,
    phone: native.PrimaryPhone?.FreeFormNumber ?? null,
    currency: currencyOf(native.CurrencyRef?.value),
    ...answers.times(native),
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
    Id: fixtures.customer,
    SyncToken: '0',
    DisplayName: name,
    FullyQualifiedName: name,
    Active: true,
    ...(email === undefined ? {} : { PrimaryEmailAddr: { Address: email } }),
    ...(phone === undefined ? {} : { PrimaryPhone: { FreeFormNumber: phone } }),
    MetaData: answers.exampleMeta,
  }
}

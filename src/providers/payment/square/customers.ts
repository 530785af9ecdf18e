import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import * as payment from '../../../contracts/payment.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import { exampleCustomer, fixtures } from './examples.ts'

const reference = 'https://developer.squareup.com/reference/square/customers-api'

export const customerOperations = ({ read, write }: OperationKit<unknown>) => ({
  'create-customer': write(payment.createCustomer, {
    docs: `${reference}/create-customer`,
    extra: () => ({
      /** 9 to 16 digits. */
      phone: z
        .string()
        .max(40)
        .regex(/^\+?(?:[\s().-]*\d){9,16}[\s().-]*$/, 'is not 9 to 16 digits')
        .optional(),
      given_name: z.string().min(1).max(300).optional(),
      family_name: z.string().min(1).max(300).optional(),
      company_name: z.string().min(1).max(500).optional(),
      /** Your own id of the customer. */
      reference_id: z.string().min(1).max(100).optional(),
    }),
    keyed: true,
    rules: customerIssues,
    // Nobody can tell where a name is to be split, so that it stands whole as the given name.
    request: ({ email, name, phone, description, metadata: _, given_name, ...rest }, _config, { idempotencyKey }) =>
      post(
        path`/v2/customers`,
        json({
          idempotency_key: idempotencyKey,
          given_name: given_name ?? name,
          email_address: email,
          phone_number: phone,
          note: description,
          ...rest,
        }),
      ),
    example: {
      input: { email: 'jenny.rosen@example.com', name: 'Jenny Rosen' },
      response: ({ email, name, given_name, family_name, phone, description }) => ({
        customer: exampleCustomer({ given: given_name ?? name, family: family_name, email, phone, note: description }),
      }),
    },
    answer: answers.customerAnswer,
    unify: answers.unifyCustomer,
  }),
  'get-customer': read({
    name: 'Get Customer',
    description: 'Get a customer by its id',
    docs: `${reference}/retrieve-customer`,
    input: () => ({ id: identifier() }),
    request: ({ id }) => get(path`/v2/customers/${id}`),
    example: {
      input: { id: fixtures.customer },
      response: ({ id }) => ({ customer: { ...exampleCustomer({ given: 'Ada', family: 'Lovelace' }), id } }),
    },
    answer: anything,
  }),
})

interface CustomerInput {
  readonly email?: string | undefined
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly given_name?: string | undefined
  readonly family_name?: string | undefined
  readonly company_name?: string | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

function customerIssues(input: CustomerInput): readonly InputIssue[] {
  const issues: InputIssue[] = []
  const names = [input.name, input.given_name, input.family_name, input.company_name]
  if ([...names, input.email, input.phone].every((value) => value === undefined)) {
    issues.push({ path: 'email', message: 'Square wants a name, an email address or a phone number' })
  }
  for (const path of ['given_name', 'family_name'] as const) {
    if (input.name !== undefined && input[path] !== undefined) issues.push({ path, message: 'is a part of `name`' })
  }
  if (input.metadata !== undefined) {
    issues.push({ path: 'metadata', message: 'Square keeps none; `reference_id` is the text of yours that it keeps' })
  }
  return issues
}

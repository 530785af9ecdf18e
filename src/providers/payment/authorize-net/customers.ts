import * as z from 'zod'
import * as payment from '../../../contracts/payment.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { ok } from './examples.ts'
import { fixtures } from './fixtures.ts'
import { call, numericId, opaqueData, reference, tokenKind } from './request.ts'

export const customerOperations = ({ read, write }: OperationKit<unknown>) => ({
  'create-customer': write(payment.createCustomer, {
    docs: reference('customer-profiles-create-customer-profile'),
    extra: () => ({
      // A profile has no name: it goes in front of the description, which takes 255 characters.
      name: z.string().min(1).max(100).optional(),
      description: z.string().min(1).max(150).optional(),
      /** Your own id of the customer. */
      merchant_customer_id: z.string().min(1).max(20).optional(),
      /** A means of payment to store with the customer. */
      source: z.string().min(1).max(4_096).optional(),
      source_type: tokenKind(),
      /** How the means of payment is checked before it is stored. */
      validation_mode: z.enum(['none', 'testMode', 'liveMode']).optional(),
    }),
    rules: profileIssues,
    request: (input) =>
      call('createCustomerProfile', {
        profile: {
          merchantCustomerId: input.merchant_customer_id,
          description: descriptionOf(input),
          email: input.email,
          paymentProfiles:
            input.source === undefined ? undefined : { payment: opaqueData(input.source, input.source_type) },
        },
        validationMode: input.validation_mode,
      }),
    example: {
      input: { email: 'jenny.rosen@example.com', name: 'Jenny Rosen' },
      response: ({ source }) => ({
        customerProfileId: '912345678',
        customerPaymentProfileIdList: source === undefined ? [] : ['934567890'],
        customerShippingAddressIdList: [],
        validationDirectResponseList: [],
        ...ok,
      }),
    },
    answer: () => z.looseObject({ customerProfileId: z.string() }),
    unify: (native, { email = null, name = null }) => ({ id: native.customerProfileId, email, name, createdAt: null }),
  }),
  'get-customer': read({
    name: 'Get Customer',
    description: 'Get a customer by its id, with its stored means of payment',
    docs: reference('customer-profiles-get-customer-profile'),
    input: () => ({ id: numericId() }),
    request: ({ id }) => call('getCustomerProfile', { customerProfileId: id }),
    example: {
      input: { id: fixtures.customer },
      response: ({ id }) => ({
        profile: { customerProfileId: id, description: 'Jenny Rosen', email: 'jenny.rosen@example.com' },
        ...ok,
      }),
    },
    answer: anything,
  }),
})

interface ProfileInput {
  readonly email?: string | undefined
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly description?: string | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
  readonly merchant_customer_id?: string | undefined
  readonly source?: string | undefined
  readonly validation_mode?: string | undefined
}

function profileIssues(input: ProfileInput): readonly InputIssue[] {
  const issues: InputIssue[] = []
  if (input.email === undefined && input.merchant_customer_id === undefined && descriptionOf(input) === undefined) {
    issues.push({ path: 'email', message: 'Authorize.Net wants an email, a description or an id of your own' })
  }
  for (const name of ['phone', 'metadata'] as const) {
    if (input[name] !== undefined) issues.push({ path: name, message: 'has no place in a profile of Authorize.Net' })
  }
  if (input.validation_mode !== undefined && input.source === undefined) {
    issues.push({ path: 'validation_mode', message: 'belongs beside a `source`' })
  }
  return issues
}

function descriptionOf({ name, description }: ProfileInput): string | undefined {
  return [name, description].filter((text) => text !== undefined).join(': ') || undefined
}

import type { Account } from '../context.ts'
import type { CustomerRecord } from '../records.ts'
import { notFound, refused } from '../refusal.ts'
import { legacyId, money, timestamp } from '../values.ts'
import { customerView, paymentMethodView } from '../views/customers.ts'
import { snapshotView } from '../views/means.ts'
import { newCustomer, type Profile, usable, vault } from './vaulting.ts'

interface Mutation {
  readonly clientMutationId?: string | null
}

type CustomerFields = { readonly [Name in keyof Profile]?: Profile[Name] | null }

/** `createCustomer`, even with nothing known about the customer: https://developer.paypal.com/braintree/graphql/guides/customers */
export function createCustomer(
  account: Account,
  input: (Mutation & { readonly customer?: CustomerFields | null }) | null | undefined,
): object {
  const customer = newCustomer(account, profileOf(input?.customer))
  account.customers.save(customer)
  return { clientMutationId: input?.clientMutationId ?? null, customer: customerView(account, customer) }
}

interface UpdateInput extends Mutation {
  readonly customerId: string
  readonly customer?: CustomerFields | null
}

/** `updateCustomer`: what the request doesn't name stays as it was. */
export function updateCustomer(account: Account, input: UpdateInput): object {
  const customer: CustomerRecord = { ...find(account, input.customerId), ...profileOf(input.customer) }
  account.customers.save(customer)
  return { clientMutationId: input.clientMutationId ?? null, customer: customerView(account, customer) }
}

function find(account: Account, id: string): CustomerRecord {
  const customer = account.customers.find(id)
  if (customer === undefined) throw notFound(['input', 'customerId'])
  return customer
}

const names = ['company', 'email', 'firstName', 'lastName', 'phoneNumber', 'fax', 'website'] as const

function profileOf(fields: CustomerFields | null | undefined): Partial<Profile> {
  if (fields === null || fields === undefined) return {}
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value.length > 255) {
      throw refused(undefined, `${name} is too long.`, ['input', 'customer', name])
    }
  }
  if (typeof fields.email === 'string' && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(fields.email)) {
    throw refused('81604', 'Email is an invalid format.', ['input', 'customer', 'email'])
  }
  const given = names.filter((name) => fields[name] !== undefined)
  return {
    ...Object.fromEntries(given.map((name) => [name, fields[name] ?? null])),
    ...(Array.isArray(fields.customFields)
      ? { customFields: fields.customFields.map(({ name, value }) => ({ name, value: value ?? null })) }
      : {}),
  }
}

/** `deleteCustomer`, with every payment method of the customer. */
export function deleteCustomer(account: Account, input: Mutation & { readonly customerId: string }): object {
  const { id } = find(account, input.customerId)
  account.customers.remove(id)
  for (const method of account.paymentMethods.all()) {
    if (method.customerId === id) account.paymentMethods.remove(method.id)
  }
  return { clientMutationId: input.clientMutationId ?? null }
}

interface VaultInput extends Mutation {
  readonly paymentMethodId: string
  readonly customerId?: string | null
  readonly verification?: { readonly skip?: boolean | null } | null
  readonly makeDefault?: boolean | null
}

/**
 * `vaultPaymentMethod`: a card is verified first, and one that fails is not stored. The answer then has the
 * verification, and an error in place of the payment method.
 *
 * Source: https://developer.paypal.com/braintree/graphql/guides/payment_methods
 */
export function vaultPaymentMethod(account: Account, input: VaultInput): object {
  const path = ['input', 'paymentMethodId']
  const single = usable(account, input.paymentMethodId)
  if ('stored' in single) throw refused('91565', 'Unknown or expired single-use payment method.', path)
  const { nonce, means } = single
  if (typeof input.customerId === 'string' && account.customers.find(input.customerId) === undefined) {
    throw refused('91510', 'Customer ID is invalid.', ['input', 'customerId'])
  }
  const clientMutationId = input.clientMutationId ?? null
  const isVerified = means.kind === 'card' && input.verification?.skip !== true
  const status = nonce.isFraud === true ? 'GATEWAY_REJECTED' : (nonce.verification ?? 'VERIFIED')
  const verificationId = account.newId('verification')
  const verification = {
    __typename: 'Verification',
    id: verificationId,
    legacyId: legacyId(verificationId),
    status,
    amount: money(0),
    createdAt: timestamp(account.now),
    processorResponse: processorResponses[status],
    gatewayRejectionReason: status === 'GATEWAY_REJECTED' ? 'FRAUD' : null,
    paymentMethodSnapshot: snapshotView(means),
  }
  if (isVerified && status !== 'VERIFIED') {
    const failed = (): never => {
      throw refused(undefined, 'Payment method failed verification.', path)
    }
    return { clientMutationId, verification, paymentMethod: failed }
  }
  const method = vault(account, means, input.customerId ?? null, input.makeDefault === true)
  return {
    clientMutationId,
    verification: isVerified ? { ...verification, paymentMethod: () => paymentMethodView(account, method) } : null,
    paymentMethod: paymentMethodView(account, method),
  }
}

const processorResponses = {
  VERIFIED: { legacyCode: '1000', message: 'Approved', cvvResponse: 'MATCHES' },
  PROCESSOR_DECLINED: { legacyCode: '2000', message: 'Do Not Honor', cvvResponse: 'MATCHES' },
  FAILED: { legacyCode: '3000', message: 'Processor Network Unavailable - Try Again', cvvResponse: 'NOT_PROVIDED' },
  GATEWAY_REJECTED: null,
} as const

/** `deletePaymentMethodFromVault` */
export function deletePaymentMethodFromVault(
  account: Account,
  input: Mutation & { readonly paymentMethodId: string },
): object {
  if (account.paymentMethods.find(input.paymentMethodId) === undefined) throw notFound(['input', 'paymentMethodId'])
  account.paymentMethods.remove(input.paymentMethodId)
  return { clientMutationId: input.clientMutationId ?? null }
}

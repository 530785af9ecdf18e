import type { Account } from '../context.ts'
import { fixtures } from '../fixtures.ts'
import { authorizationOf } from '../outcomes.ts'
import type { EventRecord, TransactionRecord } from '../records.ts'
import { refused } from '../refusal.ts'
import { cents, legacyId } from '../values.ts'
import { addressView, transactionView } from '../views/payments.ts'
import { usable, vault } from './vaulting.ts'

interface TransactionInput {
  readonly amount: string
  readonly merchantAccountId?: string | null
  readonly orderId?: string | null
  readonly customerId?: string | null
  readonly shipping?: { readonly shippingAddress?: Readonly<Record<string, unknown>> | null } | null
  readonly vaultPaymentMethodAfterTransacting?: { readonly when: 'ALWAYS' | 'ON_SUCCESSFUL_TRANSACTION' } | null
  readonly [told: string]: unknown
}

interface Input {
  readonly clientMutationId?: string | null
  readonly paymentMethodId: string
  readonly transaction: TransactionInput
  readonly options?: { readonly billingAddress?: Readonly<Record<string, unknown>> | null } | null
}

/** `chargePaymentMethod`: https://developer.paypal.com/braintree/graphql/guides/transactions */
export function chargePaymentMethod(account: Account, input: Input): object {
  return pay(account, input, true)
}

/** `authorizePaymentMethod`: the transaction waits for `captureTransaction`. */
export function authorizePaymentMethod(account: Account, input: Input): object {
  return pay(account, input, false)
}

export function chargeCreditCard(account: Account, input: Input): object {
  return pay(account, cardOnly(account, input), true)
}

export function authorizeCreditCard(account: Account, input: Input): object {
  return pay(account, cardOnly(account, input), false)
}

function cardOnly(account: Account, input: Input): Input {
  if (usable(account, input.paymentMethodId).means.kind === 'card') return input
  throw refused(undefined, 'The payment method is not a credit card.', ['input', 'paymentMethodId'])
}

/**
 * A declined transaction is no error: it is answered with the status that says so.
 *
 * Braintree's checking for duplicates is off in the sandbox.
 */
function pay(account: Account, input: Input, isCaptured: boolean): object {
  const { transaction: wanted } = input
  const means = usable(account, input.paymentMethodId)
  const amount = cents(wanted.amount, 'input', 'transaction', 'amount')
  assertKnown(account, wanted)
  const nonce = 'nonce' in means ? means.nonce : undefined
  const authorization: EventRecord = { ...authorizationOf(amount, means.means, nonce), at: account.now, amount }
  const isAuthorized = authorization.status === 'AUTHORIZED'
  const submitted: EventRecord = { status: 'SUBMITTED_FOR_SETTLEMENT', at: account.now, amount }
  const when = wanted.vaultPaymentMethodAfterTransacting?.when
  const isVaulted = nonce !== undefined && (when === 'ALWAYS' || (when === 'ON_SUCCESSFUL_TRANSACTION' && isAuthorized))
  const stored =
    'stored' in means
      ? means.stored
      : isVaulted
        ? vault(account, means.means, wanted.customerId ?? null, false)
        : undefined
  const transaction: TransactionRecord = {
    id: account.newId('transaction'),
    createdAt: account.now,
    amount,
    requestedAmount: amount,
    status: isAuthorized && isCaptured ? 'SUBMITTED_FOR_SETTLEMENT' : authorization.status,
    events: isAuthorized && isCaptured ? [submitted, authorization] : [authorization],
    orderId: wanted.orderId ?? null,
    means: means.means,
    paymentMethodId: stored?.id ?? null,
    customerId: stored?.customerId ?? wanted.customerId ?? null,
    told: toldOf(input),
    refundIds: [],
  }
  account.transactions.save(transaction)
  return {
    clientMutationId: input.clientMutationId ?? null,
    transaction: transactionView(account, transaction),
  }
}

function assertKnown(account: Account, wanted: TransactionInput): void {
  const at = (name: string): string[] => ['input', 'transaction', name]
  const { customerId, merchantAccountId, orderId } = wanted
  if (typeof customerId === 'string' && account.customers.find(customerId) === undefined) {
    throw refused('91510', 'Customer ID is invalid.', at('customerId'))
  }
  const accounts = [fixtures.merchantAccount, legacyId(fixtures.merchantAccount)]
  if (typeof merchantAccountId === 'string' && !accounts.includes(merchantAccountId)) {
    throw refused('91513', 'Merchant account ID is invalid.', at('merchantAccountId'))
  }
  if (typeof orderId === 'string' && orderId.length > 255) {
    throw refused('91501', 'Order ID is too long.', at('orderId'))
  }
}

const told = [
  'purchaseOrderNumber',
  'customFields',
  'descriptor',
  'channel',
  'tax',
  'discountAmount',
  'surchargeAmount',
  'lineItems',
] as const

function toldOf({ transaction, options }: Input): Readonly<Record<string, unknown>> {
  const { shipping } = transaction
  const kept = told.filter((name) => transaction[name] !== undefined && transaction[name] !== null)
  const shippingAddress = shipping?.shippingAddress
  return {
    ...Object.fromEntries(kept.map((name) => [name, transaction[name]])),
    ...(shipping === undefined || shipping === null
      ? {}
      : { shipping: { ...shipping, shippingAddress: shippingAddress ? addressView(shippingAddress) : null } }),
    ...(options?.billingAddress ? { billingAddress: addressView(options.billingAddress) } : {}),
  }
}

import type { Account } from '../context.ts'
import { fixtures } from '../fixtures.ts'
import type { RefundRecord, TransactionRecord } from '../records.ts'
import { legacyId, money, timestamp } from '../values.ts'
import { customerView, paymentMethodView } from './customers.ts'
import { eventView, processorView } from './events.ts'
import { snapshotView, type View } from './means.ts'

export function transactionView(account: Account, transaction: TransactionRecord): View {
  const authorization = transaction.events.findLast(({ response }) => response !== undefined)?.response
  return {
    __typename: 'Transaction',
    ...paymentFields(account, transaction),
    ...transaction.told,
    initialRequestedAuthorizationAmount: money(transaction.requestedAmount),
    merchantId: legacyId(fixtures.merchant),
    merchantName: 'Upstream Sandbox',
    processorResponse: authorization === undefined ? null : processorView(authorization),
    refunds: () =>
      transaction.refundIds.flatMap((id) => {
        const refund = account.refunds.find(id)
        return refund === undefined ? [] : [refundView(account, refund)]
      }),
    retried: false,
    partiallyAuthorized: false,
  }
}

export function refundView(account: Account, refund: RefundRecord): View {
  return {
    __typename: 'Refund',
    ...paymentFields(account, refund),
    refundedTransaction: () => {
      const transaction = account.transactions.find(refund.transactionId)
      return transaction === undefined ? null : transactionView(account, transaction)
    },
  }
}

/** What transactions and refunds have in common. */
function paymentFields(account: Account, payment: TransactionRecord | RefundRecord): View {
  return {
    id: payment.id,
    legacyId: legacyId(payment.id),
    createdAt: timestamp(payment.createdAt),
    paymentInitiatedAt: timestamp(payment.createdAt),
    amount: money(payment.amount),
    orderId: payment.orderId,
    status: payment.status,
    statusHistory: payment.events.map(eventView),
    merchantAccountId: fixtures.merchantAccount,
    source: 'API',
    paymentMethodSnapshot: snapshotView(payment.means),
    paymentMethod: () => {
      const method = payment.paymentMethodId === null ? undefined : account.paymentMethods.find(payment.paymentMethodId)
      return method === undefined ? null : paymentMethodView(account, method)
    },
    customer: () => {
      const customer = payment.customerId === null ? undefined : account.customers.find(payment.customerId)
      return customer === undefined ? null : customerView(account, customer)
    },
    lineItems: [],
    customFields: [],
  }
}

/** An address of a request, with the names that the API has for its parts: old ones and new ones. */
export function addressView(address: Readonly<Record<string, unknown>>): View {
  const line1 = address.addressLine1 ?? address.streetAddress ?? null
  const line2 = address.addressLine2 ?? address.extendedAddress ?? null
  const locality = address.adminArea2 ?? address.locality ?? null
  const region = address.adminArea1 ?? address.region ?? null
  const name = [address.firstName, address.lastName].filter((part) => typeof part === 'string').join(' ')
  return {
    ...address,
    countryCode: address.countryCode ?? address.countryCodeAlpha2 ?? null,
    addressLine1: line1,
    streetAddress: line1,
    addressLine2: line2,
    extendedAddress: line2,
    adminArea2: locality,
    locality,
    adminArea1: region,
    region,
    fullName: name === '' ? null : name,
  }
}

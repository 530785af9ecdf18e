import { isFields } from '../../http.ts'
import type { Account } from './context.ts'
import { fixtures } from './fixtures.ts'
import type { CustomerRecord, RefundRecord, TransactionRecord } from './records.ts'
import { legacyId } from './values.ts'

export type Payment = TransactionRecord | RefundRecord

/** Whether a record meets one criterion of a search, by the criterion's name. */
type Criteria<Item> = Readonly<Record<string, (item: Item, criterion: unknown) => boolean>>

/** The records that meet every criterion. Nothing in the sandbox has what a criterion without an entry looks for. */
export function search<Item>(items: readonly Item[], input: unknown, criteria: Criteria<Item>): Item[] {
  const asked = isFields(input)
    ? Object.entries(input).filter(([, value]) => value !== null && value !== undefined)
    : []
  return items.filter((item) => asked.every(([name, criterion]) => criteria[name]?.(item, criterion) === true))
}

/** `{is, isNot, in, startsWith, endsWith, contains}` of a text. */
function text(value: string | null, criterion: unknown): boolean {
  if (!isFields(criterion)) return true
  const has = value ?? ''
  return Object.entries(criterion).every(([rule, wanted]) => {
    if (wanted === null || wanted === undefined) return true
    if (Array.isArray(wanted)) return wanted.includes(has)
    const sought = String(wanted)
    switch (rule) {
      case 'is':
        return has === sought
      case 'isNot':
        return has !== sought
      case 'startsWith':
        return has.startsWith(sought)
      case 'endsWith':
        return has.endsWith(sought)
      default:
        return has.includes(sought)
    }
  })
}

/** `{is, greaterThanOrEqualTo, lessThanOrEqualTo}` of a number, in which `read` puts what the request says. */
function range(value: number | undefined, criterion: unknown, read: (wanted: string) => number): boolean {
  if (!isFields(criterion)) return true
  return Object.entries(criterion).every(([rule, wanted]) => {
    if (typeof wanted !== 'string') return true
    if (value === undefined) return false
    if (rule === 'is') return value === read(wanted)
    return rule === 'greaterThanOrEqualTo' ? value >= read(wanted) : value <= read(wanted)
  })
}

const centsOf = (wanted: string): number => Math.round(Number(wanted) * 100)

const transitions: Readonly<Record<string, Payment['status']>> = {
  authorizedAt: 'AUTHORIZED',
  failedAt: 'FAILED',
  gatewayRejectedAt: 'GATEWAY_REJECTED',
  processorDeclinedAt: 'PROCESSOR_DECLINED',
  settledAt: 'SETTLED',
  submittedForSettlementAt: 'SUBMITTED_FOR_SETTLEMENT',
  voidedAt: 'VOIDED',
}

/** Source: https://developer.paypal.com/braintree/graphql/reference/#Input-Object--PaymentSearchInput */
export function paymentCriteria(account: Account): Criteria<Payment> {
  return {
    id: ({ id }, criterion) => text(id, criterion) || text(legacyId(id), criterion),
    type: (payment, criterion) => text('transactionId' in payment ? 'REFUND' : 'TRANSACTION', criterion),
    status: ({ status }, criterion) => text(status, criterion),
    statusTransition: ({ events }, criterion) =>
      isFields(criterion) &&
      Object.entries(criterion).every(([name, times]) => {
        const event = events.find(({ status }) => status === transitions[name])
        return times === null || range(event?.at, times, Date.parse)
      }),
    createdAt: ({ createdAt }, criterion) => range(createdAt, criterion, Date.parse),
    amount: ({ amount }, criterion) =>
      isFields(criterion) &&
      range(amount, criterion.value, centsOf) &&
      text('USD', criterion.currencyCode) &&
      text('USD', criterion.currencyIsoCode),
    orderId: ({ orderId }, criterion) => text(orderId, criterion),
    merchantAccountId: (_payment, criterion) =>
      text(fixtures.merchantAccount, criterion) || text(legacyId(fixtures.merchantAccount), criterion),
    source: (_payment, criterion) => text('API', criterion),
    customer: ({ customerId }, criterion) => {
      const customer = customerId === null ? undefined : account.customers.find(customerId)
      if (customer === undefined || !isFields(criterion)) return false
      const { phone, ...others } = criterion
      const asked = phone === undefined ? others : { ...others, phoneNumber: phone }
      return search([customer], asked, customerCriteria).length > 0
    },
    paymentMethod: ({ paymentMethodId }, criterion) =>
      isFields(criterion) &&
      (criterion.paymentMethodSnapshot ?? null) === null &&
      text(paymentMethodId, criterion.paymentMethodId),
    partiallyAuthorized: (_payment, criterion) => criterion === false,
  }
}

/** Source: https://developer.paypal.com/braintree/graphql/reference/#Input-Object--CustomerSearchInput */
export const customerCriteria: Criteria<CustomerRecord> = {
  id: ({ id }, criterion) => text(id, criterion) || text(legacyId(id), criterion),
  company: ({ company }, criterion) => text(company, criterion),
  createdAt: ({ createdAt }, criterion) => range(createdAt, criterion, Date.parse),
  email: ({ email }, criterion) => text(email, criterion),
  firstName: ({ firstName }, criterion) => text(firstName, criterion),
  lastName: ({ lastName }, criterion) => text(lastName, criterion),
  phoneNumber: ({ phoneNumber }, criterion) => text(phoneNumber, criterion),
  fax: ({ fax }, criterion) => text(fax, criterion),
  website: ({ website }, criterion) => text(website, criterion),
}

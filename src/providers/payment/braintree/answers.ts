import * as z from 'zod'
import { toMinor } from '../../../contracts/money.ts'
import type { PaymentStatus } from '../../../contracts/payment.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { answered, connection } from './graphql.ts'

const moneyAnswer = () =>
  z.looseObject({ value: z.union([z.string(), z.number()]).nullish(), currencyCode: z.string().nullish() }).nullish()

type Money = z.output<ReturnType<typeof moneyAnswer>>

const transactionFields = once(() =>
  z.looseObject({
    id: z.string(),
    status: z.string(),
    createdAt: z.string().nullish(),
    orderId: z.string().nullish(),
    amount: moneyAnswer(),
    customer: z.looseObject({ id: z.string() }).nullish(),
    refunds: z.array(z.looseObject({ status: z.string().nullish(), amount: moneyAnswer() })).nullish(),
  }),
)

type Transaction = z.output<ReturnType<typeof transactionFields>>

const payload = () => z.looseObject({ transaction: transactionFields() })

/** The payload stands under the name of whichever of the two mutations was sent. */
export const chargeAnswer = () =>
  answered({ chargePaymentMethod: payload().optional(), authorizePaymentMethod: payload().optional() })

export function transactionOfCharge({ data }: z.output<ReturnType<typeof chargeAnswer>>): Transaction {
  const charge = data.chargePaymentMethod ?? data.authorizePaymentMethod
  if (charge === undefined) throw new UnreadableAnswer('data: no transaction')
  return charge.transaction
}

export const captureAnswer = () => answered({ captureTransaction: payload() })

export const transactionAnswer = () => answered({ node: transactionFields() })

export const transactionPage = () =>
  answered({ search: z.looseObject({ transactions: connection(transactionFields()) }) })

export function unifyTransaction(native: Transaction) {
  const { amount, currency } = readMoney(native.amount)
  const refunded = (native.refunds ?? [])
    .filter(({ status }) => ['pending', 'succeeded'].includes(refundStatusOf(status)))
    .reduce((total, refund) => total + readMoney(refund.amount).amount, 0)
  return {
    id: native.id,
    amount,
    currency,
    status: refunded > 0 ? refundedStatus(refunded, amount) : paymentStatusOf(native.status),
    nativeStatus: native.status,
    description: native.orderId ?? null,
    customer: native.customer?.id ?? null,
    createdAt: toUtc(native.createdAt),
  }
}

function refundedStatus(refunded: number, amount: number): PaymentStatus {
  return refunded < amount ? 'partially_refunded' : 'refunded'
}

function paymentStatusOf(native: string): PaymentStatus {
  return paymentStatuses[native] ?? 'pending'
}

/** https://developer.paypal.com/braintree/graphql/reference/types/payment-status */
const paymentStatuses: Readonly<Record<string, PaymentStatus>> = {
  AUTHORIZED: 'authorized',
  // Nothing was taken, and nothing can be any more.
  AUTHORIZATION_EXPIRED: 'canceled',
  // Captured; what follows is the settlement between the banks.
  SUBMITTED_FOR_SETTLEMENT: 'succeeded',
  SETTLING: 'succeeded',
  SETTLED: 'succeeded',
  SETTLEMENT_CONFIRMED: 'succeeded',
  VOIDED: 'canceled',
  FAILED: 'failed',
  GATEWAY_REJECTED: 'failed',
  PROCESSOR_DECLINED: 'failed',
  SETTLEMENT_DECLINED: 'failed',
}

export const refundAnswer = () =>
  answered({
    refundTransaction: z.looseObject({
      refund: z.looseObject({
        id: z.string(),
        status: z.string().nullish(),
        createdAt: z.string().nullish(),
        amount: moneyAnswer(),
        refundedTransaction: z.looseObject({ id: z.string() }).nullish(),
      }),
    }),
  })

export function unifyRefund({ data }: z.output<ReturnType<typeof refundAnswer>>) {
  const { refund } = data.refundTransaction
  return {
    id: refund.id,
    payment: refund.refundedTransaction?.id ?? null,
    ...readMoney(refund.amount),
    status: refundStatusOf(refund.status),
    nativeStatus: refund.status ?? 'unknown',
    createdAt: toUtc(refund.createdAt),
  }
}

type RefundStatus = 'pending' | 'succeeded' | 'failed' | 'canceled'

function refundStatusOf(native: string | null | undefined): RefundStatus {
  return refundStatuses[native ?? ''] ?? 'pending'
}

/** A refund has succeeded once its settlement began to send the money back. */
const refundStatuses: Readonly<Record<string, RefundStatus>> = {
  SETTLED: 'succeeded',
  VOIDED: 'canceled',
  FAILED: 'failed',
  GATEWAY_REJECTED: 'failed',
  PROCESSOR_DECLINED: 'failed',
  SETTLEMENT_DECLINED: 'failed',
}

export const reversalAnswer = () =>
  answered({
    reverseTransaction: z.looseObject({
      reversal: z.looseObject({ __typename: z.string(), status: z.string().nullish() }),
    }),
  })

export function unifyReversal({ data }: z.output<ReturnType<typeof reversalAnswer>>, id: string) {
  const { __typename: kind, status } = data.reverseTransaction.reversal
  return {
    id,
    status: kind === 'Refund' ? ('refunded' as const) : paymentStatusOf(status ?? ''),
    nativeStatus: status ?? 'unknown',
  }
}

export const customerAnswer = () =>
  answered({
    createCustomer: z.looseObject({
      customer: z.looseObject({
        id: z.string(),
        email: z.string().nullish(),
        firstName: z.string().nullish(),
        lastName: z.string().nullish(),
        company: z.string().nullish(),
        createdAt: z.string().nullish(),
      }),
    }),
  })

export function unifyCustomer({ data }: z.output<ReturnType<typeof customerAnswer>>) {
  const { customer } = data.createCustomer
  const person = [customer.firstName, customer.lastName].filter(Boolean).join(' ')
  return {
    id: customer.id,
    email: customer.email ?? null,
    name: person || (customer.company ?? null),
    createdAt: toUtc(customer.createdAt),
  }
}

function readMoney(money: Money) {
  const { value, currencyCode: currency } = money ?? {}
  const amount = value && currency ? toMinor(value, currency) : undefined
  if (amount === undefined || !currency) throw new UnreadableAnswer(`"${value} ${currency}" is no amount`)
  return { amount, currency }
}

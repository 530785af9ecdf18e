import * as z from 'zod'
import type { PaymentStatus } from '../../../contracts/payment.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'

/** Square counts in the currency's smallest denomination, as every contract does. */
const moneyAnswer = () => z.looseObject({ amount: z.int().nullish(), currency: z.string().nullish() }).nullish()

type Money = z.output<ReturnType<typeof moneyAnswer>>

const paymentFields = once(() =>
  z.looseObject({
    id: z.string(),
    status: z.string(),
    amount_money: moneyAnswer(),
    /** With the tip, which is what the payer paid. */
    total_money: moneyAnswer(),
    refunded_money: moneyAnswer(),
    note: z.string().nullish(),
    customer_id: z.string().nullish(),
    created_at: z.string().nullish(),
  }),
)

export const paymentAnswer = () => z.looseObject({ payment: paymentFields() })

/** An empty page has no list at all. */
export const paymentPage = () =>
  z.looseObject({ payments: z.array(paymentFields()).nullish(), cursor: z.string().nullish() })

export function unifyPayment(native: z.output<ReturnType<typeof paymentFields>>) {
  const { amount, currency } = readMoney(native.total_money ?? native.amount_money)
  return {
    id: native.id,
    amount,
    currency,
    status: paymentStatusOf(native.status, amount, native.refunded_money?.amount ?? 0),
    nativeStatus: native.status,
    description: native.note ?? null,
    customer: native.customer_id ?? null,
    createdAt: toUtc(native.created_at),
  }
}

function paymentStatusOf(native: string, amount: number, refunded: number): PaymentStatus {
  if (refunded > 0) return refunded < amount ? 'partially_refunded' : 'refunded'
  return paymentStatuses[native] ?? 'pending'
}

const paymentStatuses: Readonly<Record<string, PaymentStatus>> = {
  APPROVED: 'authorized',
  PENDING: 'pending',
  COMPLETED: 'succeeded',
  CANCELED: 'canceled',
  FAILED: 'failed',
}

export function unifyCancellation({ payment }: z.output<ReturnType<typeof paymentAnswer>>) {
  return {
    id: payment.id,
    status: paymentStatuses[payment.status] ?? ('pending' as const),
    nativeStatus: payment.status,
  }
}

export const refundAnswer = () =>
  z.looseObject({
    refund: z.looseObject({
      id: z.string(),
      status: z.string().nullish(),
      amount_money: moneyAnswer(),
      payment_id: z.string().nullish(),
      created_at: z.string().nullish(),
    }),
  })

export function unifyRefund({ refund }: z.output<ReturnType<typeof refundAnswer>>) {
  return {
    id: refund.id,
    payment: refund.payment_id ?? null,
    ...readMoney(refund.amount_money),
    status: refundStatuses[refund.status ?? ''] ?? ('pending' as const),
    nativeStatus: refund.status ?? 'unknown',
    createdAt: toUtc(refund.created_at),
  }
}

const refundStatuses: Readonly<Record<string, 'pending' | 'succeeded' | 'failed'>> = {
  PENDING: 'pending',
  COMPLETED: 'succeeded',
  REJECTED: 'failed',
  FAILED: 'failed',
}

export const customerAnswer = () =>
  z.looseObject({
    customer: z.looseObject({
      id: z.string(),
      given_name: z.string().nullish(),
      family_name: z.string().nullish(),
      company_name: z.string().nullish(),
      email_address: z.string().nullish(),
      created_at: z.string().nullish(),
    }),
  })

export function unifyCustomer({ customer }: z.output<ReturnType<typeof customerAnswer>>) {
  const person = [customer.given_name, customer.family_name].filter(Boolean).join(' ')
  return {
    id: customer.id,
    email: customer.email_address ?? null,
    name: person || (customer.company_name ?? null),
    createdAt: toUtc(customer.created_at),
  }
}

function readMoney(money: Money) {
  if (typeof money?.amount !== 'number' || typeof money.currency !== 'string') {
    throw new UnreadableAnswer('an amount without its value or its currency')
  }
  return { amount: money.amount, currency: money.currency }
}

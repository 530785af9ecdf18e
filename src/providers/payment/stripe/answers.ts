import * as z from 'zod'
import type { PaymentStatus } from '../../../contracts/payment.ts'
import { fromUnixSeconds } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'

/** An id, or the whole object where the caller had it expanded. */
const reference = () => z.union([z.string(), z.looseObject({ id: z.string() })]).nullish()

/** What is read of a charge and of a payment intent alike. */
export const paymentAnswer = once(() =>
  z.looseObject({
    id: z.string(),
    object: z.string(),
    amount: z.number(),
    amount_refunded: z.number().nullish(),
    currency: z.string(),
    status: z.string(),
    captured: z.boolean().nullish(),
    description: z.string().nullish(),
    customer: reference(),
    created: z.number().nullish(),
  }),
)

export const paymentList = once(() => z.looseObject({ data: z.array(paymentAnswer()), has_more: z.boolean() }))

export function unifyPayment(native: z.output<ReturnType<typeof paymentAnswer>>) {
  return {
    id: native.id,
    amount: native.amount,
    currency: native.currency.toUpperCase(),
    status: paymentStatusOf(native),
    nativeStatus: native.status,
    description: native.description ?? null,
    customer: idOf(native.customer),
    createdAt: timeOf(native.created),
  }
}

function paymentStatusOf(native: z.output<ReturnType<typeof paymentAnswer>>): PaymentStatus {
  const refunded = native.amount_refunded ?? 0
  if (refunded > 0) return refunded < native.amount ? 'partially_refunded' : 'refunded'
  if (native.status === 'succeeded') return native.captured === false ? 'authorized' : 'succeeded'
  if (native.status === 'requires_capture') return 'authorized'
  return native.status === 'failed' || native.status === 'canceled' ? native.status : 'pending'
}

export const refundAnswer = () =>
  z.looseObject({
    id: z.string(),
    amount: z.number(),
    currency: z.string(),
    status: z.string().nullish(),
    charge: reference(),
    payment_intent: reference(),
    created: z.number().nullish(),
  })

export function unifyRefund(native: z.output<ReturnType<typeof refundAnswer>>) {
  return {
    id: native.id,
    payment: idOf(native.payment_intent) ?? idOf(native.charge),
    amount: native.amount,
    currency: native.currency.toUpperCase(),
    status: refundStatusOf(native.status),
    nativeStatus: native.status ?? 'unknown',
    createdAt: timeOf(native.created),
  }
}

function refundStatusOf(native: string | null | undefined): 'succeeded' | 'failed' | 'canceled' | 'pending' {
  return native === 'succeeded' || native === 'failed' || native === 'canceled' ? native : 'pending'
}

export const customerAnswer = () =>
  z.looseObject({
    id: z.string(),
    email: z.string().nullish(),
    name: z.string().nullish(),
    created: z.number().nullish(),
  })

export function unifyCustomer(native: z.output<ReturnType<typeof customerAnswer>>) {
  return { id: native.id, email: native.email ?? null, name: native.name ?? null, createdAt: timeOf(native.created) }
}

const funds = () => z.array(z.looseObject({ amount: z.number(), currency: z.string() }))

export const balanceAnswer = () => z.looseObject({ available: funds(), pending: funds() })

/** Amount and currency of each fund, without what else Stripe says of it. */
export function bareFunds(native: z.output<ReturnType<typeof funds>>) {
  return native.map(({ amount, currency }) => ({ amount, currency }))
}

export function unifyFunds(native: z.output<ReturnType<typeof funds>>) {
  return native.map(({ amount, currency }) => ({ amount, currency: currency.toUpperCase() }))
}

function idOf(native: z.output<ReturnType<typeof reference>>): string | null {
  return typeof native === 'string' ? native : (native?.id ?? null)
}

function timeOf(created: number | null | undefined): string | null {
  return typeof created === 'number' ? fromUnixSeconds(created) : null
}

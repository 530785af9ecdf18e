import * as z from 'zod'
import type { PaymentStatus } from '../../../contracts/payment.ts'
import { toUtc } from '../../../contracts/time.ts'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { fromMoney, moneyAnswer } from './money.ts'

/** What is read of a capture and of an authorization alike. */
const movement = once(() =>
  z.looseObject({
    id: z.string(),
    status: z.string(),
    amount: moneyAnswer().nullish(),
    create_time: z.string().nullish(),
  }),
)

const purchaseUnit = () =>
  z.looseObject({
    amount: moneyAnswer().nullish(),
    description: z.string().nullish(),
    payments: z
      .looseObject({ authorizations: z.array(movement()).nullish(), captures: z.array(movement()).nullish() })
      .nullish(),
  })

/** An order, which has purchase units, or a capture or an authorization, which have none. */
export const paymentAnswer = once(() =>
  movement().extend({
    purchase_units: z.array(purchaseUnit()).nullish(),
    payer: z.looseObject({ payer_id: z.string().nullish() }).nullish(),
  }),
)

type Payment = z.output<ReturnType<typeof paymentAnswer>>
type PurchaseUnit = z.output<ReturnType<typeof purchaseUnit>>
type Movement = z.output<ReturnType<typeof movement>>

/**
 * A payment has three ids at PayPal, one after the other: the order's, the authorization's, the capture's. The unified
 * id is the one that the next shared operation takes: of the capture (refund-payment) or the authorization
 * (cancel-payment) once there is exactly one, until then of the order (capture-payment).
 */
export function unifyPayment(native: Payment) {
  const units = native.purchase_units ?? []
  const moved = soleMovement(units) ?? (units.length === 0 ? native : undefined)
  return {
    id: moved?.id ?? native.id,
    ...total(moved?.amount ? [moved.amount] : units.flatMap((unit) => unit.amount ?? [])),
    status: moved === undefined ? orderStatusOf(native.status) : movementStatusOf(moved.status),
    nativeStatus: moved?.status ?? native.status,
    description: units[0]?.description ?? null,
    customer: native.payer?.payer_id ?? null,
    createdAt: toUtc(moved?.create_time ?? native.create_time),
  }
}

function soleMovement(units: readonly PurchaseUnit[]): Movement | undefined {
  const captures = units.flatMap((unit) => unit.payments?.captures ?? [])
  if (captures.length > 0) return captures.length === 1 ? captures[0] : undefined
  const authorizations = units.flatMap((unit) => unit.payments?.authorizations ?? [])
  return authorizations.length === 1 ? authorizations[0] : undefined
}

/** All units of an order have one currency. */
function total(amounts: readonly z.output<ReturnType<typeof moneyAnswer>>[]) {
  const [first, ...others] = amounts.map(fromMoney)
  if (first === undefined) throw new UnreadableAnswer('amount: missing')
  return { amount: others.reduce((sum, { amount }) => sum + amount, first.amount), currency: first.currency }
}

function orderStatusOf(native: string): PaymentStatus {
  if (native === 'COMPLETED') return 'succeeded'
  return native === 'VOIDED' ? 'canceled' : 'pending'
}

/** The statuses of captures and of authorizations share no word that means two things. */
const movementStatuses: Readonly<Record<string, PaymentStatus>> = {
  CREATED: 'authorized',
  PARTIALLY_CAPTURED: 'authorized',
  CAPTURED: 'succeeded',
  COMPLETED: 'succeeded',
  DENIED: 'failed',
  DECLINED: 'failed',
  FAILED: 'failed',
  VOIDED: 'canceled',
  REFUNDED: 'refunded',
  PARTIALLY_REFUNDED: 'partially_refunded',
}

function movementStatusOf(native: string): PaymentStatus {
  return movementStatuses[native] ?? 'pending'
}

export const voidAnswer = () => z.looseObject({ status: z.string() })

export function unifyVoid({ status }: z.output<ReturnType<typeof voidAnswer>>, { id }: { readonly id: string }) {
  return { id, status: movementStatusOf(status), nativeStatus: status }
}

export const refundAnswer = () =>
  z.looseObject({
    id: z.string(),
    status: z.string(),
    amount: moneyAnswer().nullish(),
    create_time: z.string().nullish(),
  })

const refundStatuses: Readonly<Record<string, 'succeeded' | 'failed' | 'canceled'>> = {
  COMPLETED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'canceled',
}

export function unifyRefund(native: z.output<ReturnType<typeof refundAnswer>>, { id }: { readonly id: string }) {
  return {
    id: native.id,
    payment: id,
    ...(native.amount ? fromMoney(native.amount) : { amount: null, currency: null }),
    status: refundStatuses[native.status] ?? ('pending' as const),
    nativeStatus: native.status,
    createdAt: toUtc(native.create_time),
  }
}

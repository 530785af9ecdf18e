import { feeOf, hundredths, moneyOf } from './money.ts'
import type { Money } from './schema.ts'

/** The resources of Payments v2, https://developer.paypal.com/docs/api/payments/v2/, with what only the sandbox knows. */

export interface Link {
  readonly href: string
  readonly rel: string
  readonly method: 'GET' | 'POST' | 'PATCH'
}

export interface Authorization {
  readonly id: string
  /** Hundredths that captures have taken. */
  readonly captured: number
  readonly isReauthorization: boolean
  readonly order: string
  readonly body: {
    readonly id: string
    readonly status: 'CREATED' | 'CAPTURED' | 'DENIED' | 'PARTIALLY_CAPTURED' | 'VOIDED'
    readonly amount: Money
    readonly invoice_id?: string | undefined
    readonly custom_id?: string | undefined
    readonly seller_protection: object
    readonly expiration_time: string
    readonly create_time: string
    readonly update_time: string
    readonly processor_response?: object | undefined
  }
}

export interface Capture {
  readonly id: string
  /** Hundredths given back. */
  readonly refunded: number
  readonly authorization: string | null
  readonly order: string
  readonly body: {
    readonly id: string
    readonly status: 'COMPLETED' | 'DECLINED' | 'PARTIALLY_REFUNDED' | 'REFUNDED'
    readonly amount: Money
    readonly final_capture: boolean
    readonly invoice_id?: string | undefined
    readonly custom_id?: string | undefined
    readonly seller_protection: object
    readonly seller_receivable_breakdown?: object | undefined
    readonly create_time: string
    readonly update_time: string
    readonly processor_response?: object | undefined
  }
}

export interface Refund {
  readonly id: string
  readonly capture: string
  readonly body: {
    readonly id: string
    readonly status: 'COMPLETED'
    readonly amount: Money
    readonly invoice_id?: string | undefined
    readonly custom_id?: string | undefined
    readonly note_to_payer?: string | undefined
    readonly seller_payable_breakdown: object
    readonly create_time: string
    readonly update_time: string
  }
}

interface Facts {
  readonly id: string
  readonly at: Date
  readonly amount: Money
  readonly order: string
  readonly invoice_id?: string | undefined
  readonly custom_id?: string | undefined
  /** How the card was refused; absent where it was not. */
  readonly processor_response?: object | undefined
}

const protection = { status: 'ELIGIBLE', dispute_categories: ['ITEM_NOT_RECEIVED', 'UNAUTHORIZED_TRANSACTION'] }
const day = 86_400_000

export function timestamp(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z')
}

export function authorizationOf(facts: Facts, isReauthorization = false): Authorization {
  return {
    id: facts.id,
    captured: 0,
    isReauthorization,
    order: facts.order,
    body: {
      id: facts.id,
      status: facts.processor_response === undefined ? 'CREATED' : 'DENIED',
      amount: facts.amount,
      invoice_id: facts.invoice_id,
      custom_id: facts.custom_id,
      seller_protection: protection,
      expiration_time: timestamp(new Date(facts.at.getTime() + 29 * day)),
      create_time: timestamp(facts.at),
      update_time: timestamp(facts.at),
      processor_response: facts.processor_response,
    },
  }
}

export function captureOf(facts: Facts, final = true, authorization: string | null = null): Capture {
  const declined = facts.processor_response !== undefined
  const gross = hundredths(facts.amount, '/amount')
  const currency = facts.amount.currency_code
  return {
    id: facts.id,
    refunded: 0,
    authorization,
    order: facts.order,
    body: {
      id: facts.id,
      status: declined ? 'DECLINED' : 'COMPLETED',
      amount: facts.amount,
      final_capture: final,
      invoice_id: facts.invoice_id,
      custom_id: facts.custom_id,
      seller_protection: protection,
      seller_receivable_breakdown: declined
        ? undefined
        : {
            gross_amount: facts.amount,
            paypal_fee: moneyOf(feeOf(gross), currency),
            net_amount: moneyOf(gross - feeOf(gross), currency),
          },
      create_time: timestamp(facts.at),
      update_time: timestamp(facts.at),
      processor_response: facts.processor_response,
    },
  }
}

export function refundOf(facts: Facts & { note_to_payer?: string | undefined }, capture: Capture): Refund {
  const currency = facts.amount.currency_code
  const gross = hundredths(facts.amount, '/amount')
  return {
    id: facts.id,
    capture: capture.id,
    body: {
      id: facts.id,
      status: 'COMPLETED',
      amount: facts.amount,
      invoice_id: facts.invoice_id,
      custom_id: facts.custom_id,
      note_to_payer: facts.note_to_payer,
      seller_payable_breakdown: {
        gross_amount: facts.amount,
        paypal_fee: moneyOf(0, currency),
        net_amount: facts.amount,
        total_refunded_amount: moneyOf(capture.refunded + gross, currency),
      },
      create_time: timestamp(facts.at),
      update_time: timestamp(facts.at),
    },
  }
}

export function authorizationLinks(origin: string, { id, order }: Authorization): Link[] {
  const self = `${origin}/v2/payments/authorizations/${id}`
  return [
    { href: self, rel: 'self', method: 'GET' },
    { href: `${self}/capture`, rel: 'capture', method: 'POST' },
    { href: `${self}/void`, rel: 'void', method: 'POST' },
    { href: `${self}/reauthorize`, rel: 'reauthorize', method: 'POST' },
    { href: `${origin}/v2/checkout/orders/${order}`, rel: 'up', method: 'GET' },
  ]
}

export function captureLinks(origin: string, { id, order, authorization }: Capture): Link[] {
  const self = `${origin}/v2/payments/captures/${id}`
  const parent =
    authorization === null ? `/v2/checkout/orders/${order}` : `/v2/payments/authorizations/${authorization}`
  return [
    { href: self, rel: 'self', method: 'GET' },
    { href: `${self}/refund`, rel: 'refund', method: 'POST' },
    { href: `${origin}${parent}`, rel: 'up', method: 'GET' },
  ]
}

export function refundLinks(origin: string, { id, capture }: Refund): Link[] {
  return [
    { href: `${origin}/v2/payments/refunds/${id}`, rel: 'self', method: 'GET' },
    { href: `${origin}/v2/payments/captures/${capture}`, rel: 'up', method: 'GET' },
  ]
}

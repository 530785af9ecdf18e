import * as z from 'zod'
import { contract, listOf, once, pageInput } from '../kit/contract.ts'
import { identifier } from './identifier.ts'
import { amount, currencyCode, unifiedCurrency } from './money.ts'
import { unifiedTime } from './time.ts'

const description = once(() => z.string().min(1).max(500))
const metadata = once(() => z.record(z.string().min(1).max(40), z.string().max(500)))

/**
 * Where a payment stands, the same for every provider; `nativeStatus` has the provider's own word.
 * `pending` waits for the payer or the provider, `authorized` waits for its capture.
 */
export const paymentStatus = once(() =>
  z.enum(['pending', 'authorized', 'succeeded', 'failed', 'canceled', 'refunded', 'partially_refunded']),
)

export type PaymentStatus = z.output<ReturnType<typeof paymentStatus>>

const unifiedPayment = () =>
  z.strictObject({
    id: z.string(),
    amount: amount(),
    currency: unifiedCurrency(),
    status: paymentStatus(),
    nativeStatus: z.string(),
    description: z.string().nullable(),
    customer: z.string().nullable(),
    createdAt: unifiedTime().nullable(),
  })

const unifiedRefund = () =>
  z.strictObject({
    id: z.string(),
    payment: z.string().nullable(),
    amount: amount().nullable(),
    currency: unifiedCurrency().nullable(),
    status: z.enum(['pending', 'succeeded', 'failed', 'canceled']),
    nativeStatus: z.string(),
    createdAt: unifiedTime().nullable(),
  })

export const createPayment = contract({
  id: 'create-payment',
  name: 'Create Payment',
  description: 'Create a new payment',
  effect: 'write',
  input: () => ({
    amount: amount().min(1),
    currency: currencyCode(),
    /** The provider's token for a card or another means of payment. */
    source: z.string().min(1).max(4_096).optional(),
    /** A customer of the provider, with a stored means of payment. */
    customer: identifier().optional(),
    description: description().optional(),
    /** False authorizes now and waits for `capture-payment`. */
    capture: z.boolean().default(true),
    metadata: metadata().optional(),
  }),
  output: unifiedPayment,
})

export const getPayment = contract({
  id: 'get-payment',
  name: 'Get Payment',
  description: 'Get a payment by its id',
  effect: 'read',
  input: () => ({ id: identifier() }),
  output: unifiedPayment,
})

export const listPayments = contract({
  id: 'list-payments',
  name: 'List Payments',
  description: 'List payments, newest first',
  effect: 'read',
  input: () => pageInput(),
  output: () => listOf(unifiedPayment()),
})

export const refundPayment = contract({
  id: 'refund-payment',
  name: 'Refund Payment',
  description: 'Refund an existing payment',
  effect: 'write',
  input: () => ({
    /** The payment to refund. */
    id: identifier(),
    /** Everything that is left, where no amount is given. */
    amount: amount().min(1).optional(),
    /** The payment's currency; some providers want it beside an amount. */
    currency: currencyCode().optional(),
    reason: description().optional(),
  }),
  output: unifiedRefund,
})

export const capturePayment = contract({
  id: 'capture-payment',
  name: 'Capture Payment',
  description: 'Capture an authorized payment',
  effect: 'write',
  input: () => ({ id: identifier(), amount: amount().min(1).optional(), currency: currencyCode().optional() }),
  output: unifiedPayment,
})

export const cancelPayment = contract({
  id: 'cancel-payment',
  name: 'Cancel Payment',
  description: 'Cancel a payment that has not been captured',
  effect: 'write',
  input: () => ({ id: identifier() }),
  output: () => z.strictObject({ id: z.string(), status: paymentStatus(), nativeStatus: z.string() }),
})

export const createCustomer = contract({
  id: 'create-customer',
  name: 'Create Customer',
  description: 'Create a customer that payments can be charged to',
  effect: 'write',
  input: () => ({
    email: z.email().max(254).optional(),
    name: z.string().min(1).max(200).optional(),
    phone: z.string().min(3).max(40).optional(),
    description: description().optional(),
    metadata: metadata().optional(),
  }),
  output: () =>
    z.strictObject({
      id: z.string(),
      email: z.string().nullable(),
      name: z.string().nullable(),
      createdAt: unifiedTime().nullable(),
    }),
})

const unifiedMoney = () => z.strictObject({ amount: z.int(), currency: unifiedCurrency() })

export const getBalance = contract({
  id: 'get-balance',
  name: 'Get Balance',
  description: 'Get what the account holds',
  effect: 'read',
  input: () => ({}),
  output: () => z.strictObject({ available: z.array(unifiedMoney()), pending: z.array(unifiedMoney()) }),
})

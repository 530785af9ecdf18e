import * as z from 'zod'
import * as payment from '../../../contracts/payment.ts'
import { bearer } from '../../../kit/auth.ts'
import { environment, secret } from '../../../kit/config.ts'
import { isJsonObject } from '../../../kit/json.ts'
import { perSecond } from '../../../kit/limit.ts'
import { anything } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { kindOfStatus, type ProviderAnswer, type Refusal } from '../../../kit/refusal.ts'
import { form, get, post } from '../../../kit/request.ts'
import { fixed } from '../../../kit/server.ts'
import * as answers from './answers.ts'

/**
 * Stripe, API version 2026-10-28.endive. A payment is a charge where it is made from a `source` token, and a payment
 * intent otherwise: the id's prefix tells which, so the shared operations take either.
 */
export const stripe = defineProvider({
  id: 'stripe',
  type: 'payment',
  name: 'Stripe',
  description: 'Stripe payment processing',
  docs: 'https://docs.stripe.com/api',
  apiVersion: '2026-10-28.endive',
  config: () => ({
    apiKey: secret({
      label: 'Secret key',
      help: 'Stripe Dashboard, Developers, API keys: a secret key (sk_…) or a restricted key (rk_…).',
      example: 'sk_test_51HfakeUpstreamExampleKey000000',
      pattern: /^(sk|rk)_(test|live)_./,
    }),
    webhookSecret: secret({
      label: 'Webhook signing secret',
      help: 'Stripe Dashboard, Developers, Webhooks, your endpoint, Signing secret.',
      example: 'whsec_fakeUpstreamExampleSecret0000',
      pattern: /^whsec_./,
    }).optional(),
    environment: environment('test', 'live'),
  }),
  server: fixed('https://api.stripe.com'),
  headers: { 'Stripe-Version': '2026-10-28.endive' },
  auth: bearer('apiKey'),
  // Of a live account. A sandbox has 25, as most endpoints have by themselves: Stripe's own 429 tells of those.
  limits: [perSecond(100, 'https://docs.stripe.com/rate-limits')],
  idempotencyHeader: 'Idempotency-Key',
  refusal,
  webhook: {
    kind: 'hmac',
    docs: 'https://docs.stripe.com/webhooks/signature',
    header: 'Stripe-Signature',
    hash: 'SHA-256',
    encoding: 'hex',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['timestamp', { literal: '.' }, 'body'],
    pairs: { signature: 'v1', timestamp: 't' },
    tolerance: 300,
  },
  check: 'get-balance',
  operations: ({ read, write }) => ({
    'create-payment': write(payment.createPayment, {
      docs: 'https://docs.stripe.com/api/charges/create',
      extra: () => ({
        /** What the payer reads on the statement. */
        statement_descriptor: z.string().min(5).max(22).optional(),
        receipt_email: z.email().optional(),
      }),
      request: ({ capture, ...charge }) =>
        post(path`/v1/charges`, form({ ...charge, ...(capture ? {} : { capture: false }) })),
      example: {
        input: { amount: 1000, currency: 'usd', description: 'Test payment', source: 'tok_visa' },
        response: (input) => exampleCharge(input),
      },
      answer: answers.paymentAnswer,
      unify: answers.unifyPayment,
    }),
    'create-payment-intent': write({
      name: 'Create Payment Intent',
      description: 'Create a payment intent, for payments that the payer confirms',
      docs: 'https://docs.stripe.com/api/payment_intents/create',
      input: () => ({
        amount: z.int().min(1).max(99_999_999),
        currency: z.string().regex(/^[A-Za-z]{3}$/),
        payment_method: z.string().min(1).max(255).optional(),
        customer: z.string().min(1).max(255).optional(),
        confirm: z.boolean().optional(),
        capture_method: z.enum(['automatic', 'automatic_async', 'manual']).optional(),
        return_url: z.url({ protocol: /^https?$/ }).optional(),
        description: z.string().max(1_000).optional(),
        receipt_email: z.email().optional(),
        metadata: z.record(z.string().min(1).max(40), z.string().max(500)).optional(),
        automatic_payment_methods: z
          .strictObject({ enabled: z.boolean(), allow_redirects: z.enum(['always', 'never']).optional() })
          .optional(),
      }),
      request: (input) => post(path`/v1/payment_intents`, form(input)),
      example: {
        input: { amount: 1000, currency: 'usd', automatic_payment_methods: { enabled: true } },
        response: (input) => ({
          id: 'pi_test',
          object: 'payment_intent',
          amount: input.amount,
          currency: input.currency,
          status: 'requires_payment_method',
        }),
      },
      answer: anything,
    }),
    'get-payment': read(payment.getPayment, {
      docs: 'https://docs.stripe.com/api/charges/retrieve',
      request: ({ id }) => get(isIntent(id) ? path`/v1/payment_intents/${id}` : path`/v1/charges/${id}`),
      example: {
        input: { id: examples.charge },
        response: ({ id }) => ({ ...exampleCharge({ amount: 1000, currency: 'usd' }), id }),
      },
      answer: answers.paymentAnswer,
      unify: answers.unifyPayment,
    }),
    'list-payments': read(payment.listPayments, {
      docs: 'https://docs.stripe.com/api/charges/list',
      extra: () => ({ customer: z.string().min(1).max(255).optional() }),
      request: ({ limit, cursor, customer }) =>
        get(path`/v1/charges`, { query: { limit, starting_after: cursor, customer } }),
      example: {
        input: { limit: 3 },
        response: () => ({
          object: 'list',
          url: '/v1/charges',
          has_more: false,
          data: [exampleCharge({ amount: 1000, currency: 'usd' })],
        }),
      },
      answer: answers.paymentList,
      unify: ({ data }) => ({ items: data.map(answers.unifyPayment) }),
      next: ({ data, has_more: more }) => (more ? data.at(-1)?.id : undefined),
    }),
    'refund-payment': write(payment.refundPayment, {
      docs: 'https://docs.stripe.com/api/refunds/create',
      extra: () => ({ reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional() }),
      // The currency is the payment's own at Stripe; it takes none beside an amount.
      request: ({ id, amount, reason }) =>
        post(path`/v1/refunds`, form({ [isIntent(id) ? 'payment_intent' : 'charge']: id, amount, reason })),
      example: {
        input: { id: examples.charge, amount: 100 },
        response: ({ id, amount = 1000 }) => ({
          id: 're_test',
          object: 'refund',
          amount,
          currency: 'usd',
          charge: id,
          status: 'succeeded',
        }),
      },
      answer: answers.refundAnswer,
      unify: answers.unifyRefund,
    }),
    'capture-payment': write(payment.capturePayment, {
      docs: 'https://docs.stripe.com/api/charges/capture',
      request: ({ id, amount }) =>
        isIntent(id)
          ? post(path`/v1/payment_intents/${id}/capture`, form({ amount_to_capture: amount }))
          : post(path`/v1/charges/${id}/capture`, form({ amount })),
      example: {
        input: { id: examples.uncapturedCharge },
        response: ({ id, amount = 1000 }) => ({ ...exampleCharge({ amount, currency: 'usd' }), id, captured: true }),
      },
      answer: answers.paymentAnswer,
      unify: answers.unifyPayment,
    }),
    'cancel-payment': write(payment.cancelPayment, {
      docs: 'https://docs.stripe.com/api/payment_intents/cancel',
      // An uncaptured charge has no cancellation of its own: its refund releases the authorization.
      request: ({ id }) =>
        isIntent(id) ? post(path`/v1/payment_intents/${id}/cancel`) : post(path`/v1/refunds`, form({ charge: id })),
      example: {
        input: { id: examples.cancelableIntent },
        response: ({ id }) => ({ id, object: 'payment_intent', status: 'canceled' }),
      },
      answer: () =>
        z.looseObject({
          id: z.string(),
          object: z.string(),
          status: z.string().nullish(),
          charge: z.string().nullish(),
        }),
      unify: (native, { id }) => ({
        id,
        status: native.object === 'refund' && native.status === 'failed' ? ('failed' as const) : ('canceled' as const),
        nativeStatus: native.status ?? 'unknown',
      }),
    }),
    'create-customer': write(payment.createCustomer, {
      docs: 'https://docs.stripe.com/api/customers/create',
      extra: () => ({ source: z.string().min(1).max(255).optional() }),
      request: (input) => post(path`/v1/customers`, form(input)),
      example: {
        input: { email: 'jenny.rosen@example.com', name: 'Jenny Rosen' },
        response: ({ email = null, name = null }) => ({ id: 'cus_test', object: 'customer', email, name }),
      },
      answer: answers.customerAnswer,
      unify: answers.unifyCustomer,
    }),
    'get-balance': read(payment.getBalance, {
      docs: 'https://docs.stripe.com/api/balance/balance_retrieve',
      request: () => get(path`/v1/balance`),
      example: {
        input: {},
        response: () => ({
          object: 'balance',
          available: [{ amount: 10_000, currency: 'usd' }],
          pending: [{ amount: 500, currency: 'usd' }],
        }),
      },
      answer: answers.balanceAnswer,
      // The gateway's API description promises the balance under its own name.
      result: ({ available, pending }) => ({
        balance: { available: answers.bareFunds(available), pending: answers.bareFunds(pending) },
      }),
      unify: ({ available, pending }) => ({
        available: answers.unifyFunds(available),
        pending: answers.unifyFunds(pending),
      }),
    }),
  }),
})

/** Objects that every test account of the sandbox has. */
const examples = {
  charge: 'ch_3QK9xTLkdIwHu7ix0Mdz4RqV',
  uncapturedCharge: 'ch_3QK9yELkdIwHu7ix1Wbn8KsT',
  cancelableIntent: 'pi_3QKA2vLkdIwHu7ix0Zs9BxNu',
}

function isIntent(id: string): boolean {
  return id.startsWith('pi_')
}

function exampleCharge(input: { amount: number; currency: string; description?: string | undefined }) {
  return {
    id: 'ch_test',
    object: 'charge',
    amount: input.amount,
    currency: input.currency,
    status: 'succeeded',
    description: input.description,
  }
}

function refusal({ status, body }: ProviderAnswer): Refusal | undefined {
  if (status < 400 || !isJsonObject(body) || !isJsonObject(body.error)) return undefined
  const { type, code, decline_code: declineCode, message } = body.error
  const nativeCode = [declineCode, code, type].find((value) => typeof value === 'string')
  return {
    kind: type === 'card_error' ? 'rejected' : kindOfStatus(status),
    code: nativeCode,
    message: typeof message === 'string' ? message : `Stripe answered ${status}`,
  }
}

import * as z from 'zod'
import { identifier } from '../../../contracts/identifier.ts'
import { amount, currencyCode } from '../../../contracts/money.ts'
import * as payment from '../../../contracts/payment.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import type { OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import * as answers from './answers.ts'
import { exampleMovement, exampleOrder } from './examples.ts'
import { fixtures } from './fixtures.ts'
import { amountIssues, optionalMoney, toMoney } from './money.ts'

/** Without it PayPal answers an id, a status and links. */
export const wholeAnswer = { headers: { Prefer: 'return=representation' } }

/** Order ids are 1 to 36 capitals and digits. https://developer.paypal.com/api/orders/v2/orders-get */
const orderId = () => z.string().regex(/^[A-Z0-9]{1,36}$/, 'is not an id of PayPal')

export const orderOperations = ({ read, write }: OperationKit<unknown>) => ({
  'create-payment': write(payment.createPayment, {
    docs: 'https://developer.paypal.com/api/orders/v2/orders-create',
    extra: () => ({
      description: z.string().min(1).max(127).optional(),
      /** The id of a stored means of payment; without one the payer approves the order at its `approve` link. */
      source: z
        .string()
        .regex(/^[0-9a-zA-Z_-]{1,255}$/, 'is not an id of PayPal')
        .optional(),
      source_type: z.enum(['card', 'paypal', 'venmo', 'billing_agreement']).default('card'),
      /** Where PayPal sends the payer after the approval. */
      return_url: z.url({ protocol: /^https?$/ }).optional(),
      cancel_url: z.url({ protocol: /^https?$/ }).optional(),
      custom_id: z.string().min(1).max(127).optional(),
      invoice_id: z.string().min(1).max(127).optional(),
      soft_descriptor: z.string().min(1).max(22).optional(),
    }),
    rules: (input) => [...amountIssues(input), ...orderIssues(input)],
    request: (input) =>
      post(
        path`/v2/checkout/orders`,
        json({
          intent: input.capture ? 'CAPTURE' : 'AUTHORIZE',
          purchase_units: [
            {
              amount: toMoney(input.amount, input.currency),
              description: input.description,
              custom_id: input.custom_id,
              invoice_id: input.invoice_id,
              soft_descriptor: input.soft_descriptor,
            },
          ],
          payment_source: paymentSource(input),
        }),
        wholeAnswer,
      ),
    example: {
      input: { amount: 1000, currency: 'usd', description: 'Test payment' },
      response: (input) => exampleOrder(input, input.source === undefined ? 'CREATED' : 'COMPLETED'),
    },
    answer: answers.paymentAnswer,
    unify: answers.unifyPayment,
  }),
  'get-payment': read(payment.getPayment, {
    docs: 'https://developer.paypal.com/api/orders/v2/orders-get',
    extra: () => ({
      id: orderId(),
      /** What the id is of. PayPal's ids don't tell. */
      resource: z.enum(['order', 'authorization', 'capture']).default('order'),
    }),
    request: ({ id, resource }) => {
      if (resource === 'authorization') return get(path`/v2/payments/authorizations/${id}`)
      return get(resource === 'capture' ? path`/v2/payments/captures/${id}` : path`/v2/checkout/orders/${id}`)
    },
    example: {
      input: { id: fixtures.order },
      response: ({ id, resource }) => {
        if (resource === 'order') return { ...exampleOrder({ amount: 1000, currency: 'usd' }, 'CREATED'), id }
        return exampleMovement({ id, status: resource === 'capture' ? 'COMPLETED' : 'CREATED' })
      },
    },
    answer: answers.paymentAnswer,
    unify: answers.unifyPayment,
  }),
  'capture-payment': write(payment.capturePayment, {
    docs: 'https://developer.paypal.com/api/orders/v2/orders-capture',
    extra: () => ({
      id: orderId(),
      /** What the id is of: an order that the payer approved, or an authorization. */
      resource: z.enum(['order', 'authorization']).default('order'),
    }),
    rules: (input) =>
      input.resource === 'order' && input.amount !== undefined
        ? [
            {
              path: 'amount',
              message: 'PayPal captures an order whole; only of an authorization a part can be captured',
            },
          ]
        : amountIssues(input),
    request: ({ id, resource, ...input }) =>
      resource === 'order'
        ? post(path`/v2/checkout/orders/${id}/capture`, json({}), wholeAnswer)
        : post(path`/v2/payments/authorizations/${id}/capture`, json({ amount: optionalMoney(input) }), wholeAnswer),
    example: {
      input: { id: fixtures.order },
      response: ({ id, resource, amount: minor = 1000, currency = 'usd' }) =>
        resource === 'order'
          ? { ...exampleOrder({ amount: minor, currency }, 'COMPLETED'), id }
          : exampleMovement({ amount: toMoney(minor, currency), status: 'COMPLETED' }),
    },
    answer: answers.paymentAnswer,
    unify: answers.unifyPayment,
  }),
  'authorize-order': write({
    name: 'Authorize Order',
    description: 'Authorize an order that was created with `capture` false and approved by its payer',
    docs: 'https://developer.paypal.com/api/orders/v2/orders-authorize',
    input: () => ({ id: orderId() }),
    request: ({ id }) => post(path`/v2/checkout/orders/${id}/authorize`, json({}), wholeAnswer),
    example: {
      input: { id: fixtures.authorizeOrder },
      response: ({ id }) => ({
        ...exampleOrder({ amount: 1000, currency: 'usd', capture: false }, 'COMPLETED'),
        id,
      }),
    },
    answer: answers.paymentAnswer,
  }),
  'capture-authorization': write({
    name: 'Capture Authorization',
    description: 'Capture an authorized payment, or a part of it, with the texts that its payer reads',
    docs: 'https://developer.paypal.com/api/payments/v2/authorizations-capture',
    input: () => ({
      id: identifier(),
      amount: amount().min(1).optional(),
      currency: currencyCode().optional(),
      /** False keeps the rest of the authorization for further captures. */
      final_capture: z.boolean().optional(),
      invoice_id: z.string().min(1).max(127).optional(),
      note_to_payer: z.string().min(1).max(255).optional(),
      soft_descriptor: z.string().min(1).max(22).optional(),
    }),
    rules: amountIssues,
    request: ({ id, amount: minor, currency, ...texts }) =>
      post(
        path`/v2/payments/authorizations/${id}/capture`,
        json({ ...texts, amount: optionalMoney({ amount: minor, currency }) }),
        wholeAnswer,
      ),
    example: {
      input: { id: fixtures.authorization },
      response: ({ amount: minor = 1000, currency = 'usd' }) =>
        exampleMovement({ amount: toMoney(minor, currency), status: 'COMPLETED' }),
    },
    answer: answers.paymentAnswer,
  }),
})

interface OrderInput {
  readonly source?: string | undefined
  readonly source_type: 'card' | 'paypal' | 'venmo' | 'billing_agreement'
  readonly customer?: string | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
  readonly return_url?: string | undefined
  readonly cancel_url?: string | undefined
}

function orderIssues(input: OrderInput): readonly InputIssue[] {
  const issues: InputIssue[] = []
  if (input.customer !== undefined) {
    issues.push({
      path: 'customer',
      message: "PayPal charges a stored means of payment by the latter's id: give `source`",
    })
  }
  if (input.metadata !== undefined) {
    issues.push({ path: 'metadata', message: 'PayPal keeps none; `custom_id` and `invoice_id` are the texts it keeps' })
  }
  for (const name of ['return_url', 'cancel_url'] as const) {
    if (input.source !== undefined && input[name] !== undefined) {
      issues.push({ path: name, message: 'A stored means of payment needs no approval, and leads the payer nowhere' })
    }
  }
  return issues
}

/** https://developer.paypal.com/api/orders/v2/orders-create, `payment_source`. */
function paymentSource(input: OrderInput) {
  const { source, source_type: type, return_url, cancel_url } = input
  if (source === undefined) {
    const redirected = return_url !== undefined || cancel_url !== undefined
    return redirected ? { paypal: { experience_context: { return_url, cancel_url } } } : undefined
  }
  return type === 'billing_agreement'
    ? { token: { id: source, type: 'BILLING_AGREEMENT' } }
    : { [type]: { vault_id: source } }
}

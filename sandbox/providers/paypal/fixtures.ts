import {
  type Authorization,
  authorizationOf,
  type Capture,
  captureOf,
  type Refund,
  refundOf,
  timestamp,
} from './objects.ts'
import type { Order } from './order.ts'
import type { Payout } from './payouts.ts'

/** Objects that every PayPal account of the sandbox has. */
export const fixtures = {
  /** An order of 100.00 USD, intent CAPTURE, that its payer has approved. */
  order: '5O190127TN364715T',
  /** An order of 80.00 USD, intent AUTHORIZE, that its payer has approved. */
  authorizeOrder: '8AA831015G517922L',
  /** An order of 60.00 USD that is paid: status COMPLETED, with `capture`. */
  completedOrder: '3C679366HH908993F',
  /** A capture of 60.00 USD, nothing refunded. */
  capture: '7TK53561YB803214S',
  /** An authorization of 45.00 USD, nothing captured. */
  authorization: '0VF52814937998046',
  /** A refund of 10.00 USD. */
  refund: '58K15806CS993444T',
  /** A payout batch with one item, both successful. */
  payoutBatch: 'FYXMPQTX4JC9N',
  payoutItem: '8AELMXH8UB2P8',
  /** A webhook for captures, and one for all events. */
  webhook: '0EH40505U7160970P',
  otherWebhook: '5GP028458E2496506',
} as const

const at = new Date('2026-01-15T09:00:00Z')
const payer = {
  name: { given_name: 'Jenny', surname: 'Rosen' },
  email_address: 'jenny.rosen@example.com',
  payer_id: 'QYR5Z8XDVJNXQ',
  address: { country_code: 'US' },
}
const wallet = {
  paypal: {
    email_address: payer.email_address,
    account_id: payer.payer_id,
    account_status: 'VERIFIED',
    name: payer.name,
    address: payer.address,
  },
}
const usd = (value: string) => ({ currency_code: 'USD', value })

function order(id: string, value: string, more: Partial<Order>): Order {
  return {
    id,
    status: 'APPROVED',
    intent: 'CAPTURE',
    processing_instruction: 'NO_INSTRUCTION',
    purchase_units: [{ reference_id: 'default', amount: usd(value) }],
    payer,
    payment_source: wallet,
    card: null,
    authorizations: [],
    captures: [],
    create_time: timestamp(at),
    update_time: timestamp(at),
    ...more,
  }
}

const authorizedOrder = '1XC46527UD283194N'
const refundedOrder = '92G08523NK716392P'
const refundedCapture = '2GG279541U471931P'

const refunded: Capture = captureOf({ id: refundedCapture, at, amount: usd('30.00'), order: refundedOrder })
const partlyRefunded: Capture = {
  ...refunded,
  refunded: 1000,
  body: { ...refunded.body, status: 'PARTIALLY_REFUNDED' },
}

export const fixtureOrders: readonly Order[] = [
  order(fixtures.order, '100.00', {}),
  order(fixtures.authorizeOrder, '80.00', { intent: 'AUTHORIZE' }),
  order(fixtures.completedOrder, '60.00', { status: 'COMPLETED', captures: [fixtures.capture] }),
  order(authorizedOrder, '45.00', {
    status: 'COMPLETED',
    intent: 'AUTHORIZE',
    authorizations: [fixtures.authorization],
  }),
  order(refundedOrder, '30.00', { status: 'COMPLETED', captures: [refundedCapture] }),
]

export const fixtureCaptures: readonly Capture[] = [
  captureOf({ id: fixtures.capture, at, amount: usd('60.00'), order: fixtures.completedOrder }),
  partlyRefunded,
]

export const fixtureAuthorizations: readonly Authorization[] = [
  authorizationOf({ id: fixtures.authorization, at, amount: usd('45.00'), order: authorizedOrder }),
]

export const fixtureRefunds: readonly Refund[] = [
  refundOf({ id: fixtures.refund, at, amount: usd('10.00'), order: refundedOrder }, refunded),
]

export const fixturePayouts: readonly Payout[] = [
  {
    id: fixtures.payoutBatch,
    sender_batch_header: { sender_batch_id: 'Payouts_2026_01_15', email_subject: 'You have a payout!' },
    created: timestamp(at),
    items: [
      {
        id: fixtures.payoutItem,
        transactionId: '5TY05013RG002845M',
        status: 'SUCCESS',
        request: {
          recipient_type: 'EMAIL',
          amount: { value: '9.87', currency: 'USD' },
          note: 'Thanks for your patronage!',
          receiver: 'receiver@example.com',
          sender_item_id: '201403140001',
        },
      },
    ],
  },
]

import type { Card, Customer, Payment, Refund, StoredCard } from './records.ts'

/**
 * Objects that every Square account of the sandbox has from the start. Reading them and acting on them always
 * succeeds; what is done to them is not stored.
 */
export const fixtures = {
  /** Completed: 10.00 USD, of which nothing is refunded. */
  payment: 'VtT3q8LmXh0RzKc5PyWnJ2sBdFgZY',
  /** Approved and not captured: 10.00 USD. */
  approvedPayment: 'Hk7Ro2ZcXs9QeWm4TbLyU6vNpDaZY',
  /** Approved and not captured: 25.00 USD. */
  cancelablePayment: 'Jm5Fw1YdGt8KxBn3CrVuI7zQsEhZY',
  /** Completed: 2.50 USD of `payment`, which itself shows nothing refunded so that it can be refunded whole. */
  refund: 'VtT3q8LmXh0RzKc5PyWnJ2sBdFgZY_W4nKp7TcRz0YmXvLq2BdHsGfJ8aEuI5oCwQ1xN6tZ3yV',
  customer: 'UPSTRM7Q4ZK2N9XW8T5VJ3HC6R',
  /** A card on file of `customer`. */
  card: 'ccof:uPsTrM4xK9q2ZnW7tB3',
  location: 'LUPSTRM4X9K2Q',
  merchant: 'MLUPSTRM8Q2Z7',
} as const

/** The currency and the country of the account. */
export const home = { currency: 'USD', country: 'US' } as const

const created = '2026-01-15T09:30:00.000Z'

/** The card behind `cnon:card-nonce-ok`. Source: https://developer.squareup.com/docs/devtools/sandbox/payments */
export const visa: Card = {
  card_brand: 'VISA',
  last_4: '1111',
  exp_month: 11,
  exp_year: 2030,
  fingerprint: 'sq-1-Yw0nVbHk4xTqLr8ZsMe2PjDfCu6Ga3Ki9oXt5BvNhQyWz7RlEpJdSmUc1FgAiO',
  card_type: 'CREDIT',
  prepaid_type: 'NOT_PREPAID',
  bin: '411111',
}

function payment(id: string, amount: number, isCompleted: boolean): Payment {
  const money = { amount, currency: home.currency }
  return {
    id,
    created_at: created,
    updated_at: created,
    amount_money: money,
    total_money: money,
    approved_money: money,
    status: isCompleted ? 'COMPLETED' : 'APPROVED',
    ...(isCompleted
      ? {}
      : {
          capabilities: [
            'EDIT_AMOUNT_UP',
            'EDIT_AMOUNT_DOWN',
            'EDIT_TIP_AMOUNT_UP',
            'EDIT_TIP_AMOUNT_DOWN',
            'EDIT_DELAY_ACTION',
          ],
        }),
    delay_duration: 'PT168H',
    delay_action: 'CANCEL',
    delayed_until: '2026-01-22T09:30:00.000Z',
    source_type: 'CARD',
    card_details: {
      status: isCompleted ? 'CAPTURED' : 'AUTHORIZED',
      card: visa,
      entry_method: 'KEYED',
      cvv_status: 'CVV_ACCEPTED',
      avs_status: 'AVS_ACCEPTED',
      auth_result_code: '68aLBM',
      statement_description: 'SQ *UPSTREAM SANDBOX',
      card_payment_timeline: { authorized_at: created, ...(isCompleted ? { captured_at: created } : {}) },
    },
    location_id: fixtures.location,
    order_id: `${id.slice(0, 4)}nUSN9TdxpiK3SrQg3wzmf6r8L`,
    receipt_number: id.slice(0, 4),
    receipt_url: `https://squareupsandbox.com/receipt/preview/${id}`,
    application_details: { square_product: 'ECOMMERCE_API' },
    version_token: 'TPtNEOBOa6Qq6E3C3IjckSVOM6b3hMbfhjvTxHBQUsB6o',
  }
}

export const paymentFixtures: readonly Payment[] = [
  payment(fixtures.payment, 1000, true),
  payment(fixtures.approvedPayment, 1000, false),
  payment(fixtures.cancelablePayment, 2500, false),
]

export const refundFixtures: readonly Refund[] = [
  {
    id: fixtures.refund,
    status: 'COMPLETED',
    location_id: fixtures.location,
    unlinked: false,
    destination_type: 'CARD',
    amount_money: { amount: 250, currency: home.currency },
    payment_id: fixtures.payment,
    order_id: 'VtT3nUSN9TdxpiK3SrQg3wzmf6r8L',
    reason: 'One piece came back',
    created_at: '2026-01-16T10:00:00.000Z',
    updated_at: '2026-01-16T10:00:05.000Z',
  },
]

export const customerFixtures: readonly Customer[] = [
  {
    id: fixtures.customer,
    created_at: created,
    updated_at: created,
    version: 0,
    creation_source: 'THIRD_PARTY',
    preferences: { email_unsubscribed: false },
    given_name: 'Ada',
    family_name: 'Lovelace',
    email_address: 'ada@example.com',
    phone_number: '+12065550142',
    reference_id: 'EXAMPLE-1',
  },
]

export const cardFixtures: readonly StoredCard[] = [
  {
    ...visa,
    id: fixtures.card,
    customer_id: fixtures.customer,
    merchant_id: fixtures.merchant,
    cardholder_name: 'Ada Lovelace',
    enabled: true,
    version: 1,
    created_at: created,
  },
]

export const location = {
  id: fixtures.location,
  name: 'Upstream Sandbox',
  address: {
    address_line_1: '123 Main St',
    locality: 'San Francisco',
    administrative_district_level_1: 'CA',
    postal_code: '94114',
    country: home.country,
  },
  timezone: 'America/Los_Angeles',
  capabilities: ['CREDIT_CARD_PROCESSING', 'AUTOMATIC_TRANSFERS'],
  status: 'ACTIVE',
  created_at: '2026-01-02T08:00:00Z',
  merchant_id: fixtures.merchant,
  country: home.country,
  language_code: 'en-US',
  currency: home.currency,
  business_name: 'Upstream Sandbox',
  type: 'PHYSICAL',
  mcc: '7299',
} as const

export const merchant = {
  id: fixtures.merchant,
  business_name: 'Upstream Sandbox',
  country: home.country,
  language_code: 'en-US',
  currency: home.currency,
  status: 'ACTIVE',
  main_location_id: fixtures.location,
  created_at: '2026-01-02T08:00:00.000Z',
} as const

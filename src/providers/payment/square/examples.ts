/** What every Square account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  /** Completed, 10.00 USD, of which nothing is refunded. */
  payment: 'VtT3q8LmXh0RzKc5PyWnJ2sBdFgZY',
  /** Approved and waiting for its capture. */
  approvedPayment: 'Hk7Ro2ZcXs9QeWm4TbLyU6vNpDaZY',
  /** Approved too, for the cancellation. */
  cancelablePayment: 'Jm5Fw1YdGt8KxBn3CrVuI7zQsEhZY',
  /** Of `payment`. */
  refund: 'VtT3q8LmXh0RzKc5PyWnJ2sBdFgZY_W4nKp7TcRz0YmXvLq2BdHsGfJ8aEuI5oCwQ1xN6tZ3yV',
  customer: 'UPSTRM7Q4ZK2N9XW8T5VJ3HC6R',
  location: 'LUPSTRM4X9K2Q',
  /** A token that Square's own sandbox approves. https://developer.squareup.com/docs/devtools/sandbox/payments */
  token: 'cnon:card-nonce-ok',
} as const

const createdAt = '2026-01-15T09:30:00.000Z'

interface ExamplePayment {
  readonly id?: string
  readonly status?: string
  readonly amount?: number
  readonly currency?: string
  readonly note?: string | undefined
  readonly customer?: string | undefined
}

export function examplePayment({
  id = fixtures.payment,
  status = 'COMPLETED',
  amount = 1000,
  currency = 'USD',
  note,
  customer,
}: ExamplePayment = {}) {
  const money = moneyOf(amount, currency)
  return {
    id,
    created_at: createdAt,
    updated_at: createdAt,
    amount_money: money,
    total_money: money,
    status,
    source_type: 'CARD',
    location_id: fixtures.location,
    note,
    customer_id: customer,
  }
}

interface ExampleRefund {
  readonly id?: string
  readonly status?: string
  readonly payment?: string
  readonly amount?: number
  readonly currency?: string
  readonly reason?: string | undefined
}

export function exampleRefund({
  id = fixtures.refund,
  status = 'PENDING',
  payment = fixtures.payment,
  amount = 250,
  currency = 'USD',
  reason,
}: ExampleRefund = {}) {
  return {
    id,
    status,
    location_id: fixtures.location,
    amount_money: moneyOf(amount, currency),
    payment_id: payment,
    reason,
    created_at: createdAt,
    updated_at: createdAt,
  }
}

interface ExampleCustomer {
  readonly given?: string | undefined
  readonly family?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly note?: string | undefined
}

export function exampleCustomer({ given, family, email, phone, note }: ExampleCustomer) {
  return {
    id: fixtures.customer,
    created_at: createdAt,
    updated_at: createdAt,
    given_name: given,
    family_name: family,
    email_address: email,
    phone_number: phone,
    note,
    creation_source: 'THIRD_PARTY',
    version: 0,
  }
}

function moneyOf(amount: number, currency: string) {
  return { amount, currency: currency.toUpperCase() }
}

/** What every Square account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  /** Completed, 1000 USD in minor units, of which nothing is refunded. */
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

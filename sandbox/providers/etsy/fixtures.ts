/** Everyone's shop has these, and what is done to them is never stored. */
export const fixtures = {
  /** The shop, where a path names none; and the seller, where a token does not say. */
  shop: 51_234_567,
  user: 812_345_678,
  /** Active, without variations, with 12 in stock at 49.00. */
  listing: 1_412_345_678,
  product: 15_123_456_789,
  offering: 16_123_456_789,
  shippingProfile: 198_765_432_101,
  readinessState: 1_402_336_022_581,
  taxonomy: 1_229,
  /** Paid and not sent yet: two of `listing`, to the United States. */
  receipt: 3_112_345_678,
  transaction: 3_912_345_678,
  buyer: 712_345_678,
} as const

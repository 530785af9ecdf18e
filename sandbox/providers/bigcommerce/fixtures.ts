/** Every store has these, and what is done to them is never stored. */
export const fixtures = {
  /** Tracks its stock by product and has one variant, `variant`. */
  product: 111,
  variant: 74,
  location: 1,
  customer: 20,
  /** Paid by hand and awaiting fulfilment: two of `product` for `customer`. */
  order: 100,
  orderAddress: 51,
  orderProduct: 65,
} as const

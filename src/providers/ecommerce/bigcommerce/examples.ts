/** Objects that the examples name; every store of the local sandbox has them. */
export const fixtures = {
  product: '111',
  /** The only variant of `product`, which is what its stock is counted by. */
  variant: '74',
  location: '1',
  customer: '20',
  order: '100',
  /** The shipping address of `order`, and its line: two pieces of `product`. */
  orderAddress: '51',
  orderProduct: '65',
} as const

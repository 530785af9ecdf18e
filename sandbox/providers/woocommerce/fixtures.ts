/** Every store has these, and what is done to them is never stored. */
export const fixtures = {
  /** Simple and published, with 25 in stock. */
  product: 799,
  customer: 25,
  /** Processing and paid by bank transfer: two of `product` for `customer`, 49.98. */
  order: 727,
  lineItem: 315,
} as const

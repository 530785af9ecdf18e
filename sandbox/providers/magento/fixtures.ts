/** Every store has these, and what is done to them is never stored. */
export const fixtures = {
  /** The SKU of a simple product with 25 in stock, and its number. */
  product: 'TSHIRT-ORG-1',
  productId: 14,
  source: 'default',
  customer: 4,
  /**
   * Two of `product` for `customer`, of which one is invoiced and paid and none is sent: so that it can be invoiced,
   * sent and refunded, each at any time.
   */
  order: 3,
  incrementId: '000000003',
  orderItem: 5,
} as const

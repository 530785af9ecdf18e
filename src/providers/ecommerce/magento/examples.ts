/** Objects that the examples name; every store of the local sandbox has them. */
export const fixtures = {
  /** Products are known by their SKU. */
  product: 'TSHIRT-ORG-1',
  source: 'default',
  customer: '4',
  /** One of two shirts is invoiced and none is sent yet; `incrementId` is what people call it. */
  order: '3',
  incrementId: '000000003',
  orderItem: '5',
} as const

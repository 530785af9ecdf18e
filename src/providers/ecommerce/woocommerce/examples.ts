/** Objects that the examples name; every store of the local sandbox has them. */
export const fixtures = {
  product: '799',
  customer: '25',
  order: '727',
  lineItem: '315',
} as const

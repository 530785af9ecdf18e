/** Objects that the examples name; the shop of every account in the local sandbox has them. */
export const fixtures = {
  shop: '51234567',
  user: '812345678',
  /** Active, without variations. */
  listing: '1412345678',
  /** The only product in the inventory of `listing`. */
  product: '15123456789',
  offering: '16123456789',
  shippingProfile: '198765432101',
  readinessState: '1402336022581',
  /** "Necklaces" of the seller taxonomy. */
  taxonomy: '1229',
  /** Paid and not sent yet. */
  receipt: '3112345678',
  transaction: '3912345678',
  buyer: '712345678',
} as const

/**
 * Shipments and pickups that every account has from the start. Acting on them always succeeds and is not stored.
 */
export const fixtures = {
  username: 'sandboxuser',
  password: 'sandboxpassword',
  accountNumber: '123456789',
  /** Created and not yet picked up. */
  shipment: '1234567890',
  piece: 'JD014600004617230711',
  /** A customer reference of `shipment`, for `GET /tracking`. */
  reference: 'EXAMPLE-1001',
  inTransit: '5374534616',
  /** Has a proof of delivery and documents. */
  delivered: '5310907744',
  deliveredPiece: 'JD014600004617230779',
  /** Well formed, but nothing is known of it: answered with status 404. */
  notFound: '3249551701',
  /** A pickup that can be changed and cancelled. */
  pickup: 'PRG201220123456',
} as const

/**
 * Shipments and pickups that every account has from the start. Acting on them always succeeds and is not stored.
 *
 * The tracking numbers `1Z12345E…` are the ones that UPS documents for tests (Tracking Developer Guide, appendix
 * "Tracking numbers for testing"); `1Z12345E8791315509` is the one of the label recovery example.
 */
export const fixtures = {
  clientId: 'sandbox-client-id',
  clientSecret: 'sandbox-client-secret',
  accountNumber: '12345E',
  /** Labelled and not yet handed over: can be voided, tracked, and its label recovered. */
  shipment: '1Z12345E8791315509',
  delivered: '1Z12345E0205271688',
  deliveredWorldwide: '1Z12345E6605272234',
  deliveredGround: '1Z12345E0305271640',
  originScan: '1Z12345E1305277940',
  secondDeliveryAttempt: '1Z12345E6205277936',
  /** Well formed, but nothing is known of it: answered with status 200 and a warning. */
  noInformation: '1Z12345E1505270452',
  /** One character short. */
  invalidTrackingNumber: '1Z12345E020527079',
  pickup: '2929602E9CP',
} as const

/**
 * Shipments and pickups that every account has from the start. Acting on them always succeeds and is not stored.
 *
 * The tracking numbers of the journeys are the ones that FedEx publishes for its own test environment:
 * https://developer.fedex.com/api/en-us/catalog/track/v1/docs.html (mock tracking numbers)
 */
export const fixtures = {
  clientId: 'l7sandboxclientid',
  clientSecret: 'sandboxclientsecret',
  accountNumber: '740561073',
  /** Labelled and not yet handed over: can be tracked and cancelled. */
  shipment: '794953535000',
  /** A customer reference of `shipment`, for `/track/v1/referencenumbers`. */
  reference: 'EXAMPLE-1001',
  labelCreated: '449044304137821',
  pickedUp: '020207021381215',
  inTransit: '920241085725456',
  outForDelivery: '231300687629630',
  delivered: '122816215025810',
  deliveryException: '377101283611590',
  heldAtLocation: '843119172384577',
  /** Well formed, but nothing is known of it: answered with status 200 and an error in its result. */
  notFound: '123456789012',
  /** A pickup of FedEx Express: `pickupConfirmationCode`, `scheduledDate`, `location`. */
  pickup: '7',
  pickupDate: '2026-12-01',
  pickupLocation: 'NQAA',
} as const

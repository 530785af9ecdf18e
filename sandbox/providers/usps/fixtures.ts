/**
 * Labels, pieces and pickups that every account has from the start. Acting on them always succeeds and is not stored.
 */
export const fixtures = {
  clientId: 'sandbox-consumer-key',
  clientSecret: 'sandbox-consumer-secret',
  /** Of the payer and the label owner in `POST /payments/v3/payment-authorization`. */
  CRID: '12345678',
  MID: '123456789',
  manifestMID: '987654321',
  accountNumber: '1000000000',
  /** A payment authorization that never expires, for `X-Payment-Authorization-Token`. */
  paymentAuthorizationToken: 'uspspay_sandbox_fixture',
  /** A label that is printed and not yet mailed: can be tracked, reprinted, edited and cancelled. */
  label: '9405509898644824249889',
  inTransit: '9205590006662200704797',
  outForDelivery: '9261212345678900019471',
  delivered: '9205590006662202169556',
  /** Well formed, but nothing is known of it: answered with status 404. */
  notFound: '9475038234567000031430',
  /** A carrier pickup and its ETag, which `PUT` and `DELETE` want as `If-Match`. */
  pickup: 'WTC100000001',
  pickupETag: '33a64df551425fcc55e4d42a148795d9f25f89d4',
} as const

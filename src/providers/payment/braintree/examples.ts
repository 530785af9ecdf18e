/** What every Braintree account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  /** Settled, 10.00 USD, of which nothing is refunded. */
  settledTransaction: 'dHJhbnNhY3Rpb25fczVuNGI3eWM',
  /** Authorized and waiting for its capture. */
  authorizedTransaction: 'dHJhbnNhY3Rpb25fYTNtOHcxemQ',
  /** Authorized too, for the cancellation. */
  cancelableTransaction: 'dHJhbnNhY3Rpb25fZjd4Mms5cWE',
  /** Submitted for settlement, 10.00 USD. */
  submittedTransaction: 'dHJhbnNhY3Rpb25fcDJyNnQ4dmU',
  /** Of another settled transaction. */
  refund: 'cmVmdW5kX2s0ZDloMmp4',
  customer: 'Y3VzdG9tZXJfNzM4MTU0OTI2',
  /** A stored card of `customer`. */
  paymentMethod: 'cGF5bWVudG1ldGhvZF9jY19oN2sybTk',
  merchant: 'upstreamdemo0000',
  merchantAccount: 'upstream_usd',
  /** A single-use payment method that Braintree's own sandbox approves. https://developer.paypal.com/braintree/docs/reference/general/testing */
  token: 'fake-valid-nonce',
} as const

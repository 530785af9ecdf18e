/** What every PayPal account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  /** Intent CAPTURE, approved. */
  order: '5O190127TN364715T',
  /** Intent AUTHORIZE, approved. */
  authorizeOrder: '8AA831015G517922L',
  authorization: '0VF52814937998046',
  capture: '7TK53561YB803214S',
  refund: '58K15806CS993444T',
  payout: 'FYXMPQTX4JC9N',
} as const

/** What every Authorize.Net account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  settledTransaction: '60198532003',
  cardLastFour: '1111',
  authorizedTransaction: '60198532001',
  unsettledTransaction: '60198532002',
  customer: '527384905',
  batch: '10215347',
  /** A payment nonce of Accept.js, which begins with the version of its encoding. */
  token: 'eyJjb2RlIjoiNTBfMl8wNjAwMDUyIn0=',
} as const

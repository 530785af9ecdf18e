/** What every account of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  accountId: 'zDmNq',
  client: '217506',
  /** A draft. */
  invoice: '987321',
  /** Sent, and not paid. */
  sentInvoice: '987322',
  payment: '46071',
  expense: '1569533',
  category: '3012676',
  account: '1234567',
  subAccount: '9876543',
  item: '201225',
  staff: 1,
} as const

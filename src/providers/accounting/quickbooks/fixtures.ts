/** What every company of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  realmId: '9341453908059321',
  customer: '58',
  invoice: '130',
  /** What has to be given to void `invoice`. */
  invoiceSyncToken: '0',
  payment: '125',
  purchase: '123',
  vendor: '42',
  /** A service. */
  item: '1',
  bankAccount: '35',
  incomeAccount: '79',
  expenseAccount: '54',
} as const

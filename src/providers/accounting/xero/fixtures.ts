/** What every organisation of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  tenantId: '45e4708e-d862-4111-ab3a-dd8cd03913e1',
  contact: '430fa14a-f945-44d3-9f97-5df5e28441b8',
  /** Authorised, and not paid. */
  invoice: 'ed255415-e141-4150-aab7-89c3bbbb851c',
  payment: '61ed71fc-01bf-4eb8-8419-8a18789ff45f',
  bankTransaction: 'db54aab0-ad40-4ced-bcff-0940ba20db2c',
  bankAccount: 'ebd06280-af70-4bed-97c6-7451a454ad85',
  bankAccountCode: '090',
  incomeAccount: '7d05a53d-613d-4eb2-a2fc-dcb6adb80b80',
  incomeAccountCode: '200',
  expenseAccountCode: '404',
  item: 'c8c54d65-f3f2-452d-926e-bf450b12fb07',
  itemCode: 'CALC',
} as const

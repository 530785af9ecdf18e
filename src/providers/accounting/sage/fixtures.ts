/** What every business of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  business: '8f2e0a4c1b6d4e0f9a3c5d7e9f1b3a5c',
  customer: 'e9578549eaec11e7b587065b8ec10ed1',
  vendor: 'e9578549eaec11e7b587065b8ec10ed2',
  /** Unpaid. */
  invoice: '401aa0e1424242ea98de55608dacf869',
  draftInvoice: '401aa0e1424242ea98de55608dacf870',
  payment: 'be4eca91e41411e7aa730a57719b2edb',
  otherPayment: 'be4eca91e41411e7aa730a57719b2edc',
  bankAccount: '2d3e4f5a6b7c4d8e9fa0b1c2d3e4f5a6',
  salesAccount: '541de418eb0011e7b587065b8ec10ed1',
  expenseAccount: '541de418eb0011e7b587065b8ec10ed2',
  product: '4568d9e0eaed11e7b587065b8ec10ed1',
  taxRate: 'GB_STANDARD',
} as const

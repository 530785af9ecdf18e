/** What every business of the local sandbox has; the example inputs name it, so that each example succeeds. */
export const fixtures = {
  business: 'QnVzaW5lc3M6NWRmZGNlNzgtZmFrZS00MDAwLTgwMDAtMDAwMDAwMDAwMDAx',
  customer: 'QnVzaW5lc3M6NWRmZGNlNzg7Q3VzdG9tZXI6MQ==',
  /** Saved, and not paid. */
  invoice: 'QnVzaW5lc3M6NWRmZGNlNzg7SW52b2ljZTox',
  draftInvoice: 'QnVzaW5lc3M6NWRmZGNlNzg7SW52b2ljZToy',
  payment: 'QnVzaW5lc3M6NWRmZGNlNzg7SW52b2ljZVBheW1lbnQ6MQ==',
  product: 'QnVzaW5lc3M6NWRmZGNlNzg7UHJvZHVjdDox',
  bankAccount: 'QnVzaW5lc3M6NWRmZGNlNzg7QWNjb3VudDox',
  incomeAccount: 'QnVzaW5lc3M6NWRmZGNlNzg7QWNjb3VudDoz',
  expenseAccount: 'QnVzaW5lc3M6NWRmZGNlNzg7QWNjb3VudDoy',
  transaction: 'QnVzaW5lc3M6NWRmZGNlNzg7VHJhbnNhY3Rpb246MQ==',
} as const

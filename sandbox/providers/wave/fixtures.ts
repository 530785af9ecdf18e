import type {
  AccountRecord,
  CustomerRecord,
  InvoiceRecord,
  PaymentRecord,
  ProductRecord,
  SalesTaxRecord,
  TransactionRecord,
} from './records.ts'

/**
 * Objects that every business of the sandbox has from the start. Reading them and acting on them always succeeds; what
 * is done to them is not stored.
 */
export const fixtures = {
  business: 'QnVzaW5lc3M6NWRmZGNlNzgtZmFrZS00MDAwLTgwMDAtMDAwMDAwMDAwMDAx',
  customer: 'QnVzaW5lc3M6NWRmZGNlNzg7Q3VzdG9tZXI6MQ==',
  /** Saved, with 250.00 to pay. */
  invoice: 'QnVzaW5lc3M6NWRmZGNlNzg7SW52b2ljZTox',
  draftInvoice: 'QnVzaW5lc3M6NWRmZGNlNzg7SW52b2ljZToy',
  /** Of 100.00, for `paidInvoice`. */
  payment: 'QnVzaW5lc3M6NWRmZGNlNzg7SW52b2ljZVBheW1lbnQ6MQ==',
  paidInvoice: 'QnVzaW5lc3M6NWRmZGNlNzg7SW52b2ljZToz',
  product: 'QnVzaW5lc3M6NWRmZGNlNzg7UHJvZHVjdDox',
  /** 13 % */
  salesTax: 'QnVzaW5lc3M6NWRmZGNlNzg7U2FsZXNUYXg6MQ==',
  bankAccount: 'QnVzaW5lc3M6NWRmZGNlNzg7QWNjb3VudDox',
  expenseAccount: 'QnVzaW5lc3M6NWRmZGNlNzg7QWNjb3VudDoy',
  incomeAccount: 'QnVzaW5lc3M6NWRmZGNlNzg7QWNjb3VudDoz',
  transaction: 'QnVzaW5lc3M6NWRmZGNlNzg7VHJhbnNhY3Rpb246MQ==',
} as const

const time = '2026-01-15T09:30:00.000Z'
const kept = { businessId: '', createdAt: time, modifiedAt: time }

export const accounts: readonly AccountRecord[] = [
  { id: fixtures.bankAccount, name: 'Cash on Hand', type: 'ASSET', subtype: 'CASH_AND_BANK', sequence: 1 },
  { id: fixtures.expenseAccount, name: 'Office Supplies', type: 'EXPENSE', subtype: 'EXPENSE', sequence: 2 },
  { id: fixtures.incomeAccount, name: 'Sales', type: 'INCOME', subtype: 'INCOME', sequence: 3 },
]

export const customerFixtures: readonly CustomerRecord[] = [
  {
    ...kept,
    id: fixtures.customer,
    name: 'Analytical Engines Ltd',
    firstName: 'Ada',
    lastName: 'Lovelace',
    displayId: null,
    email: 'accounts@engines.example.com',
    mobile: null,
    phone: '+44 20 7946 0001',
    fax: null,
    tollFree: null,
    website: null,
    internalNotes: null,
    currency: 'USD',
    address: null,
    shippingDetails: null,
  },
]

export const productFixtures: readonly ProductRecord[] = [
  {
    ...kept,
    id: fixtures.product,
    name: 'Calculation',
    description: 'An hour of calculation',
    unitPrice: '125.00',
    incomeAccountId: fixtures.incomeAccount,
  },
]

export const salesTaxFixtures: readonly SalesTaxRecord[] = [
  { ...kept, id: fixtures.salesTax, name: 'Harmonized Sales Tax', abbreviation: 'HST', rate: '0.13' },
]

const invoice: InvoiceRecord = {
  ...kept,
  id: fixtures.invoice,
  customerId: fixtures.customer,
  stage: 'SAVED',
  invoiceNumber: '7',
  title: 'Invoice',
  subhead: null,
  poNumber: null,
  invoiceDate: '2026-01-15',
  dueDate: '2026-02-14',
  currency: 'USD',
  exchangeRate: '1',
  memo: null,
  footer: null,
  items: [
    {
      id: 'QnVzaW5lc3M6NWRmZGNlNzg7SW52b2ljZUl0ZW06MQ==',
      productId: fixtures.product,
      description: 'Calculation of Bernoulli numbers',
      quantity: '2',
      unitPrice: '125.00',
      subtotal: 25_000,
      taxes: [],
    },
  ],
  discount: 0,
  lastSentAt: null,
  lastSentVia: null,
  appearance: {},
}

export const invoiceFixtures: readonly InvoiceRecord[] = [
  invoice,
  { ...invoice, id: fixtures.draftInvoice, invoiceNumber: '8', stage: 'DRAFT' },
  {
    ...invoice,
    id: fixtures.paidInvoice,
    invoiceNumber: '6',
    stage: 'SENT',
    invoiceDate: '2025-12-01',
    dueDate: '2025-12-31',
    items: invoice.items.map((item) => ({ ...item, quantity: '1', unitPrice: '100.00', subtotal: 10_000 })),
    lastSentAt: '2025-12-01T10:00:00.000Z',
    lastSentVia: 'WAVE',
  },
]

export const paymentFixtures: readonly PaymentRecord[] = [
  {
    ...kept,
    id: fixtures.payment,
    invoiceId: fixtures.paidInvoice,
    accountId: fixtures.bankAccount,
    amount: '100.00',
    paymentDate: '2025-12-20',
    paymentMethod: 'BANK_TRANSFER',
    exchangeRate: '1',
    memo: null,
  },
]

export const transactionFixtures: readonly TransactionRecord[] = [
  { ...kept, id: fixtures.transaction, externalId: 'sandbox-1' },
]

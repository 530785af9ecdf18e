import type { ContactPaymentRecord, ContactRecord, InvoiceRecord, OtherPaymentRecord } from './records.ts'

/**
 * Objects that every business of the sandbox has from the start. Reading them and acting on them always succeeds; what
 * is done to them is not stored.
 */
export const fixtures = {
  business: '8f2e0a4c1b6d4e0f9a3c5d7e9f1b3a5c',
  customer: 'e9578549eaec11e7b587065b8ec10ed1',
  vendor: 'e9578549eaec11e7b587065b8ec10ed2',
  /** Unpaid: 250.00 of `customer`. */
  invoice: '401aa0e1424242ea98de55608dacf869',
  draftInvoice: '401aa0e1424242ea98de55608dacf870',
  /** Of 100.00, for `paidInvoice`. */
  payment: 'be4eca91e41411e7aa730a57719b2edb',
  paidInvoice: '401aa0e1424242ea98de55608dacf871',
  otherPayment: 'be4eca91e41411e7aa730a57719b2edc',
  bankAccount: '2d3e4f5a6b7c4d8e9fa0b1c2d3e4f5a6',
  salesAccount: '541de418eb0011e7b587065b8ec10ed1',
  expenseAccount: '541de418eb0011e7b587065b8ec10ed2',
  product: '4568d9e0eaed11e7b587065b8ec10ed1',
  service: '4568d9e0eaed11e7b587065b8ec10ed2',
  stockItem: '4568d9e0eaed11e7b587065b8ec10ed3',
  taxRate: 'GB_STANDARD',
} as const

const time = '2026-01-15T09:30:00Z'
const kept = { createdAt: time, updatedAt: time }

function contact(id: string, name: string, type: string, email: string): ContactRecord {
  return {
    ...kept,
    id,
    name,
    typeIds: [type],
    reference: '',
    notes: '',
    currency: 'GBP',
    creditDays: 30,
    person: { id: `${id.slice(0, 31)}a`, name, email, telephone: '020 7946 0001', mobile: '' },
  }
}

export const contactFixtures: readonly ContactRecord[] = [
  contact(fixtures.customer, 'Analytical Engines Ltd', 'CUSTOMER', 'accounts@engines.example.com'),
  contact(fixtures.vendor, 'Jacquard & Sons', 'VENDOR', 'sales@jacquard.example.com'),
]

const invoice: InvoiceRecord = {
  ...kept,
  id: fixtures.invoice,
  number: 7,
  contactId: fixtures.customer,
  date: '2026-01-15',
  dueDate: '2026-02-14',
  reference: '',
  notes: '',
  terms: '',
  currency: 'GBP',
  stage: 'UNPAID',
  voidReason: '',
  paid: 0,
  lines: [
    {
      id: '401aa0e1424242ea98de55608dacf8a0',
      description: 'Calculation of Bernoulli numbers',
      ledgerAccountId: fixtures.salesAccount,
      taxRateId: 'GB_ZERO',
      quantity: 2,
      unitPrice: 125,
      discount: 0,
      net: 250,
      tax: 0,
      total: 250,
      itemKind: '',
      itemId: '',
    },
  ],
}

export const invoiceFixtures: readonly InvoiceRecord[] = [
  invoice,
  { ...invoice, id: fixtures.draftInvoice, number: 6, stage: 'DRAFT' },
  {
    ...invoice,
    id: fixtures.paidInvoice,
    number: 5,
    date: '2025-12-01',
    dueDate: '2025-12-31',
    paid: 100,
    lines: invoice.lines.map((line) => ({ ...line, quantity: 1, unitPrice: 100, net: 100, total: 100 })),
  },
]

export const paymentFixtures: readonly ContactPaymentRecord[] = [
  {
    ...kept,
    id: fixtures.payment,
    transactionTypeId: 'CUSTOMER_RECEIPT',
    paymentMethodId: 'ELECTRONIC',
    contactId: fixtures.customer,
    bankAccountId: fixtures.bankAccount,
    date: '2025-12-20',
    total: 100,
    currency: 'GBP',
    reference: '',
    allocations: [{ id: 'be4eca91e41411e7aa730a57719b2ea0', artefactId: fixtures.paidInvoice, amount: 100 }],
  },
]

export const otherPaymentFixtures: readonly OtherPaymentRecord[] = [
  {
    ...kept,
    id: fixtures.otherPayment,
    transactionTypeId: 'OTHER_PAYMENT',
    paymentMethodId: 'ELECTRONIC',
    contactId: fixtures.vendor,
    bankAccountId: fixtures.bankAccount,
    date: '2026-01-20',
    total: 49.99,
    reference: '',
    lines: [
      {
        id: 'be4eca91e41411e7aa730a57719b2ea1',
        ledgerAccountId: fixtures.expenseAccount,
        taxRateId: 'GB_STANDARD',
        details: 'Punched cards',
        net: 41.66,
        tax: 8.33,
        total: 49.99,
      },
    ],
  },
]

/** Percentages of the tax rates. */
export const taxRates = [
  { id: 'GB_STANDARD', name: 'Standard', percentage: 20 },
  { id: 'GB_LOWER', name: 'Lower Rate', percentage: 5 },
  { id: 'GB_ZERO', name: 'Zero Rated', percentage: 0 },
  { id: 'GB_EXEMPT', name: 'Exempt', percentage: 0 },
  { id: 'GB_NO_TAX', name: 'No Tax', percentage: 0 },
] as const

export interface LedgerAccount {
  readonly id: string
  readonly name: string
  readonly code: number
  readonly group: string
  readonly type: string
  readonly visibleIn: readonly string[]
}

export const ledgerAccounts: readonly LedgerAccount[] = [
  {
    id: fixtures.salesAccount,
    name: 'Sales - Products',
    code: 4000,
    group: 'INCOME',
    type: 'SALES',
    visibleIn: ['sales', 'banking', 'other_receipts', 'journals', 'reporting'],
  },
  {
    id: fixtures.expenseAccount,
    name: 'Office Stationery',
    code: 7500,
    group: 'EXPENSE',
    type: 'OVERHEADS',
    visibleIn: ['expenses', 'banking', 'other_payments', 'journals', 'reporting'],
  },
  {
    id: '541de418eb0011e7b587065b8ec10ed3',
    name: 'Bank',
    code: 1200,
    group: 'ASSET',
    type: 'BANK',
    visibleIn: ['journals', 'reporting'],
  },
]

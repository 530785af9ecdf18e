import type { ClientRecord, ExpenseRecord, InvoiceRecord, ItemRecord, PaymentRecord } from './records.ts'

/**
 * Objects that every account of the sandbox has from the start. Reading them and acting on them always succeeds; what
 * is done to them is not stored.
 */
export const fixtures = {
  accountId: 'zDmNq',
  client: '217506',
  /** A draft of 250.00. */
  invoice: '987321',
  /** Sent, with 250.00 to pay. */
  sentInvoice: '987322',
  /** Of 100.00, for `paidInvoice`. */
  payment: '46071',
  paidInvoice: '987320',
  expense: '1569533',
  category: '3012676',
  account: '1234567',
  subAccount: '9876543',
  item: '201225',
  staff: 1,
} as const

/** 2026-01-15T14:30:00Z */
const updatedAt = 1_768_487_400_000
const kept = { vis_state: 0, updatedAt }

export const clientFixtures: readonly ClientRecord[] = [
  {
    ...kept,
    id: 217_506,
    fname: 'Ada',
    lname: 'Lovelace',
    organization: 'Analytical Engines Ltd',
    email: 'accounts@engines.example.com',
    bus_phone: '+44 20 7946 0001',
    currency_code: 'USD',
  },
]

const invoice: InvoiceRecord = {
  ...kept,
  id: 987_321,
  customerid: 217_506,
  invoice_number: '0000021',
  create_date: '2026-01-15',
  due_offset_days: 30,
  currency_code: 'USD',
  lines: [
    {
      lineid: 1,
      type: 0,
      name: 'Calculation of Bernoulli numbers',
      description: '',
      qty: 2,
      unitCost: 12_500,
      taxName1: '',
      taxAmount1: 0,
      taxName2: '',
      taxAmount2: 0,
    },
  ],
  discount: 0,
  isSent: false,
  notes: '',
  terms: '',
  po_number: '',
  createdAt: updatedAt,
}

export const invoiceFixtures: readonly InvoiceRecord[] = [
  invoice,
  { ...invoice, id: 987_322, invoice_number: '0000020', isSent: true },
  {
    ...invoice,
    id: 987_320,
    invoice_number: '0000019',
    create_date: '2025-12-01',
    isSent: true,
    lines: invoice.lines.map((line) => ({ ...line, qty: 1, unitCost: 10_000 })),
  },
]

export const paymentFixtures: readonly PaymentRecord[] = [
  {
    ...kept,
    id: 46_071,
    invoiceid: 987_320,
    amount: 10_000,
    code: 'USD',
    date: '2025-12-20',
    type: 'Bank Transfer',
    note: '',
  },
]

export const expenseFixtures: readonly ExpenseRecord[] = [
  {
    ...kept,
    id: 1_569_533,
    categoryid: 3_012_676,
    staffid: fixtures.staff,
    clientid: 0,
    amount: 4999,
    code: 'USD',
    date: '2026-01-20',
    vendor: 'Jacquard & Sons',
    notes: 'Punched cards',
    account_name: '',
  },
]

export const itemFixtures: readonly ItemRecord[] = [
  {
    ...kept,
    id: 201_225,
    name: 'Calculation',
    description: 'An hour of calculation',
    sku: 'CALC',
    unitCost: 12_500,
    code: 'USD',
  },
]

/** Categories of expenses; they cannot be made here. */
export const categories = [
  { id: 3_012_676, category: 'Office Supplies', parentid: 0 },
  { id: 3_012_677, category: 'Advertising', parentid: 0 },
] as const

/** The chart of accounts. */
export const journalAccounts = [
  {
    id: 1_234_567,
    name: 'Operating Expenses',
    number: '6000',
    type: 'expense',
    sub: [{ id: 9_876_543, name: 'Advertising' }],
  },
  { id: 1_234_568, name: 'Sales', number: '4000', type: 'income', sub: [{ id: 9_876_544, name: 'Services' }] },
  { id: 1_234_569, name: 'Cash', number: '1000', type: 'asset', sub: [{ id: 9_876_545, name: 'Petty Cash' }] },
] as const

import type { Account, BankTransaction, Contact, Invoice, Item, Payment } from './records.ts'

/**
 * Objects that every organisation of the sandbox has from the start. Reading them and acting on them always succeeds;
 * what is done to them is not stored.
 */
export const fixtures = {
  tenantId: '45e4708e-d862-4111-ab3a-dd8cd03913e1',
  /** A customer, with an e-mail address. */
  contact: '430fa14a-f945-44d3-9f97-5df5e28441b8',
  supplier: 'bd2270c3-8706-4c11-9cfb-000b551c3f51',
  /** Authorised, with 250.00 to pay, for `contact`. */
  invoice: 'ed255415-e141-4150-aab7-89c3bbbb851c',
  draftInvoice: 'ed255415-e141-4150-aab7-89c3bbbb851d',
  /** Of 100.00, for an invoice that was paid by it. */
  payment: '61ed71fc-01bf-4eb8-8419-8a18789ff45f',
  paidInvoice: 'ed255415-e141-4150-aab7-89c3bbbb851e',
  bankTransaction: 'db54aab0-ad40-4ced-bcff-0940ba20db2c',
  bankAccount: 'ebd06280-af70-4bed-97c6-7451a454ad85',
  bankAccountCode: '090',
  incomeAccount: '7d05a53d-613d-4eb2-a2fc-dcb6adb80b80',
  incomeAccountCode: '200',
  expenseAccountCode: '404',
  item: 'c8c54d65-f3f2-452d-926e-bf450b12fb07',
  itemCode: 'CALC',
} as const

/** 2026-01-15T09:30:00Z */
const updated = 1_768_469_400_000

export const contactFixtures: readonly Contact[] = [
  {
    ContactID: fixtures.contact,
    ContactStatus: 'ACTIVE',
    Name: 'Analytical Engines Ltd',
    EmailAddress: 'accounts@engines.example.com',
    Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: '7946 0001', PhoneAreaCode: '20', PhoneCountryCode: '44' }],
    IsSupplier: false,
    IsCustomer: true,
    updated,
  },
  {
    ContactID: fixtures.supplier,
    ContactStatus: 'ACTIVE',
    Name: 'Jacquard & Sons',
    EmailAddress: 'sales@jacquard.example.com',
    Phones: [],
    IsSupplier: true,
    IsCustomer: false,
    updated,
  },
]

function account(AccountID: string, Code: string, Name: string, Type: string, Class: string): Account {
  const isBank = Type === 'BANK'
  return {
    AccountID,
    Code,
    Name,
    Status: 'ACTIVE',
    Type,
    TaxType: 'NONE',
    Class,
    EnablePaymentsToAccount: false,
    ShowInExpenseClaims: Class === 'EXPENSE',
    BankAccountNumber: isBank ? '0123456789' : '',
    BankAccountType: isBank ? 'BANK' : '',
    ...(isBank ? { CurrencyCode: 'USD' } : {}),
    ReportingCode: '',
    HasAttachments: false,
    AddToWatchlist: false,
    updated,
  }
}

export const accountFixtures: readonly Account[] = [
  account(fixtures.bankAccount, '090', 'Checking', 'BANK', 'ASSET'),
  account(fixtures.incomeAccount, '200', 'Sales', 'REVENUE', 'REVENUE'),
  account('5040915e-8ce7-4177-8d08-fde416232f18', '404', 'Office Expenses', 'EXPENSE', 'EXPENSE'),
  account('8b3a1ac0-4d9c-4b1b-9f5e-3a6d6a9c1d01', '610', 'Accounts Receivable', 'CURRENT', 'ASSET'),
  account('8b3a1ac0-4d9c-4b1b-9f5e-3a6d6a9c1d02', '800', 'Accounts Payable', 'CURRLIAB', 'LIABILITY'),
]

export const itemFixtures: readonly Item[] = [
  {
    ItemID: fixtures.item,
    Code: fixtures.itemCode,
    Name: 'Calculation',
    Description: 'An hour of calculation',
    IsSold: true,
    IsPurchased: false,
    IsTrackedAsInventory: false,
    SalesDetails: { UnitPrice: 125, AccountCode: '200', TaxType: 'NONE' },
    PurchaseDetails: {},
    updated,
  },
]

const line = {
  LineItemID: '52208ff9-528a-4985-a9ad-b2b1d4210e38',
  Description: 'Calculation of Bernoulli numbers',
  Quantity: 2,
  UnitAmount: 125,
  AccountCode: '200',
  TaxType: 'NONE',
  TaxAmount: 0,
  LineAmount: 250,
}

const invoice: Invoice = {
  InvoiceID: fixtures.invoice,
  InvoiceNumber: 'INV-0007',
  Type: 'ACCREC',
  Status: 'AUTHORISED',
  contactId: fixtures.contact,
  Reference: '',
  LineAmountTypes: 'Exclusive',
  LineItems: [line],
  date: '2026-01-15',
  dueDate: '2026-02-14',
  CurrencyCode: 'USD',
  CurrencyRate: 1,
  SubTotal: 250,
  TotalTax: 0,
  Total: 250,
  AmountPaid: 0,
  SentToContact: false,
  updated,
}

export const invoiceFixtures: readonly Invoice[] = [
  invoice,
  { ...invoice, InvoiceID: fixtures.draftInvoice, InvoiceNumber: 'INV-0006', Status: 'DRAFT' },
  {
    ...invoice,
    InvoiceID: fixtures.paidInvoice,
    InvoiceNumber: 'INV-0005',
    Status: 'PAID',
    date: '2025-12-01',
    dueDate: '2025-12-31',
    LineItems: [{ ...line, Quantity: 1, UnitAmount: 100, LineAmount: 100 }],
    SubTotal: 100,
    Total: 100,
    AmountPaid: 100,
  },
]

export const paymentFixtures: readonly Payment[] = [
  {
    PaymentID: fixtures.payment,
    Status: 'AUTHORISED',
    PaymentType: 'ACCRECPAYMENT',
    invoiceId: fixtures.paidInvoice,
    accountId: fixtures.bankAccount,
    date: '2025-12-20',
    Amount: 100,
    Reference: 'Thanks',
    IsReconciled: false,
    CurrencyRate: 1,
    updated,
  },
]

export const bankTransactionFixtures: readonly BankTransaction[] = [
  {
    BankTransactionID: fixtures.bankTransaction,
    Type: 'SPEND',
    Status: 'AUTHORISED',
    contactId: fixtures.supplier,
    accountId: fixtures.bankAccount,
    Reference: '',
    LineAmountTypes: 'Inclusive',
    LineItems: [
      {
        LineItemID: '52208ff9-528a-4985-a9ad-b2b1d4210e39',
        Description: 'Punched cards',
        Quantity: 1,
        UnitAmount: 49.99,
        AccountCode: '404',
        TaxType: 'NONE',
        TaxAmount: 0,
        LineAmount: 49.99,
      },
    ],
    date: '2026-01-20',
    CurrencyCode: 'USD',
    IsReconciled: false,
    SubTotal: 49.99,
    TotalTax: 0,
    Total: 49.99,
    updated,
  },
]

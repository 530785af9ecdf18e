import type { Entity } from './company.ts'

/**
 * Objects that every company of the sandbox has from the start. Reading them and acting on them always succeeds; what
 * is done to them is not stored.
 */
export const fixtures = {
  realmId: '9341453908059321',
  customer: '58',
  /** Open, with 250.00 to pay, for `customer`. */
  invoice: '130',
  /** What has to be given to change `invoice`. */
  invoiceSyncToken: '0',
  /** Of `customer`, applied to nothing. */
  payment: '125',
  purchase: '123',
  vendor: '42',
  /** A service. */
  item: '1',
  bankAccount: '35',
  creditCardAccount: '41',
  incomeAccount: '79',
  expenseAccount: '54',
} as const

const time = '2026-01-15T09:30:00-08:00'
const MetaData = { CreateTime: time, LastUpdatedTime: time }
const CurrencyRef = { value: 'USD', name: 'United States Dollar' }

function account(Id: string, Name: string, classification: string, type: string, subtype: string): Entity {
  return {
    Id,
    SyncToken: '0',
    MetaData,
    Name,
    FullyQualifiedName: Name,
    SubAccount: false,
    Active: true,
    Classification: classification,
    AccountType: type,
    AccountSubType: subtype,
    CurrentBalance: 0,
    CurrentBalanceWithSubAccounts: 0,
    CurrencyRef,
  }
}

export const accountFixtures: readonly Entity[] = [
  account('35', 'Checking', 'Asset', 'Bank', 'Checking'),
  account('41', 'Mastercard', 'Liability', 'Credit Card', 'CreditCard'),
  account('54', 'Office Expenses', 'Expense', 'Expense', 'OfficeGeneralAdministrativeExpenses'),
  account('79', 'Services', 'Revenue', 'Income', 'ServiceFeeIncome'),
  account('84', 'Accounts Receivable (A/R)', 'Asset', 'Accounts Receivable', 'AccountsReceivable'),
  account('4', 'Undeposited Funds', 'Asset', 'Other Current Asset', 'UndepositedFunds'),
]

export const itemFixtures: readonly Entity[] = [
  {
    Id: fixtures.item,
    SyncToken: '0',
    MetaData,
    Name: 'Services',
    FullyQualifiedName: 'Services',
    Description: 'An hour of calculation',
    Active: true,
    Taxable: false,
    UnitPrice: 125,
    Type: 'Service',
    IncomeAccountRef: { value: fixtures.incomeAccount, name: 'Services' },
    TrackQtyOnHand: false,
  },
]

export const customerFixtures: readonly Entity[] = [
  {
    Id: fixtures.customer,
    SyncToken: '0',
    MetaData,
    DisplayName: 'Analytical Engines Ltd',
    FullyQualifiedName: 'Analytical Engines Ltd',
    PrintOnCheckName: 'Analytical Engines Ltd',
    CompanyName: 'Analytical Engines Ltd',
    Active: true,
    Taxable: false,
    Job: false,
    Balance: 250,
    BalanceWithJobs: 250,
    CurrencyRef,
    PrimaryEmailAddr: { Address: 'accounts@engines.example.com' },
  },
]

export const vendorFixtures: readonly Entity[] = [
  {
    Id: fixtures.vendor,
    SyncToken: '0',
    MetaData,
    DisplayName: 'Jacquard & Sons',
    PrintOnCheckName: 'Jacquard & Sons',
    Active: true,
    Vendor1099: false,
    Balance: 0,
    CurrencyRef,
  },
]

export const invoiceFixtures: readonly Entity[] = [
  {
    Id: fixtures.invoice,
    SyncToken: fixtures.invoiceSyncToken,
    MetaData,
    DocNumber: '1037',
    TxnDate: '2026-01-15',
    DueDate: '2026-02-14',
    CurrencyRef,
    CustomerRef: { value: fixtures.customer, name: 'Analytical Engines Ltd' },
    LinkedTxn: [],
    Line: [
      {
        Id: '1',
        LineNum: 1,
        Description: 'Calculation of Bernoulli numbers',
        Amount: 250,
        DetailType: 'SalesItemLineDetail',
        SalesItemLineDetail: {
          ItemRef: { value: fixtures.item, name: 'Services' },
          UnitPrice: 125,
          Qty: 2,
          TaxCodeRef: { value: 'NON' },
        },
      },
      { Amount: 250, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
    ],
    TxnTaxDetail: { TotalTax: 0 },
    TotalAmt: 250,
    Balance: 250,
    ApplyTaxAfterDiscount: false,
    PrintStatus: 'NeedToPrint',
    EmailStatus: 'NotSet',
    BillEmail: { Address: 'accounts@engines.example.com' },
  },
]

export const paymentFixtures: readonly Entity[] = [
  {
    Id: fixtures.payment,
    SyncToken: '0',
    MetaData,
    TxnDate: '2026-01-14',
    CurrencyRef,
    CustomerRef: { value: fixtures.customer, name: 'Analytical Engines Ltd' },
    DepositToAccountRef: { value: fixtures.bankAccount },
    TotalAmt: 75,
    UnappliedAmt: 75,
    ProcessPayment: false,
    Line: [],
  },
]

export const purchaseFixtures: readonly Entity[] = [
  {
    Id: fixtures.purchase,
    SyncToken: '0',
    MetaData,
    TxnDate: '2026-01-20',
    CurrencyRef,
    PaymentType: 'Cash',
    AccountRef: { value: fixtures.bankAccount, name: 'Checking' },
    EntityRef: { value: fixtures.vendor, name: 'Jacquard & Sons', type: 'Vendor' },
    Credit: false,
    TotalAmt: 49.99,
    PrivateNote: 'Punched cards',
    Line: [
      {
        Id: '1',
        Description: 'Punched cards',
        Amount: 49.99,
        DetailType: 'AccountBasedExpenseLineDetail',
        AccountBasedExpenseLineDetail: {
          AccountRef: { value: fixtures.expenseAccount, name: 'Office Expenses' },
          BillableStatus: 'NotBillable',
          TaxCodeRef: { value: 'NON' },
        },
      },
    ],
  },
]

/** What `GET companyinfo` answers, but for the name that each realm has of its own. */
export const companyInfo: Entity = {
  Id: '1',
  SyncToken: '4',
  MetaData,
  CompanyName: 'Upstream Sandbox',
  LegalName: 'Upstream Sandbox',
  CompanyAddr: {
    Id: '1',
    Line1: '123 Sierra Way',
    City: 'San Pablo',
    CountrySubDivisionCode: 'CA',
    PostalCode: '87999',
  },
  CompanyStartDate: '2026-01-05',
  FiscalYearStartMonth: 'January',
  Country: 'US',
  Email: { Address: 'books@sandbox.example.com' },
  SupportedLanguages: 'en',
  NameValue: [{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' }],
}

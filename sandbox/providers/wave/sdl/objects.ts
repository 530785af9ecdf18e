/** A business, and what belongs to it. */
export const objects = /* GraphQL */ `
type Business {
  id: ID!
  name: String!
  isPersonal: Boolean!
  organizationalType: OrganizationalType
  currency: Currency!
  timezone: String
  address: Address
  phone: String
  fax: String
  mobile: String
  tollFree: String
  website: String
  isArchived: Boolean!
  createdAt: DateTime!
  modifiedAt: DateTime!
  customer(id: ID!): Customer
  customers(page: Int, pageSize: Int, sort: [CustomerSort!]!, email: String, modifiedAtAfter: DateTime, modifiedAtBefore: DateTime): CustomerConnection
  account(id: ID!): Account
  accounts(page: Int, pageSize: Int, subtypes: [AccountSubtypeValue!], excludedSubtypes: [AccountSubtypeValue!], types: [AccountTypeValue!], isArchived: Boolean): AccountConnection
  salesTax(id: ID!): SalesTax
  salesTaxes(isArchived: Boolean, modifiedAtAfter: DateTime, modifiedAtBefore: DateTime, page: Int, pageSize: Int): SalesTaxConnection
  invoicePayment(id: ID!): InvoicePayment
  invoice(id: ID!): Invoice
  invoices(page: Int, pageSize: Int, sort: [InvoiceSort!]!, status: InvoiceStatus, customerId: ID, currency: CurrencyCode, sourceId: ID, invoiceDateStart: Date, invoiceDateEnd: Date, modifiedAtAfter: DateTime, modifiedAtBefore: DateTime, invoiceNumber: String, amountDue: Decimal): InvoiceConnection
  emailSendEnabled: Boolean!
  product(id: ID!): Product
  products(page: Int, pageSize: Int, sort: [ProductSort!]!, isSold: Boolean, isBought: Boolean, isArchived: Boolean, modifiedAtAfter: DateTime, modifiedAtBefore: DateTime): ProductConnection
}

type Customer {
  business: Business!
  id: ID!
  name: String!
  address: Address
  firstName: String
  lastName: String
  displayId: String
  email: String
  mobile: String
  phone: String
  fax: String
  tollFree: String
  website: String
  internalNotes: String
  currency: Currency
  shippingDetails: CustomerShippingDetails
  createdAt: DateTime!
  modifiedAt: DateTime!
  isArchived: Boolean
  outstandingAmount: Money!
  overdueAmount: Money!
}

type CustomerShippingDetails {
  name: String
  address: Address
  phone: String
  instructions: String
}

type Address {
  addressLine1: String
  addressLine2: String
  city: String
  postalCode: String
}

type Account {
  business: Business!
  id: ID!
  classicId: String
  name: String!
  description: String
  displayId: String
  currency: Currency!
  type: AccountType!
  subtype: AccountSubtype!
  normalBalanceType: AccountNormalBalanceType!
  isArchived: Boolean!
  sequence: Int!
  balance: Decimal
  balanceInBusinessCurrency: Decimal
}

type AccountType {
  name: String!
  normalBalanceType: AccountNormalBalanceType!
  value: AccountTypeValue!
}

type AccountSubtype {
  name: String!
  value: AccountSubtypeValue!
  type: AccountType!
  archivable: Boolean!
  systemCreated: Boolean!
  description: String
}

type Product {
  business: Business!
  incomeAccount: Account
  expenseAccount: Account
  defaultSalesTaxes: [SalesTax!]!
  id: ID!
  name: String!
  description: String
  unitPrice: Decimal!
  isSold: Boolean!
  isBought: Boolean!
  isArchived: Boolean!
  createdAt: DateTime!
  modifiedAt: DateTime!
}

type Money {
  minorUnitValue: Decimal!
  value: String!
  currency: Currency!
}

type Currency {
  code: CurrencyCode!
  symbol: String!
  name: String!
  plural: String!
  exponent: Int!
}

type User {
  id: ID!
  defaultEmail: String
  firstName: String
  lastName: String
  createdAt: DateTime!
  modifiedAt: DateTime!
}

type OffsetPageInfo {
  currentPage: Int!
  totalPages: Int
  totalCount: Int
}

type BusinessConnection {
  edges: [BusinessEdge!]!
  pageInfo: OffsetPageInfo!
}

type BusinessEdge {
  node: Business
}

type CustomerConnection {
  edges: [CustomerEdge!]!
  pageInfo: OffsetPageInfo!
}

type CustomerEdge {
  node: Customer
}

type AccountConnection {
  edges: [AccountEdge!]!
  pageInfo: OffsetPageInfo!
}

type AccountEdge {
  node: Account
}

type ProductConnection {
  edges: [ProductEdge!]!
  pageInfo: OffsetPageInfo!
}

type ProductEdge {
  node: Product!
}

type SalesTax {
  business: Business!
  id: ID!
  name: String!
  abbreviation: String!
  description: String
  taxNumber: String
  showTaxNumberOnInvoices: Boolean!
  rate(for: Date): Decimal!
  rates: [SalesTaxRate!]!
  isCompound: Boolean!
  isRecoverable: Boolean!
  isArchived: Boolean!
  createdAt: DateTime!
  modifiedAt: DateTime!
}

type SalesTaxRate {
  effective: Date!
  rate: Decimal!
}

type SalesTaxConnection {
  edges: [SalesTaxEdge!]!
  pageInfo: OffsetPageInfo!
}

type SalesTaxEdge {
  node: SalesTax
}
`

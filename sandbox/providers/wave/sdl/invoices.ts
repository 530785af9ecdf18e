/** Invoices, their payments, and transactions. */
export const invoices = /* GraphQL */ `
type Invoice {
  business: Business!
  customer: Customer!
  payments: [InvoicePayment]
  id: ID!
  createdAt: DateTime!
  modifiedAt: DateTime!
  pdfUrl: String!
  viewUrl: String!
  status: InvoiceStatus!
  title: String!
  subhead: String
  invoiceNumber: String!
  poNumber: String
  invoiceDate: Date!
  dueDate: Date!
  amountDue: Money!
  amountPaid: Money!
  taxTotal: Money!
  total: Money!
  discountTotal: Money!
  currency: Currency!
  exchangeRate: Decimal!
  items: [InvoiceItem!]
  memo: String
  footer: String
  disableCreditCardPayments: Boolean!
  disableBankPayments: Boolean!
  disableAmexPayments: Boolean!
  itemTitle: String!
  unitTitle: String!
  priceTitle: String!
  amountTitle: String!
  hideName: Boolean!
  hideDescription: Boolean!
  hideUnit: Boolean!
  hidePrice: Boolean!
  hideAmount: Boolean!
  lastSentAt: DateTime
  lastSentVia: InvoiceSendMethod
  lastViewedAt: DateTime
  requireTermsOfServiceAgreement: Boolean!
  subtotal: Money!
  anonymousId: ID!
}

type InvoiceItem {
  account: Account!
  id: ID!
  description: String
  quantity: Decimal!
  unitPrice: Decimal!
  subtotal: Money!
  total: Money!
  taxes: [InvoiceItemTax!]!
  product: Product!
}

type InvoiceItemTax {
  salesTax: SalesTax!
  amount: Money
}

type InvoicePayment {
  business: Business!
  customer: Customer
  account: Account!
  id: ID!
  paymentDate: Date
  createdAt: DateTime!
  modifiedAt: DateTime!
  memo: String
  amount: String
  exchangeRate: Decimal!
  paymentMethod: String
  readonlyUrl: String
  displayExchangeRate: String
  origin: String
  state: String
  transactionType: String
  paymentProvider: String
  businessCurrency: Currency
  invoiceCurrency: Currency
  paymentCurrency: Currency
  paymentMethodId: String
  active: Boolean
  transactionId: String
  confirmationCode: String
  institutionName: String
  authorizerName: String
  accountNumberLast3: String
  accountingTransactionId: String
  originInvoicePayment: InvoicePayment
  invoice: Invoice
}

type InvoiceConnection {
  edges: [InvoiceEdge!]!
  pageInfo: OffsetPageInfo!
}

type InvoiceEdge {
  node: Invoice!
}

type Transaction {
  id: ID!
}
`

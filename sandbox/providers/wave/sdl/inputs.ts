/** What mutations take. */
export const inputs = /* GraphQL */ `
input AddressInput {
  addressLine1: String
  addressLine2: String
  city: String
  provinceCode: String
  countryCode: CountryCode
  postalCode: String
}

input CustomerCreateInput {
  businessId: ID!
  name: String!
  firstName: String
  lastName: String
  address: AddressInput
  displayId: String
  email: String
  mobile: String
  phone: String
  fax: String
  tollFree: String
  website: String
  internalNotes: String
  currency: CurrencyCode
  shippingDetails: CustomerShippingDetailsInput
}

input CustomerShippingDetailsInput {
  name: String
  address: AddressInput
  phone: String
  instructions: String
}

input CustomerPatchInput {
  id: ID!
  name: String
  firstName: String
  lastName: String
  address: AddressInput
  displayId: String
  email: String
  mobile: String
  phone: String
  fax: String
  tollFree: String
  website: String
  internalNotes: String
  currency: CurrencyCode
  shippingDetails: CustomerPatchShippingDetailsInput
}

input CustomerPatchShippingDetailsInput {
  name: String
  address: AddressInput
  phone: String
  instructions: String
}

input CustomerDeleteInput {
  id: ID!
}

input InvoiceCreateInput {
  businessId: ID!
  customerId: ID!
  status: InvoiceCreateStatus
  currency: CurrencyCode
  title: String
  subhead: String
  invoiceNumber: String
  poNumber: String
  invoiceDate: Date
  exchangeRate: Decimal
  dueDate: Date
  items: [InvoiceCreateItemInput!]
  discounts: [InvoiceDiscountInput!]
  memo: String
  footer: String
  disableAmexPayments: Boolean
  disableCreditCardPayments: Boolean
  disableBankPayments: Boolean
  itemTitle: String
  unitTitle: String
  priceTitle: String
  amountTitle: String
  hideName: Boolean
  hideDescription: Boolean
  hideUnit: Boolean
  hidePrice: Boolean
  hideAmount: Boolean
  requireTermsOfServiceAgreement: Boolean
}

input InvoiceCreateItemInput {
  productId: ID!
  description: String
  quantity: Decimal
  unitPrice: Decimal
  taxes: [InvoiceCreateItemTaxInput!]
}

input InvoiceCreateItemTaxInput {
  salesTaxId: ID!
  amount: Decimal
}

input InvoiceDiscountInput {
  amount: Decimal
  name: String
  discountType: InvoiceDiscountType!
  percentage: Decimal
}

input InvoiceApproveInput {
  invoiceId: ID!
}

input InvoiceSendInput {
  invoiceId: ID!
  to: [String!]!
  subject: String
  message: String
  attachPDF: Boolean!
  fromAddress: String
  ccMyself: Boolean
}

input InvoiceMarkSentInput {
  invoiceId: ID!
  sendMethod: InvoiceSendMethod!
  sentAt: DateTime
}

input InvoiceDeleteInput {
  invoiceId: ID!
}

input InvoicePaymentCreateManualInput {
  invoiceId: ID!
  paymentAccountId: ID!
  amount: Decimal!
  paymentDate: Date!
  paymentMethod: InvoicePaymentMethod!
  exchangeRate: Decimal!
  memo: String
}

input InvoicePaymentDeleteInput {
  id: ID!
}

input MoneyTransactionCreateInput {
  businessId: ID!
  externalId: String!
  date: Date!
  description: String!
  notes: String
  anchor: MoneyTransactionCreateAnchorInput!
  lineItems: [MoneyTransactionCreateLineItemInput!]!
}

input MoneyTransactionCreateAnchorInput {
  accountId: ID!
  amount: Decimal!
  direction: TransactionDirection!
}

input MoneyTransactionCreateLineItemInput {
  accountId: ID!
  amount: Decimal!
  balance: BalanceType!
  customerId: ID
  description: String
  taxes: [MoneyTransactionCreateSalesTaxInput!]
}

input MoneyTransactionCreateSalesTaxInput {
  salesTaxId: ID!
  amount: Decimal!
}
`

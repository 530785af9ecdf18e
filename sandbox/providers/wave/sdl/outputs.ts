/** What mutations answer. */
export const outputs = /* GraphQL */ `
type InputError {
  path: [String!]
  message: String
  code: String
}

type CustomerCreateOutput {
  customer: Customer
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type CustomerPatchOutput {
  customer: Customer
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type CustomerDeleteOutput {
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type InvoiceCreateOutput {
  invoice: Invoice
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type InvoiceApproveOutput {
  invoice: Invoice
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type InvoiceSendOutput {
  invoice: Invoice
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type InvoiceMarkSentOutput {
  invoice: Invoice
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type InvoiceDeleteOutput {
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type InvoicePaymentCreateManualOutput {
  invoicePayment: InvoicePayment
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type InvoicePaymentDeleteOutput {
  didSucceed: Boolean!
  inputErrors: [InputError!]
}

type MoneyTransactionCreateOutput {
  transaction: Transaction
  didSucceed: Boolean!
  inputErrors: [InputError!]
}
`

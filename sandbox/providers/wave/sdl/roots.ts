/** The played part of the roots of the public schema. */
export const roots = /* GraphQL */ `
type Query {
  user: User
  businesses(page: Int, pageSize: Int, isArchived: Boolean): BusinessConnection
  business(id: ID): Business
}

type Mutation {
  customerCreate(input: CustomerCreateInput!): CustomerCreateOutput
  customerPatch(input: CustomerPatchInput!): CustomerPatchOutput
  customerDelete(input: CustomerDeleteInput!): CustomerDeleteOutput
  invoiceCreate(input: InvoiceCreateInput!): InvoiceCreateOutput
  invoiceApprove(input: InvoiceApproveInput!): InvoiceApproveOutput
  invoiceSend(input: InvoiceSendInput!): InvoiceSendOutput
  invoiceMarkSent(input: InvoiceMarkSentInput!): InvoiceMarkSentOutput
  invoiceDelete(input: InvoiceDeleteInput!): InvoiceDeleteOutput
  invoicePaymentCreateManual(input: InvoicePaymentCreateManualInput!): InvoicePaymentCreateManualOutput
  invoicePaymentDelete(input: InvoicePaymentDeleteInput!): InvoicePaymentDeleteOutput
  moneyTransactionCreate(input: MoneyTransactionCreateInput!): MoneyTransactionCreateOutput
}

scalar Date
scalar DateTime
scalar Decimal
scalar URL
`

/** The root fields played here, and what they answer. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const roots = /* GraphQL */ `
type Mutation {
  authorizePaymentMethod(input: AuthorizePaymentMethodInput!): TransactionPayload
  authorizeCreditCard(input: AuthorizeCreditCardInput!): TransactionPayload
  captureTransaction(input: CaptureTransactionInput!): TransactionPayload
  chargePaymentMethod(input: ChargePaymentMethodInput!): TransactionPayload
  chargeCreditCard(input: ChargeCreditCardInput!): TransactionPayload
  vaultPaymentMethod(input: VaultPaymentMethodInput!): VaultPaymentMethodPayload
  refundTransaction(input: RefundTransactionInput!): RefundTransactionPayload
  reverseTransaction(input: ReverseTransactionInput!): ReverseTransactionPayload
  reverseRefund(input: ReverseRefundInput!): RefundTransactionPayload
  deletePaymentMethodFromVault(input: DeletePaymentMethodFromVaultInput!): DeletePaymentMethodFromVaultPayload
  createCustomer(input: CreateCustomerInput): CreateCustomerPayload
  updateCustomer(input: UpdateCustomerInput!): UpdateCustomerPayload
  deleteCustomer(input: DeleteCustomerInput!): DeleteCustomerPayload
  sandboxSettleTransaction(input: SandboxSettleTransactionInput!): TransactionPayload
}

interface Node {
  id: ID!
}

type Query {
  ping: String!
  viewer: Viewer
  node(id: ID!): Node
  idFromLegacyId(legacyId: ID!, type: LegacyIdType!): ID!
  search: Search
}

type Search {
  transactions(input: TransactionSearchInput!, first: Int, after: String): TransactionConnection
  refunds(input: RefundSearchInput!, first: Int, after: String): RefundConnection
  payments(input: PaymentSearchInput!, first: Int, after: String): PaymentConnection
  customers(input: CustomerSearchInput!, first: Int, after: String): CustomerConnection
}

type CreateCustomerPayload {
  clientMutationId: String
  customer: Customer
}

type DeleteCustomerPayload {
  clientMutationId: String
}

type DeletePaymentMethodFromVaultPayload {
  clientMutationId: String
}

type RefundTransactionPayload {
  clientMutationId: String
  refund: Refund
}

type ReverseTransactionPayload {
  clientMutationId: String
  reversal: TransactionReversal
}

type TransactionPayload {
  clientMutationId: String
  transaction: Transaction
}

type UpdateCustomerPayload {
  clientMutationId: String
  customer: Customer
}

type VaultPaymentMethodPayload {
  clientMutationId: String
  paymentMethod: PaymentMethod
  verification: Verification
}
`

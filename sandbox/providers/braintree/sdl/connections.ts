/** Pages of lists. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const connections = /* GraphQL */ `
type CustomerConnection {
  edges: [CustomerConnectionEdge]
  pageInfo: PageInfo!
}

type CustomerConnectionEdge {
  cursor: String
  node: Customer
}

type MerchantAccountConnection {
  edges: [MerchantAccountConnectionEdge]
  pageInfo: PageInfo!
}

type MerchantAccountConnectionEdge {
  cursor: String
  node: MerchantAccount
}

type PageInfo {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}

type PaymentConnection {
  edges: [PaymentConnectionEdge]
  pageInfo: PageInfo!
}

type PaymentConnectionEdge {
  cursor: String
  node: Payment
}

type PaymentMethodConnection {
  edges: [PaymentMethodConnectionEdge]
  pageInfo: PageInfo!
}

type PaymentMethodConnectionEdge {
  cursor: String
  node: PaymentMethod
}

type RefundConnection {
  edges: [RefundConnectionEdge]
  pageInfo: PageInfo!
}

type RefundConnectionEdge {
  cursor: String
  node: Refund
}

type TransactionConnection {
  edges: [TransactionConnectionEdge]
  pageInfo: PageInfo!
}

type TransactionConnectionEdge {
  cursor: String
  node: Transaction
}

type VerificationConnection {
  edges: [VerificationConnectionEdge]
  pageInfo: PageInfo!
}

type VerificationConnectionEdge {
  cursor: String
  node: Verification
}
`

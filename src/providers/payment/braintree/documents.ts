/** What is asked for: constants, to which the values come as variables. https://developer.paypal.com/braintree/graphql/reference */

/** Why a payment or a refund came to nothing is told by the events of its history, newest first. */
const history = `
fragment HistoryFields on Payment {
  statusHistory {
    status
    ... on ProcessorDeclinedEvent { processorResponse { legacyCode message } }
    ... on GatewayRejectedEvent { gatewayRejectionReason }
    ... on SettlementDeclinedEvent { processorResponse { legacyCode message } }
    ... on FailedEvent { processorResponse { legacyCode message } }
  }
}`

const transaction = `
fragment TransactionFields on Transaction {
  id
  legacyId
  status
  createdAt
  orderId
  merchantAccountId
  amount { value currencyCode }
  customer { id }
  paymentMethod { id }
  refunds { id status amount { value currencyCode } }
}`

const refund = `
fragment RefundFields on Refund {
  id
  legacyId
  status
  createdAt
  orderId
  amount { value currencyCode }
  refundedTransaction { id }
}`

const customer = `
fragment CustomerFields on Customer {
  id
  legacyId
  createdAt
  company
  email
  firstName
  lastName
  phoneNumber
}`

const paymentMethod = `
fragment PaymentMethodFields on PaymentMethod {
  id
  legacyId
  usage
  createdAt
  details {
    __typename
    ... on CreditCardDetails { brandCode last4 expirationMonth expirationYear cardholderName }
  }
}`

export const chargePaymentMethod = `
mutation ChargePaymentMethod($input: ChargePaymentMethodInput!) {
  chargePaymentMethod(input: $input) { transaction { ...TransactionFields ...HistoryFields } }
}${transaction}${history}`

export const authorizePaymentMethod = `
mutation AuthorizePaymentMethod($input: AuthorizePaymentMethodInput!) {
  authorizePaymentMethod(input: $input) { transaction { ...TransactionFields ...HistoryFields } }
}${transaction}${history}`

export const captureTransaction = `
mutation CaptureTransaction($input: CaptureTransactionInput!) {
  captureTransaction(input: $input) { transaction { ...TransactionFields ...HistoryFields } }
}${transaction}${history}`

export const refundTransaction = `
mutation RefundTransaction($input: RefundTransactionInput!) {
  refundTransaction(input: $input) { refund { ...RefundFields ...HistoryFields } }
}${refund}${history}`

export const reverseTransaction = `
mutation ReverseTransaction($input: ReverseTransactionInput!) {
  reverseTransaction(input: $input) {
    reversal {
      __typename
      ... on Transaction { id status ...HistoryFields }
      ... on Refund { id status ...HistoryFields }
    }
  }
}${history}`

export const getTransaction = `
query GetTransaction($id: ID!) {
  node(id: $id) { __typename ...TransactionFields }
}${transaction}`

export const searchTransactions = `
query SearchTransactions($input: TransactionSearchInput!, $first: Int, $after: String) {
  search {
    transactions(input: $input, first: $first, after: $after) {
      edges { node { ...TransactionFields } }
      pageInfo { hasNextPage endCursor }
    }
  }
}${transaction}`

export const createCustomer = `
mutation CreateCustomer($input: CreateCustomerInput) {
  createCustomer(input: $input) { customer { ...CustomerFields } }
}${customer}`

export const getCustomer = `
query GetCustomer($id: ID!) {
  node(id: $id) {
    __typename
    ... on Customer {
      ...CustomerFields
      defaultPaymentMethod { ...PaymentMethodFields }
      paymentMethods(first: 50) { edges { node { ...PaymentMethodFields } } }
    }
  }
}${customer}${paymentMethod}`

export const searchCustomers = `
query SearchCustomers($input: CustomerSearchInput!, $first: Int, $after: String) {
  search {
    customers(input: $input, first: $first, after: $after) {
      edges { node { ...CustomerFields } }
      pageInfo { hasNextPage endCursor }
    }
  }
}${customer}`

export const vaultPaymentMethod = `
mutation VaultPaymentMethod($input: VaultPaymentMethodInput!) {
  vaultPaymentMethod(input: $input) {
    paymentMethod { ...PaymentMethodFields customer { id } }
    verification { id status gatewayRejectionReason processorResponse { legacyCode message } }
  }
}${paymentMethod}`

export const getMerchant = `
query GetMerchant {
  viewer {
    merchant {
      id
      companyName
      timezone
      merchantAccounts(first: 50) { edges { node { id currencyCode status isDefault } } }
    }
  }
}`

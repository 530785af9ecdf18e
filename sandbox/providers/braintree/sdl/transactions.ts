/** Payments and what they are made of. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const transactions = /* GraphQL */ `
type LiabilityShift {
  responsibleParty: LiabilityShiftResponsibleParty
  conditions: [LiabilityShiftCondition!]
}

type LineItemUpc {
  upcCode: String
  upcType: UpcType
}

type MonetaryAmount {
  value: Amount
  currencyIsoCode: CurrencyCodeAlpha @deprecated
  currencyCode: CurrencyCodeAlpha
}

interface Payment {
  id: ID!
  legacyId: ID!
  createdAt: Timestamp
  amount: MonetaryAmount
  orderId: String
  status: PaymentStatus
  statusHistory: [PaymentStatusEvent!]
  merchantAccountId: ID
  source: PaymentSource
  paymentMethodSnapshot: PaymentMethodSnapshot
}

type Refund implements Node & Payment {
  id: ID!
  legacyId: ID!
  createdAt: Timestamp
  amount: MonetaryAmount
  orderId: String
  status: PaymentStatus
  statusHistory: [PaymentStatusEvent!]
  details: RefundPaymentMethodDetails
  merchantAccountId: ID
  source: PaymentSource
  refundedTransaction: Transaction
  paymentMethodSnapshot: PaymentMethodSnapshot
  paymentMethod: PaymentMethod
  customer: Customer
  lineItems: [TransactionLineItem!]
  customFields: [CustomField!]
  descriptor: TransactionDescriptor
  paymentInitiatedAt: Timestamp
}

type RiskData {
  id: ID
  decision: RiskDecision
  decisionReasons: [String!]
  deviceDataCaptured: Boolean
  fraudServiceProvider: FraudServiceProvider
  liabilityShift: LiabilityShift
  score: Int
}

type Transaction implements Node & Payment {
  id: ID!
  legacyId: ID!
  createdAt: Timestamp
  paymentMethodSnapshot: PaymentMethodSnapshot
  paymentMethod: PaymentMethod
  amount: MonetaryAmount
  initialRequestedAuthorizationAmount: MonetaryAmount
  customFields: [CustomField!]
  merchantId: String
  merchantAccountId: ID
  merchantName: String
  merchantAddress: Address
  orderId: String
  purchaseOrderNumber: String
  status: PaymentStatus
  processorResponse: TransactionAuthorizationProcessorResponse @deprecated
  riskData: RiskData
  descriptor: TransactionDescriptor
  statusHistory: [PaymentStatusEvent!]
  channel: String
  source: PaymentSource
  customer: Customer
  shipping: TransactionShipping
  tax: TransactionTaxInformation
  scaExemptionRequested: ScaExemptionType
  discountAmount: String
  surchargeAmount: String
  lineItems: [TransactionLineItem!]
  refunds: [Refund!]
  billingAddress: Address
  retried: Boolean
  retriedParentTransaction: Transaction
  retriedTransactions: [Transaction!]
  paymentInitiatedAt: Timestamp
  processingMode: ProcessingMode
  partiallyAuthorized: Boolean
}

type TransactionDescriptor {
  name: String
  phone: String
  url: String
}

type TransactionLineItem {
  name: String
  kind: TransactionLineItemType
  quantity: String
  unitAmount: String
  totalAmount: String
  unitTaxAmount: String
  taxAmount: String
  discountAmount: String
  unitOfMeasure: String
  productCode: String
  commodityCode: String
  description: String
  url: String
  itemType: String
  imageUrl: String
  upc: LineItemUpc
}

union TransactionReversal = Refund | Transaction

type TransactionShipping {
  shippingAddress: Address
  shippingAmount: Amount
  shipsFromPostalCode: String
  shippingMethod: TransactionShippingMethod
  shippingTaxAmount: Amount
}

type TransactionTaxInformation {
  taxAmount: Amount
  taxExempt: Boolean
}
`

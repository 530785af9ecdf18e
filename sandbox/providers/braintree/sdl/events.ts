/** What happens to a payment, and what banks and networks say about it. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const events = /* GraphQL */ `
type AuthorizationExpiredEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  terminal: Boolean
}

type AuthorizedEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  processorResponse: TransactionAuthorizationProcessorResponse
  networkResponse: PaymentNetworkResponse
  riskDecision: RiskDecision
  terminal: Boolean
  authorizationExpiresAt: Timestamp
  userName: String
}

type FailedEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  processorResponse: TransactionAuthorizationProcessorResponse
  networkResponse: PaymentNetworkResponse
  merchantAdviceCodeResponse: MerchantAdviceCodeResponse
  riskDecision: RiskDecision
  terminal: Boolean
  userName: String
}

type GatewayRejectedEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  gatewayRejectionReason: GatewayRejectionReason
  processorResponse: TransactionAuthorizationProcessorResponse
  networkResponse: PaymentNetworkResponse
  merchantAdviceCodeResponse: MerchantAdviceCodeResponse
  riskDecision: RiskDecision
  terminal: Boolean
  duplicateOf: Transaction
  userName: String
}

type MerchantAdviceCodeResponse {
  code: String
  message: String
}

type PaymentNetworkResponse {
  code: String
  message: String
}

interface PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  terminal: Boolean
}

type ProcessorDeclinedEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  declineType: ProcessorDeclineType
  processorResponse: TransactionAuthorizationProcessorResponse
  networkResponse: PaymentNetworkResponse
  merchantAdviceCodeResponse: MerchantAdviceCodeResponse
  riskDecision: RiskDecision
  terminal: Boolean
  userName: String
}

type SettledEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  processorResponse: TransactionSettlementProcessorResponse
  terminal: Boolean
  settlementBatchId: String
}

type SettlementConfirmedEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  processorResponse: TransactionSettlementProcessorResponse
  terminal: Boolean
}

type SettlementDeclinedEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  processorResponse: TransactionSettlementProcessorResponse
  terminal: Boolean
}

type SettlementPendingEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  processorResponse: TransactionSettlementProcessorResponse
  terminal: Boolean
  userName: String
}

type SettlingEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  terminal: Boolean
}

type SubmittedForSettlementEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  terminal: Boolean
  userName: String
}

type TransactionAuthorizationProcessorResponse {
  legacyCode: String
  message: String
  cvvResponse: AvsCvvResponseCode
  avsPostalCodeResponse: AvsCvvResponseCode
  avsStreetAddressResponse: AvsCvvResponseCode
  authorizationId: String
  additionalInformation: String
  retrievalReferenceNumber: String
  emvData: String
}

type TransactionSettlementProcessorResponse {
  legacyCode: String
  message: String
  cvvResponse: AvsCvvResponseCode @deprecated
  avsPostalCodeResponse: AvsCvvResponseCode @deprecated
  avsStreetAddressResponse: AvsCvvResponseCode @deprecated
}

type VerificationProcessorResponse {
  legacyCode: String
  message: String
  cvvResponse: AvsCvvResponseCode
  avsPostalCodeResponse: AvsCvvResponseCode
  avsStreetAddressResponse: AvsCvvResponseCode
  additionalInformation: String
}

type VoidedEvent implements PaymentStatusEvent {
  status: PaymentStatus
  timestamp: Timestamp
  amount: MonetaryAmount
  source: PaymentSource
  terminal: Boolean
  userName: String
}
`

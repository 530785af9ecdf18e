/** Input objects of searches, complete. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const searchInputs = /* GraphQL */ `
input CustomerSearchInput {
  id: SearchValueInput
  company: SearchTextInput
  createdAt: SearchTimestampInput
  email: SearchTextInput
  firstName: SearchTextInput
  lastName: SearchTextInput
  phoneNumber: SearchTextInput
}

input MerchantAccountSearchInput {
  id: SearchValueInput
  paypalAccountId: SearchValueInput
}

input MonetaryAmountSearchInput {
  value: SearchRangeInput
  currencyIsoCode: SearchTextInput
  currencyCode: SearchTextInput
}

input PaymentSearchInput {
  id: SearchValueInput
  type: SearchPaymentTypeInput
  status: SearchPaymentStatusInput
  statusTransition: SearchPaymentStatusTransitionInput
  createdAt: SearchTimestampInput
  amount: MonetaryAmountSearchInput
  orderId: SearchTextInput
  merchantAccountId: SearchPaymentMerchantAccountIdInput
  customer: SearchPaymentCustomerInput
  disbursementDate: SearchDateInput
  source: SearchPaymentSourceInput
  settlementBatchId: SearchTextInput
  paymentMethod: SearchPaymentPaymentMethodInput
  facilitatorOAuthApplicationClientId: SearchValueInput
  userId: SearchValueInput
  storeId: SearchValueInput
  shippingAddress: SearchAddressInput
  billingAddress: SearchAddressInput
  disputeReceivedDate: SearchDateInput
  processorAuthorizationId: SearchTextInput
  processingMode: SearchProcessingModeInput
}

input RefundSearchInput {
  id: SearchValueInput
  status: SearchTransactionStatusInput
  statusTransition: SearchPaymentStatusTransitionInput
  createdAt: SearchTimestampInput
  amount: MonetaryAmountSearchInput
  orderId: SearchTextInput
  merchantAccountId: SearchPaymentMerchantAccountIdInput
  customer: SearchPaymentCustomerInput
  disbursementDate: SearchDateInput
  source: SearchPaymentSourceInput
  settlementBatchId: SearchTextInput
  paymentMethod: SearchPaymentPaymentMethodInput
  facilitatorOAuthApplicationClientId: SearchValueInput
  userId: SearchValueInput
  storeId: SearchValueInput
  shippingAddress: SearchAddressInput
  billingAddress: SearchAddressInput
  disputeReceivedDate: SearchDateInput
  processorAuthorizationId: SearchTextInput
  processingMode: SearchProcessingModeInput
}

input SearchAddressInput {
  company: SearchTextInput
  addressLine1: SearchTextInput
  addressLine2: SearchTextInput
  firstName: SearchTextInput
  lastName: SearchTextInput
  adminArea1: SearchTextInput
  adminArea2: SearchTextInput
  postalCode: SearchTextInput
  countryName: SearchTextInput
}

input SearchCreditCardBrandCodeInput {
  is: CreditCardBrandCode
  in: [CreditCardBrandCode!]
}

input SearchCreditCardCustomerLocationInput {
  is: CreditCardCustomerLocation
  in: [CreditCardCustomerLocation!]
}

input SearchCreditCardExpirationDateInput {
  is: SearchCreditCardExpirationMonthYearInput
  isNot: SearchCreditCardExpirationMonthYearInput
}

input SearchCreditCardExpirationMonthYearInput {
  expirationMonth: String!
  expirationYear: String!
}

input SearchCreditCardNumberInput {
  startsWith: String
  endsWith: String
}

input SearchDateInput {
  greaterThanOrEqualTo: Date
  lessThanOrEqualTo: Date
}

input SearchPaymentCreditCardDetailsInput {
  number: SearchCreditCardNumberInput
  expirationDate: SearchCreditCardExpirationDateInput
  uniqueNumberIdentifier: SearchTextInput
  cardholderName: SearchTextInput
  brandCode: SearchCreditCardBrandCodeInput
  customerLocation: SearchCreditCardCustomerLocationInput
}

input SearchPaymentCustomerInput {
  id: SearchValueInput
  firstName: SearchTextInput
  lastName: SearchTextInput
  company: SearchTextInput
  email: SearchTextInput
  fax: SearchTextInput
  phone: SearchTextInput
  website: SearchTextInput
}

input SearchPaymentMerchantAccountIdInput {
  is: String
  in: [String!]
  isNot: String
  startsWith: String
  endsWith: String
  contains: String
}

input SearchPaymentMethodSnapshotTypeInput {
  is: PaymentMethodSnapshotSearchType
  in: [PaymentMethodSnapshotSearchType!]
}

input SearchPaymentPayPalDetailsInput {
  email: SearchTextInput
  payerEmail: SearchTextInput
  authorizationId: SearchTextInput
  paymentId: SearchTextInput
}

input SearchPaymentPaymentMethodInput {
  paymentMethodId: SearchValueInput
  paymentMethodSnapshot: SearchPaymentPaymentMethodSnapshotInput
}

input SearchPaymentPaymentMethodSnapshotInput {
  type: SearchPaymentMethodSnapshotTypeInput
  creditCardDetails: SearchPaymentCreditCardDetailsInput
  payPalDetails: SearchPaymentPayPalDetailsInput
  sepaDirectDebitDetails: SearchPaymentSEPADirectDebitDetailsInput
}

input SearchPaymentSEPADirectDebitDetailsInput {
  paymentId: SearchValueInput
}

input SearchPaymentSourceInput {
  in: [PaymentSource!]
}

input SearchPaymentStatusInput {
  in: [PaymentStatus!]
}

input SearchPaymentStatusTransitionInput {
  failedAt: SearchTimestampInput
  settledAt: SearchTimestampInput
  submittedForSettlementAt: SearchTimestampInput
  voidedAt: SearchTimestampInput
  authorizationExpiredAt: SearchTimestampInput
  authorizedAt: SearchTimestampInput
  gatewayRejectedAt: SearchTimestampInput
  processorDeclinedAt: SearchTimestampInput
}

input SearchPaymentTypeInput {
  in: [PaymentSearchType!]
}

input SearchProcessingModeInput {
  is: ProcessingMode
  in: [ProcessingMode!]
}

input SearchRangeInput {
  is: String
  greaterThanOrEqualTo: String
  lessThanOrEqualTo: String
}

input SearchTextInput {
  is: String
  isNot: String
  startsWith: String
  endsWith: String
  contains: String
}

input SearchTimestampInput {
  greaterThanOrEqualTo: Timestamp
  lessThanOrEqualTo: Timestamp
}

input SearchTransactionSourceInput {
  in: [PaymentSource!]
}

input SearchTransactionStatusInput {
  is: PaymentStatus
  in: [PaymentStatus!]
}

input SearchTransactionStatusTransitionInput {
  failedAt: SearchTimestampInput
  settledAt: SearchTimestampInput
  submittedForSettlementAt: SearchTimestampInput
  voidedAt: SearchTimestampInput
}

input SearchValueInput {
  is: String
  in: [String!]
}

input TransactionSearchInput {
  id: SearchValueInput
  status: SearchTransactionStatusInput
  statusTransition: SearchTransactionStatusTransitionInput
  createdAt: SearchTimestampInput
  amount: MonetaryAmountSearchInput
  orderId: SearchTextInput
  merchantAccountId: SearchPaymentMerchantAccountIdInput
  customer: SearchPaymentCustomerInput
  paymentMethodSnapshotType: SearchPaymentMethodSnapshotTypeInput
  disbursementDate: SearchDateInput
  source: SearchTransactionSourceInput
  settlementBatchId: SearchTextInput
  paymentMethod: SearchPaymentPaymentMethodInput
  facilitatorOAuthApplicationClientId: SearchValueInput
  userId: SearchValueInput
  storeId: SearchValueInput
  shippingAddress: SearchAddressInput
  billingAddress: SearchAddressInput
  disputeReceivedDate: SearchDateInput
  processorAuthorizationId: SearchTextInput
  partiallyAuthorized: Boolean
  processingMode: SearchProcessingModeInput
}
`

/** How a payment is made. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const paymentMethods = /* GraphQL */ `
type BinRecord {
  prepaid: BinRecordValue
  healthcare: BinRecordValue
  debit: BinRecordValue
  durbinRegulated: BinRecordValue
  commercial: BinRecordValue
  payroll: BinRecordValue
  issuingBank: String
  countryOfIssuance: CountryCode
  productId: String
  prepaidReloadable: BinRecordValue
}

type CreditCardDetails {
  brandCode: CreditCardBrandCode
  last4: String
  bin: String
  binData: BinRecord
  expirationMonth: String
  expirationYear: String
  cardholderName: String
  uniqueNumberIdentifier: String
  origin: PaymentMethodOrigin
  billingAddress: Address
  imageUrl: String @deprecated
  brand: String @deprecated
  cardOnFileNetworkTokenized: Boolean
}

type CreditCardTransactionDetails {
  creditCard: CreditCardDetails
  networkTransactionId: String
  accountType: CardAccountType
  acquirerReferenceNumber: String
  processedWithCardOnFileNetworkToken: Boolean
  accountBalance: MonetaryAmount
}

type CustomActionsPaymentMethodDetails {
  actionName: String
}

type LocalPaymentDetails {
  origin: PaymentMethodOrigin
  type: LocalPaymentMethodType
  displayName: String
  implicitlyVaultedPaymentMethodId: String
}

type PayPalAccountDetails {
  billingAgreementId: String
  billingAddress: Address
  shippingAddress: Address
  email: String
  phone: String
  payerId: String
  firstName: String
  lastName: String
  cobrandedCardLabel: String
  origin: PaymentMethodOrigin
  limitedUseOrderId: String
  fundingSourceDescription: String
  vaultedBillingAgreementId: String
}

type PayPalLocalPaymentRefundDetails {
  refundId: String
  refundedFee: MonetaryAmount
}

type PayPalRefundDetails {
  refundId: String
  refundedFee: MonetaryAmount
  description: String
  reason: String
}

type PayPalTransactionDetails {
  authorizationId: String
  captureId: String
  customField: String
  payer: PayPalAccountDetails
  payee: PayPalAccountDetails
  payerStatus: String
  paymentId: String
  refundId: String @deprecated
  sellerProtectionStatus: String
  taxId: String
  taxIdType: String
  transactionFee: MonetaryAmount
  transactionFeeAmount: String @deprecated
  transactionFeeCurrencyIsoCode: String @deprecated
  description: String
  origin: PaymentMethodOrigin
  appUsedForScanning: PayPalRetailAppUsedForScanning
  recipientEmail: EmailAddress
  recipientPhone: Phone
}

type PaymentMethod implements Node {
  id: ID!
  legacyId: ID!
  usage: PaymentMethodUsage
  createdAt: Timestamp
  details: PaymentMethodDetails
  verifications(first: Int, after: String): VerificationConnection
  customer: Customer
}

union PaymentMethodDetails =
  | CustomActionsPaymentMethodDetails
  | CreditCardDetails
  | PayPalAccountDetails
  | SamsungPayCardDetails
  | VenmoAccountDetails
  | UsBankAccountDetails
  | SEPADirectDebitAccountDetails

type PaymentMethodOrigin {
  type: PaymentMethodOriginType
}

union PaymentMethodSnapshot =
  | CustomActionsPaymentMethodDetails
  | CreditCardDetails
  | PayPalTransactionDetails
  | VenmoAccountDetails
  | UsBankAccountDetails
  | LocalPaymentDetails
  | CreditCardTransactionDetails
  | SEPADirectDebitTransactionDetails

union RefundPaymentMethodDetails =
  | PayPalRefundDetails
  | PayPalLocalPaymentRefundDetails
  | SEPADirectDebitRefundDetails

type SEPADirectDebitAccountDetails {
  merchantOrPartnerCustomerId: String
  last4: String
  bankReferenceToken: String
  mandateType: MandateType
}

type SEPADirectDebitRefundDetails {
  refundId: ID
  refundedFee: MonetaryAmount
  paymentId: String
}

type SEPADirectDebitTransactionDetails {
  captureId: String
  transactionFee: MonetaryAmount
  paymentId: String
}

type SamsungPayCardDetails {
  brand: String
  brandCode: CreditCardBrandCode
  bin: String
  binData: BinRecord
  sourceCardLast4: CreditCardLast4
}

type UsBankAccountDetails {
  accountholderName: String
  accountType: UsBankAccountType
  ownershipType: UsBankAccountOwnershipType
  bankName: String
  last4: String
  routingNumber: String
  verified: Boolean
  achReturnCode: String
}

type VenmoAccountDetails {
  username: String
  venmoUserId: String
}

type Verification implements Node {
  id: ID!
  legacyId: ID!
  paymentMethodSnapshot: PaymentMethodSnapshot
  paymentMethod: PaymentMethod
  amount: MonetaryAmount @deprecated
  merchantAccountId: ID
  status: VerificationStatus
  processorResponse: VerificationProcessorResponse
  networkResponse: PaymentNetworkResponse
  createdAt: Timestamp
  gatewayRejectionReason: GatewayRejectionReason
  riskData: RiskData
}
`

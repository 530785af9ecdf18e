/** Input objects of transactions, complete. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const transactionInputs = /* GraphQL */ `
input AuthorizeCreditCardInput {
  clientMutationId: String
  paymentMethodId: ID!
  options: CreditCardTransactionOptionsInput
  transaction: TransactionInput!
}

input AuthorizePaymentMethodInput {
  clientMutationId: String
  paymentMethodId: ID!
  transaction: TransactionInput!
}

input CaptureTransactionInput {
  clientMutationId: String
  transactionId: ID!
  amount: Amount
  transaction: CaptureTransactionOptionsInput
}

input CaptureTransactionOptionsInput {
  amount: Amount
  descriptor: TransactionDescriptorInput
  discountAmount: String
  lineItems: [TransactionLineItemInput!]
  orderId: String
  purchaseOrderNumber: String
  shipping: TransactionShippingInput
  tax: TransactionTaxInput
  industry: TransactionIndustryInput
}

input ChargeCreditCardInput {
  clientMutationId: String
  paymentMethodId: ID!
  options: CreditCardTransactionOptionsInput
  transaction: TransactionInput!
}

input ChargePaymentMethodInput {
  clientMutationId: String
  paymentMethodId: ID!
  transaction: TransactionInput!
}

input CreditCardTransactionOptionsInput {
  externalVault: TransactionExternalVaultOptionsInput
  billingAddress: AddressInput
  accountType: CardAccountType
  tokenizedCvv: ID
  fraudTools: CreditCardFraudToolsOptionsInput
  threeDSecureAuthentication: ThreeDSecureAuthenticationInput
  scaExemption: ScaExemptionType
  installmentCount: Int
}

input RefundInput {
  amount: Amount
  orderId: String
  merchantAccountId: ID
  description: String
  reason: String
  lineItems: [TransactionLineItemInput!]
}

input RefundTransactionInput {
  clientMutationId: String
  transactionId: ID!
  refund: RefundInput
}

input ReverseRefundInput {
  clientMutationId: String
  refundId: ID!
}

input ReverseTransactionInput {
  clientMutationId: String
  transactionId: ID!
}

input TransactionCustomerDetailsInput {
  email: String
  phoneNumber: String
}

input TransactionDescriptorInput {
  name: String
  phone: String
  url: String
}

input TransactionExternalVaultOptionsInput {
  status: ExternalVaultStatus!
  verifyingNetworkTransactionId: String
}

input TransactionInput {
  amount: Amount!
  merchantAccountId: ID
  orderId: String
  exchangeRateQuoteId: ID
  purchaseOrderNumber: String
  riskData: RiskDataInput
  customFields: [CustomFieldInput!]
  descriptor: TransactionDescriptorInput
  recurring: RecurringType
  paymentInitiator: PaymentInitiator
  channel: String
  customerId: ID
  shipping: TransactionShippingInput
  tax: TransactionTaxInput
  discountAmount: String
  surchargeAmount: String
  lineItems: [TransactionLineItemInput!]
  threeDSecurePassThrough: ThreeDSecurePassThroughInput
  vaultPaymentMethodAfterTransacting: VaultPaymentMethodAfterTransactingInput
  customerDetails: TransactionCustomerDetailsInput
  processingOverrides: TransactionProcessingOverridesInput
  industry: TransactionIndustryInput
}

input TransactionLineItemInput {
  name: String!
  kind: TransactionLineItemType!
  quantity: String!
  unitAmount: String!
  totalAmount: String!
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
  upc: LineItemUpcInput
}

input TransactionProcessingOverridesInput {
  customerEmail: String
  customerFirstName: String
  customerLastName: String
  customerTaxIdentifier: String
}

input TransactionShippingInput {
  shippingAddress: AddressInput
  shippingAmount: String
  shipsFromPostalCode: String
  shippingMethod: TransactionShippingMethod
  shippingTaxAmount: String
}

input TransactionTaxInput {
  taxAmount: Amount
  taxExempt: Boolean
}
`

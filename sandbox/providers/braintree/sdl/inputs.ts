/** Input objects of payment methods and customers, complete. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const inputs = /* GraphQL */ `
input AddressInput {
  company: String
  streetAddress: String
  addressLine1: String
  extendedAddress: String
  addressLine2: String
  firstName: String
  lastName: String
  locality: String
  adminArea2: String
  region: String
  adminArea1: String
  postalCode: String
  countryCode: CountryCode
  phone: PhoneInput
  countryCodeAlpha3: String
  countryCodeAlpha2: String
  countryCodeNumeric: String
  countryName: String
}

input CreateCustomerInput {
  clientMutationId: String
  customer: CustomerInput
}

input CreditCardFraudToolsOptionsInput {
  skipCvv: Boolean
  skipAvs: Boolean
  skipAdvancedFraudChecking: Boolean
}

input CustomFieldInput {
  name: CustomFieldName!
  value: String
}

input CustomerInput {
  company: String
  customFields: [CustomFieldInput!]
  email: String
  firstName: String
  lastName: String
  phoneNumber: String
  fax: String
  website: URL
  taxIdentifiers: [CustomerTaxIdentifierInput!]
}

input CustomerTaxIdentifierInput {
  identifier: String!
  countryCode: CountryCode!
}

input DeleteCustomerInput {
  clientMutationId: String
  customerId: ID!
}

input DeletePaymentMethodFromVaultInput {
  clientMutationId: String
  paymentMethodId: ID!
}

input LineItemUpcInput {
  upcCode: String!
  upcType: UpcType!
}

input PaymentMethodVerificationOptionsInput {
  merchantAccountId: ID
  skip: Boolean
}

input PhoneInput {
  countryPhoneCode: String!
  phoneNumber: String!
  extensionNumber: String
}

input RiskDataInput {
  customerBrowser: String
  customerIp: String
  deviceData: String
}

input SandboxSettleTransactionInput {
  clientMutationId: String
  transactionId: ID!
  settlementState: SandboxSettlementState
}

input ThreeDSecureAuthenticationInput {
  authenticationId: String
  passThrough: ThreeDSecurePassThroughInput
  required: Boolean
}

input ThreeDSecurePassThroughInput {
  eciFlag: ECommerceIndicator!
  cavv: String
  xId: String
  threeDSecureServerTransactionId: String
  version: ThreeDSecureVersion
  authenticationResponse: ThreeDSecureStatusCode
  directoryServerResponse: ThreeDSecureStatusCode
  cavvAlgorithm: ThreeDSecureCavvAlgorithm
  directoryServerTransactionId: String
}

input UpdateCustomerInput {
  clientMutationId: String
  customerId: ID!
  customer: CustomerInput
}

input VaultPaymentMethodAfterTransactingInput {
  when: VaultPaymentMethodCriteria!
}

input VaultPaymentMethodInput {
  clientMutationId: String
  paymentMethodId: ID!
  verificationMerchantAccountId: ID
  verification: PaymentMethodVerificationOptionsInput
  customerId: ID
  threeDSecurePassThrough: ThreeDSecurePassThroughInput
  threeDSecureAuthenticationId: String
  riskData: RiskDataInput
  makeDefault: Boolean
}
`

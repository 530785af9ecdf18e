/** Who pays and who is paid. Source: https://developer.paypal.com/braintree/graphql/reference/ */
export const parties = /* GraphQL */ `
type Address {
  company: String
  streetAddress: String @deprecated
  addressLine1: String
  extendedAddress: String @deprecated
  addressLine2: String
  firstName: String @deprecated
  lastName: String @deprecated
  fullName: String
  locality: String @deprecated
  adminArea2: String
  region: String @deprecated
  adminArea1: String
  postalCode: String
  countryCode: CountryCode
  phoneNumber: String @deprecated
  phone: Phone
}

type CustomField {
  name: String
  value: String
}

type Customer implements Node {
  id: ID!
  legacyId: ID!
  company: String
  createdAt: Timestamp
  customFields: [CustomField!]
  defaultPaymentMethod: PaymentMethod
  email: String
  firstName: String
  lastName: String
  phoneNumber: String
  fax: String
  website: String
  paymentMethods(first: Int, after: String): PaymentMethodConnection
  transactions(first: Int, after: String): TransactionConnection
}

type Merchant {
  id: ID!
  status: String
  companyName: String
  website: String
  timezone: String
  merchantAccounts(input: MerchantAccountSearchInput, first: Int, after: String): MerchantAccountConnection
}

type MerchantAccount {
  id: ID!
  currencyCode: CurrencyCodeAlpha
  dbaName: String
  externalId: String
  status: MerchantAccountStatus
  isDefault: Boolean
  paypalAccount: PayPalAccountDetails
  venmoAccount: VenmoAccountDetails
}

type Phone {
  countryPhoneCode: String
  phoneNumber: String
  extensionNumber: String
}

type Right {
  name: String
}

type Role {
  id: ID!
  name: String
  isAccountAdmin: Boolean
  rights: [Right!]
}

type User {
  id: ID!
  email: String
  status: UserStatus
  name: String
  roles: [Role!]
}

type Viewer {
  id: ID @deprecated
  email: String @deprecated
  status: UserStatus @deprecated
  name: String @deprecated
  roles: [Role!] @deprecated
  user: User
  merchant: Merchant
  rights: [Right!]
}
`

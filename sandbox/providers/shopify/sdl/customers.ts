/** Customers and addresses. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const customers = /* GraphQL */ `
type MailingAddress implements Node {
  id: ID!
  firstName: String
  lastName: String
  name: String
  company: String
  address1: String
  address2: String
  city: String
  province: String
  provinceCode: String
  country: String
  countryCodeV2: CountryCode
  zip: String
  phone: String
  formatted(withCompany: Boolean = true, withName: Boolean = false): [String!]!
  formattedArea: String
  coordinatesValidated: Boolean!
  latitude: Float
  longitude: Float
  timeZone: String
}

type Customer implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  firstName: String
  lastName: String
  displayName: String!
  email: String @deprecated
  phone: String @deprecated
  defaultEmailAddress: CustomerEmailAddress
  defaultPhoneNumber: CustomerPhoneNumber
  defaultAddress: MailingAddress
  addresses(first: Int): [MailingAddress!]! @deprecated
  addressesV2(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false
  ): MailingAddressConnection!
  amountSpent: MoneyV2!
  numberOfOrders: UnsignedInt64!
  lastOrder: Order
  orders(
    after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    sortKey: OrderSortKeys = ID
  ): OrderConnection!
  note: String
  tags: [String!]!
  state: CustomerState!
  locale: String!
  taxExempt: Boolean!
  taxExemptions: [TaxExemption!]!
  verifiedEmail: Boolean!
  canDelete: Boolean!
  dataSaleOptOut: Boolean!
  lifetimeDuration: String!
  multipassIdentifier: String
  productSubscriberStatus: CustomerProductSubscriberStatus!
  createdAt: DateTime!
  updatedAt: DateTime!
}

type CustomerEmailAddress {
  emailAddress: String!
  marketingState: CustomerEmailAddressMarketingState!
  marketingOptInLevel: CustomerMarketingOptInLevel
  marketingUpdatedAt: DateTime
  marketingUnsubscribeUrl: URL!
  openTrackingLevel: CustomerEmailAddressOpenTrackingLevel!
  openTrackingUrl: URL!
  validFormat: Boolean!
}

type CustomerPhoneNumber {
  phoneNumber: String!
  marketingState: CustomerSmsMarketingState! @deprecated
  marketingOptInLevel: CustomerMarketingOptInLevel @deprecated
  marketingUpdatedAt: DateTime @deprecated
  marketingCollectedFrom: CustomerConsentCollectedFrom @deprecated
}
`

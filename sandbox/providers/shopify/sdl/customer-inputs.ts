/** Input objects of customers and addresses, complete. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const customerInputs = /* GraphQL */ `
input CustomerIdentifierInput @oneOf {
  customId: UniqueMetafieldValueInput
  emailAddress: String
  id: ID
  phoneNumber: String
}

input MailingAddressInput {
  address1: String
  address2: String
  city: String
  company: String
  country: String @deprecated
  countryCode: CountryCode
  firstName: String
  id: ID @deprecated
  lastName: String
  phone: String
  province: String @deprecated
  provinceCode: String
  zip: String
}

input CustomerInput {
  addresses: [MailingAddressInput!] @deprecated
  email: String
  emailMarketingConsent: CustomerEmailMarketingConsentInput
  firstName: String
  id: ID
  lastName: String
  locale: String
  metafields: [MetafieldInput!]
  multipassIdentifier: String
  note: String
  phone: String
  smsMarketingConsent: CustomerSmsMarketingConsentInput
  tags: [String!]
  taxExempt: Boolean
  taxExemptions: [TaxExemption!]
  whatsAppMarketingConsent: CustomerMarketingConsentInput
}

input CustomerEmailMarketingConsentInput {
  consentUpdatedAt: DateTime
  marketingOptInLevel: CustomerMarketingOptInLevel
  marketingState: CustomerEmailMarketingState!
  sourceLocationId: ID
}

input CustomerSmsMarketingConsentInput {
  consentUpdatedAt: DateTime
  marketingOptInLevel: CustomerMarketingOptInLevel
  marketingState: CustomerSmsMarketingState!
  sourceLocationId: ID
}

input CustomerMarketingConsentInput {
  optInLevel: CustomerMarketingOptInLevel
  sourceLocationId: ID
  state: CustomerMarketingConsentState!
  updatedAt: DateTime
}

input CustomerDeleteInput {
  id: ID!
}
`

export const getShop = /* GraphQL */ `
query GetShop {
  shop {
    id
    name
    email
    myshopifyDomain
    primaryDomain { url }
    currencyCode
    ianaTimezone
    plan { publicDisplayName partnerDevelopment shopifyPlus }
  }
}`

export const listLocations = /* GraphQL */ `
query ListLocations($first: Int!, $after: String) {
  locations(first: $first, after: $after) {
    nodes {
      id
      name
      isActive
      fulfillsOnlineOrders
      address { address1 city provinceCode zip countryCode }
    }
    pageInfo { hasNextPage endCursor }
  }
}`

/** Inventory and locations. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const inventory = /* GraphQL */ `
type InventoryItem implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  sku: String
  tracked: Boolean!
  requiresShipping: Boolean!
  unitCost: MoneyV2
  countryCodeOfOrigin: CountryCode
  provinceCodeOfOrigin: String
  harmonizedSystemCode: String
  measurement: InventoryItemMeasurement!
  inventoryLevel(includeInactive: Boolean = false, locationId: ID!): InventoryLevel
  inventoryLevels(
    after: String, before: String, first: Int, includeInactive: Boolean = false, last: Int, query: String,
    reverse: Boolean = false
  ): InventoryLevelConnection!
  locationsCount: Count
  variants(after: String, before: String, first: Int, last: Int): ProductVariantConnection
  variant: ProductVariant! @deprecated
  duplicateSkuCount: Int!
  createdAt: DateTime!
  updatedAt: DateTime!
}

type InventoryItemMeasurement implements Node {
  id: ID!
  weight: Weight
}

type Weight {
  unit: WeightUnit!
  value: Float!
}

type InventoryLevel implements Node {
  id: ID!
  canDeactivate: Boolean!
  createdAt: DateTime!
  deactivationAlert: String
  isActive: Boolean!
  item: InventoryItem!
  location: Location!
  quantities(names: [String!]!): [InventoryQuantity!]!
  updatedAt: DateTime!
}

type InventoryQuantity implements Node {
  id: ID!
  name: String!
  quantity: Int!
  updatedAt: DateTime
}

type Location implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  name: String!
  isActive: Boolean!
  address: LocationAddress!
  addressVerified: Boolean!
  activatable: Boolean!
  deactivatable: Boolean!
  deactivatedAt: String
  deletable: Boolean!
  fulfillsOnlineOrders: Boolean!
  hasActiveInventory: Boolean!
  hasUnfulfilledOrders: Boolean!
  isFulfillmentService: Boolean!
  shipsInventory: Boolean!
  inventoryLevel(includeInactive: Boolean = false, inventoryItemId: ID!): InventoryLevel
  inventoryLevels(
    after: String, before: String, first: Int, includeInactive: Boolean = false, last: Int, query: String,
    reverse: Boolean = false
  ): InventoryLevelConnection!
  createdAt: DateTime!
  updatedAt: DateTime!
}

type LocationAddress {
  address1: String
  address2: String
  city: String
  country: String
  countryCode: String
  formatted: [String!]!
  latitude: Float
  longitude: Float
  phone: String
  province: String
  provinceCode: String
  zip: String
}

type InventoryAdjustmentGroup implements Node {
  id: ID!
  createdAt: DateTime!
  reason: String!
  referenceDocumentUri: String
  changes(inventoryItemIds: [ID!], locationIds: [ID!], quantityNames: [String!]): [InventoryChange!]!
}

type InventoryChange {
  name: String!
  delta: Int!
  quantityAfterChange: Int
  ledgerDocumentUri: String
  item: InventoryItem
  location: Location
}
`

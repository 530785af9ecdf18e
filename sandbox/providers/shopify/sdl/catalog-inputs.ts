/** Input objects of products and inventory, complete. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const catalogInputs = /* GraphQL */ `
input ProductIdentifierInput @oneOf {
  customId: UniqueMetafieldValueInput
  handle: String
  id: ID
}

input UniqueMetafieldValueInput {
  key: String!
  namespace: String
  value: String!
}

input ProductInput {
  category: ID
  claimOwnership: ProductClaimOwnershipInput
  collectionsToJoin: [ID!]
  collectionsToLeave: [ID!]
  combinedListingRole: CombinedListingsRole
  descriptionHtml: String
  giftCard: Boolean
  giftCardTemplateSuffix: String
  handle: String
  id: ID
  metafields: [MetafieldInput!]
  productOptions: [OptionCreateInput!]
  productPublications: [ProductPublicationInput!] @deprecated
  productType: String
  publications: [ProductPublicationInput!] @deprecated
  publishDate: DateTime @deprecated
  publishOn: DateTime @deprecated
  published: Boolean @deprecated
  publishedAt: DateTime @deprecated
  redirectNewHandle: Boolean
  requiresSellingPlan: Boolean
  seo: SEOInput
  status: ProductStatus
  tags: [String!]
  templateSuffix: String
  title: String
  vendor: String
}

input ProductClaimOwnershipInput {
  bundles: Boolean
}

input MetafieldInput {
  id: ID
  key: String
  namespace: String
  type: String
  value: String
}

input OptionCreateInput {
  linkedMetafield: LinkedMetafieldCreateInput
  name: String
  position: Int
  values: [OptionValueCreateInput!]
}

input LinkedMetafieldCreateInput {
  key: String!
  namespace: String!
  values: [String!]
}

input OptionValueCreateInput {
  linkedMetafieldValue: String
  name: String
}

input ProductPublicationInput {
  channelHandle: String @deprecated
  channelId: ID @deprecated
  publicationId: ID
  publishDate: DateTime
}

input SEOInput {
  description: String
  title: String
}

input CreateMediaInput {
  alt: String
  mediaContentType: MediaContentType!
  originalSource: String!
}

input ProductCreateInput {
  category: ID
  claimOwnership: ProductClaimOwnershipInput
  collectionsToJoin: [ID!]
  combinedListingRole: CombinedListingsRole
  descriptionHtml: String
  giftCard: Boolean
  giftCardTemplateSuffix: String
  handle: String
  metafields: [MetafieldInput!]
  productOptions: [OptionCreateInput!]
  productType: String
  requiresSellingPlan: Boolean
  seo: SEOInput
  status: ProductStatus
  tags: [String!]
  templateSuffix: String
  title: String
  vendor: String
}

input ProductUpdateIdentifiers @oneOf {
  customId: UniqueMetafieldValueInput
  handle: String
  id: ID
}

input ProductUpdateInput {
  category: ID
  collectionsToJoin: [ID!]
  collectionsToLeave: [ID!]
  deleteConflictingConstrainedMetafields: Boolean = false
  descriptionHtml: String
  giftCardTemplateSuffix: String
  handle: String
  id: ID
  metafields: [MetafieldInput!]
  productType: String
  redirectNewHandle: Boolean
  requiresSellingPlan: Boolean
  seo: SEOInput
  status: ProductStatus
  tags: [String!]
  templateSuffix: String
  title: String
  vendor: String
}

input ProductDeleteInput {
  id: ID!
}

input ProductVariantsBulkInput {
  barcode: String
  compareAtPrice: Money
  id: ID
  inventoryItem: InventoryItemInput
  inventoryPolicy: ProductVariantInventoryPolicy
  inventoryQuantities: [InventoryLevelInput!]
  mediaId: ID
  mediaSrc: [String!]
  metafields: [MetafieldInput!]
  optionValues: [VariantOptionValueInput!]
  price: Money
  published: Boolean
  quantityAdjustments: [InventoryAdjustmentInput!]
  requiresComponents: Boolean
  showUnitPrice: Boolean
  taxCode: String
  taxable: Boolean
  unitPriceMeasurement: UnitPriceMeasurementInput
}

input InventoryItemInput {
  cost: Decimal
  countryCodeOfOrigin: CountryCode
  countryHarmonizedSystemCodes: [CountryHarmonizedSystemCodeInput!]
  harmonizedSystemCode: String
  measurement: InventoryItemMeasurementInput
  provinceCodeOfOrigin: String
  requiresShipping: Boolean
  sku: String
  tracked: Boolean
}

input CountryHarmonizedSystemCodeInput {
  countryCode: CountryCode
  harmonizedSystemCode: String!
}

input InventoryItemMeasurementInput {
  shippingPackageId: ID
  weight: WeightInput
}

input WeightInput {
  unit: WeightUnit!
  value: Float!
}

input InventoryLevelInput {
  availableQuantity: Int!
  locationId: ID!
}

input VariantOptionValueInput {
  id: ID
  linkedMetafieldValue: String
  name: String
  optionId: ID
  optionName: String
}

input InventoryAdjustmentInput {
  adjustment: Int
  changeFromQuantity: Int
  locationId: ID!
}

input UnitPriceMeasurementInput {
  quantityUnit: UnitPriceMeasurementMeasuredUnit
  quantityValue: Float
  referenceUnit: UnitPriceMeasurementMeasuredUnit
  referenceValue: Int
}

input InventorySetQuantitiesInput {
  name: String!
  quantities: [InventoryQuantityInput!]!
  reason: String!
  referenceDocumentUri: String
}

input InventoryQuantityInput {
  changeFromQuantity: Int
  inventoryItemId: ID!
  locationId: ID!
  quantity: Int!
}

input InventoryAdjustQuantitiesInput {
  changes: [InventoryChangeInput!]!
  name: String!
  reason: String!
  referenceDocumentUri: String
}

input InventoryChangeInput {
  changeFromQuantity: Int
  delta: Int!
  inventoryItemId: ID!
  ledgerDocumentUri: String
  locationId: ID!
}

input ImageTransformInput {
  crop: CropRegion
  maxHeight: Int
  maxWidth: Int
  preferredContentType: ImageContentType
  scale: Int = 1
}
`

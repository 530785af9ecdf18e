/** The root fields played here. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const roots = /* GraphQL */ `
directive @idempotent(key: String!) on FIELD

schema {
  query: QueryRoot
  mutation: Mutation
}

type QueryRoot {
  shop: Shop!
  product(id: ID!): Product
  products(
    after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    savedSearchId: ID, sortKey: ProductSortKeys = ID
  ): ProductConnection!
  productsCount(limit: Int = 10000, query: String, savedSearchId: ID): Count
  productByIdentifier(identifier: ProductIdentifierInput!): Product
  productOperation(id: ID!): ProductOperation
  productVariant(id: ID!): ProductVariant
  productVariants(
    after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    savedSearchId: ID, sortKey: ProductVariantSortKeys = ID
  ): ProductVariantConnection!
  inventoryItem(id: ID!): InventoryItem
  inventoryLevel(id: ID!): InventoryLevel
  location(id: ID): Location
  locations(
    after: String, before: String, first: Int, includeInactive: Boolean = false, includeLegacy: Boolean = false,
    last: Int, query: String, reverse: Boolean = false, sortKey: LocationSortKeys = NAME
  ): LocationConnection!
  order(id: ID!): Order
  orders(
    after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    savedSearchId: ID, sortKey: OrderSortKeys = PROCESSED_AT
  ): OrderConnection!
  ordersCount(limit: Int = 10000, query: String, savedSearchId: ID): Count
  customer(id: ID!): Customer
  customers(
    after: String, before: String, first: Int, last: Int, query: String, reverse: Boolean = false,
    sortKey: CustomerSortKeys = ID
  ): CustomerConnection!
  customersCount(limit: Int = 10000, query: String): Count
  customerByIdentifier(identifier: CustomerIdentifierInput!): Customer
  fulfillmentOrder(id: ID!): FulfillmentOrder
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
}

type Mutation {
  productCreate(
    input: ProductInput @deprecated, media: [CreateMediaInput!], product: ProductCreateInput
  ): ProductCreatePayload
  productUpdate(
    identifier: ProductUpdateIdentifiers, input: ProductInput @deprecated, media: [CreateMediaInput!],
    product: ProductUpdateInput
  ): ProductUpdatePayload
  productSet(
    identifier: ProductSetIdentifiers, input: ProductSetInput!, synchronous: Boolean = true
  ): ProductSetPayload
  productDelete(input: ProductDeleteInput!, synchronous: Boolean = true): ProductDeletePayload
  productVariantsBulkCreate(
    media: [CreateMediaInput!], productId: ID!, strategy: ProductVariantsBulkCreateStrategy = DEFAULT,
    variants: [ProductVariantsBulkInput!]!
  ): ProductVariantsBulkCreatePayload
  productVariantsBulkUpdate(
    allowPartialUpdates: Boolean = false, media: [CreateMediaInput!], productId: ID!,
    variants: [ProductVariantsBulkInput!]!
  ): ProductVariantsBulkUpdatePayload
  inventorySetQuantities(input: InventorySetQuantitiesInput!): InventorySetQuantitiesPayload
  inventoryAdjustQuantities(input: InventoryAdjustQuantitiesInput!): InventoryAdjustQuantitiesPayload
  orderCreate(options: OrderCreateOptionsInput, order: OrderCreateOrderInput!): OrderCreatePayload
  orderCancel(
    notifyCustomer: Boolean = false, orderId: ID!, reason: OrderCancelReason!, refund: Boolean @deprecated,
    refundMethod: OrderCancelRefundMethodInput, restock: Boolean!, staffNote: String = null
  ): OrderCancelPayload
  fulfillmentCreate(fulfillment: FulfillmentInput!, message: String): FulfillmentCreatePayload
  refundCreate(input: RefundInput!): RefundCreatePayload
  customerCreate(input: CustomerInput!): CustomerCreatePayload
  customerUpdate(input: CustomerInput!): CustomerUpdatePayload
  customerDelete(input: CustomerDeleteInput!): CustomerDeletePayload
}

interface Node {
  id: ID!
}

interface LegacyInteroperability {
  legacyResourceId: UnsignedInt64!
}

interface DisplayableError {
  field: [String!]
  message: String!
}

interface Media {
  id: ID!
  alt: String
  mediaContentType: MediaContentType!
  preview: MediaPreviewImage
  status: MediaStatus!
  mediaErrors: [MediaError!]!
  mediaWarnings: [MediaWarning!]!
}

scalar DateTime
scalar Decimal
scalar HTML
scalar JSON
scalar Money
scalar URL
scalar UnsignedInt64
`

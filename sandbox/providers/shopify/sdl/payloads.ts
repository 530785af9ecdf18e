/** What mutations answer. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const payloads = /* GraphQL */ `
type ProductCreatePayload {
  product: Product
  shop: Shop!
  userErrors: [UserError!]!
}

type ProductUpdatePayload {
  product: Product
  userErrors: [UserError!]!
}

type ProductDeletePayload {
  deletedProductId: ID
  shop: Shop!
  userErrors: [UserError!]!
}

type ProductVariantsBulkCreatePayload {
  product: Product
  productVariants: [ProductVariant!]
  userErrors: [ProductVariantsBulkCreateUserError!]!
}

type ProductVariantsBulkUpdatePayload {
  product: Product
  productVariants: [ProductVariant!]
  userErrors: [ProductVariantsBulkUpdateUserError!]!
}

type InventorySetQuantitiesPayload {
  inventoryAdjustmentGroup: InventoryAdjustmentGroup
  userErrors: [InventorySetQuantitiesUserError!]!
}

type InventoryAdjustQuantitiesPayload {
  inventoryAdjustmentGroup: InventoryAdjustmentGroup
  userErrors: [InventoryAdjustQuantitiesUserError!]!
}

type OrderCreatePayload {
  order: Order
  userErrors: [OrderCreateUserError!]!
}

type OrderCancelPayload {
  job: Job
  orderCancelUserErrors: [OrderCancelUserError!]!
  userErrors: [UserError!]! @deprecated
}

type FulfillmentCreatePayload {
  fulfillment: Fulfillment
  userErrors: [UserError!]!
}

type RefundCreatePayload {
  order: Order
  refund: Refund
  userErrors: [UserError!]!
}

type CustomerCreatePayload {
  customer: Customer
  userErrors: [UserError!]!
}

type CustomerUpdatePayload {
  customer: Customer
  userErrors: [UserError!]!
}

type CustomerDeletePayload {
  deletedCustomerId: ID
  shop: Shop!
  userErrors: [UserError!]!
}

type UserError implements DisplayableError {
  field: [String!]
  message: String!
}

type ProductVariantsBulkCreateUserError implements DisplayableError {
  field: [String!]
  message: String!
  code: ProductVariantsBulkCreateUserErrorCode
}

type ProductVariantsBulkUpdateUserError implements DisplayableError {
  field: [String!]
  message: String!
  code: ProductVariantsBulkUpdateUserErrorCode
}

type InventorySetQuantitiesUserError implements DisplayableError {
  field: [String!]
  message: String!
  code: InventorySetQuantitiesUserErrorCode
}

type InventoryAdjustQuantitiesUserError implements DisplayableError {
  field: [String!]
  message: String!
  code: InventoryAdjustQuantitiesUserErrorCode
}

type OrderCreateUserError implements DisplayableError {
  field: [String!]
  message: String!
  code: OrderCreateUserErrorCode
}

type OrderCancelUserError implements DisplayableError {
  field: [String!]
  message: String!
  code: OrderCancelUserErrorCode
}
`

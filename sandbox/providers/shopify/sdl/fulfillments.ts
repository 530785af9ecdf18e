/** What is shipped, refunded and paid. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const fulfillments = /* GraphQL */ `
type Fulfillment implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  name: String!
  status: FulfillmentStatus!
  displayStatus: FulfillmentDisplayStatus
  createdAt: DateTime!
  updatedAt: DateTime!
  deliveredAt: DateTime
  estimatedDeliveryAt: DateTime
  inTransitAt: DateTime
  requiresShipping: Boolean!
  totalQuantity: Int!
  trackingInfo(first: Int): [FulfillmentTrackingInfo!]!
  fulfillmentLineItems(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false
  ): FulfillmentLineItemConnection!
  fulfillmentOrders(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false
  ): FulfillmentOrderConnection!
  location: Location
  order: Order!
}

type FulfillmentTrackingInfo {
  company: String
  number: String
  url: URL
}

type FulfillmentLineItem implements Node {
  id: ID!
  lineItem: LineItem!
  quantity: Int
  originalTotalSet: MoneyBag!
  discountedTotalSet: MoneyBag!
}

type FulfillmentOrder implements Node {
  id: ID!
  status: FulfillmentOrderStatus!
  requestStatus: FulfillmentOrderRequestStatus!
  orderId: ID!
  orderName: String!
  orderProcessedAt: DateTime!
  order: Order!
  assignedLocation: FulfillmentOrderAssignedLocation!
  destination: FulfillmentOrderDestination
  lineItems(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false
  ): FulfillmentOrderLineItemConnection!
  fulfillments(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false
  ): FulfillmentConnection!
  supportedActions: [FulfillmentOrderSupportedAction!]!
  fulfillAt: DateTime
  fulfillBy: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
}

type FulfillmentOrderAssignedLocation {
  name: String!
  address1: String
  address2: String
  city: String
  province: String
  zip: String
  countryCode: CountryCode!
  phone: String
  location: Location
}

type FulfillmentOrderDestination implements Node {
  id: ID!
  firstName: String
  lastName: String
  company: String
  address1: String
  address2: String
  city: String
  province: String
  zip: String
  countryCode: CountryCode
  email: String
  phone: String
}

type FulfillmentOrderSupportedAction {
  action: FulfillmentOrderAction!
  externalUrl: URL
}

type FulfillmentOrderLineItem implements Node {
  id: ID!
  lineItem: LineItem!
  inventoryItemId: ID
  productTitle: String!
  variantTitle: String
  sku: String
  vendor: String
  totalQuantity: Int!
  remainingQuantity: Int!
  requiresShipping: Boolean!
  variant: ProductVariant
}

type Refund implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  note: String
  createdAt: DateTime
  updatedAt: DateTime!
  processedAt: DateTime!
  order: Order!
  totalRefundedSet: MoneyBag!
  refundLineItems(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false
  ): RefundLineItemConnection!
  transactions(
    after: String, before: String, first: Int, last: Int, reverse: Boolean = false
  ): OrderTransactionConnection!
}

type RefundLineItem {
  id: ID
  lineItem: LineItem!
  location: Location
  quantity: Int!
  restockType: RefundLineItemRestockType!
  restocked: Boolean!
  priceSet: MoneyBag!
  subtotalSet: MoneyBag!
  totalTaxSet: MoneyBag!
}

type OrderTransaction implements Node {
  id: ID!
  kind: OrderTransactionKind!
  status: OrderTransactionStatus!
  test: Boolean!
  gateway: String
  formattedGateway: String
  amountSet: MoneyBag!
  createdAt: DateTime!
  processedAt: DateTime
  errorCode: OrderTransactionErrorCode
  manualPaymentGateway: Boolean!
  manuallyCapturable: Boolean!
  multiCapturable: Boolean!
  maximumRefundableV2: MoneyV2
  parentTransaction: OrderTransaction
  order: Order
  paymentId: String
  authorizationExpiresAt: DateTime
}
`

/** Orders and the money in them. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const orders = /* GraphQL */ `
type Order implements LegacyInteroperability & Node {
  id: ID!
  legacyResourceId: UnsignedInt64!
  name: String!
  number: Int!
  email: String
  phone: String
  note: String
  poNumber: String
  tags: [String!]!
  test: Boolean!
  customAttributes: [Attribute!]!
  createdAt: DateTime!
  updatedAt: DateTime!
  processedAt: DateTime!
  closed: Boolean!
  closedAt: DateTime
  confirmed: Boolean!
  cancelledAt: DateTime
  cancelReason: OrderCancelReason
  cancellation: OrderCancellation
  currencyCode: CurrencyCode!
  presentmentCurrencyCode: CurrencyCode!
  displayFinancialStatus: OrderDisplayFinancialStatus
  displayFulfillmentStatus: OrderDisplayFulfillmentStatus!
  returnStatus: OrderReturnStatus!
  fullyPaid: Boolean!
  unpaid: Boolean!
  capturable: Boolean!
  refundable: Boolean!
  restockable: Boolean!
  fulfillable: Boolean!
  requiresShipping: Boolean!
  edited: Boolean!
  taxesIncluded: Boolean!
  taxExempt: Boolean!
  taxLines: [TaxLine!]!
  subtotalLineItemsQuantity: Int!
  currentSubtotalLineItemsQuantity: Int!
  subtotalPriceSet: MoneyBag
  totalPriceSet: MoneyBag!
  totalTaxSet: MoneyBag
  totalDiscountsSet: MoneyBag
  totalShippingPriceSet: MoneyBag!
  totalReceivedSet: MoneyBag!
  totalRefundedSet: MoneyBag!
  totalOutstandingSet: MoneyBag!
  totalCapturableSet: MoneyBag!
  netPaymentSet: MoneyBag!
  originalTotalPriceSet: MoneyBag!
  currentTotalPriceSet: MoneyBag!
  currentSubtotalPriceSet: MoneyBag!
  currentTotalTaxSet: MoneyBag!
  currentTotalDiscountsSet: MoneyBag!
  customer: Customer
  billingAddress: MailingAddress
  shippingAddress: MailingAddress
  shippingLine: ShippingLine
  shippingLines(
    after: String, before: String, first: Int, includeRemovals: Boolean = false, last: Int,
    reverse: Boolean = false
  ): ShippingLineConnection!
  lineItems(after: String, before: String, first: Int, last: Int, reverse: Boolean = false): LineItemConnection!
  fulfillments(first: Int, query: String): [Fulfillment!]!
  fulfillmentsCount: Count
  fulfillmentOrders(
    after: String, before: String, displayable: Boolean = false, first: Int, last: Int, query: String,
    reverse: Boolean = false
  ): FulfillmentOrderConnection!
  refunds(first: Int): [Refund!]!
  transactions(capturable: Boolean, first: Int, manuallyResolvable: Boolean): [OrderTransaction!]!
  transactionsCount: Count
  paymentGatewayNames: [String!]!
  discountCode: String
  discountCodes: [String!]!
  sourceName: String
  sourceIdentifier: String
  customerLocale: String
  statusPageUrl(audience: Audience, notificationUsage: NotificationUsage): URL!
}

type OrderCancellation {
  staffNote: String
}

type LineItem implements Node {
  id: ID!
  title: String!
  name: String!
  variantTitle: String
  sku: String
  vendor: String
  quantity: Int!
  currentQuantity: Int!
  unfulfilledQuantity: Int!
  refundableQuantity: Int!
  nonFulfillableQuantity: Int!
  requiresShipping: Boolean!
  restockable: Boolean!
  taxable: Boolean!
  isGiftCard: Boolean!
  product: Product
  variant: ProductVariant
  customAttributes: [Attribute!]!
  taxLines(first: Int): [TaxLine!]!
  originalUnitPriceSet: MoneyBag!
  originalTotalSet: MoneyBag!
  discountedUnitPriceSet: MoneyBag!
  discountedTotalSet(withCodeDiscounts: Boolean = false): MoneyBag!
  discountedUnitPriceAfterAllDiscountsSet: MoneyBag!
  totalDiscountSet: MoneyBag!
}

type Attribute {
  key: String!
  value: String
}

type TaxLine {
  title: String!
  rate: Float
  ratePercentage: Float
  priceSet: MoneyBag!
  channelLiable: Boolean
  source: String
}

type ShippingLine {
  id: ID
  title: String!
  code: String
  source: String
  carrierIdentifier: String
  custom: Boolean!
  deliveryCategory: String
  isRemoved: Boolean!
  phone: String
  originalPriceSet: MoneyBag!
  discountedPriceSet: MoneyBag!
  currentDiscountedPriceSet: MoneyBag!
  taxLines: [TaxLine!]!
}

type MoneyBag {
  presentmentMoney: MoneyV2!
  shopMoney: MoneyV2!
}

type MoneyV2 {
  amount: Decimal!
  currencyCode: CurrencyCode!
}
`

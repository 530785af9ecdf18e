/** Input objects of sales, complete. Source: https://shopify.dev/docs/api/admin-graphql/2026-10 */
export const salesInputs = /* GraphQL */ `
input OrderCreateOptionsInput {
  inventoryBehaviour: OrderCreateInputsInventoryBehavior = BYPASS
  sendFulfillmentReceipt: Boolean = false
  sendReceipt: Boolean = false
}

input OrderCreateOrderInput {
  billingAddress: MailingAddressInput
  buyerAcceptsMarketing: Boolean = null
  closedAt: DateTime
  companyLocationId: ID
  currency: CurrencyCode
  customAttributes: [OrderCreateCustomAttributeInput!]
  customer: OrderCreateCustomerInput
  customerId: ID @deprecated
  discountCode: OrderCreateDiscountCodeInput
  email: String
  financialStatus: OrderCreateFinancialStatus
  fulfillment: OrderCreateFulfillmentInput
  fulfillmentStatus: OrderCreateFulfillmentStatus
  lineItems: [OrderCreateLineItemInput!]
  metafields: [MetafieldInput!]
  name: String
  note: String
  phone: String
  poNumber: String
  presentmentCurrency: CurrencyCode
  processedAt: DateTime
  referringSite: URL
  shippingAddress: MailingAddressInput
  shippingLines: [OrderCreateShippingLineInput!]
  sourceIdentifier: String
  sourceName: String
  sourceUrl: URL
  tags: [String!]
  taxLines: [OrderCreateTaxLineInput!]
  taxesIncluded: Boolean = false
  test: Boolean = false
  transactions: [OrderCreateOrderTransactionInput!]
  userId: ID
}

input OrderCreateCustomAttributeInput {
  key: String!
  value: String!
}

input OrderCreateCustomerInput @oneOf {
  toAssociate: OrderCreateAssociateCustomerAttributesInput
  toUpsert: OrderCreateUpsertCustomerAttributesInput
}

input OrderCreateAssociateCustomerAttributesInput {
  email: String
  id: ID
}

input OrderCreateUpsertCustomerAttributesInput {
  addresses: [OrderCreateCustomerAddressInput!]
  email: String
  firstName: String
  id: ID
  lastName: String
  multipassIdentifier: String
  note: String
  phone: String
  tags: [String!]
  taxExempt: Boolean
}

input OrderCreateCustomerAddressInput {
  address1: String
  address2: String
  city: String
  company: String
  country: String
  firstName: String
  lastName: String
  phone: String
  province: String
  zip: String
}

input OrderCreateDiscountCodeInput {
  freeShippingDiscountCode: OrderCreateFreeShippingDiscountCodeAttributesInput
  itemFixedDiscountCode: OrderCreateFixedDiscountCodeAttributesInput
  itemPercentageDiscountCode: OrderCreatePercentageDiscountCodeAttributesInput
}

input OrderCreateFreeShippingDiscountCodeAttributesInput {
  code: String!
}

input OrderCreateFixedDiscountCodeAttributesInput {
  amountSet: MoneyBagInput
  code: String!
}

input MoneyBagInput {
  presentmentMoney: MoneyInput
  shopMoney: MoneyInput!
}

input MoneyInput {
  amount: Decimal!
  currencyCode: CurrencyCode!
}

input OrderCreatePercentageDiscountCodeAttributesInput {
  code: String!
  percentage: Float
}

input OrderCreateFulfillmentInput {
  locationId: ID!
  notifyCustomer: Boolean = false
  originAddress: FulfillmentOriginAddressInput
  shipmentStatus: FulfillmentEventStatus
  trackingCompany: String
  trackingNumber: String
  trackingNumbers: [String!]
}

input FulfillmentOriginAddressInput {
  address1: String
  address2: String
  city: String
  countryCode: String!
  provinceCode: String
  zip: String
}

input OrderCreateLineItemInput {
  fulfillmentService: String
  giftCard: Boolean = false
  priceSet: MoneyBagInput
  productId: ID
  properties: [OrderCreateLineItemPropertyInput!]
  quantity: Int!
  requiresShipping: Boolean = false
  sku: String
  taxLines: [OrderCreateTaxLineInput!]
  taxable: Boolean = true
  title: String
  variantId: ID
  variantTitle: String
  vendor: String
  weight: WeightInput
}

input OrderCreateLineItemPropertyInput {
  name: String!
  value: String!
}

input OrderCreateTaxLineInput {
  channelLiable: Boolean = false
  priceSet: MoneyBagInput
  rate: Decimal!
  title: String!
}

input OrderCreateShippingLineInput {
  code: String
  priceSet: MoneyBagInput!
  source: String
  taxLines: [OrderCreateTaxLineInput!]
  title: String!
}

input OrderCreateOrderTransactionInput {
  amountSet: MoneyBagInput!
  authorizationCode: String
  deviceId: ID
  gateway: String
  giftCardId: ID
  kind: OrderTransactionKind = SALE
  locationId: ID
  processedAt: DateTime
  receiptJson: JSON
  status: OrderTransactionStatus = SUCCESS
  test: Boolean = false
  userId: ID
}

input OrderCancelRefundMethodInput @oneOf {
  originalPaymentMethodsRefund: Boolean
  storeCreditRefund: OrderCancelStoreCreditRefundInput
}

input OrderCancelStoreCreditRefundInput {
  expiresAt: DateTime
}

input FulfillmentInput {
  lineItemsByFulfillmentOrder: [FulfillmentOrderLineItemsInput!]!
  notifyCustomer: Boolean = false
  originAddress: FulfillmentOriginAddressInput
  trackingInfo: FulfillmentTrackingInput
}

input FulfillmentOrderLineItemsInput {
  fulfillmentOrderId: ID!
  fulfillmentOrderLineItems: [FulfillmentOrderLineItemInput!]
}

input FulfillmentOrderLineItemInput {
  id: ID!
  quantity: Int!
}

input FulfillmentTrackingInput {
  company: String
  number: String
  numbers: [String!]
  url: URL
  urls: [URL!]
}

input RefundInput {
  allowOverRefunding: Boolean = false
  currency: CurrencyCode
  discrepancyReason: OrderAdjustmentInputDiscrepancyReason
  note: String
  notify: Boolean
  orderId: ID!
  processedAt: DateTime
  refundDuties: [RefundDutyInput!]
  refundLineItems: [RefundLineItemInput!]
  refundMethods: [RefundMethodInput!] = []
  shipping: ShippingRefundInput
  transactions: [OrderTransactionInput!]
}

input RefundDutyInput {
  dutyId: ID!
  refundType: RefundDutyRefundType
}

input RefundLineItemInput {
  lineItemId: ID!
  locationId: ID
  quantity: Int!
  restockType: RefundLineItemRestockType
}

input RefundMethodInput @oneOf {
  storeCreditRefund: StoreCreditRefundInput
}

input StoreCreditRefundInput {
  amount: MoneyInput!
  expiresAt: DateTime
}

input ShippingRefundInput {
  amount: Money
  fullRefund: Boolean
}

input OrderTransactionInput {
  amount: Money!
  gateway: String!
  kind: OrderTransactionKind!
  orderId: ID!
  parentId: ID
}
`

const orderFields = /* GraphQL */ `
fragment OrderFields on Order {
  id
  name
  email
  displayFinancialStatus
  displayFulfillmentStatus
  totalPriceSet { shopMoney { amount currencyCode } }
  cancelledAt
  cancelReason
  createdAt
  updatedAt
}`

const lineItemFields = /* GraphQL */ `
fragment LineItemFields on LineItem {
  id
  title
  sku
  quantity
  originalUnitPriceSet { shopMoney { amount currencyCode } }
  product { id }
}`

const customerFields = /* GraphQL */ `
fragment OrderCustomerFields on Customer {
  id
  displayName
  defaultEmailAddress { emailAddress }
}`

/** A page of orders with the first items of each; `itemsPerOrder` says how many there is room for. */
export const listOrders = /* GraphQL */ `
query ListOrders($first: Int!, $after: String, $query: String, $items: Int!) {
  orders(first: $first, after: $after, query: $query, sortKey: CREATED_AT, reverse: true) {
    nodes {
      ...OrderFields
      customer { ...OrderCustomerFields }
      lineItems(first: $items) { nodes { ...LineItemFields } pageInfo { hasNextPage } }
    }
    pageInfo { hasNextPage endCursor }
  }
}${orderFields}${lineItemFields}${customerFields}`

/** A page so long that there is room for the orders alone. */
export const listBareOrders = /* GraphQL */ `
query ListBareOrders($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: CREATED_AT, reverse: true) {
    nodes {
      ...OrderFields
      customer { ...OrderCustomerFields }
    }
    pageInfo { hasNextPage endCursor }
  }
}${orderFields}${customerFields}`

export const getOrder = /* GraphQL */ `
query GetOrder($id: ID!) {
  order(id: $id) {
    ...OrderFields
    customer { ...OrderCustomerFields }
    lineItems(first: 100) { nodes { ...LineItemFields variant { id } } pageInfo { hasNextPage } }
    fulfillmentOrders(first: 10) {
      nodes { id status lineItems(first: 15) { nodes { id remainingQuantity lineItem { id } } } }
    }
    transactions(first: 50) { id kind status gateway amountSet { presentmentMoney { amount currencyCode } } }
  }
}${orderFields}${lineItemFields}${customerFields}`

export const createOrder = /* GraphQL */ `
mutation CreateOrder($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) {
    order { ...OrderFields }
    userErrors { field message code }
  }
}${orderFields}`

export const fulfillOrder = /* GraphQL */ `
mutation FulfillOrder($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment {
      id
      status
      trackingInfo(first: 1) { number company url }
      createdAt
    }
    userErrors { field message }
  }
}`

/**
 * Shopify refuses this change without a key, and does a repeated key once only.
 * Source: https://shopify.dev/docs/api/usage/implementing-idempotency
 */
export const refundOrder = /* GraphQL */ `
mutation RefundOrder($input: RefundInput!, $idempotencyKey: String!) {
  refundCreate(input: $input) @idempotent(key: $idempotencyKey) {
    refund {
      id
      note
      createdAt
      totalRefundedSet { presentmentMoney { amount currencyCode } }
    }
    userErrors { field message }
  }
}`

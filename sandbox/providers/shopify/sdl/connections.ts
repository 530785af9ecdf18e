/** Every list of the Admin API is a page of this form. Source: https://shopify.dev/docs/api/usage/pagination-graphql */
const listed = [
  'Product',
  'ProductVariant',
  'Media',
  'InventoryItem',
  'InventoryLevel',
  'Location',
  'Order',
  'LineItem',
  'ShippingLine',
  'Customer',
  'MailingAddress',
  'Fulfillment',
  'FulfillmentLineItem',
  'FulfillmentOrder',
  'FulfillmentOrderLineItem',
  'RefundLineItem',
  'OrderTransaction',
]

export const connections = listed
  .map(
    (type) => /* GraphQL */ `
type ${type}Connection {
  edges: [${type}Edge!]!
  nodes: [${type}!]!
  pageInfo: PageInfo!
}

type ${type}Edge {
  cursor: String!
  node: ${type}!
}
`,
  )
  .join('')

/**
 * A query may cost 1,000 points, about one for each object that it may answer: that is what a page of 100 products has
 * room for. Two variants are enough to tell a product with one from a product with several.
 *
 * Source: https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 */
const productFields = /* GraphQL */ `
fragment ProductFields on Product {
  id
  title
  descriptionHtml
  status
  handle
  vendor
  productType
  tags
  totalInventory
  tracksInventory
  priceRangeV2 { minVariantPrice { amount currencyCode } }
  createdAt
  updatedAt
}`

const variantFields = /* GraphQL */ `
fragment VariantFields on ProductVariant {
  id
  title
  sku
  price
  inventoryQuantity
  inventoryItem { id tracked }
}`

export const listProducts = /* GraphQL */ `
query ListProducts($first: Int!, $after: String, $query: String) {
  products(first: $first, after: $after, query: $query) {
    nodes {
      ...ProductFields
      variants(first: 2) { nodes { ...VariantFields } }
    }
    pageInfo { hasNextPage endCursor }
  }
}${productFields}${variantFields}`

export const getProduct = /* GraphQL */ `
query GetProduct($id: ID!) {
  product(id: $id) {
    ...ProductFields
    variants(first: 100) { nodes { ...VariantFields } }
  }
}${productFields}${variantFields}`

export const setProduct = /* GraphQL */ `
mutation CreateProduct($input: ProductSetInput!) {
  productSet(input: $input, synchronous: true) {
    product {
      ...ProductFields
      variants(first: 2) { nodes { ...VariantFields } }
    }
    userErrors { field message code }
  }
}${productFields}${variantFields}`

export const updateProduct = /* GraphQL */ `
mutation UpdateProduct($product: ProductUpdateInput!) {
  productUpdate(product: $product) {
    product {
      ...ProductFields
      variants(first: 2) { nodes { ...VariantFields } }
    }
    userErrors { field message }
  }
}${productFields}${variantFields}`

/**
 * Shopify refuses this change without a key, and does a repeated key once only.
 * Source: https://shopify.dev/docs/api/usage/implementing-idempotency
 */
export const setInventory = /* GraphQL */ `
mutation SetInventory($input: InventorySetQuantitiesInput!, $idempotencyKey: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $idempotencyKey) {
    inventoryAdjustmentGroup {
      id
      createdAt
      reason
      changes { name delta quantityAfterChange item { id } location { id name } }
    }
    userErrors { field message code }
  }
}`

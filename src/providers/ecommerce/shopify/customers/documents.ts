const customerFields = /* GraphQL */ `
fragment CustomerFields on Customer {
  id
  firstName
  lastName
  defaultEmailAddress { emailAddress }
  defaultPhoneNumber { phoneNumber }
  note
  tags
  numberOfOrders
  createdAt
  updatedAt
}`

export const listCustomers = /* GraphQL */ `
query ListCustomers($first: Int!, $after: String, $query: String) {
  customers(first: $first, after: $after, query: $query) {
    nodes { ...CustomerFields }
    pageInfo { hasNextPage endCursor }
  }
}${customerFields}`

export const createCustomer = /* GraphQL */ `
mutation CreateCustomer($input: CustomerInput!) {
  customerCreate(input: $input) {
    customer { ...CustomerFields }
    userErrors { field message }
  }
}${customerFields}`

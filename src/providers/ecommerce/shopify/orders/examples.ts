import { fixtures } from '../examples.ts'

/** An order as Shopify answers it. */
export function exampleOrder({
  id = fixtures.order,
  email = 'ada@example.com',
}: {
  readonly id?: string
  readonly email?: string | undefined
}) {
  return {
    id,
    name: '#1001',
    email,
    displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: 'UNFULFILLED',
    totalPriceSet: { shopMoney: { amount: '49.98', currencyCode: 'USD' } },
    customer: { id: fixtures.customer, displayName: 'Ada Lovelace', defaultEmailAddress: { emailAddress: email } },
    lineItems: {
      nodes: [
        {
          id: fixtures.lineItem,
          title: 'Organic Cotton T-Shirt',
          sku: 'TSHIRT-ORG-1',
          quantity: 2,
          originalUnitPriceSet: { shopMoney: { amount: '24.99', currencyCode: 'USD' } },
          product: { id: fixtures.product },
          variant: { id: fixtures.variant },
        },
      ],
      pageInfo: { hasNextPage: false },
    },
    fulfillmentOrders: { nodes: [{ id: fixtures.fulfillmentOrder, status: 'OPEN' }] },
    cancelledAt: null,
    createdAt: '2026-01-15T09:30:00Z',
    updatedAt: '2026-01-15T09:30:00Z',
  }
}

import { fixtures } from '../examples.ts'

const unitPrice = { amount: '24.99', currencyCode: 'USD' }
const total = { amount: '49.98', currencyCode: 'USD' }

/** What the document `createOrder` asks of an order. */
export function exampleCreatedOrder(email: string | null) {
  return {
    id: fixtures.order,
    name: '#1001',
    email,
    displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: 'UNFULFILLED',
    totalPriceSet: { shopMoney: total },
    cancelledAt: null,
    cancelReason: null,
    createdAt: '2026-01-15T09:30:00Z',
    updatedAt: '2026-01-15T09:30:00Z',
  }
}

/** What `listBareOrders` asks. */
export function exampleBareOrder() {
  const email = 'ada@example.com'
  return {
    ...exampleCreatedOrder(email),
    customer: { id: fixtures.customer, displayName: 'Ada Lovelace', defaultEmailAddress: { emailAddress: email } },
  }
}

/** What `listOrders` asks. */
export function exampleListedOrder() {
  return { ...exampleBareOrder(), lineItems: { nodes: [lineItem], pageInfo: { hasNextPage: false } } }
}

/** What `getOrder` asks. */
export function exampleOrder(id: string) {
  return {
    ...exampleBareOrder(),
    id,
    lineItems: {
      nodes: [{ ...lineItem, variant: { id: fixtures.variant } }],
      pageInfo: { hasNextPage: false },
    },
    fulfillmentOrders: {
      nodes: [
        {
          id: fixtures.fulfillmentOrder,
          status: 'OPEN',
          lineItems: {
            nodes: [
              {
                id: fixtures.fulfillmentOrderLineItem,
                remainingQuantity: 2,
                lineItem: { id: fixtures.lineItem },
              },
            ],
          },
        },
      ],
    },
    transactions: [
      {
        id: fixtures.saleTransaction,
        kind: 'SALE',
        status: 'SUCCESS',
        gateway: 'bogus',
        amountSet: { presentmentMoney: total },
      },
    ],
  }
}

const lineItem = {
  id: fixtures.lineItem,
  title: 'Organic Cotton T-Shirt',
  sku: 'TSHIRT-ORG-1',
  quantity: 2,
  originalUnitPriceSet: { shopMoney: unitPrice },
  product: { id: fixtures.product },
}

import * as z from 'zod'
import { pageInput } from '../../../../kit/contract.ts'
import type { OperationKit } from '../../../../kit/operation.ts'
import { fixtures } from '../examples.ts'
import { answered, ask, connection, nextCursor } from '../graphql.ts'
import * as documents from './documents.ts'

export function shopOperations({ read }: OperationKit<unknown>) {
  return {
    'get-shop': read({
      name: 'Get Shop',
      description: 'Get the shop itself: its name, domain, currency and plan',
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/queries/shop',
      input: () => ({}),
      request: () => ask(documents.getShop),
      example: {
        input: {},
        response: () => ({
          data: {
            shop: {
              id: 'gid://shopify/Shop/1',
              name: 'Acme',
              myshopifyDomain: 'acme.myshopify.com',
              currencyCode: 'USD',
            },
          },
        }),
      },
      answer: () => answered({ shop: z.looseObject({ id: z.string(), name: z.string() }) }),
    }),
    'list-locations': read({
      name: 'List Locations',
      description: 'List the places where the shop keeps stock, as set-inventory names them',
      docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10/queries/locations',
      input: () => pageInput(),
      request: ({ limit, cursor }) => ask(documents.listLocations, { first: limit, after: cursor }),
      example: {
        input: { limit: 10 },
        response: () => ({
          data: {
            locations: {
              nodes: [{ id: fixtures.location, name: 'Main warehouse', isActive: true }],
              pageInfo: { hasNextPage: false, endCursor: null },
            },
          },
        }),
      },
      answer: () => answered({ locations: connection(z.looseObject({ id: z.string(), name: z.string() })) }),
      next: ({ data }) => nextCursor(data.locations),
    }),
  }
}

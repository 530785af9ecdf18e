import { bearer } from '../../../kit/auth.ts'
import { environment, secret } from '../../../kit/config.ts'
import { path } from '../../../kit/path.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { get } from '../../../kit/request.ts'
import { choice } from '../../../kit/server.ts'
import { pagesOf, wholeListInput } from '../../../kit/whole-list.ts'
import { connect } from './connect.ts'
import { customerOperations } from './customers.ts'
import { fixtures } from './examples.ts'
import { paymentOperations } from './payments.ts'
import { refundOperations } from './refunds.ts'
import { refusal } from './refusal.ts'

/** Square: payments, refunds, customers and locations. A write carries its idempotency key in the body. */
export const square = defineProvider({
  id: 'square',
  type: 'payment',
  name: 'Square',
  description: 'Square payment processing',
  docs: 'https://developer.squareup.com/reference/square',
  apiVersion: '2025-08-20',
  config: () => ({
    accessToken: secret({
      label: 'Access token',
      help: 'Square Developer Console, your application, Credentials; or the OAuth token that a seller gave it.',
      example: 'EAAAfakeUpstreamExampleAccessToken000000000000000000000000000000',
    }),
    webhookSecret: secret({
      label: 'Signature key',
      help: 'Square Developer Console, your application, Webhooks, Subscriptions, your endpoint.',
      example: 'fakeUpstreamSignKey000',
    }).optional(),
    environment: environment('sandbox', 'production'),
  }),
  // https://developer.squareup.com/docs/build-basics/using-rest-api
  server: choice('environment', {
    sandbox: 'https://connect.squareupsandbox.com',
    production: 'https://connect.squareup.com',
  }),
  // https://developer.squareup.com/docs/build-basics/versioning-overview
  headers: { 'Square-Version': '2025-08-20' },
  auth: bearer('accessToken'),
  connect,
  // Square publishes none.
  limits: [],
  refusal,
  webhook: {
    kind: 'hmac',
    docs: 'https://developer.squareup.com/docs/webhooks/step3validate',
    header: 'x-square-hmacsha256-signature',
    hash: 'SHA-256',
    encoding: 'base64',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['url', 'body'],
  },
  check: 'list-locations',
  operations: (kit) => ({
    ...paymentOperations(kit),
    ...refundOperations(kit),
    ...customerOperations(kit),
    'list-locations': kit.read({
      name: 'List Locations',
      description: "List the seller's locations, with their ids and currencies",
      docs: 'https://developer.squareup.com/reference/square/locations-api/list-locations',
      input: wholeListInput,
      request: () => get(path`/v2/locations`),
      example: {
        input: {},
        response: () => ({
          locations: [
            {
              id: fixtures.location,
              name: 'Example Store',
              status: 'ACTIVE',
              country: 'US',
              currency: 'USD',
              created_at: '2026-01-02T08:00:00Z',
            },
          ],
        }),
      },
      ...pagesOf('locations'),
    }),
  }),
})

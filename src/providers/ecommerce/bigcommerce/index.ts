import { headerKey } from '../../../kit/auth.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { fixed } from '../../../kit/server.ts'
import { config } from './config.ts'
import { customerOperations } from './customers.ts'
import { orderOperations } from './orders.ts'
import { productOperations } from './products.ts'
import { refusal } from './refusal.ts'
import { storeOperations } from './store.ts'

/** BigCommerce, REST: v3 for catalog, inventory and customers, v2 for orders, which have no successor. */
export const bigcommerce = defineProvider({
  id: 'bigcommerce',
  type: 'ecommerce',
  name: 'BigCommerce',
  description: 'BigCommerce online stores',
  docs: 'https://developer.bigcommerce.com/docs/rest-management',
  apiVersion: 'v3',
  config,
  server: fixed('https://api.bigcommerce.com'),
  auth: headerKey('X-Auth-Token', 'accessToken'),
  // The smallest plans; all apps of a store share it.
  limits: [
    {
      limit: 150,
      window: 30,
      docs: 'https://developer.bigcommerce.com/docs/start/best-practices#api-rate-limits',
    },
  ],
  limitHeaders: {
    scope: 'account',
    counters: [
      {
        remaining: 'X-Rate-Limit-Requests-Left',
        window: 30,
        reset: { header: 'X-Rate-Limit-Time-Reset-Ms', unit: 'milliseconds' },
      },
    ],
    docs: 'https://docs.bigcommerce.com/developer/docs/overview/api-fundamentals/rate-limits',
  },
  refusal,
  // The scheme of Standard Webhooks, keyed with the text of the client secret.
  webhook: {
    kind: 'hmac',
    docs: 'https://developer.bigcommerce.com/docs/integrations/webhooks/https-webhook-overview',
    header: 'webhook-signature',
    hash: 'SHA-256',
    encoding: 'base64',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: [{ header: 'webhook-id' }, { literal: '.' }, 'timestamp', { literal: '.' }, 'body'],
    prefix: 'v1,',
    separator: ' ',
    timestamp: { header: 'webhook-timestamp', unit: 'seconds' },
    tolerance: 300,
  },
  check: 'get-store',
  operations: (kit) => ({
    ...productOperations(kit),
    ...orderOperations(kit),
    ...customerOperations(kit),
    ...storeOperations(kit),
  }),
})

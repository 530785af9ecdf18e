import { basic } from '../../../kit/auth.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { originOfAddress, publicHosts } from '../../../kit/public-host.ts'
import { pattern } from '../../../kit/server.ts'
import { config } from './config.ts'
import { customerOperations } from './customers.ts'
import { orderOperations } from './orders.ts'
import { productOperations } from './products.ts'
import { refusal } from './refusal.ts'

/** WooCommerce, REST API v3, on the store's own server. */
export const woocommerce = defineProvider({
  id: 'woocommerce',
  type: 'ecommerce',
  name: 'WooCommerce',
  description: 'WooCommerce stores on WordPress',
  docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/',
  apiVersion: 'wc/v3',
  config,
  server: pattern('storeUrl', publicHosts, originOfAddress),
  // https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-over-https
  auth: basic({ field: 'consumerKey' }, { field: 'consumerSecret' }),
  // WooCommerce has none; whoever hosts the store may have.
  limits: [],
  refusal,
  webhook: {
    kind: 'hmac',
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks',
    header: 'X-WC-Webhook-Signature',
    hash: 'SHA-256',
    encoding: 'base64',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['body'],
  },
  check: 'list-orders',
  operations: (kit) => ({
    ...productOperations(kit),
    ...orderOperations(kit),
    ...customerOperations(kit),
  }),
})

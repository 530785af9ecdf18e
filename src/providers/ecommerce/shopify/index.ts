import * as z from 'zod'
import { headerKey } from '../../../kit/auth.ts'
import { field, secret } from '../../../kit/config.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { pattern } from '../../../kit/server.ts'
import { connect } from './connect.ts'
import { customerOperations } from './customers/operations.ts'
import { orderOperations } from './orders/operations.ts'
import { productOperations } from './products/operations.ts'
import { refusal } from './refusal.ts'
import { shopOperations } from './shop/operations.ts'

/** Shopify, GraphQL Admin API 2026-10. Ids are Shopify's global ids: `gid://shopify/Product/1`. */
export const shopify = defineProvider({
  id: 'shopify',
  type: 'ecommerce',
  name: 'Shopify',
  description: 'Shopify online stores',
  docs: 'https://shopify.dev/docs/api/admin-graphql/2026-10',
  apiVersion: '2026-10',
  config: () => ({
    shop: field(
      z
        .string()
        .max(63)
        .regex(/^[a-z0-9][a-z0-9-]*$/, 'is not the part of the shop’s address before .myshopify.com'),
      {
        label: 'Shop',
        help: 'Shopify admin, Settings, Domains: what stands before .myshopify.com.',
        example: 'acme',
      },
    ),
    // Prefixes: https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing
    accessToken: secret({
      label: 'Admin API access token',
      help: 'The token that Shopify gave your app for this shop (shpat_…, shpca_… or shpua_…).',
      example: 'shpat_00fake00upstream00example00token00',
      pattern: /^shp(at|ca|pa|ua)_./,
    }),
    webhookSecret: secret({
      label: 'App client secret',
      help: 'Dev Dashboard, your app, Settings, Client secret: Shopify signs webhooks with it.',
      example: 'shpss_00fake00upstream00example00secret0',
    }).optional(),
  }),
  server: pattern('shop', /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, (shop) => `https://${shop}.myshopify.com`),
  auth: headerKey('X-Shopify-Access-Token', 'accessToken'),
  connect,
  // Shopify limits the cost of queries (100 points a second with the standard plan), not their number: no count of calls
  // says the same. What it throttles, it answers with when to come back, and `refusal` passes that on.
  // https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
  limits: [],
  refusal,
  webhook: {
    kind: 'hmac',
    docs: 'https://shopify.dev/docs/apps/build/webhooks/verify-deliveries',
    header: 'X-Shopify-Hmac-Sha256',
    hash: 'SHA-256',
    encoding: 'base64',
    key: { field: 'webhookSecret', encoding: 'text' },
    content: ['body'],
  },
  check: 'get-shop',
  operations: (kit) => ({
    ...productOperations(kit),
    ...orderOperations(kit),
    ...customerOperations(kit),
    ...shopOperations(kit),
  }),
})

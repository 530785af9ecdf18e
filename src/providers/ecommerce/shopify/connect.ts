import * as z from 'zod'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'

/** A token for the whole shop, which lives for an hour: https://shopify.dev/changelog/offline-access-tokens-now-support-expiry-and-refresh */
export const connect: Connect<'accessToken'> = {
  docs: 'https://shopify.dev/docs/apps/build/authentication-authorization/authenticate-standalone-apps',
  authorize: { path: path`/admin/oauth/authorize` },
  token: { path: path`/admin/oauth/access_token`, authentication: 'form', codeParameters: { expiring: '1' } },
  // Not among the parameters of its authorization requests.
  pkce: false,
  // What the operations need: https://shopify.dev/docs/api/usage/access-scopes
  scopes: [
    'read_products',
    'write_products',
    'read_inventory',
    'write_inventory',
    'read_locations',
    'read_orders',
    'write_orders',
    'read_merchant_managed_fulfillment_orders',
    'write_merchant_managed_fulfillment_orders',
    'read_customers',
    'write_customers',
  ],
  scopeSeparator: ',',
  // A used one works until its successor has been: https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
  refresh: { token: 'overlaps', accessLife: 3_600, refreshLife: 7_776_000 },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: [],
  learn: ({ callback, config }) => {
    const { data } = shopOf().safeParse(callback)
    const own = `${String(config.shop)}.myshopify.com`
    if (data?.shop === own) return { account: { id: own } }
    throw new AccountRefused(`Another shop than ${own} has consented.`)
  },
  callbackSignature: { parameter: 'hmac', hash: 'SHA-256', encoding: 'hex' },
}

const shopOf = () => z.object({ shop: z.string() })

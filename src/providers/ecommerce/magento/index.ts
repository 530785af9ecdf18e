import { oauth1 } from '../../../kit/auth.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { originOfAddress, publicHosts } from '../../../kit/public-host.ts'
import { pattern } from '../../../kit/server.ts'
import { config } from './config.ts'
import { customerOperations } from './customers.ts'
import { orderOperations } from './orders.ts'
import { productOperations } from './products.ts'
import { refusal } from './refusal.ts'
import { storeOperations } from './store.ts'

/** Magento Open Source and Adobe Commerce 2.4, REST API V1 on the store's own server. */
export const magento = defineProvider({
  id: 'magento',
  type: 'ecommerce',
  name: 'Magento',
  description: 'Magento and Adobe Commerce stores',
  docs: 'https://developer.adobe.com/commerce/webapi/rest/',
  apiVersion: 'V1',
  config,
  server: pattern('storeUrl', publicHosts, originOfAddress),
  // https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/
  auth: oauth1({
    consumerKey: 'consumerKey',
    consumerSecret: 'consumerSecret',
    token: 'accessToken',
    tokenSecret: 'accessTokenSecret',
    hash: 'SHA-256',
  }),
  // A store may limit the placing of orders, and nothing that is asked here.
  // https://developer.adobe.com/commerce/webapi/get-started/rate-limiting/
  limits: [],
  refusal,
  check: 'get-store-configs',
  operations: (kit) => ({
    ...productOperations(kit),
    ...orderOperations(kit),
    ...customerOperations(kit),
    ...storeOperations(kit),
  }),
})

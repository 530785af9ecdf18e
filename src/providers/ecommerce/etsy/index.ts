import { all, bearer, headerKey } from '../../../kit/auth.ts'
import { perDay, perSecond } from '../../../kit/limit.ts'
import { defineProvider } from '../../../kit/provider.ts'
import { fixed } from '../../../kit/server.ts'
import { config } from './config.ts'
import { connect } from './connect.ts'
import { inventoryOperations } from './inventory.ts'
import { listingOperations } from './listings.ts'
import { receiptOperations } from './receipts.ts'
import { refusal } from './refusal.ts'
import { shopOperations } from './shop.ts'

const limits = 'https://developers.etsy.com/documentation/essentials/rate-limits'

/** Etsy, Open API v3. Products are its listings, orders its receipts; its customers are Etsy's own, so there are none here. */
export const etsy = defineProvider({
  id: 'etsy',
  type: 'ecommerce',
  name: 'Etsy',
  description: 'Etsy shops',
  docs: 'https://developers.etsy.com/documentation/reference',
  apiVersion: 'v3',
  config,
  server: fixed('https://openapi.etsy.com'),
  // The key of the program and the token of its user: https://developers.etsy.com/documentation/essentials/authentication
  auth: all(headerKey('x-api-key', 'apiKey'), bearer('accessToken')),
  connect,
  // Those of a new app; the page of one's own apps shows what has been granted since.
  limits: [perSecond(10, limits), perDay(10_000, limits)],
  limitHeaders: {
    scope: 'account',
    counters: [
      { remaining: 'x-remaining-this-second', window: 1 },
      { remaining: 'x-remaining-today', window: 86_400 },
    ],
    docs: limits,
  },
  refusal,
  check: 'get-current-user',
  operations: (kit) => ({
    ...listingOperations(kit),
    ...inventoryOperations(kit),
    ...receiptOperations(kit),
    ...shopOperations(kit),
  }),
})

import * as z from 'zod'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

/** A program proves itself by PKCE alone; the key that each request carries has its id in front. */
export const connect: Connect<'apiKey' | 'accessToken' | 'shopId'> = {
  docs: 'https://developers.etsy.com/documentation/essentials/authentication',
  authorize: { server: fixed('https://www.etsy.com'), path: path`/oauth/connect` },
  token: {
    server: fixed('https://api.etsy.com'),
    path: path`/v3/public/oauth/token`,
    authentication: 'none',
  },
  pkce: true,
  // What the operations need, by the API's description: https://developers.etsy.com/documentation/reference
  scopes: ['listings_r', 'listings_w', 'transactions_r', 'transactions_w', 'shops_r'],
  // An hour, and 90 days: that page. Each refresh answers another refresh token, and what becomes of the one before it isn't
  // said: https://github.com/etsy/open-api/issues/353
  refresh: { token: 'rotates', accessLife: 3_600, refreshLife: 7_776_000 },
  app: { clientId: 'apiKey', clientSecret: undefined, idEnds: ':' },
  replaces: ['accessToken'],
  learned: ['shopId'],
  // https://developers.etsy.com/documentation/reference#operation/getMe
  profile: { path: path`/v3/application/users/me` },
  learn: ({ profile, config }) => {
    const me = seller().safeParse(profile)
    if (!me.success) throw new AccountRefused('The Etsy account that has consented has no shop.')
    const { user_id, shop_id } = me.data
    const shopId = String(shop_id)
    if (config.shopId !== undefined && config.shopId !== shopId) {
      throw new AccountRefused(`The owner of shop ${shopId} has consented, and not that of shop ${config.shopId}.`)
    }
    return { account: { id: String(user_id), name: `Shop ${shopId}` }, config: { shopId } }
  },
}

const seller = () => z.object({ user_id: z.int().positive(), shop_id: z.int().positive() })

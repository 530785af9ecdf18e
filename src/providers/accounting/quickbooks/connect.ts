import * as z from 'zod'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

/** https://developer.api.intuit.com/.well-known/openid_configuration names the endpoints, for both environments. */
export const connect: Connect<'accessToken' | 'realmId'> = {
  docs: 'https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0',
  authorize: { server: fixed('https://appcenter.intuit.com'), path: path`/connect/oauth2` },
  token: {
    server: fixed('https://oauth.platform.intuit.com'),
    path: path`/oauth2/v1/tokens/bearer`,
    authentication: 'basic',
  },
  revoke: {
    server: fixed('https://developer.api.intuit.com'),
    path: path`/v2/oauth2/tokens/revoke`,
    authentication: 'basic',
    token: 'refresh',
  },
  // Not among the parameters of its authorization requests.
  pkce: false,
  scopes: ['com.intuit.quickbooks.accounting'],
  // The value changes about once a day, and what came last is what counts. 100 days unused, each time anew; five years in
  // all: https://blogs.intuit.com/2025/11/12/important-changes-to-refresh-token-policy/
  refresh: { token: 'rotates', accessLife: 3_600, refreshLife: 8_640_000 },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: ['realmId'],
  // The company is chosen on Intuit's page and named by the callback; no token says it.
  learn: ({ callback, config }) => {
    const { data } = company().safeParse(callback)
    if (data === undefined) throw new AccountRefused("QuickBooks didn't say which company has consented.")
    const { realmId } = data
    if (config.realmId !== undefined && config.realmId !== realmId) {
      throw new AccountRefused(`The company ${realmId} has consented, and not the company ${String(config.realmId)}.`)
    }
    return { account: { id: realmId }, config: { realmId } }
  },
}

const company = () => z.object({ realmId: z.string().regex(/^\d{1,20}$/) })

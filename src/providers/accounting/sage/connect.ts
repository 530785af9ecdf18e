import * as z from 'zod'
import { chooseAccount } from '../../../kit/account-choice.ts'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

const authorization = fixed('https://oauth.accounting.sage.com')

export const connect: Connect<'accessToken' | 'businessId'> = {
  docs: 'https://developer.sage.com/accounting/guides/authenticating/authentication/',
  authorize: { server: fixed('https://www.sageone.com'), path: path`/oauth2/auth/central` },
  token: { server: authorization, path: path`/token`, authentication: 'form' },
  // An access token stays good for the rest of its five minutes.
  revoke: { server: authorization, path: path`/revoke`, authentication: 'form', token: 'refresh' },
  pkce: true,
  scopes: ['full_access'],
  // Only the countries that this version of the API serves.
  parameters: { filter: 'apiv3.1' },
  refresh: { token: 'rotates', accessLife: 300, refreshLife: 2_678_400 },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: ['businessId'],
  // https://developer.sage.com/accounting/reference/settings/#tag/Businesses
  profile: { path: path`/v3.1/businesses` },
  /** The configured business, which must be among those of the user; else the first. */
  learn: ({ profile, config }) => {
    const { data } = businesses().safeParse(profile)
    if (data === undefined) throw new AccountRefused("Sage didn't say which businesses have consented.")
    const accounts = data.$items.map(({ id, displayed_as: name }) => ({ id, name }))
    const account = chooseAccount(accounts, config.businessId, 'Sage business')
    return { account, config: { businessId: account.id } }
  },
}

const businesses = () =>
  z.object({
    $items: z.array(z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/), displayed_as: z.string().optional() })),
  })

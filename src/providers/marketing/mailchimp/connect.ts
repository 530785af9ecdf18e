import * as z from 'zod'
import { bearer } from '../../../kit/auth.ts'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

const login = fixed('https://login.mailchimp.com')

/** Tokens that don't expire and have no scopes. The answer that has one says `expires_in: 0` and `scope: null`. */
export const connect: Connect<'apiKey' | 'server'> = {
  docs: 'https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/',
  authorize: { server: login, path: path`/oauth2/authorize` },
  token: { server: login, path: path`/oauth2/token`, authentication: 'form' },
  // Not among the parameters of its authorization requests.
  pkce: false,
  scopes: [],
  refresh: { token: 'none', accessLife: undefined, refreshLife: undefined },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['apiKey'],
  learned: ['server'],
  profile: { server: login, path: path`/oauth2/metadata` },
  learn: ({ profile, config }) => {
    const metadata = account().safeParse(profile)
    if (!metadata.success) throw new AccountRefused("Mailchimp didn't say which data center the account lives in.")
    const { dc, user_id, accountname } = metadata.data
    if (config.server !== undefined && config.server !== dc) {
      throw new AccountRefused(`An account of the data center ${dc} has consented, and not one of ${config.server}.`)
    }
    return { account: { id: String(user_id), name: accountname }, config: { server: dc } }
  },
  auth: bearer('accessToken'),
}

const account = () =>
  z.object({
    dc: z.string().regex(/^[a-z]{2,4}\d{1,3}$/),
    user_id: z.union([z.int(), z.string().min(1)]),
    accountname: z.string().optional(),
  })

import * as z from 'zod'
import { chooseAccount } from '../../../kit/account-choice.ts'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

const authorization = fixed('https://api.waveapps.com')

/** A user can consent only for businesses with a subscription to Wave Pro or Wave Advisors. */
export const connect: Connect<'accessToken' | 'businessId'> = {
  docs: 'https://developer.waveapps.com/hc/en-us/articles/360019493652-OAuth-Guide',
  authorize: { server: authorization, path: path`/oauth2/authorize/` },
  token: { server: authorization, path: path`/oauth2/token/`, authentication: 'form' },
  revoke: { server: authorization, path: path`/oauth2/token-revoke/`, authentication: 'form', token: 'refresh' },
  pkce: true,
  // https://developer.waveapps.com/hc/en-us/articles/360032818132-OAuth-Scopes; `write` doesn't imply `read`, and none is
  // needed for a refresh token.
  scopes: [
    'account:read',
    'business:read',
    'customer:read',
    'customer:write',
    'invoice:read',
    'invoice:send',
    'invoice:write',
    'product:read',
    'sales_tax:read',
    'transaction:write',
  ],
  // Wave names no lives: `expires_in` comes with each answer.
  refresh: { token: 'rotates', accessLife: undefined, refreshLife: undefined },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: ['businessId'],
  profile: {
    path: path`/graphql/public`,
    query: 'query { businesses(page: 1, pageSize: 50) { edges { node { id name } } } }',
  },
  /** The configured business, which must be among those of the user; else the first. */
  learn: ({ profile, config }) => {
    const { data } = businesses().safeParse(profile)
    if (data === undefined) throw new AccountRefused("Wave didn't say which businesses have consented.")
    const accounts = data.data.businesses.edges.map(({ node }) => node)
    const account = chooseAccount(accounts, config.businessId, 'Wave business')
    return { account, config: { businessId: account.id } }
  },
}

const businesses = () =>
  z.object({
    data: z.object({
      businesses: z.object({
        edges: z.array(
          z.object({ node: z.object({ id: z.string().regex(/^[A-Za-z0-9+/_=-]{1,255}$/), name: z.string() }) }),
        ),
      }),
    }),
  })

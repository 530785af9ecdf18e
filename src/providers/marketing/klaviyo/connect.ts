import * as z from 'zod'
import { bearer } from '../../../kit/auth.ts'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

export const connect: Connect<'apiKey'> = {
  docs: 'https://developers.klaviyo.com/en/docs/set_up_oauth',
  authorize: { server: fixed('https://www.klaviyo.com'), path: path`/oauth/authorize` },
  token: { path: path`/oauth/token`, authentication: 'basic' },
  revoke: { path: path`/oauth/revoke`, authentication: 'basic', token: 'refresh' },
  pkce: true,
  // What each operation needs: https://developers.klaviyo.com/en/reference/api_overview
  scopes: [
    'accounts:read',
    'campaigns:read',
    'campaigns:write',
    'events:read',
    'events:write',
    'lists:read',
    'lists:write',
    'metrics:read',
    'profiles:read',
    'profiles:write',
    'subscriptions:write',
  ],
  // One refresh token answers again and again: https://github.com/klaviyo/klaviyo-api-node/issues/84
  refresh: { token: 'stays', accessLife: 3_600, refreshLife: undefined },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['apiKey'],
  learned: [],
  // https://developers.klaviyo.com/en/reference/get_accounts
  profile: { path: path`/api/accounts` },
  learn: ({ profile }) => {
    const answer = accounts().safeParse(profile)
    const account = answer.data?.data[0]
    if (account === undefined) throw new AccountRefused("Klaviyo didn't say which account has consented.")
    const name = account.attributes?.contact_information?.organization_name
    return { account: { id: account.id, name: name ?? undefined } }
  },
  auth: bearer('accessToken'),
}

const accounts = () =>
  z.object({
    data: z.array(
      z.object({
        id: z.string().min(1),
        attributes: z
          .object({ contact_information: z.object({ organization_name: z.string().nullish() }).nullish() })
          .nullish(),
      }),
    ),
  })

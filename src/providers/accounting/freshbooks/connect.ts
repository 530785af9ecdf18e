import * as z from 'zod'
import { chooseAccount } from '../../../kit/account-choice.ts'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

export const connect: Connect<'accessToken' | 'accountId'> = {
  docs: 'https://www.freshbooks.com/api/authentication',
  authorize: { server: fixed('https://auth.freshbooks.com'), path: path`/oauth/authorize` },
  token: { path: path`/auth/oauth/token`, authentication: 'json', redirectWithRefresh: true },
  revoke: { path: path`/auth/oauth/revoke`, authentication: 'json', token: 'refresh' },
  // Not among the parameters of its authorization requests.
  pkce: false,
  // What the operations need, of those that the program was registered with: https://www.freshbooks.com/api/scopes
  scopes: [
    'user:profile:read',
    'user:clients:read',
    'user:clients:write',
    'user:invoices:read',
    'user:invoices:write',
    'user:payments:read',
    'user:payments:write',
    'user:expenses:read',
    'user:expenses:write',
    'user:billable_items:read',
    'user:journal_entries:read',
    'user:reports:read',
  ],
  // Each is used once, and only the newest is alive.
  refresh: { token: 'rotates', accessLife: 43_200, refreshLife: undefined },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: ['accountId'],
  // https://www.freshbooks.com/api/me_endpoint
  profile: { path: path`/auth/api/v1/users/me` },
  /** The configured account, which must be among those of the user; else that of the user's first business. */
  learn: ({ profile, config }) => {
    const { data } = identity().safeParse(profile)
    if (data === undefined) throw new AccountRefused("FreshBooks didn't say who has consented.")
    const accounts = data.response.business_memberships.flatMap(({ business: { account_id: id, name } }) =>
      // A business without accounting has no account.
      typeof id === 'string' ? [{ id, name: name ?? undefined }] : [],
    )
    const account = chooseAccount(accounts, config.accountId, 'FreshBooks account')
    return { account, config: { accountId: account.id } }
  },
}

const identity = () =>
  z.object({
    response: z.object({
      business_memberships: z.array(
        z.object({
          business: z.object({
            account_id: z
              .string()
              .regex(/^[A-Za-z0-9]{1,20}$/)
              .nullish(),
            name: z.string().nullish(),
          }),
        }),
      ),
    }),
  })

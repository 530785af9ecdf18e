import * as z from 'zod'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

const server = fixed('https://authz.constantcontact.com')

export const connect: Connect<'accessToken'> = {
  docs: 'https://developer.constantcontact.com/api_guide/server_flow.html',
  authorize: { server, path: path`/oauth2/default/v1/authorize` },
  token: { server, path: path`/oauth2/default/v1/token`, authentication: 'basic' },
  // Another flow there, for programs without a secret: https://developer.constantcontact.com/api_guide/pkce_flow.html
  pkce: false,
  scopes: ['account_read', 'contact_data', 'campaign_data', 'offline_access'],
  // Unless the program has chosen long-lived ones, which are answered again. Either kind is over after 180 idle days:
  // https://community.constantcontact.com/t5/API-Developer-Support/Refresh-token-expiry/td-p/402882
  refresh: { token: 'rotates', accessLife: 86_400, refreshLife: 15_552_000 },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: [],
  // https://developer.constantcontact.com/api_reference/index.html#tag/Account-Services/operation/getAccountById
  profile: { path: path`/v3/account/summary` },
  learn: ({ profile }) => {
    const summary = account().safeParse(profile)
    if (!summary.success) throw new AccountRefused("Constant Contact didn't say which account has consented.")
    const { encoded_account_id, organization_name } = summary.data
    return { account: { id: encoded_account_id, name: organization_name ?? undefined } }
  },
}

const account = () => z.object({ encoded_account_id: z.string().min(1), organization_name: z.string().nullish() })

import * as z from 'zod'
import { bearer } from '../../../kit/auth.ts'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

const authorization = fixed('https://oauth.pipedrive.com')

export const connect: Connect<'apiToken'> = {
  docs: 'https://pipedrive.readme.io/docs/marketplace-oauth-authorization',
  authorize: { server: authorization, path: path`/oauth/authorize` },
  token: { server: authorization, path: path`/oauth/token`, authentication: 'basic' },
  revoke: { server: authorization, path: path`/oauth/revoke`, authentication: 'basic', token: 'refresh' },
  // Not among the parameters of its authorization requests.
  pkce: false,
  // Neither are scopes: they are set where the program is registered, and the operations need base, contacts:full,
  // deals:full, search:read and users:read. https://pipedrive.readme.io/docs/marketplace-scopes-and-permissions-explanations
  scopes: [],
  refresh: { token: 'stays', accessLife: 3_599, refreshLife: 5_184_000 },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['apiToken'],
  learned: [],
  // https://developers.pipedrive.com/docs/api/v1/Users#getCurrentUser
  profile: { path: path`/v1/users/me` },
  learn: ({ profile }) => {
    const answer = user().safeParse(profile)
    if (!answer.success) throw new AccountRefused("Pipedrive didn't say which company has consented.")
    const { company_id, company_name } = answer.data.data
    return { account: { id: String(company_id), name: company_name } }
  },
  auth: bearer('accessToken'),
}

const user = () => z.object({ data: z.object({ company_id: z.int().positive(), company_name: z.string().optional() }) })

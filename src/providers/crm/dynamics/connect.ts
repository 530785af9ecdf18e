import * as z from 'zod'
import { bearer } from '../../../kit/auth.ts'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

const login = fixed('https://login.microsoftonline.com')

/** Consent by a user, in whose name calls are made then; without it they are made in that of the app itself. */
export const connect: Connect<'clientId' | 'clientSecret'> = {
  docs: 'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
  authorize: { server: login, path: ({ tenantId }) => path`/${String(tenantId)}/oauth2/v2.0/authorize` },
  token: {
    server: login,
    path: ({ tenantId }) => path`/${String(tenantId)}/oauth2/v2.0/token`,
    authentication: 'form',
  },
  pkce: true,
  // https://learn.microsoft.com/en-us/power-apps/developer/data-platform/authenticate-oauth
  scopes: ({ environmentUrl }) => [`${String(environmentUrl)}/user_impersonation`, 'offline_access'],
  // A used one isn't revoked, and each answer brings another that lives as long again:
  // https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens
  refresh: { token: 'overlaps', accessLife: 3_599, refreshLife: 7_776_000 },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['clientId', 'clientSecret'],
  learned: [],
  profile: { path: path`/api/data/v9.2/WhoAmI` },
  learn: ({ profile, config }) => {
    const answer = identity().safeParse(profile)
    if (!answer.success) throw new AccountRefused("Dynamics didn't say which organization has consented.")
    const { environmentUrl } = config
    const name = typeof environmentUrl === 'string' ? environmentUrl.replace(/^https:\/\//, '') : undefined
    return { account: { id: answer.data.OrganizationId, name } }
  },
  auth: bearer('accessToken'),
}

const identity = () => z.object({ OrganizationId: z.guid() })

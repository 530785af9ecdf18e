import * as z from 'zod'
import { chooseAccount } from '../../../kit/account-choice.ts'
import { AccountRefused, type Connect } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

const identity = fixed('https://identity.xero.com')

export const connect: Connect<'accessToken' | 'tenantId'> = {
  docs: 'https://developer.xero.com/documentation/guides/oauth2/auth-flow/',
  authorize: { server: fixed('https://login.xero.com'), path: path`/identity/connect/authorize` },
  token: { server: identity, path: path`/connect/token`, authentication: 'basic' },
  // Revoking ends all connections of the user with the program.
  revoke: { server: identity, path: path`/connect/revocation`, authentication: 'basic', token: 'refresh' },
  pkce: true,
  // The granular ones, the only ones that programs made since 2026-03-02 have, and all of them from September 2027:
  // https://developer.xero.com/faq/granular-scopes
  scopes: [
    'offline_access',
    'accounting.contacts',
    'accounting.invoices',
    'accounting.payments',
    'accounting.banktransactions',
    'accounting.settings.read',
    'accounting.reports.profitandloss.read',
  ],
  // A used one can be used for another 30 minutes, where an answer was lost: https://developer.xero.com/faq/oauth2
  refresh: { token: 'overlaps', accessLife: 1_800, refreshLife: 5_184_000 },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: ['tenantId'],
  // https://developer.xero.com/documentation/guides/oauth2/tenants
  profile: { path: path`/connections` },
  /** The configured organisation, which must be among those of the user; else the one that was connected last. */
  learn: ({ profile, config }) => {
    const { data } = connections().safeParse(profile)
    if (data === undefined) throw new AccountRefused("Xero didn't say which organisations have consented.")
    const organisations = data
      .filter(({ tenantType }) => tenantType === 'ORGANISATION')
      .toSorted((one, other) => other.updatedDateUtc.localeCompare(one.updatedDateUtc))
      .map(({ tenantId, tenantName }) => ({ id: tenantId, name: tenantName }))
    const account = chooseAccount(organisations, config.tenantId, 'Xero organisation')
    return { account, config: { tenantId: account.id } }
  },
}

const connections = () =>
  z.array(
    z.object({
      tenantId: z.uuid(),
      tenantType: z.string(),
      tenantName: z.string().optional(),
      updatedDateUtc: z.string(),
    }),
  )

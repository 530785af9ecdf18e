import * as z from 'zod'
import { AccountRefused, type Connect, type Parameters, type TokenError } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { choice, type Origin } from '../../../kit/server.ts'
import type { origins } from './config.ts'

type DataCentre = keyof typeof origins

/** A program is registered in one data centre, com unless the config says another, which hands its users on to theirs. */
const accounts = choice(
  'dataCentre',
  {
    com: 'https://accounts.zoho.com',
    eu: 'https://accounts.zoho.eu',
    in: 'https://accounts.zoho.in',
    'com.au': 'https://accounts.zoho.com.au',
    jp: 'https://accounts.zoho.jp',
    ca: 'https://accounts.zohocloud.ca',
    'com.cn': 'https://accounts.zoho.com.cn',
  } satisfies Record<DataCentre, Origin>,
  'https://accounts.zoho.com',
)

/** What the callback calls them: https://accounts.zoho.com/oauth/serverinfo */
const dataCentres = new Map<string | undefined, DataCentre>([
  ['us', 'com'],
  ['eu', 'eu'],
  ['in', 'in'],
  ['au', 'com.au'],
  ['jp', 'jp'],
  ['ca', 'ca'],
  ['cn', 'com.cn'],
])

export const connect: Connect<'accessToken' | 'dataCentre'> = {
  docs: 'https://www.zoho.com/crm/developer/docs/api/v8/oauth-overview.html',
  authorize: { server: accounts, path: path`/oauth/v2/auth` },
  token: { server: accounts, path: path`/oauth/v2/token`, authentication: 'form', refusal },
  // https://www.zoho.com/accounts/protocol/oauth/web-apps/revoke-tokens.html
  revoke: { server: accounts, path: path`/oauth/v2/token/revoke`, authentication: 'none', token: 'refresh' },
  // Documented for programs without a secret only.
  pkce: false,
  scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.settings.fields.READ', 'ZohoCRM.coql.READ', 'ZohoCRM.org.READ'],
  scopeSeparator: ',',
  // Without `prompt` there is a refresh token for the first consent only.
  parameters: { access_type: 'offline', prompt: 'consent' },
  refresh: { token: 'stays', accessLife: 3_600, refreshLife: undefined },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: ['dataCentre'],
  // https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html
  early: (callback) => {
    const dataCentre = dataCentreOf(callback)
    return dataCentre === undefined ? {} : { dataCentre }
  },
  // https://www.zoho.com/crm/developer/docs/api/v8/get-org-data.html
  profile: { path: path`/crm/v8/org` },
  learn: ({ callback, profile }) => {
    const dataCentre = dataCentreOf(callback)
    if (dataCentre === undefined) throw new AccountRefused("Zoho didn't say which data centre the account lives in.")
    const [organization] = organizations().safeParse(profile).data?.org ?? []
    if (organization === undefined) throw new AccountRefused("Zoho didn't say which organization has consented.")
    return {
      account: { id: organization.id, name: organization.company_name ?? undefined },
      config: { dataCentre },
    }
  },
}

function dataCentreOf({ location }: Parameters): DataCentre | undefined {
  return dataCentres.get(location)
}

const organizations = () =>
  z.object({ org: z.array(z.object({ id: z.string().min(1), company_name: z.string().nullish() })) })

/** `{error: 'invalid_code'}` with 200: https://www.zoho.com/crm/developer/docs/api/v8/refresh.html */
const refusals = new Map<unknown, TokenError>([
  ['invalid_code', 'invalid_grant'],
  ['invalid_client', 'invalid_client'],
  ['invalid_client_secret', 'invalid_client'],
])

function refusal(_status: number, body: unknown): TokenError | undefined {
  const { data } = z.object({ error: z.string() }).safeParse(body)
  return refusals.get(data?.error)
}

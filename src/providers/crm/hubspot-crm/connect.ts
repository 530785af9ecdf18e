import * as z from 'zod'
import { AccountRefused, type Connect, type TokenError } from '../../../kit/connect.ts'
import { path } from '../../../kit/path.ts'
import { fixed } from '../../../kit/server.ts'

export const connect: Connect<'accessToken'> = {
  docs: 'https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide',
  authorize: { server: fixed('https://app.hubspot.com'), path: path`/oauth/authorize` },
  // https://developers.hubspot.com/docs/api-reference/latest/authentication/oauth-tokens/token-introspect has the others.
  token: { path: path`/oauth/2026-09/token`, authentication: 'form', refusal },
  revoke: { path: path`/oauth/2026-09/token/revoke`, authentication: 'form', token: 'refresh' },
  // `code_verifier` is among the parameters of the token endpoint.
  pkce: true,
  scopes: [
    'oauth',
    'crm.objects.companies.read',
    'crm.objects.companies.write',
    'crm.objects.contacts.read',
    'crm.objects.contacts.write',
    'crm.objects.deals.read',
    'crm.objects.deals.write',
    'crm.objects.owners.read',
  ],
  // https://developers.hubspot.com/changelog/upcoming-expiration-of-oauth-access-tokens-is-changing
  refresh: { token: 'stays', accessLife: 1_800, refreshLife: undefined },
  app: { clientId: 'clientId', clientSecret: 'clientSecret' },
  replaces: ['accessToken'],
  learned: [],
  // https://developers.hubspot.com/changelog/additional-details-returned-when-generating-oauth-access-tokens
  learn: ({ token }) => {
    const answer = hub().safeParse(token)
    if (!answer.success) throw new AccountRefused("HubSpot didn't say which account has consented.")
    return { account: { id: String(answer.data.hub_id) } }
  },
}

const hub = () => z.object({ hub_id: z.int().positive() })

/** `{status: 'BAD_REFRESH_TOKEN', message}`: https://github.com/airbytehq/airbyte/issues/79592 */
const refusals = new Map<unknown, TokenError>([
  ['BAD_REFRESH_TOKEN', 'invalid_grant'],
  ['BAD_AUTH_CODE', 'invalid_grant'],
  ['EXPIRED_AUTH_CODE', 'invalid_grant'],
  ['BAD_CLIENT_ID', 'invalid_client'],
  ['BAD_CLIENT_SECRET', 'invalid_client'],
])

function refusal(_status: number, body: unknown): TokenError | undefined {
  const { data } = z.object({ status: z.string() }).safeParse(body)
  return refusals.get(data?.status)
}

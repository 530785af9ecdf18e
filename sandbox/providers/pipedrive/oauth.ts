import { clientOf, fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, Tokens } from '../../authorization/server.ts'
import { bearerToken, empty, json } from '../../http.ts'
import { unauthorized } from './answers.ts'
import { company } from './settings.ts'

/** What the program was registered with. */
const registered = 'base,contacts:full,deals:full,search:read,users:read'

/**
 * Pipedrive's code flow. A program is registered with its scopes, and asks for none.
 *
 * Sources: https://pipedrive.readme.io/docs/marketplace-oauth-authorization and
 * https://developers.pipedrive.com/docs/api/v1/Oauth
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Pipedrive',
  account: company.company_name,
  authorize: 'oauth.pipedrive.com/oauth/authorize',
  token: /^oauth\.pipedrive\.com\/oauth\/token\/?$/,
  scopes: { known: [], separator: ' ', required: false },
  pkce: 'ignored',
  optional: ['response_type'],
  clientAuthentication: ['basic'],
  lives: { code: 300, access: 3_599, refresh: 5_184_000 },
  refresh: { kind: 'stays' },
  prefixes: { access: 'v1u:', refresh: '1:1:' },
  tokenOf: ({ headers }) => bearerToken(headers),
  isFor: (_token, { url }) => ['api.pipedrive.com', `${company.company_domain}.pipedrive.com`].includes(url.host),
  answer: tokensView,
  tokenRefused: unauthorized,
  revocation: {
    place: 'oauth.pipedrive.com/oauth/revoke',
    method: 'POST',
    tokenOf: (exchange) => textOf(fieldsOf(exchange), 'token'),
    isAllowed: (exchange) => {
      const client = clientOf(exchange)
      return client?.authentication === 'basic' && !client.secret.includes('invalid')
    },
    answer: (outcome) => (outcome === 'not-allowed' ? json({ error: 'invalid_client' }, 401) : empty(200)),
  },
}

function tokensView({ access, refresh, accessLife }: Tokens): object {
  return {
    access_token: access,
    token_type: 'Bearer',
    refresh_token: refresh,
    scope: registered,
    expires_in: accessLife,
    api_domain: `https://${company.company_domain}.pipedrive.com`,
  }
}

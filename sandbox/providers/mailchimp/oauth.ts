import type { AuthorizationServer } from '../../authorization/server.ts'
import { bearerToken, json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { Problem } from './answers.ts'

/** The data center that the accounts of OAuth live in. */
export const dataCenter = 'us19'

export const loginHost = 'login.mailchimp.com'

/**
 * Tokens without scopes that live until an account disconnects the program.
 *
 * Source: https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Mailchimp',
  account: 'Example Shop',
  authorize: `${loginHost}/oauth2/authorize`,
  token: `${loginHost}/oauth2/token`,
  tokenOf,
  isFor: (_token, { url }) => url.host === loginHost || url.host.startsWith(`${dataCenter}.`),
  scopes: { known: [], separator: ' ', required: false },
  pkce: 'ignored',
  clientAuthentication: ['form'],
  lives: { code: 600, access: undefined, refresh: undefined },
  refresh: { kind: 'none' },
  answer: ({ access }) => ({ access_token: access, expires_in: 0, scope: null }),
  tokenRefused: (exchange) => {
    if (exchange.url.host === loginHost) return metadataRefusal()
    const detail = "Your API key may be invalid, or you've attempted to access the wrong datacenter."
    return new Problem(401, 'API Key Invalid', detail).answer(exchange)
  },
}

/** `Authorization: OAuth …`, as the guide has it, or `Bearer …`. */
export function tokenOf({ headers }: Exchange): string | undefined {
  return /^oauth +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1] ?? bearerToken(headers)
}

/** `GET /oauth2/metadata`: where the account lives, and whose it is. */
export function metadata({ method, url }: Exchange): Response {
  if (method !== 'GET' || url.pathname !== '/oauth2/metadata') return new Response('Not Found', { status: 404 })
  const login = { email: 'grace@example.com', avatar: null, login_id: 15_345, login_name: 'exampleshop' }
  return json({
    dc: dataCenter,
    role: 'owner',
    accountname: 'Example Shop',
    user_id: 15_345,
    login: { ...login, login_email: login.email },
    login_url: 'https://login.mailchimp.com',
    api_endpoint: `https://${dataCenter}.api.mailchimp.com`,
  })
}

/** Said with status 200: https://github.com/airbytehq/airbyte, source-mailchimp, `get_oauth_data_center`. */
export function metadataRefusal(): Response {
  return json({ error: 'invalid_token', error_description: 'The access token provided is invalid.' })
}

import { fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, TokenRefusal, Tokens } from '../../authorization/server.ts'
import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { errorOf } from './answers.ts'

/** What `location` calls the data centre of each accounts server: https://accounts.zoho.com/oauth/serverinfo */
const locations = new Map([
  ['accounts.zoho.com', 'us'],
  ['accounts.zoho.eu', 'eu'],
  ['accounts.zoho.in', 'in'],
  ['accounts.zoho.com.au', 'au'],
  ['accounts.zoho.jp', 'jp'],
  ['accounts.zohocloud.ca', 'ca'],
  ['accounts.zoho.com.cn', 'cn'],
  ['accounts.zoho.sa', 'sa'],
])

export const accountsHosts = [...locations.keys()]

/** `com` of `www.zohoapis.com`, `accounts.zoho.com` and the like. */
function domainOf({ url }: Exchange): string {
  return url.host.replace(/^.*\bzoho(apis|cloud)?\./, '')
}

export function zohoToken({ headers }: Exchange): string | undefined {
  return /^zoho-oauthtoken +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
}

/**
 * The code flow of Zoho's accounts servers. Users live in the data centre at whose server they consent, and their tokens
 * are good there only.
 *
 * Sources: https://www.zoho.com/accounts/protocol/oauth/web-apps/authorization.html and
 * https://www.zoho.com/crm/developer/docs/api/v8/oauth-overview.html
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Zoho',
  account: 'Analytical Engines Sandbox',
  authorize: /^accounts\.zoho(cloud)?\.[a-z.]+\/oauth\/v2\/auth$/,
  token: /^accounts\.zoho(cloud)?\.[a-z.]+\/oauth\/v2\/token$/,
  scopes: {
    known:
      /^ZohoCRM\.(modules|settings|users|org|coql|notifications|bulk|files)(\.\w+)*\.(ALL|READ|CREATE|UPDATE|DELETE|WRITE)$/,
    separator: ',',
    required: true,
  },
  pkce: 'ignored',
  // Zoho knows `online` too, which brings no refresh token.
  checkRequest: (request) =>
    request.get('access_type') === 'offline' ? undefined : 'The sandbox plays access_type=offline only.',
  callback: (parameters, _client, { url }) => ({
    ...parameters,
    location: locations.get(url.host) ?? '',
    'accounts-server': url.origin,
  }),
  clientAuthentication: ['form'],
  lives: { code: 120, access: 3_600, refresh: undefined },
  refresh: { kind: 'stays' },
  prefixes: { access: '1000.', refresh: '1000.', code: '1000.' },
  accountOf: (exchange, client) => `${domainOf(exchange)} client ${client}`,
  tokenOf: zohoToken,
  isFor: ({ account }, exchange) => account.startsWith(`${domainOf(exchange)} `),
  answer: tokensView,
  refusal: errorWith200,
  tokenRefused: () => json(errorOf('INVALID_TOKEN', 'invalid oauth token'), 401),
  revocation: {
    place: /^accounts\.zoho(cloud)?\.[a-z.]+\/oauth\/v2\/token\/revoke$/,
    method: 'POST',
    tokenOf: (exchange) => exchange.url.searchParams.get('token') ?? textOf(fieldsOf(exchange), 'token'),
    isAllowed: () => true,
    answer: (outcome) => (outcome === 'revoked' ? json({ status: 'success' }) : json({ error: 'invalid_code' })),
  },
}

/** A refresh token is answered to a code only: https://www.zoho.com/crm/developer/docs/api/v8/refresh.html */
function tokensView({ access, refresh, accessLife, scopes, grant }: Tokens, exchange: Exchange): object {
  return {
    access_token: access,
    ...(grant === 'authorization_code' ? { refresh_token: refresh } : {}),
    scope: scopes.join(' '),
    api_domain: `https://www.zohoapis.${domainOf(exchange)}`,
    token_type: 'Bearer',
    expires_in: accessLife,
  }
}

function errorWith200({ error }: TokenRefusal, exchange: Exchange): Response {
  if (error === 'invalid_grant') return json({ error: 'invalid_code' })
  const hasWrongSecret = error === 'invalid_client' && textOf(fieldsOf(exchange), 'client_secret').includes('invalid')
  return json({ error: hasWrongSecret ? 'invalid_client_secret' : error })
}

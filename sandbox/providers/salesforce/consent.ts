import { fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, TokenRefusal, Tokens } from '../../authorization/server.ts'
import { empty, json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { failure } from './answers.ts'
import { jwtBearer } from './jwt-bearer.ts'
import { orgHostOf, session } from './oauth.ts'

/**
 * Salesforce's web server flow. A refresh token lives on, as it does unless an app is set to rotate them.
 *
 * Sources: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm and
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Salesforce',
  account: 'Integration User',
  authorize: /^[a-z0-9.-]+\.salesforce\.com\/services\/oauth2\/authorize$/,
  token: /^[a-z0-9.-]+\.salesforce\.com\/services\/oauth2\/token$/,
  // Without them they are those of the app: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm
  scopes: {
    known: ['api', 'refresh_token', 'offline_access', 'full', 'id', 'openid', 'profile', 'email', 'web'],
    separator: ' ',
    required: false,
  },
  pkce: 'optional',
  clientAuthentication: ['form', 'basic'],
  lives: { code: 900, access: 7_200, refresh: undefined },
  refresh: { kind: 'stays' },
  otherGrants: ['client_credentials', jwtBearer],
  prefixes: { refresh: '5Aep861', code: 'aPrx' },
  accountOf: (exchange) => orgHostOf(exchange),
  isFor: ({ account }, { url }) => account === url.host,
  answer: tokensView,
  refusal: refusedAsDocumented,
  tokenRefused: () => failure(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
  revocation: {
    place: /^[a-z0-9.-]+\.salesforce\.com\/services\/oauth2\/revoke$/,
    method: 'POST',
    tokenOf: (exchange) => exchange.url.searchParams.get('token') ?? textOf(fieldsOf(exchange), 'token'),
    isAllowed: () => true,
    answer: (outcome) =>
      outcome === 'revoked'
        ? empty(200)
        : json({ error: 'unsupported_token_type', error_description: 'this token type is not supported' }, 400),
  },
}

/** Without `expires_in`; a refresh is answered without a refresh token. */
function tokensView({ access, refresh, scopes, grant }: Tokens, exchange: Exchange): object {
  const mayRefresh = scopes.includes('refresh_token') || scopes.includes('offline_access') || scopes.length === 0
  return {
    ...session(orgHostOf(exchange), access, exchange.now, exchange.randomId),
    ...(mayRefresh && grant === 'authorization_code' ? { refresh_token: refresh } : {}),
    scope: scopes.join(' '),
  }
}

/** Its words for an error, whatever it was about. */
const words = new Map<string, string>([
  ['invalid_client', 'invalid client credentials'],
  ['unsupported_grant_type', 'grant type not supported'],
])

function refusedAsDocumented({ error, description }: TokenRefusal, exchange: Exchange): Response {
  const isUnknown = error === 'invalid_client' && textOf(fieldsOf(exchange), 'client_id').includes('invalid')
  if (isUnknown) return json({ error: 'invalid_client_id', error_description: 'client identifier invalid' }, 400)
  return json({ error, error_description: words.get(error) ?? description }, 400)
}

import { clientOf, fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, Tokens } from '../../authorization/server.ts'
import { empty, json, pathSegments } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { gatewayFault } from './answers.ts'
import { companyInfo, fixtures } from './fixtures.ts'

/** The realm that a path names; empty where it names none. */
export function realmOf({ url }: Exchange): string {
  const [version, company, realm = ''] = pathSegments(url.pathname.slice(1))
  return version === 'v3' && company === 'company' ? realm : ''
}

/**
 * Intuit's code flow. Every consent is for one company, which the callback names.
 *
 * Sources: https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0 and
 * https://developer.api.intuit.com/.well-known/openid_configuration
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Intuit QuickBooks',
  account: `${String(companyInfo.CompanyName)} (${fixtures.realmId})`,
  authorize: 'appcenter.intuit.com/connect/oauth2',
  token: 'oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
  scopes: {
    known: [
      'com.intuit.quickbooks.accounting',
      'com.intuit.quickbooks.payment',
      'openid',
      'profile',
      'email',
      'phone',
      'address',
    ],
    separator: ' ',
    required: true,
  },
  pkce: 'ignored',
  checkRequest: (request) => (request.has('state') ? undefined : 'The state is missing.'),
  callback: (parameters) => ({ ...parameters, realmId: fixtures.realmId }),
  clientAuthentication: ['basic'],
  lives: { code: 600, access: 3_600, refresh: 8_726_400 },
  refresh: { kind: 'rotates', grace: 0, reuse: 'refused' },
  prefixes: { access: 'eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0..', refresh: 'RT1-113-H0-', code: 'XAB11' },
  isFor: (_token, exchange) => realmOf(exchange) === fixtures.realmId,
  answer: tokensView,
  tokenRefused: (exchange, why) => {
    if (why === 'foreign') {
      const Message = 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403'
      return gatewayFault(exchange, 403, 'SERVICE', {
        Message,
        Detail: 'The token is for another company',
        code: '3100',
      })
    }
    const Message = 'message=AuthenticationFailed; errorCode=003200; statusCode=401'
    return gatewayFault(exchange, 401, 'AUTHENTICATION', { Message, Detail: 'Token expired or invalid', code: '3200' })
  },
  revocation: {
    place: 'developer.api.intuit.com/v2/oauth2/tokens/revoke',
    method: 'POST',
    tokenOf: (exchange) => textOf(fieldsOf(exchange), 'token'),
    isAllowed: (exchange) => {
      const client = clientOf(exchange)
      return client?.authentication === 'basic' && !client.secret.includes('invalid')
    },
    answer: (outcome) => {
      if (outcome === 'revoked') return empty(200)
      return outcome === 'unknown' ? empty(400) : json({ error: 'invalid_client' }, 401)
    },
  },
}

function tokensView({ access, refresh, accessLife, refreshLife }: Tokens): object {
  return {
    token_type: 'bearer',
    access_token: access,
    expires_in: accessLife,
    refresh_token: refresh,
    x_refresh_token_expires_in: refreshLife,
  }
}

import { clientOf, fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, Tokens } from '../../authorization/server.ts'
import { json } from '../../http.ts'
import { refusal, refused } from './answers.ts'
import { fixtures } from './fixtures.ts'

/**
 * Sage's code flow, for the one business that every user of the sandbox has. At Sage access tokens outlive a revocation,
 * by up to their five minutes; here they end with it.
 *
 * Source: https://developer.sage.com/accounting/guides/authenticating/authentication/
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Sage Accounting',
  account: 'Upstream Sandbox',
  authorize: 'www.sageone.com/oauth2/auth/central',
  token: 'oauth.accounting.sage.com/token',
  scopes: { known: ['full_access', 'readonly'], separator: ' ', required: false },
  pkce: 'optional',
  callback: (parameters) => ({ ...parameters, country: 'gb' }),
  clientAuthentication: ['form'],
  lives: { code: 60, access: 300, refresh: 2_678_400 },
  refresh: { kind: 'rotates', grace: 0, reuse: 'refused' },
  prefixes: {
    access: 'eyJhbGciOiJSUzUxMiIsImtpZCI6InNhbmRib3gifQ.',
    refresh: 'eyJhbGciOiJSUzUxMiIsImtpZCI6InNhbmRib3gifQ.',
  },
  isFor: (_token, { headers }) => (headers.get('x-business') ?? fixtures.business).toLowerCase() === fixtures.business,
  answer: tokensView,
  tokenRefused: (_exchange, why) => {
    if (why === 'foreign') return refused(refusal(401, 'AuthorizationFailure', 'You have no access to the business.'))
    return refused(refusal(401, 'AuthenticationFailure', 'The access token is invalid or has expired.'))
  },
  revocation: {
    place: 'oauth.accounting.sage.com/revoke',
    method: 'POST',
    tokenOf: (exchange) => textOf(fieldsOf(exchange), 'token'),
    isAllowed: (exchange) => {
      const client = clientOf(exchange)
      return client?.authentication === 'form' && !client.secret.includes('invalid')
    },
    answer: (outcome) => {
      if (outcome === 'revoked') return json({ success: 'ok' })
      return json({ error: outcome === 'unknown' ? 'invalid_request' : 'invalid_client' }, 400)
    },
  },
}

function tokensView({ access, refresh, accessLife, refreshLife, scopes }: Tokens): object {
  return {
    access_token: access,
    scope: scopes.join(' '),
    token_type: 'bearer',
    expires_in: accessLife,
    refresh_token: refresh,
    refresh_token_expires_in: refreshLife,
    requested_by_id: 'c3c32d1c-41ba-483f-a3ff-49fdb57b9c38',
  }
}

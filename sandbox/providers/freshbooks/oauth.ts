import { clientOf, fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, Tokens } from '../../authorization/server.ts'
import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { refusal, refused, unauthenticated } from './answers.ts'
import { fixtures } from './fixtures.ts'

/**
 * FreshBooks' code flow. Only the newest refresh token of a user is alive.
 *
 * Source: https://www.freshbooks.com/api/authentication
 */
export const authorizationServer: AuthorizationServer = {
  name: 'FreshBooks',
  account: `Upstream Sandbox (${fixtures.accountId})`,
  authorize: /^auth\.freshbooks\.com\/oauth\/authorize\/?$/,
  token: 'api.freshbooks.com/auth/oauth/token',
  // Without them they are those that the program was registered with: https://www.freshbooks.com/api/scopes
  scopes: { known: /^user:[a-z_]+:(read|write)$/, separator: ' ', required: false },
  pkce: 'ignored',
  checkExchange: (exchange) =>
    textOf(fieldsOf(exchange), 'redirect_uri') === '' ? 'Missing required parameter: redirect_uri.' : undefined,
  clientAuthentication: ['json'],
  lives: { code: 300, access: 43_200, refresh: undefined },
  refresh: { kind: 'rotates', grace: 0, reuse: 'refused' },
  isFor: (_token, { url }) => {
    const account = /^\/accounting\/account\/([^/]+)\//.exec(url.pathname)?.[1]
    return account === undefined || account === fixtures.accountId
  },
  answer: tokensView,
  tokenRefused: ({ url }, why) => {
    if (!url.pathname.startsWith('/accounting/')) return unauthenticated()
    if (why === 'foreign') return refused(refusal(401, 1003, 'The user has no access to this account.'))
    return refused(refusal(401, 1003, 'The access token has expired or was revoked.'))
  },
  revocation: {
    place: 'api.freshbooks.com/auth/oauth/revoke',
    method: 'POST',
    tokenOf: (exchange) => textOf(fieldsOf(exchange), 'token'),
    isAllowed: (exchange) => {
      const client = clientOf(exchange)
      return client?.authentication === 'json' && !client.secret.includes('invalid')
    },
    answer: (outcome) =>
      outcome === 'not-allowed'
        ? json({ error: 'unauthorized_client', error_description: 'You are not authorized to revoke this token' }, 403)
        : json({}),
  },
}

function tokensView({ access, refresh, accessLife, scopes }: Tokens, { now }: Exchange): object {
  return {
    access_token: access,
    token_type: 'Bearer',
    expires_in: accessLife,
    refresh_token: refresh,
    scope: scopes.join(' '),
    created_at: Math.floor(now.getTime() / 1_000),
    direct_buy_tokens: {},
  }
}

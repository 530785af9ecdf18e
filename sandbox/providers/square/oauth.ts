import { fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, TokenRefusal, Tokens } from '../../authorization/server.ts'
import { json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { fixtures, merchant } from './fixtures.ts'
import { SquareRefusal, squareError } from './refusal.ts'

/** Those of what is played here: https://developer.squareup.com/reference/square/enums/OAuthPermission */
const permissions = ['CUSTOMERS', 'MERCHANT_PROFILE', 'ORDERS', 'PAYMENTS'].flatMap((name) => [
  `${name}_READ`,
  `${name}_WRITE`,
])

/**
 * Square's code flow, by a program with a secret.
 *
 * Sources: https://developer.squareup.com/docs/oauth-api/overview and
 * https://developer.squareup.com/reference/square/o-auth-api
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Square',
  account: `${merchant.business_name} (${fixtures.merchant})`,
  authorize: /^connect\.squareup(sandbox)?\.com\/oauth2\/authorize$/,
  token: /^connect\.squareup(sandbox)?\.com\/oauth2\/token$/,
  scopes: { known: permissions, separator: ' ', required: false },
  // With a challenge it is the flow for programs without a secret, whose refresh tokens are used once.
  pkce: 'ignored',
  checkRequest: (request) =>
    request.has('code_challenge')
      ? 'A program with a secret uses the code flow, which has no code_challenge.'
      : undefined,
  callback: ({ code = '', ...parameters }) => ({ code, response_type: 'code', ...parameters }),
  clientAuthentication: ['json'],
  lives: { code: 300, access: 2_592_000, refresh: undefined },
  refresh: { kind: 'stays' },
  prefixes: { access: 'EAAA', refresh: 'EQAA', code: 'sq0cgb-' },
  answer: tokensView,
  refusal: notAuthorized,
  tokenRefused: (_exchange, why) => {
    const code = why === 'expired' ? 'ACCESS_TOKEN_EXPIRED' : 'ACCESS_TOKEN_REVOKED'
    return new SquareRefusal(401, [squareError(code, 'This request could not be authorized.')]).response()
  },
  revocation: {
    place: /^connect\.squareup(sandbox)?\.com\/oauth2\/revoke$/,
    method: 'POST',
    tokenOf: (exchange) => textOf(fieldsOf(exchange), 'access_token'),
    isAllowed: ({ headers }) => /^client +(?!\S*invalid)\S+ *$/i.test(headers.get('authorization') ?? ''),
    answer: (outcome) => {
      if (outcome === 'revoked') return json({ success: true })
      return notAuthorized({ error: 'invalid_client', description: 'Not Authorized' })
    },
  },
}

function tokensView({ access, refresh, accessLife = 0 }: Tokens, { now }: Exchange): object {
  return {
    access_token: access,
    token_type: 'bearer',
    expires_at: new Date(now.getTime() + accessLife * 1_000).toISOString().replace(/\.\d+Z$/, 'Z'),
    merchant_id: fixtures.merchant,
    refresh_token: refresh,
    short_lived: false,
  }
}

/** As it answers yet, in the form of its first API: https://developer.squareup.com/forums/t/15379 */
function notAuthorized({ error, description }: TokenRefusal): Response {
  if (error === 'invalid_request' || error === 'unsupported_grant_type') {
    return json({ message: description, type: 'bad_request' }, 400)
  }
  return json({ message: 'Not Authorized', type: 'service.not_authorized' }, 401)
}

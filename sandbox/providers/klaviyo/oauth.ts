import { clientOf, fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer } from '../../authorization/server.ts'
import { standardRefusal } from '../../authorization/token.ts'
import { json } from '../../http.ts'
import { Refusal } from './answers.ts'

/**
 * Sources: https://developers.klaviyo.com/en/docs/set_up_oauth,
 * https://developers.klaviyo.com/en/docs/troubleshoot_oauth_errors and https://github.com/klaviyo/klaviyo-api-node/issues/84
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Klaviyo',
  account: 'Example Shop',
  authorize: 'www.klaviyo.com/oauth/authorize',
  token: 'a.klaviyo.com/oauth/token',
  scopes: {
    known:
      /^(accounts|campaigns|catalogs|events|flows|forms|images|lists|metrics|profiles|segments|subscriptions|tags|templates|webhooks):(read|write)$/,
    separator: ' ',
    required: true,
  },
  pkce: 'required',
  clientAuthentication: ['basic'],
  lives: { code: 300, access: 3_600, refresh: undefined },
  refresh: { kind: 'stays' },
  answer: ({ access, refresh, accessLife, scopes }) => ({
    access_token: access,
    token_type: 'Bearer',
    expires_in: accessLife,
    refresh_token: refresh,
    scope: scopes.join(' '),
  }),
  tokenRefused: (exchange) => {
    const detail = 'Missing or invalid authorization'
    const title = 'Incorrect authentication credentials.'
    return new Refusal(401, { code: 'authentication_failed', title, detail }).answer(exchange)
  },
  revocation: {
    place: 'a.klaviyo.com/oauth/revoke',
    method: 'POST',
    tokenOf: (exchange) => textOf(fieldsOf(exchange), 'token'),
    isAllowed: (exchange) => {
      const client = clientOf(exchange)
      return client?.authentication === 'basic' && !`${client.id}${client.secret}`.includes('invalid')
    },
    answer: (outcome) => {
      if (outcome !== 'not-allowed') return json({ success: true })
      return standardRefusal({ error: 'invalid_client', description: 'Client authentication failed.' })
    },
  },
}

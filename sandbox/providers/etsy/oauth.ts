import type { AuthorizationServer, TokenRefusal } from '../../authorization/server.ts'
import { json } from '../../http.ts'
import { EtsyError } from './answers.ts'
import { fixtures } from './fixtures.ts'

/**
 * Programs without a secret, whose id is the keystring of their API key, and PKCE for all of them.
 *
 * Source: https://developers.etsy.com/documentation/essentials/authentication
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Etsy',
  account: `ExampleShop (${fixtures.shop})`,
  authorize: 'www.etsy.com/oauth/connect',
  token: /^(api|openapi)\.etsy\.com\/v3\/public\/oauth\/token$/,
  scopes: {
    known: [
      'address_r',
      'address_w',
      'email_r',
      'listings_d',
      'listings_r',
      'listings_w',
      'profile_r',
      'profile_w',
      'shops_r',
      'shops_w',
      'transactions_r',
      'transactions_w',
    ],
    separator: ' ',
    required: true,
  },
  pkce: 'required',
  checkRequest: (request) => ((request.get('state') ?? '') === '' ? 'state is missing.' : undefined),
  clientAuthentication: ['none'],
  lives: { code: 600, access: 3_600, refresh: 7_776_000 },
  refresh: { kind: 'rotates', grace: 0, reuse: 'refused' },
  prefixes: { access: `${fixtures.user}.`, refresh: `${fixtures.user}.` },
  answer: ({ access, refresh, accessLife }) => ({
    access_token: access,
    token_type: 'Bearer',
    expires_in: accessLife,
    refresh_token: refresh,
  }),
  refusal: ({ error, description }: TokenRefusal) =>
    json({ error, error_description: description }, error === 'invalid_client' ? 401 : 400),
  tokenRefused: (_exchange, why) => {
    const description = why === 'expired' ? 'access token is expired' : 'access token is invalid'
    return new EtsyError(401, 'invalid_token', { error_description: description }).answer({})
  },
}

import { fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, Parameters, Tokens } from '../../authorization/server.ts'
import { hmacSha256 } from '../../authorization/sha256.ts'
import { encodeBase64Url, json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'

const shop = '[a-z0-9][a-z0-9-]*\\.myshopify\\.com'

/**
 * Each shop's own authorization server, and its tokens for the shop as a whole.
 *
 * The secret of an app is never sent along with a browser, and Shopify signs with it what the browser brings back: here
 * the app `x` has the secret `fake-x-secret`.
 *
 * Sources: https://shopify.dev/docs/apps/build/authentication-authorization/authenticate-standalone-apps,
 * https://shopify.dev/changelog/offline-access-tokens-now-support-expiry-and-refresh and
 * https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Shopify',
  account: 'Upstream Sandbox',
  authorize: new RegExp(`^${shop}/admin/oauth/authorize$`),
  token: new RegExp(`^${shop}/admin/oauth/access_token$`),
  accountOf: ({ url }) => url.host,
  tokenOf: ({ headers }) => headers.get('x-shopify-access-token') ?? undefined,
  isFor: ({ account }, { url }) => account === url.host,
  scopes: { known: /^(read|write)_[a-z_]+$/, separator: ',', required: true },
  pkce: 'ignored',
  optional: ['response_type', 'grant_type', 'redirect_uri'],
  callback,
  clientAuthentication: ['form', 'json'],
  lives: { code: 600, access: 3_600, refresh: 7_776_000 },
  refresh: { kind: 'rotates', grace: 2_592_000, reuse: 'refused', yields: true },
  prefixes: { access: 'shpat_', refresh: 'shprt_' },
  checkExchange: (exchange) => {
    const fields = fieldsOf(exchange)
    // Without it the token would not expire, which new public apps may not ask for any more.
    if (textOf(fields, 'grant_type') === 'refresh_token' || textOf(fields, 'expiring') === '1') return undefined
    return 'Non-expiring access tokens are not issued to this app.'
  },
  answer: tokensView,
  tokenRefused: () => {
    return json({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }, 401)
  },
}

function callback(parameters: Parameters, client: string, { url, now }: Exchange): Parameters {
  const unsigned: Parameters = {
    ...parameters,
    host: encodeBase64Url(`${url.host}/admin`),
    shop: url.host,
    timestamp: String(Math.floor(now.getTime() / 1_000)),
  }
  const text = Object.keys(unsigned)
    .toSorted((one, other) => (one < other ? -1 : 1))
    .map((name) => `${name}=${unsigned[name]}`)
    .join('&')
  return { ...unsigned, hmac: hmacSha256(`fake-${client}-secret`, text) }
}

function tokensView({ access, refresh, accessLife, refreshLife, scopes }: Tokens): object {
  return {
    access_token: access,
    scope: scopes.join(','),
    expires_in: accessLife,
    refresh_token: refresh,
    refresh_token_expires_in: refreshLife,
  }
}

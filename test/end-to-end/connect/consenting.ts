import type { IncomingMessage, ServerResponse } from 'node:http'
import { Provider } from 'oidc-provider'
import { formOf } from './front.ts'
import { keptModels } from './kept-models.ts'

/** The id of the program that asks for consent: the keystring of an Etsy app. */
export const clientId = 'programOfTheConnectTests'

export interface Rules {
  /** Seconds. */
  readonly accessLife: () => number
  /** Seconds for which an access token is good after it has expired. */
  readonly tolerance: number
}

/**
 * A certified authorization server at the places where Etsy has its own: PKCE with S256 for everybody, each refresh token
 * once, and a grant revoked as soon as a refresh token comes a second time.
 */
export function authorizationServer({ accessLife, tolerance }: Rules): Provider {
  return new Provider('https://api.etsy.com', {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        // Of native programs any port of the loopback address is right (RFC 8252 section 7.3).
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/upstream/connect/callback'],
      },
    ],
    adapter: keptModels(),
    routes: { authorization: '/oauth/connect', token: '/v3/public/oauth/token' },
    scopes: ['listings_r', 'listings_w', 'transactions_r', 'transactions_w', 'shops_r'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: () => Promise.resolve(true),
    expiresWithSession: () => Promise.resolve(false),
    ttl: { AccessToken: accessLife, AuthorizationCode: 60, Grant: 86_400, RefreshToken: 86_400, Session: 3_600 },
    clockTolerance: tolerance,
    cookies: { keys: ['of-the-connect-tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: {
      url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}`,
    },
  })
}

/** The page on which an account is asked. It names itself, as at a login; answers the grant that it gives. */
export async function ask(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<string | undefined> {
  const { params } = await provider.interactionDetails(request, response)
  if (request.method === 'GET') {
    response.writeHead(200, { 'Content-Type': 'text/html' })
    response.end(
      '<form method="post"><input name="account"><button name="decision" value="allow">Allow</button></form>',
    )
    return undefined
  }
  const accountId = (await formOf(request)).get('account') ?? ''
  const grant = new provider.Grant({ accountId, clientId })
  grant.addOIDCScope(String(params.scope))
  const grantId = await grant.save()
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } })
  return grantId
}

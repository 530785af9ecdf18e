import { clientOf, fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, TokenRefusal, Tokens } from '../../authorization/server.ts'
import type { Exchange } from '../../provider.ts'
import { accessToken, refusal, unauthorized } from './oauth.ts'

const delegated = /^(https:\/\/[a-z0-9.-]+\.dynamics\.com)\/{1,2}(user_impersonation|\.default)$/

/**
 * The code flow of Microsoft Entra ID, in any tenant. A token is good for the environment that its scope names.
 *
 * Sources: https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow and
 * https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Microsoft',
  account: 'ada.lovelace@example.com',
  authorize: /^login\.microsoftonline\.com\/[^/]+\/oauth2\/v2\.0\/authorize$/,
  token: /^login\.microsoftonline\.com\/[^/]+\/oauth2\/v2\.0\/token$/,
  scopes: {
    known: new RegExp(`${delegated.source}|^(openid|profile|email|offline_access)$`),
    separator: ' ',
    required: true,
  },
  pkce: 'optional',
  checkRequest: (request) =>
    resourcesOf((request.get('scope') ?? '').split(' ')).length === 1
      ? undefined
      : 'AADSTS28000: Provided value for the input parameter scope is not valid because it contains more or less than one resource.',
  clientAuthentication: ['form'],
  lives: { code: 600, access: 3_599, refresh: 7_776_000 },
  // A used refresh token isn't revoked: it lives on beside the one that was answered for it.
  refresh: { kind: 'rotates', grace: 7_776_000, reuse: 'refused' },
  otherGrants: ['client_credentials'],
  prefixes: { refresh: '1.AXoA', code: '1.AXoA' },
  answer: tokensView,
  refusal: refusedAsDocumented,
  tokenRefused: unauthorized,
}

function resourcesOf(scopes: readonly string[]): readonly string[] {
  return scopes.flatMap((scope) => delegated.exec(scope)?.[1] ?? [])
}

function tokensView(tokens: Tokens, exchange: Exchange): object {
  const { access, refresh, accessLife: life = 0, scopes, client } = tokens
  const [resource = ''] = resourcesOf(scopes)
  const tenant = exchange.url.pathname.split('/')[1] ?? ''
  return {
    token_type: 'Bearer',
    scope: scopes.filter((scope) => scope !== 'offline_access').join(' '),
    expires_in: life,
    ext_expires_in: life,
    access_token: accessToken({ tenant, client, resource }, exchange.now, life, access),
    ...(scopes.includes('offline_access') ? { refresh_token: refresh } : {}),
  }
}

/** https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes */
function refusedAsDocumented({ error, description }: TokenRefusal, exchange: Exchange): Response {
  if (textOf(fieldsOf(exchange), 'grant_type') === '') {
    const words = "The request body must contain the following parameter: 'grant_type'."
    return refusal(exchange, 400, 'invalid_request', 900144, words)
  }
  switch (error) {
    case 'invalid_client': {
      const client = clientOf(exchange)
      if (client === undefined) return refusal(exchange, 400, 'invalid_request', 900144, description)
      if (client.secret === '') return refusal(exchange, 401, error, 7000218, description)
      return refusal(exchange, 401, error, 7000215, `Invalid client secret provided. ${description}`)
    }
    case 'invalid_grant':
      return refusal(
        exchange,
        400,
        error,
        70008,
        `The provided authorization code or refresh token has expired. ${description}`,
      )
    case 'unsupported_grant_type':
      return refusal(exchange, 400, error, 70003, description)
    case 'unauthorized_client':
      return refusal(exchange, 400, error, 700016, description)
    case 'invalid_request':
      return refusal(exchange, 400, error, 900144, description)
  }
}

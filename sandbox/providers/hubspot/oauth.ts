import { clientOf, fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, TokenRefusal, Tokens } from '../../authorization/server.ts'
import { empty, json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'
import { errorAnswer, uuid } from './answers.ts'
import { fixtures } from './fixtures.ts'

/** Those of what is played here: https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes */
const scopes = [
  'oauth',
  'content',
  'marketing-email',
  'transactional-email',
  'communication_preferences.read',
  'communication_preferences.write',
  'communication_preferences.read_write',
  ...['crm.lists', ...['contacts', 'companies', 'deals', 'owners'].map((name) => `crm.objects.${name}`)],
  ...['contacts', 'companies', 'deals'].map((name) => `crm.schemas.${name}`),
].flatMap((name) => (name.startsWith('crm.') ? [`${name}.read`, `${name}.write`] : [name]))

/**
 * HubSpot's OAuth endpoints of version 2026-09, and those of v1 and v3.
 *
 * Sources: https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide and
 * https://developers.hubspot.com/docs/api-reference/latest/authentication/oauth-tokens/token-introspect
 */
export const authorizationServer: AuthorizationServer = {
  name: 'HubSpot',
  account: `Upstream Sandbox (${fixtures.portal})`,
  authorize: 'app.hubspot.com/oauth/authorize',
  token: /^api\.hubapi\.com\/oauth\/(2026-0[39]|v3|v1)\/token$/,
  scopes: { known: scopes, separator: ' ', required: true },
  pkce: 'optional',
  optional: ['response_type'],
  checkRequest: (request) => {
    const optional = (request.get('optional_scope') ?? '').split(' ').filter((name) => name !== '')
    return optional.every((name) => scopes.includes(name)) ? undefined : 'optional_scope has a scope that is not known.'
  },
  clientAuthentication: ['form'],
  lives: { code: 600, access: 1_800, refresh: undefined },
  refresh: { kind: 'stays' },
  prefixes: { access: 'CN', refresh: 'na1-' },
  answer: tokensView,
  refusal,
  tokenRefused: (exchange) => {
    const message = 'The OAuth token used to make this call expired or was revoked.'
    return errorAnswer(exchange, 401, 'EXPIRED_AUTHENTICATION', message)
  },
  revocation: {
    place: /^api\.hubapi\.com\/oauth\/(2026-0[39]|v3)\/token\/revoke$/,
    method: 'POST',
    tokenOf: (exchange) => textOf(fieldsOf(exchange), 'token'),
    isAllowed: (exchange) => {
      const client = clientOf(exchange)
      return client?.authentication === 'form' && !`${client.id}${client.secret}`.includes('invalid')
    },
    answer: (outcome, exchange) => {
      if (outcome !== 'not-allowed') return empty(200)
      return refusal({ error: 'invalid_client', description: 'missing or unknown client id' }, exchange)
    },
  },
}

function tokensView({ access, refresh, accessLife, scopes }: Tokens): object {
  return {
    token_type: 'bearer',
    access_token: access,
    refresh_token: refresh,
    expires_in: accessLife,
    hub_id: fixtures.portal,
    scopes,
  }
}

/** `{status, message, correlationId}`, by which programs of v1 tell them apart. */
function refusal({ error, description }: TokenRefusal, exchange: Exchange): Response {
  const isRefresh = textOf(fieldsOf(exchange), 'grant_type') === 'refresh_token'
  const status = {
    invalid_grant: isRefresh ? 'BAD_REFRESH_TOKEN' : 'BAD_AUTH_CODE',
    invalid_client: 'BAD_CLIENT_ID',
    invalid_request: 'BAD_REQUEST',
    unauthorized_client: 'BAD_CLIENT_ID',
    unsupported_grant_type: 'BAD_GRANT_TYPE',
  }[error]
  return json({ status, message: description, correlationId: uuid(exchange) }, 400)
}

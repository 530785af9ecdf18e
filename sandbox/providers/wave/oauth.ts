import { clientOf, fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, Tokens } from '../../authorization/server.ts'
import { empty, json } from '../../http.ts'
import type { Exchange } from '../../provider.ts'

/** https://developer.waveapps.com/hc/en-us/articles/360032818132-OAuth-Scopes */
const scopes =
  /^((account|business|customer|estimate|invoice|product|sales_tax|user|vendor):(read|write|\*)|(estimate|invoice):send|transaction:(write|\*))$/

/**
 * Wave's code flow.
 *
 * Source: https://developer.waveapps.com/hc/en-us/articles/360019493652-OAuth-Guide
 */
export function authorizationServer(unauthenticated: (exchange: Exchange) => Response): AuthorizationServer {
  return {
    name: 'Wave',
    account: 'Upstream Sandbox',
    authorize: 'api.waveapps.com/oauth2/authorize/',
    token: 'api.waveapps.com/oauth2/token/',
    scopes: { known: scopes, separator: ' ', required: true },
    pkce: 'optional',
    clientAuthentication: ['form'],
    // How long an access token lives is not said there, only that the answer says it.
    lives: { code: 600, access: 7_200, refresh: undefined },
    refresh: { kind: 'rotates', grace: 0, reuse: 'refused' },
    answer: tokensView,
    tokenRefused: unauthenticated,
    revocation: {
      place: 'api.waveapps.com/oauth2/token-revoke/',
      method: 'POST',
      tokenOf: (exchange) => textOf(fieldsOf(exchange), 'token'),
      isAllowed: (exchange) => {
        const client = clientOf(exchange)
        return client?.authentication === 'form' && !client.secret.includes('invalid')
      },
      answer: (outcome) => (outcome === 'not-allowed' ? json({ error: 'invalid_client' }, 401) : empty(200)),
    },
  }
}

function tokensView({ access, refresh, accessLife, scopes: granted }: Tokens): object {
  return {
    access_token: access,
    expires_in: accessLife,
    token_type: 'Bearer',
    scope: granted.join(' '),
    refresh_token: refresh,
  }
}

import { clientOf, fieldsOf, textOf } from '../../authorization/client.ts'
import type { AuthorizationServer, TokenRefusal, Tokens } from '../../authorization/server.ts'
import { empty, json } from '../../http.ts'
import { problem } from './answers.ts'
import { fixtures } from './fixtures.ts'

/** Of a program made since March 2026: https://developer.xero.com/documentation/guides/oauth2/scopes/ */
const scopes =
  /^(offline_access|openid|profile|email|accounting\.(invoices|payments|banktransactions|manualjournals|contacts|settings|attachments)(\.read)?|accounting\.(budgets|journals)\.read|accounting\.reports\.(aged|balancesheet|banksummary|budgetsummary|executivesummary|profitandloss|trialbalance|taxreports)\.read)$/

/**
 * Xero's code flow, with the one organisation that every user of the sandbox has.
 *
 * Sources: https://developer.xero.com/documentation/guides/oauth2/auth-flow/ and https://developer.xero.com/faq/oauth2
 */
export const authorizationServer: AuthorizationServer = {
  name: 'Xero',
  account: 'Upstream Sandbox',
  authorize: 'login.xero.com/identity/connect/authorize',
  token: 'identity.xero.com/connect/token',
  scopes: { known: scopes, separator: ' ', required: true },
  pkce: 'optional',
  clientAuthentication: ['basic'],
  lives: { code: 300, access: 1_800, refresh: 5_184_000 },
  refresh: { kind: 'rotates', grace: 1_800, reuse: 'refused' },
  prefixes: { access: 'eyJhbGciOiJSUzI1NiIsImtpZCI6InNhbmRib3gifQ.' },
  isFor: (_token, { url, headers }) =>
    /^\/connections$/i.test(url.pathname) || headers.get('xero-tenant-id')?.toLowerCase() === fixtures.tenantId,
  answer: tokensView,
  refusal: ({ error }: TokenRefusal) => json({ error }, 400),
  tokenRefused: (exchange, why) => {
    if (why === 'expired') return problem(exchange, 401, 'Unauthorized', 'TokenExpired: token expired')
    if (why === 'revoked') return problem(exchange, 401, 'Unauthorized', 'AuthenticationUnsuccessful')
    return problem(exchange, 403, 'Forbidden', 'AuthenticationUnsuccessful')
  },
  revocation: {
    place: 'identity.xero.com/connect/revocation',
    method: 'POST',
    tokenOf: (exchange) => textOf(fieldsOf(exchange), 'token'),
    isAllowed: (exchange) => {
      const client = clientOf(exchange)
      return client?.authentication === 'basic' && !client.secret.includes('invalid')
    },
    // RFC 7009 section 2.2: a token that isn't known is as good as revoked.
    answer: (outcome) => (outcome === 'not-allowed' ? json({ error: 'invalid_client' }, 400) : empty(200)),
  },
}

function tokensView({ access, refresh, accessLife, scopes: granted }: Tokens): object {
  return {
    access_token: access,
    expires_in: accessLife,
    token_type: 'Bearer',
    ...(granted.includes('offline_access') ? { refresh_token: refresh } : {}),
    scope: granted.join(' '),
  }
}

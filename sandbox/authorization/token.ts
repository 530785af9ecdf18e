import { json } from '../http.ts'
import type { Exchange, State } from '../provider.ts'
import { type Client, clientOf, fieldsOf, textOf } from './client.ts'
import { type Consent, codes, consents, endConsent, refreshTokens } from './consents.ts'
import { writeToken } from './issued-token.ts'
import type { AuthorizationServer, RefreshRule, TokenRefusal, Tokens } from './server.ts'
import { codeChallenge } from './sha256.ts'

/** Seconds that access tokens live for a client that wants to see them refreshed. */
const shortLife = 2

/** What a grant is worth: its consent, and the refresh token that is answered again or that another takes the place of. */
interface Granted {
  readonly consent: Consent
  readonly stays?: string
  readonly predecessor?: string
}

/** The token endpoint: codes and refresh tokens become access tokens. */
export function issueTokens(
  exchange: Exchange,
  state: State,
  server: AuthorizationServer,
  accountOf: (client: string) => string,
): Response {
  const outcome = grantOf(exchange, state, server)
  if ('error' in outcome) return (server.refusal ?? standardRefusal)(outcome, exchange)
  const { consent } = outcome
  const now = exchange.now.getTime()
  const account = accountOf(consent.client)
  const tokenFor = (life: number | undefined) => {
    const until = life === undefined ? null : now + life * 1_000
    return writeToken({ consent: consent.id, account, until }, exchange.randomId(8))
  }
  const accessLife =
    server.lives.access !== undefined && consent.client.includes('sandbox-short-lived')
      ? shortLife
      : server.lives.access
  const access = `${server.prefixes?.access ?? ''}${tokenFor(accessLife)}`
  let refresh = outcome.stays
  if (refresh === undefined && server.refresh.kind !== 'none') {
    refresh = `${server.prefixes?.refresh ?? ''}${tokenFor(server.lives.refresh)}`
    const predecessor = outcome.predecessor ?? null
    const unused = { consent: consent.id, issued: now, replaced: null, predecessor, isOver: false }
    refreshTokens.save(state, { token: refresh, ...unused })
  }
  const request = fieldsOf(exchange)
  const grant = request.grant_type === 'refresh_token' ? 'refresh_token' : 'authorization_code'
  const { client, scopes } = consent
  const tokens = {
    access,
    refresh,
    accessLife,
    refreshLife: server.lives.refresh,
    scopes,
    client,
    grant,
    request,
  } as const
  const headers = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }
  return json((server.answer ?? standardAnswer)(tokens, exchange), 200, headers)
}

function grantOf(exchange: Exchange, state: State, server: AuthorizationServer): Granted | TokenRefusal {
  if (exchange.method !== 'POST') return refused('invalid_request', 'The token endpoint takes POST.')
  const client = clientOf(exchange)
  if (client === undefined || client.id.includes('invalid')) return refused('invalid_client', 'Unknown client.')
  if (!server.clientAuthentication.includes(client.authentication)) {
    return refused('invalid_client', `A client is not authenticated by "${client.authentication}" here.`)
  }
  if (client.secret.includes('invalid')) return refused('invalid_client', 'Client authentication failed.')
  const said = textOf(fieldsOf(exchange), 'grant_type')
  const grantType = said === '' && server.optional?.includes('grant_type') ? 'authorization_code' : said
  if (grantType === '') return refused('invalid_request', 'grant_type is missing.')
  const words = server.checkExchange?.(exchange)
  if (words !== undefined) return refused('invalid_request', words)
  if (grantType === 'authorization_code') return byCode(exchange, state, client, server)
  if (grantType === 'refresh_token' && server.refresh.kind !== 'none') {
    return byRefreshToken(exchange, state, client, server, server.refresh)
  }
  return refused('unsupported_grant_type', `The grant type "${grantType}" is not supported.`)
}

function byCode(exchange: Exchange, state: State, client: Client, server: AuthorizationServer): Granted | TokenRefusal {
  const fields = fieldsOf(exchange)
  const given = textOf(fields, 'code')
  if (given === '') return refused('invalid_request', 'code is missing.')
  const code = codes.find(state, given)
  if (code === undefined || code.client !== client.id) return refused('invalid_grant', 'The code is not known.')
  if (code.isUsed) return refused('invalid_grant', 'The code has been used already.')
  if (exchange.now.getTime() >= code.until) return refused('invalid_grant', 'The code has expired.')
  const redirectUri = textOf(fields, 'redirect_uri')
  const isLeftOut = redirectUri === '' && server.optional?.includes('redirect_uri') === true
  if (!isLeftOut && redirectUri !== code.redirectUri) {
    return refused('invalid_grant', 'The redirect_uri is not the one that the code was made for.')
  }
  const verifier = textOf(fields, 'code_verifier')
  if (code.challenge !== null && (!/^[\w.~-]{43,128}$/.test(verifier) || codeChallenge(verifier) !== code.challenge)) {
    return refused('invalid_grant', 'The code_verifier does not match the code_challenge.')
  }
  const consent = consents.find(state, code.consent)
  if (consent === undefined || consent.isRevoked) return refused('invalid_grant', 'The consent was taken back.')
  codes.save(state, { ...code, isUsed: true })
  return { consent }
}

function byRefreshToken(
  exchange: Exchange,
  state: State,
  client: Client,
  { lives }: AuthorizationServer,
  rule: Exclude<RefreshRule, { kind: 'none' }>,
): Granted | TokenRefusal {
  const given = textOf(fieldsOf(exchange), 'refresh_token')
  if (given === '') return refused('invalid_request', 'refresh_token is missing.')
  const token = refreshTokens.find(state, given)
  const consent = token === undefined ? undefined : consents.find(state, token.consent)
  if (token === undefined || consent === undefined || consent.client !== client.id) {
    return refused('invalid_grant', 'The refresh token is not known.')
  }
  if (consent.isRevoked) return refused('invalid_grant', 'The refresh token was revoked.')
  const now = exchange.now.getTime()
  if (lives.refresh !== undefined && now >= token.issued + lives.refresh * 1_000) {
    return refused('invalid_grant', 'The refresh token has expired.')
  }
  if (rule.kind === 'stays') return { consent, stays: given }
  if (token.isOver || (token.replaced !== null && now >= token.replaced + rule.grace * 1_000)) {
    if (rule.reuse === 'ends-consent') endConsent(state, consent.id)
    return refused('invalid_grant', 'The refresh token has been used already.')
  }
  refreshTokens.save(state, { ...token, replaced: token.replaced ?? now })
  const previous = token.predecessor === null ? undefined : refreshTokens.find(state, token.predecessor)
  if (rule.yields && previous !== undefined) refreshTokens.save(state, { ...previous, isOver: true })
  return { consent, predecessor: given }
}

function refused(error: TokenRefusal['error'], description: string): TokenRefusal {
  return { error, description }
}

/** RFC 6749 section 5.1 */
export function standardAnswer({ access, refresh, accessLife, scopes }: Tokens): object {
  return {
    access_token: access,
    token_type: 'Bearer',
    ...(accessLife === undefined ? {} : { expires_in: accessLife }),
    ...(refresh === undefined ? {} : { refresh_token: refresh }),
    scope: scopes.join(' '),
  }
}

/** RFC 6749 section 5.2 */
export function standardRefusal({ error, description }: TokenRefusal): Response {
  const headers = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }
  const status = error === 'invalid_client' ? 401 : 400
  return json({ error, error_description: description }, status, headers)
}

import { bearerToken } from '../http.ts'
import type { Authentication, Exchange, SandboxProvider, State } from '../provider.ts'
import { authorize } from './authorize.ts'
import { clientOf, fieldsOf, textOf } from './client.ts'
import { errorPage } from './consent-page.ts'
import { consents, endConsent } from './consents.ts'
import { readToken } from './issued-token.ts'
import { type AuthorizationServer, isAt } from './server.ts'
import { issueTokens, standardRefusal } from './token.ts'

/**
 * A provider together with its authorization server. What an account has consented to is kept where its data are, so
 * that the API refuses a token as soon as the consent was taken back.
 */
export function authorized(provider: SandboxProvider, server: AuthorizationServer): SandboxProvider {
  const accountOf = (exchange: Exchange, client: string) => server.accountOf?.(exchange, client) ?? `client ${client}`

  function authenticate(exchange: Exchange): Authentication {
    switch (endpointOf(exchange, server)) {
      case 'authorize': {
        const client = exchange.url.searchParams.get('client_id') ?? ''
        if (client === '') return { refusal: errorPage(server.name, 'The client_id is missing.') }
        return { account: accountOf(exchange, client) }
      }
      case 'token': {
        const client = clientOf(exchange)
        if (client !== undefined) return { account: accountOf(exchange, client.id) }
        const refusal = { error: 'invalid_client', description: 'The client does not say who it is.' } as const
        return { refusal: (server.refusal ?? standardRefusal)(refusal, exchange) }
      }
      case 'revocation':
        return authenticateRevocation(exchange)
      case undefined:
        return authenticateCall(exchange)
    }
  }

  function authenticateRevocation(exchange: Exchange): Authentication {
    const { revocation } = server
    if (revocation === undefined) throw new Error('There is no revocation.')
    if (!revocation.isAllowed(exchange)) return { refusal: revocation.answer('not-allowed', exchange) }
    const token = readToken(revocation.tokenOf(exchange) ?? '')
    if (token === undefined) return { refusal: revocation.answer('unknown', exchange) }
    return { account: token.account }
  }

  function authenticateCall(exchange: Exchange): Authentication {
    const authentication = provider.authenticate(exchange)
    const token = issuedTokenOf(exchange)
    if ('refusal' in authentication || token === undefined) return authentication
    if (server.isFor?.(token, exchange) === false) return { refusal: server.tokenRefused(exchange, 'foreign') }
    const isCurrent = token.until === null || exchange.now.getTime() < token.until
    if (!isCurrent) return { refusal: server.tokenRefused(exchange, 'expired') }
    return { account: token.account }
  }

  function issuedTokenOf(exchange: Exchange) {
    return readToken((server.tokenOf ?? (({ headers }) => bearerToken(headers)))(exchange) ?? '')
  }

  function handle(exchange: Exchange, state: State): Response {
    switch (endpointOf(exchange, server)) {
      case 'authorize':
        return authorize(exchange, state, server)
      case 'token':
        return issueTokens(exchange, state, server, (client) => accountOf(exchange, client))
      case 'revocation':
        return revoke(exchange, state, server)
      case undefined: {
        const token = issuedTokenOf(exchange)
        const isRevoked = token !== undefined && consents.find(state, token.consent)?.isRevoked !== false
        return isRevoked ? server.tokenRefused(exchange, 'revoked') : provider.handle(exchange, state)
      }
    }
  }

  return { ...provider, authenticate, handle }
}

function endpointOf(
  exchange: Exchange,
  { authorize, token, revocation, otherGrants }: AuthorizationServer,
): 'authorize' | 'token' | 'revocation' | undefined {
  const { method } = exchange
  if (isAt(exchange, authorize) && (method === 'GET' || method === 'POST')) return 'authorize'
  if (isAt(exchange, token) && method === 'POST') {
    return otherGrants?.includes(textOf(fieldsOf(exchange), 'grant_type')) === true ? undefined : 'token'
  }
  if (revocation !== undefined && isAt(exchange, revocation.place) && method === revocation.method) return 'revocation'
  return undefined
}

function revoke(exchange: Exchange, state: State, { revocation }: AuthorizationServer): Response {
  if (revocation === undefined) throw new Error('There is no revocation.')
  const token = readToken(revocation.tokenOf(exchange) ?? '')
  const consent = token === undefined ? undefined : consents.find(state, token.consent)
  if (consent === undefined) return revocation.answer('unknown', exchange)
  endConsent(state, consent.id)
  return revocation.answer('revoked', exchange)
}

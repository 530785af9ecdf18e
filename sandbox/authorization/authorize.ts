import { mediaType } from '../http.ts'
import type { Exchange, State } from '../provider.ts'
import { consentPage, errorPage } from './consent-page.ts'
import { codes, consents } from './consents.ts'
import type { AuthorizationServer, ScopeRules } from './server.ts'

interface AuthorizationRequest {
  readonly client: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly challenge: string | null
  readonly state: string | null
}

/** The account's page, got by its browser, and its decision, posted to the same address. */
export function authorize(exchange: Exchange, state: State, server: AuthorizationServer): Response {
  const request = requestOf(exchange, server)
  if (request instanceof Response) return request
  if (exchange.method === 'GET') return consentPage({ ...server, client: request.client, scopes: request.scopes })
  const isForm = mediaType(exchange.headers) === 'application/x-www-form-urlencoded'
  const decision = isForm ? new URLSearchParams(exchange.body).get('decision') : null
  if (decision === 'deny') {
    return redirect(request, { error: 'access_denied', error_description: 'The user denied the request.' })
  }
  if (decision !== 'allow') return errorPage(server.name, 'The decision is neither "allow" nor "deny".')
  const parameters = { code: issueCode(request, exchange, state, server), ...stateOf(request) }
  return redirect(request, server.callback?.(parameters, request.client, exchange) ?? parameters)
}

function issueCode(
  { client, redirectUri, scopes, challenge }: AuthorizationRequest,
  { now, randomId }: Exchange,
  state: State,
  server: AuthorizationServer,
): string {
  const consent = randomId(16)
  consents.save(state, { id: consent, client, scopes, isRevoked: false })
  const code = `${server.prefixes?.code ?? ''}${randomId(32)}`
  const until = now.getTime() + server.lives.code * 1_000
  codes.save(state, { code, consent, client, redirectUri, challenge, until, isUsed: false })
  return code
}

/** RFC 6749 section 4.1.2.1: only where client and redirect are in order, the redirect may tell what else is wrong. */
function requestOf({ url }: Exchange, server: AuthorizationServer): AuthorizationRequest | Response {
  const query = url.searchParams
  const client = query.get('client_id') ?? ''
  if (client === '' || client.includes('invalid')) return errorPage(server.name, 'The client_id is not known.')
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!isRedirectTarget(redirectUri)) {
    return errorPage(server.name, 'The redirect_uri must be an https address, or one of this machine.')
  }
  const target = { redirectUri, state: query.get('state') }
  const refused = (error: string, error_description: string) => redirect(target, { error, error_description })

  const responseType = query.get('response_type') ?? (server.optional?.includes('response_type') ? 'code' : null)
  if (responseType !== 'code') {
    return refused('unsupported_response_type', 'The response_type must be "code".')
  }
  const scopes = scopesOf(query.get('scope') ?? '', server.scopes)
  if (scopes === undefined) return refused('invalid_scope', 'The scope is missing, or has a value that is not known.')
  const challenge = server.pkce === 'ignored' ? null : query.get('code_challenge')
  if (challenge === null && server.pkce === 'required') return refused('invalid_request', 'code_challenge is missing.')
  if (challenge !== null) {
    const isHash = query.get('code_challenge_method') === 'S256' && /^[\w-]{43}$/.test(challenge)
    if (!isHash) return refused('invalid_request', 'The code_challenge must be of the method S256.')
  }
  const words = server.checkRequest?.(query)
  if (words !== undefined) return refused('invalid_request', words)
  return { client, ...target, scopes, challenge }
}

function isRedirectTarget(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, hash } = new URL(address)
  if (hash !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
}

function scopesOf(scope: string, { known, separator, required }: ScopeRules): readonly string[] | undefined {
  const scopes = scope.split(separator).filter((name) => name !== '')
  if (required && scopes.length === 0) return undefined
  const isKnown = (name: string) => (known instanceof RegExp ? known.test(name) : known.includes(name))
  return scopes.every(isKnown) ? scopes : undefined
}

function stateOf({ state }: Pick<AuthorizationRequest, 'state'>): { readonly state?: string } {
  return state === null ? {} : { state }
}

function redirect(
  target: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
  parameters: Readonly<Record<string, string>>,
): Response {
  const url = new URL(target.redirectUri)
  for (const [name, value] of Object.entries({ ...parameters, ...stateOf(target) })) url.searchParams.set(name, value)
  return new Response(null, { status: 302, headers: { Location: url.href, 'Cache-Control': 'no-store' } })
}

import { calculatePKCECodeChallenge, generateRandomCodeVerifier } from 'oauth4webapi'
import { findIntegration, type IntegrationRow } from '../db/integrations.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { notFound } from '../integrations/integration.ts'
import { HostRefused } from '../kit/server.ts'
import { type Attempt, attemptLife } from './attempt.ts'
import { ConnectFailure, refusedHere } from './failure.ts'
import { allowedReturnUrl } from './return-url.ts'
import { type Reached, scopesOf, serverOf } from './server-of.ts'
import type { ConnectServices } from './services.ts'
import { readState, writeState } from './state.ts'
import { endpointUrl } from './token-endpoint.ts'

export interface Begun {
  /** Where the org sends its user's browser. */
  readonly authorizeUrl: string
  /** ISO 8601. */
  readonly expiresAt: string
}

/**
 * Begins to ask an account for its consent. The browser comes by the gateway first, which makes the attempt its own by a
 * cookie and sends it on; so nobody can finish, in another browser, what this one has begun.
 */
export async function begin(
  org: string,
  id: string,
  request: { readonly redirectUrl: string; readonly origin: string },
  services: ConnectServices,
): Promise<Begun> {
  const row = await findIntegration(services.db, org, id)
  if (row === undefined) throw notFound(id)
  if (row.status === 'inactive') throw shutDown(row)
  authorizationUrl(await serverOf(row, services), 'state', 'challenge', request.origin)
  const returnUrl = allowedReturnUrl(request.redirectUrl, services.returnUrls, services.local)
  if (returnUrl === undefined) throw notAllowed()
  const now = services.now().getTime()
  const attempt: Attempt = {
    id: services.randomId(32),
    version: row.version,
    sealedVerifier: await services.seals.seal(org, verifierLabel(org, id), generateRandomCodeVerifier()),
    callbackUrl: callbackUrl(request.origin),
    returnUrl: returnUrl.href,
    expiresAt: now + attemptLife,
    browser: undefined,
  }
  await services.owner(org, id).beginAttempt(attempt)
  const state = await writeState({ org, integration: id, attempt: attempt.id }, services.seals)
  return {
    authorizeUrl: `${request.origin}/upstream/connect/authorize?state=${state}`,
    expiresAt: new Date(attempt.expiresAt).toISOString(),
  }
}

/** A browser has come with the link that `begin` answered: it gets a cookie, and goes on to the provider. */
export async function open(
  state: string,
  cookie: string | undefined,
  services: ConnectServices,
): Promise<{ readonly location: string; readonly cookie: string }> {
  const stateOf = await readState(state, services.seals)
  if (stateOf === undefined) throw refusedHere(new ConnectFailure('state_invalid'))
  const { org, integration } = stateOf
  const browser = cookie ?? services.randomId(32)
  const attempt = await services.owner(org, integration).openAttempt(stateOf.attempt, await services.sha256(browser))
  if (typeof attempt === 'string') throw refusedHere(new ConnectFailure(failureOf[attempt]))
  const row = await findIntegration(services.db, org, integration)
  if (row === undefined || row.version !== attempt.version) throw refusedHere(new ConnectFailure('integration_changed'))
  const server = await serverOf(row, services)
  const verifier = await services.seals.open(org, verifierLabel(org, integration), attempt.sealedVerifier)
  const challenge = await calculatePKCECodeChallenge(verifier)
  const url = authorizationUrl(server, state, challenge, new URL(attempt.callbackUrl).origin)
  return { location: services.browse(url), cookie: browser }
}

export const failureOf = {
  unknown: 'state_used',
  expired: 'state_expired',
  'other-browser': 'browser_mismatch',
} as const

/** RFC 6749 section 4.1.1 and RFC 7636 section 4.3. */
function authorizationUrl(server: Reached, state: string, challenge: string, origin: string): string {
  const { connect, app } = server
  const scopes = scopesOf(server)
  const query = new URLSearchParams({
    client_id: app.clientId,
    response_type: 'code',
    redirect_uri: callbackUrl(origin),
    state,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(connect.scopeSeparator ?? ' ') }),
    ...(connect.pkce ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
    ...connect.parameters,
  })
  try {
    return `${endpointUrl(server, connect.authorize)}?${query.toString().replaceAll('+', '%20')}`
  } catch (thrown) {
    if (!(thrown instanceof HostRefused)) throw thrown
    throw new UpstreamError('invalid_request', {
      reason: `The configuration doesn't say where the account is: ${thrown.message}.`,
      suggestion: 'Save the integration with its id and the field that names the account, then connect again.',
    })
  }
}

function callbackUrl(origin: string): string {
  return `${origin}/upstream/connect/callback`
}

export function verifierLabel(org: string, integration: string): string {
  return `connect-verifier|${org}|${integration}`
}

function shutDown(row: IntegrationRow): UpstreamError {
  return new UpstreamError('integration_inactive', {
    reason: `The integration "${row.name}" was shut down.`,
    suggestion: 'Save it with its id to activate it again, then connect.',
  })
}

function notAllowed(): UpstreamError {
  return new UpstreamError('invalid_request', {
    reason: 'A browser may not be sent back to this URL.',
    suggestion: 'Use a URL below one that the operator has put into CONNECT_RETURN_URLS.',
    connectError: 'return_url_refused',
    issues: [{ path: 'redirectUrl', message: 'Is not among the URLs that browsers may be sent back to' }],
  })
}

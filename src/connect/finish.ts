import { AuthorizationResponseError, OperationProcessingError } from 'oauth4webapi'
import { findIntegration, type IntegrationRow } from '../db/integrations.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { connectIntegration, IncompleteConsent } from '../integrations/connection.ts'
import type { Connection } from '../integrations/integration.ts'
import { AccountRefused } from '../kit/connect.ts'
import { Secret } from '../kit/secret.ts'
import type { PublicValues } from '../kit/server.ts'
import type { Attempt } from './attempt.ts'
import { failureOf, verifierLabel } from './begin.ts'
import { isSigned } from './callback-signature.ts'
import { ConnectFailure, refusedHere } from './failure.ts'
import { readProfile } from './profile.ts'
import { type Reached, scopesOf, serverOf } from './server-of.ts'
import { type ConnectServices, tokenLabel } from './services.ts'
import { readState, type StateOf } from './state.ts'
import { exchangeCode, GrantRefused, GrantUnclear, type TokenSet } from './token-endpoint.ts'

/** How long the exchange of a code, and the look at the account, may take. Milliseconds. */
const exchangeTimeout = 30_000

/**
 * The provider has sent the browser back. Answers where it goes next: to the org's page, with success or with the reason
 * why not. Only where the attempt itself can't be trusted there is no such page, and the answer is an error.
 */
export async function finish(
  callback: URLSearchParams,
  cookie: string | undefined,
  services: ConnectServices,
): Promise<string> {
  const state = callback.get('state') ?? ''
  const stateOf = await readState(state, services.seals)
  if (stateOf === undefined) throw refusedHere(new ConnectFailure('state_invalid'))
  const browser = cookie === undefined ? undefined : await services.sha256(cookie)
  const attempt = await services.owner(stateOf.org, stateOf.integration).takeAttempt(stateOf.attempt, browser)
  if (typeof attempt === 'string') throw refusedHere(new ConnectFailure(failureOf[attempt]))
  try {
    await connect(callback, state, stateOf, attempt, services)
    return returnTo(attempt, { connect: 'connected', integration: stateOf.integration })
  } catch (thrown) {
    const failure = failureFrom(thrown)
    if (failure === undefined) throw thrown
    return returnTo(attempt, {
      connect: 'failed',
      integration: stateOf.integration,
      error: failure.code,
      reason: failure.message,
    })
  }
}

function returnTo({ returnUrl }: Attempt, answer: Readonly<Record<string, string>>): string {
  const url = new URL(returnUrl)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  return url.href
}

async function connect(
  callback: URLSearchParams,
  state: string,
  { org, integration }: StateOf,
  attempt: Attempt,
  services: ConnectServices,
): Promise<void> {
  const row = await findIntegration(services.db, org, integration)
  if (row === undefined || row.version !== attempt.version) throw new ConnectFailure('integration_changed')
  const reached = await serverOf(row, services)
  const { connect } = reached
  if (connect.callbackSignature !== undefined && !callback.has('error')) {
    const secret = reached.app.clientSecret
    if (secret === undefined || !(await isSigned(callback, connect.callbackSignature, secret)))
      throw new ConnectFailure('signature_invalid')
  }
  const parameters = Object.fromEntries(callback)
  const early = connect.early?.(parameters) ?? {}
  const server: Reached = { ...reached, config: { ...reached.config, ...early } }
  const verifier = await services.seals.open(org, verifierLabel(org, integration), attempt.sealedVerifier)
  const signal = AbortSignal.timeout(exchangeTimeout)
  const exchanged = { state, verifier, callbackUrl: attempt.callbackUrl }
  const tokens = await exchangeCode(server, callback, exchanged, services, signal)
  const profile = await readProfile(server, new Secret(tokens.accessToken), services.send, signal)
  const learned = connect.learn({ callback: parameters, token: tokens.rest, profile, config: server.config })
  const redirectUri = connect.token.redirectWithRefresh === true ? attempt.callbackUrl : undefined
  const consent = { account: learned.account, config: { ...early, ...learned.config }, redirectUri }
  await keep(row, scopesOf(server), tokens, consent, services)
}

/** Tokens first, then the row that names them, then the word that they are in force: whatever fails, one consent is. */
async function keep(
  row: IntegrationRow,
  asked: readonly string[],
  tokens: TokenSet,
  learned: Pick<Connection, 'account' | 'redirectUri'> & { readonly config: PublicValues },
  services: ConnectServices,
): Promise<void> {
  const { orgId: org, id: integration } = row
  const grant = services.randomId(20)
  const now = services.now()
  const first = { grant, generation: 1 }
  const sealed = async (which: 'access' | 'refresh', token: string) =>
    services.seals.seal(org, tokenLabel(org, integration, first, which), token)
  await services.owner(org, integration).adopt({ org, integration }, grant, {
    sealedAccess: await sealed('access', tokens.accessToken),
    sealedRefresh: tokens.refreshToken === undefined ? undefined : await sealed('refresh', tokens.refreshToken),
    expiresAt: tokens.life === undefined ? undefined : now.getTime() + tokens.life * 1_000,
  })
  const { account, redirectUri } = learned
  // RFC 6749 section 5.1: where the answer names none, they are those that were asked for.
  const scopes = tokens.scopes ?? asked
  const connection = { grant, account, scopes, connectedAt: now.toISOString(), redirectUri }
  await connectIntegration(row, connection, learned.config, services)
  await services.owner(org, integration).confirm(grant)
}

function failureFrom(thrown: unknown): ConnectFailure | undefined {
  if (thrown instanceof ConnectFailure) return thrown
  if (thrown instanceof AuthorizationResponseError) {
    return thrown.error === 'access_denied'
      ? new ConnectFailure('consent_denied', undefined, { cause: thrown })
      : new ConnectFailure('provider_error', `It says ${thrown.error}: ${thrown.error_description ?? 'no more'}.`)
  }
  if (thrown instanceof OperationProcessingError) {
    const code = /"iss"|issuer/.test(thrown.message) ? 'issuer_mismatch' : 'provider_error'
    return new ConnectFailure(code, undefined, { cause: thrown })
  }
  if (thrown instanceof GrantRefused) {
    const isApp = thrown.code === 'invalid_client' || thrown.code === 'unauthorized_client'
    return new ConnectFailure(isApp ? 'app_refused' : 'code_refused', `It says ${thrown.code}: ${thrown.message}.`)
  }
  if (thrown instanceof GrantUnclear) {
    return new ConnectFailure(thrown.kind === 'unreachable' ? 'token_unavailable' : 'token_unreadable', thrown.message)
  }
  if (thrown instanceof AccountRefused || thrown instanceof IncompleteConsent)
    return new ConnectFailure('account_refused', thrown.message)
  if (thrown instanceof UpstreamError && thrown.code === 'conflict') return new ConnectFailure('integration_changed')
  return undefined
}

import { findIntegration, type IntegrationRow } from '../db/integrations.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { disconnectIntegration } from '../integrations/connection.ts'
import { connectionOf, notFound, providerOf } from '../integrations/integration.ts'
import { Secret } from '../kit/secret.ts'
import { type Reached, serverOf } from './server-of.ts'
import { type ConnectServices, type SealedTokens, tokenLabel } from './services.ts'
import { revoke } from './token-endpoint.ts'

/** How long the provider may take to revoke, in milliseconds. */
const revocationTimeout = 10_000

export interface Disconnected {
  readonly row: IntegrationRow
  /**
   * `revoked`: the provider has taken the consent back; `unsupported`: it has no way to, and its dashboard is the place;
   * `failed`: it didn't when asked. The tokens are forgotten here in any case.
   */
  readonly revocation: 'revoked' | 'unsupported' | 'failed'
}

/** Forgets an account's consent, and takes it back at the provider where that is possible. */
export async function disconnect(org: string, id: string, services: ConnectServices): Promise<Disconnected> {
  const stored = await findIntegration(services.db, org, id)
  if (stored === undefined) throw notFound(id)
  if (connectionOf(stored) === undefined) {
    throw new UpstreamError('conflict', {
      reason: `The integration "${stored.name}" has no connected account.`,
      suggestion: 'There is nothing to disconnect.',
    })
  }
  const server = providerOf(stored).connect === undefined ? undefined : await serverOf(stored, services)
  const row = await disconnectIntegration(stored, services)
  const tokens = await services.owner(org, id).forget()
  return { row, revocation: await takeBack(org, id, server, tokens, services) }
}

async function takeBack(
  org: string,
  id: string,
  server: Reached | undefined,
  tokens: SealedTokens | undefined,
  services: ConnectServices,
): Promise<Disconnected['revocation']> {
  const endpoint = server?.connect.revoke
  if (server === undefined || endpoint === undefined || tokens === undefined) return 'unsupported'
  const which = endpoint.token === 'refresh' && tokens.sealedRefresh !== undefined ? 'refresh' : 'access'
  const sealed = which === 'refresh' ? tokens.sealedRefresh : tokens.sealedAccess
  try {
    const text = await services.seals.open(org, tokenLabel(org, id, tokens, which), sealed ?? '')
    await revoke(server, endpoint, new Secret(text), services, AbortSignal.timeout(revocationTimeout))
    return 'revoked'
  } catch {
    return 'failed'
  }
}

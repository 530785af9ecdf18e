import { fetchToken } from '../call/fetched-token.ts'
import type { Send } from '../call/ports.ts'
import { withoutSecrets } from '../call/redact.ts'
import { findKeyedIntegration } from '../db/integrations.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { readSnapshot } from '../integrations/snapshots.ts'
import { isFetched } from '../kit/auth.ts'
import type { Renewal } from './renewal.ts'
import { type ConnectServices, type TokenOwner, tokenLabel } from './services.ts'
import { withTimeLimit } from './time-limit.ts'
import { refreshTimeout, type TokenOf } from './token-state.ts'

type Services = Pick<ConnectServices, 'db' | 'vault' | 'seals' | 'now'> & { readonly send: Send }

/**
 * Fetches an access token with the credentials that are stored, and seals it as `next`. Called by the integration's Durable
 * Object alone, one at a time. Throws where the gateway itself has failed.
 */
export async function fetchByCredentials(owner: TokenOwner, next: TokenOf, services: Services): Promise<Renewal> {
  const { org, integration } = owner
  const row = await findKeyedIntegration(services.db, org, integration)
  const snapshot = row?.status === 'active' ? await readSnapshot(row, services.vault) : undefined
  if (snapshot === undefined || snapshot.access?.grant !== next.grant || !isFetched(snapshot.auth))
    return { kind: 'failed', reason: 'the integration was changed meanwhile.' }
  const { auth } = snapshot
  const now = () => services.now().getTime()
  try {
    const { secret, life } = await withTimeLimit(refreshTimeout, (signal) =>
      fetchToken(snapshot, auth, { send: services.send, now }, signal),
    )
    const label = tokenLabel(org, integration, next, 'access')
    return {
      kind: 'renewed',
      issued: {
        sealedAccess: await services.seals.seal(org, label, secret.reveal(), snapshot.access.dataKey),
        sealedRefresh: undefined,
        expiresAt: now() + life * 1_000,
      },
    }
  } catch (thrown) {
    const told = withoutSecrets(thrown, snapshot.secrets.values())
    if (!(told instanceof UpstreamError) || told.code === 'internal_error') throw thrown
    return { kind: 'failed', reason: told.details.reason, error: told.data, retryAfter: told.retryAfter }
  }
}

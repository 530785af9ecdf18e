import type { Send } from '../call/ports.ts'
import { findKeyedIntegration } from '../db/integrations.ts'
import { connectionOf } from '../integrations/integration.ts'
import { Secret } from '../kit/secret.ts'
import { serverOf } from './server-of.ts'
import { type ConnectServices, type SealedTokens, type TokenOwner, tokenLabel } from './services.ts'
import { withTimeLimit } from './time-limit.ts'
import { GrantRefused, GrantUnclear, refresh } from './token-endpoint.ts'
import { type IssuedTokens, type RenewalFailure, refreshTimeout } from './token-state.ts'

export type Renewal =
  | { readonly kind: 'renewed'; readonly issued: IssuedTokens }
  /** There is none for now; nobody knows whether a refresh token was used up. */
  | ({ readonly kind: 'failed' } & RenewalFailure)
  /** The provider says that the refresh token is no good. */
  | { readonly kind: 'lost'; readonly reason: string }

type Services = Pick<ConnectServices, 'db' | 'vault' | 'seals' | 'appOf' | 'now'> & { readonly send: Send }

/**
 * Fetches the next tokens of a consent. Called by the integration's Durable Object alone, one refresh at a time;
 * `interrupted` says that an earlier one of the same token got no answer. Throws where the gateway itself has failed.
 */
export async function renew(
  owner: TokenOwner,
  tokens: SealedTokens,
  interrupted: boolean,
  services: Services,
): Promise<Renewal> {
  const { org, integration } = owner
  const row = await findKeyedIntegration(services.db, org, integration)
  const connection = row === undefined ? undefined : connectionOf(row)
  if (row === undefined || connection?.grant !== tokens.grant || tokens.sealedRefresh === undefined)
    return { kind: 'failed', reason: 'the integration works with another consent by now' }
  const server = await serverOf(row, services, row.dataKey)
  const { seals } = services
  const label = tokenLabel(org, integration, tokens, 'refresh')
  const dataKey = row.dataKey ?? undefined
  const refreshToken = new Secret(await seals.open(org, label, tokens.sealedRefresh, dataKey))
  const { name } = server.provider
  try {
    const granted = { refreshToken, redirectUri: connection.redirectUri }
    const answer = await withTimeLimit(refreshTimeout, (signal) => refresh(server, granted, services, signal))
    const next = { grant: tokens.grant, generation: tokens.generation + 1 }
    // With the key that is here already: a database that fails now must not cost the tokens that can't be fetched again.
    const sealed = (which: 'access' | 'refresh', token: string) =>
      seals.seal(org, tokenLabel(org, integration, next, which), token, dataKey)
    return {
      kind: 'renewed',
      issued: {
        sealedAccess: await sealed('access', answer.accessToken),
        // Sealed anew where it stays the same too, since a seal is of one generation.
        sealedRefresh: await sealed('refresh', answer.refreshToken ?? refreshToken.reveal()),
        expiresAt: answer.life === undefined ? undefined : services.now().getTime() + answer.life * 1_000,
      },
    }
  } catch (thrown) {
    if (thrown instanceof GrantRefused && isOver(thrown, server.connect.token.refusals ?? [])) {
      const why = `${name} no longer accepts the consent of the account (${thrown.code}: ${thrown.message})`
      const rotates = server.connect.refresh.token === 'rotates'
      return { kind: 'lost', reason: interrupted && rotates ? `${why}; ${interruption}` : why }
    }
    if (thrown instanceof GrantRefused)
      return { kind: 'failed', reason: `${name} refuses to renew it (${thrown.code}: ${thrown.message}).` }
    if (thrown instanceof GrantUnclear) return { kind: 'failed', reason: thrown.message, retryAfter: thrown.retryAfter }
    throw thrown
  }
}

const interruption = 'a refresh before it got no answer, and the provider takes each refresh token once'

function isOver({ code }: GrantRefused, refusals: readonly string[]): boolean {
  return code === 'invalid_grant' || refusals.includes(code)
}

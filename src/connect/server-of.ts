import type { IntegrationRow } from '../db/integrations.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { providerOf, publicConfigOf } from '../integrations/integration.ts'
import { openSecrets } from '../integrations/secrets.ts'
import type { Connect } from '../kit/connect.ts'
import type { Provider } from '../kit/provider.ts'
import type { Secret } from '../kit/secret.ts'
import type { ConnectServices } from './services.ts'
import type { App, AuthorizationServer } from './token-endpoint.ts'

/** The authorization server of an integration, and the secrets of its config. */
export interface Reached extends AuthorizationServer {
  readonly secrets: ReadonlyMap<string, Secret>
}

type Services = Pick<ConnectServices, 'vault' | 'appOf'>

/** An org's own app comes before the deployment's. */
export async function serverOf(row: IntegrationRow, services: Services, dataKey?: string | null): Promise<Reached> {
  const provider = providerOf(row)
  const { connect } = provider
  if (connect === undefined) throw notConnectable(provider)
  const config = publicConfigOf(row)
  const secrets = await openSecrets(services.vault, row, dataKey)
  const app = ownApp(connect, config, secrets) ?? services.appOf(provider.id)
  if (app === undefined || (connect.app.clientSecret !== undefined && app.clientSecret === undefined)) {
    throw new UpstreamError('invalid_request', {
      reason: `Neither this integration nor this deployment has an OAuth app at ${provider.name}.`,
      suggestion: `Save the integration with its id and the ${connect.app.clientId} and clientSecret of your own app, or ask the operator to set OAUTH_APPS.`,
    })
  }
  return { provider, connect, config, app, secrets }
}

function ownApp(
  { app }: Connect,
  config: Readonly<Record<string, unknown>>,
  secrets: ReadonlyMap<string, Secret>,
): App | undefined {
  const configured = secrets.get(app.clientId)?.reveal() ?? config[app.clientId]
  if (typeof configured !== 'string') return undefined
  const [clientId = configured] = app.idEnds === undefined ? [configured] : configured.split(app.idEnds, 1)
  return { clientId, clientSecret: app.clientSecret === undefined ? undefined : secrets.get(app.clientSecret) }
}

export function notConnectable({ name }: Provider): UpstreamError {
  return new UpstreamError('invalid_request', {
    reason: `${name} is used with credentials of its own; there is no account to connect.`,
    suggestion: 'Save the integration with its credentials.',
  })
}

/** The scopes that are asked for. */
export function scopesOf({ connect, config }: Reached): readonly string[] {
  return typeof connect.scopes === 'function' ? connect.scopes(config) : connect.scopes
}

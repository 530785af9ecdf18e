import { findIntegration, type IntegrationRow, updateIntegration } from '../db/integrations.ts'
import { issuesOf } from '../kit/issues.ts'
import type { PublicValues } from '../kit/server.ts'
import { completeConfig, credentialsReplaced, splitConfig } from './config-values.ts'
import { type Connection, connectionOf, providerOf, publicConfigOf } from './integration.ts'
import { changedMeanwhile } from './save.ts'
import { sealConfig } from './sealed-config.ts'
import { openSecrets } from './secrets.ts'
import type { IntegrationServices } from './services.ts'

/** Thrown where what a consent tells doesn't make a complete config. */
export class IncompleteConsent extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'IncompleteConsent'
  }
}

/**
 * Puts the consent of an account in force: the config gets what the consent tells, what a connection stands in for goes,
 * and the integration is active.
 */
export async function connectIntegration(
  stored: IntegrationRow,
  connection: Connection,
  learned: PublicValues,
  services: IntegrationServices,
): Promise<IntegrationRow> {
  const provider = providerOf(stored)
  const version = stored.version + 1
  const secrets = await openSecrets(services.vault, stored)
  const kept = [...secrets].map(([name, secret]) => [name, secret.reveal()] as const)
  const given: Record<string, unknown> = { ...publicConfigOf(stored), ...Object.fromEntries(kept), ...learned }
  for (const name of provider.connect === undefined ? [] : credentialsReplaced(provider.connect)) delete given[name]
  const parsed = provider.connectedSchema().safeParse(given)
  if (!parsed.success) {
    const missing = issuesOf(parsed.error).map(({ path, message }) => `${path}: ${message}`)
    throw new IncompleteConsent(`It doesn't tell all that is needed (${missing.join('; ')}).`)
  }
  const owner = { org: stored.orgId, integration: stored.id, version }
  const row: IntegrationRow = {
    ...stored,
    ...(await sealConfig(provider, owner, splitConfig(provider, parsed.data), services)),
    status: 'active',
    statusReason: null,
    connection,
    version,
    updatedAt: services.now(),
    shutdownAt: null,
  }
  return write(row, stored, services)
}

/** Ends a connection: without credentials of its own, the integration is a draft again. */
export async function disconnectIntegration(
  stored: IntegrationRow,
  services: IntegrationServices,
): Promise<IntegrationRow> {
  const secrets = await openSecrets(services.vault, stored)
  const revealed = Object.fromEntries([...secrets].map(([name, secret]) => [name, secret.reveal()]))
  const complete = completeConfig(providerOf(stored), { ...publicConfigOf(stored), ...revealed })
  const status = stored.status === 'inactive' ? 'inactive' : 'config' in complete ? 'active' : 'draft'
  const version = stored.version + 1
  const row = { ...stored, status, statusReason: null, connection: null, version, updatedAt: services.now() } as const
  return write(row, stored, services)
}

/** Notes that an account has taken its consent back; false where another consent has come in its place meanwhile. */
export async function loseConsent(
  org: string,
  id: string,
  grant: string,
  reason: string,
  services: Pick<IntegrationServices, 'db' | 'now'>,
): Promise<IntegrationRow | undefined> {
  const stored = await findIntegration(services.db, org, id)
  if (stored?.status !== 'active' || connectionOf(stored)?.grant !== grant) return undefined
  const version = stored.version + 1
  const row = { ...stored, status: 'error', statusReason: reason, version, updatedAt: services.now() } as const
  return (await updateIntegration(services.db, row, stored.version)) ? row : undefined
}

async function write(row: IntegrationRow, stored: IntegrationRow, services: IntegrationServices) {
  if (!(await updateIntegration(services.db, row, stored.version))) throw changedMeanwhile()
  await services.meters.announce(row.orgId, row.id, row.version)
  return row
}

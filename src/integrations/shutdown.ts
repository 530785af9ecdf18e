import { findIntegration, type IntegrationRow, updateIntegration } from '../db/integrations.ts'
import { notFound } from './integration.ts'
import { changedMeanwhile } from './save.ts'
import type { IntegrationServices } from './services.ts'

/** Shuts an integration down; one that is shut down already stays as it was, with the time of the first time. */
export async function shutdown(
  org: string,
  id: string,
  services: IntegrationServices,
): Promise<IntegrationRow & { shutdownAt: Date }> {
  const stored = await findIntegration(services.db, org, id)
  if (stored === undefined) throw notFound(id)
  if (stored.status === 'inactive' && stored.shutdownAt !== null) return { ...stored, shutdownAt: stored.shutdownAt }
  const now = services.now()
  const row = { ...stored, status: 'inactive' as const, version: stored.version + 1, updatedAt: now, shutdownAt: now }
  if (!(await updateIntegration(services.db, row, stored.version))) throw changedMeanwhile()
  await services.meters.announce(org, id, row.version)
  return row
}

import type { IntegrationRow } from '../db/integrations.ts'
import type { Secret } from '../kit/secret.ts'
import type { SecretVault } from './services.ts'

const none: ReadonlyMap<string, Secret> = new Map()

/** Opens the secrets of a row, with the org's data key where it was read along. */
export async function openSecrets(
  vault: SecretVault,
  row: IntegrationRow,
  dataKey?: string | null,
): Promise<ReadonlyMap<string, Secret>> {
  if (row.sealedSecrets === null) return none
  const owner = { org: row.orgId, integration: row.id, version: row.secretsVersion }
  return dataKey === null || dataKey === undefined
    ? vault.open(owner, row.sealedSecrets)
    : vault.open(owner, row.sealedSecrets, dataKey)
}

/** Seals secrets for a version of an integration; null where there are none. */
export async function sealSecrets(
  vault: SecretVault,
  org: string,
  integration: string,
  version: number,
  secrets: ReadonlyMap<string, Secret>,
): Promise<string | null> {
  return secrets.size === 0 ? null : vault.seal({ org, integration, version }, secrets)
}

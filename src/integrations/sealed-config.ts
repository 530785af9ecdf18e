import type { Provider } from '../kit/provider.ts'
import { webhookFields } from '../kit/webhook.ts'
import type { SplitConfig } from './config-values.ts'
import { sealSecrets } from './secrets.ts'
import type { IntegrationServices, Owner } from './services.ts'

/** The columns of a row that hold a config, its secrets sealed for the version that they are written at. */
export async function sealConfig(
  provider: Provider,
  owner: Owner,
  config: SplitConfig,
  { vault }: Pick<IntegrationServices, 'vault'>,
) {
  return {
    publicConfig: config.publicConfig,
    sealedSecrets: await sealSecrets(vault, owner.org, owner.integration, owner.version, config.secrets),
    secretsVersion: owner.version,
    webhookEnabled: hasWebhook(provider, config),
  }
}

/** Whether all is stored by which the provider's deliveries are verified. */
function hasWebhook({ webhook }: Provider, { publicConfig, secrets }: SplitConfig): boolean {
  if (webhook === undefined) return false
  return webhookFields(webhook).every((field) => secrets.has(field) || publicConfig[field] !== undefined)
}

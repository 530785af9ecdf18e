import type { IntegrationRow } from '../db/integrations.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { isJsonObject } from '../kit/json.ts'
import type { Provider, ProviderType } from '../kit/provider.ts'
import type { PublicValues } from '../kit/server.ts'
import { findProvider } from '../providers/registry.ts'
import { findType } from '../providers/types.ts'

/** The fields of an integration that every answer has. */
export function integrationView(row: IntegrationRow) {
  return {
    id: row.id,
    type: row.type,
    provider: row.provider,
    name: row.name,
    description: row.description,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** The config of an answer that shows nothing secret, not even masked. */
export function openConfig(row: IntegrationRow) {
  return { ...publicConfigOf(row), webhookEnabled: row.webhookEnabled }
}

export function operationList(provider: Provider) {
  return [...provider.operations().values()].map(({ id, name, description }) => ({ id, name, description }))
}

/** What was stored is a JSON object that the provider's schema parsed before; it is parsed again before it is used. */
export function publicConfigOf(row: IntegrationRow): PublicValues {
  return isJsonObject(row.publicConfig) ? row.publicConfig : {}
}

export function providerOf(row: IntegrationRow): Provider {
  const provider = findProvider(row.provider)
  if (provider === undefined) {
    throw new UpstreamError('provider_not_found', {
      reason: `This deployment doesn't know the provider "${row.provider}".`,
    })
  }
  return provider
}

/** A type that there is. */
export function requireType(id: string): ProviderType {
  const type = findType(id)
  if (type === undefined) throw new UpstreamError('type_not_found', { reason: `There is no integration type "${id}".` })
  return type.id
}

/** A provider of this type. */
export function requireProvider(type: ProviderType, id: string): Provider {
  const provider = findProvider(id)
  if (provider === undefined || provider.type !== type) {
    throw new UpstreamError('provider_not_found', { reason: `The type "${type}" has no provider "${id}".` })
  }
  return provider
}

export function notFound(reference: string, suggestion?: string): UpstreamError {
  return new UpstreamError('integration_not_found', {
    reason: `This org has no integration "${reference}".`,
    ...(suggestion === undefined ? {} : { suggestion }),
  })
}

import * as z from 'zod'
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

/** The account that has given its consent, as it is stored with its integration. */
export interface Connection {
  /** Names the tokens in the integration's Durable Object. */
  readonly grant: string
  readonly account: { readonly id: string; readonly name?: string | undefined }
  readonly scopes: readonly string[]
  /** ISO 8601. */
  readonly connectedAt: string
  /** Where the provider sent the browser back to, where a refresh has to say that too. */
  readonly redirectUri?: string | undefined
}

const connectionShape = () =>
  z.object({
    grant: z.string(),
    account: z.object({ id: z.string(), name: z.string().optional() }),
    scopes: z.array(z.string()),
    connectedAt: z.string(),
    redirectUri: z.string().optional(),
  })

export function connectionOf(row: Pick<IntegrationRow, 'connection'>): Connection | undefined {
  return row.connection === null ? undefined : connectionShape().parse(row.connection)
}

/** The connection as an answer shows it, where there is one. */
export function connectionView(row: IntegrationRow) {
  const connection = connectionOf(row)
  if (connection === undefined) return {}
  const { account, scopes, connectedAt } = connection
  return { connection: { account: { id: account.id, name: account.name ?? null }, scopes: [...scopes], connectedAt } }
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

import { isUniqueViolation } from '../db/database.ts'
import {
  findIntegration,
  findNewestIntegration,
  type IntegrationRow,
  insertIntegration,
  isNameTaken,
} from '../db/integrations.ts'
import { createOrg } from '../db/orgs.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import type { Provider } from '../kit/provider.ts'
import { findProvider, providers } from '../providers/registry.ts'
import { draftConfig, maskedConfig } from './config-values.ts'
import { integrationView, notFound, providerOf, publicConfigOf, requireProvider, requireType } from './integration.ts'
import { openSecrets } from './secrets.ts'
import type { IntegrationServices } from './services.ts'

export interface ConfigurationRequest {
  readonly type: string | undefined
  readonly configId: string | undefined
  /** Makes a draft where there is nothing. */
  readonly create: boolean
  /** The provider of a draft. */
  readonly provider: string | undefined
}

/** The configuration that a request means, its secrets masked, and whether it was made just now. */
export async function getConfiguration(org: string, request: ConfigurationRequest, services: IntegrationServices) {
  const type = request.type === undefined ? undefined : requireType(request.type)
  const found = await find(org, type, request.configId, services)
  if (found !== undefined) return { created: false, configuration: await view(found, services) }
  if (!request.create) throw nothingThere(request)
  const draft = await createDraft(org, draftProvider(request), request.configId, services)
  return { created: true, configuration: await view(draft, services) }
}

function nothingThere({ type, configId }: ConfigurationRequest): UpstreamError {
  const suggestion = 'Save one, or ask again with `?create=true` for a draft.'
  if (configId !== undefined) return notFound(configId, suggestion)
  const what = type === undefined ? 'configuration' : `configuration of the type "${type}"`
  return new UpstreamError('integration_not_found', { reason: `This org has no ${what} yet.`, suggestion })
}

async function find(org: string, type: string | undefined, id: string | undefined, { db }: IntegrationServices) {
  if (id === undefined) return findNewestIntegration(db, org, type)
  const row = await findIntegration(db, org, id)
  if (row === undefined || row.type === type) return row
  throw notFound(id, `The configuration "${id}" is of the type "${row.type}".`)
}

async function view(row: IntegrationRow, services: IntegrationServices) {
  const secrets = await openSecrets(services.vault, row)
  const config = maskedConfig(providerOf(row), { publicConfig: publicConfigOf(row), secrets })
  const { createdAt, updatedAt, ...rest } = integrationView(row)
  return { ...rest, config, createdAt, updatedAt }
}

function draftProvider({ type, provider }: ConfigurationRequest): Provider {
  if (type !== undefined) {
    const known = requireType(type)
    const first = providers.find((candidate) => candidate.type === known)
    if (provider !== undefined || first === undefined) return requireProvider(known, provider ?? '')
    return first
  }
  if (provider === undefined) {
    throw new UpstreamError('invalid_request', {
      reason: 'A draft needs to know what it is a draft of.',
      suggestion: 'Name a type in the path, or a provider with `?provider=`.',
      issues: [{ path: 'query.provider', message: 'Required where the path has no type' }],
    })
  }
  const known = findProvider(provider)
  if (known === undefined)
    throw new UpstreamError('provider_not_found', { reason: `There is no provider "${provider}".` })
  return known
}

async function createDraft(org: string, provider: Provider, id: string | undefined, services: IntegrationServices) {
  const { db } = services
  const now = services.now()
  if (services.createOrgs) await createOrg(db, { id: org, name: org, createdAt: now })
  const row: IntegrationRow = {
    orgId: org,
    id: id ?? `int_${services.randomId(20)}`,
    type: provider.type,
    provider: provider.id,
    name: await freeName(org, provider, services),
    description: provider.description,
    status: 'draft',
    version: 1,
    publicConfig: draftConfig(provider),
    sealedSecrets: null,
    secretsVersion: 1,
    webhookEnabled: false,
    createdAt: now,
    updatedAt: now,
    shutdownAt: null,
    connection: null,
    statusReason: null,
  }
  try {
    await insertIntegration(db, row)
  } catch (thrown) {
    if (!isUniqueViolation(thrown)) throw thrown
    throw new UpstreamError('conflict', {
      reason: 'Somebody made this draft at the same time.',
      suggestion: 'Ask again.',
      retriable: true,
    })
  }
  return row
}

/** The provider's name, with something to tell it apart where the org has one of that name. */
async function freeName(org: string, provider: Provider, { db, randomId }: IntegrationServices): Promise<string> {
  return (await isNameTaken(db, org, provider.name)) ? `${provider.name} (draft ${randomId(6)})` : provider.name
}

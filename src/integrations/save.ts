import type { Snapshot } from '../call/ports.ts'
import { isUniqueViolation } from '../db/database.ts'
import { findIntegration, type IntegrationRow, insertIntegration, updateIntegration } from '../db/integrations.ts'
import { createOrg } from '../db/orgs.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import type { Provider } from '../kit/provider.ts'
import { type ParsedConfig, parseConfig } from './config-values.ts'
import {
  type Connection,
  connectionOf,
  notFound,
  providerOf,
  publicConfigOf,
  requireProvider,
  requireType,
} from './integration.ts'
import { sealConfig } from './sealed-config.ts'
import { openSecrets } from './secrets.ts'
import type { IntegrationServices } from './services.ts'
import { snapshotOf } from './snapshots.ts'

/** A save as a caller sent it; with an `id` it changes what is there, and may leave out what stays. */
export interface SaveRequest {
  readonly id?: string | undefined
  readonly type?: string | undefined
  readonly provider?: string | undefined
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly config?: unknown
}

/**
 * Saves an integration and activates it; one that needs the consent of an account first stays a draft. Nothing is written
 * unless all of it is right.
 */
export async function save(
  org: string,
  request: SaveRequest,
  services: IntegrationServices,
  check?: Check,
): Promise<IntegrationRow> {
  return request.id === undefined
    ? create(org, request, services, check)
    : update(org, request.id, request, services, check)
}

/** Throws where an integration as it would be saved can't be used. */
export type Check = (snapshot: Snapshot) => Promise<void>

function checked(
  owner: Pick<Snapshot, 'org' | 'id' | 'version'>,
  provider: Provider,
  config: ParsedConfig,
  connection: Connection | undefined,
  check: Check | undefined,
): Promise<void> | undefined {
  if (check === undefined) return undefined
  if (config.readiness === 'unconnected') {
    throw new UpstreamError('invalid_request', {
      reason: `There is nothing to verify before an account of ${provider.name} is connected.`,
      suggestion: 'Save it without `verify=true`, then connect the account.',
    })
  }
  const consent = config.readiness === 'ready' ? undefined : connection?.grant
  return check(snapshotOf(owner, provider, config, { consent, dataKey: undefined }))
}

async function create(
  org: string,
  request: SaveRequest,
  services: IntegrationServices,
  check: Check | undefined,
): Promise<IntegrationRow> {
  const { type, provider: providerId, name } = required(request)
  const provider = requireProvider(requireType(type), providerId)
  const config = parseConfig(provider, request.config ?? {})
  const id = `int_${services.randomId(20)}`
  await checked({ org, id, version: 1 }, provider, config, undefined, check)
  const now = services.now()
  if (services.createOrgs) await createOrg(services.db, { id: org, name: org, createdAt: now })
  const row: IntegrationRow = {
    orgId: org,
    id,
    type: provider.type,
    provider: provider.id,
    name,
    description: request.description ?? provider.description,
    status: statusOf(config),
    version: 1,
    ...(await sealConfig(provider, { org, integration: id, version: 1 }, config, services)),
    createdAt: now,
    updatedAt: now,
    shutdownAt: null,
    connection: null,
    statusReason: null,
  }
  await guardName(row.name, () => insertIntegration(services.db, row))
  // A provider's id means an integration only while there is no other one, so what this isolate believes is no longer true.
  await services.meters.announce(org, id, row.version)
  return row
}

async function update(
  org: string,
  id: string,
  request: SaveRequest,
  services: IntegrationServices,
  check: Check | undefined,
): Promise<IntegrationRow> {
  const stored = await findIntegration(services.db, org, id)
  if (stored === undefined) throw notFound(id, 'Leave `id` out to save a new integration.')
  const provider = providerOf(stored)
  checkUnchanged(stored, request)
  const version = stored.version + 1
  const config = await updatedConfig(stored, provider, request, services)
  await checked({ org, id, version }, provider, config, connectionOf(stored), check)
  // A consent that was lost comes back by connecting, not by saving.
  const isLost = config.readiness === 'connected' && stored.status === 'error'
  const row: IntegrationRow = {
    ...stored,
    name: request.name ?? stored.name,
    description: request.description ?? stored.description,
    status: isLost ? 'error' : statusOf(config),
    version,
    ...(await sealConfig(provider, { org, integration: id, version }, config, services)),
    updatedAt: services.now(),
    shutdownAt: null,
    connection: config.readiness === 'connected' ? stored.connection : null,
    statusReason: isLost ? stored.statusReason : null,
  }
  const written = await guardName(row.name, () => updateIntegration(services.db, row, stored.version))
  if (!written) throw changedMeanwhile()
  await services.meters.announce(org, id, version)
  return row
}

async function updatedConfig(
  stored: IntegrationRow,
  provider: Provider,
  request: SaveRequest,
  services: IntegrationServices,
): Promise<ParsedConfig> {
  const secrets = await openSecrets(services.vault, stored)
  const revealed = Object.fromEntries([...secrets].map(([name, secret]) => [name, secret.reveal()]))
  const given = request.config ?? { ...publicConfigOf(stored), ...revealed }
  return parseConfig(provider, given, secrets, stored.connection !== null)
}

/** What lacks the consent of an account can't be called yet. */
function statusOf({ readiness }: ParsedConfig): 'active' | 'draft' {
  return readiness === 'unconnected' ? 'draft' : 'active'
}

function required({ type, provider, name }: SaveRequest) {
  const missing = Object.entries({ type, provider, name }).filter(([, value]) => value === undefined)
  if (type === undefined || provider === undefined || name === undefined) {
    throw new UpstreamError('invalid_request', {
      reason: 'A new integration needs a type, a provider and a name.',
      issues: missing.map(([path]) => ({ path, message: 'Required' })),
    })
  }
  return { type, provider, name }
}

/** Another type or provider would be another integration: its calls, its metrics and its limits are not this one's. */
function checkUnchanged(stored: IntegrationRow, request: SaveRequest): void {
  const issues = (['type', 'provider'] as const)
    .filter((field) => request[field] !== undefined && request[field] !== stored[field])
    .map((path) => ({ path, message: `Is "${stored[path]}" and can't be changed` }))
  if (issues.length === 0) return
  throw new UpstreamError('invalid_request', {
    reason: 'The type and the provider of an integration stay what they are.',
    suggestion: 'Save a new integration, without `id`.',
    issues,
  })
}

async function guardName<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (thrown) {
    if (!isUniqueViolation(thrown)) throw thrown
    throw new UpstreamError('conflict', {
      reason: `This org has an integration named "${name}" already.`,
      suggestion: 'Choose another name, or send the id of that integration to change it.',
    })
  }
}

export function changedMeanwhile(): UpstreamError {
  return new UpstreamError('conflict', {
    reason: 'The integration was changed by somebody else at the same time.',
    suggestion: 'Read it again, then decide.',
    retriable: true,
  })
}

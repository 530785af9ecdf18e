import { type ErrorIssue, UpstreamError } from '../errors/upstream-error.ts'
import { lackingFields } from '../kit/auth-choice.ts'
import type { Connect } from '../kit/connect.ts'
import { issuesOf } from '../kit/issues.ts'
import { isJsonObject } from '../kit/json.ts'
import { isMask, mask } from '../kit/mask.ts'
import type { Provider } from '../kit/provider.ts'
import { Secret } from '../kit/secret.ts'
import { HostRefused, originOf, type PublicValues } from '../kit/server.ts'

/** A config taken apart: what may be shown, and what goes into the vault. */
export interface SplitConfig {
  readonly publicConfig: PublicValues
  readonly secrets: ReadonlyMap<string, Secret>
}

/**
 * What a config is complete for: `ready` has credentials of its own, `connected` works with the consent of an account,
 * `unconnected` needs one first.
 */
export type Readiness = 'ready' | 'connected' | 'unconnected'

export interface ParsedConfig extends SplitConfig {
  readonly readiness: Readiness
}

const noSecrets: ReadonlyMap<string, Secret> = new Map()

/**
 * Parses a config as a caller sent it. A masked secret stands for the one in `stored`, so that what `get-config` showed
 * can be edited and saved back; a mask of something else is refused, since it would replace a key by three dots.
 * `connected` says whether an account has given its consent; credentials in the config take the place of that.
 */
export function parseConfig(
  provider: Provider,
  given: unknown,
  stored: ReadonlyMap<string, Secret> = noSecrets,
  connected = false,
): ParsedConfig {
  const unmasked = isJsonObject(given) ? unmask(provider, given, stored) : given
  const { readiness, config } = fitting(provider, unmasked, connected)
  const split = splitConfig(provider, config)
  checkHost(provider, split.publicConfig, readiness)
  return { ...split, readiness }
}

function fitting(provider: Provider, given: unknown, connected: boolean) {
  const { connect } = provider
  const credentials = connect === undefined ? [] : credentialsReplaced(connect)
  const replaced = credentials.some((name) => isJsonObject(given) && given[name] !== undefined)
  if (connect !== undefined && connected && !replaced) {
    const parsed = provider.connectedSchema().safeParse(given)
    if (!parsed.success) throw misfit(provider, issuesOf(parsed.error))
    return { readiness: 'connected' as const, config: parsed.data }
  }
  const complete = completeConfig(provider, given)
  if ('config' in complete) return { readiness: 'ready' as const, config: complete.config }
  const unconnected = connect === undefined || replaced ? undefined : provider.unconnectedSchema().safeParse(given)
  if (unconnected?.success === true) return { readiness: 'unconnected' as const, config: unconnected.data }
  throw misfit(provider, unconnected === undefined ? complete.issues : issuesOf(unconnected.error))
}

/**
 * The fields that tell a config with credentials of its own from one that works with a consent. An app of the org's own
 * doesn't: it may be what asks for the consent.
 */
export function credentialsReplaced({ replaces, app }: Connect): readonly string[] {
  return replaces.filter((name) => name !== app.clientId && name !== app.clientSecret)
}

/** A config with credentials of its own: of one way to sign, all that it takes. */
export function completeConfig(
  provider: Provider,
  given: unknown,
): { readonly config: Record<string, unknown> } | { readonly issues: readonly ErrorIssue[] } {
  const { data: config, error } = provider.configSchema().safeParse(given)
  if (config === undefined) return { issues: issuesOf(error) }
  const lacking = lackingFields(provider.auth, (name) => config[name] !== undefined)
  return lacking.length === 0 ? { config } : { issues: lacking.map((path) => ({ path, message: 'Is missing' })) }
}

function checkHost(provider: Provider, config: PublicValues, readiness: Readiness): void {
  const { server } = provider
  if (server.kind !== 'fixed' && readiness === 'unconnected' && config[server.field] === undefined) return
  try {
    originOf(server, config)
  } catch (thrown) {
    if (!(thrown instanceof HostRefused) || server.kind === 'fixed') throw thrown
    throw misfit(provider, [{ path: server.field, message: thrown.message }])
  }
}

function unmask(provider: Provider, given: Readonly<Record<string, unknown>>, stored: ReadonlyMap<string, Secret>) {
  const issues: ErrorIssue[] = []
  const entries = Object.entries(given).map(([name, value]) => {
    const secret = stored.get(name)
    if (secret === undefined || typeof value !== 'string' || !isMask(value)) return [name, value] as const
    if (value !== mask(secret.reveal()))
      issues.push({ path: name, message: 'Is masked, and not the mask of the stored value' })
    return [name, secret.reveal()] as const
  })
  if (issues.length > 0) throw misfit(provider, issues)
  return Object.fromEntries(entries)
}

function misfit(provider: Provider, issues: readonly ErrorIssue[]): UpstreamError {
  return new UpstreamError('invalid_request', {
    reason: `The config doesn't fit ${provider.name}.`,
    suggestion: 'Correct the fields that `issues` names.',
    issues: issues.map(({ path, message }) => ({ path: path === '' ? 'config' : `config.${path}`, message })),
  })
}

/** Takes a parsed config apart, in the order of the provider's fields. */
export function splitConfig(provider: Provider, config: Readonly<Record<string, unknown>>): SplitConfig {
  const publicConfig: Record<string, unknown> = {}
  const secrets = new Map<string, Secret>()
  for (const { name, secret } of provider.configFields()) {
    const value = config[name]
    if (value === undefined) continue
    if (secret && typeof value === 'string') secrets.set(name, new Secret(value))
    else publicConfig[name] = value
  }
  return { publicConfig, secrets }
}

/** The config with its secrets masked, in the order of the provider's fields. */
export function maskedConfig(provider: Provider, { publicConfig, secrets }: SplitConfig): Record<string, unknown> {
  const shown: Record<string, unknown> = {}
  for (const { name } of provider.configFields()) {
    const secret = secrets.get(name)
    if (secret !== undefined) shown[name] = mask(secret.reveal())
    else if (publicConfig[name] !== undefined) shown[name] = publicConfig[name]
  }
  return shown
}

/** What a config starts as: the defaults of the provider's fields. */
export function draftConfig(provider: Provider): PublicValues {
  const { shape } = provider.configSchema()
  const defaults: Record<string, unknown> = {}
  for (const { name, secret } of provider.configFields()) {
    const parsed = secret ? undefined : shape[name]?.safeParse(undefined)
    if (parsed?.success && parsed.data !== undefined) defaults[name] = parsed.data
  }
  return defaults
}

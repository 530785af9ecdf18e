import type { Access, ReadAhead, Resolver, Snapshot } from '../call/ports.ts'
import type { Database } from '../db/database.ts'
import { findReferenced, type KeyedIntegrationRow } from '../db/integrations.ts'
import { UpstreamError } from '../errors/upstream-error.ts'
import { isFetched, type SingleAuth } from '../kit/auth.ts'
import { chooseAuth } from '../kit/auth-choice.ts'
import { issuesOf } from '../kit/issues.ts'
import type { Provider } from '../kit/provider.ts'
import { type SplitConfig, splitConfig } from './config-values.ts'
import { connectionOf, notFound, providerOf, publicConfigOf } from './integration.ts'
import { openSecrets } from './secrets.ts'
import type { SecretVault } from './services.ts'

export interface SnapshotOptions {
  readonly db: Database
  readonly vault: SecretVault
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Lets those who ask the same at the same time share an answer. */
  readonly share: (key: string, ask: () => Promise<KeyedIntegrationRow[]>) => Promise<KeyedIntegrationRow[]>
  /** References that an isolate holds at most. */
  readonly capacity?: number
}

interface Held {
  readonly snapshot: Snapshot
  /** Milliseconds since 1970. */
  readonly until: number
}

/**
 * Longest time that an isolate believes what a reference means without asking the database, in milliseconds. A change
 * of the integration itself is seen much sooner, by its lease; this bounds what a lease can't tell: that the name or
 * the provider of the reference has come to mean another integration as well.
 */
const longestHold = 10_000

/** Snapshots of integrations: from the database, decrypted once, held by the isolate. */
export class Snapshots implements Resolver {
  readonly #options: SnapshotOptions
  readonly #held = new Map<string, Held>()

  constructor(options: SnapshotOptions) {
    this.#options = options
  }

  peek(org: string, reference: string): Snapshot | undefined {
    const held = this.#held.get(nameOf(org, reference))
    return held !== undefined && held.until > this.#options.now() ? held.snapshot : undefined
  }

  find(org: string, reference: string): Promise<Snapshot> {
    return this.#hold(org, reference, this.#shared(org, reference))
  }

  load(org: string, reference: string): Promise<Snapshot> {
    return this.#hold(org, reference, findReferenced(this.#options.db, org, reference))
  }

  readAhead(org: string, reference: string): ReadAhead | undefined {
    if (this.peek(org, reference) !== undefined) return undefined
    const found = this.#shared(org, reference)
    // A caller who turns out to be nobody never asks how it went.
    found.catch(() => undefined)
    return () => this.#hold(org, reference, found)
  }

  #shared(org: string, reference: string): Promise<KeyedIntegrationRow[]> {
    const { db, share } = this.#options
    return share(nameOf(org, reference), () => findReferenced(db, org, reference))
  }

  async #hold(org: string, reference: string, found: Promise<KeyedIntegrationRow[]>): Promise<Snapshot> {
    const { now } = this.#options
    const snapshot = await readSnapshot(choose(await found, reference), this.#options.vault)
    const [oldest] = this.#held.keys()
    if (oldest !== undefined && this.#held.size >= (this.#options.capacity ?? 10_000)) this.#held.delete(oldest)
    this.#held.set(nameOf(org, reference), { snapshot, until: now() + longestHold })
    return snapshot
  }

  /** Forgets all that this isolate believes of an org's references. */
  forget(org: string): void {
    for (const name of this.#held.keys()) if (name.startsWith(`${org}|`)) this.#held.delete(name)
  }
}

/** Opens what is stored of an integration. */
export async function readSnapshot(row: KeyedIntegrationRow, vault: SecretVault): Promise<Snapshot> {
  const provider = providerOf(row)
  const connection = connectionOf(row)
  const secrets = await openSecrets(vault, row, row.dataKey)
  const revealed = Object.fromEntries([...secrets].map(([name, secret]) => [name, secret.reveal()]))
  const schema = connection === undefined ? provider.configSchema() : provider.connectedSchema()
  const parsed = schema.safeParse({ ...publicConfigOf(row), ...revealed })
  if (!parsed.success) {
    throw new UpstreamError('integration_error', {
      reason: `The stored configuration no longer fits ${provider.name}.`,
      suggestion: 'Save the integration again with a complete configuration.',
      fault: 'caller',
      issues: issuesOf(parsed.error).map(({ path, message }) => ({ path: `config.${path}`, message })),
      outcome: 'not_sent',
    })
  }
  const owner = { org: row.orgId, id: row.id, version: row.version }
  return snapshotOf(owner, provider, splitConfig(provider, parsed.data), {
    consent: connection?.grant,
    dataKey: row.dataKey ?? undefined,
  })
}

/** An integration as a call needs it, of a config that has been parsed. */
export function snapshotOf(
  owner: Pick<Snapshot, 'org' | 'id' | 'version'>,
  provider: Provider,
  { publicConfig, secrets }: SplitConfig,
  { consent, dataKey }: Keys,
): Snapshot {
  const declared = consent === undefined ? provider.auth : (provider.connect?.auth ?? provider.auth)
  const auth = chooseAuth(declared, (field) => secrets.has(field) || publicConfig[field] !== undefined)
  return {
    ...owner,
    provider,
    auth,
    config: publicConfig,
    secrets,
    access: accessOf(auth, owner.version, consent, dataKey),
    ...limitsOf(provider, publicConfig.rateLimit),
  }
}

interface Keys {
  /** Names the consent of an account, where the integration works with one: it is the last thing that was asked for. */
  readonly consent: string | undefined
  readonly dataKey: string | undefined
}

function accessOf(auth: SingleAuth, version: number, consent: string | undefined, dataKey: string | undefined) {
  if (consent !== undefined) return { kind: 'consent', grant: consent, dataKey } satisfies Access
  if (isFetched(auth)) return { kind: 'credentials', grant: credentialGrant(version), dataKey } satisfies Access
  return undefined
}

/** Names the tokens that credentials bring: those of another version of the config are other ones. */
export function credentialGrant(version: number): string {
  return `credentials of version ${version}`
}

function nameOf(org: string, reference: string): string {
  return `${org}|${reference}`
}

/** The integration that a reference means, of those that it may mean: ids come before names, and names before providers. */
function choose(rows: readonly KeyedIntegrationRow[], reference: string): KeyedIntegrationRow {
  const [first, second] = rows
  if (first === undefined) throw notFound(reference)
  if (first.id !== reference && first.name !== reference && second !== undefined) {
    throw new UpstreamError('integration_not_found', {
      reason: `This org has more than one active integration of ${reference}.`,
      suggestion: 'Name the one that is meant by its id or its name.',
      outcome: 'not_sent',
    })
  }
  if (first.status !== 'active') throw inactive(first)
  return first
}

function inactive(row: KeyedIntegrationRow): UpstreamError {
  const connect =
    providerOf(row).connect === undefined ? '' : `, or connect an account with \`POST /upstream/connect/${row.id}\``
  const why = {
    draft: ['is a draft', `Complete its configuration and save it with its id${connect}.`],
    inactive: ['was shut down', 'Save it with its id to activate it again.'],
    error: [
      row.statusReason === null ? 'has lost the consent of its account' : `can't be used: ${row.statusReason}`,
      row.connection === null
        ? 'Check its credentials and save it with its id.'
        : `Connect the account again with \`POST /upstream/connect/${row.id}\`.`,
    ],
    active: ['is active', 'Send the call again.'],
  } as const
  const [what, suggestion] = why[row.status]
  return new UpstreamError('integration_inactive', {
    reason: `The integration "${row.name}" ${what}.`,
    suggestion,
    outcome: 'not_sent',
  })
}

/**
 * Short waits smooth calls over the limits that a provider documents, which are often a few a second. A limit that the
 * org has set itself is its word: a call over it is refused at once.
 */
const documentedPatience = 5_000

function limitsOf(provider: Provider, setting: unknown): Pick<Snapshot, 'limits' | 'patience'> {
  const documented = {
    limits: provider.limits.map(({ limit, window }) => ({ limit, window })),
    patience: documentedPatience,
  }
  if (typeof setting !== 'object' || setting === null || !('limit' in setting) || !('window' in setting))
    return documented
  const { limit, window } = setting
  return typeof limit === 'number' && typeof window === 'number'
    ? { limits: [{ limit, window }], patience: 0 }
    : documented
}

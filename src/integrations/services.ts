import type { Database } from '../db/database.ts'
import type { Secret } from '../kit/secret.ts'
import type { MetricsSummary } from '../meter/metrics.ts'

/** What the use cases of integrations need. The gateway wires it. */
export interface IntegrationServices {
  readonly db: Database
  readonly vault: SecretVault
  readonly meters: Meters
  readonly now: () => Date
  /** A fresh random identifier of this many characters from `[a-z0-9]`. */
  readonly randomId: (length: number) => string
  /** Whether an org comes into being with its first save, because whoever stands in front knows the orgs. */
  readonly createOrgs: boolean
}

export interface Owner {
  readonly org: string
  readonly integration: string
  readonly version: number
}

export interface SecretVault {
  seal(owner: Owner, secrets: ReadonlyMap<string, Secret>): Promise<string>
  open(owner: Owner, sealed: string, wrapped?: string): Promise<ReadonlyMap<string, Secret>>
}

export interface Meters {
  read(
    org: string,
    integration: string,
  ): Promise<{ readonly summary: MetricsSummary; readonly lastUsed: string | null }>
  /** Puts a version in force: at once in this isolate, within a lease's life everywhere. */
  announce(org: string, integration: string, version: number): Promise<void>
}

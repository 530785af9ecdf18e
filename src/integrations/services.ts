import type { Database } from '../db/database.ts'
import type { Secret } from '../kit/secret.ts'
import type { CallPage, CallQuery } from '../meter/call-log.ts'
import type { MetricsSummary } from '../meter/metrics.ts'
import type { Period } from '../meter/roll-ups.ts'

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

export interface PeriodSummary extends MetricsSummary {
  readonly start: string
}

export interface Meters {
  read(
    org: string,
    integration: string,
  ): Promise<{ readonly summary: MetricsSummary; readonly lastUsed: string | null }>
  /** Counts of the last minutes, hours or days in which there were calls, oldest first; `start` in ISO 8601. */
  rollUps(org: string, integration: string, period: Period): Promise<readonly PeriodSummary[]>
  calls(org: string, integration: string, query: CallQuery): Promise<CallPage>
  /** Puts a version in force: at once in this isolate, within a lease's life everywhere. */
  announce(org: string, integration: string, version: number): Promise<void>
}

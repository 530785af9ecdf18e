import type { Grant, Receipt } from './admission.ts'
import type { Pace } from './crowd.ts'
import type { Metrics } from './metrics.ts'
import type { WindowLimit } from './window.ts'

/** What isolates and an integration's Durable Object say to each other. */
export interface MeterPort {
  lease(request: LeaseRequest): Promise<LeaseAnswer>
  flush(batch: MetricsBatch): Promise<void>
  read(): Promise<Metrics>
  /** Tells that a version is in force, so that no lease is renewed for an older one. */
  announce(version: number): Promise<void>
}

export interface LeaseRequest {
  readonly isolate: string
  /** The version of the config that the isolate works with. */
  readonly version: number
  /** The limits of that version. */
  readonly limits: readonly WindowLimit[]
  /** Permits for calls that are waiting for them: granted as far as the limits allow. */
  readonly need: number
  /** Permits for calls that may come as well: at least `need`. */
  readonly want: number
  /** Permits of earlier batches that went unused. */
  readonly returned: readonly ReturnedPermits[]
}

export interface ReturnedPermits {
  readonly receipt: Receipt
  readonly unused: number
}

export interface LeaseAnswer {
  /** The version in force; where it is newer than the isolate's, nothing is granted. */
  readonly version: number
  readonly grant: Grant
  /** How far apart the isolate is to ask and to deliver; absent: as it likes. */
  readonly pace?: Pace
}

/** Counts since the last batch. `sequence` grows by one a batch and isolate, so that a repeated batch counts once. */
export interface MetricsBatch {
  readonly isolate: string
  readonly sequence: number
  readonly metrics: Metrics
}

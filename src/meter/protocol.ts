import type { Grant, Receipt } from './admission.ts'
import type { Health } from './breaker.ts'
import type { CallPage, CallQuery, LoggedCall } from './call-log.ts'
import type { Pace } from './crowd.ts'
import type { Report, Standing } from './guard.ts'
import type { Metrics } from './metrics.ts'
import type { Minute, Period, RollUp } from './roll-ups.ts'
import type { SlotAnswer, SlotRequest } from './slots.ts'
import type { WindowLimit } from './window.ts'

/** What isolates and an integration's Durable Object say to each other. */
export interface MeterPort {
  lease(request: LeaseRequest): Promise<LeaseAnswer>
  /** Tells at once what was met at the provider, and hears how its circuit and its pauses stand. */
  report(report: Report): Promise<Standing>
  flush(batch: MetricsBatch): Promise<void>
  read(): Promise<Metrics>
  /** Tells that a version is in force, so that no lease is renewed for an older one. */
  announce(version: number): Promise<void>
}

/** What is remembered of calls. */
export interface HistoryPort {
  rollUps(period: Period): Promise<readonly RollUp[]>
  calls(query: CallQuery): Promise<CallPage>
}

/** Places among the calls that a provider serves at once. */
export interface SlotPort {
  takeSlot(request: SlotRequest): Promise<SlotAnswer>
  freeSlot(id: string): Promise<void>
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
  /** Whether a call waits for the answer, which could be the probe of an open circuit. */
  readonly caller: boolean
  /** Counts that are due, and go along: an answer says that they have arrived, whatever else it says. */
  readonly counts?: MetricsBatch
}

export interface ReturnedPermits {
  readonly receipt: Receipt
  readonly unused: number
}

export interface LeaseAnswer {
  /** The version in force; where it is newer than the isolate's, nothing is granted. */
  readonly version: number
  readonly grant: Grant
  readonly standing: Standing
  /** How far apart the isolate is to ask and to deliver; absent: as it likes. */
  readonly pace?: Pace
}

/** What a relay has been told by isolates at about the same time. */
export interface Combined {
  readonly leases: readonly LeaseRequest[]
  readonly reports: readonly Report[]
  readonly batches: readonly MetricsBatch[]
}

/** What isolates are answered by way of a relay, in the order of their questions. That there are answers says that all batches have arrived. */
export interface CombinedAnswers<Lease extends LeaseAnswer> {
  readonly leases: readonly Lease[]
  readonly reports: readonly Standing[]
  /** How many relays there are, which share what the object can bear. */
  readonly relays: number
}

/**
 * Counts since the last batch, by minute, and the calls that were counted, as many as a batch may carry. `sequence` grows by
 * one a batch and isolate, so that a repeated batch counts once.
 */
export interface MetricsBatch {
  readonly isolate: string
  readonly sequence: number
  /** When it was made up, and so first sent: milliseconds since 1970. */
  readonly since: number
  readonly minutes: readonly Minute[]
  readonly calls: readonly LoggedCall[]
  /** Calls that were counted and found no place in `calls`. */
  readonly dropped: number
  readonly health: Health
}

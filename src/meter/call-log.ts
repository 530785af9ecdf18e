import type { CallRecord } from './metrics.ts'

/** A call as it is remembered: never its bodies, and nothing of its credentials. */
export interface LoggedCall extends CallRecord {
  /** The HTTP status that the caller got. */
  readonly status: number
  /** How often a request was sent for it. */
  readonly attempts: number
  readonly outcome: CallOutcome
  /** The error that the caller got; undefined where the call succeeded. */
  readonly code: string | undefined
  readonly requestId: string
}

export type CallOutcome = 'not_sent' | 'rejected' | 'succeeded' | 'uncertain'

/** `since` and `until` are milliseconds since 1970; `until` itself is not included. */
export interface CallQuery {
  readonly operation: string | undefined
  readonly outcome: CallOutcome | undefined
  readonly failed: boolean | undefined
  readonly since: number | undefined
  readonly until: number | undefined
  readonly limit: number
  /** The last call of the page before. */
  readonly after: CallPlace | undefined
}

/** A call's place in the log, newest first. */
export interface CallPlace {
  readonly at: number
  readonly id: number
}

export interface CallPage {
  readonly calls: readonly LoggedCall[]
  /** Where the next page begins; undefined where this is the last. */
  readonly next: CallPlace | undefined
  /** Calls of the time that the log covers which are counted and not in it, since too many came at once. */
  readonly dropped: number
}

/** Calls as they were delivered; `id` grows with every batch. */
export interface CallBatch {
  readonly id: number
  readonly calls: readonly LoggedCall[]
  readonly dropped: number
}

/** Calls that one batch carries at most, and that are kept of an integration. */
export const longestBatch = 100
export const longestLog = 500

/** Calls that wait for their delivery. */
export class PendingCalls {
  readonly calls: LoggedCall[] = []
  dropped = 0

  /** A full batch drops calls that went well; one that failed takes the place of one that didn't. */
  add(call: LoggedCall): void {
    if (this.calls.length < longestBatch) {
      this.calls.push(call)
      return
    }
    this.dropped += 1
    if (call.succeeded) return
    const place = this.calls.findIndex(({ succeeded }) => succeeded)
    if (place === -1) return
    this.calls.splice(place, 1)
    this.calls.push(call)
  }
}

/** A call's number, by its batch: a batch has fewer than a thousand. */
const numbersOfBatch = 1_000

/** The calls that fit, newest first, of the last five hundred. */
export function pageOf(batches: readonly CallBatch[], query: CallQuery): CallPage {
  const newest = batches
    .flatMap(({ id, calls }) => calls.map((call, index) => ({ call, at: call.at, id: id * numbersOfBatch + index })))
    .sort((one, other) => other.at - one.at || other.id - one.id)
    .slice(0, longestLog)
  const fitting = newest.filter((place) => isAfter(place, query.after) && fits(place.call, query))
  const shown = fitting.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    calls: shown.map(({ call }) => call),
    next: last !== undefined && fitting.length > shown.length ? { at: last.at, id: last.id } : undefined,
    dropped: batches.reduce((sum, { dropped }) => sum + dropped, 0),
  }
}

function isAfter({ at, id }: CallPlace, after: CallPlace | undefined): boolean {
  return after === undefined || at < after.at || (at === after.at && id < after.id)
}

function fits(call: LoggedCall, { operation, outcome, failed, since, until }: CallQuery): boolean {
  return (
    (operation === undefined || call.operation === operation) &&
    (outcome === undefined || call.outcome === outcome) &&
    (failed === undefined || call.succeeded !== failed) &&
    (since === undefined || call.at >= since) &&
    (until === undefined || call.at < until)
  )
}

import { emptyWindow, giveBack, grant, remaining, type WindowLimit, type WindowState, waitFor } from './window.ts'

/**
 * How permits are handed to isolates: in batches that grow with an isolate's demand and shrink as a limit comes near,
 * down to one at a time. A batch is counted when it is handed out, and must be used within a lease's life; so calls
 * are never more than the limit in any interval that is a lease's life shorter than the window, and the calls of one
 * window were granted in a window that is a lease's life longer. Pure.
 */

/** Longest use of permits after they were granted, in milliseconds: also how long a shutdown may go unseen. */
export const leaseLife = 2_000

/** Permits of an integration without any limit: as many as an isolate can use in a lease's life. */
const unlimited = 1_000_000

/** The part of what is left that one batch may take ahead of need, where many isolates ask: an eighth. */
export const leastShare = 8

/** One window per limit, in the order of the limits. */
export interface AdmissionState {
  readonly limits: readonly WindowLimit[]
  readonly windows: readonly WindowState[]
}

/** Where the permits of one batch were counted, so that the unused ones can be given back. */
export type Receipt = readonly number[]

export interface Grant {
  readonly permits: number
  readonly receipt: Receipt
  /** Milliseconds until a retry makes sense; 0 where permits were granted. */
  readonly retryAfter: number
  /** The tightest limit and what is left of it; undefined where there is no limit. */
  readonly tightest: { readonly limit: number; readonly window: number; readonly remaining: number } | undefined
}

export const emptyAdmission: AdmissionState = { limits: [], windows: [] }

/** Windows for these limits: kept where the limits are the same as before, since a new limit starts with its history. */
export function withLimits(state: AdmissionState, limits: readonly WindowLimit[]): AdmissionState {
  if (sameLimits(state.limits, limits)) return state
  return {
    limits,
    windows: limits.map((limit) => state.windows[state.limits.findIndex((old) => same(old, limit))] ?? emptyWindow),
  }
}

function sameLimits(left: readonly WindowLimit[], right: readonly WindowLimit[]): boolean {
  return left.length === right.length && left.every((limit, index) => same(limit, right[index]))
}

function same(left: WindowLimit, right: WindowLimit | undefined): boolean {
  return left.limit === right?.limit && left.window === right.window
}

export interface Demand {
  /** Permits for calls that are waiting for them: granted as far as the limits allow. */
  readonly need?: number
  /** Permits for calls that may come as well, at least `need`: granted where there is plenty. */
  readonly want: number
}

export function admit(
  state: AdmissionState,
  now: number,
  { need = 1, want }: Demand,
  share: number = leastShare,
): { state: AdmissionState; grant: Grant } {
  const { limits, windows } = state
  const left = limits.map((limit, index) => remaining(windows[index] ?? emptyWindow, limit, now))
  const least = Math.min(unlimited, ...left)
  if (least === 0) {
    const waits = limits.map((limit, index) => waitFor(windows[index] ?? emptyWindow, limit, now))
    return {
      state,
      grant: { permits: 0, receipt: [], retryAfter: Math.max(...waits), tightest: tightestOf(limits, left) },
    }
  }
  const ahead = Math.min(want, Math.floor(least / share))
  const permits = limits.length === 0 ? unlimited : Math.min(least, Math.max(1, need, ahead))
  const granted = limits.map((limit, index) => grant(windows[index] ?? emptyWindow, limit, now, permits))
  return {
    state: { limits, windows: granted.map((entry) => entry.state) },
    grant: {
      permits,
      receipt: granted.map((entry) => entry.slot),
      retryAfter: 0,
      tightest: tightestOf(
        limits,
        left.map((count) => count - permits),
      ),
    },
  }
}

/** Takes back what an isolate did not use of a batch, as long as the limits are the ones that it was counted under. */
export function returnPermits(state: AdmissionState, receipt: Receipt, unused: number): AdmissionState {
  if (unused <= 0 || receipt.length !== state.windows.length) return state
  return { ...state, windows: state.windows.map((window, index) => giveBack(window, receipt[index] ?? -1, unused)) }
}

function tightestOf(limits: readonly WindowLimit[], left: readonly number[]): Grant['tightest'] {
  const least = left.indexOf(Math.min(...left))
  const limit = limits[least]
  return limit === undefined ? undefined : { limit: limit.limit, window: limit.window, remaining: left[least] ?? 0 }
}

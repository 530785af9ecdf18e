import {
  type AdmissionState,
  admit,
  emptyAdmission,
  type Grant,
  leastShare,
  returnPermits,
  withLimits,
} from './admission.ts'
import { askGuard, type Guard, openGuard, resetGuard, standingOf } from './guard.ts'
import type { LeaseAnswer, LeaseRequest } from './protocol.ts'

/** All that a lease depends on, as the Durable Object keeps it. */
export interface LeaseState {
  /** The newest version of the integration that anybody has told. */
  readonly version: number
  readonly admission: AdmissionState
  readonly guard: Guard
}

export const initialLeaseState: LeaseState = { version: 0, admission: emptyAdmission, guard: openGuard }

const nothing: Grant = { permits: 0, receipt: [], retryAfter: 0, tightest: undefined }

/** Versions only grow: whoever has read a newer one from the database teaches it to the object. */
export function adopt(state: LeaseState, version: number): LeaseState {
  return version > state.version ? { ...state, version, guard: resetGuard(state.guard) } : state
}

/**
 * Answers a question for permits: none for an old version, none over a limit, none while the circuit is open. A caller may
 * be given the probe of a circuit, and then one permit. `share` is the part of what is left that one answer may grant
 * ahead of need. Pure; parts of the state that didn't change stay the same values.
 */
export function grantLease(
  before: LeaseState,
  { version, limits, need, want, returned, caller }: LeaseRequest,
  now: number,
  share: number = leastShare,
): { state: LeaseState; answer: LeaseAnswer } {
  const adopted = adopt(before, version)
  const settled = returned.reduce(
    (admission, { receipt, unused }) => returnPermits(admission, receipt, unused),
    adopted.admission,
  )
  const state = settled === adopted.admission ? adopted : { ...adopted, admission: settled }
  const standing = standingOf(state.guard)
  if (state.version > version) return { state, answer: { version: state.version, grant: nothing, standing } }
  if (standing.circuit.kind !== 'closed') return grantProbe(state, limits, caller, now)
  const { state: admission, grant } = admit(withLimits(state.admission, limits), now, { need, want }, share)
  const unlimited = admission.limits.length === 0 && state.admission.limits.length === 0
  return { state: unlimited ? state : { ...state, admission }, answer: { version, grant, standing } }
}

/** A probe is a call as well: where no permit is left, it is kept for another moment. */
function grantProbe(
  state: LeaseState,
  limits: LeaseRequest['limits'],
  caller: boolean,
  now: number,
): { state: LeaseState; answer: LeaseAnswer } {
  const { version } = state
  const { guard, standing } = caller
    ? askGuard(state.guard, now)
    : { guard: state.guard, standing: standingOf(state.guard) }
  if (standing.circuit.kind !== 'probe') return { state, answer: { version, grant: nothing, standing } }
  const { state: admission, grant } = admit(withLimits(state.admission, limits), now, { want: 1 })
  if (grant.permits === 0) return { state, answer: { version, grant, standing: standingOf(state.guard) } }
  return { state: { version, admission, guard }, answer: { version, grant: { ...grant, permits: 1 }, standing } }
}

import { type AdmissionState, admit, returnPermits, withLimits } from './admission.ts'
import { type Attendance, paceOf } from './crowd.ts'
import type { LeaseAnswer, LeaseRequest } from './protocol.ts'

/** What an integration's Durable Object knows when it is asked for permits. */
export interface LeaseState {
  /** The newest version that anybody has told. */
  readonly version: number
  readonly admission: AdmissionState
}

/** Answers an isolate that asks for permits. What didn't change stays the same value, and needs no writing. Pure. */
export function answerLease(
  known: LeaseState,
  { version, limits, need, want, returned }: LeaseRequest,
  now: number,
  attendance: Attendance,
): { state: LeaseState; answer: LeaseAnswer } {
  // Versions only grow: whoever has read a newer one from the database teaches it to the object.
  const inForce = Math.max(known.version, version)
  const pace = paceOf(attendance)
  const before = known.admission
  const settled = returned.reduce((state, { receipt, unused }) => returnPermits(state, receipt, unused), before)
  if (inForce > version) {
    const grant = { permits: 0, receipt: [], retryAfter: 0, tightest: undefined }
    return { state: { version: inForce, admission: settled }, answer: { version: inForce, grant, pace } }
  }
  const { state, grant } = admit(withLimits(settled, limits), now, { need, want })
  const unlimited = state.limits.length === 0 && before.limits.length === 0
  return {
    state: { version: inForce, admission: unlimited ? before : state },
    answer: { version: inForce, grant, pace },
  }
}

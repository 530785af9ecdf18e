import type { RecordedCall } from '../../../src/meter/local-meter.ts'
import type { CallRecord } from '../../../src/meter/metrics.ts'

/** A call as a meter records it, of which only what is counted matters. */
export function recorded(call: CallRecord, rest: Partial<RecordedCall> = {}): RecordedCall {
  return {
    ...call,
    status: call.succeeded ? 200 : 422,
    attempts: 1,
    outcome: call.succeeded ? 'succeeded' : 'rejected',
    code: call.succeeded ? undefined : 'provider_rejected',
    requestId: 'req_1',
    health: 'answered',
    probe: undefined,
    ...rest,
  }
}

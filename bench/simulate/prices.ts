import type { Outcome } from './simulation.ts'

/**
 * What Cloudflare charges beyond what the Workers Paid plan includes, in US dollars per million.
 * https://developers.cloudflare.com/workers/platform/pricing/
 * https://developers.cloudflare.com/durable-objects/platform/pricing/
 */
const perMillion = {
  requests: 0.3,
  cpuMilliseconds: 0.02,
  objectRequests: 0.15,
  objectGigabyteSeconds: 12.5,
  rowsRead: 0.001,
  rowsWritten: 1,
}

/** An object is billed for 128 MB, whatever it uses. */
const gigabytesOfObject = 0.128
/** What a call costs the Worker in CPU time, in milliseconds: an assumption, on the safe side of what `npm run bench` measures. */
const cpuOfCall = 1

export interface Cost {
  /** The Worker's part, which no design of the meter changes. */
  readonly worker: number
  readonly object: number
}

/** US dollars for a million calls. */
export function costOfMillion(outcome: Outcome): Cost {
  const { calls, onObject, onRelays, rowsRead, rowsWritten, busy } = outcome
  const object =
    (onObject + onRelays) * perMillion.objectRequests +
    (busy / 1_000) * gigabytesOfObject * perMillion.objectGigabyteSeconds +
    rowsRead * perMillion.rowsRead +
    rowsWritten * perMillion.rowsWritten
  return { worker: perMillion.requests + cpuOfCall * perMillion.cpuMilliseconds, object: object / calls }
}

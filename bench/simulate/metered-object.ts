import { emptyAdmission } from '../../src/meter/admission.ts'
import { Crowd } from '../../src/meter/crowd.ts'
import { answerLease, type LeaseState } from '../../src/meter/lease.ts'
import { emptyLedger, enter, type Ledger } from '../../src/meter/ledger.ts'
import type { MeterPort } from '../../src/meter/protocol.ts'
import type { VirtualTime } from './virtual-time.ts'

/**
 * How long an object is busy with one call, in milliseconds: 500 a second at most, which is what Cloudflare gives as the upper end for
 * calls that write to storage.
 * https://developers.cloudflare.com/durable-objects/best-practices/rules-of-durable-objects/#message-throughput-limits
 */
const serviceTime = 2

/** What is paid for, and what is limited. */
export interface ObjectUse {
  leases: number
  flushes: number
  rowsRead: number
  rowsWritten: number
  /** Milliseconds. */
  busy: number
  /** Most calls within a second of the clock. */
  busiestSecond: number
}

/**
 * An integration's Durable Object: one thread, which takes calls in the order of their arrival and decides as
 * `IntegrationMeter` does. What is read and written is counted as that class reads and writes its storage.
 */
export class MeteredObject {
  readonly #time: VirtualTime
  readonly #crowd = new Crowd()
  #known: LeaseState = { version: 0, admission: emptyAdmission }
  #ledger: Ledger = emptyLedger
  #freeAt = 0
  #second = 0
  #inSecond = 0
  use: ObjectUse = unused()

  constructor(time: VirtualTime) {
    this.#time = time
  }

  get ledger(): Ledger {
    return this.#ledger
  }

  /** Forgets what was used so far: measuring begins. */
  beginMeasuring(): void {
    this.use = unused()
  }

  /** The object as seen from a place: `roundTrip` tells how long the way there and back takes this time. */
  seenFrom(roundTrip: () => number): MeterPort {
    return {
      lease: (request) =>
        this.#call(roundTrip(), () => {
          const { state, answer } = answerLease(
            this.#known,
            request,
            this.#time.now,
            this.#crowd.see(request.isolate, this.#time.now),
          )
          this.use.leases += 1
          this.use.rowsRead += 2
          this.use.rowsWritten += state.version === this.#known.version ? 0 : 1
          this.use.rowsWritten += state.admission === this.#known.admission ? 0 : 1
          this.#known = state
          return answer
        }),
      flush: (batch) =>
        this.#call(roundTrip(), () => {
          const next = enter(this.#ledger, batch, this.#time.now)
          this.use.flushes += 1
          this.use.rowsRead += 1
          this.use.rowsWritten += next === this.#ledger ? 0 : 1
          this.#ledger = next
        }),
      read: () => this.#call(roundTrip(), () => this.#ledger.metrics),
      announce: (version) =>
        this.#call(roundTrip(), () => {
          this.#known = { ...this.#known, version: Math.max(version, this.#known.version) }
        }),
    }
  }

  #call<Answer>(roundTrip: number, decide: () => Answer): Promise<Answer> {
    return new Promise((resolve) => {
      this.#time.after(roundTrip / 2, () => {
        this.#count()
        this.#freeAt = Math.max(this.#freeAt, this.#time.now) + serviceTime
        this.#time.after(this.#freeAt - this.#time.now, () => {
          const answer = decide()
          this.use.busy += serviceTime
          this.#time.after(roundTrip / 2, () => resolve(answer))
        })
      })
    })
  }

  #count(): void {
    const second = Math.floor(this.#time.now / 1_000)
    this.#inSecond = second === this.#second ? this.#inSecond + 1 : 1
    this.#second = second
    this.use.busiestSecond = Math.max(this.use.busiestSecond, this.#inSecond)
  }
}

function unused(): ObjectUse {
  return { leases: 0, flushes: 0, rowsRead: 0, rowsWritten: 0, busy: 0, busiestSecond: 0 }
}

import type { HistoryPort, LeaseAnswer, MeterPort } from '../../src/meter/protocol.ts'
import { Relay } from '../../src/meter/relay.ts'
import { Route } from '../../src/meter/route.ts'
import type { MeteredObject } from './metered-object.ts'
import { Thread } from './thread.ts'
import type { VirtualTime } from './virtual-time.ts'

/** A relay writes nothing, so a thousand calls a second: https://developers.cloudflare.com/durable-objects/platform/limits/ */
const serviceTime = 1
/** Between a relay and the object beside which it was opened, as in the same metropolitan area. */
const roundTripToObject = 5

/** The relays of an object, each a thread with the gateway's own `Relay`, opened when an isolate first comes for one. */
export class SimulatedRelays {
  readonly #time: VirtualTime
  readonly #object: MeteredObject
  readonly #relays: { readonly relay: Relay<LeaseAnswer>; readonly thread: Thread }[] = []

  constructor(time: VirtualTime, object: MeteredObject) {
    this.#time = time
    this.#object = object
  }

  get threads(): readonly Thread[] {
    return this.#relays.map(({ thread }) => thread)
  }

  /** The object as an isolate sees it that talks to a relay where it is told to. */
  seenFrom(roundTrip: () => number, place: number): MeterPort & HistoryPort {
    const direct = this.#object.seenFrom(roundTrip)
    const route = new Route({ place, now: () => this.#time.now })
    const say = <Answer>(itself: () => Promise<Answer>, relayed: (relay: Relay<LeaseAnswer>) => Promise<Answer>) => {
      if (route.relay === undefined) return itself()
      const { relay, thread } = this.#relay(route.relay)
      return thread.call(roundTrip(), () => relayed(relay))
    }
    return {
      ...direct,
      async lease(request) {
        const answer = await say(
          () => direct.lease(request),
          (relay) => relay.lease(request),
        )
        route.hear(answer.pace)
        return answer
      },
      report: (report) =>
        say(
          () => direct.report(report),
          (relay) => relay.report(report),
        ),
      flush: (batch) =>
        say(
          () => direct.flush(batch),
          (relay) => relay.flush(batch),
        ),
    }
  }

  #relay(number: number) {
    for (let next = this.#relays.length; next <= number; next += 1) {
      const relay = new Relay({
        serve: (said) => this.#object.serve(said, roundTripToObject),
        now: () => this.#time.now,
        sleep: (milliseconds) => this.#time.sleep(milliseconds),
      })
      this.#relays.push({ relay, thread: new Thread(this.#time, serviceTime) })
    }
    const found = this.#relays[number]
    if (found === undefined) throw new RangeError(`there is no relay ${number}`)
    return found
  }
}

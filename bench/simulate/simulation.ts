import { LocalMeters } from '../../src/meter/local-meters.ts'
import { summarize } from '../../src/meter/metrics.ts'
import type { HistoryPort, MeterPort } from '../../src/meter/protocol.ts'
import type { WindowLimit } from '../../src/meter/window.ts'
import { quantile } from '../statistics.ts'
import { MeteredObject, type ObjectUse } from './metered-object.ts'
import { placesOf, spreadOfRoundTrips } from './places.ts'
import { Random } from './random.ts'
import { SimulatedRelays } from './relays.ts'
import { VirtualTime } from './virtual-time.ts'

export interface Scenario {
  readonly locations: number
  /** Of all locations together, which share them evenly. */
  readonly callsPerSecond: number
  /** Isolates of each location, which share its calls evenly. */
  readonly isolatesPerLocation: number
  readonly limit: WindowLimit
  /** Seconds that pass before measuring begins, and while it goes on. */
  readonly warmUp: number
  readonly seconds: number
  readonly seed: number
  /** The provider fails every call that is made once measuring has begun, each after so many milliseconds. */
  readonly outage?: number
}

export interface Outcome extends Readonly<ObjectUse> {
  /** Calls of the integration's object: of isolates and of relays. */
  readonly onObject: number
  readonly onRelays: number
  /** How many relays were in use at last. */
  readonly relays: number
  /** Milliseconds for which the object and all relays were busy. */
  readonly busy: number
  /** Most calls within a second, on the object or on any of its relays. */
  readonly busiestSecond: number
  readonly calls: number
  readonly admitted: number
  readonly refused: number
  /** Calls that the meter's answer reached too late to be let through or refused. */
  readonly failed: number
  /** Calls that the object knows of at the end, when all isolates have delivered; warm-up included. */
  readonly counted: number
  readonly recorded: number
  /** Most calls admitted within any window of the limit. */
  readonly mostInWindow: number
  /** What asking for permits adds to a call, in milliseconds. */
  readonly addedP50: number
  readonly addedP99: number
}

const start = Date.UTC(2026, 0, 1)
/** What providers take, in milliseconds: the median and the spread of a log-normal. */
const provider = { median: 200, spread: 0.5 }
const operation = 'create-payment'
const answered = {
  operation,
  succeeded: true,
  status: 200,
  attempts: 1,
  outcome: 'succeeded',
  code: undefined,
  requestId: 'req_simulated',
  health: 'answered',
} as const
const failed = { ...answered, succeeded: false, status: 502, outcome: 'uncertain', health: 'failed' } as const
/** Seconds after the last call until everything has been delivered. */
const aftermath = 60

/** Plays isolates everywhere in front of one integration's object, with the meter that the gateway runs. */
export async function simulate(scenario: Scenario): Promise<Outcome> {
  const { locations, isolatesPerLocation, callsPerSecond, limit, warmUp, seconds, seed, outage } = scenario
  const random = new Random(seed)
  const time = new VirtualTime(start)
  const object = new MeteredObject(time)
  const relays = new SimulatedRelays(time, object)
  const isolates = placesOf(locations).flatMap((median, place) =>
    Array.from({ length: isolatesPerLocation }, (_, index) => {
      const port = relays.seenFrom(() => random.logNormal(median, spreadOfRoundTrips), random.uniform())
      return isolateOf(port, time, `${place}.${index}`)
    }),
  )

  const measuredFrom = start + warmUp * 1_000
  const end = measuredFrom + seconds * 1_000
  const tally = { calls: 0, refused: 0, failed: 0, recorded: 0 }
  const added: number[] = []
  const admissions: number[] = []

  const admitted = (isolate: LocalMeters, asked: number, probe: number | undefined) => {
    admissions.push(time.now)
    if (asked >= measuredFrom) added.push(time.now - asked)
    const isDown = outage !== undefined && time.now >= measuredFrom
    const duration = isDown ? outage : random.logNormal(provider.median, provider.spread)
    time.after(duration, () => {
      tally.recorded += 1
      isolate.record('integration', 1, { ...(isDown ? failed : answered), probe, duration, at: time.now })
    })
  }

  const call = async (isolate: LocalMeters) => {
    const asked = time.now
    const measured = asked >= measuredFrom
    if (measured) tally.calls += 1
    if (isolate.take('integration', 1, [limit], operation)) return admitted(isolate, asked, undefined)
    try {
      const answer = await isolate.lease('integration', 1, [limit], operation)
      if (answer.kind === 'admitted') admitted(isolate, asked, answer.probe)
      else if (measured && answer.kind === 'late') tally.failed += 1
      else if (measured) tally.refused += 1
    } catch {
      if (measured) tally.failed += 1
    }
  }

  const arrive = () => {
    if (time.now >= end) return
    const isolate = isolates[random.below(isolates.length)]
    if (isolate !== undefined) void call(isolate)
    time.after(random.exponential(1_000 / callsPerSecond), arrive)
  }
  time.after(random.exponential(1_000 / callsPerSecond), arrive)

  await time.runUntil(measuredFrom)
  object.beginMeasuring()
  for (const thread of relays.threads) thread.beginMeasuring()
  await time.runUntil(end)
  const threads = [object.thread, ...relays.threads].map(({ use }) => use)
  const use = {
    ...object.use,
    onObject: object.thread.use.calls,
    onRelays: sum(relays.threads.map(({ use: { calls } }) => calls)),
    relays: relays.threads.filter(({ use: { calls } }) => calls > 0).length,
    busy: sum(threads.map(({ busy }) => busy)),
    busiestSecond: Math.max(...threads.map(({ busiestSecond }) => busiestSecond)),
  }
  await time.runUntil(end + aftermath * 1_000)

  return {
    ...use,
    ...tally,
    admitted: added.length,
    counted: summarize(object.metrics).totalCalls,
    mostInWindow: mostWithin(limit.window * 1_000, admissions),
    addedP50: added.length === 0 ? 0 : quantile(added, 0.5),
    addedP99: added.length === 0 ? 0 : quantile(added, 0.99),
  }
}

function isolateOf(port: MeterPort & HistoryPort, time: VirtualTime, name: string): LocalMeters {
  return new LocalMeters({
    port: () => port,
    now: () => time.now,
    isolate: () => name,
    sleep: (milliseconds) => time.sleep(milliseconds),
    // Nothing fails here, so there is nobody to tell.
    later: () => undefined,
  })
}

/** Most of the times, which are in order, that lie within `length` of each other. */
function mostWithin(length: number, times: readonly number[]): number {
  let first = 0
  let most = 0
  times.forEach((time, index) => {
    while (time - (times[first] ?? time) >= length) first += 1
    most = Math.max(most, index - first + 1)
  })
  return most
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

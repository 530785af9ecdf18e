import { leastShare } from './admission.ts'

/**
 * How many isolates ask an object for permits and how often, and so how far apart each of them has to ask lest all of
 * them together ask more than one object can bear. Kept in memory: after an eviction it is learned anew in seconds.
 */

/**
 * Questions a second that an object answers as they come, and that it wants to be asked at most; deliveries of counts a
 * second beside them; and reports of failures, which come in a bad hour only. Cloudflare gives 200 to 500 calls a second
 * for an object that writes to storage.
 * https://developers.cloudflare.com/durable-objects/best-practices/rules-of-durable-objects/#message-throughput-limits
 */
const easyRate = 200
const fullRate = 260
const deliveriesPerSecond = 80
const reportsPerSecond = 250
/** Isolates that may report every failure: a circuit opens by ten. */
const few = 80
/**
 * Longest time between two questions of an isolate, in milliseconds. Permits live for two seconds, so where isolates have
 * to leave more, calls wait for permits: that is slow, but answers which come too late for any call would be the end.
 */
const longestSpacing = 10_000
/**
 * Shortest and longest time that counts wait, in milliseconds. Work after an answer may take thirty seconds.
 * https://developers.cloudflare.com/workers/runtime-apis/context/#waituntil
 */
const shortestPause = 1_000
const longestPause = 10_000
/** Isolates are counted over periods of this length, in milliseconds: a busy one asks every two seconds. */
const period = 4_000
const second = 1_000

/** What an object has seen when it is asked. */
export interface Attendance {
  /** Isolates that have asked lately. */
  readonly isolates: number
  /** Questions a second. */
  readonly rate: number
}

/**
 * How far apart an isolate has to ask, to deliver and to report failures, in milliseconds; and whether to say all this to one
 * of so many relays instead.
 */
export interface Pace {
  readonly questions: number
  readonly deliveries: number
  readonly reports: number
  readonly relays: number
}

/** The pace of an isolate that has not been told any. */
export const freePace: Pace = { questions: 0, deliveries: shortestPause, reports: 0, relays: 0 }

/**
 * Questions are free while there are few of them, and have to be further apart the nearer their rate comes to what the
 * object bears, until all isolates together can't exceed it. Counts, and all but the first failure that an isolate
 * tells, wait the longer the more isolates there are. Where relays bear it, it is their share that counts.
 */
export function paceOf(all: Attendance, relays = 0): Pace {
  const isolates = all.isolates / Math.max(1, relays)
  const rate = all.rate / Math.max(1, relays)
  const pressure = Math.min(1, Math.max(0, (rate - easyRate) / (fullRate - easyRate)))
  return {
    questions: Math.min(longestSpacing, Math.ceil(pressure * (isolates / fullRate) * second)),
    deliveries: Math.min(longestPause, Math.max(shortestPause, (isolates / deliveriesPerSecond) * second)),
    reports: isolates <= few ? 0 : Math.min(longestPause, (isolates / reportsPerSecond) * second),
    relays,
  }
}

/** Isolates from which on an object has relays, under which it has none any more, and for which there is one each. */
const manyIsolates = 300
const fewIsolates = 200
const isolatesOfRelay = 150
/** An object bears 40 relays with a message each 200 ms; beyond 6,000 isolates each of them has more to do. */
const mostRelays = 40

/** How many relays an object wants, that has so many `now`: not fewer until the crowd has clearly become smaller. */
export function relaysFor({ isolates }: Attendance, now: number): number {
  if (isolates <= (now === 0 ? manyIsolates : fewIsolates)) return 0
  const wanted = Math.min(mostRelays, Math.ceil(isolates / isolatesOfRelay))
  return wanted >= now || isolates * 2 < now * isolatesOfRelay ? wanted : now
}

/** What one of them may take ahead of need, where a limit is near: such a part of what is left (2 is a half). */
export function shareOf({ isolates }: Attendance): number {
  return Math.min(leastShare, 1 + isolates)
}

export class Crowd {
  #isolates = new Set<string>()
  #isolatesBefore = 0
  #isolatesSince = Number.NEGATIVE_INFINITY
  #questions = 0
  #questionsBefore = 0
  #questionsSince = Number.NEGATIVE_INFINITY

  /** Counts a question that an isolate asks. */
  see(isolate: string, now: number): Attendance {
    const isolatesFor = now - this.#isolatesSince
    if (isolatesFor >= period) {
      this.#isolatesBefore = isolatesFor < 2 * period ? this.#isolates.size : 0
      this.#isolates = new Set()
      this.#isolatesSince = now
    }
    this.#isolates.add(isolate)

    const questionsFor = now - this.#questionsSince
    if (questionsFor >= second) {
      this.#questionsBefore = questionsFor < 2 * second ? this.#questions : 0
      this.#questions = 0
      this.#questionsSince = now
    }
    this.#questions += 1

    // Of the second before, the part that is less than a second ago.
    const recently = 1 - Math.max(0, now - this.#questionsSince) / second
    return {
      isolates: Math.max(this.#isolatesBefore, this.#isolates.size),
      rate: this.#questions + this.#questionsBefore * recently,
    }
  }
}

import type { Pace } from './crowd.ts'

/** How long an isolate asks the object itself after its relay has failed, in milliseconds. */
const avoidance = 5_000

/** The name of an object's relay, which is an object of the same class. */
export function relayName(object: string, relay: number): string {
  return `${object}|relay|${relay}`
}

export interface RouteOptions {
  /** From 0 to 1, 1 excluded, and by chance: so isolates are spread evenly, however many relays there are. */
  readonly place: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Whom an isolate talks to: an integration's object, or the one of its relays that the object has told it to. */
export class Route {
  readonly #options: RouteOptions
  #relays = 0
  #directUntil = 0

  constructor(options: RouteOptions) {
    this.#options = options
  }

  /** The number of the relay to talk to; undefined for the object itself. */
  get relay(): number | undefined {
    const { place, now } = this.#options
    return this.#relays === 0 || now() < this.#directUntil ? undefined : Math.floor(place * this.#relays)
  }

  hear(pace: Pace | undefined): void {
    this.#relays = pace?.relays ?? 0
  }

  /** The relay has failed. */
  avoid(): void {
    this.#directUntil = this.#options.now() + avoidance
  }
}

export interface FlightsOptions {
  /** Milliseconds that somebody waits for an answer that another caller has asked for. */
  readonly patience?: number
  readonly sleep: (milliseconds: number) => Promise<unknown>
}

/** Twice what a near database takes; whoever asks in vain has lost no more. */
const usualPatience = 50

/**
 * One question at a time for each key: whoever needs the answer meanwhile shares it. A question belongs to the request that
 * asked it and ends with it, so nobody waits for another's for long: its place is taken over by the first who has waited.
 */
export class Flights<Answer> {
  readonly #flying = new Map<string, Promise<Answer>>()
  readonly #patience: number
  readonly #sleep: FlightsOptions['sleep']

  constructor({ patience = usualPatience, sleep }: FlightsOptions) {
    this.#patience = patience
    this.#sleep = sleep
  }

  async join(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    for (let flight = this.#flying.get(key); flight !== undefined; flight = this.#flying.get(key)) {
      const landed = await Promise.race([flight.then((answer) => ({ answer })), this.#sleep(this.#patience)])
      if (isLanded<Answer>(landed)) return landed.answer
      if (this.#flying.get(key) === flight) this.#flying.delete(key)
    }
    return this.#lead(key, ask)
  }

  async #lead(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const flight = ask()
    this.#flying.set(key, flight)
    try {
      return await flight
    } finally {
      if (this.#flying.get(key) === flight) this.#flying.delete(key)
    }
  }
}

function isLanded<Answer>(value: unknown): value is { readonly answer: Answer } {
  return typeof value === 'object' && value !== null && 'answer' in value
}

/** Randomness that is the same for the same seed, so that a simulation can be repeated. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** At least 0 and less than 1: mulberry32, 32 bits of state, which is plenty for some millions of draws. */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, at least 0 and less than `bound`. */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound)
  }

  /** The time between two of the events that happen independently of each other, `mean` apart on average. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform())
  }

  /** Log-normal: `median`, and a spread of the logarithm. */
  logNormal(median: number, spread: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform())
    return median * Math.exp(spread * normal)
  }
}

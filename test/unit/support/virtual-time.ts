/** Time that passes only where somebody sleeps: hours of it in a moment, and always in the same order. */
export class VirtualTime {
  now = Date.UTC(2026, 10, 24, 12)
  readonly #sleepers: { readonly until: number; readonly wake: () => void }[] = []

  sleep = (milliseconds: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#sleepers.push({ until: this.now + milliseconds, wake: resolve })
    return promise
  }

  /** Lets time pass until the work is done. */
  async pass<Value>(work: Promise<Value>): Promise<Value> {
    let over = false
    const done = work.finally(() => {
      over = true
    })
    // Whoever waits for the work hears of its failure; nobody else has to.
    done.catch(() => undefined)
    for (;;) {
      await new Promise<void>((resolve) => setImmediate(resolve))
      if (over) return done
      this.#wakeNext()
    }
  }

  #wakeNext(): void {
    const [first, ...others] = this.#sleepers
    if (first === undefined) throw new Error('everybody waits, and nobody sleeps')
    const next = others.reduce((soonest, sleeper) => (sleeper.until < soonest.until ? sleeper : soonest), first)
    this.#sleepers.splice(this.#sleepers.indexOf(next), 1)
    this.now = Math.max(this.now, next.until)
    next.wake()
  }
}

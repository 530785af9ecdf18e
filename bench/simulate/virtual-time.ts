interface Occurrence {
  readonly at: number
  /** Of two occurrences at one time, the one that was planned first happens first. */
  readonly order: number
  readonly happen: () => void
}

/**
 * A clock that jumps from one occurrence to the next. Before it moves, everything runs that waits for nothing but its
 * turn: what awaits a promise in the simulated programs sees no time pass that isn't simulated.
 */
export class VirtualTime {
  #now: number
  #planned = 0
  readonly #heap: Occurrence[] = []

  constructor(start: number) {
    this.#now = start
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return this.#now
  }

  after(milliseconds: number, happen: () => void): void {
    this.#planned += 1
    this.#push({ at: this.#now + milliseconds, order: this.#planned, happen })
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve))
  }

  /** Lets happen what is planned up to a time, and what follows from it. */
  async runUntil(end: number): Promise<void> {
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#pop()
      this.#now = next.at
      next.happen()
      await everythingElse()
    }
    this.#now = end
  }

  #push(added: Occurrence): void {
    let place = this.#heap.length
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = this.#heap[parent]
      if (above === undefined || isBefore(above, added)) break
      this.#heap[place] = above
      place = parent
    }
    this.#heap[place] = added
  }

  /** Takes the first occurrence out: the last one takes its place and sinks to where it belongs. */
  #pop(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    let place = 0
    for (;;) {
      const left = this.#heap[2 * place + 1]
      const right = this.#heap[2 * place + 2]
      if (left === undefined) break
      const goRight = right !== undefined && isBefore(right, left)
      const child = goRight ? right : left
      if (isBefore(last, child)) break
      this.#heap[place] = child
      place = 2 * place + (goRight ? 2 : 1)
    }
    this.#heap[place] = last
  }
}

function isBefore(left: Occurrence, right: Occurrence): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order)
}

/** A turn of the real event loop begins when no promise has anything left to do. */
function everythingElse(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

import type { Snapshot } from './ports.ts'

/** In tenths of a retry: an answered call earns one tenth, and no more than five retries are saved up. */
const cost = 10
const mostSaved = 50

/**
 * How often calls may be repeated: one retry for ten calls of an integration that its provider answers, in each isolate.
 * Only answers earn, so that a provider that is down gets each call once, and a few more in all.
 */
export class RetryBudget {
  /** What is left of those that haven't got all of it: mostly of nobody. */
  readonly #left = new Map<string, number>()
  readonly #capacity: number

  constructor({ capacity = 10_000 }: { readonly capacity?: number } = {}) {
    this.#capacity = capacity
  }

  /** The provider has answered a call, with a yes or a no. */
  earn(snapshot: Snapshot): void {
    if (this.#left.size === 0) return
    const key = keyOf(snapshot)
    const left = this.#left.get(key)
    if (left === undefined) return
    if (left + 1 >= mostSaved) this.#left.delete(key)
    else this.#left.set(key, left + 1)
  }

  /** Takes a retry; false where none is left. */
  spend(snapshot: Snapshot): boolean {
    const key = keyOf(snapshot)
    const left = this.#left.get(key) ?? mostSaved
    if (left < cost) return false
    const [oldest] = this.#left.keys()
    if (oldest !== undefined && this.#left.size >= this.#capacity && !this.#left.has(key)) this.#left.delete(oldest)
    this.#left.set(key, left - cost)
    return true
  }
}

function keyOf({ org, id }: Snapshot): string {
  return `${org}|${id}`
}

import type { KnownKey } from './authenticate.ts'

export interface KeyCacheOptions {
  readonly find: (key: string) => Promise<KnownKey | undefined>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void
  readonly capacity?: number
}

interface Held {
  readonly key: KnownKey
  readonly readAt: number
  refreshedAt: number
}

/** A key is read again in the background after this long, in milliseconds … */
const fresh = 4_000
/** … and not believed any more after this long: the time within which a revoked key stops working everywhere. */
const longestHold = 10_000

/**
 * Keys that were used within seconds, held by the isolate by their text, so that a warm call hashes nothing. Only known
 * keys are held: a guess always asks the database.
 */
export class KeyCache {
  readonly #options: KeyCacheOptions
  readonly #held = new Map<string, Held>()

  constructor(options: KeyCacheOptions) {
    this.#options = options
  }

  /** A key that is held is answered at once, any other by a promise. */
  find(text: string): KnownKey | Promise<KnownKey | undefined> {
    const now = this.#options.now()
    const held = this.#held.get(text)
    if (held === undefined || now - held.readAt > longestHold) return this.#read(text)
    if (now - held.refreshedAt > fresh) {
      held.refreshedAt = now
      this.#options.later(this.#read(text))
    }
    return held.key
  }

  /** Makes a revocation effective at once in this isolate. */
  clear(): void {
    this.#held.clear()
  }

  async #read(text: string): Promise<KnownKey | undefined> {
    const now = this.#options.now()
    const key = await this.#options.find(text)
    this.#held.delete(text)
    if (key === undefined) return undefined
    const [oldest] = this.#held.keys()
    if (oldest !== undefined && this.#held.size >= (this.#options.capacity ?? 10_000)) this.#held.delete(oldest)
    this.#held.set(text, { key, readAt: now, refreshedAt: now })
    return key
  }
}

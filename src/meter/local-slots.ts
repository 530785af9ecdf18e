import type { SlotPort } from './protocol.ts'

export interface LocalSlotsOptions {
  readonly port: (key: string) => SlotPort
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomId: () => string
  readonly sleep: (milliseconds: number) => Promise<unknown>
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void
}

/** A place among the calls that a provider serves at once. */
export interface Slot {
  readonly key: string
  readonly id: string
  /** Until when a call of this isolate may begin in it, in milliseconds since 1970. */
  readonly reusableUntil: number
}

/** Longest time that a call holds a place, in milliseconds: no deadline is longer, and then it is taken for lost. */
const longestCall = 35_000
/** How long after the question a place serves calls of the same isolate, without asking again. */
const reuse = 2_000
/** How long an unused place is kept for the next call of the isolate. */
const idleLife = 250

/** The places that an isolate holds, by integration: one that was just used serves the next call without asking. */
export class LocalSlots {
  readonly #options: LocalSlotsOptions
  readonly #idle = new Map<string, Slot[]>()

  constructor(options: LocalSlotsOptions) {
    this.#options = options
  }

  /** Takes a place, and stands in line for one for `patience` milliseconds at most; undefined where that wasn't enough. */
  async take(key: string, limit: number, patience: number): Promise<Slot | undefined> {
    const idle = this.#takeIdle(key)
    if (idle !== undefined) return idle
    const { port, now, randomId, sleep, later } = this.#options
    const id = randomId()
    for (let waited = 0; ; ) {
      const askedAt = now()
      const answer = await port(key).takeSlot({ id, limit, life: longestCall + reuse })
      if (answer.kind === 'held') return { key, id, reusableUntil: answer.wanted ? askedAt : askedAt + reuse }
      waited += answer.retryAfter
      if (waited > patience) {
        later(port(key).freeSlot(id))
        return undefined
      }
      await sleep(answer.retryAfter)
    }
  }

  free(slot: Slot): void {
    const { now, sleep, later } = this.#options
    if (now() + idleLife >= slot.reusableUntil) later(this.#giveBack(slot))
    else {
      this.#idle.set(slot.key, [...(this.#idle.get(slot.key) ?? []), slot])
      later(sleep(idleLife).then(() => (this.#removeIdle(slot) ? this.#giveBack(slot) : undefined)))
    }
  }

  #giveBack({ key, id }: Slot): Promise<void> {
    return this.#options.port(key).freeSlot(id)
  }

  #takeIdle(key: string): Slot | undefined {
    const now = this.#options.now()
    const slot = this.#idle.get(key)?.find(({ reusableUntil }) => now < reusableUntil)
    if (slot !== undefined) this.#removeIdle(slot)
    return slot
  }

  /** False where the place is in use again. */
  #removeIdle(slot: Slot): boolean {
    const known = this.#idle.get(slot.key) ?? []
    const rest = known.filter((other) => other !== slot)
    if (rest.length === 0) this.#idle.delete(slot.key)
    else this.#idle.set(slot.key, rest)
    return rest.length < known.length
  }
}

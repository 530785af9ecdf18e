import { leaseLife, type Receipt } from './admission.ts'
import type { ReturnedPermits } from './protocol.ts'

/** Permits that were granted at once, and what is left of them. Times are milliseconds since 1970. */
export interface Batch {
  readonly version: number
  readonly receipt: Receipt
  readonly granted: number
  readonly askedAt: number
  expiresAt: number
  left: number
}

/** How many permits an isolate asks for at first, and the smallest and largest number that it asks for at once. */
const firstWant = 8
const smallestWant = 2
const largestWant = 4_096

/** The permits that one isolate holds of one integration, and how many it asks for by what it has used of them. */
export class HeldPermits {
  #batches: Batch[] = []
  #returns: ReturnedPermits[] = []
  #want = firstWant

  /** How many to ask for next. */
  get want(): number {
    return this.#want
  }

  take(version: number, now: number): boolean {
    const [oldest] = this.#batches
    if (oldest !== undefined && oldest.version === version && oldest.left > 1 && oldest.expiresAt > now) {
      oldest.left -= 1
      return true
    }
    this.#expire(now)
    const batch = this.#batches.find((candidate) => candidate.version === version && candidate.left > 0)
    if (batch === undefined) return false
    batch.left -= 1
    return true
  }

  add(batch: Batch): void {
    this.#batches.push(batch)
  }

  /**
   * Whether few are left, or their life will be over soon after an answer that takes as long as the `slowest` of late
   * (milliseconds). Never where a limit is so near that permits come one by one.
   */
  areScarce(version: number, now: number, slowest: number): boolean {
    const [only, another] = this.#batches
    if (
      only !== undefined &&
      another === undefined &&
      only.version === version &&
      !isScarce(only, only.left, now, slowest)
    )
      return false
    const batches = this.#batches.filter((batch) => batch.version === version)
    const [first] = batches
    if (first === undefined || first.granted === 1) return false
    const left = batches.reduce((sum, batch) => sum + batch.left, 0)
    return isScarce(batches.at(-1) ?? first, left, now, slowest)
  }

  /** Gives up all permits; they are returned once somebody looks for one. */
  drop(): void {
    for (const batch of this.#batches) batch.expiresAt = 0
  }

  /** Hands over what is to be given back. */
  takeReturns(): readonly ReturnedPermits[] {
    const returns = this.#returns
    this.#returns = []
    return returns
  }

  /** Drops batches that are used up or too old; unused permits go back with the next question. */
  #expire(now: number): void {
    // Answers may come in another order than their questions went, so the first batch isn't always the oldest.
    if (this.#batches.every((batch) => batch.left > 0 && batch.expiresAt > now)) return
    this.#batches = this.#batches.filter((batch) => {
      if (batch.left > 0 && batch.expiresAt > now) return true
      if (batch.left > 0 && batch.receipt.length > 0) this.#returns.push({ receipt: batch.receipt, unused: batch.left })
      this.#want = wantAfter(this.#want, batch, now)
      return false
    })
  }
}

/** What an isolate would have used in a lease's life at the pace of its last batch, and a little more. */
function wantAfter(before: number, batch: Batch, now: number): number {
  const age = Math.min(leaseLife, Math.max(1, now - batch.askedAt))
  const used = (batch.granted - batch.left) * (leaseLife / age)
  // A burst says little about what comes after it, so it doubles the number at most.
  return Math.max(smallestWant, Math.min(largestWant, before * 2, Math.ceil(used * 1.25)))
}

/** The last part of a batch's life, in which more is asked for: at least and at most so long, in milliseconds. */
const shortestEnd = leaseLife / 10
const longestEnd = leaseLife / 4

/** Whether a quarter of the permits is left, or no more of their life than two answers take. */
function isScarce(batch: Batch, left: number, now: number, slowest: number): boolean {
  const end = Math.min(longestEnd, Math.max(shortestEnd, 2 * slowest))
  return left * 4 <= batch.granted || batch.expiresAt - now <= end
}

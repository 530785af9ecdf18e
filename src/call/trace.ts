import type { Clock } from './ports.ts'

/**
 * What a call spends its time on: `resolve` knowing the caller, finding the integration and checking the input, `admit`
 * the permit and the memory of keyed writes, `sign` getting and applying credentials, `provider` its answers, `wait`
 * between attempts.
 */
export type Phase = 'resolve' | 'admit' | 'sign' | 'provider' | 'wait'

/** One call on its way: when it came, how often it was sent, and where its time went. */
export class Trace {
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** How often a request was sent for it; token endpoints don't count. */
  attempts = 0
  readonly #now: Clock
  /** Milliseconds by phase; undefined before it was reached. */
  readonly #spent: { [Name in Phase]: number | undefined } = {
    resolve: undefined,
    admit: undefined,
    sign: undefined,
    provider: undefined,
    wait: undefined,
  }
  #last: number

  /** `startedAt` is when the call came, in milliseconds since 1970. */
  constructor(now: Clock, startedAt = now()) {
    this.#now = now
    this.startedAt = startedAt
    this.#last = this.startedAt
  }

  /** Whatever has passed since the last lap went into this phase. Answers the time. */
  lap(phase: Phase): number {
    const now = this.#now()
    this.#spent[phase] = (this.#spent[phase] ?? 0) + now - this.#last
    this.#last = now
    return now
  }

  /** Milliseconds since the call came. */
  elapsed(): number {
    return this.#now() - this.startedAt
  }

  /** `Server-Timing` (https://www.w3.org/TR/server-timing/): the phases that were reached, in milliseconds. */
  serverTiming(): string {
    let timing = ''
    const { resolve, admit, sign, provider, wait } = this.#spent
    if (resolve !== undefined) timing += `resolve;dur=${resolve}, `
    if (admit !== undefined) timing += `admit;dur=${admit}, `
    if (sign !== undefined) timing += `sign;dur=${sign}, `
    if (provider !== undefined) timing += `provider;dur=${provider}, `
    if (wait !== undefined) timing += `wait;dur=${wait}, `
    if (this.attempts > 1) timing += `attempts;desc="${this.attempts}", `
    return `${timing}total;dur=${this.elapsed()}`
  }
}

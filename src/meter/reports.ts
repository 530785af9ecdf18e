import type { LocalGuard } from './local-guard.ts'
import type { MeterPort } from './protocol.ts'

export interface ReportsOptions {
  readonly port: Pick<MeterPort, 'report'>
  readonly guard: LocalGuard
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<unknown>
}

/** A report that has not been answered for this long, in milliseconds, is not waited for by the next one. */
const patience = 1_000
/** How long calls wait at most for the answer to what is told of failures, in milliseconds. */
const longestHold = 500

/** What one isolate tells of its provider at once, one report at a time. */
export class Reports {
  readonly #options: ReportsOptions
  #since = 0
  #lastAt = Number.NEGATIVE_INFINITY
  #again: boolean = false
  #telling: Promise<void> = Promise.resolve()

  constructor(options: ReportsOptions) {
    this.#options = options
  }

  /** When a report was begun last: milliseconds since 1970. */
  get lastAt(): number {
    return this.#lastAt
  }

  /** Tells what was met at the provider, and hears how things stand. What comes up meanwhile is told next. */
  async report(): Promise<void> {
    const { now } = this.#options
    this.#again = true
    if (now() - this.#since < patience) return
    try {
      while (this.#again) {
        this.#again = false
        this.#since = now()
        this.#lastAt = this.#since
        this.#telling = this.#tell()
        await this.#telling
      }
    } finally {
      this.#since = 0
    }
  }

  /** For how long calls wait for what is told to be answered, since the provider may be down: milliseconds. */
  get hold(): number {
    const { guard, now } = this.#options
    if (this.#since === 0 || !guard.isUneasy) return 0
    return Math.max(0, this.#since + longestHold - now())
  }

  /** Waits for the answer to what is told, whatever it is. */
  async answered(): Promise<void> {
    await Promise.race([this.#telling.catch(() => undefined), this.#options.sleep(this.hold)])
  }

  async #tell(): Promise<void> {
    const { guard, now, port } = this.#options
    const report = guard.takeReport(now())
    guard.hear(report.version, await port.report(report), now())
  }
}

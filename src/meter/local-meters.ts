import type { Admission } from './local-meter.ts'
import { LocalMeter, type LocalMeterOptions } from './local-meter.ts'
import type { CallRecord, Metrics } from './metrics.ts'
import type { MeterPort } from './protocol.ts'
import type { WindowLimit } from './window.ts'

export interface LocalMetersOptions extends Omit<LocalMeterOptions, 'port'> {
  readonly port: (key: string) => MeterPort
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void
  readonly capacity?: number
}

export type MeterAnswer =
  | { kind: 'admitted' }
  | { kind: 'stale' }
  | { kind: 'refused'; retryAfter: number; tightest: Tightest }

type Tightest = Extract<Admission, { kind: 'refused' }>['grant']['tightest']

/** The meters that one isolate holds, by integration. */
export class LocalMeters {
  readonly #options: LocalMetersOptions
  readonly #held = new Map<string, LocalMeter>()

  constructor(options: LocalMetersOptions) {
    this.#options = options
  }

  /** Takes a permit that is here; more are fetched in the background before the last is gone. */
  take(key: string, version: number, limits: readonly WindowLimit[]): boolean {
    const meter = this.#meter(key)
    const taken = meter.take(version)
    const renewal = taken ? meter.renewal(version, limits) : undefined
    if (renewal !== undefined) this.#options.later(renewal)
    return taken
  }

  async lease(key: string, version: number, limits: readonly WindowLimit[]): Promise<MeterAnswer> {
    const asked = this.#meter(key).lease(version, limits)
    // Other calls may wait for the same answer, so it has to come even where the one that asked has hung up.
    this.#options.later(asked.catch(() => undefined))
    const admission = await asked
    if (admission.kind !== 'refused') return { kind: admission.kind }
    return { kind: 'refused', retryAfter: admission.grant.retryAfter, tightest: admission.grant.tightest }
  }

  record(key: string, call: CallRecord): void {
    const meter = this.#meter(key)
    meter.record(call)
    const delivery = meter.flushLater()
    if (delivery !== undefined) this.#options.later(delivery)
  }

  /** The metrics of an integration, with what this isolate has not delivered yet. */
  async read(key: string): Promise<Metrics> {
    await this.#held.get(key)?.flush()
    return this.#options.port(key).read()
  }

  announce(key: string, version: number): Promise<void> {
    return this.#options.port(key).announce(version)
  }

  /** Drops the permits of an integration, so that the next call asks for the version in force. */
  forget(key: string): void {
    this.#held.get(key)?.drop()
  }

  #meter(key: string): LocalMeter {
    const known = this.#held.get(key)
    if (known !== undefined) return known
    this.#makeRoom()
    const { port, now, isolate, sleep } = this.#options
    const meter = new LocalMeter({ port: port(key), now, isolate, sleep })
    this.#held.set(key, meter)
    return meter
  }

  /** Lets go of the oldest meter that has nothing to deliver. */
  #makeRoom(): void {
    if (this.#held.size < (this.#options.capacity ?? 10_000)) return
    for (const [key, meter] of this.#held) {
      if (meter.hasUndelivered) continue
      this.#held.delete(key)
      return
    }
  }
}

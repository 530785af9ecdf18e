import type { CallPage, CallQuery } from './call-log.ts'
import type { Restraint } from './local-guard.ts'
import type { Admission, RecordedCall } from './local-meter.ts'
import { LocalMeter, type LocalMeterOptions } from './local-meter.ts'
import type { Metrics } from './metrics.ts'
import type { HistoryPort, MeterPort } from './protocol.ts'
import type { Period, RollUp } from './roll-ups.ts'
import type { WindowLimit } from './window.ts'

export interface LocalMetersOptions extends Omit<LocalMeterOptions, 'port'> {
  readonly port: (key: string) => MeterPort & HistoryPort
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void
  readonly capacity?: number
}

export type MeterAnswer =
  | { kind: 'admitted'; probe: number | undefined }
  | { kind: 'stale' }
  | { kind: 'late' }
  | { kind: 'refused'; retryAfter: number; tightest: Tightest }
  | Restraint

type Tightest = Extract<Admission, { kind: 'refused' }>['grant']['tightest']

/** The meters that one isolate holds, by integration. */
export class LocalMeters {
  readonly #options: LocalMetersOptions
  readonly #held = new Map<string, LocalMeter>()

  constructor(options: LocalMetersOptions) {
    this.#options = options
  }

  /** Takes a permit that is here; more are fetched in the background before the last is gone. */
  take(key: string, version: number, limits: readonly WindowLimit[], operation: string): boolean {
    const meter = this.#meter(key)
    const taken = meter.take(version, operation)
    const renewal = taken ? meter.renewal(version, limits) : undefined
    if (renewal !== undefined) this.#options.later(renewal)
    return taken
  }

  async lease(key: string, version: number, limits: readonly WindowLimit[], operation: string): Promise<MeterAnswer> {
    const asked = this.#meter(key).lease(version, limits, operation)
    // Other calls may wait for the same answer, so it has to come even where the one that asked has hung up.
    this.#options.later(asked.catch(() => undefined))
    const admission = await asked
    if (admission.kind !== 'refused') return admission
    return { kind: 'refused', retryAfter: admission.grant.retryAfter, tightest: admission.grant.tightest }
  }

  /** What holds a call back, as far as this isolate knows; whether there are permits is another matter. */
  restraint(key: string, version: number, operation: string): Restraint | undefined {
    return this.#meter(key).restraint(version, operation)
  }

  record(key: string, version: number, call: RecordedCall): void {
    const meter = this.#meter(key)
    if (meter.record(version, call)) this.#options.later(meter.report())
    const delivery = meter.flushLater()
    if (delivery !== undefined) this.#options.later(delivery)
  }

  /** Holds calls back until a moment, in every isolate: those of an operation, or all. */
  pause(key: string, version: number, scope: string, until: number): void {
    const meter = this.#meter(key)
    meter.pause(version, new Map([[scope, until]]))
    this.#options.later(meter.report())
  }

  /** The metrics of an integration, with what this isolate has not delivered yet. */
  async read(key: string): Promise<Metrics> {
    await this.#held.get(key)?.flush()
    return this.#options.port(key).read()
  }

  /** Counts by minute, hour or day, with what this isolate has not delivered yet. */
  async rollUps(key: string, period: Period): Promise<readonly RollUp[]> {
    await this.#held.get(key)?.flush()
    return this.#options.port(key).rollUps(period)
  }

  async calls(key: string, query: CallQuery): Promise<CallPage> {
    await this.#held.get(key)?.flush()
    return this.#options.port(key).calls(query)
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

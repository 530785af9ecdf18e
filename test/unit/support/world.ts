import { LocalMeter } from '../../../src/meter/local-meter.ts'
import { ControlledPort } from './controlled-port.ts'

/** One isolate's meter, with a clock and a Durable Object that do what the test says. */
export class World {
  now = Date.UTC(2026, 10, 24, 12)
  readonly port = new ControlledPort()
  readonly meter = new LocalMeter({
    port: this.port,
    now: () => this.now,
    isolate: () => 'isolate',
    sleep: (milliseconds) => this.#sleeping(milliseconds),
  })
  readonly sleepers: { readonly until: number; readonly wake: () => void }[] = []

  #sleeping(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.sleepers.push({ until: this.now + milliseconds, wake: resolve })
    return promise
  }

  advance(milliseconds: number): void {
    this.now += milliseconds
    for (const sleeper of this.sleepers) if (sleeper.until <= this.now) sleeper.wake()
  }
}

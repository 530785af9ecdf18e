import { vi } from 'vitest'

/** Moves the time of the gateway and of its Durable Objects, which run in the isolate of the tests; timers stay real. */
export const clock = {
  stop(at = Date.now()): void {
    vi.useFakeTimers({ toFake: ['Date'], now: at })
  },
  advance(milliseconds: number): void {
    vi.setSystemTime(Date.now() + milliseconds)
  },
  release(): void {
    vi.useRealTimers()
  },
}

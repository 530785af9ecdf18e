import { vi } from 'vitest'
import { parts } from '../../src/bindings/reach.ts'

/** Whatever waits longer than for any binding waits for a provider, as does whoever waits for a token. */
const { token: _, ...alone } = parts
const longestOfBindings = Math.max(...Object.values(alone).map(({ patience }) => patience))

/**
 * Makes every deadline of a call a short one, real all the same: the gateway asks for its own, and gets a tenth of a second.
 * Answers the deadlines that were asked for, in milliseconds.
 */
export function shortDeadlines(): number[] {
  const asked: number[] = []
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    if (milliseconds <= longestOfBindings) return timeout(milliseconds)
    asked.push(milliseconds)
    return timeout(100)
  })
  return asked
}

/**
 * Deadlines that pass when the test says so: for whoever waits for an answer that never comes, without waiting for it.
 * `pass` ends the one that was asked for last.
 */
export function heldDeadlines(): { readonly asked: readonly number[]; readonly pass: () => void } {
  const asked: number[] = []
  let latest: AbortController | undefined
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    asked.push(milliseconds)
    latest = new AbortController()
    return latest.signal
  })
  return { asked, pass: () => latest?.abort() }
}

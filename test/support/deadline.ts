import { vi } from 'vitest'

/**
 * Makes every deadline a short one, real all the same: the gateway asks for its own, and gets a tenth of a second. Answers
 * the deadlines that were asked for, in milliseconds.
 */
export function shortDeadlines(): number[] {
  const asked: number[] = []
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    asked.push(milliseconds)
    return timeout(100)
  })
  return asked
}

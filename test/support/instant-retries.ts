import { vi } from 'vitest'

/** Takes chance out of the gateway: the random part of the wait before a retry is nothing. */
export function instantRetries(): void {
  vi.spyOn(Math, 'random').mockReturnValue(0)
}

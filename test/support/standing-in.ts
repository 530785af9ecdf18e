import { onTestFinished, vi } from 'vitest'
import { sandboxOrigin } from './scripted.ts'
import type { StubProvider } from './stub-provider.ts'

const { fetch: reallyFetch } = globalThis

/**
 * Durable Objects belong to the usual deployment, whose whole internet is the sandbox: until the test is over it is this
 * provider, for them and for everybody else.
 */
export function standInForSandbox({ origin }: StubProvider, sees: (url: string) => void = () => undefined): void {
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    if (typeof input !== 'string') return reallyFetch(input, init)
    sees(input)
    return reallyFetch(input.replace(sandboxOrigin, origin), init)
  })
  onTestFinished(() => spy.mockRestore())
}

import type { ExchangeServices } from '../../../src/call/exchange.ts'
import { UnkeptTokens } from '../../../src/call/fetched-token.ts'
import type { Send } from '../../../src/call/ports.ts'
import { RetryBudget } from '../../../src/call/retry-budget.ts'

/** Services in whose world time passes only while somebody sleeps, and chance is always the same. */
export interface WorldlyServices extends ExchangeServices {
  /** How long every sleep was, in milliseconds. */
  readonly slept: readonly number[]
}

interface Options {
  /** Milliseconds since 1970. */
  readonly startAt?: number
  /** From 0 to 1, 1 excluded. */
  readonly random?: () => number
}

export function exchangeServices(send: Send, { startAt, random = () => 0 }: Options = {}): WorldlyServices {
  const slept: number[] = []
  let time = startAt ?? Date.UTC(2026, 10, 24, 12)
  const now = () => time
  return {
    send,
    tokens: new UnkeptTokens({ send, now }),
    now,
    randomId: () => crypto.randomUUID(),
    random,
    async sleep(milliseconds) {
      slept.push(milliseconds)
      time += milliseconds
    },
    retries: new RetryBudget(),
    meter: { pause: () => undefined },
    slept,
  }
}

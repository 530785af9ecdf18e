import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import type { State } from '../../../sandbox/provider.ts'
import { providers as played } from '../../../sandbox/registry.ts'
import { exchangeOf, route } from '../../../sandbox/router.ts'
import { exchange } from '../../../src/call/exchange.ts'
import { plan } from '../../../src/call/plan.ts'
import type { Send } from '../../../src/call/ports.ts'
import { createEgress } from '../../../src/egress/egress.ts'
import { providers } from '../../../src/providers/registry.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'
import { exchangeServices } from '../support/exchange-services.ts'

/** A program that works today and not tomorrow isn't one: examples have fixed dates, and the sandbox a clock. */
const days = ['2026-12-01T09:00:00Z', '2027-05-30T23:30:00Z', '2029-02-28T00:10:00Z']

/** The sandbox on one day, without a network and without its Durable Objects. */
function sandboxOn(day: string): Send {
  const states = new Map<string, State>()
  return createEgress({
    replacements: new Map([['*', 'http://sandbox.test']]),
    fetch: (url, init) =>
      route(
        new Request(url instanceof Request ? url.url : url, init),
        new Date(day),
        played,
        (provider, account, arrival) => {
          const name = `${provider.id}|${account}`
          const state = states.get(name) ?? memoryState()
          states.set(name, state)
          return provider.handle(exchangeOf(arrival), state)
        },
      ),
  })
}

describe.each(days)('on %s', (day) => {
  describe.each(providers.map((provider) => [provider.id, provider] as const))('every example of %s', (_, provider) => {
    const services = exchangeServices(sandboxOn(day), { startAt: Date.parse(day) })
    const snapshot = exampleSnapshot(provider)

    it.each([...provider.operations().values()].map((operation) => [operation.id, operation] as const))(
      'succeeds, and again: %s',
      async (id, { exampleInput }) => {
        const input = { kind: 'body', value: exampleInput } as const
        for (let times = 0; times < 2; times += 1) {
          const request = { operation: id, input, view: 'native', raw: false, idempotencyKey: undefined } as const
          await expect(exchange(await plan(snapshot, request, services.randomId), services)).resolves.toMatchObject({
            kind: 'value',
          })
        }
      },
    )
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { exchange } from '../../../src/call/exchange.ts'
import { plan } from '../../../src/call/plan.ts'
import type { Send } from '../../../src/call/ports.ts'
import { Trace } from '../../../src/call/trace.ts'
import { stripe } from '../../../src/providers/payment/stripe/index.ts'
import { plainRead } from '../support/call-services.ts'
import { settle } from '../support/controlled-port.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'
import { exchangeServices } from '../support/exchange-services.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** What `fetch` does with a signal: it rejects, or breaks off the body. */
const hanging: Send = (_, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

const trickling: Send = async (_, signal) => {
  const body = new ReadableStream({
    type: 'bytes',
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":"ch_1",'))
      signal.addEventListener('abort', () => controller.error(signal.reason))
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'application/json' } })
}

async function planned() {
  const services = exchangeServices(hanging)
  return { services, planned: await plan(exampleSnapshot(stripe), plainRead, services.randomId) }
}

describe('a provider that hangs', () => {
  it.each<[string, Send]>([
    ['without a word', hanging],
    ['in the middle of its answer', trickling],
  ])('%s: the caller waits for nothing else once the deadline has come', async (_, send) => {
    const deadline = new AbortController()
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal)
    const { services, planned: ready } = await planned()
    let told: unknown
    const answered = exchange(ready, { ...services, send }).catch((thrown: unknown) => {
      told = thrown
    })
    await settle()
    expect(told).toBeUndefined()
    deadline.abort()
    await settle()
    expect(told).toMatchObject({ code: 'integration_unavailable', status: 504, details: { outcome: 'uncertain' } })
    await answered
    expect(services.slept).toEqual([])
  })

  it('is given what the call has left of its time, after whatever it waited for before', async () => {
    const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
    const { services, planned: ready } = await planned()
    const trace = new Trace(services.now)
    await services.sleep(4_000)
    const send: Send = (_, signal) => Promise.reject(signal.reason)
    await expect(exchange(ready, { ...services, send }, trace)).rejects.toThrow()
    expect(asked.mock.calls).toEqual([[26_000]])
  })
})

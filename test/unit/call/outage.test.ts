import { expect, it } from 'vitest'
import { call } from '../../../src/call/call.ts'
import { Trace } from '../../../src/call/trace.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import { stripe } from '../../../src/providers/payment/stripe/index.ts'
import { callServices, readRequest } from '../support/call-services.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'

const balance = () => Response.json({ available: [], pending: [] })

/** So many reads, one after the other; answers how many failed. */
async function reads(count: number, services: ReturnType<typeof callServices>): Promise<number> {
  let failed = 0
  for (let made = 0; made < count; made += 1) {
    await call(readRequest, services, new Trace(services.now)).catch((thrown: unknown) => {
      expect(thrown).toBeInstanceOf(UpstreamError)
      failed += 1
    })
  }
  return failed
}

it.each([
  ['nobody listens', () => Promise.reject(new TypeError('connection refused'))],
  ['every answer is an error', async () => new Response('', { status: 503 })],
])('in a total outage at most 1.1 requests a call reach the provider: %s', async (_, outage) => {
  let requests = 0
  let answer: () => Promise<Response> = async () => balance()
  const services = callServices(exampleSnapshot(stripe), () => {
    requests += 1
    return answer()
  })
  // However well it went before: what is saved up is little.
  await reads(1_000, services)
  requests = 0
  answer = outage
  expect(await reads(2_000, services)).toBe(2_000)
  expect(requests).toBe(2_005)
})

it('a probe is one request, whatever is left to spend', async () => {
  let requests = 0
  const services = callServices(exampleSnapshot(stripe), async () => {
    requests += 1
    return new Response('', { status: 503 })
  })
  const probing = {
    ...services.meter,
    take: () => false,
    lease: async () => ({ kind: 'admitted', probe: 1 }) as const,
  }
  expect(await reads(1, { ...services, meter: probing })).toBe(1)
  expect(requests).toBe(1)
})

it('a limit of the provider is heeded before the call is sent again, and told to the log', async () => {
  const pauses: number[] = []
  let requests = 0
  const services = callServices({ ...exampleSnapshot(stripe), patience: 5_000 }, async () => {
    requests += 1
    return requests === 1 ? new Response('', { status: 429, headers: { 'Retry-After': '2' } }) : balance()
  })
  const meter = { ...services.meter, pause: (_: unknown, __: unknown, until: number) => pauses.push(until) }
  const started = services.now()
  expect(await reads(1, { ...services, meter })).toBe(0)
  expect(pauses).toEqual([started + 2_000])
  expect(services.recorded).toMatchObject([{ succeeded: true, status: 200, attempts: 2, duration: 2_000 }])
})

it('where every tenth request fails, nobody notices', async () => {
  let requests = 0
  const services = callServices(exampleSnapshot(stripe), async () => {
    requests += 1
    return requests % 11 === 0 ? new Response('', { status: 502 }) : balance()
  })
  expect(await reads(2_000, services)).toBe(0)
  expect(requests).toBeLessThanOrEqual(2_200)
})

it('where half of the requests fail, no more than a tenth of the calls is repeated', async () => {
  let requests = 0
  const services = callServices(exampleSnapshot(stripe), async () => {
    requests += 1
    return requests % 2 === 0 ? new Response('', { status: 502 }) : balance()
  })
  await reads(2_000, services)
  expect(requests).toBeLessThanOrEqual(2_200)
  expect(requests).toBeGreaterThan(2_050)
})

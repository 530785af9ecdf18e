import { describe, expect, it } from 'vitest'
import { type CallResult, exchange } from '../../../src/call/exchange.ts'
import { plan } from '../../../src/call/plan.ts'
import type { WireRequest } from '../../../src/call/ports.ts'
import { mostAttempts } from '../../../src/call/retry.ts'
import { Trace } from '../../../src/call/trace.ts'
import { UpstreamError } from '../../../src/errors/upstream-error.ts'
import type { Provider } from '../../../src/kit/provider.ts'
import { pipedrive } from '../../../src/providers/crm/pipedrive/index.ts'
import { stripe } from '../../../src/providers/payment/stripe/index.ts'
import { plainRead } from '../support/call-services.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'
import { exchangeServices } from '../support/exchange-services.ts'

type Reply = () => Response

const yes: Reply = () => Response.json({ id: 'ch_1', available: [], pending: [] })
const down: Reply = () => new Response('', { status: 503 })
const downFor =
  (seconds: number): Reply =>
  () =>
    new Response('', { status: 503, headers: { 'Retry-After': String(seconds) } })
const limitedFor =
  (seconds: number): Reply =>
  () =>
    new Response('', { status: 429, headers: { 'Retry-After': String(seconds) } })
const refusing =
  (status: number): Reply =>
  () =>
    Response.json({ error: { type: 'api_error', message: 'No.' } }, { status })
const dropped: Reply = () => {
  throw new TypeError('connection reset')
}
const cut: Reply = () => {
  const body = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      controller.error(new TypeError('the connection broke'))
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'application/json' } })
}

interface Sent {
  readonly requests: readonly WireRequest[]
  readonly slept: readonly number[]
  readonly result: CallResult | undefined
  readonly error: UpstreamError | undefined
  readonly timing: string
}

/** One call of a provider that replies this way and that; the last reply stays. */
async function calling(
  provider: Provider,
  operation: string,
  replies: readonly Reply[],
  { patience = 5_000, random = 0 } = {},
): Promise<Sent> {
  const requests: WireRequest[] = []
  const services = exchangeServices(
    async (request) => {
      const reply = replies[Math.min(requests.length, replies.length - 1)]
      requests.push(request)
      if (reply === undefined) throw new Error('nothing is scripted')
      return reply()
    },
    { random: () => random },
  )
  const snapshot = { ...exampleSnapshot(provider), patience }
  const input = { kind: 'body', value: provider.operations().get(operation)?.exampleInput } as const
  const asked = { operation, input, view: 'native', raw: false, idempotencyKey: undefined } as const
  const trace = new Trace(services.now)
  const planned = await plan(snapshot, asked, services.randomId)
  const told = await exchange(planned, services, trace).then(
    (result) => ({ result, error: undefined }),
    (thrown: unknown) => {
      if (thrown instanceof UpstreamError) return { result: undefined, error: thrown }
      throw thrown
    },
  )
  return { ...told, requests, slept: services.slept, timing: trace.serverTiming() }
}

const read = (...replies: Reply[]) => calling(stripe, 'get-balance', replies)
const keyed = (...replies: Reply[]) => calling(stripe, 'create-payment', replies)
const unkeyed = (...replies: Reply[]) => calling(pipedrive, 'create-contact', replies)

describe('what fails in passing', () => {
  it.each([
    ['an outage', down],
    ['a connection that is refused', dropped],
    ['an answer that is cut', cut],
  ])('%s is got over by what reads, and by a write that the provider recognises', async (_, failure) => {
    for (const call of [read, keyed]) {
      const { requests, result, slept } = await call(failure, failure, yes)
      expect(result).toMatchObject({ kind: 'value', attempts: 3 })
      expect(requests).toHaveLength(3)
      expect(slept).toHaveLength(2)
    }
  })

  it.each([
    ['an outage', down],
    ['a connection that is refused', dropped],
    ['an answer that is cut', cut],
  ])('%s is told as uncertain of a write that the provider would not recognise', async (_, failure) => {
    const { requests, error } = await unkeyed(failure, yes)
    expect(error).toMatchObject({
      code: 'integration_unavailable',
      details: { outcome: 'uncertain', retriable: false },
    })
    expect(error?.details.attempts).toBeUndefined()
    expect(requests).toHaveLength(1)
  })

  it('is told with the number of attempts where it doesn’t pass', async () => {
    const { requests, error } = await read(down)
    expect(error).toMatchObject({ code: 'integration_unavailable', status: 503, details: { attempts: mostAttempts } })
    expect(requests).toHaveLength(mostAttempts)
  })

  it('is sent again as the very same request', async () => {
    const { requests } = await keyed(down, dropped, yes)
    const [first] = requests
    expect(first?.headers['Idempotency-Key']).toMatch(/^[0-9a-f-]{36}$/)
    for (const request of requests) expect(request).toEqual(first)
  })
})

describe('what the provider says of when to come back', () => {
  it('is waited for', async () => {
    const { result, slept, timing } = await read(downFor(7), yes)
    expect(result).toMatchObject({ attempts: 2 })
    expect(slept).toEqual([7_000])
    expect(timing).toBe('sign;dur=0, provider;dur=0, wait;dur=7000, attempts;desc="2", total;dur=7000')
  })

  it('is handed on where the deadline comes before it', async () => {
    const { error, requests } = await read(downFor(30))
    expect(error).toMatchObject({ status: 503, headers: { 'Retry-After': '30' } })
    expect(requests).toHaveLength(1)
  })

  it('is waited for once, where the second wait would miss the deadline', async () => {
    const { error, requests, slept } = await read(downFor(20))
    expect(error).toMatchObject({ headers: { 'Retry-After': '20' }, details: { attempts: 2 } })
    expect(requests).toHaveLength(2)
    expect(slept).toEqual([20_000])
  })

  it('after one request too many, holds for any write: it was refused whole', async () => {
    const { result, slept } = await unkeyed(limitedFor(2), yes)
    expect(result).toMatchObject({ attempts: 2 })
    expect(slept).toEqual([2_000])
  })

  it('is handed on where it is longer than the integration waits for limits', async () => {
    const { error, requests } = await unkeyed(limitedFor(6))
    expect(error).toMatchObject({ code: 'rate_limited', headers: { 'Retry-After': '6' } })
    expect(requests).toHaveLength(1)
    const impatient = await calling(pipedrive, 'create-contact', [limitedFor(1)], { patience: 0 })
    expect(impatient.requests).toHaveLength(1)
  })
})

describe('what was answered', () => {
  it.each([400, 401, 402, 404, 409, 422])('%i is not asked again', async (status) => {
    for (const call of [read, keyed, unkeyed]) expect((await call(refusing(status))).requests).toHaveLength(1)
  })
})

describe('a write of which nobody knew what became', () => {
  it('is refused where the provider, which would recognise it, refuses it', async () => {
    const { error } = await keyed(dropped, refusing(402))
    expect(error).toMatchObject({ code: 'provider_rejected', details: { outcome: 'rejected', attempts: 2 } })
  })

  it.each([
    ['for its credentials', refusing(401)],
    ['for a limit', limitedFor(60)],
    ['since the first attempt is still at work', refusing(409)],
  ])('stays uncertain where the next attempt is refused %s', async (_, refusal) => {
    const { error, requests } = await keyed(dropped, refusal)
    expect(error).toMatchObject({ code: 'integration_unavailable', details: { outcome: 'uncertain', attempts: 2 } })
    expect(requests).toHaveLength(2)
  })

  it('is no worry for what only reads', async () => {
    const { error } = await read(dropped, refusing(401))
    expect(error).toMatchObject({ code: 'integration_error', details: { outcome: 'rejected' } })
  })
})

it('a call whose time has run out before it could be sent is not sent', async () => {
  const services = exchangeServices(() => Promise.reject(new Error('nothing may be sent')))
  const planned = await plan(exampleSnapshot(stripe), plainRead, services.randomId)
  const trace = new Trace(services.now)
  await services.sleep(planned.operation.deadline)
  await expect(exchange(planned, services, trace)).rejects.toMatchObject({
    code: 'integration_unavailable',
    status: 504,
    details: { outcome: 'not_sent', fault: 'gateway' },
  })
})

import { afterEach, describe, expect, it, vi } from 'vitest'
import { call } from '../../../src/call/call.ts'
import type { Limit, Meter, MeterAnswer } from '../../../src/call/ports.ts'
import { Trace } from '../../../src/call/trace.ts'
import { unreachable } from '../../../src/errors/unreachable.ts'
import { stripe } from '../../../src/providers/payment/stripe/index.ts'
import { callServices, readRequest } from '../support/call-services.ts'
import { settle } from '../support/controlled-port.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'

const balance = { available: [], pending: [] }
const one = { limit: 1, window: 60 }
const admitted: MeterAnswer = { kind: 'admitted', probe: undefined }
const refused = (retryAfter: number): MeterAnswer => ({
  kind: 'refused',
  retryAfter,
  tightest: { ...one, remaining: 0 },
})
const away: MeterAnswer = { kind: 'away', error: unreachable('the object', new Error('lost')) }
const why = { failed: 10, calls: 10 }

interface Play {
  /** How many permits are at hand, and what is answered to who asks for one, in this order; the last answer stays. */
  readonly atHand: number
  readonly answers: readonly MeterAnswer[]
  readonly limits?: readonly Limit[]
}

/** A read that the provider fails twice, and answers then. */
function world({ atHand, answers, limits = [one] }: Play) {
  let sent = 0
  const services = callServices({ ...exampleSnapshot(stripe), patience: 5_000, limits }, async () => {
    sent += 1
    return sent < 3 ? new Response('', { status: 503 }) : Response.json(balance)
  })
  let taken = 0
  let asked = 0
  const meter: Meter = {
    ...services.meter,
    take() {
      if (taken === atHand) return false
      taken += 1
      return true
    },
    async lease() {
      const answer = answers[Math.min(asked, answers.length - 1)]
      asked += 1
      if (answer === undefined) throw new Error('nobody should ask')
      return answer
    },
  }
  const result = call(readRequest, { ...services, meter }, new Trace(services.now)).then(
    () => 'answered',
    (thrown: unknown) => thrown,
  )
  return { result, services, sent: () => sent, taken: () => taken, asked: () => asked }
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('every request that is sent again takes a permit', () => {
  it('that is at hand', async () => {
    const { result, sent, taken } = world({ atHand: 3, answers: [] })
    expect(await result).toBe('answered')
    expect({ sent: sent(), taken: taken() }).toEqual({ sent: 3, taken: 3 })
  })

  it('or that it waits for, where that is not long', async () => {
    const { result, sent, services } = world({ atHand: 1, answers: [refused(700), admitted] })
    expect(await result).toBe('answered')
    expect(sent()).toBe(3)
    expect(services.slept).toContain(700)
  })

  it.each<[string, MeterAnswer]>([
    ['there is none in time', refused(5_001)],
    ['the circuit has opened', { kind: 'open', retryAfter: 5_000, why }],
    ['the provider wants to be left alone for long', { kind: 'paused', retryAfter: 60_000 }],
    ['a newer version is in force', { kind: 'stale' }],
    ['nobody knows whether there is one', away],
  ])('and is not sent where %s: the call ends as it failed', async (_, answer) => {
    const { result, sent, services } = world({ atHand: 1, answers: [answer] })
    expect(await result).toMatchObject({ code: 'integration_unavailable', details: { providerStatus: 503 } })
    expect(sent()).toBe(1)
    expect(services.recorded).toMatchObject([{ attempts: 1, health: 'failed' }])
  })

  it('unless nothing is limited, and whoever grants permits is away', async () => {
    const { result, sent } = world({ atHand: 1, answers: [away], limits: [] })
    expect(await result).toBe('answered')
    expect(sent()).toBe(3)
  })

  it('and tells what became of it where it turns out to be the probe of an open circuit', async () => {
    const { result, services } = world({ atHand: 2, answers: [{ kind: 'admitted', probe: 7 }] })
    expect(await result).toBe('answered')
    expect(services.recorded).toMatchObject([{ probe: 7, health: 'answered' }])
  })
})

it('nobody waits for a permit to send again once the deadline has come', async () => {
  const deadline = new AbortController()
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal)
  const services = callServices(
    { ...exampleSnapshot(stripe), limits: [one] },
    async () => new Response('', { status: 503 }),
  )
  let taken = false
  const meter: Meter = {
    ...services.meter,
    take: () => {
      const first = !taken
      taken = true
      return first
    },
    lease: () => new Promise(() => undefined),
  }
  let told: unknown
  const ended = call(readRequest, { ...services, meter }, new Trace(services.now)).catch((thrown: unknown) => {
    told = thrown
  })
  await vi.waitFor(() => expect(taken).toBe(true))
  await settle()
  expect(told).toBeUndefined()
  deadline.abort()
  await ended
  expect(told).toMatchObject({ code: 'integration_unavailable', details: { providerStatus: 503 } })
})

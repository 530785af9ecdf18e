import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { errorAnswer, expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { heldDeadlines, shortDeadlines } from '../support/deadline.ts'
import { deploy } from '../support/deployments.ts'
import { payment } from '../support/examples.ts'
import { charge, facing, rateLimit } from '../support/facing.ts'
import { type Fault, Instrument, type Question } from '../support/instrument.ts'
import { meterOf, metricsOf } from '../support/meters.ts'
import { type Org, resultOf } from '../support/org.ts'
import { integrationCount } from '../support/rows.ts'
import { hang, json, type StubProvider } from '../support/stub-provider.ts'

/** What goes on while a part of the platform is away, and what is made good afterwards. */

afterEach(() => {
  vi.restoreAllMocks()
  clock.release()
})

const all = ['DB', 'CATALOG', 'INTEGRATIONS', 'WRITES'] as const

function isolateOf(acme: Org, provider: StubProvider): { instrument: Instrument; isolate: Org } {
  const instrument = new Instrument()
  const bindings = instrument.wrap(env, all)
  return { instrument, isolate: acme.by(deploy({ ...bindings, UPSTREAM_EGRESS: provider.egress })) }
}

/** These questions fail: the name of a binding alone means all of its questions. */
function breakOff(instrument: Instrument, fault: Fault, ...questions: string[]): void {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  instrument.faults = ({ binding, method }) =>
    questions.includes(binding) || questions.includes(`${binding} ${method}`) ? fault : undefined
}

function mend(instrument: Instrument): void {
  instrument.faults = () => undefined
}

const pay = (acme: Org, key: string) => acme.call('stripe', 'create-payment', payment, { idempotencyKey: key })

describe('an isolate that has called an integration before', () => {
  test.each<Fault>(['throws', 'hangs'])('goes on calling it while everything %s', async (fault) => {
    clock.stop()
    const { acme, provider } = await facing(json(charge))
    const { instrument, isolate } = isolateOf(acme, provider)
    resultOf(await isolate.call('stripe', 'create-payment', payment))
    instrument.takeCounts()
    breakOff(instrument, fault, ...all)
    for (let calls = 0; calls < 3; calls += 1) resultOf(await isolate.call('stripe', 'create-payment', payment))
    clock.advance(2_001)
    if (fault === 'throws') {
      expectError(await isolate.call('stripe', 'create-payment', payment), 'internal_error', 503, {
        outcome: 'not_sent',
        retriable: true,
      })
    }
    expect(await provider.received()).toHaveLength(4)
  })
})

describe('without the object of an integration', () => {
  test('what is limited is not sent', async () => {
    const { acme, provider } = await facing(json(charge))
    const { instrument, isolate } = isolateOf(acme, provider)
    breakOff(instrument, 'throws', 'INTEGRATIONS')
    expectError(await isolate.call('stripe', 'create-payment', payment), 'internal_error', 503, { outcome: 'not_sent' })
    expect(await provider.received()).toEqual([])
  })

  test('what nothing limits is sent, and counted when the object is back', async () => {
    const { acme, provider } = await facing(json({ locations: [] }))
    const { id } = await acme.save('square')
    const { instrument, isolate } = isolateOf(acme, provider)
    breakOff(instrument, 'throws', 'INTEGRATIONS')
    resultOf(await isolate.read(id, 'list-locations'))
    resultOf(await isolate.read(id, 'list-locations'))
    expectError(await isolate.get(`/active/detail/${id}`), 'internal_error', 503)
    mend(instrument)
    expect(await metricsOf(isolate, id)).toMatchObject({ totalCalls: 2, successfulCalls: 2 })
  })

  test('what nothing limits is not sent either once it was shut down', async () => {
    const { acme, provider } = await facing(json({ locations: [] }))
    const { id } = await acme.save('square')
    const { instrument, isolate } = isolateOf(acme, provider)
    breakOff(instrument, 'throws', 'INTEGRATIONS')
    resultOf(await isolate.read(id, 'list-locations'))
    await acme.shutdown(id)
    expectError(await isolate.read(id, 'list-locations'), 'integration_inactive', 409)
    expect(await provider.received()).toHaveLength(1)
  })

  test('a shutdown is done all the same, and announced when the object is back', async () => {
    const { acme, id, provider } = await facing(json(charge))
    const { instrument, isolate } = isolateOf(acme, provider)
    breakOff(instrument, 'throws', 'INTEGRATIONS')
    expect((await isolate.shutdown(id)).status).toBe(200)
    expectError(await isolate.call('stripe', 'create-payment', payment), 'integration_not_found', 404)
    mend(instrument)
    const announced = () => runInDurableObject(meterOf(acme, id), (_, state) => state.storage.kv.get<number>('version'))
    await vi.waitFor(async () => expect(await announced()).toBe(2), 5_000)
  })
})

test('permits are given back once, however often the object is asked', async () => {
  clock.stop()
  const { acme, provider } = await facing(json(charge))
  const { instrument, isolate } = isolateOf(acme, provider)
  resultOf(await isolate.call('stripe', 'create-payment', payment))
  clock.advance(2_001)
  const leases: unknown[] = []
  instrument.takeCounts()
  instrument.faults = ({ method, number, given }: Question) => {
    if (method !== 'lease') return undefined
    leases.push(...given)
    return number === 1 ? 'throws after effect' : undefined
  }
  resultOf(await isolate.call('stripe', 'create-payment', payment))
  expect(leases).toMatchObject([{ returned: [{ unused: 7 }] }, { returned: [] }])
})

describe('a write with an Idempotency-Key', () => {
  test.each<Fault>(['throws', 'throws after effect', 'hangs'])(
    'whose object %s is not sent, and once when it is back',
    async (fault) => {
      const { acme, provider } = await facing(json(charge))
      const { instrument, isolate } = isolateOf(acme, provider)
      if (fault === 'hangs') instrument.onHang = heldDeadlines().pass
      breakOff(instrument, fault, 'WRITES begin')
      expectError(await pay(isolate, 'order-1'), 'internal_error', 503, { outcome: 'not_sent', retriable: true })
      expect(await provider.received()).toEqual([])
      mend(instrument)
      await vi.waitFor(async () => resultOf(await pay(isolate, 'order-1')), 5_000)
      resultOf(await pay(isolate, 'order-1'))
      expect(await provider.received()).toHaveLength(1)
    },
  )

  test('whose answer could not be kept has it kept later', async () => {
    const { acme, provider } = await facing(json(charge))
    const { instrument, isolate } = isolateOf(acme, provider)
    resultOf(await isolate.call('stripe', 'create-payment', payment))
    breakOff(instrument, 'throws', 'WRITES settle')
    resultOf(await pay(isolate, 'order-1'))
    expectError(await pay(isolate, 'order-1'), 'conflict', 409, { retriable: true })
    mend(instrument)
    await vi.waitFor(async () => resultOf(await pay(isolate, 'order-1')), 5_000)
    expect(await provider.received()).toHaveLength(2)
  })

  test('is no unsent one where its kept answer can’t be read', async () => {
    const { acme, provider } = await facing(json(charge))
    const { instrument, isolate } = isolateOf(acme, provider)
    resultOf(await pay(isolate, 'order-1'))
    breakOff(instrument, 'throws', 'DB')
    expectError(await pay(isolate, 'order-1'), 'internal_error', 503, { outcome: 'uncertain', retriable: true })
    mend(instrument)
    expect((await pay(isolate, 'order-1')).headers.get('Idempotency-Replayed')).toBe('true')
    expect(await provider.received()).toHaveLength(1)
  })
})

describe('a save', () => {
  const request = { type: 'payment', provider: 'stripe', name: 'New', config: { apiKey: 'sk_test_51HnewOneOfMine00' } }

  test.each<[Fault, number]>([
    ['throws', 1],
    ['throws after effect', 2],
  ])('that %s is told as uncertain, and may be sent again', async (fault, saved) => {
    const { acme, provider } = await facing(json(charge))
    const { instrument, isolate } = isolateOf(acme, provider)
    breakOff(instrument, fault, 'DB write')
    expectError(await isolate.post('/save-integration', request), 'internal_error', 503, {
      outcome: 'uncertain',
      retriable: true,
    })
    expect(await integrationCount(acme.id)).toBe(saved)
    mend(instrument)
    expect((await isolate.post('/save-integration', request)).status).toBe(saved === 1 ? 200 : 409)
    expect(await integrationCount(acme.id)).toBe(2)
  })
})

test('what the log is told, no caller is', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { acme, provider } = await facing(json(charge))
  const { instrument, isolate } = isolateOf(acme, provider)
  instrument.faults = () => 'throws'
  const answer = await isolate.get('/active')
  const { details } = errorAnswer.parse(answer.body).error
  expect(JSON.stringify(answer.body)).not.toContain('was lost')
  const log = logged.mock.calls.flat().join('\n')
  expect(log).toContain(details.requestId)
  expect(log).toContain('the message to DB was lost')
})

test('nobody is waited for any longer than this', async () => {
  const { acme, id, provider } = await facing(json(charge))
  const { instrument, isolate } = isolateOf(acme, provider)
  const { asked, pass } = heldDeadlines()
  instrument.onHang = pass
  breakOff(instrument, 'hangs', 'INTEGRATIONS', 'CATALOG')
  await isolate.get('/integration-types')
  await isolate.get(`/active/detail/${id}`)
  expect(asked).toEqual([5_000, 1_000, 1_000, 5_000, 2_000])
})

test('what a call has waited for the database, a provider that hangs has less', async () => {
  clock.stop()
  const { acme, provider } = await facing(hang)
  const { instrument, isolate } = isolateOf(acme, provider)
  instrument.faults = ({ binding }) => {
    if (binding === 'DB') clock.advance(3_000)
    return undefined
  }
  const asked = shortDeadlines()
  expectError(await isolate.call('stripe', 'create-payment', payment), 'integration_unavailable', 504)
  // The key and the integration were looked up.
  expect(asked).toEqual([30_000 - 2 * 3_000])
})

test('fifty calls to a provider that hangs hold up nobody else', async () => {
  const { acme, provider } = await facing(hang)
  const healthy = await facing(json(charge))
  const egress = JSON.stringify({
    'https://api.stripe.com': healthy.provider.origin,
    '*': provider.origin,
  })
  const shared = deploy({ UPSTREAM_EGRESS: egress })
  await acme.save('square', { config: { rateLimit } })
  const order: string[] = []
  const deadlines = heldDeadlines()
  const hung = Array.from({ length: 50 }, () =>
    acme
      .by(shared)
      .read('square', 'list-locations')
      .then(() => order.push('hung')),
  )
  await vi.waitFor(async () => expect(await provider.received()).toHaveLength(50), 10_000)
  for (let calls = 0; calls < 5; calls += 1) {
    resultOf(await healthy.acme.by(shared).call('stripe', 'create-payment', payment))
    order.push('healthy')
  }
  expect(order).toEqual(Array.from({ length: 5 }, () => 'healthy'))
  expect(deadlines.asked.length).toBeGreaterThan(50)
  void hung
})

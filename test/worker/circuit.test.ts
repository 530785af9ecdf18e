import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answer, expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { deploy } from '../support/deployments.ts'
import { payment } from '../support/examples.ts'
import { charge, facing, rateLimit } from '../support/facing.ts'
import { instantRetries } from '../support/instant-retries.ts'
import { evict, metricsOf } from '../support/meters.ts'
import { type Org, resultOf } from '../support/org.ts'
import type { Scripted } from '../support/scripted.ts'
import { bare, json, refuse, type StubProvider, text } from '../support/stub-provider.ts'

const pay = (acme: Org) => acme.call('stripe', 'create-payment', payment)

/** The retries that an integration has in an isolate to begin with; none is earned by calls that fail. */
const retries = 5

async function many(count: number, call: (index: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let index = 0; index < count; index += 1) answers.push(await call(index))
  return answers
}

function isOpen({ status, body }: Answer): boolean {
  return status === 503 && JSON.stringify(body).includes('The circuit to Stripe is open')
}

/** Another isolate of the deployment, with the same provider. */
function elsewhere(acme: Org, { egress }: StubProvider): Org {
  return acme.by(deploy({ UPSTREAM_EGRESS: egress }))
}

/** Isolates of an org whose provider has failed until the circuit opened. */
async function broken(isolates = 1) {
  const { acme, id, provider } = await facing(bare(500))
  const orgs = [acme, ...Array.from({ length: isolates - 1 }, () => elsewhere(acme, provider))]
  const answers = await many(40, (index) => pay(orgs[index % isolates] ?? acme))
  const calls = answers.filter((answer) => !isOpen(answer)).length
  const sent = (await provider.received()).length
  return { acme, id, provider, orgs, calls, sent }
}

beforeEach(() => {
  clock.stop()
  instantRetries()
})

afterEach(() => {
  vi.restoreAllMocks()
  clock.release()
})

describe('a provider that fails', () => {
  test.each<[string, Scripted]>([
    ['with 500', bare(500)],
    ['with 503', bare(503)],
    ['by refusing connections', refuse],
    ['by breaking them', json(charge, { ending: 'break' })],
  ])('%s is left alone after ten calls', async (_, scripted) => {
    const { acme, provider } = await facing(scripted)
    const answers = await many(15, () => pay(acme))
    expect(answers.slice(0, 10).some(isOpen)).toBe(false)
    const [refused] = answers.slice(10)
    if (refused === undefined) throw new Error('fifteen calls were made')
    const details = expectError(refused, 'integration_unavailable', 503, {
      outcome: 'not_sent',
      fault: 'provider',
      retriable: true,
    })
    expect(details.reason).toContain('failed the last 10 calls')
    expect(refused.headers.get('Retry-After')).toBe('5')
    expect(answers.slice(10).every(isOpen)).toBe(true)
    expect(await provider.received()).toHaveLength(10 + retries)
  })

  test('is left alone within twenty calls, in all isolates', async () => {
    const { calls, sent, orgs } = await broken(4)
    expect(calls).toBeLessThanOrEqual(20)
    expect(sent).toBeLessThanOrEqual(calls + 4 * retries)
    for (const org of orgs) expect(isOpen(await pay(org))).toBe(true)
  })

  test('stays left alone when the Durable Object is evicted', async () => {
    const { acme, id, provider } = await broken()
    await evict(acme, id)
    expect(isOpen(await pay(elsewhere(acme, provider)))).toBe(true)
  })

  test('is not counted for calls that were never sent', async () => {
    const { acme, id, calls } = await broken()
    expect(await metricsOf(acme, id)).toMatchObject({ totalCalls: calls })
  })
})

describe('what is no failure of the provider opens nothing:', () => {
  test.each<[string, Scripted]>([
    [
      'a declined card',
      json({ error: { type: 'card_error', code: 'card_declined', message: 'No.' } }, { status: 402 }),
    ],
    ['refused credentials', bare(401)],
    ['being called too often', bare(429)],
    ['a page that nobody can read', text('<p>hello</p>', 'text/html')],
  ])('%s', async (_, scripted) => {
    const { acme, provider } = await facing(scripted)
    await many(25, () => pay(acme))
    expect(await provider.received()).toHaveLength(25)
  })

  test('a caller that makes mistakes', async () => {
    const { acme, provider } = await facing(json(charge))
    await many(25, () => acme.call('stripe', 'create-payment', { amount: 'ten' }))
    resultOf(await pay(acme))
    expect(await provider.received()).toHaveLength(1)
  })
})

describe('when the time is over', () => {
  test('exactly one of a hundred concurrent callers in four isolates tries', async () => {
    const { acme, provider, orgs, sent } = await broken(4)
    await provider.answers(json(charge, { delay: 300 }))
    clock.advance(5_001)
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => pay(orgs[index % 4] ?? acme)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(isOpen)).toHaveLength(99)
    expect(await provider.received()).toHaveLength(sent + 1)
    clock.advance(1_000)
    for (const org of orgs) resultOf(await pay(org))
  })

  test('a call that fails keeps everybody waiting, for twice as long', async () => {
    const { acme, provider, sent } = await broken()
    clock.advance(5_001)
    expectError(await pay(acme), 'integration_unavailable', 502, { outcome: 'uncertain' })
    const refused = await pay(acme)
    expect(isOpen(refused)).toBe(true)
    expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(10)
    clock.advance(9_000)
    expect(isOpen(await pay(acme))).toBe(true)
    expect(await provider.received()).toHaveLength(sent + 1)
  })
})

test('a new config is tried at once', async () => {
  const { acme, id, provider } = await broken()
  await provider.answers(json(charge))
  await acme.save('stripe', { id, config: { rateLimit } })
  resultOf(await pay(acme))
})

test('a keyed write that was not sent may be sent again under its key', async () => {
  const { acme, provider } = await broken()
  const keyed = () => acme.call('stripe', 'create-payment', payment, { idempotencyKey: 'order-1' })
  expect(isOpen(await keyed())).toBe(true)
  await provider.answers(json(charge))
  clock.advance(5_001)
  resultOf(await keyed())
})

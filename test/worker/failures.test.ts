import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Answer, errorAnswer } from '../support/answers.ts'
import { heldDeadlines } from '../support/deadline.ts'
import { deploy } from '../support/deployments.ts'
import { payment } from '../support/examples.ts'
import { charge, rateLimit } from '../support/facing.ts'
import { type Fault, Instrument } from '../support/instrument.ts'
import { operator } from '../support/operator.ts'
import { type Org, org } from '../support/org.ts'
import { json, type StubProvider, stubProvider } from '../support/stub-provider.ts'

afterEach(() => vi.restoreAllMocks())

/** Every route that asks a binding, and the calls that ask them differently. Each is sent by an isolate of its own. */
const routes = {
  'integration-types': ({ acme }) => acme.get('/integration-types'),
  'get-config': ({ acme, id }) => acme.get(`/get-config/payment/${id}`),
  'get-config, creating': ({ acme }) => acme.get('/get-config/crm?create=true'),
  active: ({ acme }) => acme.get('/active'),
  'active/detail': ({ acme }) => acme.get('/active/detail'),
  'get-integration': ({ acme, id }) => acme.post('/get-integration', { id }),
  'call, reading': ({ acme, id }) => acme.read(id, 'get-balance'),
  'call, writing': ({ acme, id }) => acme.call(id, 'create-payment', payment),
  'call, with a key': ({ acme, id }) =>
    acme.call(id, 'create-payment', payment, { idempotencyKey: crypto.randomUUID() }),
  'call, with a key that is free again': ({ acme, id }) =>
    acme.call(id, 'create-payment-intent', { amount: 1000, currency: 'usd' }, { idempotencyKey: crypto.randomUUID() }),
  test: ({ acme, id }) => acme.test(id, 'create-payment', payment),
  'save-integration, new': ({ acme }) =>
    acme.post('/save-integration', {
      type: 'payment',
      provider: 'stripe',
      name: crypto.randomUUID(),
      config: { apiKey: 'sk_test_51HnewIntegration0000' },
    }),
  'save-integration, changing': ({ acme, id }) => acme.post('/save-integration', { id, description: 'Changed' }),
  shutdown: ({ acme, id }) => acme.shutdown(id),
  'admin, org': ({ admin }) => admin('POST', '/orgs', { id: crypto.randomUUID(), name: 'New' }),
  'admin, key': ({ admin, acme }) => admin('POST', `/orgs/${acme.id}/keys`, { name: 'new', scopes: ['call'] }),
  'admin, keys': ({ admin, acme }) => admin('GET', `/orgs/${acme.id}/keys`),
  'admin, revoke': async ({ admin, acme }) => {
    const { id } = await operator.createKey(acme.id)
    return admin('POST', `/orgs/${acme.id}/keys/${id}/revoke`)
  },
  'admin, rotate': ({ admin }) => admin('POST', '/vault/rotate'),
} as const satisfies Readonly<Record<string, (scene: Scene) => Promise<Answer>>>

type Route = keyof typeof routes

interface Scene {
  readonly acme: Org
  readonly id: string
  readonly admin: (method: string, path: string, body?: unknown) => Promise<Answer>
}

const names = Object.keys(routes) as Route[]
const calls = ['call, reading', 'call, writing', 'call, with a key', 'call, with a key that is free again'] as const
const writes = [
  'get-config, creating',
  'save-integration, new',
  'save-integration, changing',
  'shutdown',
  'admin, org',
  'admin, key',
  'admin, revoke',
] as const
const unread = ['admin, org', 'admin, revoke'] as const satisfies readonly Route[]
const withoutReads: readonly Route[] = unread

/** The routes that can't do without an answer to a question; every other one does. */
const needed: Readonly<Record<string, readonly Route[]>> = {
  'DB read': names.filter((name) => !withoutReads.includes(name)),
  'DB write': writes,
  'CATALOG get': [],
  'CATALOG put': [],
  'INTEGRATIONS lease': calls,
  'INTEGRATIONS flush': [],
  'INTEGRATIONS read': ['active', 'active/detail'],
  'INTEGRATIONS announce': [],
  'WRITES begin': ['call, with a key', 'call, with a key that is free again'],
  'WRITES settle': [],
  'WRITES release': [],
}

/** What a route answers: its code, or that all is well. */
type Told = Partial<Record<Route, string>>

const healthy: Told = {
  ...Object.fromEntries(names.map((name) => [name, 'ok'])),
  'call, with a key that is free again': 'integration_unavailable 503',
}

function toldOf(answer: Answer): string {
  if (answer.status < 400) return 'ok'
  const { code, details } = errorAnswer.parse(answer.body).error
  if (code !== 'internal_error') return `${code} ${answer.status}`
  expect(details).toMatchObject({ fault: 'gateway', retriable: true })
  expect(details.reason).toMatch(/^The gateway couldn't reach /)
  expect(details.reason).not.toMatch(/DB|CATALOG|INTEGRATIONS|WRITES|lost/)
  expect(answer.headers.get('Retry-After')).toBe('1')
  return `away ${answer.status} ${details.outcome}`
}

function away(question: string, affected: readonly Route[]): Told {
  const outcome = question === 'DB write' ? 'uncertain' : 'not_sent'
  return { ...healthy, ...Object.fromEntries(affected.map((name) => [name, `away 503 ${outcome}`])) }
}

async function scene() {
  const provider = await stubProvider(
    json(charge),
    json({ available: [], pending: [] }, { path: '/v1/balance' }),
    json({}, { path: '/v1/payment_intents', status: 503 }),
  )
  const acme = await org('acme', { egress: provider.egress })
  const { id } = await acme.save('stripe', { config: { rateLimit } })
  const instrument = new Instrument({ remembers: true })
  return { acme, id, provider, instrument, isolate: () => isolateOf(instrument, provider) }
}

function isolateOf(instrument: Instrument, provider: StubProvider) {
  const bindings = instrument.wrap(env, ['DB', 'CATALOG', 'INTEGRATIONS', 'WRITES'])
  const VERSION = { id: crypto.randomUUID(), tag: '', timestamp: '' }
  return deploy({ ...bindings, VERSION, UPSTREAM_EGRESS: provider.egress })
}

/** Sends every request to a cold isolate of its own, and tells what came of each. */
async function sendAll({ acme, id, instrument, isolate }: Awaited<ReturnType<typeof scene>>): Promise<Told> {
  const told: Told = {}
  for (const name of names) {
    const deployment = isolate()
    instrument.takeCounts()
    const answer = await routes[name]({
      acme: acme.by(deployment),
      id,
      admin: (method, path, body) => operator.send(method, `/admin${path}`, body, deployment),
    })
    told[name] = toldOf(answer)
  }
  return told
}

function breakOff(instrument: Instrument, question: string, fault: Fault, upTo = Number.POSITIVE_INFINITY): void {
  instrument.faults = ({ binding, method, number }) =>
    `${binding} ${method}` === question && number <= upTo ? fault : undefined
}

/** What the log says. */
function watchLog(): () => string {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  return () => logged.mock.calls.flat().join('\n')
}

test('where nothing fails, all is well', async () => {
  expect(await sendAll(await scene())).toEqual(healthy)
})

describe.each(Object.keys(needed))('%s', (question) => {
  const affected = needed[question] ?? []

  test.each<Fault>(['throws', 'throws after effect', 'hangs'])('%s', async (fault) => {
    const log = watchLog()
    const deadlines = fault === 'hangs' ? heldDeadlines() : undefined
    const staged = await scene()
    staged.instrument.onHang = () => deadlines?.pass()
    breakOff(staged.instrument, question, fault)
    expect(await sendAll(staged)).toEqual(away(question, affected))
    expect(log()).not.toContain('unexpected fault')
  })

  test.each<Fault>(['throws', 'throws after effect'])('%s once', async (fault) => {
    watchLog()
    const staged = await scene()
    breakOff(staged.instrument, question, fault, 1)
    expect(await sendAll(staged)).toEqual(question === 'DB write' ? away(question, affected) : healthy)
  })
})

describe('what was true before is told by', () => {
  async function changedSince(question: string) {
    const staged = await scene()
    await sendAll(staged)
    const sent = (await staged.provider.received()).length
    breakOff(staged.instrument, question, 'stale')
    const told = await sendAll(staged)
    return { told, sent: (await staged.provider.received()).length - sent }
  }

  test('the database: what was shut down is not called, and no change is undone', async () => {
    const { told, sent } = await changedSince('DB read')
    const conflicting = [...calls, 'get-config, creating', 'save-integration, changing', 'shutdown'] as const
    expect(told).toEqual({ ...healthy, ...Object.fromEntries(conflicting.map((name) => [name, 'conflict 409'])) })
    expect(sent).toBe(0)
  })

  test('the cache of the catalog: nothing comes of it', async () => {
    const { told } = await changedSince('CATALOG get')
    expect(told['integration-types']).toBe('ok')
  })

  test('the object of an integration: numbers of before, and nothing else', async () => {
    const { told } = await changedSince('INTEGRATIONS read')
    expect(told).toMatchObject({ active: 'ok', 'active/detail': 'ok' })
  })
})

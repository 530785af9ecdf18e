import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ErrorCode } from '../../src/errors/table.ts'
import { type Details, expectError } from '../support/answers.ts'
import { clock } from '../support/clock.ts'
import { shortDeadlines } from '../support/deadline.ts'
import { deploy } from '../support/deployments.ts'
import { rememberSecret } from '../support/known-secrets.ts'
import { evict } from '../support/meters.ts'
import { type Org, org, resultOf, savedOf } from '../support/org.ts'
import type { Received, Scripted } from '../support/scripted.ts'
import { standInForSandbox } from '../support/standing-in.ts'
import { answer, bare, hang, json, refuse, type StubProvider, stubProvider, text } from '../support/stub-provider.ts'

/** Access tokens by client credentials (RFC 6749 section 4.4), with PayPal as the provider. */

afterEach(() => {
  vi.restoreAllMocks()
  clock.release()
})

const path = '/v1/oauth2/token'
const clientId = 'AclientIdOfTheTokenTests000000'
const clientSecret = 'EclientSecretOfTheTokenTests00'

/** A token's answer; the tokens are secrets, so no answer of the API may show one. */
function token(value: string, extras: Record<string, unknown> = {}): Scripted {
  rememberSecret(value)
  return json({ access_token: value, token_type: 'Bearer', expires_in: 32_400, ...extras }, { path })
}

const webhooks = json({ webhooks: [] })

async function facing(...answers: Scripted[]): Promise<{ acme: Org; id: string; provider: StubProvider }> {
  const provider = await stubProvider(...answers)
  standInForSandbox(provider)
  const acme = await org('acme')
  const { id } = await acme.save('paypal', { config: { clientId, clientSecret } })
  return { acme, id, provider }
}

const call = (acme: Org) => acme.read('paypal', 'list-webhooks')

const requestsFor = (received: readonly Received[], wanted: boolean) =>
  received.filter(({ url }) => new URL(url).pathname.startsWith(path) === wanted)

async function seen(provider: StubProvider) {
  const received = await provider.received()
  return {
    tokens: requestsFor(received, true),
    used: requestsFor(received, false).map(({ headers }) => headers.authorization),
  }
}

test('a token is fetched with the credentials, used, and used again', async () => {
  const { acme, provider } = await facing(token('token-number-one'), webhooks)
  for (let calls = 0; calls < 3; calls += 1) resultOf(await call(acme))
  const { tokens, used } = await seen(provider)
  expect(tokens).toHaveLength(1)
  expect(tokens[0]).toMatchObject({
    method: 'POST',
    url: 'https://api-m.sandbox.paypal.com/v1/oauth2/token',
    body: 'grant_type=client_credentials',
    headers: {
      authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
  expect(used).toEqual(Array.from({ length: 3 }, () => 'Bearer token-number-one'))
})

describe('where there is no token to be had, nothing else is sent:', () => {
  test.each<[string, Scripted, ErrorCode, number, Partial<Details>]>([
    [
      'the client is refused',
      json({ error: 'invalid_client', error_description: 'Client Authentication failed' }, { path, status: 401 }),
      'integration_error',
      502,
      {
        reason: 'Authentication failed',
        suggestion: 'Check your API credentials',
        fault: 'caller',
        providerStatus: 401,
        providerCode: 'invalid_client',
        providerMessage: 'Client Authentication failed',
      },
    ],
    [
      '400',
      json({ error: 'invalid_grant' }, { path, status: 400 }),
      'integration_error',
      502,
      { reason: 'Authentication failed', providerCode: 'invalid_grant' },
    ],
    [
      '403 without words',
      { kind: 'answer', path, status: 403 },
      'integration_error',
      502,
      { reason: 'Authentication failed' },
    ],
    [
      '500',
      { kind: 'answer', path, status: 500 },
      'integration_unavailable',
      502,
      { fault: 'provider', retriable: true },
    ],
    ['503', { kind: 'answer', path, status: 503 }, 'integration_unavailable', 502, { retriable: true }],
    ['429', { kind: 'answer', path, status: 429 }, 'integration_unavailable', 502, { retriable: true }],
    ['HTML of status 200', text('<html>Sign in</html>', 'text/html', { path }), 'integration_error', 502, {}],
    ['JSON without a token', json({ token_type: 'Bearer' }, { path }), 'integration_error', 502, {}],
    ['a token that is no text', json({ access_token: { value: 'x' } }, { path }), 'integration_error', 502, {}],
    ['an empty token', json({ access_token: '' }, { path }), 'integration_error', 502, {}],
    ['half an answer', text('{"access_token":"abc', 'application/json', { path }), 'integration_error', 502, {}],
    ['404', { kind: 'answer', path, status: 404 }, 'integration_error', 502, { providerStatus: 404 }],
    [
      'an answer of a megabyte',
      answer({ jsonOfLength: 1_000_000 }, 'application/json', { path }),
      'integration_error',
      502,
      {},
    ],
    ['no connection', refuse, 'integration_unavailable', 502, { retriable: true }],
  ])('%s', async (_, scripted, code, status, details) => {
    const { acme, provider } = await facing(scripted)
    expectError(await call(acme), code, status, { outcome: 'not_sent', ...details })
    expect((await seen(provider)).used).toEqual([])
  })

  test('a redirect is not followed', async () => {
    const elsewhere = await stubProvider(token('token-from-elsewhere'))
    const { acme, provider } = await facing({
      kind: 'answer',
      path,
      status: 307,
      headers: { Location: elsewhere.origin },
    })
    expectError(await call(acme), 'integration_error', 502, { outcome: 'not_sent' })
    expect(await elsewhere.received()).toEqual([])
    expect((await seen(provider)).used).toEqual([])
  })

  test('no answer before the deadline', async () => {
    const { acme } = await facing(hang)
    shortDeadlines()
    expectError(await call(acme), 'integration_unavailable', 504, { outcome: 'not_sent', retriable: true })
  })
})

describe('a token that is refused', () => {
  const refusal = json(
    { error: 'invalid_token', error_description: 'Token signature verification failed' },
    { status: 401 },
  )

  /** A token that everybody has used for a while. */
  async function held(...answers: Scripted[]) {
    clock.stop()
    const { acme, provider } = await facing(token('token-number-one'), webhooks)
    resultOf(await call(acme))
    clock.advance(11_000)
    await provider.answers(...answers)
    return { acme, provider }
  }

  test('though it was held, is fetched anew, once', async () => {
    const { acme, provider } = await held(token('token-number-two'), refusal, webhooks)
    resultOf(await call(acme))
    const { tokens, used } = await seen(provider)
    expect(tokens).toHaveLength(2)
    expect(used).toEqual(['Bearer token-number-one', 'Bearer token-number-one', 'Bearer token-number-two'])
  })

  test('and whose successor is refused too, ends it', async () => {
    const { acme, provider } = await held(token('token-number-two'), refusal)
    expectError(await call(acme), 'integration_error', 502, { reason: 'Authentication failed', outcome: 'rejected' })
    expect((await seen(provider)).used).toHaveLength(3)
  })

  test('and has no successor at once, has one as soon as the provider can bring it', async () => {
    const unavailable = { kind: 'answer', path, status: 503 } as const
    const { acme, provider } = await held(unavailable, token('token-number-two'), refusal, refusal, webhooks)
    expectError(await call(acme), 'integration_unavailable', 502, { outcome: 'not_sent', retriable: true })
    clock.advance(1_000)
    resultOf(await call(acme))
    expect((await seen(provider)).used.at(-1)).toBe('Bearer token-number-two')
  })

  test('though it was fetched just now, is not fetched again', async () => {
    const { acme, provider } = await facing(token('token-number-one'), refusal)
    expectError(await call(acme), 'integration_error', 502, { reason: 'Authentication failed' })
    const { tokens, used } = await seen(provider)
    expect([tokens.length, used.length]).toEqual([1, 1])
  })

  test('with 403 is not the token’s fault', async () => {
    const { acme, provider } = await held(token('token-number-two'), bare(403))
    expectError(await call(acme), 'integration_error', 502)
    expect((await seen(provider)).tokens).toHaveLength(1)
  })
})

describe('a token is given up', () => {
  test.each([
    ['five seconds before it expires', { expires_in: 600 }, 595_000],
    ['the same, where that is text', { expires_in: '600' }, 595_000],
    ['the same, however long it lives', { expires_in: 999_999 }, 999_994_000],
  ])('%s', async (_, extras, life) => {
    clock.stop()
    const { acme, provider } = await facing(token('token-number-one', extras), webhooks)
    resultOf(await call(acme))
    clock.advance(life + 1_000)
    await provider.answers(token('token-number-two'), webhooks)
    resultOf(await call(acme))
    expect((await seen(provider)).used).toEqual(['Bearer token-number-one', 'Bearer token-number-two'])
  })

  test('never, while its successor is fetched ahead of time', async () => {
    clock.stop()
    const { acme, provider } = await facing(token('token-number-one', { expires_in: 3_600 }), webhooks)
    resultOf(await call(acme))
    clock.advance(3_300_000)
    await provider.answers(token('token-number-two'), webhooks)
    resultOf(await call(acme))
    await expect.poll(async () => (await seen(provider)).tokens).toHaveLength(2)
    clock.advance(3_000)
    resultOf(await call(acme))
    expect((await seen(provider)).used).toEqual([
      'Bearer token-number-one',
      'Bearer token-number-one',
      'Bearer token-number-two',
    ])
  })

  test('with a new config', async () => {
    const { acme, id, provider } = await facing(token('token-number-one'), webhooks)
    resultOf(await call(acme))
    await acme.save('paypal', { id, config: { clientId, clientSecret: 'EanotherClientSecretOfTheTests' } })
    resultOf(await call(acme))
    const { tokens } = await seen(provider)
    expect(tokens).toHaveLength(2)
    expect(tokens[1]?.headers.authorization).toBe(`Basic ${btoa(`${clientId}:EanotherClientSecretOfTheTests`)}`)
  })
})

test('two integrations never share a token', async () => {
  const { acme, provider } = await facing(token('token-number-one'), token('token-number-two'), webhooks)
  resultOf(await call(acme))
  const other = await acme.save('paypal', { name: 'Other', config: { clientId, clientSecret } })
  resultOf(await acme.read(other.id, 'list-webhooks'))
  expect((await seen(provider)).used).toEqual(['Bearer token-number-one', 'Bearer token-number-two'])
})

describe('the Durable Object owns it:', () => {
  test('isolates share one, however many call at once', async () => {
    const { acme, id, provider } = await facing(token('token-number-one'), webhooks)
    const isolates = [acme, acme.by(deploy()), acme.by(deploy())]
    const calls = Array.from({ length: 30 }, (_, number) => isolates[number % 3] ?? acme)
    const answers = await Promise.all(calls.map((isolate) => isolate.read(id, 'list-webhooks')))
    for (const answer of answers) resultOf(answer)
    expect((await seen(provider)).tokens).toHaveLength(1)
  })

  test('it outlives an isolate, sealed, and goes with a shutdown', async () => {
    const { acme, id, provider } = await facing(token('token-number-one'), webhooks)
    resultOf(await call(acme))
    const object = env.INTEGRATIONS.get(env.INTEGRATIONS.idFromName(`${acme.id}|${id}`))
    const stored = () => runInDurableObject(object, (_, { storage }) => JSON.stringify([...storage.kv.list()]))
    expect(await stored()).toContain('credentials of version 1')
    expect(await stored()).not.toContain('token-number-one')
    await evict(acme, id)
    resultOf(await acme.by(deploy()).read(id, 'list-webhooks'))
    expect((await seen(provider)).tokens).toHaveLength(1)
    await acme.post(`/shutdown/${id}`)
    expect(await stored()).not.toContain('credentials of version')
  })

  test('credentials that are refused are told to everybody, and the provider is left alone for a while', async () => {
    clock.stop()
    const { acme, id, provider } = await facing(json({ error: 'invalid_client' }, { path, status: 401 }))
    for (const isolate of [acme, acme, acme.by(deploy())]) {
      const answer = await isolate.read(id, 'list-webhooks')
      expectError(answer, 'integration_error', 502, { reason: 'Authentication failed', providerCode: 'invalid_client' })
    }
    expect((await seen(provider)).tokens).toHaveLength(1)
    clock.advance(15_000)
    await provider.answers(token('token-number-two'), webhooks)
    resultOf(await call(acme))
  })
})

test('credentials that aren’t saved yet are tried with a token that nobody keeps', async () => {
  const provider = await stubProvider(token('token-number-one'), webhooks)
  const acme = await org('acme', { egress: provider.egress })
  const config = { clientId, clientSecret }
  const saved = await acme.post('/save-integration?verify=true', {
    type: 'payment',
    provider: 'paypal',
    name: 'paypal',
    config,
  })
  expect(savedOf(saved).status).toBe('active')
  expect((await seen(provider)).tokens).toHaveLength(1)
})

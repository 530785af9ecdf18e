import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findProvider } from '../../src/providers/registry.ts'
import { expectError } from '../support/answers.ts'
import { ask } from '../support/callback.ts'
import { clock } from '../support/clock.ts'
import { deploy } from '../support/deployments.ts'
import { rememberSecret } from '../support/known-secrets.ts'
import { type Org, org, resultOf, savedOf } from '../support/org.ts'
import type { Received, Scripted } from '../support/scripted.ts'
import { standInForSandbox } from '../support/standing-in.ts'
import { json, type StubProvider, stubProvider, text } from '../support/stub-provider.ts'

/** Access tokens that a provider refuses although they should be good, and refreshes that it refuses; with Etsy as the provider. */

afterEach(() => {
  vi.restoreAllMocks()
  clock.release()
})

const tokenPath = '/v3/public/oauth/token'
const me = json({ user_id: 812345678, shop_id: 51234567 }, { path: '/v3/application/users/me' })
const refused = json({ error: 'invalid_token', error_description: 'it was revoked' }, { status: 401 })
const orders = json({ count: 0, results: [] })
const unavailable = json({ error: 'temporarily_unavailable' }, { path: tokenPath, status: 503 })
const invalidGrant = json(
  { error: 'invalid_grant', error_description: 'it was used' },
  { path: tokenPath, status: 400 },
)

function token(number: number): Scripted {
  const names = { access_token: `access-token-number-${number}`, refresh_token: `refresh-token-number-${number}` }
  for (const secret of Object.values(names)) rememberSecret(secret)
  return json({ ...names, token_type: 'Bearer', expires_in: 3_600 }, { path: tokenPath })
}

interface Connected {
  readonly acme: Org
  readonly id: string
  readonly provider: StubProvider
  /** What the API has got since the connection, and with which token. */
  used(): Promise<readonly (string | undefined)[]>
  /** Refreshes that have arrived at the token endpoint. */
  refreshes(): Promise<readonly Received[]>
}

/** An integration that an account was connected to a minute ago; from then on the provider answers this. */
async function connected(...answers: Scripted[]): Promise<Connected> {
  clock.stop()
  const provider = await stubProvider(token(1), me)
  standInForSandbox(provider)
  const at = deploy({ UPSTREAM_EGRESS: provider.egress, CONNECT_RETURN_URLS: 'https://app.acme.test/' })
  const acme = (await org('acme')).by(at)
  const saved = await acme.post('/save-integration', {
    type: 'ecommerce',
    provider: 'etsy',
    name: 'Etsy of mine',
    config: { apiKey: 'keystringOfTheTests:sharedSecretOfTheTests' },
  })
  const { id } = savedOf(saved)
  const { parameters } = await (await ask(acme, id, at)).comeBack({ code: 'code' })
  expect(parameters).toMatchObject({ connect: 'connected' })
  clock.advance(60_000)
  const before = (await provider.received()).length
  await provider.answers(...answers)
  const received = async (atTokenEndpoint: boolean) =>
    (await provider.received())
      .slice(before)
      .filter(({ url }) => new URL(url).pathname.startsWith(tokenPath) === atTokenEndpoint)
  return {
    acme,
    id,
    provider,
    used: async () => (await received(false)).map(({ headers }) => headers.authorization),
    refreshes: () => received(true),
  }
}

const first = 'Bearer access-token-number-1'
const second = 'Bearer access-token-number-2'
const fulfil = () => findProvider('etsy')?.operations().get('fulfill-order')?.exampleInput

describe('a call that is refused for a token believed good', () => {
  test('refreshes it once and is repeated once', async () => {
    const { acme, id, used, refreshes } = await connected(refused, orders, token(2))
    expect(resultOf(await acme.read(id, 'list-orders'))).toBeDefined()
    expect(await used()).toEqual([first, second])
    expect(await refreshes()).toMatchObject([{ body: expect.stringContaining('refresh_token=refresh-token-number-1') }])
  })

  test('is told when it is refused a second time', async () => {
    const { acme, id, used, refreshes } = await connected(refused, token(2))
    const answer = await acme.read(id, 'list-orders')
    expectError(answer, 'integration_error', 502, { reason: 'Authentication failed', providerStatus: 401 })
    expect(await used()).toEqual([first, second])
    expect(await refreshes()).toHaveLength(1)
  })

  test('tells a check of the credentials that the account has to be connected again', async () => {
    const { acme, id } = await connected(refused, token(2))
    expect((await acme.post(`/verify/${id}`)).body).toMatchObject({ verified: false, problem: 'consent_lost' })
  })

  test('is repeated where it writes too, since it was refused whole', async () => {
    const { acme, id, provider, used } = await connected(refused, orders, token(2))
    const answer = await acme.call(id, 'fulfill-order', fulfil())
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(await used()).toEqual([first, second])
    const [one, other] = (await provider.received()).slice(-3).filter(({ url }) => !url.includes(tokenPath))
    expect(other?.body).toBe(one?.body)
  })

  test('is not repeated for its token where it writes and nobody knows what became of it', async () => {
    const { acme, id, used, refreshes } = await connected(json({ error: 'oops' }, { status: 500 }), token(2))
    expectError(await acme.call(id, 'fulfill-order', fulfil()), 'integration_unavailable', 502, {
      outcome: 'uncertain',
    })
    expect(await used()).toEqual([first])
    expect(await refreshes()).toEqual([])
  })

  test('is told where the token was issued just now: its age is not what is wrong', async () => {
    const { acme, id, used, refreshes } = await connected(refused, orders, refused, token(2), token(3))
    resultOf(await acme.read(id, 'list-orders'))
    expectError(await acme.read(id, 'list-orders'), 'integration_error', 502, { reason: 'Authentication failed' })
    expect(await used()).toEqual([first, second, second])
    expect(await refreshes()).toHaveLength(1)
  })
})

describe('a refresh', () => {
  test.each<[string, Scripted]>([
    ['is unavailable', unavailable],
    ['answers HTML', text('<!doctype html><title>Maintenance</title>', 'text/html', { path: tokenPath })],
    ['refuses the app', json({ error: 'invalid_client' }, { path: tokenPath, status: 401 })],
  ])('whose token endpoint %s is tried again later, and costs no consent', async (_what, answer) => {
    const { acme, id, provider } = await connected(answer)
    clock.advance(3_600_000)
    expectError(await acme.read(id, 'list-orders'), 'integration_unavailable', 503, { outcome: 'not_sent' })
    expect((await acme.post('/get-integration', { id })).body).toMatchObject({ status: 'active' })
    await provider.answers(token(2), orders)
    clock.advance(300_000)
    expect(resultOf(await acme.read(id, 'list-orders'))).toBeDefined()
  })

  test('that the provider refuses ends the consent: told with what to do, and nothing else is tried', async () => {
    const { acme, id, refreshes } = await connected(invalidGrant)
    clock.advance(3_600_000)
    const how = { suggestion: expect.stringContaining(`POST /upstream/connect/${id}`) }
    expectError(await acme.read(id, 'list-orders'), 'integration_inactive', 409, { outcome: 'not_sent', ...how })
    expect((await acme.post('/get-integration', { id })).body).toMatchObject({
      status: 'error',
      statusReason: expect.stringContaining('(invalid_grant: it was used)'),
    })
    clock.advance(86_400_000)
    expectError(await acme.read(id, 'list-orders'), 'integration_inactive', 409, how)
    expectError(await acme.post(`/verify/${id}`), 'integration_inactive', 409, how)
    expect(await refreshes()).toHaveLength(1)
  })

  test('whose answer comes while the database is away is not lost', async () => {
    const { acme, id, provider, refreshes } = await connected(token(2), orders)
    clock.advance(3_600_000)
    standInForSandbox(provider, (url) => {
      if (!url.endsWith(tokenPath)) return
      vi.spyOn(Object.getPrototypeOf(env.DB), 'prepare').mockImplementation(() => {
        throw new Error('the database is away')
      })
    })
    expect(resultOf(await acme.read(id, 'list-orders'))).toBeDefined()
    expect(await refreshes()).toHaveLength(1)
  })

  test('that the provider refuses is not forgotten when the integration is saved', async () => {
    const { acme, id } = await connected(invalidGrant)
    clock.advance(3_600_000)
    await acme.read(id, 'list-orders')
    expect(savedOf(await acme.post('/save-integration', { id, name: 'Another name' })).status).toBe('error')
    expect((await acme.post('/get-integration', { id })).body).toMatchObject({
      status: 'error',
      statusReason: expect.stringContaining('invalid_grant'),
    })
  })

  test('that is refused after one that got no answer says that this may be why', async () => {
    const { acme, id } = await connected(unavailable, invalidGrant)
    clock.advance(3_600_000)
    await acme.read(id, 'list-orders')
    clock.advance(300_000)
    await acme.read(id, 'list-orders')
    expect((await acme.post('/get-integration', { id })).body).toMatchObject({
      status: 'error',
      statusReason: expect.stringContaining('a refresh before it got no answer'),
    })
  })
})

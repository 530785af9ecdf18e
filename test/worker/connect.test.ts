import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { expectError } from '../support/answers.ts'
import { browser } from '../support/browser.ts'
import { clock } from '../support/clock.ts'
import { type Deployment, deploy } from '../support/deployments.ts'
import { rememberSecret } from '../support/known-secrets.ts'
import { type Org, org, resultOf, savedOf } from '../support/org.ts'

/** How an account gives its consent, with Square's authorization server as the sandbox plays it. */

afterEach(() => clock.release())

const returnUrl = 'https://app.acme.test/settings'
const appSecret = 'sandbox-sq0csb-appSecretOfTheConnectTests'
const deployment = () => deploy({ CONNECT_RETURN_URLS: 'https://app.acme.test/' })

rememberSecret(appSecret)

async function draft(
  config: Readonly<Record<string, unknown>> = {},
): Promise<{ acme: Org; id: string; at: Deployment }> {
  const at = deployment()
  const acme = (await org('acme')).by(at)
  const answer = await acme.post('/save-integration', {
    type: 'payment',
    provider: 'square',
    name: 'Square of mine',
    config: { clientId: 'sq0idp-appOfTheConnectTests', clientSecret: appSecret, ...config },
  })
  const saved = savedOf(answer)
  expect(saved.status).toBe('draft')
  return { acme, id: saved.id, at }
}

async function begin(acme: Org, id: string, redirectUrl = returnUrl): Promise<string> {
  const answer = await acme.post(`/connect/${id}`, { redirectUrl })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return z.object({ authorizeUrl: z.string() }).parse(answer.body).authorizeUrl
}

async function connected(config: Readonly<Record<string, unknown>> = {}) {
  const made = await draft(config)
  const page = await browser(made.at).consent(await begin(made.acme, made.id))
  expect(parametersOf(page.url)).toEqual({ connect: 'connected', integration: made.id })
  return made
}

const parametersOf = (url: string) => Object.fromEntries(new URL(url).searchParams)

describe('an account that gives its consent', () => {
  test('is shown with the integration, which is active and can be called', async () => {
    const { acme, id } = await connected()
    const { body } = await acme.post('/get-integration', { id })
    expect(body).toMatchObject({ status: 'active', connection: { account: { id: expect.any(String) } } })
    expect(resultOf(await acme.read(id, 'list-payments'))).toBeDefined()
  })

  test('comes back to the page of the org, its own parameters kept', async () => {
    const { acme, id, at } = await draft()
    const page = await browser(at).consent(await begin(acme, id, `${returnUrl}?tab=payments`))
    expect(parametersOf(page.url)).toEqual({ tab: 'payments', connect: 'connected', integration: id })
  })

  test('leaves no token in the clear in the Durable Object', async () => {
    const { acme, id } = await connected()
    const stub = env.INTEGRATIONS.get(env.INTEGRATIONS.idFromName(`${acme.id}|${id}`))
    const stored = await runInDurableObject(stub, (_object, state) => JSON.stringify([...state.storage.kv.list()]))
    expect(stored).toContain('sealedAccess')
    expect(stored).not.toMatch(/EAAA|sandbox\./)
  })

  test('may say no', async () => {
    const { acme, id, at } = await draft()
    const page = await browser(at).consent(await begin(acme, id), 'deny')
    expect(parametersOf(page.url)).toMatchObject({ connect: 'failed', error: 'consent_denied', integration: id })
    expect((await acme.post('/get-integration', { id })).body).toMatchObject({ status: 'draft' })
  })
})

describe('an access token that has expired', () => {
  test('is refreshed before the next call', async () => {
    clock.stop()
    const { acme, id } = await connected()
    clock.advance(31 * 86_400_000)
    expect(resultOf(await acme.read(id, 'list-payments'))).toBeDefined()
  })

  test('is refreshed once for callers that come at once', async () => {
    clock.stop()
    const { acme, id } = await connected()
    clock.advance(31 * 86_400_000)
    const elsewhere = acme.by(deployment())
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? acme : elsewhere).read(id, 'list-payments')),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const stub = env.INTEGRATIONS.get(env.INTEGRATIONS.idFromName(`${acme.id}|${id}`))
    const tokens = await runInDurableObject(stub, (_object, state) => state.storage.kv.get('tokens'))
    expect(tokens).toMatchObject({ generation: 2, failures: 0 })
  })
})

describe('an attempt', () => {
  test('begins only where there is an account to connect', async () => {
    const acme = (await org('acme')).by(deployment())
    const { id } = await acme.save('stripe')
    expectError(await acme.post(`/connect/${id}`, { redirectUrl: returnUrl }), 'invalid_request', 400)
    expectError(await acme.post('/connect/int_nowhere', { redirectUrl: returnUrl }), 'integration_not_found', 404)
  })

  test.each([
    'https://evil.test/settings',
    'https://app.acme.test.evil.test/',
    'https://user@app.acme.test/settings',
    'http://app.acme.test/settings',
    'https://app.acme.test/settings#fragment',
  ])('is refused where the browser would end at %s', async (redirectUrl) => {
    const { acme, id } = await draft()
    const details = expectError(await acme.post(`/connect/${id}`, { redirectUrl }), 'invalid_request', 400)
    expect(details.connectError).toBe('return_url_refused')
  })

  test('is finished once', async () => {
    const { acme, id, at } = await draft()
    const person = browser(at)
    const authorizeUrl = await begin(acme, id)
    const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
    await person.consent(authorizeUrl)
    expect((await person.open(callback({ state, code: 'again' }))).text).toContain('state_used')
  })

  test('is finished by the browser that began it', async () => {
    const { acme, id, at } = await draft()
    const authorizeUrl = await begin(acme, id)
    const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
    await browser(at).open(authorizeUrl)
    expect((await browser(at).open(callback({ state, code: 'stolen' }))).text).toContain('browser_mismatch')
    expect((await browser(at).open(authorizeUrl)).text).toContain('browser_mismatch')
  })

  test('is over after a quarter of an hour', async () => {
    clock.stop()
    const { acme, id, at } = await draft()
    const person = browser(at)
    const authorizeUrl = await begin(acme, id)
    const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
    await person.open(authorizeUrl)
    clock.advance(15 * 60_000)
    expect((await person.open(callback({ state, code: 'late' }))).text).toContain('state_expired')
  })

  test('is refused with a state that was tampered with, or is of another integration', async () => {
    const { acme, id, at } = await draft()
    const other = await draft()
    const state = new URL(await begin(acme, id)).searchParams.get('state') ?? ''
    const [whom] = (new URL(await begin(other.acme, other.id)).searchParams.get('state') ?? '').split('.')
    const [, sealed = ''] = state.split('.')
    for (const wrong of ['', 'nonsense', `${whom}.${sealed}`, `${state.slice(0, -4)}AAAA`, `${state}.more`]) {
      expect((await browser(at).open(callback({ state: wrong, code: 'any' }))).text, wrong).toContain('state_invalid')
    }
  })

  test('comes to nothing where the integration was changed meanwhile', async () => {
    const { acme, id, at } = await draft()
    const person = browser(at)
    const authorizeUrl = await begin(acme, id)
    const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
    await person.open(authorizeUrl)
    await acme.shutdown(id)
    const page = await person.open(callback({ state, code: 'any' }))
    expect(parametersOf(page.url)).toMatchObject({ connect: 'failed', error: 'integration_changed' })
  })

  test('comes to nothing with a code that the provider refuses', async () => {
    const { acme, id, at } = await draft()
    const person = browser(at)
    const authorizeUrl = await begin(acme, id)
    const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
    await person.open(authorizeUrl)
    const page = await person.open(callback({ state, code: 'made-up' }))
    expect(parametersOf(page.url)).toMatchObject({ connect: 'failed', error: 'code_refused' })
    expect((await acme.post('/get-integration', { id })).body).toMatchObject({ status: 'draft' })
  })
})

describe('an account that is disconnected', () => {
  test('is forgotten, and its consent taken back at the provider', async () => {
    const { acme, id } = await connected()
    expect((await acme.post(`/disconnect/${id}`)).body).toMatchObject({
      revocation: 'revoked',
      integration: { status: 'draft' },
    })
    expectError(await acme.read(id, 'list-payments'), 'integration_inactive', 409)
    expectError(await acme.post(`/disconnect/${id}`), 'conflict', 409)
    const stub = env.INTEGRATIONS.get(env.INTEGRATIONS.idFromName(`${acme.id}|${id}`))
    expect(await runInDurableObject(stub, (_object, state) => state.storage.kv.get('tokens'))).toBeUndefined()
  })
})

function callback(parameters: Readonly<Record<string, string>>): string {
  return `https://gateway.test/upstream/connect/callback?${new URLSearchParams(parameters)}`
}

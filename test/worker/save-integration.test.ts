import { beforeAll, describe, expect, test } from 'vitest'
import { expectError, issuePaths } from '../support/answers.ts'
import { type Org, org, resultOf, savedOf } from '../support/org.ts'
import { integrationCount, stored } from '../support/rows.ts'
import { bare, json, stubProvider } from '../support/stub-provider.ts'

const apiKey = 'sk_test_51KeyOfTheFirstSave000000000'

let acme: Org

beforeAll(async () => {
  acme = await org('acme')
})

describe('a new integration', () => {
  test('takes the description of its provider where none is given', async () => {
    expect(await acme.save('stripe', { name: 'Plain' })).toMatchObject({ description: 'Stripe payment processing' })
  })

  test.each(['type', 'provider', 'name'])('needs a %s', async (field) => {
    const request: Record<string, unknown> = { type: 'payment', provider: 'stripe', name: 'X', config: { apiKey } }
    delete request[field]
    const details = expectError(await acme.post('/save-integration', request), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual([field])
  })

  test.each([
    { type: 'astrology', provider: 'stripe', code: 'type_not_found' },
    { type: 'payment', provider: 'nobody', code: 'provider_not_found' },
    { type: 'shipping', provider: 'stripe', code: 'provider_not_found' },
  ] as const)('of $type by $provider is refused', async ({ type, provider, code }) => {
    const before = await stored(acme.id)
    expectError(await acme.post('/save-integration', { type, provider, name: 'X', config: { apiKey } }), code, 404)
    expect(await stored(acme.id)).toBe(before)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['without its key', {}, 'config.apiKey'],
    ['with a key of another form', { apiKey: 'pk_test_publishable' }, 'config.apiKey'],
    ['with a line break in its key', { apiKey: `${apiKey}\r\nX-Injected: 1` }, 'config.apiKey'],
    ['with a key that is no text', { apiKey: 7 }, 'config.apiKey'],
    ['with an unknown field', { apiKey, colour: 'red' }, 'config.colour'],
    ['with an unknown environment', { apiKey, environment: 'moon' }, 'config.environment'],
    ['with a rate limit of nothing', { apiKey, rateLimit: { limit: 0, window: 1 } }, 'config.rateLimit.limit'],
    ['with half a rate limit', { apiKey, rateLimit: { limit: 5 } }, 'config.rateLimit.window'],
  ])('%s is refused whole', async (_, config, path) => {
    const before = await stored(acme.id)
    const request = { type: 'payment', provider: 'stripe', name: 'Never', config }
    const details = expectError(await acme.post('/save-integration', request), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual([path])
    expect(await stored(acme.id)).toBe(before)
  })

  test.each<[string, string, Record<string, unknown>, string]>([
    ['ecommerce', 'shopify', { shop: 'evil.example/#' }, 'config.shop'],
    ['ecommerce', 'shopify', { shop: 'shop.myshopify.com@evil.example' }, 'config.shop'],
  ])('%s/%s can not be pointed at another host by %o', async (type, provider, change, path) => {
    const request = { type, provider, name: 'Elsewhere', config: change }
    const details = expectError(await acme.post('/save-integration', request), 'invalid_request', 400)
    expect(issuePaths(details)).toContain(path)
  })
})

describe('a name', () => {
  test('belongs to one integration of an org', async () => {
    await acme.save('stripe', { name: 'Taken' })
    const again = await acme.post('/save-integration', {
      type: 'payment',
      provider: 'stripe',
      name: 'Taken',
      config: { apiKey },
    })
    expectError(again, 'conflict', 409)
    const other = await org('other')
    await other.save('stripe', { name: 'Taken' })
  })

  test('can not be taken over by renaming', async () => {
    await acme.save('stripe', { name: 'First' })
    const { id } = await acme.save('stripe', { name: 'Second' })
    const before = await stored(acme.id)
    expectError(await acme.post('/save-integration', { id, name: 'First' }), 'conflict', 409)
    expect(await stored(acme.id)).toBe(before)
  })

  test('is free again after a shutdown, and then taken', async () => {
    const { id } = await acme.save('stripe', { name: 'Reused' })
    await acme.shutdown(id)
    await acme.save('stripe', { name: 'Reused' })
    expectError(await acme.post('/save-integration', { id }), 'conflict', 409)
  })
})

describe('an update', () => {
  test('changes what it names and keeps the rest', async () => {
    const { id, createdAt } = await acme.save('stripe', { name: 'Before', config: { environment: 'live' } })
    const renamed = savedOf(await acme.post('/save-integration', { id, name: 'After', description: 'Renamed' }))
    expect(renamed).toMatchObject({ id, name: 'After', description: 'Renamed', status: 'active', createdAt })
    const { body } = await acme.get(`/get-config/payment/${id}`)
    expect(body).toMatchObject({ config: { apiKey: 'sk_test_...', environment: 'live' } })
  })

  test.each(['type', 'provider'])('can not change the %s', async (field) => {
    const { id } = await acme.save('stripe', { name: `Fixed ${field}` })
    const change = { type: 'shipping', provider: 'ups' }[field]
    const details = expectError(await acme.post('/save-integration', { id, [field]: change }), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual([field])
  })

  test('of what is not there is not found', async () => {
    expectError(await acme.post('/save-integration', { id: 'int_nowhere', name: 'X' }), 'integration_not_found', 404)
    expect(await integrationCount(acme.id)).toBeGreaterThan(0)
  })

  test('at the same time as another wins or is told so', async () => {
    const { id } = await acme.save('stripe', { name: 'Contended' })
    const names = Array.from({ length: 5 }, (_, index) => `Contended ${index}`)
    const answers = await Promise.all(names.map((name) => acme.post('/save-integration', { id, name })))
    const won = answers.filter(({ status }) => status === 200)
    expect(won.length).toBeGreaterThan(0)
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectError(answer, 'conflict', 409, { retriable: true })
    }
    const { body } = await acme.post('/get-integration', { id })
    expect(won.map((answer) => savedOf(answer).name)).toContain((body as { name: string }).name)
  })
})

describe('a masked secret', () => {
  test('that is saved back keeps the stored one', async () => {
    const provider = await stubProvider(json({ available: [], pending: [] }))
    const editor = await org('editor', { egress: provider.egress })
    const { id } = await editor.save('stripe', { name: 'Edited', config: { apiKey } })
    const shown = (await editor.get(`/get-config/payment/${id}`)).body as { config: Record<string, unknown> }
    expect(shown.config).toEqual({ apiKey: 'sk_test_...', webhookSecret: 'whsec_...', environment: 'test' })
    await editor.post('/save-integration', { id, config: { ...shown.config, environment: 'live' } })
    resultOf(await editor.read(id, 'get-balance'))
    const [received] = await provider.received()
    expect(received?.headers.authorization).toBe(`Bearer ${apiKey}`)
    expect((await editor.post('/get-integration', { id })).body).toMatchObject({
      config: { environment: 'live', webhookEnabled: true },
    })
  })

  test('that is the mask of another one is refused', async () => {
    const { id } = await acme.save('stripe', { name: 'Masked', config: { apiKey } })
    const before = await stored(acme.id)
    for (const mask of ['sk_live_...', '...', 'rk_test_...']) {
      const answer = await acme.post('/save-integration', { id, config: { apiKey: mask } })
      expect(issuePaths(expectError(answer, 'invalid_request', 400))).toContain('config.apiKey')
    }
    expect(await stored(acme.id)).toBe(before)
  })

  test('that is left out is dropped, where it is optional', async () => {
    const { id } = await acme.save('stripe', { name: 'Dropped', config: { apiKey } })
    await acme.post('/save-integration', { id, config: { apiKey: 'sk_test_...' } })
    expect((await acme.post('/get-integration', { id })).body).toMatchObject({ config: { webhookEnabled: false } })
  })
})

describe('webhooks', () => {
  test.each([
    ['shipstation', 'are enabled where the provider publishes its keys', {}, true],
    ['braintree', 'are enabled by the keys that calls need too', {}, true],
    ['freshbooks', 'are enabled by a secret of their own', {}, true],
    ['freshbooks', 'are not enabled without it', { webhookSecret: undefined }, false],
    ['wave', 'are not enabled where there are none', {}, false],
  ])('of %s %s', async (id, _words, changed, webhookEnabled) => {
    const { id: integration } = await acme.save(id, { name: `Hooks of ${id} ${webhookEnabled}`, config: changed })
    expect((await acme.post('/get-integration', { id: integration })).body).toMatchObject({
      config: { webhookEnabled },
    })
  })
})

test('a new secret is used by the very next call', async () => {
  const provider = await stubProvider(json({ available: [], pending: [] }))
  const rotator = await org('rotator', { egress: provider.egress })
  const { id } = await rotator.save('stripe', { config: { apiKey } })
  resultOf(await rotator.read('stripe', 'get-balance'))
  const next = 'sk_test_51KeyOfTheSecondSave00000000'
  await rotator.save('stripe', { id, config: { apiKey: next } })
  resultOf(await rotator.read('stripe', 'get-balance'))
  expect((await provider.received()).map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${apiKey}`,
    `Bearer ${next}`,
  ])
})

test('saving sends nothing to the provider', async () => {
  const provider = await stubProvider(bare(500))
  const quiet = await org('quiet', { egress: provider.egress })
  await quiet.save('stripe')
  expect(await provider.received()).toEqual([])
})

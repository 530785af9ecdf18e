import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { exampleConfig } from '../../scripts/example-config.ts'
import { mask } from '../../src/kit/mask.ts'
import { providers } from '../../src/providers/registry.ts'
import { type Answer, expectError, issuePaths } from '../support/answers.ts'
import { payment, providerNamed } from '../support/examples.ts'
import { type Org, org, savedOf } from '../support/org.ts'
import { integrationCount } from '../support/rows.ts'

const configuration = z.object({
  id: z.string(),
  provider: z.string(),
  name: z.string(),
  status: z.string(),
  config: z.record(z.string(), z.unknown()),
})

function configurationOf(answer: Answer, status = 200) {
  expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  return configuration.parse(answer.body)
}

describe('where there is no configuration', () => {
  let empty: Org

  beforeAll(async () => {
    empty = await org('empty')
  })

  test.each(['/get-config', '/get-config/payment', '/get-config/payment/mine', '/get-config/payment?create=false'])(
    '%s is not found, and makes nothing',
    async (path) => {
      expectError(await empty.get(path), 'integration_not_found', 404)
      expect(await integrationCount(empty.id)).toBe(0)
    },
  )

  test('a draft of no type and no provider is refused', async () => {
    const details = expectError(await empty.get('/get-config?create=true'), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual(['query.provider'])
  })

  test.each([
    ['/get-config?create=true&provider=nobody', 'provider_not_found'],
    ['/get-config/shipping?create=true&provider=stripe', 'provider_not_found'],
    ['/get-config/astrology?create=true', 'type_not_found'],
  ] as const)('%s is refused', async (path, code) => {
    expectError(await empty.get(path), code, 404)
    expect(await integrationCount(empty.id)).toBe(0)
  })

  test.each(['1', 'yes', 'TRUE', ''])('create=%s is no flag', async (flag) => {
    const details = expectError(await empty.get(`/get-config/payment?create=${flag}`), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual(['query.create'])
  })
})

describe('a draft', () => {
  test('is of the first provider of its type, with the defaults of its fields', async () => {
    const drafter = await org('drafter')
    const made = configurationOf(await drafter.get('/get-config/payment?create=true'), 201)
    expect(made).toMatchObject({ provider: 'stripe', status: 'draft', config: { environment: 'test' } })
    expect(configurationOf(await drafter.get('/get-config/payment?create=true'))).toEqual(made)
    expect(await integrationCount(drafter.id)).toBe(1)
  })

  test('is of the provider that is named', async () => {
    const drafter = await org('drafter')
    const made = configurationOf(await drafter.get('/get-config?create=true&provider=ups'), 201)
    expect(made).toMatchObject({ provider: 'ups', status: 'draft' })
  })

  test('takes the id that is asked for', async () => {
    const drafter = await org('drafter')
    const path = '/get-config/payment/my-own_Id?create=true&provider=paypal'
    expect(configurationOf(await drafter.get(path), 201)).toMatchObject({ id: 'my-own_Id', provider: 'paypal' })
    expect(configurationOf(await drafter.get(path))).toMatchObject({ id: 'my-own_Id' })
  })

  test('of the same provider has a name of its own', async () => {
    const drafter = await org('drafter')
    const first = configurationOf(await drafter.get('/get-config/payment/one?create=true'), 201)
    const second = configurationOf(await drafter.get('/get-config/payment/two?create=true'), 201)
    expect(first.name).toBe('Stripe')
    expect(second.name).toMatch(/^Stripe \(draft [a-z0-9]{6}\)$/)
  })

  test('is neither listed nor called until it is saved', async () => {
    const drafter = await org('drafter')
    const { id } = configurationOf(await drafter.get('/get-config/payment?create=true'), 201)
    expect((await drafter.get('/active')).body).toEqual({ integrations: [] })
    expectError(await drafter.get(`/active/detail/${id}`), 'integration_not_found', 404)
    expectError(await drafter.call(id, 'create-payment', payment), 'integration_inactive', 409, { outcome: 'not_sent' })
    expectError(await drafter.call('stripe', 'create-payment', payment), 'integration_not_found', 404)
    expectError(await drafter.test(id, 'create-payment', payment), 'integration_inactive', 409)
    const saved = savedOf(
      await drafter.post('/save-integration', { id, config: exampleConfig(providerNamed('stripe')) }),
    )
    expect(saved).toMatchObject({ id, status: 'active', name: 'Stripe' })
    expect((await drafter.call(id, 'create-payment', payment)).status).toBe(200)
  })

  test('that is saved without its secrets stays a draft', async () => {
    const drafter = await org('drafter')
    const { id } = configurationOf(await drafter.get('/get-config/payment?create=true'), 201)
    const details = expectError(await drafter.post('/save-integration', { id, name: 'Mine' }), 'invalid_request', 400)
    expect(issuePaths(details)).toEqual(['config.apiKey'])
    expect((await drafter.post('/get-integration', { id })).body).toMatchObject({ status: 'draft', name: 'Stripe' })
  })

  test('asked for at once by several is made once', async () => {
    const drafter = await org('drafter')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => drafter.get('/get-config/payment/same?create=true')),
    )
    expect(await integrationCount(drafter.id)).toBe(1)
    for (const answer of answers) {
      if (answer.status === 409) expectError(answer, 'conflict', 409, { retriable: true })
      else expect([200, 201]).toContain(answer.status)
    }
  })
})

describe('without an id', () => {
  test('the configuration that changed last is meant', async () => {
    const owner = await org('owner')
    const stripe = await owner.save('stripe')
    const paypal = await owner.save('paypal')
    const ups = await owner.save('ups')
    const newest = async (path: string) => configurationOf(await owner.get(path)).id
    await owner.post('/save-integration', { id: stripe.id, description: 'Changed' })
    expect(await newest('/get-config')).toBe(stripe.id)
    expect(await newest('/get-config/shipping')).toBe(ups.id)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await owner.post('/save-integration', { id: paypal.id, description: 'Changed' })
    expect(await newest('/get-config')).toBe(paypal.id)
    expect(await newest('/get-config/payment')).toBe(paypal.id)
  })
})

test('an id of another type is not found', async () => {
  const owner = await org('owner')
  const { id } = await owner.save('stripe')
  expectError(await owner.get(`/get-config/shipping/${id}`), 'integration_not_found', 404)
  expectError(await owner.get(`/get-config/shipping/${id}?create=true`), 'integration_not_found', 404)
})

test('one that was shut down is still shown', async () => {
  const owner = await org('owner')
  const { id } = await owner.save('stripe')
  await owner.shutdown(id)
  expect(configurationOf(await owner.get(`/get-config/payment/${id}`)).status).toBe('inactive')
})

describe('the secrets', () => {
  test.each(providers.map(({ id }) => id))('of %s are masked, and the rest is shown', async (id) => {
    const provider = providerNamed(id)
    const config = exampleConfig(provider)
    const owner = await org('owner')
    const saved = await owner.save(id)
    const shown = configurationOf(await owner.get(`/get-config/${provider.type}/${saved.id}`)).config
    for (const { name, secret } of provider.configFields()) {
      const value = config[name]
      if (value === undefined) continue
      expect(shown[name], name).toBe(secret ? mask(value) : value)
      if (secret) expect(shown[name], name).not.toBe(value)
    }
  })

  test.each(providers.map(({ id }) => id))('of %s are not even shown masked elsewhere', async (id) => {
    const provider = providerNamed(id)
    const owner = await org('owner')
    const saved = await owner.save(id)
    const secrets = provider.configFields().filter(({ secret }) => secret)
    const answers = [
      await owner.post('/get-integration', { id: saved.id }),
      await owner.get(`/active/detail/${saved.id}`),
      await owner.get('/active/detail'),
      await owner.get('/active'),
    ]
    for (const { body } of answers) {
      for (const { name } of secrets) expect(JSON.stringify(body)).not.toContain(`"${name}"`)
    }
    expect(answers[0]?.body).toMatchObject({ config: { webhookEnabled: provider.webhook !== undefined } })
  })
})

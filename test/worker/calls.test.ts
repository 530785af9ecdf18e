import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { providers as played } from '../../sandbox/registry.ts'
import { providers } from '../../src/providers/registry.ts'
import { expectError, issuePaths } from '../support/answers.ts'
import { operationOf, payment } from '../support/examples.ts'
import { org, resultOf } from '../support/org.ts'
import { standInForSandbox } from '../support/standing-in.ts'
import { json, stubProvider } from '../support/stub-provider.ts'

describe('an integration is meant', () => {
  test('by its provider, while there is only one', async () => {
    const acme = await org('acme')
    await acme.save('stripe', { name: 'One' })
    resultOf(await acme.read('stripe', 'get-balance'))
    const { id } = await acme.save('stripe', { name: 'Two' })
    const details = expectError(await acme.read('stripe', 'get-balance'), 'integration_not_found', 404)
    expect(details.reason).toContain('more than one')
    resultOf(await acme.read('One', 'get-balance'))
    await acme.shutdown(id)
    resultOf(await acme.read('stripe', 'get-balance'))
  })

  test('by its name before another by its provider', async () => {
    const acme = await org('acme')
    await acme.save('stripe', { name: 'ups' })
    await acme.save('ups', { name: 'Parcels' })
    resultOf(await acme.read('ups', 'get-balance'))
  })

  test('by its id before another by its name', async () => {
    const acme = await org('acme')
    const { id } = await acme.save('stripe', { name: 'Real' })
    await acme.save('ups', { name: id })
    resultOf(await acme.read(id, 'get-balance'))
  })

  test.each(['50% off', 'a/b', 'Kasse ä', '💳', '100%25', 'a?b#c', 'x+y & z', "O'Brien"])(
    'by the name %s',
    async (name) => {
      const acme = await org('acme')
      await acme.save('stripe', { name })
      resultOf(await acme.read(name, 'get-balance'))
    },
  )

  test('by its new name after it was renamed, and by the old one no more', async () => {
    const acme = await org('acme')
    const { id } = await acme.save('stripe', { name: 'Old' })
    resultOf(await acme.read('Old', 'get-balance'))
    await acme.post('/save-integration', { id, name: 'New' })
    resultOf(await acme.read('New', 'get-balance'))
    expectError(await acme.read('Old', 'get-balance'), 'integration_not_found', 404)
  })
})

test.each(['create-payment', 'Create Payment', 'create payment', 'CREATE PAYMENT'])(
  'an operation is meant by %s',
  async (operation) => {
    const acme = await org('acme')
    await acme.save('stripe')
    expect(resultOf(await acme.call('stripe', operation, payment))).toMatchObject({ object: 'charge' })
  },
)

describe('GET', () => {
  test('makes numbers, booleans, lists and objects of a query, as the operation has them', async () => {
    const provider = await stubProvider(json({ object: 'list', data: [], has_more: false }))
    const acme = await org('acme', { egress: provider.egress })
    await acme.save('stripe')
    resultOf(await acme.read('stripe', 'list-payments', '?limit=3&customer=cus_1'))
    const [received] = await provider.received()
    expect(received?.url).toBe('https://api.stripe.com/v1/charges?limit=3&customer=cus_1')
    standInForSandbox(provider)
    await acme.save('ups')
    const address = { lines: ['1 Main St'], city: 'Reno', state: 'NV', postalCode: '89501', country: 'US' }
    const query = `?address=${encodeURIComponent(JSON.stringify(address))}`
    await provider.answers(json({ access_token: 't', expires_in: '3600' }, { path: '/security' }), json({}))
    await acme.read('ups', 'validate-address', query)
    const [, , sent] = await provider.received()
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      XAVRequest: { AddressKeyFormat: { AddressLine: ['1 Main St'], CountryCode: 'US' } },
    })
  })

  test.each([
    ['?limit=three', 'limit'],
    ['?limit=3.5', 'limit'],
    ['?limit=', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?limit=0x10', 'limit'],
    ['?limit=1e1', 'limit'],
    ['?colour=red', 'colour'],
    ['?view=both', 'query.view'],
  ])('%s is refused', async (query, path) => {
    const acme = await org('acme')
    await acme.save('stripe')
    const details = expectError(await acme.read('stripe', 'list-payments', query), 'invalid_request', 400)
    expect(issuePaths(details)).toContain(path)
  })

  test('of a writing operation is not allowed', async () => {
    const acme = await org('acme')
    const provider = await stubProvider(json({}))
    await acme.save('stripe')
    for (const query of ['', '?amount=1000&currency=usd&source=tok_visa']) {
      const answer = await acme.read('stripe', 'create-payment', query)
      expectError(answer, 'method_not_allowed', 405, { outcome: 'not_sent' })
      expect(answer.headers.get('Allow')).toBe('POST')
    }
    expect(await provider.received()).toEqual([])
  })

  test('answers as POST does', async () => {
    const acme = await org('acme')
    await acme.save('stripe')
    const byGet = await acme.read('stripe', 'list-payments', '?limit=2')
    expect(byGet.body).toEqual((await acme.call('stripe', 'list-payments', { limit: 2 })).body)
  })

  test('never uses a body', async () => {
    const acme = await org('acme')
    await acme.save('stripe')
    resultOf(await acme.post('/call/stripe/get-balance'))
  })
})

describe('a list', () => {
  test('goes on at its cursor until there is none', async () => {
    const acme = await org('acme')
    await acme.save('stripe', { config: { apiKey: 'sk_test_51AccountOfTheCursorTest0000' } })
    for (let count = 0; count < 3; count += 1) await acme.call('stripe', 'create-payment', payment)
    const page = z.object({
      result: z.object({ items: z.array(z.object({ id: z.string() })) }),
      nextCursor: z.string().optional(),
    })
    const whole = page.parse((await acme.call('stripe', 'list-payments', { limit: 100 }, { view: 'unified' })).body)
    const ids: string[] = []
    let cursor = ''
    do {
      const answer = await acme.read('stripe', 'list-payments', `?view=unified&limit=2${cursor}`)
      const { result, nextCursor } = page.parse(answer.body)
      ids.push(...result.items.map(({ id }) => id))
      cursor = nextCursor === undefined ? '' : `&cursor=${encodeURIComponent(nextCursor)}`
    } while (cursor !== '')
    expect(ids).toEqual(whole.result.items.map(({ id }) => id))
    expect(ids.length).toBeGreaterThanOrEqual(3)
  })
})

describe('the unified view', () => {
  test('is the same for another provider of the type', async () => {
    const acme = await org('acme')
    await acme.save('stripe')
    const answer = await acme.call('stripe', 'create-payment', payment, { view: 'unified' })
    expect(resultOf(answer)).toEqual({
      id: expect.stringMatching(/^ch_/),
      amount: 1000,
      currency: 'USD',
      status: 'succeeded',
      nativeStatus: 'succeeded',
      description: 'Test payment',
      customer: null,
      createdAt: expect.stringMatching(/Z$/),
    })
  })

  test('has the answer of the provider beside it on request', async () => {
    const acme = await org('acme')
    await acme.save('stripe')
    const path = '/call/stripe/create-payment'
    const { body } = await acme.post(`${path}?view=unified&raw=true`, payment)
    expect(body).toMatchObject({
      result: { status: 'succeeded' },
      raw: { object: 'charge', source: { last4: '4242' } },
    })
    const plain = await acme.read('stripe', 'get-balance', '?view=unified&raw=true')
    expect(plain.body).toMatchObject({ raw: { object: 'balance' } })
    const alone = await acme.post(`${path}?raw=true`, payment)
    expect(issuePaths(expectError(alone, 'invalid_request', 400, { outcome: 'not_sent' }))).toEqual(['query.raw'])
  })

  test('is refused for an operation that its provider has alone', async () => {
    const acme = await org('acme')
    await acme.save('stripe')
    const answer = await acme.call(
      'stripe',
      'create-payment-intent',
      { amount: 1, currency: 'usd' },
      { view: 'unified' },
    )
    expect(issuePaths(expectError(answer, 'invalid_request', 400, { outcome: 'not_sent' }))).toEqual(['query.view'])
  })
})

const playable = providers.filter(({ id }) => played.some((provider) => provider.id === id))

describe.each(playable.map(({ id }) => ({ id })))('every operation of $id is understood by its sandbox', ({ id }) => {
  const operations = [
    ...(providers
      .find((provider) => provider.id === id)
      ?.operations()
      .keys() ?? []),
  ]

  test.each(operations)('%s', async (name) => {
    const operation = operationOf(id, name)
    const acme = await org('acme')
    await acme.save(id)
    const view = operation.shared === undefined ? 'native' : 'unified'
    const answer = await acme.call(id, name, operation.exampleInput, { view })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    if (answer.body === undefined) return
    const result = resultOf(answer)
    if (operation.shared !== undefined) expect(operation.shared.output().parse(result)).toEqual(result)
  })
})

import { describe, expect, it } from 'vitest'
import { etsy, fixtures } from '../../../sandbox/providers/etsy.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://openapi.etsy.com/v3/application'

const key = { 'x-api-key': 'keystring:secret' }

const access = { ...key, Authorization: `Bearer ${fixtures.user}.fake-access-token` }

const account = (headers: Record<string, string> = access) => accountAt(etsy, origin, headers)

const shop = `/shops/${fixtures.shop}`

const necklace = {
  quantity: '5',
  title: 'Gold Necklace',
  description: 'A necklace of gold.',
  price: '99.50',
  who_made: 'i_did',
  when_made: 'made_to_order',
  taxonomy_id: String(fixtures.taxonomy),
  shipping_profile_id: String(fixtures.shippingProfile),
}

describe('access', () => {
  it('wants the key with its secret, and a token of a user for what is theirs', async () => {
    const error = async (headers: Record<string, string>, path = '/users/me') => {
      const { status, body } = await account(headers).send('GET', path)
      return [status, body]
    }
    expect(await error({})).toEqual([401, { error: 'Missing x-api-key header' }])
    expect(await error({ 'x-api-key': 'keystring' })).toEqual([
      401,
      { error: 'Shared secret is required in x-api-key header.' },
    ])
    expect(await error({ 'x-api-key': 'invalid:secret' })).toEqual([401, { error: 'Invalid API key' }])
    expect(await error(key)).toEqual([
      401,
      { error: 'invalid_token', error_description: 'no access token was provided' },
    ])
    expect(await error({ ...key, Authorization: 'Bearer 1.invalid-token' })).toEqual([
      401,
      { error: 'invalid_token', error_description: 'access token is invalid' },
    ])
  })

  it('answers what is public by the key alone, at both hosts', async () => {
    const { send: call } = account(key)
    expect((await call('GET', '/openapi-ping')).body).toEqual({ application_id: expect.any(Number) })
    expect((await call('GET', shop)).body).toMatchObject({ shop_id: fixtures.shop, currency_code: 'USD' })
    expect((await call('GET', `${shop}/listings/active`)).body.count).toBe(1)
    expect((await call('GET', `/listings/${fixtures.listing}`)).body.title).toBe('Silver Necklace')
    expect(etsy.hosts).toEqual(['openapi.etsy.com', 'api.etsy.com', 'www.etsy.com'])
  })

  it('knows no other path', async () => {
    const { status, body } = await account().send('GET', '/nothing')
    expect([status, body]).toEqual([404, { error: 'Resource not found' }])
    expect((await account().send('PUT', shop)).status).toBe(404)
  })

  it('throttles with 429 and when to come back, and fails with 500', () => {
    const exchange = exchangeOf('GET', `${origin}/openapi-ping`, {})
    const throttled = etsy.rateLimited(exchange)
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '1'])
    expect(etsy.outage(exchange).status).toBe(500)
  })
})

describe('the shop', () => {
  it('is that of the user', async () => {
    const { send: call } = account()
    expect((await call('GET', '/users/me')).body).toEqual({ user_id: fixtures.user, shop_id: fixtures.shop })
    expect((await call('GET', `/users/${fixtures.user}`)).body.first_name).toBe('Grace')
    expect((await call('GET', `/users/${fixtures.user}/shops`)).body.shop_id).toBe(fixtures.shop)
    expect((await call('GET', '/users/1')).status).toBe(404)
  })

  it('has one shipping profile and one processing profile', async () => {
    const { send: call } = account()
    const { body } = await call('GET', `${shop}/shipping-profiles`)
    expect(body).toMatchObject({ count: 1, results: [{ shipping_profile_id: fixtures.shippingProfile }] })
    const one = await call('GET', `${shop}/shipping-profiles/${fixtures.shippingProfile}`)
    expect(one.body.title).toBe('Letter')
    expect((await call('GET', `${shop}/shipping-profiles/1`)).status).toBe(404)
    const states = await call('GET', `${shop}/readiness-state-definitions`)
    expect(states.body.results).toMatchObject([{ readiness_state_id: fixtures.readinessState }])
  })
})

describe('listings', () => {
  it('creates a draft, publishes it once it has an image, and deletes it', async () => {
    const { send: call } = account()
    const created = await call('POST', `${shop}/listings`, { form: { ...necklace, tags: 'gold, necklace' } })
    expect([created.status, created.body]).toMatchObject([
      201,
      {
        state: 'draft',
        shop_id: fixtures.shop,
        user_id: fixtures.user,
        quantity: 5,
        price: { amount: 9950, divisor: 100, currency_code: 'USD' },
        tags: ['gold', 'necklace'],
        created_timestamp: Date.parse('2026-11-24T12:00:00Z') / 1000,
      },
    ])
    const path = `${shop}/listings/${created.body.listing_id}`
    const bare = await call('PATCH', path, { form: { state: 'active' } })
    expect([bare.status, bare.body.error]).toEqual([400, 'A listing must have at least one image to be published.'])
    const published = await call('PATCH', path, { form: { state: 'active', 'image_ids[]': '123' } })
    expect(published.body.state).toBe('active')
    expect((await call('PATCH', path, { form: { state: 'inactive' } })).body.state).toBe('inactive')
    expect((await call('DELETE', `/listings/${created.body.listing_id}`)).status).toBe(204)
    expect((await call('GET', `/listings/${created.body.listing_id}`)).status).toBe(404)
  })

  it('lists by state, with pages and order', async () => {
    const { send: call } = account()
    await call('POST', `${shop}/listings`, { form: necklace })
    await call('POST', `${shop}/listings`, { form: { ...necklace, title: 'Bracelet', price: '9' } })
    const titles = async (query: string) => {
      const { body } = await call('GET', `${shop}/listings?${query}`)
      return [body.count, ...body.results.map(({ title }: { title: string }) => title)]
    }
    expect(await titles('')).toEqual([1, 'Silver Necklace'])
    expect(await titles('state=draft&sort_on=price&sort_order=asc')).toEqual([2, 'Bracelet', 'Gold Necklace'])
    expect(await titles('state=draft&sort_on=price&limit=1&offset=1')).toEqual([2, 'Bracelet'])
    const included = await call('GET', `${shop}/listings?includes=Inventory,Images`)
    expect(included.body.results[0]).toMatchObject({ inventory: { products: [{}] }, images: [{ rank: 1 }] })
    const active = await call('GET', `${shop}/listings/active?keywords=gold`)
    expect(active.body.count).toBe(0)
  })

  it('refuses what is missing, wrong or unknown, and JSON', async () => {
    const { send: call } = account()
    const error = async (form: Record<string, string>) => (await call('POST', `${shop}/listings`, { form })).body.error
    const { title: _title, ...untitled } = necklace
    expect(await error(untitled)).toBe('Missing required parameter: title')
    expect(await error({ ...necklace, quantity: '0' })).toBe('Invalid value for parameter: quantity')
    expect(await error({ ...necklace, who_made: 'me' })).toContain('expected one of: i_did')
    expect(await error({ ...necklace, colour: 'red' })).toBe('Unknown parameter: colour')
    expect(await error({ ...necklace, shipping_profile_id: '1' })).toBe('Invalid shipping_profile_id: 1')
    expect(await error({ ...necklace, readiness_state_id: '1' })).toBe('Invalid readiness_state_id: 1')
    const { shipping_profile_id: _profile, ...unsent } = necklace
    expect(await error(unsent)).toContain('shipping_profile_id is required')
    expect((await call('POST', `${shop}/listings`, { form: { ...unsent, type: 'download' } })).status).toBe(201)
    expect((await call('POST', `${shop}/listings`, { json: necklace })).status).toBe(415)
    expect((await call('GET', `${shop}/listings?limit=101`)).status).toBe(400)
  })

  it('changes a fixture without keeping it', async () => {
    const { send: call } = account()
    const path = `${shop}/listings/${fixtures.listing}`
    expect((await call('PATCH', path, { form: { title: 'Longer' } })).body.title).toBe('Longer')
    expect((await call('GET', `/listings/${fixtures.listing}`)).body.title).toBe('Silver Necklace')
  })
})

describe('inventory', () => {
  const offering = { price: 10, quantity: 3, is_enabled: true, readiness_state_id: fixtures.readinessState }
  const size = (value: string) => ({ property_id: 100, value_ids: [1], values: [value] })

  it('replaces all of it, and the listing follows', async () => {
    const { send: call } = account()
    const { listing_id } = (await call('POST', `${shop}/listings`, { form: necklace })).body
    const path = `/listings/${listing_id}/inventory`
    const products = ['S', 'M'].map((value, index) => ({
      sku: `GOLD-${value}`,
      property_values: [size(value)],
      offerings: [{ ...offering, price: 10 + index }],
    }))
    const { status, body } = await call('PUT', path, { json: { products, price_on_property: [100] } })
    expect([status, body]).toMatchObject([
      200,
      { products: [{ sku: 'GOLD-S' }, { offerings: [{ price: { amount: 1100 } }] }], price_on_property: [100] },
    ])
    expect((await call('GET', `/listings/${listing_id}`)).body).toMatchObject({
      quantity: 6,
      price: { amount: 1000 },
      has_variations: true,
      skus: ['GOLD-S', 'GOLD-M'],
    })
    expect((await call('GET', `${path}?includes=Listing`)).body.listing.listing_id).toBe(listing_id)
    const one = await call('GET', `${path}/products/${body.products[1].product_id}`)
    expect(one.body.sku).toBe('GOLD-M')
    expect((await call('GET', `${path}/products/1`)).status).toBe(404)
  })

  it('refuses what reading gave, no processing profile, nothing enabled, and products that are alike', async () => {
    const { send: call } = account()
    const error = async (...products: object[]) =>
      (await call('PUT', `/listings/${fixtures.listing}/inventory`, { json: { products } })).body.error
    expect(await error({ product_id: 1, offerings: [offering] })).toBe('Unknown parameter: products.0.product_id')
    const { readiness_state_id: _state, ...unready } = offering
    expect(await error({ offerings: [unready] })).toBe('Missing required parameter: readiness_state_id')
    expect(await error({ offerings: [{ ...offering, readiness_state_id: 1 }] })).toContain('readiness_state_id')
    expect(await error({ offerings: [{ ...offering, is_enabled: false }] })).toContain('must be enabled')
    expect(await error({ offerings: [offering] }, { offerings: [offering] })).toContain('property_values')
    expect(await error()).toBe('Invalid value for parameter: products')
  })

  it('is sold out where nothing is left', async () => {
    const { send: call } = account()
    const products = [{ offerings: [{ ...offering, quantity: 0 }] }]
    await call('POST', `${shop}/listings`, { form: { ...necklace, image_ids: '1' } })
    const [{ listing_id }] = (await call('GET', `${shop}/listings?state=draft`)).body.results
    await call('PATCH', `${shop}/listings/${listing_id}`, { form: { state: 'active' } })
    await call('PUT', `/listings/${listing_id}/inventory`, { json: { products } })
    expect((await call('GET', `${shop}/listings?state=sold_out`)).body.count).toBe(1)
  })
})

describe('receipts', () => {
  const receipt = `${shop}/receipts/${fixtures.receipt}`

  it('is the one of the fixtures', async () => {
    const { send: call } = account()
    const { body } = await call('GET', receipt)
    expect(body).toMatchObject({ status: 'paid', is_paid: true, grandtotal: { amount: 9800 } })
    const count = async (query: string) => (await call('GET', `${shop}/receipts?${query}`)).body.count
    expect(await count('was_paid=true&was_shipped=false&sort_on=created')).toBe(1)
    expect(await count('was_shipped=true')).toBe(0)
    expect(await count('min_created=1780000000')).toBe(0)
    expect((await call('GET', `${receipt}/transactions`)).body.results).toMatchObject([
      { transaction_id: fixtures.transaction, quantity: 2 },
    ])
    expect((await call('GET', `${shop}/receipts/1`)).status).toBe(404)
    const unpaid = await call('PUT', receipt, { form: { was_paid: 'false' } })
    expect(unpaid.body.status).toBe('open')
  })

  it('is sent with a number and a carrier, again and again', async () => {
    const { send: call } = account()
    const tracking = { tracking_code: '1Z999AA10123456784', carrier_name: 'ups' }
    for (const _time of [1, 2]) {
      const { status, body } = await call('POST', `${receipt}/tracking`, { json: tracking })
      expect([status, body]).toMatchObject([200, { status: 'completed', is_shipped: true, shipments: [tracking] }])
    }
    expect((await call('POST', `${receipt}/tracking`, { json: { tracking_code: '1' } })).status).toBe(400)
    expect((await call('POST', `${receipt}/tracking`, { form: tracking })).status).toBe(415)
    const broken = { body: '[]', headers: { 'Content-Type': 'application/json' } }
    expect((await call('POST', `${receipt}/tracking`, broken)).status).toBe(400)
  })
})

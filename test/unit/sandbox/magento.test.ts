import { describe, expect, it } from 'vitest'
import { fixtures, magento } from '../../../sandbox/providers/magento.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://store.example.com/rest/default'

const now = Date.parse('2026-11-24T12:00:00Z') / 1000

function oauth(changes: Record<string, string> = {}): Record<string, string> {
  const parameters = {
    oauth_consumer_key: 'consumer',
    oauth_nonce: 'abc',
    oauth_signature: `${'a'.repeat(43)}=`,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(now),
    oauth_token: 'token',
    oauth_version: '1.0',
    ...changes,
  }
  const list = Object.entries(parameters).map(([name, value]) => `${name}="${encodeURIComponent(value)}"`)
  return { Authorization: `OAuth ${list.join(', ')}` }
}

const account = (headers: Record<string, string> = oauth()) => accountAt(magento, origin, headers)

const shirt = { sku: 'LIN-1', name: 'Linen Shirt', attribute_set_id: 4, price: 49, status: 1, type_id: 'simple' }

/** A search by filters in groups of their own. */
function criteria(...filters: readonly [field: string, value: string, condition: string][]): string {
  const parts = filters.flatMap(([field, value, condition], index) => {
    const key = `searchCriteria[filterGroups][${index}][filters][0]`
    return [`${key}[field]=${field}`, `${key}[value]=${value}`, `${key}[conditionType]=${condition}`]
  })
  return ['searchCriteria', ...parts].join('&')
}

describe('access', () => {
  it('takes signed requests and bearer tokens', async () => {
    expect((await account().send('GET', '/V1/store/storeViews')).status).toBe(200)
    const bearer = { Authorization: 'Bearer fake-admin-token' }
    expect((await account(bearer).send('GET', '/V1/store/storeViews')).status).toBe(200)
  })

  it('gives administrators a token for their name and password', async () => {
    const { send: call } = account({})
    const json = { username: 'grace', password: 'secret' }
    const { status, body } = await call('POST', '/V1/integration/admin/token', { json })
    expect([status, body]).toEqual([200, expect.stringMatching(/^admin\./)])
    const wrong = await call('POST', '/V1/integration/admin/token', { json: { ...json, password: 'invalid' } })
    expect([wrong.status, wrong.body.message]).toEqual([401, expect.stringContaining('sign-in was incorrect')])
  })

  it('refuses no signature, and one that is incomplete, of another method or of another time', async () => {
    const none = await account({}).send('GET', '/V1/orders?searchCriteria')
    expect([none.status, none.body]).toEqual([
      401,
      {
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: 'Magento_Sales::actions_view' },
      },
    ])
    for (const changes of [
      { oauth_consumer_key: 'invalid' },
      { oauth_token: '' },
      { oauth_signature_method: 'HMAC-SHA1' },
      { oauth_signature: 'short' },
      { oauth_timestamp: String(now - 601) },
    ]) {
      const { status, body } = await account(oauth(changes)).send('GET', '/V1/orders?searchCriteria')
      expect([status, body]).toEqual([401, { message: 'The signature is invalid. Verify and try again.' }])
    }
  })

  it('knows no other route, with or without a store code', async () => {
    const { send: call } = account()
    expect((await call('GET', '/V1/nothing')).body).toEqual({ message: 'Request does not match any route.' })
    expect((await call('PATCH', '/V1/products')).status).toBe(404)
    const plain = accountAt(magento, 'https://magento.example.com/rest', oauth())
    expect((await plain.send('GET', '/V1/store/storeConfigs')).body).toMatchObject([
      { code: 'default', base_url: 'https://magento.example.com/' },
    ])
    expect((await plain.send('GET', '/V1/store/storeConfigs?storeCodes[]=other')).status).toBe(404)
  })

  it('throttles with 429 and fails with 500', () => {
    const exchange = exchangeOf('GET', `${origin}/V1/products`, {})
    expect(magento.rateLimited(exchange).status).toBe(429)
    expect(magento.outage(exchange).status).toBe(500)
  })
})

describe('products', () => {
  it('creates, changes by SKU, reads and deletes', async () => {
    const { send: call } = account()
    const created = await call('POST', '/V1/products', {
      json: { product: { ...shirt, extensionAttributes: { stockItem: { qty: 5 } } } },
    })
    expect(created.body).toMatchObject({
      ...shirt,
      id: 15,
      created_at: '2026-11-24 12:00:00',
      extension_attributes: { website_ids: [1], stock_item: { qty: 5, is_in_stock: true } },
    })
    const again = await call('POST', '/V1/products', { json: { product: { ...shirt, price: 45 } } })
    expect(again.body).toMatchObject({ id: 15, price: 45, extension_attributes: { stock_item: { qty: 5 } } })
    const custom_attributes = [{ attribute_code: 'description', value: 'Linen.' }]
    const changed = await call('PUT', '/V1/products/LIN-1', { json: { product: { custom_attributes } } })
    expect(changed.body).toMatchObject({ name: 'Linen Shirt', custom_attributes })
    expect((await call('DELETE', '/V1/products/LIN-1')).body).toBe(true)
    const gone = await call('GET', '/V1/products/LIN-1')
    expect([gone.status, gone.body.message]).toEqual([
      404,
      "The product that was requested doesn't exist. Verify the product and try again.",
    ])
  })

  it('refuses what is missing, of another type or unknown', async () => {
    const { send: call } = account()
    const error = async (json: object) => (await call('POST', '/V1/products', { json })).body
    expect(await error({})).toEqual({
      message: '"%fieldName" is required. Enter and try again.',
      parameters: { fieldName: 'product' },
    })
    const { name: _name, ...nameless } = shirt
    expect((await error({ product: nameless })).message).toContain('"Product Name" attribute value is empty')
    const { price: _price, ...free } = shirt
    expect((await error({ product: free })).message).toContain('"Price" attribute value is empty')
    expect((await error({ product: { ...shirt, price: 'dear' } })).message).toContain('"float" type was expected')
    expect((await error({ product: { ...shirt, fooBar: 1 } })).message).toBe(
      'Property "FooBar" does not have accessor method "getFooBar".',
    )
    const broken = { body: '{', headers: { 'Content-Type': 'application/json' } }
    expect((await call('POST', '/V1/products', broken)).body.message).toContain('Syntax error')
    expect((await call('POST', '/V1/products', { form: { sku: 'x' } })).status).toBe(400)
  })
})

describe('searching', () => {
  const skus = async (query: string) => {
    const { send: call } = account()
    await call('POST', '/V1/products', { json: { product: shirt } })
    await call('POST', '/V1/products', { json: { product: { ...shirt, sku: 'LIN-2', price: 9 } } })
    const { body } = await call('GET', `/V1/products?${query}`)
    return body.items.map(({ sku }: { sku: string }) => sku)
  }

  it('filters by every condition', async () => {
    const wool = fixtures.product
    expect(await skus(criteria())).toEqual([wool, 'LIN-1', 'LIN-2'])
    expect(await skus(criteria(['sku', 'LIN-1', 'eq']))).toEqual(['LIN-1'])
    expect(await skus(criteria(['sku', 'LIN-%25', 'like'], ['price', '10', 'gt']))).toEqual(['LIN-1'])
    expect(await skus(criteria(['name', '%25cotton%25', 'like']))).toEqual([wool])
    expect(await skus(criteria(['sku', 'LIN-%25', 'nlike']))).toEqual([wool])
    expect(await skus(criteria(['sku', 'LIN-1,LIN-2', 'in']))).toEqual(['LIN-1', 'LIN-2'])
    expect(await skus(criteria(['sku', 'LIN-1,LIN-2', 'nin']))).toEqual([wool])
    expect(await skus(criteria(['price', '9', 'lteq']))).toEqual(['LIN-2'])
    expect(await skus(criteria(['price', '9', 'neq'], ['price', '25', 'lt']))).toEqual([wool])
    expect(await skus(criteria(['created_at', '2026-11-01 00:00:00', 'gteq']))).toEqual(['LIN-1', 'LIN-2'])
    const group = 'searchCriteria[filter_groups][0][filters]'
    const either = `${group}[0][field]=sku&${group}[0][value]=LIN-1&${group}[1][field]=sku&${group}[1][value]=LIN-2`
    expect(await skus(either)).toEqual(['LIN-1', 'LIN-2'])
  })

  it('sorts and pages, and repeats the last page', async () => {
    const sort = 'searchCriteria[sortOrders][0][field]=price&searchCriteria[sortOrders][0][direction]=DESC'
    const page = (number: number) => `${sort}&searchCriteria[pageSize]=2&searchCriteria[currentPage]=${number}`
    expect(await skus(page(1))).toEqual(['LIN-1', fixtures.product])
    expect(await skus(page(2))).toEqual(['LIN-2'])
    expect(await skus(page(9))).toEqual(['LIN-2'])
    const { body } = await account().send('GET', `/V1/products?${page(1)}`)
    expect(body).toMatchObject({
      total_count: 1,
      search_criteria: {
        filter_groups: [],
        sort_orders: [{ field: 'price', direction: 'DESC' }],
        page_size: 2,
        current_page: 1,
      },
    })
  })

  it('wants criteria that it knows', async () => {
    const { send: call } = account()
    const message = async (query: string) => (await call('GET', `/V1/products${query}`)).body.message
    expect(await message('')).toBe('"%fieldName" is required. Enter and try again.')
    expect(await message(`?${criteria(['colour', 'red', 'eq'])}`)).toBe('Invalid attribute name: colour')
    expect(await message(`?${criteria(['sku', 'x', 'is'])}`)).toContain('condition type')
    expect(await message('?searchCriteria[pageSize]=x')).toContain('"int" type was expected')
    const sort = 'searchCriteria[sortOrders][0]'
    expect(await message(`?${sort}[field]=sku&${sort}[direction]=UP`)).toContain('UP is not valid')
  })
})

describe('inventory', () => {
  it('sets what a source has, all or nothing', async () => {
    const { send: call } = account()
    await call('POST', '/V1/products', { json: { product: shirt } })
    const item = { sku: 'LIN-1', source_code: 'default', quantity: 7, status: 1 }
    const set = await call('POST', '/V1/inventory/source-items', { json: { sourceItems: [item] } })
    expect([set.status, set.body]).toEqual([200, []])
    expect((await call('GET', '/V1/stockItems/LIN-1')).body).toMatchObject({ qty: 7, is_in_stock: true })
    const found = await call('GET', `/V1/inventory/source-items?${criteria(['sku', 'LIN-1', 'eq'])}`)
    expect(found.body.items).toEqual([item])
    const wrong = [
      { ...item, quantity: 1 },
      { ...item, sku: 'NONE' },
      { ...item, source_code: 'moon' },
    ]
    const refused = await call('POST', '/V1/inventory/source-items', { json: { sourceItems: wrong } })
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { message: 'Validation Failed', errors: [{ parameters: { sku: 'NONE' } }, { parameters: { code: 'moon' } }] },
    ])
    expect((await call('GET', '/V1/stockItems/LIN-1')).body.qty).toBe(7)
    const missing = await call('POST', '/V1/inventory/source-items', { json: {} })
    expect(missing.body.parameters).toEqual({ fieldName: 'sourceItems' })
    expect((await call('GET', '/V1/inventory/sources?searchCriteria')).body.items).toMatchObject([
      { source_code: 'default' },
    ])
  })

  it('sets the stock item of a product', async () => {
    const { send: call } = account()
    await call('POST', '/V1/products', { json: { product: shirt } })
    const json = { stockItem: { qty: 3, is_in_stock: true } }
    expect((await call('PUT', '/V1/products/LIN-1/stockItems/15', { json })).body).toBe(15)
    expect((await call('GET', '/V1/stockItems/LIN-1')).body.qty).toBe(3)
    expect((await call('PUT', '/V1/products/LIN-1/stockItems/1', { json })).status).toBe(404)
  })
})

describe('orders', () => {
  const entity = {
    base_grand_total: 49.98,
    grand_total: 49.98,
    customer_email: 'pat@shop.test',
    items: [{ sku: fixtures.product, qty_ordered: 2 }],
  }

  const begun = async () => {
    const { send: call } = account()
    const { body } = await call('POST', '/V1/orders', { json: { entity } })
    const [{ item_id }] = body.items
    const read = async () => (await call('GET', `/V1/orders/${body.entity_id}`)).body
    const act = (action: string, json: object = {}) => call('POST', `/V1/order/${body.entity_id}/${action}`, { json })
    return { call, item: (qty: number) => ({ items: [{ order_item_id: item_id, qty }] }), read, act }
  }

  it('reads and finds by number', async () => {
    const { call } = await begun()
    expect((await call('GET', `/V1/orders/${fixtures.order}`)).body).toMatchObject({
      increment_id: fixtures.incrementId,
      state: 'processing',
      grand_total: 49.98,
      base_total_paid: 24.99,
      items: [{ item_id: fixtures.orderItem, qty_ordered: 2, qty_invoiced: 1, qty_shipped: 0 }],
    })
    const found = await call('GET', `/V1/orders?${criteria(['increment_id', '000000004', 'eq'])}`)
    expect(found.body.items).toMatchObject([
      { entity_id: 4, status: 'pending', total_due: 49.98, customer_is_guest: 1 },
    ])
    expect((await call('GET', '/V1/orders/9')).status).toBe(404)
  })

  it('is invoiced, sent and refunded, in parts', async () => {
    const { item, read, act } = await begun()
    expect((await act('invoice', item(1))).body).toBe(2)
    expect(await read()).toMatchObject({ state: 'processing', total_paid: 24.99, total_due: 24.99 })
    expect((await act('invoice', { capture: true })).body).toBe(3)
    const tracks = [{ track_number: '1Z999AA10123456784', title: 'UPS', carrier_code: 'ups' }]
    expect((await act('ship', { ...item(1), tracks })).body).toBe(3)
    expect((await act('ship')).body).toBe(4)
    expect((await read()).state).toBe('complete')
    const comment = { comment: 'Damaged', is_visible_on_front: 0 }
    expect((await act('refund', { ...item(1), appendComment: true, comment })).body).toBe(1)
    expect(await read()).toMatchObject({ total_refunded: 24.99, status_histories: [{ comment: 'Damaged' }] })
    await act('refund')
    expect((await read()).state).toBe('closed')
  })

  it('allows no more than there is', async () => {
    const { item, act } = await begun()
    const message = async (action: string, json: object = {}) => (await act(action, json)).body.message
    expect(await message('refund')).toContain("We can't create creditmemo for the order.")
    expect(await message('invoice', item(3))).toContain('must not be greater than the uninvoiced quantity')
    expect(await message('invoice', item(0))).toContain("can't be created without products")
    await act('invoice')
    expect(await message('invoice')).toBe(
      'Invoice Document Validation Error(s):\nThe order does not allow an invoice to be created.',
    )
    expect(await message('ship', item(3))).toContain('unshipped')
    expect(await message('ship', { items: [{ order_item_id: 1, qty: 1 }] })).toContain('not part of the original order')
    expect(await message('ship', item(0))).toContain("You can't create a shipment without products.")
    const source = { arguments: { extension_attributes: { source_code: 'moon' } } }
    expect(await message('ship', source)).toContain('does not exist')
    expect(await message('ship', { tracks: [{ title: 'UPS' }] })).toContain('input exceptions')
    await act('ship')
    expect(await message('ship')).toContain('does not allow a shipment')
    expect(await message('refund', { arguments: { adjustment_positive: 1 } })).toContain('The most money available')
    expect(await message('refund', { arguments: { adjustment_negative: 50 } })).toContain('must be positive')
  })

  it('invoices, sends and refunds a fixture again and again', async () => {
    const { send: call } = account()
    for (const action of ['invoice', 'ship', 'refund', 'invoice', 'ship', 'refund']) {
      expect((await call('POST', `/V1/order/${fixtures.order}/${action}`, { json: {} })).status).toBe(200)
    }
  })

  it('is held, released and cancelled', async () => {
    const { call, read, act } = await begun()
    const on = (action: string) => call('POST', `/V1/orders/4/${action}`)
    expect((await on('hold')).body).toBe(true)
    expect((await on('hold')).status).toBe(400)
    expect((await on('cancel')).body).toBe(false)
    expect((await act('invoice')).status).toBe(400)
    expect((await on('unhold')).body).toBe(true)
    expect((await on('unhold')).status).toBe(400)
    const statusHistory = { comment: 'Hello', is_customer_notified: 0, is_visible_on_front: 0, parent_id: 4 }
    expect((await call('POST', '/V1/orders/4/comments', { json: { statusHistory } })).body).toBe(true)
    expect((await on('cancel')).body).toBe(true)
    expect(await read()).toMatchObject({ state: 'canceled', total_canceled: 49.98, status_histories: [{}] })
  })
})

describe('customers', () => {
  const pat = { email: 'pat@shop.test', firstname: 'Pat', lastname: 'Doe' }

  it('creates, finds, changes and deletes', async () => {
    const { send: call } = account()
    const created = await call('POST', '/V1/customers', { json: { customer: pat, password: 'Secret-1' } })
    expect(created.body).toMatchObject({ ...pat, id: 5, group_id: 1, website_id: 1, addresses: [] })
    const found = await call('GET', `/V1/customers/search?${criteria(['email', 'pat@shop.test', 'eq'])}`)
    expect(found.body).toMatchObject({ total_count: 1, items: [{ id: 5 }] })
    const addresses = [{ firstname: 'Pat', city: 'Austin', street: ['Main St 1'] }]
    const changed = await call('PUT', '/V1/customers/5', { json: { customer: { ...pat, addresses } } })
    expect(changed.body.addresses).toMatchObject([{ customer_id: 5, city: 'Austin' }])
    expect((await call('DELETE', '/V1/customers/5')).body).toBe(true)
    expect((await call('GET', '/V1/customers/5')).body).toEqual({
      message: 'No such entity with %fieldName = %fieldValue',
      parameters: { fieldName: 'customerId', fieldValue: 5 },
    })
  })

  it('wants an address that is not taken, except for the reserved ones, and both names', async () => {
    const { send: call } = account()
    const create = (customer: object) => call('POST', '/V1/customers', { json: { customer } })
    await create(pat)
    expect((await create(pat)).body.message).toContain('same email address already exists')
    expect((await create({ ...pat, email: 'ada@example.com' })).status).toBe(200)
    expect((await create({ ...pat, email: 'pat' })).body.message).toBe('"Email" is not a valid email address.')
    const { body } = await create({ email: 'sam@shop.test' })
    expect(body.errors.map(({ parameters }: { parameters: object }) => parameters)).toEqual([
      { fieldName: 'firstname' },
      { fieldName: 'lastname' },
    ])
  })
})

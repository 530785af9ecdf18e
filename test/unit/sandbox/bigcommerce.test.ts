import { describe, expect, it } from 'vitest'
import { bigcommerce, fixtures } from '../../../sandbox/providers/bigcommerce.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://api.bigcommerce.com/stores/fk3up5tr34'

const access = { 'X-Auth-Token': 'fake0token', Accept: 'application/json' }

const account = (headers: Record<string, string> = access) => accountAt(bigcommerce, origin, headers)

const shirt = { name: 'Linen Shirt', type: 'physical', weight: 0.4, price: 49, sku: 'LIN-1' }

const ada = { first_name: 'Ada', last_name: 'Lovelace', zip: '78731', email: 'ada@shop.test' }

describe('access', () => {
  it('refuses no token and a wrong one, each version in its own shape', async () => {
    const missing = await account({ Accept: 'application/json' }).send('GET', '/v3/customers')
    expect([missing.status, missing.body]).toEqual([
      401,
      { status: 401, title: 'Unauthorized', type: expect.stringContaining('https://developer.bigcommerce.com/') },
    ])
    const wrong = await account({ ...access, 'X-Auth-Token': 'invalid' }).send('GET', '/v2/store')
    expect([wrong.status, wrong.body]).toEqual([401, [{ status: 401, message: 'Unauthorized' }]])
  })

  it('knows no other path, method or answer than JSON', async () => {
    const { send: call } = account()
    expect((await call('GET', '/v3/nothing')).body).toMatchObject({ status: 404 })
    expect((await call('GET', '/v2/nothing')).body).toEqual([
      { status: 404, message: 'The requested resource was not found.' },
    ])
    expect((await call('DELETE', '/v2/store')).status).toBe(405)
    expect((await call('GET', '/v2/store', { headers: { Accept: 'text/html' } })).status).toBe(406)
    expect((await accountAt(bigcommerce, 'https://api.bigcommerce.com', access).send('GET', '/x')).status).toBe(404)
  })

  it('throttles with 429 and what is left of the window, and fails with 503', async () => {
    const exchange = exchangeOf('GET', `${origin}/v3/customers`, {})
    const throttled = bigcommerce.rateLimited(exchange)
    expect([throttled.status, throttled.headers.get('x-rate-limit-time-reset-ms')]).toEqual([429, '15000'])
    expect(bigcommerce.outage(exchange).status).toBe(503)
    const { headers } = await account().send('GET', '/v2/time')
    expect(headers.get('x-rate-limit-requests-left')).toBe('149')
  })

  it('tells the store and the time', async () => {
    const { send: call } = account()
    expect((await call('GET', '/v2/store')).body).toMatchObject({ id: 'fk3up5tr34', currency: 'USD' })
    expect((await call('GET', '/v2/time')).body).toEqual({ time: Date.parse('2026-11-24T12:00:00Z') / 1000 })
  })
})

describe('products', () => {
  it('creates, reads, changes and deletes', async () => {
    const { send: call } = account()
    const created = await call('POST', '/v3/catalog/products', { json: { ...shirt, inventory_level: 5 } })
    expect(created.body).toMatchObject({
      data: { ...shirt, id: 112, calculated_price: 49, inventory_level: 5, is_visible: true },
      meta: {},
    })
    const path = `/v3/catalog/products/${created.body.data.id}`
    const changed = await call('PUT', `${path}?include=variants`, { json: { sale_price: 40, sku: 'LIN-2' } })
    expect(changed.body.data).toMatchObject({ name: 'Linen Shirt', calculated_price: 40, variants: [{ sku: 'LIN-2' }] })
    expect((await call('GET', `${path}?include_fields=name,price`)).body.data).toEqual({
      id: 112,
      name: 'Linen Shirt',
      price: 49,
    })
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('GET', path)).status).toBe(404)
  })

  it('filters, sorts and pages', async () => {
    const { send: call } = account()
    await call('POST', '/v3/catalog/products', { json: { ...shirt, is_visible: false } })
    const first = await call('GET', '/v3/catalog/products?sort=price&direction=desc&limit=1')
    expect(first.body).toMatchObject({
      data: [{ name: 'Linen Shirt' }],
      meta: {
        pagination: {
          total: 2,
          count: 1,
          per_page: 1,
          current_page: 1,
          total_pages: 2,
          links: { next: '?sort=price&direction=desc&limit=1&page=2' },
        },
      },
    })
    const ids = async (query: string) =>
      (await call('GET', `/v3/catalog/products?${query}`)).body.data.map(({ id }: { id: number }) => id)
    expect(await ids('is_visible=true')).toEqual([fixtures.product])
    expect(await ids('keyword=linen')).toEqual([112])
    expect(await ids('sku=LIN-1')).toEqual([112])
    expect(await ids('id:in=111,112')).toEqual([111, 112])
    expect(await ids('id:not_in=111')).toEqual([112])
    expect(await ids('id:greater=111')).toEqual([112])
    expect(await ids('date_modified:max=2026-02-01')).toEqual([fixtures.product])
    expect(await ids('page=3')).toEqual([])
    const unknown = await call('GET', '/v3/catalog/products?colour=red')
    expect([unknown.status, unknown.body.title]).toEqual([
      422,
      'The filter(s): colour are not valid filter parameter(s).',
    ])
  })

  it('has variants of its own where they are given', async () => {
    const { send: call } = account()
    const variants = ['S', 'M'].map((label) => ({
      sku: `LIN-${label}`,
      inventory_level: 2,
      option_values: [{ label, option_display_name: 'Size' }],
    }))
    const { body } = await call('POST', '/v3/catalog/products', { json: { ...shirt, variants } })
    expect(body.data).toMatchObject({ base_variant_id: null, inventory_level: 4 })
  })

  it('names each field that is missing, wrong or unknown, and what is taken', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', '/v3/catalog/products', { json: { type: 'big', price: '1', size: 1 } })
    expect([status, body.title]).toEqual([422, 'JSON data is missing or invalid'])
    expect(new Set(Object.keys(body.errors))).toEqual(new Set(['name', 'price', 'size', 'type', 'weight']))
    const twin = { ...shirt, name: 'A duplicate' }
    expect((await call('POST', '/v3/catalog/products', { json: twin })).status).toBe(200)
    const second = await call('POST', '/v3/catalog/products', { json: twin })
    expect([second.status, second.body.errors]).toEqual([409, { name: 'The product name is a duplicate' }])
    expect((await call('POST', '/v3/catalog/products', { body: 'x' })).status).toBe(415)
    const broken = { body: '{', headers: { 'Content-Type': 'application/json' } }
    expect((await call('POST', '/v3/catalog/products', broken)).status).toBe(400)
  })

  it('changes a fixture without keeping it', async () => {
    const { send: call } = account()
    const path = `/v3/catalog/products/${fixtures.product}`
    expect((await call('PUT', path, { json: { name: 'New' } })).body.data.name).toBe('New')
    expect((await call('GET', path)).body.data.name).toBe('Organic Cotton T-Shirt')
  })
})

describe('inventory', () => {
  it('sets and changes levels', async () => {
    const { send: call } = account()
    const { data } = (await call('POST', '/v3/catalog/products', { json: shirt })).body
    const items = [{ location_id: fixtures.location, product_id: data.id, quantity: 7 }]
    const set = await call('PUT', '/v3/inventory/adjustments/absolute', { json: { reason: 'Count', items } })
    expect([set.status, set.body]).toEqual([200, { transaction_id: expect.any(String) }])
    const sold = [{ location_id: fixtures.location, sku: 'LIN-1', quantity: -2 }]
    await call('POST', '/v3/inventory/adjustments/relative', { json: { items: sold } })
    expect((await call('GET', `/v3/catalog/products/${data.id}`)).body.data.inventory_level).toBe(5)
    const levels = await call('GET', `/v3/inventory/items?product_id:in=${data.id}`)
    expect(levels.body.data).toMatchObject([
      { identity: { sku: 'LIN-1' }, locations: [{ location_id: 1, total_inventory_onhand: 5 }] },
    ])
  })

  it('changes nothing where one item is wrong', async () => {
    const items = [
      { location_id: 9, variant_id: fixtures.variant, quantity: 1 },
      { location_id: 1, variant_id: 999, quantity: 1 },
      { location_id: 1, variant_id: fixtures.variant, quantity: -1 },
      { location_id: 1, variant_id: fixtures.variant, product_id: fixtures.product, quantity: 1 },
    ]
    const { status, body } = await account().send('PUT', '/v3/inventory/adjustments/absolute', { json: { items } })
    expect([status, Object.keys(body.errors)]).toEqual([
      422,
      ['items.0.location_id', 'items.1.variant_id', 'items.2.quantity', 'items.3'],
    ])
  })

  it('has one location', async () => {
    const { send: call } = account()
    expect((await call('GET', '/v3/inventory/locations')).body.data).toMatchObject([{ id: 1, code: 'BIGC-1' }])
    expect((await call('GET', '/v3/inventory/locations?location_code:in=OTHER')).body.data).toEqual([])
  })
})

describe('orders', () => {
  const order = {
    billing_address: ada,
    customer_id: fixtures.customer,
    products: [
      { product_id: fixtures.product, quantity: 2 },
      { name: 'Gift wrap', quantity: 1, price_ex_tax: 5, price_inc_tax: 5 },
    ],
  }

  it('creates, reads, cancels and archives', async () => {
    const { send: call } = account()
    const created = await call('POST', '/v2/orders?include=consignments.line_items&consignment_structure=object', {
      json: order,
    })
    expect(created.body).toMatchObject({
      id: 101,
      date_created: 'Tue, 24 Nov 2026 12:00:00 +0000',
      status: 'Pending',
      total_inc_tax: '54.9800',
      items_total: 3,
      consignments: { shipping: [{ first_name: 'Ada', line_items: [{ quantity: 2 }, { name: 'Gift wrap' }] }] },
    })
    expect((await call('GET', '/v2/orders/101')).body.products).toEqual({
      url: `${origin}/v2/orders/101/products`,
      resource: '/orders/101/products',
    })
    expect((await call('GET', '/v2/orders/101/products?limit=1')).body).toMatchObject([{ sku: 'TSHIRT-ORG-1' }])
    expect((await call('GET', '/v2/orders/101/shipping_addresses')).body).toMatchObject([{ zip: '78731' }])
    const [line] = (await call('GET', '/v2/orders/101/products')).body
    const more = await call('PUT', '/v2/orders/101', { json: { products: [{ id: line.id, quantity: 3 }] } })
    expect(more.body.items_total).toBe(4)
    const cancelled = await call('PUT', '/v2/orders/101', { json: { status_id: 5 } })
    expect(cancelled.body).toMatchObject({ status_id: 5, status: 'Cancelled' })
    expect((await call('DELETE', '/v2/orders/101')).status).toBe(204)
    expect((await call('GET', '/v2/orders/101')).body).toEqual([
      { status: 404, message: 'The requested resource was not found.' },
    ])
  })

  it('lists newest or oldest first, by status, and nothing as 204', async () => {
    const { send: call } = account()
    await call('POST', '/v2/orders', { json: order })
    const ids = async (query: string) =>
      (await call('GET', `/v2/orders?${query}`)).body.map(({ id }: { id: number }) => id)
    expect(await ids('sort=date_created:desc')).toEqual([101, fixtures.order])
    expect(await ids('limit=1&page=2')).toEqual([101])
    expect(await ids('status_id=11')).toEqual([fixtures.order])
    expect(await ids('email=ada@shop.test')).toEqual([101])
    expect(await ids('min_date_created=2026-11-01')).toEqual([101])
    expect((await call('GET', '/v2/orders?status_id=4')).status).toBe(204)
    expect((await call('GET', '/v2/orders/count')).body.count).toBe(2)
    expect((await call('GET', '/v2/order_statuses')).body).toContainEqual(expect.objectContaining({ id: 5 }))
  })

  it('says what is wrong, one thing at a time', async () => {
    const { send: call } = account()
    const message = async (json: object) => (await call('POST', '/v2/orders', { json })).body[0].message
    expect(await message({ products: order.products })).toBe("The required field 'billing_address' was not supplied.")
    expect(await message({ ...order, colour: 'red' })).toBe("The field 'colour' is not supported by this resource.")
    expect(await message({ ...order, customer_id: 9 })).toBe("The field 'customer_id' is invalid.")
    expect(await message({ ...order, products: [{ product_id: 9, quantity: 1 }] })).toBe(
      "The field 'product_id' is invalid.",
    )
    expect(await message({ ...order, products: [{ name: 'Gift wrap', quantity: 1 }] })).toContain('price_inc_tax')
    expect((await call('GET', '/v2/orders?colour=red')).status).toBe(400)
  })
})

describe('shipments', () => {
  const shipment = { order_address_id: fixtures.orderAddress, tracking_number: '1Z999AA10123456784' }
  const path = `/v2/orders/${fixtures.order}/shipments`

  it('ships a fixture again and again', async () => {
    const { send: call } = account()
    const items = [{ order_product_id: fixtures.orderProduct, quantity: 2 }]
    for (const _time of [1, 2]) {
      const { status, body } = await call('POST', path, { json: { ...shipment, items } })
      expect([status, body]).toMatchObject([
        201,
        { order_id: fixtures.order, customer_id: 20, tracking_number: '1Z999AA10123456784' },
      ])
    }
    expect((await call('GET', path)).status).toBe(204)
  })

  it('ships in parts, no more than was ordered, and takes a shipment back', async () => {
    const { send: call } = account()
    const created = await call('POST', '/v2/orders?include=consignments.line_items', {
      json: { billing_address: ada, products: [{ product_id: fixtures.product, quantity: 2 }] },
    })
    const [{ id: order_address_id, line_items }] = created.body.consignments.shipping
    const items = [{ order_product_id: line_items[0].id, quantity: 1 }]
    const one = await call('POST', '/v2/orders/101/shipments', { json: { order_address_id, items } })
    expect((await call('GET', '/v2/orders/101')).body.status).toBe('Partially Shipped')
    await call('POST', '/v2/orders/101/shipments', { json: { order_address_id, items } })
    expect((await call('GET', '/v2/orders/101')).body).toMatchObject({ status: 'Shipped', items_shipped: 2 })
    expect((await call('POST', '/v2/orders/101/shipments', { json: { order_address_id, items } })).status).toBe(400)
    expect((await call('GET', '/v2/orders/101/shipments')).body).toHaveLength(2)
    expect((await call('GET', `/v2/orders/101/shipments/${one.body.id}`)).body.items).toMatchObject(items)
    expect((await call('DELETE', `/v2/orders/101/shipments/${one.body.id}`)).status).toBe(204)
    expect((await call('GET', '/v2/orders/101')).body.status).toBe('Partially Shipped')
  })

  it('refuses another address, another product and an unknown carrier', async () => {
    const { send: call } = account()
    const items = [{ order_product_id: fixtures.orderProduct, quantity: 1 }]
    const status = async (json: object) => (await call('POST', path, { json })).status
    expect(await status({ order_address_id: 9, items })).toBe(400)
    expect(await status({ ...shipment, items: [{ order_product_id: 9, quantity: 1 }] })).toBe(400)
    expect(await status({ ...shipment, items, shipping_provider: 'pigeon' })).toBe(400)
    expect(await status({ ...shipment })).toBe(400)
  })
})

describe('customers', () => {
  const pat = { email: 'pat@shop.test', first_name: 'Pat', last_name: 'Doe' }

  it('creates lists of them, changes and deletes', async () => {
    const { send: call } = account()
    const created = await call('POST', '/v3/customers', { json: [pat] })
    expect(created.body).toMatchObject({ data: [{ ...pat, id: 21, address_count: 0 }], meta: {} })
    const changed = await call('PUT', '/v3/customers', { json: [{ id: 21, company: 'Shop' }] })
    expect(changed.body.data).toMatchObject([{ email: 'pat@shop.test', company: 'Shop' }])
    expect((await call('GET', '/v3/customers?email:in=pat@shop.test&include=addresses')).body.data).toMatchObject([
      { id: 21, addresses: [] },
    ])
    expect((await call('GET', '/v3/customers?name:like=love')).body.data).toMatchObject([{ id: fixtures.customer }])
    expect((await call('DELETE', '/v3/customers?id:in=21')).status).toBe(204)
    expect((await call('GET', '/v3/customers?sort=date_created:desc')).body.meta.pagination.total).toBe(1)
  })

  it('refuses an address that is taken, except for the reserved ones', async () => {
    const { send: call } = account()
    await call('POST', '/v3/customers', { json: [pat] })
    const again = await call('POST', '/v3/customers', { json: [pat] })
    expect([again.status, again.body.errors]).toEqual([
      422,
      { '.customer_create_0': 'Error creating customers: email pat@shop.test already in use' },
    ])
    for (const _time of [1, 2]) {
      const { status } = await call('POST', '/v3/customers', { json: [{ ...pat, email: 'pat@example.com' }] })
      expect(status).toBe(200)
    }
  })

  it('refuses what is no list, incomplete, unknown or too long', async () => {
    const { send: call } = account()
    expect((await call('POST', '/v3/customers', { json: pat })).status).toBe(422)
    const { body } = await call('POST', '/v3/customers', { json: [{ email: 'x', first_name: 'Pat' }] })
    expect(Object.keys(body.errors)).toEqual(['0.last_name', '0.email'])
    const many = Array.from({ length: 11 }, (_one, index) => ({ ...pat, email: `pat${index}@shop.test` }))
    expect((await call('POST', '/v3/customers', { json: many })).status).toBe(413)
    expect((await call('PUT', '/v3/customers', { json: [{ id: 999, company: 'x' }] })).status).toBe(422)
    expect((await call('DELETE', '/v3/customers')).status).toBe(422)
  })
})

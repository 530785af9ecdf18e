import { describe, expect, it } from 'vitest'
import { fixtures, woocommerce } from '../../../sandbox/providers/woocommerce.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://shop.example.com/wp-json/wc/v3'

const basic = (key: string, secret: string) => ({ Authorization: `Basic ${btoa(`${key}:${secret}`)}` })

const account = (headers: Record<string, string> = basic('ck_fake', 'cs_fake')) =>
  accountAt(woocommerce, origin, headers)

const shirt = { name: 'Linen Shirt', type: 'simple', regular_price: '49.00', sku: 'LIN-1' }

describe('access', () => {
  it('takes key and secret as Basic or in the query', async () => {
    expect((await account().send('GET', '/orders?per_page=1')).status).toBe(200)
    const byQuery = await account({}).send('GET', '/orders?consumer_key=ck_fake&consumer_secret=cs_fake')
    expect(byQuery.status).toBe(200)
  })

  it('refuses a wrong key and a wrong secret', async () => {
    const key = await account({}).send('GET', '/products')
    expect([key.status, key.body]).toEqual([
      401,
      { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.', data: { status: 401 } },
    ])
    const secret = await account(basic('ck_fake', 'cs_invalid')).send('GET', '/products')
    expect([secret.status, secret.body.message]).toEqual([401, 'Consumer secret is invalid.'])
  })

  it('knows no other route', async () => {
    const { send: call } = account()
    for (const path of ['/nothing', '/products/abc', '/orders/727/refunds/1/2']) {
      const { status, body } = await call('GET', path)
      expect([status, body.code]).toEqual([404, 'rest_no_route'])
    }
    expect((await call('PUT', '/products')).body.code).toBe('rest_no_route')
  })

  it('throttles with 429 and fails with 500', () => {
    const exchange = exchangeOf('GET', `${origin}/products`, {})
    expect(woocommerce.rateLimited(exchange).status).toBe(429)
    expect(woocommerce.outage(exchange).status).toBe(500)
  })
})

describe('products', () => {
  it('creates, reads, changes, trashes and deletes', async () => {
    const { send: call } = account()
    const created = await call('POST', '/products', { json: shirt })
    expect([created.status, created.body]).toMatchObject([
      201,
      {
        ...shirt,
        id: 800,
        slug: 'linen-shirt',
        price: '49.00',
        status: 'publish',
        manage_stock: false,
        stock_quantity: null,
        stock_status: 'instock',
        date_created: '2026-11-24T07:00:00',
        date_created_gmt: '2026-11-24T12:00:00',
      },
    ])
    const changed = await call('PUT', '/products/800', { json: { sale_price: '39.00', nonsense: 1 } })
    expect(changed.body).toMatchObject({ name: 'Linen Shirt', on_sale: true, price: '39.00' })
    expect((await call('DELETE', '/products/800')).body.status).toBe('trash')
    expect((await call('DELETE', '/products/800')).status).toBe(410)
    expect((await call('GET', '/products?status=trash')).body).toHaveLength(1)
    expect((await call('DELETE', '/products/800?force=true')).status).toBe(200)
    const gone = await call('GET', '/products/800')
    expect([gone.status, gone.body.code]).toEqual([404, 'woocommerce_rest_product_invalid_id'])
  })

  it('counts stock where it is managed', async () => {
    const { send: call } = account()
    const managed = await call('POST', '/products', { json: { ...shirt, manage_stock: true } })
    expect(managed.body).toMatchObject({ stock_quantity: null, stock_status: 'outofstock' })
    const filled = await call('PUT', '/products/800', { json: { stock_quantity: 3 } })
    expect(filled.body).toMatchObject({ stock_quantity: 3, stock_status: 'instock' })
    expect((await call('GET', '/products?stock_status=outofstock')).body).toEqual([])
  })

  it('lists with pages that the headers tell of', async () => {
    const { send: call } = account()
    await call('POST', '/products', { json: { ...shirt, featured: true } })
    const first = await call('GET', '/products?per_page=1')
    expect(first.body).toMatchObject([{ id: 800 }])
    expect([first.headers.get('x-wp-total'), first.headers.get('x-wp-totalpages')]).toEqual(['2', '2'])
    expect(first.headers.get('link')).toBe(`<${origin}/products?per_page=1&page=2>; rel="next"`)
    const second = await call('GET', '/products?per_page=1&page=2')
    expect(second.headers.get('link')).toBe(`<${origin}/products?per_page=1&page=1>; rel="prev"`)
    const ids = async (query: string) =>
      (await call('GET', `/products?${query}`)).body.map(({ id }: { id: number }) => id)
    expect(await ids('orderby=price&order=asc')).toEqual([fixtures.product, 800])
    expect(await ids('sku=LIN-1')).toEqual([800])
    expect(await ids('search=cotton')).toEqual([fixtures.product])
    expect(await ids('featured=true')).toEqual([800])
    expect(await ids('min_price=30')).toEqual([800])
    expect(await ids('exclude=800')).toEqual([fixtures.product])
    expect(await ids('include=800,1')).toEqual([800])
    expect(await ids('modified_after=2026-11-24T11:59:00&dates_are_gmt=true')).toEqual([800])
    expect(await ids('modified_after=2026-11-24T11:59:00')).toEqual([])
    expect(await ids('offset=1')).toEqual([fixtures.product])
  })

  it('names each parameter that is wrong', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', '/products', { json: { regular_price: 49, type: 'big' } })
    expect([status, body]).toMatchObject([
      400,
      {
        code: 'rest_invalid_param',
        message: 'Invalid parameter(s): regular_price, type',
        data: {
          status: 400,
          params: {
            regular_price: 'regular_price is not of type string.',
            type: 'type is not one of simple, grouped, external, variable.',
          },
        },
      },
    ])
    const size = await call('GET', '/products?per_page=101')
    expect(size.body.data.params.per_page).toBe('per_page must be between 1 (inclusive) and 100 (inclusive)')
    const broken = await call('POST', '/products', { body: '{', headers: { 'Content-Type': 'application/json' } })
    expect(broken.body.code).toBe('rest_invalid_json')
  })

  it('refuses a SKU that is taken, where it says so', async () => {
    const { send: call } = account()
    await call('POST', '/products', { json: { ...shirt, sku: 'DUPLICATE' } })
    const { status, body } = await call('POST', '/products', { json: { ...shirt, sku: 'DUPLICATE' } })
    expect([status, body]).toMatchObject([400, { code: 'product_invalid_sku', data: { resource_id: 800 } }])
    expect((await call('POST', '/products', { json: shirt })).status).toBe(201)
    expect((await call('POST', '/products', { json: shirt })).status).toBe(201)
  })
})

describe('orders', () => {
  const order = {
    customer_id: fixtures.customer,
    payment_method: 'stripe',
    billing: { first_name: 'Ada', email: 'ada@shop.test' },
    line_items: [{ product_id: fixtures.product, quantity: 2 }],
    shipping_lines: [{ method_id: 'flat_rate', method_title: 'Flat Rate', total: '10.00' }],
    fee_lines: [{ name: 'Gift wrap', total: '2.00' }],
  }

  it('creates, pays, fulfils with a tracking number and cancels', async () => {
    const { send: call } = account()
    const created = await call('POST', '/orders', { json: order })
    expect([created.status, created.body]).toMatchObject([
      201,
      {
        id: 800,
        number: '800',
        status: 'pending',
        total: '61.98',
        shipping_total: '10.00',
        date_paid: null,
        billing: { first_name: 'Ada', phone: '' },
        line_items: [{ id: 316, quantity: 2, total: '49.98', price: 24.99 }],
      },
    ])
    const paid = await call('PUT', '/orders/800', { json: { set_paid: true } })
    expect(paid.body).toMatchObject({ status: 'processing', date_paid_gmt: '2026-11-24T12:00:00' })
    const meta_data = [{ key: 'tracking_number', value: '1Z999AA10123456784' }]
    const completed = await call('PUT', '/orders/800', { json: { status: 'completed', meta_data } })
    expect(completed.body).toMatchObject({ status: 'completed', meta_data, date_completed: '2026-11-24T07:00:00' })
    const again = await call('PUT', '/orders/800', { json: { meta_data: [{ key: 'tracking_number', value: '2' }] } })
    expect(again.body.meta_data).toEqual([{ id: 13_106, key: 'tracking_number', value: '2' }])
    expect((await call('PUT', '/orders/800', { json: { status: 'cancelled' } })).body.status).toBe('cancelled')
    expect((await call('DELETE', '/orders/800?force=true')).status).toBe(200)
    expect((await call('GET', '/orders/800')).body.code).toBe('woocommerce_rest_shop_order_invalid_id')
  })

  it('changes, adds and removes lines', async () => {
    const { send: call } = account()
    await call('POST', '/orders', { json: order })
    const lines = [{ id: 316, quantity: 0 }, { sku: 'TSHIRT-ORG-1' }]
    const changed = await call('PUT', '/orders/800', { json: { line_items: lines } })
    expect(changed.body.line_items).toMatchObject([{ quantity: 1, total: '24.99' }])
  })

  it('lists by status, customer and product', async () => {
    const { send: call } = account()
    await call('POST', '/orders', { json: { ...order, customer_id: 0 } })
    const ids = async (query: string) =>
      (await call('GET', `/orders?${query}`)).body.map(({ id }: { id: number }) => id)
    expect(await ids('')).toEqual([800, fixtures.order])
    expect(await ids('orderby=date&order=asc')).toEqual([fixtures.order, 800])
    expect(await ids('status=processing,completed')).toEqual([fixtures.order])
    expect(await ids(`customer=${fixtures.customer}`)).toEqual([fixtures.order])
    expect(await ids(`product=${fixtures.product}`)).toEqual([800, fixtures.order])
    expect(await ids('product=1')).toEqual([])
    expect(await ids('search=ada@shop.test')).toEqual([800])
    expect((await call('GET', '/orders?status=sent')).status).toBe(400)
  })

  it('refuses what it does not know', async () => {
    const { send: call } = account()
    const code = async (json: object) => (await call('POST', '/orders', { json })).body.code
    expect(await code({ customer_id: 9 })).toBe('woocommerce_rest_invalid_customer_id')
    expect(await code({ line_items: [{ quantity: 1 }] })).toBe('woocommerce_rest_required_product_reference')
    expect(await code({ line_items: [{ product_id: 1 }] })).toBe('order_item_product_invalid_product_id')
    expect(await code({ status: 'sent' })).toBe('rest_invalid_param')
    const line = await call('PUT', `/orders/${fixtures.order}`, { json: { line_items: [{ id: 1, quantity: 1 }] } })
    expect(line.body.code).toBe('woocommerce_rest_invalid_item_id')
  })
})

describe('refunds', () => {
  const path = `/orders/${fixtures.order}/refunds`

  it('refunds a fixture by hand, again and again', async () => {
    const { send: call } = account()
    for (const _time of [1, 2]) {
      const { status, body } = await call('POST', path, { json: { amount: '49.98', api_refund: false } })
      expect([status, body]).toMatchObject([201, { amount: '49.98', refunded_payment: false }])
    }
    expect((await call('GET', path)).body).toEqual([])
  })

  it('refunds in parts, no more than the total', async () => {
    const { send: call } = account()
    await call('POST', '/orders', {
      json: { payment_method: 'stripe', set_paid: true, line_items: [{ product_id: fixtures.product, quantity: 2 }] },
    })
    const refund = (json: object) => call('POST', '/orders/800/refunds', { json })
    const first = await refund({ amount: '20.00', reason: 'Damaged' })
    expect(first.body).toMatchObject({ id: 801, reason: 'Damaged', refunded_payment: true })
    expect((await call('GET', '/orders/800')).body.refunds).toEqual([{ id: 801, reason: 'Damaged', total: '-20.00' }])
    const tooMuch = await refund({ amount: '29.99' })
    expect([tooMuch.status, tooMuch.body]).toEqual([
      500,
      { code: 'woocommerce_rest_cannot_create_order_refund', message: 'Invalid refund amount.', data: 500 },
    ])
    const rest = await refund({ line_items: [{ id: 316, quantity: 1, refund_total: 29.98 }] })
    expect(rest.body).toMatchObject({ amount: '29.98', line_items: [{ quantity: -1, total: '-29.98' }] })
    expect((await call('GET', '/orders/800')).body.status).toBe('refunded')
    expect((await call('GET', '/orders/800/refunds?per_page=1')).headers.get('x-wp-total')).toBe('2')
    expect((await call('GET', '/orders/800/refunds/801')).body.amount).toBe('20.00')
    expect((await call('DELETE', '/orders/800/refunds/801')).status).toBe(501)
    expect((await call('DELETE', '/orders/800/refunds/801?force=true')).status).toBe(200)
    expect((await call('GET', '/orders/800/refunds/801')).status).toBe(404)
  })

  it('refuses automatic refunds of a bank transfer, negative amounts and lines of another order', async () => {
    const { send: call } = account()
    expect((await call('POST', path, { json: { amount: '1.00' } })).body.message).toContain('automatic refunds')
    const negative = await call('POST', path, { json: { amount: '-1.00', api_refund: false } })
    expect([negative.status, negative.body.code]).toEqual([400, 'woocommerce_rest_invalid_order_refund'])
    const line = { line_items: [{ id: 1, refund_total: 1 }], api_refund: false }
    expect((await call('POST', path, { json: line })).body.code).toBe('woocommerce_rest_invalid_item_id')
    expect((await call('POST', '/orders/1/refunds', { json: { amount: '1.00' } })).status).toBe(404)
  })
})

describe('customers', () => {
  const pat = { email: 'pat@shop.test', first_name: 'Pat', last_name: 'Doe' }

  it('creates, reads, changes and deletes', async () => {
    const { send: call } = account()
    const created = await call('POST', '/customers', { json: pat })
    expect([created.status, created.body]).toMatchObject([
      201,
      { ...pat, id: 26, username: 'pat', role: 'customer', date_modified: null, billing: { phone: '' } },
    ])
    const changed = await call('PUT', '/customers/26', { json: { billing: { phone: '5125550100' } } })
    expect(changed.body).toMatchObject({ email: 'pat@shop.test', billing: { phone: '5125550100' } })
    expect((await call('DELETE', '/customers/26')).body.code).toBe('woocommerce_rest_trash_not_supported')
    expect((await call('DELETE', '/customers/26?force=true')).status).toBe(200)
    expect((await call('GET', '/customers/26')).body.code).toBe('woocommerce_rest_invalid_id')
  })

  it('lists by address, role and id', async () => {
    const { send: call } = account()
    await call('POST', '/customers', { json: pat })
    const ids = async (query: string) =>
      (await call('GET', `/customers?${query}`)).body.map(({ id }: { id: number }) => id)
    expect(await ids('orderby=id&order=desc')).toEqual([26, fixtures.customer])
    expect(await ids('')).toEqual([fixtures.customer, 26])
    expect(await ids('email=pat@shop.test')).toEqual([26])
    expect(await ids('role=administrator')).toEqual([])
    expect((await call('GET', `/customers/${fixtures.customer}`)).body.is_paying_customer).toBe(true)
  })

  it('wants an address that is not taken, except for the reserved ones', async () => {
    const { send: call } = account()
    const missing = await call('POST', '/customers', { json: {} })
    expect([missing.status, missing.body]).toEqual([
      400,
      {
        code: 'rest_missing_callback_param',
        message: 'Missing parameter(s): email',
        data: { status: 400, params: ['email'] },
      },
    ])
    await call('POST', '/customers', { json: pat })
    expect((await call('POST', '/customers', { json: pat })).body.code).toBe('registration-error-email-exists')
    for (const _time of [1, 2]) {
      expect((await call('POST', '/customers', { json: { email: 'grace@example.com' } })).status).toBe(201)
    }
  })
})

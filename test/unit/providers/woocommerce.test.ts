import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { woocommerce } from '../../../src/providers/ecommerce/woocommerce/index.ts'
import { fromGmt, secondBefore } from '../../../src/providers/ecommerce/woocommerce/times.ts'

const config = { storeUrl: 'https://shop.example.com', currency: 'eur' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = woocommerce.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = woocommerce.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown) {
  const { method, path, query, body } = prepare(operation, input).request(config, { idempotencyKey: '' })
  const text = encodeBody(body)?.text
  return {
    line: `${method} ${path}`,
    query: encodeQuery(query),
    body: text === undefined ? undefined : JSON.parse(text),
  }
}

const reader = (operation: string, input: unknown, body: unknown) => prepare(operation, input).readAnswer(body, config)
const unified = (operation: string, input: unknown, body: unknown) => reader(operation, input, body).unified?.()
const refusal = (status: number, body: unknown) => woocommerce.refusal({ status, headers: new Headers(), body })

describe('woocommerce config', () => {
  const keys = { consumerKey: 'ck_1', consumerSecret: 'cs_1' }

  it('takes the address of a public server', () => {
    expect(woocommerce.configSchema().safeParse({ storeUrl: 'https://shop.example.com/', ...keys }).success).toBe(true)
    for (const storeUrl of ['http://shop.example.com', 'https://localhost', 'https://10.0.0.1', 'https://shop.local']) {
      expect(woocommerce.configSchema().safeParse({ storeUrl, ...keys }).success, storeUrl).toBe(false)
    }
  })

  it('tells a consumer key from a consumer secret', () => {
    const swapped = { storeUrl: config.storeUrl, consumerKey: 'cs_1', consumerSecret: 'ck_1' }
    expect(woocommerce.configSchema().safeParse(swapped).success).toBe(false)
  })
})

describe('woocommerce requests', () => {
  it('creates a product with a price in text and a counted stock, a draft unless told otherwise', () => {
    const input = { title: 'Linen Shirt', price: 4_900, currency: 'EUR', categories: ['9'], weight: 0.4 }
    expect(sent('create-product', input)).toEqual({
      line: 'POST /wp-json/wc/v3/products',
      query: '',
      body: {
        name: 'Linen Shirt',
        type: 'simple',
        status: 'draft',
        regular_price: '49.00',
        weight: '0.4',
        categories: [{ id: 9 }],
        manage_stock: true,
      },
    })
    expect(sent('create-product', { ...input, currency: 'JPY', status: 'active' }).body).toMatchObject({
      regular_price: '4900',
      status: 'publish',
    })
  })

  it('counts the stock of a product or of one of its variations', () => {
    expect(sent('set-inventory', { inventoryItem: '799', quantity: 0 })).toEqual({
      line: 'PUT /wp-json/wc/v3/products/799',
      query: '',
      body: { manage_stock: true, stock_quantity: 0 },
    })
    expect(sent('set-inventory', { inventoryItem: '799/732', quantity: 5 }).line).toBe(
      'PUT /wp-json/wc/v3/products/799/variations/732',
    )
    for (const inventoryItem of ['799/', '/732', '799/732/1', '../799', '0', '799/0']) {
      expect(issues('set-inventory', { inventoryItem, quantity: 5 }), inventoryItem).toEqual(['inventoryItem'])
    }
    expect(issues('set-inventory', { inventoryItem: '799', quantity: 5, location: '1' })).toEqual(['location'])
  })

  it('asks for orders of a time in GMT, its own second included', () => {
    const input = {
      limit: 5,
      cursor: '2',
      createdAfter: '2026-01-01T00:00:00Z',
      updatedAfter: '2026-01-01T00:00:00.5Z',
    }
    expect(sent('list-orders', input).query).toBe(
      'page=2&per_page=5&orderby=date&order=desc&after=2025-12-31T23%3A59%3A59' +
        '&modified_after=2026-01-01T00%3A00%3A00&dates_are_gmt=true',
    )
    expect(sent('list-orders', { status: 'on-hold' }).query).toBe(
      'page=1&per_page=20&orderby=date&order=desc&status=on-hold',
    )
  })

  it('completes what was sent, and keeps its tracking beside it', () => {
    expect(sent('fulfill-order', { id: '727', trackingNumber: '1Z', carrier: 'UPS' })).toEqual({
      line: 'PUT /wp-json/wc/v3/orders/727',
      query: '',
      body: {
        status: 'completed',
        meta_data: [
          { key: 'tracking_number', value: '1Z' },
          { key: 'tracking_carrier', value: 'UPS' },
        ],
      },
    })
    expect(sent('fulfill-order', { id: '727' }).body).toEqual({ status: 'completed' })
    expect(issues('fulfill-order', { id: '727', fulfillmentGroup: '1' })).toEqual(['fulfillmentGroup'])
  })

  it('pays back in decimals of the currency', () => {
    const input = { id: '727', amount: 1_234, currency: 'KWD', payBack: false }
    expect(sent('refund-order', input)).toMatchObject({
      line: 'POST /wp-json/wc/v3/orders/727/refunds',
      body: { amount: '1.234', api_refund: false },
    })
    expect(sent('refund-order', { ...input, payBack: undefined }).body).toMatchObject({ api_refund: true })
  })

  it('creates a customer with a phone in the billing address', () => {
    expect(sent('create-customer', { email: 'john@example.com', lastName: 'Doe', phone: '555' })).toMatchObject({
      line: 'POST /wp-json/wc/v3/customers',
      body: { email: 'john@example.com', last_name: 'Doe', billing: { phone: '555' } },
    })
    expect(sent('create-customer', { email: 'john@example.com' }).body).toEqual({ email: 'john@example.com' })
  })

  it('takes nothing but a number for an id or a cursor', () => {
    for (const id of ['batch', '0', '-1', '1.5', '../x', '1\n', '9007199254740993']) {
      expect(issues('get-product', { id }), id).toEqual(['id'])
      expect(issues('get-order', { id }), id).toEqual(['id'])
      expect(issues('list-customers', { cursor: id }), id).toEqual(['cursor'])
    }
  })
})

describe('woocommerce answers', () => {
  const product = {
    id: 794,
    name: 'Premium Quality',
    status: 'publish',
    description: '<p>Text</p>\n',
    sku: '',
    price: '21.99',
    manage_stock: true,
    stock_quantity: 7,
    date_created: '2017-03-23T14:01:14',
    date_created_gmt: '2017-03-23T17:01:14',
    date_modified_gmt: '2017-03-23T17:01:15',
  }

  it('reads a product', () => {
    expect(unified('get-product', { id: '794' }, product)).toEqual({
      id: '794',
      title: 'Premium Quality',
      description: '<p>Text</p>\n',
      status: 'active',
      price: 2_199,
      currency: 'EUR',
      sku: null,
      inventory: 7,
      inventoryItem: '794',
      createdAt: '2017-03-23T17:01:14.000Z',
      updatedAt: '2017-03-23T17:01:15.000Z',
    })
  })

  it('reads a product without price, stock or currency', () => {
    const bare = { ...product, status: 'private', price: '', manage_stock: false, stock_quantity: null }
    expect(unified('get-product', { id: '794' }, bare)).toMatchObject({
      status: 'draft',
      price: null,
      inventory: null,
      inventoryItem: null,
    })
    const read = prepare('get-product', { id: '794' }).readAnswer(product, { storeUrl: config.storeUrl })
    expect(read.unified?.()).toMatchObject({ price: null, currency: null })
  })

  const order = {
    id: 727,
    number: 'A-727',
    status: 'processing',
    currency: 'USD',
    total: '29.35',
    customer_id: 0,
    billing: { first_name: 'John', last_name: 'Doe', email: 'john.doe@example.com' },
    line_items: [
      { id: 315, name: 'Woo Single #1', product_id: 93, sku: '', quantity: 2, subtotal: '6.00', price: 3 },
      { id: 316, name: 'Thirds', product_id: 0, sku: 'X', quantity: 3, subtotal: '10.00', price: 3.333333 },
    ],
    refunds: [],
    date_created_gmt: '2017-03-22T19:28:02',
    date_modified_gmt: null,
    date_paid_gmt: '2017-03-22T19:28:08',
  }

  it('reads an order of a guest', () => {
    expect(unified('get-order', { id: '727' }, order)).toEqual({
      id: '727',
      number: 'A-727',
      status: 'processing',
      nativeStatus: 'processing',
      financialStatus: 'paid',
      total: 2_935,
      currency: 'USD',
      customer: { id: null, email: 'john.doe@example.com', name: 'John Doe' },
      items: [
        { id: '315', product: '93', title: 'Woo Single #1', sku: null, quantity: 2, price: 300 },
        { id: '316', product: null, title: 'Thirds', sku: 'X', quantity: 3, price: null },
      ],
      fulfillmentGroups: [],
      createdAt: '2017-03-22T19:28:02.000Z',
      updatedAt: null,
    })
  })

  it.each([
    [{ status: 'pending', date_paid_gmt: null }, 'pending', 'pending'],
    [{ status: 'completed', refunds: [{ total: '-10.00' }] }, 'fulfilled', 'partially_refunded'],
    [{ status: 'processing', refunds: [{ total: '-10.00' }, { total: '-19.35' }] }, 'processing', 'refunded'],
    [{ status: 'refunded' }, 'refunded', 'refunded'],
    [{ status: 'cancelled', date_paid_gmt: null }, 'canceled', 'voided'],
    [{ status: 'failed', date_paid_gmt: null }, 'failed', 'voided'],
    [{ status: 'on-hold', date_paid_gmt: null }, 'on_hold', 'pending'],
    [{ status: 'in-transit' }, 'processing', 'paid'],
  ])('reads %j as %s and %s', (change, status, financialStatus) => {
    expect(unified('get-order', { id: '727' }, { ...order, ...change })).toMatchObject({ status, financialStatus })
  })

  it('finds the tracking again that it has written', () => {
    const meta_data = [
      { id: 1, key: '_download_permissions_granted', value: 'yes' },
      { id: 2, key: 'tracking_number', value: '1Z' },
      { id: 3, key: 'other', value: { nested: true } },
    ]
    const sentOrder = { ...order, status: 'completed', date_completed_gmt: '2017-03-23T10:00:00', meta_data }
    expect(unified('fulfill-order', { id: '727' }, sentOrder)).toEqual({
      id: null,
      order: '727',
      trackingNumber: '1Z',
      carrier: null,
      createdAt: '2017-03-23T10:00:00.000Z',
    })
  })

  it('leads on while pages are full', () => {
    expect(reader('list-orders', { limit: 1 }, [order]).nextCursor()).toBe('2')
    expect(reader('list-orders', { limit: 1, cursor: '7' }, [order]).nextCursor()).toBe('8')
    expect(reader('list-orders', { limit: 2 }, [order]).nextCursor()).toBeUndefined()
    expect(reader('list-orders', { limit: 2 }, []).nextCursor()).toBeUndefined()
  })
})

describe('woocommerce times', () => {
  it('leave out no second of what was asked for', () => {
    const time = fc.date({ min: new Date('1971-01-01'), max: new Date('2999-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(time, (asked) => {
        const after = Date.parse(fromGmt(secondBefore(asked.toISOString())) ?? '')
        // The first whole second behind it is the first that isn't before what was asked for.
        expect(after + 1_000).toBeGreaterThanOrEqual(asked.getTime())
        expect(after).toBeLessThan(asked.getTime())
      }),
    )
  })
})

describe('woocommerce refusals', () => {
  it.each([
    [401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.', 'credentials'],
    [404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.', 'rejected'],
    [400, 'rest_invalid_param', 'Invalid parameter(s): status', 'rejected'],
    [500, 'internal_server_error', 'There has been a critical error.', 'unavailable'],
    [500, 'woocommerce_rest_cannot_create_order_refund', 'Invalid refund amount.', 'rejected'],
    [500, 'woocommerce_rest_cannot_create_order_refund', 'The gateway timed out.', 'unavailable'],
  ])('reads %i %s', (status, code, message, kind) => {
    expect(refusal(status, { code, message, data: { status } })).toEqual({ kind, code, message })
  })

  it('leaves everything else alone', () => {
    for (const body of [null, '<html>', [], {}, { code: 1, message: 'x', data: null }, { code: 'x', message: 'x' }]) {
      expect(refusal(500, body)).toBeUndefined()
    }
    expect(refusal(200, { code: 'x', message: 'x', data: {} })).toBeUndefined()
  })
})

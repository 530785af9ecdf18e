import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { bigcommerce } from '../../../src/providers/ecommerce/bigcommerce/index.ts'
import { readGroup, shipmentGroup, writeGroup } from '../../../src/providers/ecommerce/bigcommerce/shipment-group.ts'

const config = { storeHash: 'abc123', currency: 'usd' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = bigcommerce.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = bigcommerce.operations().get(operation)?.prepare(input)
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
const refusal = (status: number, body: unknown, headers = {}) =>
  bigcommerce.refusal({ status, headers: new Headers(headers), body })

describe('bigcommerce config', () => {
  it('takes nothing but letters and digits for a store hash', () => {
    const accessToken = 'fake0token'
    expect(bigcommerce.configSchema().safeParse({ storeHash: 'abc123', accessToken }).success).toBe(true)
    for (const storeHash of ['', 'ABC', 'a/b', '..', 'a b', 'abc123\n', 'a?b']) {
      expect(bigcommerce.configSchema().safeParse({ storeHash, accessToken }).success, storeHash).toBe(false)
    }
  })
})

describe('bigcommerce requests', () => {
  it('creates a product with a price in decimals and a counted stock, hidden unless told otherwise', () => {
    const input = { title: 'Linen Shirt', price: 4_905, currency: 'USD', categories: ['23'] }
    expect(sent('create-product', input)).toEqual({
      line: 'POST /stores/abc123/v3/catalog/products',
      query: '',
      body: {
        name: 'Linen Shirt',
        type: 'physical',
        weight: 0,
        price: 49.05,
        categories: [23],
        is_visible: false,
        inventory_tracking: 'product',
      },
    })
    expect(sent('create-product', { ...input, currency: 'JPY', status: 'active' }).body).toMatchObject({
      price: 4_905,
      is_visible: true,
    })
  })

  it('changes what is given, and knows no archive', () => {
    expect(sent('update-product', { id: '7', status: 'draft' })).toMatchObject({
      line: 'PUT /stores/abc123/v3/catalog/products/7',
      body: { is_visible: false },
    })
    expect(sent('update-product', { id: '7', title: 'New' }).body).toEqual({ name: 'New' })
    expect(issues('update-product', { id: '7', status: 'archived' })).toEqual(['status'])
  })

  it('sets the stock of a variant at a location', () => {
    expect(sent('set-inventory', { inventoryItem: '74', location: '1', quantity: 0 })).toMatchObject({
      line: 'PUT /stores/abc123/v3/inventory/adjustments/absolute',
      body: { items: [{ location_id: 1, variant_id: 74, quantity: 0 }] },
    })
    expect(issues('set-inventory', { inventoryItem: '74', quantity: 0 })).toEqual(['location'])
  })

  it('lists the newest orders first, with their lines', () => {
    const input = { limit: 2, cursor: '3', createdAfter: '2026-01-01T00:00:00Z' }
    expect(sent('list-orders', input)).toEqual({
      line: 'GET /stores/abc123/v2/orders',
      query:
        'page=3&limit=2&include=consignments.line_items&consignment_structure=object' +
        '&sort=date_created%3Adesc&min_date_created=2026-01-01T00%3A00%3A00Z',
      body: undefined,
    })
  })

  it('sends the pieces of a group to its address', () => {
    const input = { id: '100', fulfillmentGroup: '51:65x2,66x1', trackingNumber: '1Z', carrier: 'ups' }
    expect(sent('fulfill-order', input)).toEqual({
      line: 'POST /stores/abc123/v2/orders/100/shipments',
      query: '',
      body: {
        order_address_id: 51,
        tracking_number: '1Z',
        tracking_carrier: 'ups',
        items: [
          { order_product_id: 65, quantity: 2 },
          { order_product_id: 66, quantity: 1 },
        ],
      },
    })
    for (const fulfillmentGroup of ['51', '51:', '51:65', '51:65x0', '51:65x1,', '0:1x1', '51:65x1\n', 'a:1x1']) {
      expect(issues('fulfill-order', { id: '100', fulfillmentGroup }), fulfillmentGroup).toEqual(['fulfillmentGroup'])
    }
  })

  it('creates one customer of a list of one', () => {
    const input = { email: 'jane@example.com', firstName: 'Jane', lastName: 'Doe', phone: '555' }
    expect(sent('create-customer', input)).toMatchObject({
      line: 'POST /stores/abc123/v3/customers',
      body: [{ email: 'jane@example.com', first_name: 'Jane', last_name: 'Doe', phone: '555' }],
    })
    expect(issues('create-customer', { email: 'jane@example.com' })).toEqual(['firstName', 'lastName'])
  })

  it('takes nothing but a number for an id or a cursor', () => {
    for (const id of ['count', '0', '-1', '1.5', '../x', '1\n', '9007199254740993']) {
      expect(issues('get-product', { id }), id).toEqual(['id'])
      expect(issues('get-order', { id }), id).toEqual(['id'])
      expect(issues('list-products', { cursor: id }), id).toEqual(['cursor'])
    }
  })
})

describe('bigcommerce answers', () => {
  const product = {
    id: 111,
    name: 'Smith Journal 13',
    sku: 'SM-13',
    description: '<p>Paper</p>',
    price: 34.95,
    is_visible: true,
    inventory_level: 12,
    inventory_tracking: 'product',
    base_variant_id: 74,
    variants: [{ id: 74, price: null }],
    date_created: '2018-08-15T14:48:46+00:00',
    date_modified: '2018-09-05T20:42:07+02:00',
  }

  it('reads a product', () => {
    expect(unified('get-product', { id: '111' }, { data: product, meta: {} })).toEqual({
      id: '111',
      title: 'Smith Journal 13',
      description: '<p>Paper</p>',
      status: 'active',
      price: 3_495,
      currency: 'USD',
      sku: 'SM-13',
      inventory: 12,
      inventoryItem: '74',
      createdAt: '2018-08-15T14:48:46.000Z',
      updatedAt: '2018-09-05T18:42:07.000Z',
    })
  })

  it('reads a product whose variants have their own prices and stocks', () => {
    const variants = [{ id: 74, price: 40 }, { id: 75, price: 30.5 }, { id: 76 }]
    const many = { ...product, sku: '', base_variant_id: null, inventory_tracking: 'variant', variants }
    expect(unified('get-product', { id: '111' }, { data: many })).toMatchObject({
      price: 3_050,
      sku: null,
      inventory: 12,
      inventoryItem: null,
    })
    const uncounted = { ...product, inventory_tracking: 'none', is_visible: false }
    expect(unified('get-product', { id: '111' }, { data: uncounted })).toMatchObject({
      status: 'draft',
      inventory: null,
      inventoryItem: null,
    })
  })

  it('counts no price of which the currency is unknown', () => {
    const read = prepare('get-product', { id: '111' }).readAnswer({ data: product }, { storeHash: 'abc123' })
    expect(read.unified?.()).toMatchObject({ price: null, currency: null })
  })

  it('reads a product that was saved in part', () => {
    const body = { data: [product], errors: { status: 207, title: 'inventory was not saved' } }
    expect(unified('update-product', { id: '111' }, body)).toMatchObject({ id: '111' })
  })

  it('leads on through the pages of v3 by their number, and of v2 while they are full', () => {
    const list = (total_pages: number) => ({ data: [product], meta: { pagination: { total_pages } } })
    expect(reader('list-products', {}, list(2)).nextCursor()).toBe('2')
    expect(reader('list-products', { cursor: '2' }, list(2)).nextCursor()).toBeUndefined()
    expect(reader('list-orders', { limit: 1 }, [order]).nextCursor()).toBe('2')
    expect(reader('list-orders', { limit: 2 }, [order]).nextCursor()).toBeUndefined()
    expect(reader('list-orders', { limit: 2 }, null).nextCursor()).toBeUndefined()
    expect(unified('list-orders', { limit: 2 }, null)).toEqual({ items: [] })
  })

  const line = {
    id: 65,
    product_id: 111,
    order_address_id: 51,
    name: 'Journal',
    sku: 'SM-13',
    quantity: 3,
    quantity_shipped: 1,
    price_inc_tax: '34.9500',
  }
  const order = {
    id: 100,
    customer_id: 20,
    date_created: 'Wed, 10 Jan 2018 21:05:30 +0000',
    date_modified: 'Wed, 05 Dec 2018 20:16:55 +0000',
    status_id: 3,
    status: 'Teilweise versandt',
    total_inc_tax: '361.9500',
    items_total: 3,
    items_shipped: 1,
    payment_status: 'captured',
    currency_code: 'USD',
    default_currency_code: 'USD',
    billing_address: { first_name: 'Jane', last_name: 'Doe', email: 'janedoe@example.com' },
    consignments: {
      shipping: [{ id: 51, line_items: [line, { ...line, id: 66, quantity_shipped: 3 }] }],
      pickups: [],
      downloads: [{ line_items: [{ ...line, id: 67, order_address_id: 0, product_id: 0 }] }],
    },
  }

  it('reads an order, and what of it is still to be sent', () => {
    expect(unified('get-order', { id: '100' }, order)).toMatchObject({
      id: '100',
      number: '100',
      status: 'processing',
      nativeStatus: 'Teilweise versandt',
      financialStatus: 'paid',
      total: 36_195,
      currency: 'USD',
      customer: { id: '20', email: 'janedoe@example.com', name: 'Jane Doe' },
      items: [
        { id: '65', product: '111', title: 'Journal', sku: 'SM-13', quantity: 3, price: 3_495 },
        { id: '66' },
        { id: '67', product: null },
      ],
      fulfillmentGroups: ['51:65x2'],
      createdAt: '2018-01-10T21:05:30.000Z',
    })
  })

  it.each([
    [0, 'pending'],
    [2, 'fulfilled'],
    [4, 'refunded'],
    [5, 'canceled'],
    [6, 'failed'],
    [10, 'fulfilled'],
    [12, 'on_hold'],
    [14, 'processing'],
  ])('reads status %i as %s', (status_id, status) => {
    expect(unified('get-order', { id: '100' }, { ...order, status_id })).toMatchObject({ status })
  })

  it('reads an order of a guest, one that was sent and refunded in part, and one without lines', () => {
    const guest = { ...order, customer_id: 0, status_id: 14, items_shipped: 3, payment_status: '' }
    expect(unified('get-order', { id: '100' }, guest)).toMatchObject({
      status: 'fulfilled',
      financialStatus: null,
      customer: { id: null, email: 'janedoe@example.com' },
    })
    const { consignments: _, billing_address: __, ...bare } = guest
    expect(unified('get-order', { id: '100' }, bare)).toMatchObject({
      customer: null,
      items: null,
      fulfillmentGroups: null,
    })
  })
})

describe('bigcommerce shipment groups', () => {
  it('are read as they were written', () => {
    const number = fc.integer({ min: 1, max: 999_999_999 })
    const items = fc.array(fc.record({ line: number, quantity: number }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(fc.record({ address: number, items }), (group) => {
        const text = writeGroup(group)
        expect(shipmentGroup().parse(text)).toBe(text)
        expect(readGroup(text)).toEqual(group)
      }),
    )
  })
})

describe('bigcommerce refusals', () => {
  it('reads those of v3 with the fields they are about', () => {
    const errors = { '.customer_create': 'Error creating customers' }
    expect(refusal(422, { status: 422, title: 'Create customers failed.', type: '/x', errors })).toEqual({
      kind: 'rejected',
      message: 'Create customers failed. (.customer_create: Error creating customers)',
    })
    expect(refusal(401, { status: 401, title: 'Unauthorized', type: '/x', errors: {} })).toMatchObject({
      kind: 'credentials',
      message: 'Unauthorized',
    })
  })

  it('reads those of v2', () => {
    expect(refusal(404, [{ status: 404, message: 'The requested resource was not found.' }])).toEqual({
      kind: 'rejected',
      message: 'The requested resource was not found.',
    })
  })

  it('says when the quota is new', () => {
    const headers = { 'X-Rate-Limit-Time-Reset-Ms': '14001' }
    expect(refusal(429, { status: 429, title: 'Too many requests', type: '/x' }, headers)).toMatchObject({
      kind: 'rate-limited',
      retryAfter: 15,
    })
    expect(refusal(429, null, headers)).toMatchObject({ kind: 'rate-limited', retryAfter: 15 })
    expect(refusal(429, null)).toBeUndefined()
  })

  it('leaves everything else alone', () => {
    for (const body of [null, '', '<html>', [], {}, [{}], { status: '422', title: 'x' }, { title: 'x' }]) {
      expect(refusal(500, body)).toBeUndefined()
    }
    expect(refusal(207, { status: 207, title: 'partial', errors: {} })).toBeUndefined()
  })
})

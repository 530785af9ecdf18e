import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { exchange } from '../../../src/call/exchange.ts'
import { baseString, type Parameter } from '../../../src/call/oauth1-base-string.ts'
import { plan } from '../../../src/call/plan.ts'
import type { WireRequest } from '../../../src/call/ports.ts'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { magento } from '../../../src/providers/ecommerce/magento/index.ts'
import { exampleSnapshot } from '../support/example-snapshot.ts'
import { exchangeServices } from '../support/exchange-services.ts'

const config = { storeUrl: 'https://store.example.com', storeCode: 'default', currency: 'usd' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = magento.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = magento.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown, settings = config) {
  const { method, path, query, body } = prepare(operation, input).request(settings, { idempotencyKey: '' })
  const text = encodeBody(body)?.text
  return {
    line: `${method} ${path}`,
    query: Object.fromEntries(new URLSearchParams(encodeQuery(query))),
    body: text === undefined ? undefined : JSON.parse(text),
  }
}

const reader = (operation: string, input: unknown, body: unknown) => prepare(operation, input).readAnswer(body, config)
const unified = (operation: string, input: unknown, body: unknown) => reader(operation, input, body).unified?.()
const refusal = (status: number, body: unknown) => magento.refusal({ status, headers: new Headers(), body })

describe('magento calls', () => {
  it('are signed anew, each with its own nonce', async () => {
    const requests: WireRequest[] = []
    const send = async (request: WireRequest) => {
      requests.push(request)
      return Response.json([{ code: 'default' }])
    }
    const snapshot = exampleSnapshot(magento)
    const input = { kind: 'body', value: {} } as const
    const asked = {
      operation: 'get-store-configs',
      input,
      view: 'native',
      raw: false,
      idempotencyKey: undefined,
    } as const
    const services = exchangeServices(send, { startAt: 1_768_469_400_900 })
    const planned = await plan(snapshot, asked, services.randomId)
    await exchange(planned, services)
    await exchange(planned, services)

    const nonces = requests.map(({ url, headers: { Authorization = '' } }) => {
      const parameters = Authorization.replace(/^OAuth /, '')
        .split(', ')
        .map((pair) => {
          const [, name = '', value = ''] = /^(\w+)="([^"]*)"$/.exec(pair) ?? []
          return [name, decodeURIComponent(value)] as const
        })
      const bare = parameters.filter(([name]): boolean => name !== 'oauth_signature') satisfies readonly Parameter[]
      const key = ['consumerSecret', 'accessTokenSecret'].map((name) => snapshot.secrets.get(name)?.reveal()).join('&')
      const all = new Map(parameters)
      expect(all.get('oauth_signature')).toBe(
        createHmac('sha256', key)
          .update(baseString('GET', url, bare))
          .digest('base64'),
      )
      expect(all.get('oauth_consumer_key')).toBe(snapshot.secrets.get('consumerKey')?.reveal())
      expect(all.get('oauth_timestamp')).toBe('1768469400')
      return all.get('oauth_nonce')
    })
    expect(new Set(nonces).size).toBe(2)
    // Magento keeps nonces of 32 characters.
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('magento requests', () => {
  it('go to the store view of the config', () => {
    expect(sent('get-store-configs', {}).line).toBe('GET /rest/default/V1/store/storeConfigs')
    expect(sent('get-product', { id: 'A' }, { ...config, storeCode: 'all' }).line).toBe('GET /rest/all/V1/products/A')
  })

  it('have a SKU in their path whatever is in it', () => {
    expect(sent('get-product', { id: 'WS/12 M?#%' }).line).toBe('GET /rest/default/V1/products/WS%2F12%20M%3F%23%25')
    for (const id of ['', ' A', 'A ', 'x'.repeat(65)]) expect(issues('get-product', { id }), id).toEqual(['id'])
  })

  it('create a product with what it is known by', () => {
    const input = { title: 'Linen Shirt', price: 4_905, currency: 'USD', sku: 'S-1', description: '<p>Linen</p>' }
    expect(sent('create-product', input)).toMatchObject({
      line: 'POST /rest/default/V1/products',
      body: {
        product: {
          sku: 'S-1',
          name: 'Linen Shirt',
          attribute_set_id: 4,
          price: 49.05,
          status: 2,
          visibility: 4,
          type_id: 'simple',
          custom_attributes: [{ attribute_code: 'description', value: '<p>Linen</p>' }],
        },
      },
    })
    const { sku: _, ...nameless } = input
    expect(issues('create-product', nameless)).toEqual(['sku'])
  })

  it('change what is given', () => {
    expect(sent('update-product', { id: 'S-1', status: 'active' })).toMatchObject({
      line: 'PUT /rest/default/V1/products/S-1',
      body: { product: { sku: 'S-1', status: 1 } },
    })
    expect(sent('update-product', { id: 'S-1', title: 'New' }).body).toEqual({ product: { sku: 'S-1', name: 'New' } })
  })

  it('set the stock of a source, and whether there is any', () => {
    expect(sent('set-inventory', { inventoryItem: 'S-1', quantity: 0 })).toMatchObject({
      line: 'POST /rest/default/V1/inventory/source-items',
      body: { sourceItems: [{ sku: 'S-1', source_code: 'default', quantity: 0, status: 0 }] },
    })
    expect(sent('set-inventory', { inventoryItem: 'S-1', quantity: 7, location: 'east' }).body).toEqual({
      sourceItems: [{ sku: 'S-1', source_code: 'east', quantity: 7, status: 1 }],
    })
  })

  it('filter by groups, numbered without gaps', () => {
    const input = { limit: 5, cursor: '2', updatedAfter: '2026-01-01T00:00:00.4Z', customer: '4' }
    expect(sent('list-orders', input).query).toEqual({
      'searchCriteria[filterGroups][0][filters][0][field]': 'updated_at',
      'searchCriteria[filterGroups][0][filters][0][value]': '2026-01-01 00:00:01',
      'searchCriteria[filterGroups][0][filters][0][conditionType]': 'gteq',
      'searchCriteria[filterGroups][1][filters][0][field]': 'customer_id',
      'searchCriteria[filterGroups][1][filters][0][value]': '4',
      'searchCriteria[filterGroups][1][filters][0][conditionType]': 'eq',
      'searchCriteria[sortOrders][0][field]': 'created_at',
      'searchCriteria[sortOrders][0][direction]': 'DESC',
      'searchCriteria[pageSize]': '5',
      'searchCriteria[currentPage]': '2',
    })
  })

  it('send what is left of an order, or a part', () => {
    expect(sent('fulfill-order', { id: '3' })).toMatchObject({ line: 'POST /rest/default/V1/order/3/ship', body: {} })
    const input = { id: '3', items: [{ id: '5', quantity: 1 }], trackingNumber: '1Z', carrier: 'ups', source: 'east' }
    expect(sent('fulfill-order', input).body).toEqual({
      items: [{ order_item_id: 5, qty: 1 }],
      tracks: [{ track_number: '1Z', title: 'ups', carrier_code: 'ups' }],
      arguments: { extension_attributes: { source_code: 'east' } },
    })
    expect(issues('fulfill-order', { id: '3', trackingNumber: '1Z' })).toEqual(['carrier'])
    expect(issues('fulfill-order', { id: '3', carrier: 'ups' })).toEqual(['trackingNumber'])
    expect(issues('fulfill-order', { id: '3', fulfillmentGroup: '1' })).toEqual(['fulfillmentGroup'])
  })

  it('record a refund with its comment and what is put back', () => {
    const input = { id: '3', items: [{ id: '5', quantity: 1 }], restock: ['5'], comment: 'Broken' }
    expect(sent('refund-order', input).body).toEqual({
      items: [{ order_item_id: 5, qty: 1 }],
      appendComment: true,
      comment: { comment: 'Broken', is_visible_on_front: 0 },
      arguments: { extension_attributes: { return_to_stock_items: [5] } },
    })
  })

  it('create a customer, and no phone without an address', () => {
    const input = { email: 'jane@example.com', firstName: 'Jane', lastName: 'Doe' }
    expect(sent('create-customer', input).body).toEqual({
      customer: { email: 'jane@example.com', firstname: 'Jane', lastname: 'Doe' },
    })
    expect(issues('create-customer', { ...input, phone: '555' })).toEqual(['phone'])
  })
})

describe('magento answers', () => {
  const product = {
    sku: 'S-1',
    name: 'Shirt',
    price: 49.05,
    status: 1,
    type_id: 'simple',
    extension_attributes: { stock_item: { qty: 7, manage_stock: true } },
    custom_attributes: [
      { attribute_code: 'category_ids', value: ['2'] },
      { attribute_code: 'description', value: '<p>Linen</p>' },
    ],
    created_at: '2017-11-29 20:40:07',
    updated_at: '2017-11-29 20:40:08',
  }

  it('reads a product', () => {
    expect(unified('get-product', { id: 'S-1' }, product)).toEqual({
      id: 'S-1',
      title: 'Shirt',
      description: '<p>Linen</p>',
      status: 'active',
      price: 4_905,
      currency: 'USD',
      sku: 'S-1',
      inventory: 7,
      inventoryItem: 'S-1',
      createdAt: '2017-11-29T20:40:07.000Z',
      updatedAt: '2017-11-29T20:40:08.000Z',
    })
  })

  it('reads a product that is made of others, and one of a list', () => {
    expect(unified('get-product', { id: 'S-1' }, { ...product, type_id: 'configurable', price: 0 })).toMatchObject({
      price: null,
      inventory: null,
      inventoryItem: null,
    })
    const bare = { sku: 'S-1', status: 2 }
    expect(unified('list-products', {}, { items: [bare], total_count: 1 })).toMatchObject({
      items: [{ title: 'S-1', status: 'draft', description: null, price: null, inventory: null, inventoryItem: 'S-1' }],
    })
  })

  it('leads on while there is more, and never behind the last page', () => {
    const page = { items: [product, product], total_count: 5 }
    expect(reader('list-products', { limit: 2 }, page).nextCursor()).toBe('2')
    expect(reader('list-products', { limit: 2, cursor: '2' }, page).nextCursor()).toBe('3')
    expect(reader('list-products', { limit: 2, cursor: '3' }, page).nextCursor()).toBeUndefined()
    expect(reader('list-products', { limit: 2, cursor: '9' }, page).nextCursor()).toBeUndefined()
    for (const cursor of ['0', '-1', 'x', '1.5'])
      expect(issues('list-products', { cursor }), cursor).toEqual(['cursor'])
  })

  const order = {
    entity_id: 3,
    increment_id: '000000003',
    state: 'processing',
    status: 'packing',
    order_currency_code: 'USD',
    grand_total: 104.5,
    total_paid: 104.5,
    customer_id: null,
    customer_email: 'roni@example.com',
    customer_firstname: 'Veronica',
    customer_lastname: null,
    items: [
      { item_id: 5, sku: 'WS12-M', name: 'Tee', qty_ordered: 2, price: 22 },
      { item_id: 6, parent_item_id: 5, sku: 'WS12-M', name: 'Tee-M', qty_ordered: 2, price: 0 },
    ],
    created_at: '2026-01-15 09:30:00',
  }

  it('reads an order', () => {
    expect(unified('get-order', { id: '3' }, order)).toEqual({
      id: '3',
      number: '000000003',
      status: 'processing',
      nativeStatus: 'packing',
      financialStatus: 'paid',
      total: 10_450,
      currency: 'USD',
      customer: { id: null, email: 'roni@example.com', name: 'Veronica' },
      items: [{ id: '5', product: 'WS12-M', title: 'Tee', sku: 'WS12-M', quantity: 2, price: 2_200 }],
      fulfillmentGroups: [],
      createdAt: '2026-01-15T09:30:00.000Z',
      updatedAt: null,
    })
  })

  it.each([
    [{ state: 'new', total_paid: null }, 'pending', 'pending'],
    [{ state: 'processing', total_paid: 10 }, 'processing', 'partially_paid'],
    [{ state: 'complete' }, 'fulfilled', 'paid'],
    [{ state: 'complete', total_refunded: 4.5 }, 'fulfilled', 'partially_refunded'],
    [{ state: 'closed', total_refunded: 104.5 }, 'refunded', 'refunded'],
    [{ state: 'canceled', total_paid: null }, 'canceled', 'voided'],
    [{ state: 'holded' }, 'on_hold', 'paid'],
    [{ state: 'new', grand_total: 0, total_paid: null }, 'pending', 'paid'],
  ])('reads %j as %s and %s', (change, status, financialStatus) => {
    expect(unified('get-order', { id: '3' }, { ...order, ...change })).toMatchObject({ status, financialStatus })
  })

  it.each([3, '3'])('reads the number of a shipment from %j', (created) => {
    const input = { id: '3', trackingNumber: '1Z', carrier: 'ups' }
    expect(unified('fulfill-order', input, created)).toEqual({
      id: '3',
      order: '3',
      trackingNumber: '1Z',
      carrier: 'ups',
      createdAt: null,
    })
  })

  it('finds the phone of a customer in the default address', () => {
    const addresses = [{ telephone: '1' }, { telephone: '2', default_billing: true }]
    const customer = { id: 4, email: 'roni@example.com', firstname: 'Veronica', lastname: 'Costello', addresses }
    expect(unified('list-customers', {}, { items: [customer], total_count: 1 })).toMatchObject({
      items: [{ id: '4', phone: '2' }],
    })
  })
})

describe('magento refusals', () => {
  it.each([
    [
      400,
      { message: 'Invalid product data: %1', parameters: ['Invalid attribute set entity type'] },
      'rejected',
      'Invalid product data: Invalid attribute set entity type',
    ],
    [
      404,
      { message: "The product that was requested doesn't exist." },
      'rejected',
      "The product that was requested doesn't exist.",
    ],
    [
      401,
      {
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: 'Magento_Sales::sales' },
      },
      'credentials',
      "The consumer isn't authorized to access Magento_Sales::sales.",
    ],
    [
      400,
      {
        message: '"%fieldName" is required',
        parameters: { fieldName: 'sku' },
        errors: [{ message: 'see %1', parameters: [7] }],
      },
      'rejected',
      '"sku" is required (see 7)',
    ],
    [400, { message: '%constructor %2 and 100%', parameters: { a: 1 } }, 'rejected', '%constructor %2 and 100%'],
    [
      500,
      { message: 'Internal Error. Details are available in the log.' },
      'unavailable',
      'Internal Error. Details are available in the log.',
    ],
  ])('reads %i %j', (status, body, kind, message) => {
    expect(refusal(status, body)).toEqual({ kind, code: undefined, message })
  })

  it('leaves everything else alone', () => {
    for (const body of [null, '<html>', [], {}, { message: '' }, { message: {} }])
      expect(refusal(500, body)).toBeUndefined()
    expect(refusal(200, { message: 'x' })).toBeUndefined()
  })
})

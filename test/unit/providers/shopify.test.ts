import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../src/kit/json.ts'
import { shopify } from '../../../src/providers/ecommerce/shopify/index.ts'
import { itemsPerOrder } from '../../../src/providers/ecommerce/shopify/orders/cost.ts'
import { allOf, quoted, term } from '../../../src/providers/ecommerce/shopify/search.ts'

const config = { shop: 'acme' }

function prepared(id: string, input: unknown) {
  const operation = shopify.operations().get(id)
  if (operation === undefined) throw new Error(`no operation ${id}`)
  const preparation = operation.prepare(input)
  if (!preparation.ok) throw new Error(JSON.stringify(preparation.issues))
  return preparation.prepared
}

/** The body as it is sent. */
function sent(id: string, input: unknown) {
  const { method, path, body } = prepared(id, input).request(config, { idempotencyKey: 'key-1' })
  if (body.kind !== 'json') throw new Error('not JSON')
  return { method, path, ...JSON.parse(JSON.stringify(body.value)) }
}

function unified(id: string, input: unknown, answer: JsonValue) {
  return prepared(id, input).readAnswer(answer, config).unified?.()
}

function issues(id: string, input: unknown) {
  const preparation = shopify.operations().get(id)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function refusal(body: unknown, status = 200) {
  return shopify.refusal({ status, headers: new Headers(), body })
}

describe('requests', () => {
  it('keeps what the caller says out of the document', () => {
    const hostile = '") { shop { id } } }'
    const plain = sent('create-product', { title: 'Shirt', price: 100, currency: 'USD' })
    const tried = sent('create-product', { title: hostile, price: 100, currency: 'USD' })
    expect(tried.query).toBe(plain.query)
    expect(tried.variables.input.title).toBe(hostile)
    expect(tried).toMatchObject({ method: 'POST', path: '/admin/api/2026-10/graphql.json' })
  })

  it('makes a product with its one variant, the price in the currency’s own digits', () => {
    const variant = (price: number, currency: string) =>
      sent('create-product', { title: 'Shirt', price, currency, sku: 'A-1' }).variables.input.variants
    expect(variant(4900, 'usd')).toEqual([
      {
        optionValues: [{ optionName: 'Title', name: 'Default Title' }],
        price: '49.00',
        sku: 'A-1',
        inventoryItem: { tracked: true },
      },
    ])
    expect(variant(4900, 'JPY')).toMatchObject([{ price: '4900' }])
    expect(variant(4900, 'KWD')).toMatchObject([{ price: '4.900' }])
  })

  it('changes only the fields that are given', () => {
    const id = 'gid://shopify/Product/1'
    expect(sent('update-product', { id, status: 'archived' }).variables).toEqual({
      product: { id, status: 'ARCHIVED' },
    })
    expect(sent('update-product', { id, description: '' }).variables).toEqual({ product: { id, descriptionHtml: '' } })
  })

  const stock = {
    inventoryItem: 'gid://shopify/InventoryItem/1',
    location: 'gid://shopify/Location/2',
    quantity: 5,
  }

  it('sets stock under a key, with an explicit null where nothing is compared', () => {
    const { query, variables } = sent('set-inventory', stock)
    expect(query).toContain('@idempotent(key: $idempotencyKey)')
    expect(variables).toEqual({
      idempotencyKey: 'key-1',
      input: {
        name: 'available',
        reason: 'correction',
        quantities: [
          {
            inventoryItemId: 'gid://shopify/InventoryItem/1',
            locationId: 'gid://shopify/Location/2',
            quantity: 5,
            changeFromQuantity: null,
          },
        ],
      },
    })
    const compared = sent('set-inventory', { ...stock, changeFromQuantity: 0 })
    expect(compared.variables.input.quantities[0].changeFromQuantity).toBe(0)
  })

  it('wants a location', () => {
    const { inventoryItem, quantity } = stock
    expect(issues('set-inventory', { inventoryItem, quantity })).toEqual(['location'])
  })

  it('takes ids of the right kind only', () => {
    for (const id of ['1', 'gid://shopify/Product/1', 'gid://shopify/Order/1/2', 'gid://shopify/Order/1?x', '']) {
      expect(issues('get-order', { id })).toEqual(['id'])
    }
  })

  it('sends a fulfillment order whole or in part, and tracking only where there is some', () => {
    const input = { id: 'gid://shopify/Order/1', fulfillmentGroup: 'gid://shopify/FulfillmentOrder/2' }
    expect(sent('fulfill-order', input).variables).toEqual({
      fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: input.fulfillmentGroup }] },
    })
    const items = [{ id: 'gid://shopify/FulfillmentOrderLineItem/3', quantity: 1 }]
    expect(sent('fulfill-order', { ...input, items, trackingNumber: '1Z', carrier: 'UPS' }).variables).toEqual({
      fulfillment: {
        lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: input.fulfillmentGroup, fulfillmentOrderLineItems: items }],
        trackingInfo: { number: '1Z', company: 'UPS' },
      },
    })
    expect(issues('fulfill-order', { id: input.id })).toEqual(['fulfillmentGroup'])
  })

  it('pays back by the payment it names', () => {
    const { variables } = sent('refund-order', {
      id: 'gid://shopify/Order/1',
      amount: 1050,
      currency: 'usd',
      transaction: 'gid://shopify/OrderTransaction/2',
      gateway: 'bogus',
      items: [{ id: 'gid://shopify/LineItem/3', quantity: 1 }],
    })
    expect(variables).toEqual({
      idempotencyKey: 'key-1',
      input: {
        orderId: 'gid://shopify/Order/1',
        currency: 'USD',
        refundLineItems: [{ lineItemId: 'gid://shopify/LineItem/3', quantity: 1, restockType: 'NO_RESTOCK' }],
        transactions: [
          {
            orderId: 'gid://shopify/Order/1',
            parentId: 'gid://shopify/OrderTransaction/2',
            gateway: 'bogus',
            kind: 'REFUND',
            amount: '10.50',
          },
        ],
      },
    })
  })

  it('orders variants at their own price or at the given one, and anything else by title and price', () => {
    const variant = 'gid://shopify/ProductVariant/1'
    const items = [
      { variant, quantity: 2 },
      { title: 'Gift wrap', price: 250, quantity: 1 },
    ]
    const { variables } = sent('create-order', { currency: 'USD', items })
    expect(variables.order.lineItems).toEqual([
      { variantId: variant, quantity: 2 },
      { title: 'Gift wrap', quantity: 1, priceSet: { shopMoney: { amount: '2.50', currencyCode: 'USD' } } },
    ])
    expect(issues('create-order', { currency: 'USD', items: [{ title: 'Gift wrap', quantity: 1 }] })).toEqual([
      'items.0',
    ])
  })
})

describe('lists', () => {
  it('filters by terms that are all to hold', () => {
    expect(sent('list-products', { status: 'active', sku: 'A"1' }).variables).toEqual({
      first: 20,
      query: 'status:"active" AND sku:"A\\"1"',
    })
    expect(sent('list-orders', { createdAfter: '2026-01-01T00:00:00Z' }).variables).toMatchObject({
      query: 'created_at:>="2026-01-01T00:00:00Z"',
    })
    expect(sent('list-customers', { cursor: 'abc' }).variables).toEqual({ first: 20, after: 'abc' })
    expect(allOf(undefined, term('sku', ':', undefined))).toBeUndefined()
  })

  it('quotes every value so that it reads back as itself and ends where it ends', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', '\\', ' ', 'a', ':', ')') })),
        (value) => {
          const [, inner] = /^"((?:[^"\\]|\\.)*)"$/su.exec(quoted(value)) ?? []
          expect(inner?.replace(/\\(.)/gsu, '$1')).toBe(value)
        },
      ),
    )
  })

  it('gives the cursor of the next page only where there is one', () => {
    const next = (pageInfo: JsonValue) =>
      prepared('list-customers', {})
        .readAnswer({ data: { customers: { nodes: [], pageInfo } } }, config)
        .nextCursor()
    expect(next({ hasNextPage: true, endCursor: 'eyJ' })).toBe('eyJ')
    expect(next({ hasNextPage: false, endCursor: 'eyJ' })).toBeUndefined()
    expect(next({ hasNextPage: true, endCursor: null })).toBeUndefined()
  })

  it('asks a page of orders for as many items as 1,000 points allow', () => {
    for (let orders = 1; orders <= 100; orders += 1) {
      const items = itemsPerOrder(orders)
      const lists = items === 0 ? 0 : 2 + items * 4
      expect(2 + orders * (5 + lists)).toBeLessThanOrEqual(1_000)
    }
    expect(sent('list-orders', { limit: 20 }).variables).toEqual({ first: 20, items: 10 })
    expect(sent('list-orders', { limit: 100 }).variables).toEqual({ first: 100 })
    expect(sent('list-orders', { limit: 100 }).query).not.toContain('lineItems')
  })
})

describe('refusals', () => {
  const throttled = (requested: number, available: number) => ({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: {
      cost: {
        requestedQueryCost: requested,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate: 100 },
      },
    },
  })

  it('tells when the bucket will hold what a throttled query costs', () => {
    expect(refusal(throttled(842, 41))).toEqual({
      kind: 'rate-limited',
      code: 'THROTTLED',
      message: 'Throttled',
      retryAfter: 9,
    })
    expect(refusal(throttled(50, 60))?.retryAfter).toBe(1)
    expect(refusal({ ...throttled(50, 0), extensions: undefined })?.retryAfter).toBeUndefined()
  })

  it('reads the documented codes of GraphQL errors', () => {
    const kind = (code: string) => refusal({ errors: [{ message: 'no', extensions: { code } }] })?.kind
    expect(kind('ACCESS_DENIED')).toBe('credentials')
    expect(kind('INTERNAL_SERVER_ERROR')).toBe('unavailable')
    expect(kind('SHOP_INACTIVE')).toBe('rejected')
    expect(kind('MAX_COST_EXCEEDED')).toBe('rejected')
    expect(kind('constructor')).toBe('rejected')
  })

  it('keeps Shopify’s words, all of them, where an error has no code', () => {
    const errors = [{ message: 'Variable $id of type ID! was provided invalid value' }, { message: 'And more' }]
    expect(refusal({ errors })).toMatchObject({
      kind: 'rejected',
      code: undefined,
      message: 'Variable $id of type ID! was provided invalid value; And more',
    })
  })

  it('reads a mutation that was refused under 200', () => {
    const userErrors = [{ field: ['input', 'title'], message: "Title can't be blank", code: 'BLANK' }]
    expect(refusal({ data: { productSet: { product: null, userErrors } } })).toEqual({
      kind: 'rejected',
      code: 'BLANK',
      message: "Title can't be blank",
    })
  })

  it('takes null for an object that is not there', () => {
    expect(refusal({ data: { order: null } })).toMatchObject({ kind: 'rejected', code: 'NOT_FOUND' })
  })

  it('reads the text beside an error status', () => {
    const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)'
    expect(refusal({ errors }, 401)).toEqual({ kind: 'credentials', message: errors })
    expect(refusal({ errors: 'Not Found' }, 404)?.kind).toBe('rejected')
    expect(refusal({ errors: 'Exceeded' }, 429)?.kind).toBe('rate-limited')
    expect(refusal({ errors: 'Service Unavailable' }, 503)?.kind).toBe('unavailable')
    expect(refusal({ errors: { query: ['Required parameter missing'] } }, 400)?.message).toBe(
      'query: Required parameter missing',
    )
  })

  it('does not refuse a mutation that was carried out, though a field of it cannot be read', () => {
    const error = { message: 'no', extensions: { code: 'ACCESS_DENIED' } }
    const data = { orderCreate: { order: { id: 'gid://shopify/Order/1', customer: null }, userErrors: [] } }
    expect(refusal({ data, errors: [{ ...error, path: ['orderCreate', 'order', 'customer'] }] })).toBeUndefined()
    expect(refusal({ data: { orderCreate: null }, errors: [{ ...error, path: ['orderCreate'] }] })?.kind).toBe(
      'credentials',
    )
    const read = { orders: { nodes: [{ id: 'gid://shopify/Order/1', customer: null }] } }
    expect(refusal({ data: read, errors: [{ ...error, path: ['orders', 'nodes', 0, 'customer'] }] })?.kind).toBe(
      'credentials',
    )
  })

  it('leaves every other shape alone', () => {
    for (const body of ['<html>', null, [], {}, { errors: [] }, { data: { shop: { id: '1' } } }]) {
      expect(refusal(body)).toBeUndefined()
    }
    expect(refusal('Bad Gateway', 502)).toBeUndefined()
    expect(refusal({ message: 'no' }, 500)).toBeUndefined()
  })
})

describe('unified answers', () => {
  const product = {
    id: 'gid://shopify/Product/1',
    title: 'Shirt',
    descriptionHtml: '<p>Linen</p>',
    status: 'UNLISTED',
    totalInventory: 7,
    tracksInventory: true,
    priceRangeV2: { minVariantPrice: { amount: '24.9', currencyCode: 'USD' } },
    variants: { nodes: [{ sku: 'A-1', inventoryItem: { id: 'gid://shopify/InventoryItem/9' } }] },
    createdAt: '2026-01-15T10:30:00+01:00',
    updatedAt: '2026-01-15T09:30:00Z',
  }
  const read = (native: JsonValue) => unified('get-product', { id: product.id }, { data: { product: native } })

  it('names the stock of a product with one variant, and of no other', () => {
    expect(read(product)).toEqual({
      id: product.id,
      title: 'Shirt',
      description: '<p>Linen</p>',
      status: 'active',
      price: 2490,
      currency: 'USD',
      sku: 'A-1',
      inventory: 7,
      inventoryItem: 'gid://shopify/InventoryItem/9',
      createdAt: '2026-01-15T09:30:00.000Z',
      updatedAt: '2026-01-15T09:30:00.000Z',
    })
    const variants = { nodes: [...product.variants.nodes, ...product.variants.nodes] }
    expect(read({ ...product, variants })).toMatchObject({ sku: null, inventoryItem: null })
    expect(read({ ...product, tracksInventory: false })).toMatchObject({ inventory: null })
  })

  const order = {
    id: 'gid://shopify/Order/1',
    name: '#1001',
    email: 'ada@example.com',
    displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: 'UNFULFILLED',
    totalPriceSet: { shopMoney: { amount: '49.98', currencyCode: 'USD' } },
    customer: null,
    cancelledAt: null,
    createdAt: '2026-01-15T09:30:00Z',
    updatedAt: '2026-01-15T09:30:00Z',
  }
  const readOrder = (fields: object) =>
    unified('get-order', { id: order.id }, { data: { order: { ...order, ...fields } } })

  it.each([
    ['PAID', 'UNFULFILLED', 'processing', 'paid'],
    ['AUTHORIZED', 'UNFULFILLED', 'processing', 'authorized'],
    ['PENDING', 'UNFULFILLED', 'pending', 'pending'],
    ['PARTIALLY_PAID', 'UNFULFILLED', 'pending', 'partially_paid'],
    ['PAID', 'PARTIALLY_FULFILLED', 'processing', 'paid'],
    ['PAID', 'ON_HOLD', 'on_hold', 'paid'],
    ['PAID', 'FULFILLED', 'fulfilled', 'paid'],
    ['PENDING', 'FULFILLED', 'fulfilled', 'pending'],
    ['PAID', 'FULFILLMENT_NOT_REQUIRED', 'fulfilled', 'paid'],
    ['PENDING', 'FULFILLMENT_NOT_REQUIRED', 'pending', 'pending'],
    ['PARTIALLY_REFUNDED', 'UNFULFILLED', 'processing', 'partially_refunded'],
    ['REFUNDED', 'FULFILLED', 'refunded', 'refunded'],
    ['VOIDED', 'UNFULFILLED', 'failed', 'voided'],
    ['EXPIRED', 'UNFULFILLED', 'failed', 'voided'],
    [null, 'UNFULFILLED', 'processing', null],
  ])('reads %s and %s as %s', (displayFinancialStatus, displayFulfillmentStatus, status, financialStatus) => {
    expect(readOrder({ displayFinancialStatus, displayFulfillmentStatus })).toMatchObject({ status, financialStatus })
    const cancelledAt = '2026-01-16T09:30:00Z'
    expect(readOrder({ displayFinancialStatus, displayFulfillmentStatus, cancelledAt })).toMatchObject({
      status: 'canceled',
    })
  })

  it('keeps the money, the guest and both native words', () => {
    expect(readOrder({})).toMatchObject({
      number: '#1001',
      nativeStatus: 'PAID UNFULFILLED',
      total: 4998,
      currency: 'USD',
      customer: { id: null, email: 'ada@example.com', name: null },
      items: null,
      fulfillmentGroups: null,
    })
    expect(readOrder({ email: null })).toMatchObject({ customer: null })
  })

  it('shows the items where they are all there, and what can still be sent', () => {
    const nodes = [
      {
        id: 'gid://shopify/LineItem/1',
        title: 'Shirt',
        sku: null,
        quantity: 2,
        originalUnitPriceSet: { shopMoney: { amount: '24.99', currencyCode: 'USD' } },
        product: null,
      },
    ]
    const fulfillmentOrders = {
      nodes: ['CLOSED', 'OPEN', 'ON_HOLD', 'IN_PROGRESS'].map((status) => ({ id: `of ${status}`, status })),
    }
    expect(readOrder({ lineItems: { nodes, pageInfo: { hasNextPage: false } }, fulfillmentOrders })).toMatchObject({
      items: [{ id: nodes[0]?.id, product: null, title: 'Shirt', sku: null, quantity: 2, price: 2499 }],
      fulfillmentGroups: ['of OPEN', 'of IN_PROGRESS'],
    })
    expect(readOrder({ lineItems: { nodes, pageInfo: { hasNextPage: true } } })).toMatchObject({ items: null })
  })
})

describe('config', () => {
  const parse = (fields: object) =>
    shopify.configSchema().safeParse({ shop: 'acme', accessToken: 'shpat_0123', ...fields }).success

  it('takes the name of a shop and nothing that could be another host', () => {
    expect(parse({ shop: 'acme-2' })).toBe(true)
    for (const shop of ['', 'acme.myshopify.com', 'evil.com/', 'acme@evil', '-acme', 'ACME', 'a'.repeat(64)]) {
      expect(parse({ shop })).toBe(false)
    }
  })

  it('takes every form of Admin API token', () => {
    for (const prefix of ['shpat', 'shpca', 'shppa', 'shpua'])
      expect(parse({ accessToken: `${prefix}_0123` })).toBe(true)
    for (const accessToken of ['shpss_0123', 'shpat_', 'token']) expect(parse({ accessToken })).toBe(false)
  })
})

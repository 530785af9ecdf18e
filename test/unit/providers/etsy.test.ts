import { describe, expect, it } from 'vitest'
import { realCredentials, sign } from '../../../src/call/sign.ts'
import { chooseAuth } from '../../../src/kit/auth-choice.ts'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { Secret } from '../../../src/kit/secret.ts'
import { etsy } from '../../../src/providers/ecommerce/etsy/index.ts'

const config = { shopId: '7' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = etsy.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = etsy.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown) {
  const { method, path, query, body } = prepare(operation, input).request(config, { idempotencyKey: '' })
  const encoded = encodeBody(body)
  return {
    line: `${method} ${path}`,
    query: encodeQuery(query),
    contentType: encoded?.contentType,
    text: encoded?.text,
  }
}

const reader = (operation: string, input: unknown, body: unknown) => prepare(operation, input).readAnswer(body, config)
const unified = (operation: string, input: unknown, body: unknown) => reader(operation, input, body).unified?.()
const refusal = (status: number, body: unknown) => etsy.refusal({ status, headers: new Headers(), body })

const draft = {
  title: 'Silver Necklace',
  description: 'Of silver',
  price: 4_950,
  currency: 'EUR',
  quantity: 5,
  whoMade: 'i_did',
  whenMade: 'made_to_order',
  taxonomy: '1229',
  shippingProfile: '9',
}

describe('etsy requests', () => {
  it('carry the key of the app and the token of its user', () => {
    const secrets = new Map([
      ['apiKey', new Secret('keystring:shared')],
      ['accessToken', new Secret('12.token')],
    ])
    const unsigned = { method: 'GET', url: 'https://openapi.etsy.com/', headers: {}, body: { kind: 'none' } } as const
    expect(
      sign(
        unsigned,
        chooseAuth(etsy.auth, () => true),
        realCredentials(config, secrets, undefined),
      ).headers,
    ).toEqual({
      'x-api-key': 'keystring:shared',
      Authorization: 'Bearer 12.token',
    })
  })

  it('wants both halves of the key', () => {
    const accept = (apiKey: string) =>
      etsy.configSchema().safeParse({ shopId: '7', apiKey, accessToken: '12.token' }).success
    expect(accept('keystring:shared')).toBe(true)
    for (const apiKey of ['keystring', 'keystring:', ':shared', 'a:b:c']) expect(accept(apiKey), apiKey).toBe(false)
  })

  it('create a draft by a form', () => {
    expect(sent('create-product', { ...draft, tags: ['silver', "mother's day"] })).toEqual({
      line: 'POST /v3/application/shops/7/listings',
      query: '',
      contentType: 'application/x-www-form-urlencoded',
      text:
        'quantity=5&title=Silver+Necklace&description=Of+silver&price=49.5&who_made=i_did&when_made=made_to_order' +
        '&taxonomy_id=1229&shipping_profile_id=9&is_supply=false&tags=silver%2Cmother%27s+day&type=physical',
    })
  })

  it('say what a draft lacks', () => {
    const { shippingProfile: _, ...unsendable } = draft
    expect(issues('create-product', unsendable)).toEqual(['shippingProfile'])
    expect(issues('create-product', { ...unsendable, type: 'download' })).toEqual([])
    expect(issues('create-product', { ...draft, sku: 'A-1' })).toEqual(['sku'])
    expect(issues('create-product', { ...draft, status: 'active' })).toEqual(['status'])
    expect(issues('create-product', { ...draft, whenMade: 'yesterday' })).toEqual(['whenMade'])
    for (const tag of ['a,b', '', 'x'.repeat(21), 'a_b']) {
      expect(issues('create-product', { ...draft, tags: [tag] }), tag).toEqual(['tags.0'])
    }
  })

  it('change what is given, and take a listing off by making it inactive', () => {
    expect(sent('update-product', { id: '3', status: 'draft' })).toMatchObject({
      line: 'PATCH /v3/application/shops/7/listings/3',
      text: 'state=inactive',
    })
    expect(sent('update-product', { id: '3', title: 'New & old', status: 'active' }).text).toBe(
      'title=New+%26+old&state=active',
    )
    expect(issues('update-product', { id: '3', status: 'archived' })).toEqual(['status'])
  })

  it('write an inventory whole', () => {
    const size = { property: '100', name: 'Size', valueIds: ['1'], values: ['S'] }
    const products = [
      { sku: 'A-S', price: 1_000, quantity: 3, properties: [size], readinessState: '8' },
      { price: 1_250, quantity: 0, isEnabled: false },
    ]
    const request = sent('replace-inventory', { id: '3', currency: 'EUR', products, priceOnProperty: ['100'] })
    expect(request).toMatchObject({
      line: 'PUT /v3/application/listings/3/inventory',
      contentType: 'application/json',
    })
    expect(JSON.parse(request.text ?? '')).toEqual({
      products: [
        {
          sku: 'A-S',
          property_values: [{ property_id: 100, property_name: 'Size', value_ids: [1], values: ['S'] }],
          offerings: [{ price: 10, quantity: 3, is_enabled: true, readiness_state_id: 8 }],
        },
        {
          sku: '',
          property_values: [],
          offerings: [{ price: 12.5, quantity: 0, is_enabled: false, readiness_state_id: null }],
        },
      ],
      price_on_property: [100],
    })
  })

  it('list receipts of a time in whole seconds, the newest first', () => {
    const input = {
      limit: 5,
      cursor: '10',
      createdAfter: '2026-01-01T00:00:00.2Z',
      updatedAfter: '1999-01-01T00:00:00Z',
    }
    expect(sent('list-orders', input)).toMatchObject({
      line: 'GET /v3/application/shops/7/receipts',
      query: 'limit=5&offset=10&sort_on=created&sort_order=desc&min_created=1767225601&min_last_modified=946684800',
    })
  })

  it('send an order with both parts of its tracking, or with none', () => {
    const request = sent('fulfill-order', { id: '3', trackingNumber: '1Z', carrier: 'ups' })
    expect(request.line).toBe('POST /v3/application/shops/7/receipts/3/tracking')
    expect(JSON.parse(request.text ?? '')).toEqual({ tracking_code: '1Z', carrier_name: 'ups' })
    expect(sent('fulfill-order', { id: '3' }).text).toBe('{}')
    expect(issues('fulfill-order', { id: '3', trackingNumber: '1Z' })).toEqual(['carrier'])
    expect(issues('fulfill-order', { id: '3', carrier: 'ups' })).toEqual(['trackingNumber'])
    expect(issues('fulfill-order', { id: '3', fulfillmentGroup: '1' })).toEqual(['fulfillmentGroup'])
  })

  it('take nothing but a number for an id or a cursor', () => {
    for (const id of ['active', '0', '-1', '1.5', '../x', '1\n', '9007199254740993']) {
      expect(issues('get-product', { id }), id).toEqual(['id'])
      expect(issues('get-order', { id }), id).toEqual(['id'])
      expect(issues('list-products', { cursor: id }), id).toEqual(['cursor'])
    }
  })
})

describe('etsy answers', () => {
  const listing = {
    listing_id: 3,
    title: 'Necklace',
    description: 'Silver',
    state: 'active',
    quantity: 12,
    price: { amount: 4_950, divisor: 100, currency_code: 'EUR' },
    original_creation_timestamp: 1_600_000_000,
    created_timestamp: 1_700_000_000,
    updated_timestamp: 1_700_000_060,
  }

  it('reads a listing', () => {
    expect(unified('get-product', { id: '3' }, listing)).toEqual({
      id: '3',
      title: 'Necklace',
      description: 'Silver',
      status: 'active',
      price: 4_950,
      currency: 'EUR',
      sku: null,
      inventory: 12,
      inventoryItem: null,
      createdAt: '2020-09-13T12:26:40.000Z',
      updatedAt: '2023-11-14T22:14:20.000Z',
    })
  })

  it.each([
    ['active', 'active'],
    ['sold_out', 'active'],
    ['inactive', 'draft'],
    ['draft', 'draft'],
    ['expired', 'archived'],
  ])('reads the state %s as %s', (state, status) => {
    expect(unified('get-product', { id: '3' }, { ...listing, state })).toMatchObject({ status })
  })

  it('counts money by its own divisor, in the minor unit of its currency', () => {
    for (const [amount, divisor, currency_code, price] of [
      [100_000, 100, 'JPY', 1_000],
      [1_000, 1, 'JPY', 1_000],
      [100_050, 100, 'JPY', null],
      [4_950, 100, 'KWD', 49_500],
    ] as const) {
      const money = { amount, divisor, currency_code }
      expect(unified('get-product', { id: '3' }, { ...listing, price: money })).toMatchObject({ price })
    }
  })

  it('leads on by the number of items before', () => {
    const page = { count: 5, results: [listing, listing] }
    expect(reader('list-products', { limit: 2 }, page).nextCursor()).toBe('2')
    expect(reader('list-products', { limit: 2, cursor: '2' }, page).nextCursor()).toBe('4')
    expect(
      reader('list-products', { limit: 2, cursor: '4' }, { ...page, results: [listing] }).nextCursor(),
    ).toBeUndefined()
    expect(reader('list-products', { limit: 2, cursor: '4' }, { count: 5, results: [] }).nextCursor()).toBeUndefined()
  })

  const receipt = {
    receipt_id: 31,
    status: 'Paid',
    is_paid: true,
    is_shipped: false,
    buyer_user_id: 71,
    buyer_email: null,
    name: 'Ada Lovelace',
    grandtotal: { amount: 10_400, divisor: 100, currency_code: 'EUR' },
    transactions: [
      {
        transaction_id: 39,
        title: 'Necklace',
        listing_id: 3,
        sku: '',
        quantity: 2,
        price: { amount: 4_950, divisor: 100, currency_code: 'EUR' },
      },
    ],
    shipments: [],
    created_timestamp: 1_700_000_000,
    updated_timestamp: null,
  }

  it('reads a receipt', () => {
    expect(unified('get-order', { id: '31' }, receipt)).toEqual({
      id: '31',
      number: '31',
      status: 'processing',
      nativeStatus: 'Paid',
      financialStatus: 'paid',
      total: 10_400,
      currency: 'EUR',
      customer: { id: '71', email: null, name: 'Ada Lovelace' },
      items: [{ id: '39', product: '3', title: 'Necklace', sku: null, quantity: 2, price: 4_950 }],
      fulfillmentGroups: [],
      createdAt: '2023-11-14T22:13:20.000Z',
      updatedAt: null,
    })
  })

  it.each([
    [{ status: 'open', is_paid: false }, 'pending', 'pending'],
    [{ status: 'payment processing', is_paid: false }, 'pending', 'pending'],
    [{ status: 'Completed', is_shipped: true }, 'fulfilled', 'paid'],
    [{ status: 'paid', is_shipped: true }, 'fulfilled', 'paid'],
    [{ status: 'canceled', is_paid: false }, 'canceled', 'voided'],
    [{ status: 'Fully Refunded' }, 'refunded', 'refunded'],
    [{ status: 'partially refunded' }, 'processing', 'partially_refunded'],
    [{ status: 'partially refunded', is_shipped: true }, 'fulfilled', 'partially_refunded'],
  ])('reads %j as %s and %s', (change, status, financialStatus) => {
    expect(unified('get-order', { id: '31' }, { ...receipt, ...change })).toMatchObject({ status, financialStatus })
  })

  it('finds the shipment that was just told among all of a receipt', () => {
    const shipments = [
      {
        receipt_shipping_id: 1,
        carrier_name: 'ups',
        tracking_code: '1Z',
        shipment_notification_timestamp: 1_700_000_000,
      },
      {
        receipt_shipping_id: 2,
        carrier_name: 'dhl',
        tracking_code: 'JD',
        shipment_notification_timestamp: 1_700_000_060,
      },
    ]
    const input = { id: '31', trackingNumber: '1Z', carrier: 'ups' }
    expect(unified('fulfill-order', input, { ...receipt, shipments })).toEqual({
      id: '1',
      order: '31',
      trackingNumber: '1Z',
      carrier: 'ups',
      createdAt: '2023-11-14T22:13:20.000Z',
    })
    expect(unified('fulfill-order', { id: '31' }, { ...receipt, shipments })).toMatchObject({ id: '2' })
    expect(unified('fulfill-order', { id: '31' }, receipt)).toMatchObject({ id: null, trackingNumber: null })
  })
})

describe('etsy refusals', () => {
  it.each([
    [400, { error: 'There was a problem with /tags' }, { kind: 'rejected', message: 'There was a problem with /tags' }],
    [404, { error: 'Resource not found' }, { kind: 'rejected', message: 'Resource not found' }],
    [403, { error: 'Invalid API key' }, { kind: 'credentials', message: 'Invalid API key' }],
    [
      401,
      { error: 'invalid_token', error_description: 'access token is expired' },
      { kind: 'credentials', code: 'invalid_token', message: 'access token is expired' },
    ],
    [429, { error: 'Has exceeded rate limit' }, { kind: 'rate-limited', message: 'Has exceeded rate limit' }],
    [500, { error: 'Server Error' }, { kind: 'unavailable', message: 'Server Error' }],
  ])('reads %i %j', (status, body, expected) => {
    expect(refusal(status, body)).toEqual(expected)
  })

  it('leaves everything else alone', () => {
    for (const body of [null, '<html>', [], {}, { error: '' }, { error: {} }])
      expect(refusal(500, body)).toBeUndefined()
    expect(refusal(200, { error: 'x' })).toBeUndefined()
  })
})

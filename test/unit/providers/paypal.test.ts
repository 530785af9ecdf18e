import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/kit/encode.ts'
import type { JsonValue } from '../../../src/kit/json.ts'
import { UnreadableAnswer } from '../../../src/kit/operation.ts'
import { paypal } from '../../../src/providers/payment/paypal/index.ts'
import { fromMoney, toValue } from '../../../src/providers/payment/paypal/money.ts'

const config = { clientId: 'AfakeUpstreamExampleClientId', environment: 'sandbox' }

function prepare(operation: string, input: unknown) {
  const definition = paypal.operations().get(operation)
  if (definition === undefined) throw new TypeError(`no operation ${operation}`)
  return definition.prepare(input)
}

function prepared(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  if (!preparation.ok) throw new TypeError(JSON.stringify(preparation.issues))
  return preparation.prepared
}

function request(operation: string, input: unknown) {
  const { body, ...rest } = prepared(operation, input).request(config, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return { ...rest, body: text === undefined ? undefined : (JSON.parse(text) as unknown) }
}

function issuePaths(operation: string, input: unknown) {
  const preparation = prepare(operation, input)
  return preparation.ok ? [] : preparation.issues.map(({ path }) => path)
}

function unified(operation: string, input: unknown, answer: JsonValue) {
  const { unified: unify } = prepared(operation, input).readAnswer(answer, config)
  if (unify === undefined) throw new TypeError(`${operation} has no unified view`)
  return unify()
}

function refused(status: number, body: unknown) {
  return paypal.refusal({ status, headers: new Headers(), body })
}

it('voids without a body, and tells its type all the same', () => {
  expect(request('cancel-payment', { id: '0VF52814937998046' })).toMatchObject({
    method: 'POST',
    path: '/v2/payments/authorizations/0VF52814937998046/void',
    headers: { 'Content-Type': 'application/json', Prefer: 'return=representation' },
    body: undefined,
  })
})

describe('amounts', () => {
  it.each([
    [1050, 'usd', '10.50'],
    [5, 'EUR', '0.05'],
    [1050, 'JPY', '1050'],
    [105_000, 'HUF', '1050'],
    [100, 'twd', '1'],
  ])('%i %s is sent as %s', (minor, currency, value) => {
    expect(toValue(minor, currency)).toBe(value)
  })

  it.each(['HUF', 'TWD'])('refuses a fraction of %s, which PayPal would refuse', (currency) => {
    expect(issuePaths('create-payment', { amount: 1050, currency })).toEqual(['amount'])
    expect(issuePaths('create-payment', { amount: 1000, currency })).toEqual([])
  })

  it('names the payout item whose amount is wrong', () => {
    const items = [
      { receiver: 'a@example.com', amount: 1000, currency: 'HUF' },
      { receiver: 'b@example.com', amount: 1001, currency: 'HUF' },
    ]
    expect(issuePaths('create-payout', { items })).toEqual(['items.1.amount'])
  })

  it.each([
    ['10.00', 'USD', 1000],
    ['.50', 'USD', 50],
    ['-2.00', 'EUR', -200],
    ['1050', 'HUF', 105_000],
    ['1050', 'JPY', 1050],
  ])('reads %s %s', (value, currency_code, amount) => {
    expect(fromMoney({ value, currency_code })).toEqual({ amount, currency: currency_code })
  })

  it('reads no amount into what is none', () => {
    expect(() => fromMoney({ value: 'ten', currency_code: 'USD' })).toThrow(UnreadableAnswer)
  })

  it.each(['refund-payment', 'capture-authorization'])('wants a currency beside the amount of %s', (operation) => {
    expect(issuePaths(operation, { id: '2GG279541U471931P', amount: 100 })).toEqual(['currency'])
    expect(issuePaths(operation, { id: '2GG279541U471931P' })).toEqual([])
  })
})

describe('orders', () => {
  it('creates an order that the payer approves, where no source is given', () => {
    expect(request('create-payment', { amount: 1000, currency: 'usd', description: 'Test payment' })).toEqual({
      method: 'POST',
      path: '/v2/checkout/orders',
      query: {},
      headers: { Prefer: 'return=representation' },
      body: {
        intent: 'CAPTURE',
        purchase_units: [{ amount: { currency_code: 'USD', value: '10.00' }, description: 'Test payment' }],
      },
    })
  })

  it.each([
    ['card', { card: { vault_id: 'token-1' } }],
    ['paypal', { paypal: { vault_id: 'token-1' } }],
    ['venmo', { venmo: { vault_id: 'token-1' } }],
    ['billing_agreement', { token: { id: 'token-1', type: 'BILLING_AGREEMENT' } }],
  ])('charges a stored %s', (source_type, payment_source) => {
    const input = { amount: 1000, currency: 'usd', source: 'token-1', source_type, capture: false }
    expect(request('create-payment', input).body).toMatchObject({ intent: 'AUTHORIZE', payment_source })
  })

  it('tells PayPal where the payer returns to', () => {
    const urls = { return_url: 'https://example.com/done', cancel_url: 'https://example.com/back' }
    expect(request('create-payment', { amount: 1000, currency: 'usd', ...urls }).body).toMatchObject({
      payment_source: { paypal: { experience_context: urls } },
    })
    expect(issuePaths('create-payment', { amount: 1000, currency: 'usd', source: 'token-1', ...urls })).toEqual([
      'return_url',
      'cancel_url',
    ])
  })

  it('refuses what PayPal would drop', () => {
    const input = { amount: 1000, currency: 'usd', customer: 'cus_1', metadata: { order: '7' } }
    expect(issuePaths('create-payment', input)).toEqual(['customer', 'metadata'])
  })

  it('sends an empty object to capture and to authorize, because PayPal wants JSON even there', () => {
    const input = { id: '5O190127TN364715T' }
    expect(request('capture-payment', input)).toMatchObject({
      path: '/v2/checkout/orders/5O190127TN364715T/capture',
      body: {},
    })
    expect(request('authorize-order', input)).toMatchObject({
      path: '/v2/checkout/orders/5O190127TN364715T/authorize',
      body: {},
    })
  })

  it('captures a part of an authorization, but not of an order', () => {
    const input = { id: '0VF52814937998046', amount: 250, currency: 'eur' }
    expect(issuePaths('capture-payment', input)).toEqual(['amount'])
    expect(request('capture-payment', { ...input, resource: 'authorization' })).toMatchObject({
      path: '/v2/payments/authorizations/0VF52814937998046/capture',
      body: { amount: { currency_code: 'EUR', value: '2.50' } },
    })
  })

  it.each([
    ['order', '/v2/checkout/orders/5O190127TN364715T'],
    ['authorization', '/v2/payments/authorizations/5O190127TN364715T'],
    ['capture', '/v2/payments/captures/5O190127TN364715T'],
  ])('gets a payment by the id of its %s', (resource, path) => {
    expect(request('get-payment', { id: '5O190127TN364715T', resource })).toMatchObject({ method: 'GET', path })
  })
})

describe('the unified payment', () => {
  const unit = { reference_id: 'default', amount: { currency_code: 'USD', value: '100.00' }, description: 'Shoes' }
  const order = {
    id: '5O190127TN364715T',
    intent: 'CAPTURE',
    status: 'CREATED',
    payer: { payer_id: 'QYR5Z8XDVJNXQ' },
    purchase_units: [unit],
    create_time: '2026-01-15T09:00:00Z',
  }
  const capture = {
    id: '3C679366HH908993F',
    status: 'COMPLETED',
    amount: { currency_code: 'USD', value: '60.00' },
    create_time: '2026-01-16T09:00:00Z',
  }
  const get = (answer: JsonValue) => unified('get-payment', { id: order.id }, answer)

  it('is the order until money has moved', () => {
    expect(get(order)).toEqual({
      id: '5O190127TN364715T',
      amount: 10_000,
      currency: 'USD',
      status: 'pending',
      nativeStatus: 'CREATED',
      description: 'Shoes',
      customer: 'QYR5Z8XDVJNXQ',
      createdAt: '2026-01-15T09:00:00.000Z',
    })
  })

  it('is the capture once there is one, which is what a refund takes', () => {
    const payments = { captures: [capture], authorizations: [{ ...capture, id: 'A1', status: 'PARTIALLY_CAPTURED' }] }
    expect(get({ ...order, status: 'COMPLETED', purchase_units: [{ ...unit, payments }] })).toMatchObject({
      id: '3C679366HH908993F',
      amount: 6_000,
      status: 'succeeded',
      description: 'Shoes',
      createdAt: '2026-01-16T09:00:00.000Z',
    })
  })

  it('is the authorization before the capture, which is what a cancellation takes', () => {
    const payments = { authorizations: [{ ...capture, id: '0VF52814937998046', status: 'CREATED' }] }
    expect(get({ ...order, status: 'COMPLETED', purchase_units: [{ ...unit, payments }] })).toMatchObject({
      id: '0VF52814937998046',
      status: 'authorized',
      nativeStatus: 'CREATED',
    })
  })

  it('is the whole order where it was captured in parts', () => {
    const payments = { captures: [capture, { ...capture, id: 'C2' }] }
    expect(get({ ...order, status: 'COMPLETED', purchase_units: [{ ...unit, payments }, unit] })).toMatchObject({
      id: '5O190127TN364715T',
      amount: 20_000,
      status: 'succeeded',
    })
  })

  it.each([
    ['DECLINED', 'failed'],
    ['PARTIALLY_REFUNDED', 'partially_refunded'],
    ['REFUNDED', 'refunded'],
    ['PENDING', 'pending'],
    ['VOIDED', 'canceled'],
    ['SOMETHING_NEW', 'pending'],
  ])('reads %s of a capture or an authorization as %s', (status, expected) => {
    const input = { id: capture.id, resource: 'capture' }
    expect(unified('get-payment', input, { ...capture, status })).toMatchObject({ id: capture.id, status: expected })
  })

  it('has no amount to invent', () => {
    expect(() => get({ id: order.id, status: 'CREATED' })).toThrow(UnreadableAnswer)
  })
})

describe('the report', () => {
  const period = { start_date: '2026-01-01T00:00:00.000Z', end_date: '2026-01-31T00:00:00+01:00' }
  const transaction = (info: Readonly<Record<string, JsonValue>>) => ({
    transaction_info: {
      transaction_id: '3C679366HH908993F',
      transaction_event_code: 'T0006',
      transaction_initiation_date: '2026-01-15T09:00:00+0000',
      transaction_amount: { currency_code: 'USD', value: '10.00' },
      transaction_status: 'S',
      ...info,
    },
  })

  it('pages by number', () => {
    expect(request('list-payments', { ...period, limit: 5 }).query).toMatchObject({ page: 1, page_size: 5 })
    const second = prepared('list-payments', { ...period, cursor: '2' })
    expect(second.request(config, { idempotencyKey: 'key-1' }).query).toMatchObject({
      page: 2,
      page_size: 20,
      ...period,
    })
    expect(second.readAnswer({ total_pages: 3 }, config).nextCursor()).toBe('3')
    expect(second.readAnswer({ total_pages: 2 }, config).nextCursor()).toBeUndefined()
    expect(second.readAnswer({}, config).nextCursor()).toBeUndefined()
  })

  it.each(['0', '-1', '1e3', ' 2', 'next'])('takes no cursor that it never gave: "%s"', (cursor) => {
    expect(issuePaths('list-payments', { ...period, cursor })).toEqual(['cursor'])
  })

  it.each([
    ['2026-01-01T00:00:00Z', '2026-02-01T00:00:01Z'],
    ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'],
  ])('refuses the period from %s to %s', (start_date, end_date) => {
    expect(issuePaths('list-payments', { start_date, end_date })).toEqual(['end_date'])
  })

  it('wants the seconds that PayPal wants', () => {
    expect(issuePaths('list-payments', { ...period, start_date: '2026-01-01T00:00Z' })).toEqual(['start_date'])
  })

  it('keeps the payments that were received out of all that moved the balance', () => {
    const answer = {
      transaction_details: [
        transaction({}),
        transaction({ transaction_event_code: 'T1107', transaction_amount: { currency_code: 'USD', value: '-10.00' } }),
        transaction({ transaction_amount: { currency_code: 'USD', value: '-3.00' } }),
        transaction({ transaction_status: 'V', transaction_amount: { currency_code: 'JPY', value: '700' } }),
      ],
    }
    expect(unified('list-payments', period, answer)).toMatchObject({
      items: [
        { id: '3C679366HH908993F', amount: 1000, status: 'succeeded', createdAt: '2026-01-15T09:00:00.000Z' },
        { amount: 700, currency: 'JPY', status: 'refunded' },
      ],
    })
  })

  it('reads balances, debts included', () => {
    const answer = {
      balances: [
        {
          currency: 'USD',
          available_balance: { currency_code: 'USD', value: '-1.50' },
          withheld_balance: { currency_code: 'USD', value: '0.00' },
        },
        { currency: 'HUF', available_balance: { currency_code: 'HUF', value: '900' } },
      ],
    }
    expect(unified('get-balance', {}, answer)).toEqual({
      available: [
        { amount: -150, currency: 'USD' },
        { amount: 90_000, currency: 'HUF' },
      ],
      pending: [{ amount: 0, currency: 'USD' }],
    })
  })
})

describe('refunds and payouts', () => {
  it('refunds everything that is left by an empty object', () => {
    expect(request('refund-payment', { id: '2GG279541U471931P' })).toMatchObject({
      path: '/v2/payments/captures/2GG279541U471931P/refund',
      body: {},
    })
  })

  it('reads a refund', () => {
    const answer = { id: '1JU08902781691411', status: 'CANCELLED', amount: { currency_code: 'USD', value: '1.00' } }
    expect(unified('refund-payment', { id: '2GG279541U471931P' }, answer)).toEqual({
      id: '1JU08902781691411',
      payment: '2GG279541U471931P',
      amount: 100,
      currency: 'USD',
      status: 'canceled',
      nativeStatus: 'CANCELLED',
      createdAt: null,
    })
  })

  it('spells payout money as the payouts API does', () => {
    const items = [{ receiver: 'a@example.com', amount: 1250, currency: 'eur' }]
    expect(request('create-payout', { sender_batch_id: 'batch-1', items }).body).toEqual({
      sender_batch_header: { sender_batch_id: 'batch-1' },
      items: [{ receiver: 'a@example.com', recipient_type: 'EMAIL', amount: { currency: 'EUR', value: '12.50' } }],
    })
  })
})

describe('refusals', () => {
  it('prefers the issue to the name', () => {
    const body = {
      name: 'UNPROCESSABLE_ENTITY',
      message: 'The requested action could not be performed.',
      debug_id: '90957fca61718',
      details: [{ issue: 'INSTRUMENT_DECLINED', description: 'The instrument presented was declined.' }],
    }
    expect(refused(422, body)).toEqual({
      kind: 'rejected',
      code: 'INSTRUMENT_DECLINED',
      message: 'The instrument presented was declined.',
    })
  })

  it('knows a sentence from a code, in whichever place it is', () => {
    const issue = 'Batch with given sender_batch_id already exists'
    const body = { name: 'USER_BUSINESS_ERROR', message: 'User business error.', details: [{ issue }] }
    expect(refused(400, body)).toEqual({ kind: 'rejected', code: 'USER_BUSINESS_ERROR', message: issue })
  })

  it.each([
    [
      401,
      { error: 'invalid_client', error_description: 'Client Authentication failed' },
      'credentials',
      'invalid_client',
    ],
    [
      401,
      { name: 'AUTHENTICATION_FAILURE', message: 'Authentication failed.' },
      'credentials',
      'AUTHENTICATION_FAILURE',
    ],
    [403, { name: 'NOT_AUTHORIZED', message: 'Insufficient permissions.' }, 'credentials', 'NOT_AUTHORIZED'],
    [
      403,
      { name: 'NOT_AUTHORIZED', message: 'Insufficient permissions.', details: [{ issue: 'PERMISSION_DENIED' }] },
      'rejected',
      'PERMISSION_DENIED',
    ],
    [
      409,
      { name: 'RESOURCE_CONFLICT', message: 'Conflict.', details: [{ issue: 'PREVIOUS_REQUEST_IN_PROGRESS' }] },
      'unavailable',
      'PREVIOUS_REQUEST_IN_PROGRESS',
    ],
    [429, { name: 'RATE_LIMIT_REACHED', message: 'Too many requests.' }, 'rate-limited', 'RATE_LIMIT_REACHED'],
    [503, { name: 'SERVICE_UNAVAILABLE', message: 'Service Unavailable.' }, 'unavailable', 'SERVICE_UNAVAILABLE'],
  ])('tells who has to act on %i %o', (status, body, kind, code) => {
    expect(refused(status, body)).toMatchObject({ kind, code })
  })

  it("takes a declined card's 201 for the no that it is", () => {
    const declined = {
      id: '3C679366HH908993F',
      status: 'DECLINED',
      processor_response: { response_code: '5120', avs_code: 'Y' },
    }
    const order = {
      id: '5O190127TN364715T',
      status: 'COMPLETED',
      purchase_units: [{ payments: { captures: [declined] } }],
    }
    expect(refused(201, order)).toMatchObject({ kind: 'rejected', code: '5120' })
    expect(refused(201, declined)).toMatchObject({ kind: 'rejected', code: '5120' })
    // Read later, the same order is no refusal: it is the answer to the question.
    expect(refused(200, order)).toBeUndefined()
  })

  it.each([
    [201, { id: '5O190127TN364715T', status: 'CREATED', purchase_units: [{ amount: {} }] }],
    [201, { batch_header: { batch_status: 'PENDING' } }],
    [200, { status: 'COMPLETED' }],
    [502, '<html>Bad gateway</html>'],
    [404, { message: 'no name' }],
    [400, null],
  ])('leaves %i %o to others', (status, body) => {
    expect(refused(status, body)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/kit/encode.ts'
import type { JsonValue } from '../../../src/kit/json.ts'
import { UnreadableAnswer } from '../../../src/kit/operation.ts'
import { square } from '../../../src/providers/payment/square/index.ts'

const config = { environment: 'sandbox' }

function operation(id: string) {
  const definition = square.operations().get(id)
  if (definition === undefined) throw new TypeError(`no operation ${id}`)
  return definition
}

function prepared(id: string, input: unknown) {
  const preparation = operation(id).prepare(input)
  if (!preparation.ok) throw new TypeError(JSON.stringify(preparation.issues))
  return preparation.prepared
}

function request(id: string, input: unknown) {
  const { body, ...rest } = prepared(id, input).request(config, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return { ...rest, body: text === undefined ? undefined : (JSON.parse(text) as unknown) }
}

function issuePaths(id: string, input: unknown) {
  const preparation = operation(id).prepare(input)
  return preparation.ok ? [] : preparation.issues.map(({ path }) => path)
}

function reader(id: string, input: unknown, answer: JsonValue) {
  return prepared(id, input).readAnswer(answer, config)
}

function unified(id: string, input: unknown, answer: JsonValue) {
  return reader(id, input, answer).unified?.()
}

function refused(status: number, body: unknown) {
  return square.refusal({ status, headers: new Headers(), body })
}

const payment = {
  id: 'pay1',
  status: 'COMPLETED',
  amount_money: { amount: 1000, currency: 'USD' },
  total_money: { amount: 1200, currency: 'USD' },
  created_at: '2026-01-15T09:30:00.000Z',
}

describe('writes', () => {
  it('pays in minor units, with the key of the write in the body', () => {
    const input = {
      amount: 1050,
      currency: 'jpy',
      source: 'cnon:a',
      customer: 'C1',
      description: 'Tea',
      capture: false,
    }
    expect(request('create-payment', input)).toMatchObject({
      method: 'POST',
      path: '/v2/payments',
      body: {
        source_id: 'cnon:a',
        idempotency_key: 'key-1',
        amount_money: { amount: 1050, currency: 'JPY' },
        autocomplete: false,
        customer_id: 'C1',
        note: 'Tea',
      },
    })
  })

  it('sends nothing of Upstream’s own names', () => {
    const { body } = request('create-payment', { amount: 1, currency: 'USD', source: 'cnon:a', reference_id: 'r' })
    const names = ['source_id', 'idempotency_key', 'amount_money', 'autocomplete', 'reference_id']
    expect(new Set(Object.keys(body as object))).toEqual(new Set(names))
  })

  it.each(['create-payment', 'refund-payment', 'create-customer'])('%s is known by its key', (id) => {
    expect(operation(id).keyed).toBe(true)
    expect(request(id, operation(id).exampleInput).body).toMatchObject({ idempotency_key: 'key-1' })
  })

  it.each(['capture-payment', 'cancel-payment'])('%s has no key to be known by', (id) => {
    expect(operation(id).keyed).toBe(false)
  })

  it('refunds what is named and nothing else', () => {
    expect(issuePaths('refund-payment', { id: 'pay1' })).toEqual(['amount', 'currency'])
    expect(request('refund-payment', { id: 'pay1', amount: 250, currency: 'usd', reason: 'Broken' }).body).toEqual({
      idempotency_key: 'key-1',
      amount_money: { amount: 250, currency: 'USD' },
      payment_id: 'pay1',
      reason: 'Broken',
    })
  })

  it('captures whole', () => {
    expect(request('capture-payment', { id: 'a/b' })).toMatchObject({ path: '/v2/payments/a%2Fb/complete', body: {} })
    expect(issuePaths('capture-payment', { id: 'pay1', amount: 5 })).toEqual(['amount'])
  })

  it('wants the customer of a card on file, and takes no metadata', () => {
    const input = { amount: 100, currency: 'USD', source: 'ccof:1' }
    expect(issuePaths('create-payment', input)).toEqual(['customer'])
    expect(issuePaths('create-payment', { ...input, customer: 'C1' })).toEqual([])
    expect(issuePaths('create-payment', { ...input, source: 'cnon:1', metadata: { a: 'b' } })).toEqual(['metadata'])
  })

  it('keeps a name whole', () => {
    expect(request('create-customer', { name: 'Ana María Ruiz', phone: '+1 206 555 0142' }).body).toEqual({
      idempotency_key: 'key-1',
      given_name: 'Ana María Ruiz',
      phone_number: '+1 206 555 0142',
    })
    expect(issuePaths('create-customer', { name: 'A B', given_name: 'A' })).toEqual(['given_name'])
  })

  it('wants something to know a customer by', () => {
    expect(issuePaths('create-customer', { description: 'Nobody' })).toEqual(['email'])
    expect(issuePaths('create-customer', { phone: '12345' })).toEqual(['phone'])
    expect(issuePaths('create-customer', { company_name: 'Acme' })).toEqual([])
  })
})

describe('lists', () => {
  it('asks for the newest first', () => {
    expect(request('list-payments', { limit: 5, cursor: 'abc=', begin_time: '2026-01-01T00:00:00Z' })).toMatchObject({
      path: '/v2/payments',
      query: { limit: 5, cursor: 'abc=', begin_time: '2026-01-01T00:00:00Z', sort_order: 'DESC' },
    })
  })

  it('goes on while there is a cursor', () => {
    expect(reader('list-payments', {}, { payments: [payment], cursor: 'next' }).nextCursor()).toBe('next')
    expect(reader('list-payments', {}, { payments: [payment] }).nextCursor()).toBeUndefined()
    expect(reader('list-refunds', {}, { cursor: 'next' }).nextCursor()).toBe('next')
  })

  it('reads an empty page, which has no list', () => {
    expect(unified('list-payments', {}, {})).toEqual({ items: [] })
  })
})

describe('the unified view', () => {
  it.each([
    ['APPROVED', 'authorized'],
    ['PENDING', 'pending'],
    ['COMPLETED', 'succeeded'],
    ['CANCELED', 'canceled'],
    ['FAILED', 'failed'],
    ['SOMETHING_NEW', 'pending'],
  ])('a payment that is %s is %s', (status, expected) => {
    expect(unified('get-payment', { id: 'pay1' }, { payment: { ...payment, status } })).toMatchObject({
      status: expected,
      nativeStatus: status,
      // The tip is part of what was paid.
      amount: 1200,
    })
  })

  it.each([
    [300, 'partially_refunded'],
    [1200, 'refunded'],
    [0, 'succeeded'],
  ])('%i refunded of 1200 is %s', (amount, status) => {
    const refunded = { ...payment, refunded_money: { amount, currency: 'USD' } }
    expect(unified('get-payment', { id: 'pay1' }, { payment: refunded })).toMatchObject({ status })
  })

  it.each([
    ['PENDING', 'pending'],
    ['COMPLETED', 'succeeded'],
    ['REJECTED', 'failed'],
    ['FAILED', 'failed'],
  ])('a refund that is %s is %s', (status, expected) => {
    const refund = { id: 'r1', status, amount_money: { amount: 250, currency: 'USD' }, payment_id: 'pay1' }
    const input = { id: 'pay1', amount: 250, currency: 'USD' }
    expect(unified('refund-payment', input, { refund })).toEqual({
      id: 'r1',
      payment: 'pay1',
      amount: 250,
      currency: 'USD',
      status: expected,
      nativeStatus: status,
      createdAt: null,
    })
  })

  it('refuses to guess an amount', () => {
    const unreadable = { payment: { id: 'pay1', status: 'COMPLETED', total_money: { amount: 5 } } }
    expect(() => unified('get-payment', { id: 'pay1' }, unreadable)).toThrow(UnreadableAnswer)
  })

  it('names a customer by its company where it has no other name', () => {
    const answer = { customer: { id: 'C1', company_name: 'Acme' } }
    expect(unified('create-customer', { company_name: 'Acme' }, answer)).toMatchObject({ name: 'Acme', email: null })
  })
})

describe('refusals', () => {
  it.each([
    [401, 'AUTHENTICATION_ERROR', 'UNAUTHORIZED', 'credentials'],
    [403, 'AUTHENTICATION_ERROR', 'INSUFFICIENT_SCOPES', 'credentials'],
    [429, 'RATE_LIMIT_ERROR', 'RATE_LIMITED', 'rate-limited'],
    [400, 'PAYMENT_METHOD_ERROR', 'GENERIC_DECLINE', 'rejected'],
    [403, 'PAYMENT_METHOD_ERROR', 'CARDHOLDER_INSUFFICIENT_PERMISSIONS', 'rejected'],
    [400, 'REFUND_ERROR', 'REFUND_AMOUNT_INVALID', 'rejected'],
    [404, 'INVALID_REQUEST_ERROR', 'NOT_FOUND', 'rejected'],
    [500, 'API_ERROR', 'INTERNAL_SERVER_ERROR', 'unavailable'],
    [504, 'API_ERROR', 'GATEWAY_TIMEOUT', 'unavailable'],
  ])('%i %s %s: %s', (status, category, code, kind) => {
    expect(refused(status, { errors: [{ category, code, detail: 'No.' }] })).toEqual({ kind, code, message: 'No.' })
  })

  it('tells all that was wrong, and where', () => {
    const category = 'INVALID_REQUEST_ERROR'
    const errors = [
      { category, code: 'MISSING_REQUIRED_PARAMETER', detail: 'Missing required parameter.', field: 'source_id' },
      { category, code: 'VALUE_TOO_LONG', detail: '`note` is too long.', field: 'note' },
    ]
    expect(refused(400, { errors })).toEqual({
      kind: 'rejected',
      code: 'MISSING_REQUIRED_PARAMETER',
      message: 'source_id: Missing required parameter.; `note` is too long.',
    })
  })

  it.each([
    [200, { payment }],
    [502, '<html>Bad gateway</html>'],
    [400, { error: 'invalid_grant' }],
    [400, { errors: [] }],
  ])('%i: nothing that Square documents', (status, body) => {
    expect(refused(status, body)).toBeUndefined()
  })
})

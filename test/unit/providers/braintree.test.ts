import { describe, expect, it } from 'vitest'
import { build } from '../../../src/call/prepare.ts'
import { chooseAuth } from '../../../src/kit/auth-choice.ts'
import { encodeBody } from '../../../src/kit/encode.ts'
import type { JsonValue } from '../../../src/kit/json.ts'
import { InputRefused, UnreadableAnswer } from '../../../src/kit/operation.ts'
import { braintree } from '../../../src/providers/payment/braintree/index.ts'

const config = { environment: 'sandbox', publicKey: 'fakeupstreamkey0', currency: 'USD' }

function operation(id: string) {
  const definition = braintree.operations().get(id)
  if (definition === undefined) throw new TypeError(`no operation ${id}`)
  return definition
}

function prepared(id: string, input: unknown) {
  const preparation = operation(id).prepare(input)
  if (!preparation.ok) throw new TypeError(JSON.stringify(preparation.issues))
  return preparation.prepared
}

interface Sent {
  readonly query: string
  readonly variables: { readonly input?: { readonly transaction?: unknown; readonly refund?: unknown } }
}

function sent(id: string, input: unknown, settings: object = config): Sent {
  const { method, path, body } = prepared(id, input).request({ ...settings }, { idempotencyKey: 'key-1' })
  expect([method, path]).toEqual(['POST', '/graphql'])
  return JSON.parse(encodeBody(body)?.text ?? '') as Sent
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

const charge = { amount: 1000, currency: 'USD', source: 'fake-valid-nonce' }
const transaction = { id: 't1', status: 'SETTLED', amount: { value: '10.00', currencyCode: 'USD' } }

describe('charges', () => {
  it('charges or authorizes, as `capture` says', () => {
    expect(sent('create-payment', charge).query).toMatch(/^mutation ChargePaymentMethod\(/)
    expect(sent('create-payment', { ...charge, capture: false }).query).toMatch(/^mutation AuthorizePaymentMethod\(/)
  })

  it('puts nothing of the input into the document', () => {
    const hostile = '"}) { transaction { id } } }'
    const { query, variables } = sent('create-payment', { ...charge, source: hostile })
    expect(query).toBe(sent('create-payment', charge).query)
    expect(variables).toMatchObject({ input: { paymentMethodId: hostile } })
  })

  it.each([
    [1000, 'USD', '10.00'],
    [5, 'EUR', '0.05'],
    [1050, 'JPY', '1050'],
    [1050, 'KWD', '1.050'],
  ])('%i %s is sent as %s', (amount, currency, decimal) => {
    const { variables } = sent(
      'create-payment',
      { ...charge, amount, currency: currency.toLowerCase() },
      { ...config, currency },
    )
    expect(variables.input?.transaction).toEqual({ amount: decimal })
  })

  it('refuses a currency that the configured account would charge as its own', () => {
    expect(() => sent('create-payment', { ...charge, currency: 'EUR' })).toThrow(InputRefused)
    const { variables } = sent('create-payment', { ...charge, currency: 'EUR', merchant_account_id: 'acme_eur' })
    expect(variables.input?.transaction).toEqual({ amount: '10.00', merchantAccountId: 'acme_eur' })
  })

  it('is answered as an input that is wrong', () => {
    const snapshot = {
      org: 'o',
      id: 'i',
      version: 1,
      provider: braintree,
      auth: chooseAuth(braintree.auth, () => true),
      config,
      secrets: new Map(),
      access: undefined,
      limits: [],
      patience: 0,
    }
    const eur = prepared('create-payment', { ...charge, currency: 'EUR' })
    expect(() => build(snapshot, eur, { key: '', headers: {}, repeatable: false })).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    )
  })

  it('goes through the configured account', () => {
    const { variables } = sent('create-payment', charge, { ...config, merchantAccountId: 'acme_usd' })
    expect(variables.input?.transaction).toEqual({ amount: '10.00', merchantAccountId: 'acme_usd' })
  })

  it('keeps description and metadata where Braintree has a place for them', () => {
    const input = { ...charge, description: 'Order 7', metadata: { shelf: 'B2' } }
    expect(sent('create-payment', input).variables.input?.transaction).toEqual({
      amount: '10.00',
      orderId: 'Order 7',
      customFields: [{ name: 'shelf', value: 'B2' }],
    })
    expect(issuePaths('create-payment', { ...charge, metadata: { 'not a name': '1' } })).toEqual([
      'metadata.not a name',
    ])
  })

  it('is known by no key', () => {
    expect([...braintree.operations().values()].filter(({ keyed }) => keyed)).toEqual([])
    expect(braintree.idempotencyHeader).toBeUndefined()
  })
})

describe('parts of a payment', () => {
  it('wants the currency of an amount', () => {
    expect(issuePaths('refund-payment', { id: 't1', amount: 100 })).toEqual(['currency'])
    expect(issuePaths('capture-payment', { id: 't1', amount: 100 })).toEqual(['currency'])
  })

  it('captures and refunds a part, or all', () => {
    const part = { id: 't1', amount: 250, currency: 'usd' }
    expect(sent('capture-payment', part).variables.input).toEqual({
      transactionId: 't1',
      transaction: { amount: '2.50' },
    })
    expect(sent('refund-payment', part).variables.input).toEqual({ transactionId: 't1', refund: { amount: '2.50' } })
    expect(sent('capture-payment', { id: 't1' }).variables.input).toEqual({ transactionId: 't1' })
    expect(sent('refund-payment', { id: 't1', reason: 'Broken' }).variables.input).toEqual({
      transactionId: 't1',
      refund: { description: 'Broken' },
    })
  })
})

describe('the unified view', () => {
  it.each([
    ['AUTHORIZING', 'pending'],
    ['AUTHORIZED', 'authorized'],
    ['AUTHORIZATION_EXPIRED', 'canceled'],
    ['SUBMITTED_FOR_SETTLEMENT', 'succeeded'],
    ['SETTLING', 'succeeded'],
    ['SETTLED', 'succeeded'],
    ['SETTLEMENT_PENDING', 'pending'],
    ['VOIDED', 'canceled'],
    ['PROCESSOR_DECLINED', 'failed'],
    ['GATEWAY_REJECTED', 'failed'],
  ])('a transaction that is %s is %s', (status, expected) => {
    const answer = { data: { node: { __typename: 'Transaction', ...transaction, status } } }
    expect(unified('get-payment', { id: 't1' }, answer)).toMatchObject({ status: expected, nativeStatus: status })
  })

  it.each([
    [['4.00'], 'partially_refunded'],
    [['4.00', '6.00'], 'refunded'],
    [[], 'succeeded'],
  ])('refunds of %j of 10.00: %s', (values, status) => {
    const refunds = values.map((value) => ({ status: 'SETTLING', amount: { value, currencyCode: 'USD' } }))
    expect(unified('get-payment', { id: 't1' }, { data: { node: { ...transaction, refunds } } })).toMatchObject({
      status,
    })
  })

  it('counts no refund that came to nothing', () => {
    const amount = { value: '10.00', currencyCode: 'USD' }
    const refunds = ['VOIDED', 'PROCESSOR_DECLINED', 'FAILED'].map((status) => ({ status, amount }))
    expect(unified('get-payment', { id: 't1' }, { data: { node: { ...transaction, refunds } } })).toMatchObject({
      status: 'succeeded',
    })
  })

  it('reads amounts of currencies without or with three decimals', () => {
    const of = (value: string, currencyCode: string) =>
      unified('get-payment', { id: 't1' }, { data: { node: { ...transaction, amount: { value, currencyCode } } } })
    expect(of('1050', 'JPY')).toMatchObject({ amount: 1050, currency: 'JPY' })
    expect(of('1.050', 'KWD')).toMatchObject({ amount: 1050, currency: 'KWD' })
    expect(() => of('1.001', 'USD')).toThrow(UnreadableAnswer)
  })

  it('tells a refund that was asked for as a cancellation', () => {
    const answer = (reversal: JsonValue) => ({ data: { reverseTransaction: { reversal } } })
    const voided = answer({ __typename: 'Transaction', id: 't1', status: 'VOIDED' })
    expect(unified('cancel-payment', { id: 't1' }, voided)).toEqual({
      id: 't1',
      status: 'canceled',
      nativeStatus: 'VOIDED',
    })
    const refunded = answer({ __typename: 'Refund', id: 'r1', status: 'SUBMITTED_FOR_SETTLEMENT' })
    expect(unified('cancel-payment', { id: 't1' }, refunded)).toEqual({
      id: 't1',
      status: 'refunded',
      nativeStatus: 'SUBMITTED_FOR_SETTLEMENT',
    })
  })

  it('reads microseconds as the time they are', () => {
    const answer = { data: { node: { ...transaction, createdAt: '2026-01-15T09:30:00.123456Z' } } }
    expect(unified('get-payment', { id: 't1' }, answer)).toMatchObject({ createdAt: '2026-01-15T09:30:00.123Z' })
  })
})

describe('lists', () => {
  const page = (pageInfo: JsonValue) => ({
    data: { search: { transactions: { edges: [{ node: transaction }], pageInfo } } },
  })

  it('searches by what is given alone', () => {
    expect(sent('list-payments', {}).variables).toEqual({ input: {}, first: 20 })
    expect(sent('list-payments', { limit: 5, cursor: 'c', customer: 'C1' }).variables).toEqual({
      input: { customer: { id: { is: 'C1' } } },
      first: 5,
      after: 'c',
    })
  })

  it('goes on while there is a next page', () => {
    expect(reader('list-payments', {}, page({ hasNextPage: true, endCursor: 'c' })).nextCursor()).toBe('c')
    expect(reader('list-payments', {}, page({ hasNextPage: false, endCursor: 'c' })).nextCursor()).toBeUndefined()
  })

  it('leaves out edges whose node could not be read', () => {
    const answer = {
      data: { search: { transactions: { edges: [null, { node: null }], pageInfo: { hasNextPage: false } } } },
    }
    expect(unified('list-payments', {}, answer)).toEqual({ items: [] })
  })
})

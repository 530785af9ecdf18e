import { describe, expect, it } from 'vitest'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { wave } from '../../../src/providers/accounting/wave/index.ts'

const business = 'QnVzaW5lc3M6MQ=='
const config = { businessId: business }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = wave.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = wave.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown): { readonly query: string; readonly variables: unknown } {
  const { body } = prepare(operation, input).request(config, { idempotencyKey: 'key-1' })
  if (body.kind !== 'json') throw new Error('no JSON body')
  return JSON.parse(JSON.stringify(body.value))
}

const read = (operation: string, input: unknown, data: unknown) =>
  prepare(operation, input).readAnswer({ data }, config)

const unified = (operation: string, input: unknown, data: unknown) => read(operation, input, data).unified?.()

const refusal = (status: number, body: unknown) => wave.refusal({ status, headers: new Headers(), body })

describe('wave requests', () => {
  const invoice = {
    customer: 'customer-1',
    currency: 'cad',
    lines: [{ description: 'Tea', quantity: 1.5, unitPrice: 1_050, item: 'product-1', tax: 'tax-1' }],
  }

  it('say everything in variables, and nothing of it in the document', () => {
    const hostile = '"}) { business { id } } #'
    const first = sent('create-customer', { name: hostile })
    expect(first.query).toBe(sent('create-customer', { name: 'Acme' }).query)
    expect(first.variables).toEqual({ input: { businessId: business, name: hostile } })
    expect(sent('get-invoice', { id: hostile }).variables).toEqual({ business, id: hostile })
  })

  it('write decimals as text', () => {
    expect(sent('create-invoice', { ...invoice, memo: 'Thanks' }).variables).toEqual({
      input: {
        businessId: business,
        customerId: 'customer-1',
        status: 'SAVED',
        currency: 'CAD',
        memo: 'Thanks',
        items: [
          {
            productId: 'product-1',
            description: 'Tea',
            quantity: '1.5',
            unitPrice: '10.50',
            taxes: [{ salesTaxId: 'tax-1' }],
          },
        ],
      },
    })
    const tiny = { ...invoice, draft: true, lines: [{ ...invoice.lines[0], quantity: 0.0001 }] }
    expect(sent('create-invoice', tiny).variables).toMatchObject({
      input: { status: 'DRAFT', items: [{ quantity: '0.0001' }] },
    })
  })

  it('want what Wave wants, and nothing that it has no place for', () => {
    expect(issues('create-invoice', { ...invoice, lines: [{ description: 'a', unitPrice: 1 }] })).toEqual([
      'lines.0.item',
    ])
    expect(issues('create-invoice', { ...invoice, lines: [{ ...invoice.lines[0], account: 'a' }] })).toEqual([
      'lines.0.account',
    ])
    expect(issues('send-invoice', { id: 'i1' })).toEqual(['to'])
    const payment = { invoice: 'i1', amount: 100, currency: 'CAD', date: '2026-02-01', account: 'a1' }
    expect(issues('record-payment', payment)).toEqual(['exchangeRate'])
    for (const exchangeRate of ['0', '-1', '1e3', '1.', '']) {
      expect(issues('record-payment', { ...payment, exchangeRate }), exchangeRate).toContain('exchangeRate')
    }
    const expense = { category: 'c', paidFrom: 'a', amount: 1, currency: 'CAD', date: '2026-02-01', description: 'x' }
    expect(issues('create-expense', { ...expense, vendor: 'v' })).toEqual(['vendor'])
  })

  it('carry the idempotency key as the external id of an expense', () => {
    const input = { category: 'c', paidFrom: 'a', amount: 4_999, currency: 'CAD', date: '2026-02-01', description: 'x' }
    expect(wave.operations().get('create-expense')?.keyed).toBe(true)
    expect(sent('create-expense', input).variables).toEqual({
      input: {
        businessId: business,
        externalId: 'key-1',
        date: '2026-02-01',
        description: 'x',
        anchor: { accountId: 'a', amount: '49.99', direction: 'WITHDRAWAL' },
        lineItems: [{ accountId: 'c', amount: '49.99', balance: 'INCREASE' }],
      },
    })
  })
})

describe('wave pages', () => {
  it('count from one to what the answer says', () => {
    expect(sent('list-accounts', { limit: 50, cursor: '3' }).variables).toEqual({ business, page: 3, pageSize: 50 })
    const accounts = (currentPage: number, totalPages: number | null) => ({
      business: { id: business, accounts: { pageInfo: { currentPage, totalPages }, edges: [{ node: null }] } },
    })
    expect(read('list-accounts', {}, accounts(1, 2)).nextCursor()).toBe('2')
    expect(read('list-accounts', {}, accounts(2, 2)).nextCursor()).toBeUndefined()
    expect(read('list-accounts', {}, accounts(1, null)).nextCursor()).toBeUndefined()
    expect(unified('list-accounts', {}, accounts(1, 1))).toEqual({ items: [] })
    for (const cursor of ['0', '-1', 'x']) expect(issues('list-accounts', { cursor }), cursor).toEqual(['cursor'])
  })
})

describe('wave answers', () => {
  const invoice = {
    id: 'i1',
    status: 'OVERDUE',
    invoiceNumber: '7',
    invoiceDate: '2026-01-15',
    dueDate: '2026-01-20',
    customer: { id: 'c1' },
    currency: { code: 'JPY' },
    total: { minorUnitValue: '1050' },
    amountDue: { minorUnitValue: 50 },
    items: [
      {
        description: 'Tea',
        quantity: '1.5',
        unitPrice: '700',
        product: { id: 'p1' },
        account: { id: 'a1' },
        subtotal: { minorUnitValue: '1050.0' },
      },
    ],
    createdAt: '2026-01-15T09:30:00.000Z',
    modifiedAt: '2026-01-15T09:30:00.000Z',
  }
  const status = (changes: object) =>
    unified('get-invoice', { id: 'i1' }, { business: { id: business, invoice: { ...invoice, ...changes } } })

  it('are read into an invoice, whose amounts are in minor units already', () => {
    expect(status({})).toEqual({
      id: 'i1',
      number: '7',
      customer: 'c1',
      status: 'overdue',
      nativeStatus: 'OVERDUE',
      total: 1_050,
      amountDue: 50,
      currency: 'JPY',
      issueDate: '2026-01-15',
      dueDate: '2026-01-20',
      lines: [{ description: 'Tea', item: 'p1', account: 'a1', quantity: 1.5, unitPrice: 700, total: 1_050 }],
      createdAt: '2026-01-15T09:30:00.000Z',
      updatedAt: '2026-01-15T09:30:00.000Z',
    })
    expect(status({ total: { minorUnitValue: '10.5' } })).toMatchObject({ total: null })
    expect(status({ status: 'OVERPAID' })).toMatchObject({ status: 'paid' })
    expect(status({ status: 'NEW' })).toMatchObject({ status: 'unknown', nativeStatus: 'NEW' })
  })

  it('price products in the business’s currency', () => {
    const products = {
      pageInfo: { currentPage: 1, totalPages: 1 },
      edges: [{ node: { id: 'p1', name: 'Tea', unitPrice: '12.5', isArchived: true } }],
    }
    expect(
      unified('list-items', {}, { business: { id: business, currency: { code: 'CAD' }, products } }),
    ).toMatchObject({
      items: [{ price: 1_250, currency: 'CAD', active: false }],
    })
  })
})

describe('wave refusals', () => {
  it('are GraphQL’s own, under 200', () => {
    const errors = (code: string) => ({ errors: [{ extensions: { id: 'e486', code }, message: 'Unknown argument' }] })
    expect(refusal(200, errors('GRAPHQL_VALIDATION_FAILED'))).toEqual({
      kind: 'rejected',
      code: 'GRAPHQL_VALIDATION_FAILED',
      message: 'Unknown argument',
    })
    expect(refusal(200, errors('UNAUTHENTICATED'))?.kind).toBe('credentials')
    expect(refusal(401, { errors: [{ message: 'No' }] })?.kind).toBe('credentials')
    expect(refusal(200, errors('INTERNAL_SERVER_ERROR'))?.kind).toBe('unavailable')
  })

  it('are a mutation that did not succeed', () => {
    const inputErrors = [{ path: ['input', 'email'], message: 'is not valid', code: 'INVALID' }]
    expect(refusal(200, { data: { customerCreate: { didSucceed: false, inputErrors, customer: null } } })).toEqual({
      kind: 'rejected',
      code: 'INVALID',
      message: 'is not valid',
    })
    expect(refusal(200, { data: { invoiceDelete: { didSucceed: false, inputErrors: null } } })?.kind).toBe('rejected')
  })

  it('are a record, or a business, that is not there', () => {
    const missing = { kind: 'rejected', code: 'NOT_FOUND', message: 'There is no such invoice' }
    expect(refusal(200, { data: { business: { id: business, invoice: null } } })).toEqual(missing)
    expect(refusal(200, { data: { business: null } })).toMatchObject({ message: 'There is no such business' })
  })

  it('are not what went through although a field of it could not be read', () => {
    const data = { invoiceCreate: { didSucceed: true, invoice: { id: 'i1', total: null } } }
    expect(refusal(200, { errors: [{ message: 'total' }], data })).toBeUndefined()
  })

  it('are nothing else', () => {
    expect(refusal(200, { data: { business: { id: business, timezone: null } } })).toBeUndefined()
    for (const body of [null, 'x', {}, { errors: [] }]) expect(refusal(502, body)).toBeUndefined()
  })
})

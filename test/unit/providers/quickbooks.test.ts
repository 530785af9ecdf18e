import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { originOf } from '../../../src/kit/server.ts'
import { quickbooks } from '../../../src/providers/accounting/quickbooks/index.ts'

const config = { realmId: '9341453908059321', currency: 'USD', environment: 'sandbox' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = quickbooks.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = quickbooks.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown) {
  const { method, path, query, headers, body } = prepare(operation, input).request(config, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return { line: `${method} ${path}`, query, headers, body: text === undefined ? undefined : JSON.parse(text) }
}

const read = (operation: string, input: unknown, body: unknown, values: object = config) =>
  prepare(operation, input).readAnswer(body, { ...values })

const unified = (operation: string, input: unknown, body: unknown, values: object = config) =>
  read(operation, input, body, values).unified?.()

const refusal = (status: number, body: unknown, headers = {}) =>
  quickbooks.refusal({ status, headers: new Headers(headers), body })

describe('quickbooks lists', () => {
  it('filters and pages', () => {
    const { line, query } = sent('list-invoices', {
      customer: '24',
      issuedFrom: '2026-01-01',
      limit: 50,
      cursor: '101',
    })
    expect(line).toBe('GET /v3/company/9341453908059321/query')
    expect(query).toEqual({
      query:
        "SELECT * FROM Invoice WHERE CustomerRef = '24' AND TxnDate >= '2026-01-01' ORDERBY Id STARTPOSITION 101 MAXRESULTS 50",
      minorversion: '75',
    })
    for (const cursor of ['0', '-1', '1 MAXRESULTS 1000', '1e3', '']) {
      expect(issues('list-invoices', { cursor }), cursor).toEqual(['cursor'])
    }
  })

  it('ends where a page is not full, and where there is none at all', () => {
    const customer = { Id: '1', DisplayName: 'A' }
    const page = (count: number) => ({ QueryResponse: { Customer: Array(count).fill(customer), startPosition: 21 } })
    expect(read('list-customers', { limit: 2, cursor: '21' }, page(2)).nextCursor()).toBe('23')
    expect(read('list-customers', { limit: 2, cursor: '21' }, page(1)).nextCursor()).toBeUndefined()
    expect(read('list-customers', { limit: 2 }, { QueryResponse: {} }).nextCursor()).toBeUndefined()
    expect(unified('list-customers', {}, { QueryResponse: {}, time: '2026-01-01' })).toEqual({ items: [] })
  })
})

describe('quickbooks requests', () => {
  it('has a host for each environment', () => {
    expect(originOf(quickbooks.server, config)).toBe('https://sandbox-quickbooks.api.intuit.com')
    expect(originOf(quickbooks.server, { environment: 'production' })).toBe('https://quickbooks.api.intuit.com')
  })

  it('takes digits alone for a company', () => {
    const parse = (realmId: string) =>
      quickbooks.configSchema().safeParse({ ...config, accessToken: 'token', realmId }).success
    expect(parse('123146090924059')).toBe(true)
    for (const realmId of ['', '12/34', '..', '9341 4539', '１２３']) expect(parse(realmId), realmId).toBe(false)
  })

  it('writes amounts as decimals that add up', () => {
    const lines = [
      { description: 'Rope', quantity: 1.5, unitPrice: 333 },
      { description: 'Nails', quantity: 3, unitPrice: 1_010, item: '5', tax: 'NON' },
    ]
    expect(sent('create-invoice', { customer: '24', currency: 'usd', lines, memo: 'Thanks' })).toEqual({
      line: 'POST /v3/company/9341453908059321/invoice',
      query: { requestid: 'key-1', minorversion: '75' },
      headers: {},
      body: {
        CustomerRef: { value: '24' },
        CurrencyRef: { value: 'USD' },
        CustomerMemo: { value: 'Thanks' },
        Line: [
          {
            DetailType: 'SalesItemLineDetail',
            Description: 'Rope',
            Amount: 5,
            SalesItemLineDetail: { Qty: 1.5, UnitPrice: 3.33 },
          },
          {
            DetailType: 'SalesItemLineDetail',
            Description: 'Nails',
            Amount: 30.3,
            SalesItemLineDetail: {
              ItemRef: { value: '5' },
              Qty: 3,
              UnitPrice: 10.1,
              TaxCodeRef: { value: 'NON' },
            },
          },
        ],
      },
    })
    const yen = sent('create-invoice', {
      customer: '24',
      currency: 'JPY',
      lines: [{ description: 'Tea', unitPrice: 1_050 }],
    })
    expect(yen.body.Line[0]).toMatchObject({ Amount: 1_050, SalesItemLineDetail: { UnitPrice: 1_050 } })
  })

  it('refuses what QuickBooks has no place for', () => {
    const lines = [{ description: 'Tea', unitPrice: 100 }]
    const invoice = { customer: '24', currency: 'USD', lines }
    expect(issues('create-invoice', { ...invoice, draft: true })).toEqual(['draft'])
    expect(issues('create-invoice', { ...invoice, lines: [{ ...lines[0], account: '79' }] })).toEqual([
      'lines.0.account',
    ])
    expect(issues('create-invoice', { ...invoice, issueDate: '2026-02-01', dueDate: '2026-01-31' })).toEqual([
      'dueDate',
    ])
    expect(issues('create-customer', { name: 'Acme: West' })).toEqual(['name'])
    expect(issues('record-payment', { invoice: '1', amount: 1, currency: 'USD', date: '2026-01-01' })).toEqual([
      'customer',
    ])
    expect(issues('get-profit-and-loss', { from: '2026-02-01', to: '2026-01-01' })).toEqual(['to'])
    expect(issues('get-invoice', { id: '1/../2' })).toEqual(['id'])
  })

  it('sends an invoice without a body, and voids one with its token', () => {
    expect(sent('send-invoice', { id: '130' })).toEqual({
      line: 'POST /v3/company/9341453908059321/invoice/130/send',
      query: { sendTo: undefined, requestid: 'key-1', minorversion: '75' },
      headers: { 'Content-Type': 'application/octet-stream' },
      body: undefined,
    })
    expect(sent('void-invoice', { id: '130', syncToken: '3' })).toMatchObject({
      query: { operation: 'void', requestid: 'key-1' },
      body: { Id: '130', SyncToken: '3' },
    })
  })

  it('applies a payment to its invoice', () => {
    const input = {
      invoice: '67',
      customer: '20',
      amount: 2_500,
      currency: 'USD',
      date: '2026-02-01',
      reference: '1001',
    }
    expect(sent('record-payment', input).body).toEqual({
      CustomerRef: { value: '20' },
      CurrencyRef: { value: 'USD' },
      TotalAmt: 25,
      TxnDate: '2026-02-01',
      PaymentRefNum: '1001',
      Line: [{ Amount: 25, LinkedTxn: [{ TxnId: '67', TxnType: 'Invoice' }] }],
    })
  })
})

describe('quickbooks answers', () => {
  const invoice = {
    Id: '130',
    DocNumber: '1037',
    CustomerRef: { value: '24', name: 'Sonnenschein Family Store' },
    TxnDate: '2014-09-19',
    DueDate: '2014-10-19',
    TotalAmt: 362.07,
    Balance: 362.07,
    EmailStatus: 'NotSet',
    Line: [
      {
        Description: 'Fountain Pump',
        DetailType: 'SalesItemLineDetail',
        Amount: 12.75,
        SalesItemLineDetail: { Qty: 1, UnitPrice: 12.75, ItemRef: { value: '11' } },
      },
      { DetailType: 'SubTotalLineDetail', Amount: 335.25, SubTotalLineDetail: {} },
    ],
    MetaData: { CreateTime: '2014-09-19T13:16:17-07:00', LastUpdatedTime: '2014-09-19T13:16:17-07:00' },
  }
  const status = (changes: object) => unified('get-invoice', { id: '130' }, { Invoice: { ...invoice, ...changes } })

  it('reads an invoice, in the home currency where none is named', () => {
    expect(unified('get-invoice', { id: '130' }, { Invoice: invoice })).toEqual({
      id: '130',
      number: '1037',
      customer: '24',
      status: 'sent',
      nativeStatus: 'NotSet',
      total: 36_207,
      amountDue: 36_207,
      currency: 'USD',
      issueDate: '2014-09-19',
      dueDate: '2014-10-19',
      lines: [{ description: 'Fountain Pump', item: '11', account: null, quantity: 1, unitPrice: 1_275, total: 1_275 }],
      createdAt: '2014-09-19T20:16:17.000Z',
      updatedAt: '2014-09-19T20:16:17.000Z',
    })
    const nameless = unified('get-invoice', { id: '130' }, { Invoice: invoice }, { realmId: '1' })
    expect(nameless).toMatchObject({ total: null, currency: null })
    expect(status({ CurrencyRef: { value: 'EUR' } })).toMatchObject({ currency: 'EUR' })
  })

  it('tells where an invoice stands from its balance', () => {
    expect(status({ Balance: 100 })).toMatchObject({ status: 'partially_paid', amountDue: 10_000 })
    expect(status({ Balance: 0 })).toMatchObject({ status: 'paid' })
    expect(status({ Balance: 0, TotalAmt: 0, PrivateNote: 'Voided - duplicate' })).toMatchObject({ status: 'void' })
    expect(status({ Balance: undefined })).toMatchObject({ status: 'unknown', amountDue: null })
  })

  it('adds up a profit and loss report', () => {
    const section = (group: string, value: string) => ({ group, Summary: { ColData: [{ value: group }, { value }] } })
    const period = { from: '2026-01-01', to: '2026-01-31' }
    const report = (...rows: readonly object[]) =>
      unified('get-profit-and-loss', period, { Header: { Currency: 'USD' }, Rows: { Row: rows } })
    expect(
      report(
        section('Income', '1000.00'),
        section('COGS', '200.00'),
        section('GrossProfit', '800.00'),
        section('Expenses', '900.50'),
        section('OtherIncome', '10.00'),
        section('NetIncome', '-90.50'),
      ),
    ).toEqual({ ...period, currency: 'USD', income: 101_000, expenses: 110_050, netProfit: -9_050 })
    expect(report(section('Income', ''), section('NetIncome', ''))).toMatchObject({
      income: 0,
      expenses: 0,
      netProfit: 0,
    })
  })

  it('reads what a credit card was given back as less spent', () => {
    const purchase = { Id: '1', TotalAmt: 99.99, Credit: true, AccountRef: { value: '41' }, TxnDate: '2026-01-20' }
    expect(unified('list-expenses', {}, { QueryResponse: { Purchase: [purchase] } })).toMatchObject({
      items: [{ amount: -9_999, paidFrom: '41', category: null }],
    })
  })
})

describe('quickbooks refusals', () => {
  const fault = (type: string, code: string, Message: string, Detail = '') => ({
    Fault: { Error: [{ Message, Detail, code, element: '' }], type },
    time: '2026-01-15T09:30:00.000-08:00',
  })

  it('are a Fault, whatever the status', () => {
    const duplicate = fault(
      'ValidationFault',
      '6240',
      'Duplicate Name Exists Error',
      'The name supplied already exists.',
    )
    expect(refusal(400, duplicate)).toEqual({
      kind: 'rejected',
      code: '6240',
      message: 'Duplicate Name Exists Error: The name supplied already exists.',
      retryAfter: undefined,
    })
    expect(refusal(200, duplicate)?.kind).toBe('rejected')
    expect(refusal(200, { QueryResponse: duplicate })?.code).toBe('6240')
    expect(refusal(500, fault('SystemFault', '10000', 'An application error has occurred'))?.kind).toBe('unavailable')
    expect(refusal(400, fault('ValidationFault', '120', 'Authorization Failure'))?.kind).toBe('credentials')
  })

  it('are written in lower case by the gateway in front', () => {
    const body = {
      fault: {
        error: [{ message: 'message=AuthenticationFailed', detail: 'Token expired', code: '3200' }],
        type: 'AUTHENTICATION',
      },
    }
    expect(refusal(401, body)).toMatchObject({ kind: 'credentials', code: '3200' })
  })

  it('wait a minute where nothing says how long', () => {
    const throttled = fault('ValidationFault', '003001', 'ThrottleExceeded')
    expect(refusal(429, throttled)).toMatchObject({ kind: 'rate-limited', retryAfter: 60 })
    expect(refusal(429, throttled, { 'Retry-After': '7' })?.retryAfter).toBeUndefined()
  })

  it('are nothing else', () => {
    for (const body of [null, '<html>', {}, { Fault: null }, { Fault: { Error: [] } }, { Invoice: { Id: '1' } }]) {
      expect(refusal(500, body)).toBeUndefined()
    }
  })
})

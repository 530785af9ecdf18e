import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { sage } from '../../../src/providers/accounting/sage/index.ts'

const customer = 'e9578549eaec11e7b587065b8ec10ed1'
const account = '541de418eb0011e7b587065b8ec10ed1'
const config = { businessId: '8f2e0a4c1b6d4e0f', currency: 'GBP' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = sage.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = sage.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown, values: object = config) {
  const request = prepare(operation, input).request({ ...values }, { idempotencyKey: 'key-1' })
  const text = encodeBody(request.body)?.text
  return {
    line: `${request.method} ${request.path}`,
    query: request.query,
    headers: request.headers,
    body: text === undefined ? undefined : JSON.parse(text),
  }
}

const read = (operation: string, input: unknown, body: unknown, values: object = config) =>
  prepare(operation, input).readAnswer(body, { ...values })

const unified = (operation: string, input: unknown, body: unknown, values: object = config) =>
  read(operation, input, body, values).unified?.()

const refusal = (status: number, body: unknown) => sage.refusal({ status, headers: new Headers(), body })

describe('sage requests', () => {
  const invoice = {
    customer,
    currency: 'gbp',
    lines: [{ description: 'Salmon steak', quantity: 1.5, unitPrice: 1_234, account, tax: 'GB_STANDARD' }],
    issueDate: '2026-01-15',
  }

  it('name the business where one is configured', () => {
    expect(sent('get-invoice', { id: 'abc' }).headers).toEqual({ 'X-Business': '8f2e0a4c1b6d4e0f' })
    expect(sent('get-invoice', { id: 'abc' }, {}).headers).toEqual({})
  })

  it('wrap the record, and refer to others by their ids', () => {
    expect(sent('create-invoice', invoice)).toMatchObject({
      line: 'POST /v3.1/sales_invoices',
      body: {
        sales_invoice: {
          contact_id: customer,
          date: '2026-01-15',
          invoice_lines: [
            {
              description: 'Salmon steak',
              ledger_account_id: account,
              quantity: 1.5,
              unit_price: 12.34,
              tax_rate_id: 'GB_STANDARD',
            },
          ],
        },
      },
    })
    const drafted = sent('create-invoice', { ...invoice, draft: true }).body.sales_invoice
    expect(drafted).toMatchObject({ status_id: 'DRAFT' })
  })

  it('carry the key of a creation as a GUID without hyphens', () => {
    const keyed = [...sage.operations().values()].filter((operation) => operation.keyed)
    expect(keyed.map(({ id }) => id)).toEqual(['create-customer', 'create-invoice', 'record-payment', 'create-expense'])
    for (const { prepare: check, exampleInput } of keyed) {
      const preparation = check(exampleInput)
      if (!preparation.ok) throw new Error(JSON.stringify(preparation.issues))
      const key = '8d1b3f4e-6a0e-4d6b-9d5b-0b6d9f2c1a11'
      const { body } = preparation.prepared.request({ ...config }, { idempotencyKey: key })
      expect(encodeBody(body)?.text).toContain('"idempotency_id":"8d1b3f4e6a0e4d6b9d5b0b6d9f2c1a11"')
    }
  })

  it('name a currency only where it is not the business’s own', () => {
    const currency = (code: string, values: object) =>
      sent('create-invoice', { ...invoice, currency: code }, values).body.sales_invoice.currency_id
    expect(currency('gbp', { currency: 'GBP' })).toBeUndefined()
    expect(currency('eur', { currency: 'GBP' })).toBe('EUR')
    expect(currency('gbp', {})).toBe('GBP')
  })

  it('name an item as a product or as a service', () => {
    const line = (extra: object) =>
      sent('create-invoice', { ...invoice, lines: [{ ...invoice.lines[0], ...extra }] }).body.sales_invoice
        .invoice_lines[0]
    expect(line({ item: 'p1' })).toMatchObject({ product_id: 'p1' })
    expect(line({ item: 's1', itemKind: 'service' })).toMatchObject({ service_id: 's1' })
    expect(line({ item: 's1', itemKind: 'service' })).not.toHaveProperty('product_id')
  })

  it('want what Sage wants', () => {
    const { issueDate, ...undated } = invoice
    expect([issueDate, issues('create-invoice', undated)]).toEqual(['2026-01-15', ['issueDate']])
    expect(issues('create-invoice', { ...invoice, lines: [{ description: 'a', unitPrice: 1 }] })).toEqual([
      'lines.0.account',
    ])
    const payment = { invoice: 'i1', amount: 100, currency: 'GBP', date: '2026-02-01' }
    expect(issues('record-payment', payment)).toEqual(['customer', 'account'])
    expect(issues('void-invoice', { id: 'i1' })).toEqual(['reason'])
    expect(issues('get-invoice', { id: 'a/b' })).toEqual(['id'])
  })

  it('allocate a receipt to its invoice', () => {
    const input = { invoice: 'i1', customer, amount: 1_050, currency: 'GBP', date: '2026-02-01', account: 'b1' }
    expect(sent('record-payment', input).body).toEqual({
      contact_payment: {
        idempotency_id: 'key1',
        transaction_type_id: 'CUSTOMER_RECEIPT',
        contact_id: customer,
        bank_account_id: 'b1',
        date: '2026-02-01',
        total_amount: 10.5,
        allocated_artefacts: [{ artefact_id: 'i1', amount: 10.5 }],
      },
    })
  })

  it('void with a reason', () => {
    expect(sent('void-invoice', { id: 'i1', reason: 'Sent twice' })).toMatchObject({
      line: 'DELETE /v3.1/sales_invoices/i1',
      query: { void_reason: 'Sent twice' },
      body: undefined,
    })
  })

  it('add a person to a customer only where there is something to say of one', () => {
    expect(sent('create-customer', { name: 'Acme' }).body).toEqual({
      contact: { name: 'Acme', contact_type_ids: ['CUSTOMER'], idempotency_id: 'key1' },
    })
    expect(sent('create-customer', { name: 'Acme', email: 'a@example.com' }).body.contact.main_contact_person).toEqual({
      name: 'Acme',
      contact_person_type_ids: ['ACCOUNTS'],
      email: 'a@example.com',
      is_main_contact: true,
    })
  })
})

describe('sage pages', () => {
  it('go on while there is a next one', () => {
    expect(sent('list-customers', { limit: 50, cursor: '2' }).query).toMatchObject({
      page: 2,
      items_per_page: 50,
      contact_type_id: 'CUSTOMER',
      attributes: 'all',
    })
    const page = ($next: string | null) => ({ $items: [], $next, $total: 97 })
    expect(read('list-invoices', { cursor: '2' }, page('/sales_invoices?page=3&items_per_page=20')).nextCursor()).toBe(
      '3',
    )
    expect(read('list-invoices', { cursor: '3' }, page(null)).nextCursor()).toBeUndefined()
    for (const cursor of ['0', '-1', 'x']) expect(issues('list-invoices', { cursor }), cursor).toEqual(['cursor'])
  })
})

describe('sage answers', () => {
  const invoice = {
    id: 'i1',
    invoice_number: 'SI-7',
    contact: { id: customer, displayed_as: 'Acme' },
    status: { id: 'PART_PAID', displayed_as: 'Part Paid' },
    currency: { id: 'GBP' },
    total_amount: '1200.5',
    outstanding_amount: 800.25,
    date: '2026-01-15',
    due_date: '2026-02-14',
    invoice_lines: [
      {
        description: '6m steel',
        quantity: '10.0',
        unit_price: 120.05,
        net_amount: 1000.42,
        ledger_account: { id: account },
        service: { id: 's1' },
      },
    ],
    created_at: '2026-01-15T09:30:00Z',
    updated_at: '2026-01-16T09:30:00+01:00',
  }
  const status = (id: string) => unified('get-invoice', { id: 'i1' }, { ...invoice, status: { id } })

  it('are read into an invoice, amounts as numbers or as text', () => {
    expect(unified('get-invoice', { id: 'i1' }, invoice)).toEqual({
      id: 'i1',
      number: 'SI-7',
      customer,
      status: 'partially_paid',
      nativeStatus: 'PART_PAID',
      total: 120_050,
      amountDue: 80_025,
      currency: 'GBP',
      issueDate: '2026-01-15',
      dueDate: '2026-02-14',
      lines: [{ description: '6m steel', item: 's1', account, quantity: 10, unitPrice: 12_005, total: 100_042 }],
      createdAt: '2026-01-15T09:30:00.000Z',
      updatedAt: '2026-01-16T08:30:00.000Z',
    })
    expect(status('UNPAID')).toMatchObject({ status: 'sent' })
    expect(status('VOID')).toMatchObject({ status: 'void' })
    expect(status('SOMETHING')).toMatchObject({ status: 'unknown', nativeStatus: 'SOMETHING' })
  })

  it('leave the currency of accounts and prices to the config', () => {
    const ledger = { id: 'l1', name: 'Rent', nominal_code: 7100, ledger_account_group: { id: 'EXPENSE' } }
    expect(unified('list-accounts', {}, { $items: [ledger] })).toMatchObject({
      items: [{ code: '7100', type: 'expense', nativeType: 'EXPENSE', currency: 'GBP' }],
    })
    const service = { id: 's1', description: 'Hour', sales_rates: [{ rate: '62.5' }] }
    expect(unified('list-items', { kind: 'service' }, { $items: [service] })).toMatchObject({
      items: [{ price: 6_250 }],
    })
    expect(unified('list-items', {}, { $items: [service] }, {})).toMatchObject({
      items: [{ price: null, currency: null }],
    })
  })
})

describe('sage refusals', () => {
  const error = ($dataCode: string, $message: string, $source = '') => ({
    $severity: 'error',
    $dataCode,
    $message,
    $source,
  })

  it('are a list of errors, or one', () => {
    expect(
      refusal(422, [error('RecordInvalid', 'Couldn’t find Supplier.'), error('RecordInvalid', 'is blank', 'date')]),
    ).toEqual({
      kind: 'rejected',
      code: 'RecordInvalid',
      message: 'Couldn’t find Supplier.; date: is blank',
    })
    expect(refusal(401, [error('AuthorizationFailure', 'No active subscription. (MSE)')])).toMatchObject({
      kind: 'credentials',
      code: 'AuthorizationFailure',
    })
    expect(refusal(500, error('UnexpectedError', ''))).toEqual({
      kind: 'unavailable',
      code: 'UnexpectedError',
      message: 'UnexpectedError',
    })
  })

  it('are nothing else', () => {
    expect(refusal(200, [error('Information', 'Saved')])).toBeUndefined()
    for (const body of [null, 'x', [], {}, [{ message: 'x' }]]) expect(refusal(502, body)).toBeUndefined()
  })
})

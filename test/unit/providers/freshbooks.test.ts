import { describe, expect, it } from 'vitest'
import { encodeBody, encodeQuery } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { freshbooks } from '../../../src/providers/accounting/freshbooks/index.ts'

const config = { accountId: 'zDmNq' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = freshbooks.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = freshbooks.operations().get(operation)?.prepare(input)
  return preparation?.ok === false ? preparation.issues.map(({ path }) => path) : []
}

function sent(operation: string, input: unknown) {
  const { method, path, query, body } = prepare(operation, input).request(config, { idempotencyKey: 'key-1' })
  const text = encodeBody(body)?.text
  return {
    line: `${method} ${path}`,
    query: encodeQuery(query),
    body: text === undefined ? undefined : JSON.parse(text),
  }
}

const read = (operation: string, input: unknown, result: unknown) =>
  prepare(operation, input).readAnswer({ response: { result } }, config)

const unified = (operation: string, input: unknown, result: unknown) => read(operation, input, result).unified?.()

const refusal = (status: number, body: unknown) => freshbooks.refusal({ status, headers: new Headers(), body })

describe('freshbooks requests', () => {
  const invoice = {
    customer: '217506',
    currency: 'cad',
    lines: [{ description: 'Paperwork', quantity: 1.5, unitPrice: 500_000, taxName: 'HST', taxPercent: '13' }],
    issueDate: '2026-02-20',
    draft: true,
  }

  it('carry the account in the path and no character more', () => {
    const parse = (accountId: string) =>
      freshbooks.configSchema().safeParse({ accountId, accessToken: 'token' }).success
    expect(parse('xZNQ1X')).toBe(true)
    for (const accountId of ['', '..', 'a/b', 'a b', 'a#b']) expect(parse(accountId), accountId).toBe(false)
  })

  it('wrap the record, write money as text and ids as numbers', () => {
    expect(sent('create-invoice', invoice)).toEqual({
      line: 'POST /accounting/account/zDmNq/invoices/invoices',
      query: 'include%5B%5D=lines',
      body: {
        invoice: {
          customerid: 217506,
          create_date: '2026-02-20',
          currency_code: 'CAD',
          lines: [
            {
              type: 0,
              name: 'Paperwork',
              qty: 1.5,
              unit_cost: { amount: '5000.00', code: 'CAD' },
              taxName1: 'HST',
              taxAmount1: '13',
            },
          ],
        },
      },
    })
  })

  it('count the days until an invoice is due, leap days included', () => {
    const days = (issueDate: string, dueDate: string) =>
      sent('create-invoice', { ...invoice, issueDate, dueDate }).body.invoice.due_offset_days
    expect(days('2026-02-20', '2026-02-20')).toBe(0)
    expect(days('2028-02-28', '2028-03-01')).toBe(2)
    expect(days('2026-03-01', '2026-04-01')).toBe(31)
    expect(issues('create-invoice', { ...invoice, dueDate: '2026-02-19' })).toEqual(['dueDate'])
  })

  it('create drafts, and say so', () => {
    expect(issues('create-invoice', { ...invoice, draft: false })).toEqual(['draft'])
    const { draft, ...silent } = invoice
    expect([draft, issues('create-invoice', silent)]).toEqual([true, ['draft']])
  })

  it('send by an action of an update', () => {
    expect(sent('send-invoice', { id: '987321', to: 'a@example.com', subject: 'Thanks' })).toEqual({
      line: 'PUT /accounting/account/zDmNq/invoices/invoices/987321',
      query: '',
      body: {
        invoice: {
          action_email: true,
          email_recipients: ['a@example.com'],
          email_include_pdf: false,
          invoice_customized_email: { subject: 'Thanks' },
        },
      },
    })
    expect(sent('mark-invoice-sent', { id: '987321' }).body).toEqual({ invoice: { action_mark_as_sent: true } })
    expect(sent('delete-invoice', { id: '987321' }).body).toEqual({ invoice: { vis_state: 1 } })
  })

  it('refuse what FreshBooks has no place for', () => {
    const payment = { invoice: '1', amount: 100, currency: 'CAD', date: '2026-02-20' }
    expect(issues('record-payment', { ...payment, account: '5' })).toEqual(['account'])
    const expense = { category: '1', amount: 100, currency: 'CAD', date: '2026-02-20', staff: 1 }
    expect(issues('create-expense', { ...expense, paidFrom: '5' })).toEqual(['paidFrom'])
    expect(issues('create-invoice', { ...invoice, lines: [{ description: 'a', unitPrice: 1, item: '2' }] })).toEqual([
      'lines.0.item',
    ])
    expect(issues('get-invoice', { id: '1/../2' })).toEqual(['id'])
  })
})

describe('freshbooks pages', () => {
  it('count from one to what the answer says', () => {
    expect(sent('list-customers', { limit: 100, cursor: '3' }).query).toBe('page=3&per_page=100')
    const clients = (pages: number) => ({ clients: [], page: 2, pages, per_page: 20, total: 50 })
    expect(read('list-customers', { cursor: '2' }, clients(3)).nextCursor()).toBe('3')
    expect(read('list-customers', { cursor: '3' }, clients(3)).nextCursor()).toBeUndefined()
    for (const cursor of ['0', '-1', 'x', '1&per_page=1']) {
      expect(issues('list-customers', { cursor }), cursor).toEqual(['cursor'])
    }
  })
})

describe('freshbooks answers', () => {
  const invoice = {
    id: 217506,
    invoice_number: 'FB00004',
    customerid: '23',
    v3_status: 'overdue',
    vis_state: 0,
    currency_code: 'CAD',
    amount: { amount: '45.60', code: 'CAD' },
    outstanding: { amount: '5.00', code: 'CAD' },
    create_date: '2026-01-15',
    due_date: '2026-01-20',
    lines: [
      { name: 'Yard work', description: '', qty: '4.00', unit_cost: { amount: '10.00', code: 'CAD' }, amount: null },
    ],
  }
  const status = (changes: object) => unified('get-invoice', { id: '1' }, { invoice: { ...invoice, ...changes } })

  it('are read into an invoice', () => {
    expect(status({})).toEqual({
      id: '217506',
      number: 'FB00004',
      customer: '23',
      status: 'overdue',
      nativeStatus: 'overdue',
      total: 4_560,
      amountDue: 500,
      currency: 'CAD',
      issueDate: '2026-01-15',
      dueDate: '2026-01-20',
      lines: [{ description: 'Yard work', item: null, account: null, quantity: 4, unitPrice: 1_000, total: null }],
      createdAt: null,
      updatedAt: null,
    })
    expect(status({ v3_status: 'deposit-paid' })).toMatchObject({ status: 'partially_paid' })
    expect(status({ v3_status: 'autopaid' })).toMatchObject({ status: 'paid' })
    expect(status({ v3_status: 'created' })).toMatchObject({ status: 'unknown', nativeStatus: 'created' })
    expect(status({ vis_state: 1 })).toMatchObject({ status: 'void' })
  })

  it('name a client by the company, or by the person', () => {
    const name = (client: object) => unified('get-customer', { id: '1' }, { client: { id: 1, ...client } })
    expect(name({ organization: 'Acme', fname: 'Ada' })).toMatchObject({ name: 'Acme' })
    expect(name({ organization: '', fname: 'Ada', lname: 'Lovelace' })).toMatchObject({ name: 'Ada Lovelace' })
    expect(name({ email: 'a@example.com' })).toMatchObject({ name: 'a@example.com' })
  })

  it('have sub-accounts inside of accounts', () => {
    const account = {
      id: 1,
      account_name: 'Operating Expenses',
      account_number: '6000',
      account_type: 'expense',
      currency_code: 'CAD',
      sub_accounts: [{ id: 2, account_sub_name: 'Advertising', account_sub_number: '1' }],
    }
    expect(unified('list-accounts', {}, { journal_entry_accounts: [account] })).toMatchObject({
      items: [
        { id: '1', code: '6000', name: 'Operating Expenses', type: 'expense' },
        { id: '2', code: '6000-1', name: 'Advertising', type: 'expense', currency: 'CAD' },
      ],
    })
  })

  it('report a loss as less than nothing', () => {
    const total = (amount: string) => ({ total: { amount, code: 'CAD' } })
    const profitloss = {
      currency_code: 'CAD',
      total_income: total('1227.43'),
      total_expenses: total('1300.00'),
      net_profit: total('-72.57'),
    }
    const period = { from: '2026-01-01', to: '2026-01-31', basis: 'cash' }
    expect(sent('get-profit-and-loss', period).query).toBe('start_date=2026-01-01&end_date=2026-01-31&cash_based=true')
    expect(unified('get-profit-and-loss', period, { profitloss })).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
      currency: 'CAD',
      income: 122_743,
      expenses: 130_000,
      netProfit: -7_257,
    })
  })
})

describe('freshbooks refusals', () => {
  const notFound = { errno: 1012, field: 'userid', message: 'Client not found.', object: 'client', value: '4' }

  it('are a list of errors, whatever the status', () => {
    const body = { response: { errors: [notFound] } }
    const refused = { kind: 'rejected', code: '1012', message: 'Client not found.' }
    expect(refusal(404, body)).toEqual(refused)
    expect(refusal(200, body)).toEqual(refused)
    const unauthorized = { message: 'The server could not verify that you are authorized', errno: 1003 }
    expect(refusal(401, { response: { errors: [unauthorized] } })?.kind).toBe('credentials')
    expect(refusal(200, { response: { errors: [unauthorized] } })?.kind).toBe('credentials')
  })

  it('have the same inside of a newer shape', () => {
    const details = [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: '1012',
        domain: 'accounting.api.freshbooks.com',
        metadata: { object: 'item', message: 'Item not found.', value: '123432', field: 'itemid' },
      },
    ]
    const body = { code: 5, message: 'Request failed with status_code: 404', details }
    expect(refusal(200, body)).toEqual({ kind: 'rejected', code: '1012', message: 'Item not found.' })
    expect(refusal(404, { ...body, details: [] })).toMatchObject({ code: '5', message: body.message })
  })

  it('name the error where the token is not accepted', () => {
    expect(
      refusal(401, { error: 'unauthenticated', error_description: 'This action requires authentication.' }),
    ).toEqual({
      kind: 'credentials',
      code: 'unauthenticated',
      message: 'This action requires authentication.',
    })
  })

  it('are nothing else', () => {
    for (const body of [null, 'x', {}, { response: { result: {} } }, { response: { errors: [] } }]) {
      expect(refusal(500, body)).toBeUndefined()
    }
  })
})

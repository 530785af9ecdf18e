import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/kit/encode.ts'
import type { PreparedOperation } from '../../../src/kit/operation.ts'
import { dateOf, timeOf } from '../../../src/providers/accounting/xero/dates.ts'
import { xero } from '../../../src/providers/accounting/xero/index.ts'

const tenantId = '45e4708e-d862-4111-ab3a-dd8cd03913e1'
const contact = '430fa14a-f945-44d3-9f97-5df5e28441b8'
const invoiceId = 'ed255415-e141-4150-aab7-89c3bbbb851c'
const config = { tenantId, currency: 'NZD' }

function prepare(operation: string, input: unknown): PreparedOperation {
  const preparation = xero.operations().get(operation)?.prepare(input)
  if (preparation?.ok !== true) throw new Error(`${operation}: ${JSON.stringify(preparation)}`)
  return preparation.prepared
}

function issues(operation: string, input: unknown) {
  const preparation = xero.operations().get(operation)?.prepare(input)
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

const refusal = (status: number, body: unknown) => xero.refusal({ status, headers: new Headers(), body })

describe('xero requests', () => {
  it('name the tenant in every one of them', () => {
    for (const [id, operation] of xero.operations()) {
      expect(sent(id, operation.exampleInput).headers, id).toMatchObject({ 'xero-tenant-id': tenantId })
    }
  })

  it('create by PUT, one record in a list, and let no refusal hide', () => {
    const lines = [{ description: 'Tyres', quantity: 2, unitPrice: 2_000, account: '200', tax: 'NONE' }]
    expect(sent('create-invoice', { customer: contact, currency: 'nzd', lines, dueDate: '2026-02-14' })).toEqual({
      line: 'PUT /api.xro/2.0/Invoices',
      query: { summarizeErrors: true },
      headers: { 'xero-tenant-id': tenantId },
      body: {
        Invoices: [
          {
            Type: 'ACCREC',
            Status: 'AUTHORISED',
            Contact: { ContactID: contact },
            CurrencyCode: 'NZD',
            LineItems: [{ Description: 'Tyres', Quantity: 2, UnitAmount: 20, AccountCode: '200', TaxType: 'NONE' }],
            DueDate: '2026-02-14',
          },
        ],
      },
    })
  })

  it('leave open in a draft what an authorised invoice needs', () => {
    const invoice = { customer: contact, currency: 'NZD', lines: [{ description: 'Tyres', unitPrice: 2_000 }] }
    expect(issues('create-invoice', invoice)).toEqual(['dueDate', 'lines.0.account'])
    expect(sent('create-invoice', { ...invoice, draft: true }).body.Invoices[0]).toMatchObject({ Status: 'DRAFT' })
    expect(issues('create-invoice', { ...invoice, draft: true, customer: '1' })).toEqual(['customer'])
  })

  it('take an account by its code or by its id', () => {
    const payment = { invoice: invoiceId, amount: 100, currency: 'NZD', date: '2026-02-01' }
    expect(sent('record-payment', { ...payment, account: '090' }).body.Payments[0].Account).toEqual({ Code: '090' })
    const id = 'ebd06280-af70-4bed-97c6-7451a454ad85'
    expect(sent('record-payment', { ...payment, account: id }).body.Payments[0].Account).toEqual({ AccountID: id })
    expect(issues('record-payment', payment)).toEqual(['account'])
  })

  it('mail an invoice to the contact, and to nobody else', () => {
    expect(sent('send-invoice', { id: invoiceId })).toMatchObject({
      line: `POST /api.xro/2.0/Invoices/${invoiceId}/Email`,
      body: {},
    })
    expect(issues('send-invoice', { id: invoiceId, to: 'a@example.com' })).toEqual(['to'])
    expect(unified('send-invoice', { id: invoiceId }, null)).toEqual({ id: invoiceId, sent: true })
    expect(read('send-invoice', { id: invoiceId }, null).native()).toEqual({
      InvoiceID: invoiceId,
      SentToContact: true,
    })
  })

  it('filter by a constant, and by parameters that no text can leave', () => {
    expect(
      sent('list-invoices', { search: '" OR 1==1', cursor: '3', updatedSince: '2026-01-15T09:30:00+13:00' }),
    ).toEqual({
      line: 'GET /api.xro/2.0/Invoices',
      query: {
        where: 'Type=="ACCREC"',
        page: 3,
        pageSize: 20,
        searchTerm: '" OR 1==1',
        ContactIDs: undefined,
        Statuses: undefined,
      },
      headers: { 'xero-tenant-id': tenantId, 'If-Modified-Since': '2026-01-14T20:30:00.000Z' },
      body: undefined,
    })
  })
})

describe('xero pages', () => {
  const contacts = (pageCount: number) => ({ pagination: { page: 1, pageSize: 20, pageCount }, Contacts: [] })

  it('count from one to what the answer says', () => {
    expect(read('list-customers', {}, contacts(2)).nextCursor()).toBe('2')
    expect(read('list-customers', { cursor: '2' }, contacts(2)).nextCursor()).toBeUndefined()
    expect(read('list-customers', {}, { Contacts: [] }).nextCursor()).toBeUndefined()
    for (const cursor of ['0', '-1', '1.5', 'x'])
      expect(issues('list-customers', { cursor }), cursor).toEqual(['cursor'])
  })

  it('are cut out of lists that have none, natively too', () => {
    const account = (Code: string) => ({ AccountID: `id-${Code}`, Code, Name: Code, Type: 'EXPENSE', TaxType: 'NONE' })
    const body = { Status: 'OK', Accounts: ['1', '2', '3'].map(account) }
    const first = read('list-accounts', { limit: 2 }, body)
    expect(first.native()).toEqual({ Status: 'OK', Accounts: [account('1'), account('2')] })
    expect(first.nextCursor()).toBe('2')
    const second = read('list-accounts', { limit: 2, cursor: '2' }, body)
    expect(second.unified?.()).toMatchObject({
      items: [{ id: '3', type: 'expense', nativeType: 'EXPENSE', currency: 'NZD' }],
    })
    expect(second.nextCursor()).toBeUndefined()
  })
})

describe('xero answers', () => {
  const invoice = {
    Type: 'ACCREC',
    InvoiceID: invoiceId,
    InvoiceNumber: 'INV-0007',
    AmountDue: 40,
    AmountPaid: 0,
    AmountCredited: 0,
    Contact: { ContactID: contact, Name: 'Liam Gallagher' },
    DateString: '2019-03-11T00:00:00',
    Date: '/Date(1552262400000+0000)/',
    DueDate: '/Date(1544400000000+0000)/',
    Status: 'AUTHORISED',
    LineItems: [{ Description: 'Acme Tires', UnitAmount: 20, LineAmount: 40, AccountCode: '200', Quantity: 2 }],
    Total: 40,
    UpdatedDateUTC: '/Date(1552327126117+0000)/',
    CurrencyCode: 'NZD',
  }
  const status = (changes: object) =>
    unified('get-invoice', { id: invoiceId }, { Invoices: [{ ...invoice, ...changes }] })

  it('have dates in milliseconds, or as a text beside them', () => {
    expect(timeOf('/Date(1552327126117+0000)/')).toBe('2019-03-11T17:58:46.117Z')
    expect(timeOf('/Date(1552327126117)/')).toBe('2019-03-11T17:58:46.117Z')
    expect(timeOf('2019-03-11')).toBeNull()
    expect(dateOf('2019-03-12T00:00:00', '/Date(1552262400000+0000)/')).toBe('2019-03-12')
    expect(dateOf(undefined, '/Date(1552262400000+1300)/')).toBe('2019-03-11')
    expect(dateOf(undefined, '2019-03-11')).toBe('2019-03-11')
    expect(dateOf(null, undefined)).toBeNull()
  })

  it('are read into an invoice', () => {
    expect(status({})).toEqual({
      id: invoiceId,
      number: 'INV-0007',
      customer: contact,
      status: 'sent',
      nativeStatus: 'AUTHORISED',
      total: 4_000,
      amountDue: 4_000,
      currency: 'NZD',
      issueDate: '2019-03-11',
      dueDate: '2018-12-10',
      lines: [{ description: 'Acme Tires', item: null, account: '200', quantity: 2, unitPrice: 2_000, total: 4_000 }],
      createdAt: null,
      updatedAt: '2019-03-11T17:58:46.117Z',
    })
    expect(status({ AmountCredited: 1 })).toMatchObject({ status: 'partially_paid' })
    expect(status({ Status: 'SUBMITTED' })).toMatchObject({ status: 'draft' })
    expect(status({ Status: 'DELETED' })).toMatchObject({ status: 'void' })
    expect(status({ Status: 'NEW' })).toMatchObject({ status: 'unknown', nativeStatus: 'NEW' })
  })

  it('have phone numbers in three parts', () => {
    const phones = [
      { PhoneType: 'DEFAULT', PhoneNumber: '', PhoneAreaCode: '', PhoneCountryCode: '' },
      { PhoneType: 'MOBILE', PhoneNumber: '444-3433', PhoneAreaCode: '212', PhoneCountryCode: '' },
    ]
    const body = { Contacts: [{ ContactID: contact, Name: 'Liam', EmailAddress: '', Phones: phones }] }
    expect(unified('get-customer', { id: contact }, body)).toMatchObject({ phone: '212 444-3433', email: null })
  })
})

describe('xero reports', () => {
  const period = { from: '2026-01-01', to: '2026-01-31' }
  const row = (RowType: string, name: string, value: string) => ({
    RowType,
    Cells: [{ Value: name }, { Value: value }],
  })
  const section = (Title: string, total: string) => ({
    RowType: 'Section',
    Title,
    Rows: [row('Row', 'An account', total), row('SummaryRow', `Total ${Title}`, total)],
  })
  const result = (name: string, value: string) => ({ RowType: 'Section', Title: '', Rows: [row('Row', name, value)] })

  it('add up to a profit, or a loss, in the base currency', () => {
    const Rows = [
      { RowType: 'Header', Cells: [{ Value: '' }, { Value: '31 Jan 26' }] },
      section('Income', '1000.00'),
      section('Less Cost of Sales', '200.00'),
      result('Gross Profit', '800.00'),
      section('Plus Other Income', '10.00'),
      section('Less Operating Expenses', '900.50'),
      result('Net Profit', '-90.50'),
    ]
    const body = { Reports: [{ ReportName: 'Profit and Loss', Rows }] }
    expect(unified('get-profit-and-loss', period, body)).toEqual({
      ...period,
      currency: 'NZD',
      income: 101_000,
      expenses: 110_050,
      netProfit: -9_050,
    })
    expect(unified('get-profit-and-loss', period, body, { tenantId })).toMatchObject({
      currency: null,
      netProfit: null,
    })
  })

  it.each([
    ['Income', 100_000],
    ['Revenue', 100_000],
    ['Trading Income', 100_000],
    ['Turnover', 100_000],
    ['Less Cost of Sales', 0],
    ['Cost of Revenue', 0],
    ['Administrative Costs', 0],
  ])('know by its title whether a section is earned: %s', (title, income) => {
    const Rows = [section(title, '1000.00'), result('Net Profit', '1000.00')]
    expect(unified('get-profit-and-loss', period, { Reports: [{ Rows }] })).toMatchObject({ income })
  })
})

describe('xero refusals', () => {
  it('are validation errors of the records, each said once', () => {
    const errors = [{ Message: 'Email address must be valid.' }, { Message: 'Email address must be valid.' }]
    const body = {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'A validation exception occurred',
      Elements: [{ ContactID: contact, ValidationErrors: errors }],
    }
    expect(refusal(400, body)).toEqual({
      kind: 'rejected',
      code: 'ValidationException',
      message: 'Email address must be valid.',
    })
    expect(refusal(400, { ...body, Elements: [] })?.message).toBe('A validation exception occurred')
  })

  it('are what the gateway in front says', () => {
    const body = { Type: null, Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired: token expired at 04/09/2023' }
    expect(refusal(401, body)).toEqual({
      kind: 'credentials',
      code: 'TokenExpired',
      message: 'TokenExpired: token expired at 04/09/2023',
    })
    expect(refusal(403, { Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' })?.kind).toBe(
      'credentials',
    )
  })

  it('are a sentence where there is no such record', () => {
    expect(refusal(404, "The resource you're looking for cannot be found")).toMatchObject({
      kind: 'rejected',
      code: 'NotFound',
    })
    expect(refusal(404, '<html><body>Not found</body></html>')).toBeUndefined()
  })

  it('are records with an error, under 200', () => {
    const body = {
      Status: 'OK',
      Payments: [{ StatusAttributeString: 'ERROR', ValidationErrors: [{ Message: 'Too much' }] }],
    }
    expect(refusal(200, body)).toEqual({ kind: 'rejected', code: 'ValidationException', message: 'Too much' })
  })

  it('are nothing else', () => {
    expect(refusal(200, { Status: 'OK', Invoices: [{ StatusAttributeString: 'OK' }] })).toBeUndefined()
    expect(refusal(500, { error: 'x' })).toBeUndefined()
    expect(refusal(503, 'The Organisation is offline')).toBeUndefined()
  })
})

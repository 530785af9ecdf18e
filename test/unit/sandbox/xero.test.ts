import { describe, expect, it } from 'vitest'
import { fixtures, xero } from '../../../sandbox/providers/xero.ts'
import { trigger } from '../../../sandbox/trigger.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://api.xero.com/api.xro/2.0'
const headers = {
  Authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.sandbox',
  Accept: 'application/json',
  'Xero-Tenant-Id': fixtures.tenantId,
}

const organisation = () => accountAt(xero, origin, headers).send

const invoice = {
  Type: 'ACCREC',
  Contact: { ContactID: fixtures.contact },
  Status: 'AUTHORISED',
  Date: '2026-03-01',
  DueDate: '2026-03-31',
  LineItems: [{ Description: 'Engine', Quantity: 2, UnitAmount: 50, AccountCode: '200', TaxType: 'OUTPUT2' }],
}

type Send = ReturnType<typeof organisation>

async function createInvoice(send: Send, changes: object = {}) {
  const { body } = await send('PUT', '/Invoices', { json: { Invoices: [{ ...invoice, ...changes }] } })
  return body.Invoices[0]
}

const messageOf = (answer: { body: { Elements: { ValidationErrors: { Message: string }[] }[] } }) =>
  answer.body.Elements[0]?.ValidationErrors[0]?.Message

describe('Xero', () => {
  it('refuses a wrong token and a request for no tenant', async () => {
    const wrong = accountAt(xero, origin, { ...headers, Authorization: 'Bearer invalid-token' }).send
    expect(await wrong('GET', '/Invoices')).toMatchObject({
      status: 401,
      body: { Title: 'Unauthorized', Status: 401, Detail: 'AuthenticationUnsuccessful' },
    })
    const nobody = accountAt(xero, origin, { ...headers, 'Xero-Tenant-Id': '' }).send
    expect((await nobody('GET', '/Invoices')).status).toBe(403)
    const connections = await accountAt(xero, 'https://api.xero.com', headers).send('GET', '/connections')
    expect(connections.body[0].tenantId).toBe(fixtures.tenantId)
  })

  it('creates an invoice, with its sums and dates in both forms', async () => {
    const send = organisation()
    expect(await createInvoice(send)).toMatchObject({
      InvoiceNumber: 'INV-0008',
      Status: 'AUTHORISED',
      SubTotal: 100,
      TotalTax: 20,
      Total: 120,
      AmountDue: 120,
      Date: '/Date(1772323200000+0000)/',
      DateString: '2026-03-01T00:00:00',
      Contact: { Name: 'Analytical Engines Ltd' },
    })
    const inclusive = await createInvoice(send, { LineAmountTypes: 'Inclusive' })
    expect(inclusive).toMatchObject({ Total: 100, SubTotal: 83.33, TotalTax: 16.67 })
  })

  it('pays an invoice until nothing is left, and takes the payment back', async () => {
    const send = organisation()
    const { InvoiceID } = await createInvoice(send)
    const pay = (Amount: number) =>
      send('PUT', '/Payments', {
        json: { Payments: [{ Invoice: { InvoiceID }, Account: { Code: '090' }, Date: '2026-03-05', Amount }] },
      })
    const status = async () => (await send('GET', `/Invoices/${InvoiceID}`)).body.Invoices[0]
    const first = (await pay(20)).body.Payments[0]
    expect(await status()).toMatchObject({ Status: 'AUTHORISED', AmountDue: 100, AmountPaid: 20 })
    expect(messageOf(await pay(100.01))).toMatch(/exceeds the amount outstanding/)
    expect((await pay(100)).status).toBe(200)
    expect(await status()).toMatchObject({ Status: 'PAID', AmountDue: 0 })
    expect(messageOf(await pay(1))).toMatch(/Authorised documents/)
    const taken = await send('POST', `/Payments/${first.PaymentID}`, { json: { Status: 'DELETED' } })
    expect(taken.body.Payments[0].Status).toBe('DELETED')
    expect(await status()).toMatchObject({ Status: 'AUTHORISED', AmountDue: 20 })
  })

  it('voids what is authorised and unpaid, deletes drafts', async () => {
    const send = organisation()
    const { InvoiceID } = await createInvoice(send)
    const move = (id: string, Status: string) =>
      send('POST', `/Invoices/${id}`, { json: { Invoices: [{ InvoiceID: id, Status }] } })
    expect((await move(InvoiceID, 'VOIDED')).body.Invoices[0]).toMatchObject({ Status: 'VOIDED', AmountDue: 0 })
    expect(messageOf(await move(InvoiceID, 'VOIDED'))).toBe('Invoice not of valid status for modification')
    const draft = await createInvoice(send, { Status: 'DRAFT' })
    expect((await move(draft.InvoiceID, 'VOIDED')).status).toBe(400)
    expect((await move(draft.InvoiceID, 'DELETED')).status).toBe(200)
    expect((await move(fixtures.paidInvoice, 'VOIDED')).status).toBe(400)
    expect((await move(fixtures.invoice, 'VOIDED')).status).toBe(200)
    expect((await move(fixtures.invoice, 'VOIDED')).status).toBe(200)
  })

  it('e-mails an invoice with no answer but the status', async () => {
    const send = organisation()
    const sent = await send('POST', `/Invoices/${fixtures.invoice}/Email`, { json: {} })
    expect([sent.status, sent.text]).toEqual([204, ''])
    expect((await send('POST', `/Invoices/${fixtures.draftInvoice}/Email`, { json: {} })).status).toBe(400)
  })

  it('tells what is wrong with an element', async () => {
    const send = organisation()
    const refused = async (changes: object) =>
      messageOf(await send('PUT', '/Invoices', { json: { Invoices: [{ ...invoice, ...changes }] } }))
    expect(await refused({ Contact: undefined })).toMatch(/Contact must be specified/)
    expect(await refused({ LineItems: [] })).toMatch(/line items/)
    expect(await refused({ LineItems: [{ Description: 'x', AccountCode: '999' }] })).toMatch(/Account code '999'/)
    expect(await refused({ LineItems: [{ Description: 'x', UnitAmount: 1 }] })).toBe('Account code must be specified')
    expect(await refused({ CurrencyCode: 'XXX' })).toBe('Organisation is not subscribed to currency XXX')
    expect(await refused({ InvoiceNumber: 'INV-0007' })).toBe('Invoice # must be unique.')
    const broken = await send('PUT', '/Invoices', { json: { Invoices: [{ ...invoice, LineItems: 'none' }] } })
    expect(broken.body).toMatchObject({ ErrorNumber: 17, Type: 'PostDataInvalidException' })
  })

  it('answers for each element where errors are not summarized', async () => {
    const json = { Contacts: [{ Name: 'Babbage' }, { Name: '' }] }
    const { status, body } = await organisation()('PUT', '/Contacts?summarizeErrors=false', { json })
    expect(status).toBe(200)
    expect(body.Contacts.map((contact: { StatusAttributeString: string }) => contact.StatusAttributeString)).toEqual([
      'OK',
      'ERROR',
    ])
  })

  it('keeps names of contacts unique, but for those of examples', async () => {
    const send = organisation()
    const create = (contact: object) => send('PUT', '/Contacts', { json: { Contacts: [contact] } })
    expect((await create({ Name: 'Babbage' })).status).toBe(200)
    expect(messageOf(await create({ Name: 'Babbage' }))).toMatch(/already assigned/)
    const example = { Name: 'Analytical Engines Ltd', EmailAddress: 'accounts@engines.example.com' }
    expect((await create(example)).status).toBe(200)
    expect(messageOf(await create({ Name: 'X', EmailAddress: 'nobody' }))).toMatch(/Email/)
  })

  it('spends money from a bank account', async () => {
    const send = organisation()
    const transaction = {
      Type: 'SPEND',
      Contact: { ContactID: fixtures.supplier },
      BankAccount: { Code: '090' },
      LineItems: [{ Description: 'Cards', Quantity: 1, UnitAmount: 10, AccountCode: '404' }],
    }
    const spend = (changes: object) =>
      send('PUT', '/BankTransactions', { json: { BankTransactions: [{ ...transaction, ...changes }] } })
    expect((await spend({})).body.BankTransactions[0]).toMatchObject({ Total: 10, BankAccount: { Name: 'Checking' } })
    expect(messageOf(await spend({ BankAccount: { Code: '200' } }))).toMatch(/type BANK/)
  })

  it('plays a write once for each Idempotency-Key', async () => {
    const send = organisation()
    const key = { 'Idempotency-Key': 'k-1' }
    const json = { Contacts: [{ Name: 'Once' }] }
    const first = await send('PUT', '/Contacts', { json, headers: key })
    const second = await send('PUT', '/Contacts', { json, headers: key })
    expect(second.body).toEqual(first.body)
    const other = await send('PUT', '/Contacts', { json: { Contacts: [{ Name: 'Twice' }] }, headers: key })
    expect(other.status).toBe(400)
  })
})

describe('lists of Xero', () => {
  const idsOf = (body: { Invoices: { InvoiceNumber: string }[] }) =>
    body.Invoices.map(({ InvoiceNumber }) => InvoiceNumber)

  it('are filtered, ordered and paged', async () => {
    const send = organisation()
    await createInvoice(send)
    const list = async (query: Record<string, string>) =>
      (await send('GET', `/Invoices?${new URLSearchParams({ page: '1', ...query })}`)).body
    expect(idsOf(await list({ where: 'Status=="AUTHORISED" AND AmountDue>200' }))).toEqual(['INV-0007'])
    expect(
      idsOf(await list({ where: `Contact.ContactID==Guid("${fixtures.contact}") AND Date>=DateTime(2026,03,01)` })),
    ).toEqual(['INV-0008'])
    expect(
      idsOf(await list({ where: '(Status=="PAID" || Status=="DRAFT") && InvoiceNumber.StartsWith("inv")' })),
    ).toHaveLength(2)
    expect(idsOf(await list({ Statuses: 'PAID,DRAFT', order: 'InvoiceNumber ASC' }))).toEqual(['INV-0005', 'INV-0006'])
    const page = await list({ page: '2', pageSize: '3' })
    expect(page.pagination).toEqual({ page: 2, pageSize: 3, pageCount: 2, itemCount: 4 })
    expect(page.Invoices).toHaveLength(1)
    expect((await send('GET', '/Invoices')).body.Invoices[0].LineItems).toEqual([])
  })

  it('may be asked for what changed since', async () => {
    const send = organisation()
    await createInvoice(send)
    const since = { 'If-Modified-Since': '2026-06-01T00:00:00' }
    expect(idsOf((await send('GET', '/Invoices?page=1', { headers: since })).body)).toEqual(['INV-0008'])
  })

  it('refuse a filter that cannot be read', async () => {
    const send = organisation()
    const refused = async (where: string) =>
      (await send('GET', `/Invoices?where=${encodeURIComponent(where)}`)).body.Type
    expect(await refused('Colour=="red"')).toBe('QueryParseException')
    expect(await refused('Status==')).toBe('QueryParseException')
    expect(await refused('Status=="PAID" Status')).toBe('QueryParseException')
  })
})

describe('the rest of Xero', () => {
  it('reports profit and loss', async () => {
    const { body } = await organisation()('GET', '/Reports/ProfitAndLoss?fromDate=2026-01-01&toDate=2026-03-31')
    const last = body.Reports[0].Rows.at(-1)
    expect(last.Rows[0].Cells).toEqual([{ Value: 'Net Profit' }, { Value: '200.01' }])
  })

  it('answers XML to whom JSON is not accepted', async () => {
    const { send } = accountAt(xero, origin, { ...headers, Accept: '*/*' })
    const { text, headers: sent } = await send('GET', '/Organisation')
    expect(sent.get('content-type')).toMatch('text/xml')
    expect(text).toMatch(/^<Response><Id>.*<Organisations><Organisation>/)
  })

  it('has nothing at other paths', async () => {
    const send = organisation()
    expect(await send('GET', '/Spaceships')).toMatchObject({
      status: 404,
      text: expect.stringMatching('cannot be found'),
    })
    expect((await send('GET', '/Invoices/00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })
})

describe('a fault that is asked for', () => {
  const asked = (fault: string) => trigger(xero, exchangeOf('GET', `${origin}/Contacts/sandbox-${fault}`, { headers }))

  it('is told as the provider would', async () => {
    const limited = asked('rate-limited')
    expect(limited?.status).toBe(429)
    expect(limited?.headers.get('X-Rate-Limit-Problem')).toBe('minute')
    const outage = asked('outage')
    expect(outage?.status).toBe(503)
    expect(asked('nothing')).toBeUndefined()
  })
})

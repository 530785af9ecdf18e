import { describe, expect, it } from 'vitest'
import { fixtures, quickbooks } from '../../../sandbox/providers/quickbooks.ts'
import { trigger } from '../../../sandbox/trigger.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = `https://sandbox-quickbooks.api.intuit.com/v3/company/${fixtures.realmId}`
const headers = { Authorization: 'Bearer eyJhbGciOiJkaXIi.sandbox', Accept: 'application/json' }

function company() {
  const { send } = accountAt(quickbooks, origin, headers)
  const query = (text: string) => send('GET', `/query?query=${encodeURIComponent(text)}`)
  return { send, query }
}

const invoice = {
  CustomerRef: { value: fixtures.customer },
  TxnDate: '2026-03-01',
  Line: [
    {
      DetailType: 'SalesItemLineDetail',
      Amount: 250,
      SalesItemLineDetail: { ItemRef: { value: fixtures.item }, Qty: 2, UnitPrice: 125 },
    },
  ],
}

const codeOf = (answer: { body: { Fault: { Error: { code: string }[] } } }) => answer.body.Fault.Error[0]?.code

describe('QuickBooks', () => {
  it('refuses a wrong token as its gateway does', async () => {
    const { send } = accountAt(quickbooks, origin, { Authorization: 'Bearer invalid-token' })
    const answer = await send('GET', '/customer/58')
    expect(answer.status).toBe(401)
    expect(answer.body.fault).toMatchObject({ type: 'AUTHENTICATION', error: [{ code: '3200' }] })
  })

  it('creates, reads and pays an invoice, and writes it as paid', async () => {
    const { send } = company()
    const customer = (await send('POST', '/customer', { json: { DisplayName: 'Babbage Ltd' } })).body.Customer
    const created = await send('POST', '/invoice', { json: { ...invoice, CustomerRef: { value: customer.Id } } })
    expect(created.body.Invoice).toMatchObject({
      SyncToken: '0',
      DocNumber: '1038',
      TotalAmt: 250,
      Balance: 250,
      Line: [
        { Id: '1', LineNum: 1 },
        { DetailType: 'SubTotalLineDetail', Amount: 250 },
      ],
    })
    const { Id } = created.body.Invoice
    expect((await send('GET', `/customer/${customer.Id}`)).body.Customer.Balance).toBe(250)

    const payment = await send('POST', '/payment', {
      json: {
        CustomerRef: { value: customer.Id },
        TotalAmt: 300,
        Line: [{ Amount: 250, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }],
      },
    })
    expect(payment.body.Payment).toMatchObject({ TotalAmt: 300, UnappliedAmt: 50 })
    const paid = await send('GET', `/invoice/${Id}`)
    expect(paid.body.Invoice).toMatchObject({ Balance: 0, LinkedTxn: [{ TxnType: 'Payment' }] })

    const again = await send('POST', '/payment', {
      json: {
        CustomerRef: { value: customer.Id },
        TotalAmt: 250,
        Line: [{ Amount: 250, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }],
      },
    })
    expect([again.status, codeOf(again)]).toEqual([400, '6000'])
  })

  it('wants what is required, and names every fault', async () => {
    const { send } = company()
    const nothing = await send('POST', '/invoice', { json: {} })
    expect(nothing.status).toBe(400)
    expect(nothing.body.Fault.type).toBe('ValidationFault')
    expect(nothing.body.Fault.Error.map((error: { element: string }) => error.element)).toEqual(['CustomerRef', 'Line'])
    expect(codeOf(nothing)).toBe('2020')
    expect(codeOf(await send('POST', '/invoice', { json: { ...invoice, Colour: 'red' } }))).toBe('2010')
    expect(codeOf(await send('POST', '/invoice', { json: { ...invoice, CustomerRef: { value: '999' } } }))).toBe('2500')
    const [line] = invoice.Line
    const wrongSum = { ...invoice, Line: [{ ...line, Amount: 100 }] }
    expect(codeOf(await send('POST', '/invoice', { json: wrongSum }))).toBe('6070')
    expect(codeOf(await send('GET', '/invoice/999'))).toBe('610')
  })

  it('changes and voids with the current SyncToken only', async () => {
    const { send } = company()
    const { Id } = (await send('POST', '/invoice', { json: invoice })).body.Invoice
    const update = { Id, SyncToken: '0', sparse: true, PrivateNote: 'first' }
    expect((await send('POST', '/invoice', { json: update })).body.Invoice).toMatchObject({
      SyncToken: '1',
      PrivateNote: 'first',
      TotalAmt: 250,
    })
    expect(codeOf(await send('POST', '/invoice', { json: update }))).toBe('5010')
    const voided = await send('POST', '/invoice?operation=void', { json: { Id, SyncToken: '1' } })
    expect(voided.body.Invoice).toMatchObject({
      TotalAmt: 0,
      Balance: 0,
      PrivateNote: 'Voided - first',
      SyncToken: '2',
    })
    const removed = await send('POST', '/invoice?operation=delete', { json: { Id, SyncToken: '2' } })
    expect(removed.body.Invoice).toMatchObject({ status: 'Deleted', Id })
    expect(codeOf(await send('GET', `/invoice/${Id}`))).toBe('610')
  })

  it('forgets what is done to a fixture', async () => {
    const { send } = company()
    const json = { Id: fixtures.invoice, SyncToken: fixtures.invoiceSyncToken }
    expect((await send('POST', '/invoice?operation=void', { json })).status).toBe(200)
    expect((await send('POST', '/invoice?operation=void', { json })).status).toBe(200)
  })

  it('sends an invoice by e-mail', async () => {
    const { send } = company()
    const path = `/invoice/${fixtures.invoice}/send`
    const binary = { headers: { 'Content-Type': 'application/octet-stream' } }
    const sent = await send('POST', `${path}?sendTo=ada%40example.com`, binary)
    expect(sent.body.Invoice).toMatchObject({ EmailStatus: 'EmailSent', BillEmail: { Address: 'ada@example.com' } })
    expect(codeOf(await send('POST', `${path}?sendTo=nobody`, binary))).toBe('2210')
    expect((await send('POST', path, { json: {} })).status).toBe(415)
  })

  it('answers a repeated requestid as the first time', async () => {
    const { send, query } = company()
    const first = await send('POST', '/customer?requestid=4f6d', { json: { DisplayName: 'Once' } })
    const second = await send('POST', '/customer?requestid=4f6d', { json: { DisplayName: 'Once' } })
    expect(second.body).toEqual(first.body)
    expect(
      (await query("SELECT COUNT(*) FROM Customer WHERE DisplayName = 'Once'")).body.QueryResponse.totalCount,
    ).toBe(1)
    expect(codeOf(await send('POST', '/customer', { json: { DisplayName: 'Once' } }))).toBe('6240')
  })

  it('keeps display names unique, but for those of examples', async () => {
    const { send } = company()
    const example = { DisplayName: 'Engines', PrimaryEmailAddr: { Address: 'a@example.com' } }
    expect((await send('POST', '/customer', { json: example })).status).toBe(200)
    expect((await send('POST', '/customer', { json: example })).status).toBe(200)
    expect((await send('POST', '/customer', { json: { PrimaryEmailAddr: { Address: 'nobody' } } })).status).toBe(400)
    expect(codeOf(await send('POST', '/customer', { json: {} }))).toBe('2020')
  })

  it('buys from a bank account or by a credit card', async () => {
    const { send } = company()
    const purchase = {
      PaymentType: 'CreditCard',
      AccountRef: { value: fixtures.creditCardAccount },
      Line: [
        {
          DetailType: 'AccountBasedExpenseLineDetail',
          Amount: 12.5,
          AccountBasedExpenseLineDetail: { AccountRef: { value: fixtures.expenseAccount } },
        },
      ],
    }
    expect((await send('POST', '/purchase', { json: purchase })).body.Purchase.TotalAmt).toBe(12.5)
    expect(codeOf(await send('POST', '/purchase', { json: { ...purchase, PaymentType: 'Check' } }))).toBe('6000')
    expect(codeOf(await send('POST', '/purchase', { json: { ...purchase, PaymentType: 'Barter' } }))).toBe('2170')
  })
})

describe('the query language', () => {
  it('filters, orders and pages', async () => {
    const { send, query } = company()
    for (const day of ['01', '02', '03']) {
      await send('POST', '/invoice', { json: { ...invoice, TxnDate: `2026-03-${day}` } })
    }
    const where = `WHERE CustomerRef = '${fixtures.customer}' AND TxnDate >= '2026-03-02' AND Balance > 0`
    const found = await query(`select * from Invoice ${where} orderby TxnDate desc startposition 1 maxresults 1`)
    expect(found.body.QueryResponse).toMatchObject({ startPosition: 1, maxResults: 1 })
    expect(found.body.QueryResponse.Invoice[0].TxnDate).toBe('2026-03-03')
    const none = await query(`SELECT * FROM Invoice ${where} STARTPOSITION 9`)
    expect(none.body.QueryResponse).toEqual({})
    const all = await query('SELECT COUNT(*) FROM Invoice')
    expect(all.body.QueryResponse).toEqual({ totalCount: 4 })
  })

  it('knows LIKE, IN, escapes and times', async () => {
    const { send, query } = company()
    await send('POST', '/customer', { json: { DisplayName: "O'Halloran", Active: false } })
    const named = async (text: string) => {
      const { body } = await query(`SELECT * FROM Customer WHERE ${text}`)
      return (body.QueryResponse.Customer ?? []).map(({ DisplayName }: { DisplayName: string }) => DisplayName)
    }
    expect(await named("DisplayName = 'O\\'Halloran'")).toEqual([])
    expect(await named("DisplayName = 'O\\'Halloran' AND Active IN (true, false)")).toEqual(["O'Halloran"])
    expect(await named("DisplayName LIKE 'Analytical%'")).toEqual(['Analytical Engines Ltd'])
    expect(await named("MetaData.LastUpdatedTime > '2026-01-15T17:00:00Z'")).toEqual(['Analytical Engines Ltd'])
    expect(await named("MetaData.LastUpdatedTime > '2026-01-15T18:00:00Z'")).toEqual([])
    expect(await named("PrimaryEmailAddr = 'accounts@engines.example.com'")).toEqual(['Analytical Engines Ltd'])
  })

  it('refuses what it cannot read', async () => {
    const { query } = company()
    expect(codeOf(await query('SELECT Id FROM Customer'))).toBe('4000')
    expect(codeOf(await query("SELECT * FROM Customer WHERE Id = '1' OR Id = '2'"))).toBe('4000')
    expect(codeOf(await query("SELECT * FROM Customer WHERE DisplayName = 'unclosed"))).toBe('4000')
    expect(codeOf(await query('SELECT * FROM customer'))).toBe('4001')
    expect(codeOf(await query("SELECT * FROM Customer WHERE Colour = 'red'"))).toBe('4001')
    expect(codeOf(await query('SELECT * FROM Customer MAXRESULTS 1001'))).toBe('4001')
  })
})

describe('the rest', () => {
  it('reports profit and loss by account', async () => {
    const { send } = company()
    const { body } = await send('GET', '/reports/ProfitAndLoss?start_date=2026-01-01&end_date=2026-03-31')
    const totals = body.Rows.Row.map((row: { group: string; Summary: { ColData: { value: string }[] } }) => [
      row.group,
      row.Summary.ColData[1]?.value,
    ])
    expect(totals).toEqual([
      ['Income', '250.00'],
      ['GrossProfit', '250.00'],
      ['Expenses', '49.99'],
      ['NetOperatingIncome', '200.01'],
      ['NetIncome', '200.01'],
    ])
    const monthly = await send(
      'GET',
      '/reports/ProfitAndLoss?start_date=2026-01-01&end_date=2026-02-28&summarize_column_by=Month',
    )
    expect(monthly.body.Columns.Column).toHaveLength(4)
  })

  it('knows its company, and no other path', async () => {
    const { send } = company()
    const { body } = await send('GET', `/companyinfo/${fixtures.realmId}`)
    expect(body.CompanyInfo).toMatchObject({ Country: 'US', FiscalYearStartMonth: 'January' })
    expect((await send('GET', '/spaceship/1')).status).toBe(404)
    expect((await send('DELETE', '/invoice/130')).status).toBe(400)
  })
})

describe('a fault that is asked for', () => {
  const asked = (fault: string) =>
    trigger(quickbooks, exchangeOf('GET', `${origin}/customer/sandbox-${fault}`, { headers }))

  it('is told as the provider would', async () => {
    const limited = asked('rate-limited')
    expect(limited?.status).toBe(429)
    expect(await limited?.json()).toMatchObject({ fault: { error: [{ code: '3001' }] } })
    const outage = asked('outage')
    expect(outage?.status).toBe(503)
    expect(await outage?.json()).toMatchObject({ Fault: { type: 'SystemFault' } })
    expect(asked('nothing')).toBeUndefined()
  })
})

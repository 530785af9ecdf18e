import { describe, expect, it } from 'vitest'
import { fixtures, freshbooks } from '../../../sandbox/providers/freshbooks.ts'
import { trigger } from '../../../sandbox/trigger.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://api.freshbooks.com'
const headers = { Authorization: 'Bearer sandbox-access-token', 'Api-Version': 'alpha' }

/** One account: paths are those after `/accounting/account/{accountId}`. */
function account() {
  const { send } = accountAt(freshbooks, origin, headers)
  return (method: string, path: string, json?: object) =>
    send(method, `/accounting/account/${fixtures.accountId}${path}`, json === undefined ? {} : { json })
}

type Send = ReturnType<typeof account>

const invoice = {
  customerid: 217506,
  create_date: '2026-03-01',
  due_offset_days: 30,
  lines: [
    { type: 0, name: 'Engine', qty: 2, unit_cost: { amount: '50.00', code: 'USD' }, taxName1: 'HST', taxAmount1: '13' },
  ],
}

async function createInvoice(send: Send, changes: object = {}) {
  const { body } = await send('POST', '/invoices/invoices?include[]=lines', { invoice: { ...invoice, ...changes } })
  return body.response.result.invoice
}

const errorOf = (answer: { body: { response: { errors: object[] } } }) => answer.body.response.errors[0]

describe('FreshBooks', () => {
  it('refuses a wrong token, each service in its own words', async () => {
    const { send } = accountAt(freshbooks, origin, { Authorization: 'Bearer invalid-token' })
    const accounting = await send('GET', '/accounting/account/zDmNq/users/clients')
    expect(accounting.status).toBe(401)
    expect(errorOf(accounting)).toMatchObject({ errno: 1003, field: '' })
    expect(await send('GET', '/auth/api/v1/users/me')).toMatchObject({
      status: 401,
      body: { error: 'unauthenticated' },
    })
  })

  it('knows who is calling', async () => {
    const { body } = await accountAt(freshbooks, origin, headers).send('GET', '/auth/api/v1/users/me')
    expect(body.response.business_memberships[0].business.account_id).toBe(fixtures.accountId)
  })

  it('creates a draft, with its sums and lines where they are asked for', async () => {
    const send = account()
    const created = await createInvoice(send)
    expect(created).toMatchObject({
      invoice_number: '0000022',
      v3_status: 'draft',
      due_date: '2026-03-31',
      amount: { amount: '113.00', code: 'USD' },
      lines: [{ lineid: 1, amount: { amount: '100.00' }, taxAmount1: '13' }],
    })
    const bare = await send('GET', `/invoices/invoices/${created.id}`)
    expect(bare.body.response.result.invoice.lines).toBeUndefined()
  })

  it('sends and pays an invoice, and takes the payment back', async () => {
    const send = account()
    const { id } = await createInvoice(send)
    const put = async (changes: object) =>
      (await send('PUT', `/invoices/invoices/${id}`, { invoice: changes })).body.response.result?.invoice
    expect((await put({ action_email: true, email_recipients: ['ada@example.com'] })).v3_status).toBe('sent')
    const pay = (amount: string, code = 'USD') =>
      send('POST', '/payments/payments', {
        payment: { invoiceid: id, amount: { amount, code }, date: '2026-03-05', type: 'Cash' },
      })
    const first = (await pay('13.00')).body.response.result.payment
    expect(first).toMatchObject({ logid: first.id, clientid: 217506, amount: { amount: '13.00', code: 'USD' } })
    const state = async () => (await send('GET', `/invoices/invoices/${id}`)).body.response.result.invoice
    expect(await state()).toMatchObject({ v3_status: 'partial', outstanding: { amount: '100.00' } })
    await pay('100.00')
    expect(await state()).toMatchObject({ v3_status: 'paid', status: 4, outstanding: { amount: '0.00' } })
    expect((await pay('1.00', 'EUR')).status).toBe(422)
    await send('PUT', `/payments/payments/${first.id}`, { payment: { vis_state: 1 } })
    expect(await state()).toMatchObject({ v3_status: 'partial', outstanding: { amount: '13.00' } })
  })

  it('deletes by vis_state, and leaves out of lists what is deleted', async () => {
    const send = account()
    const { id } = await createInvoice(send)
    await send('PUT', `/invoices/invoices/${id}`, { invoice: { vis_state: 1 } })
    expect((await send('GET', `/invoices/invoices/${id}`)).body.response.result.invoice.vis_state).toBe(1)
    const list = async (query: string) => (await send('GET', `/invoices/invoices${query}`)).body.response.result
    expect((await list('')).total).toBe(3)
    expect((await list('?search[vis_state]=1')).invoices[0].id).toBe(id)
    const payment = { invoiceid: id, amount: { amount: '1.00' } }
    expect(errorOf(await send('POST', '/payments/payments', { payment }))).toMatchObject({ errno: 1011 })
  })

  it('forgets what is done to a fixture', async () => {
    const send = account()
    for (const _ of [1, 2]) {
      const payment = { invoiceid: Number(fixtures.sentInvoice), amount: { amount: '250.00' } }
      expect((await send('POST', '/payments/payments', { payment })).status).toBe(200)
      const sent = await send('GET', `/invoices/invoices/${fixtures.sentInvoice}`)
      expect(sent.body.response.result.invoice).toMatchObject({ v3_status: 'sent', outstanding: { amount: '250.00' } })
    }
  })

  it('tells what is missing, wrong or unknown', async () => {
    const send = account()
    const refused = async (changes: object) =>
      errorOf(await send('POST', '/invoices/invoices', { invoice: { ...invoice, ...changes } }))
    const nothing = await send('POST', '/invoices/invoices', { invoice: {} })
    expect(nothing.body.response.errors).toMatchObject([
      { errno: 1001, field: 'customerid', object: 'invoice' },
      { errno: 1001, field: 'create_date' },
    ])
    expect(errorOf(await send('POST', '/invoices/invoices', invoice))).toMatchObject({ errno: 1001, field: 'invoice' })
    expect(await refused({ create_date: '1 March' })).toMatchObject({ errno: 1033, field: 'create_date' })
    expect(await refused({ customerid: 'Ada' })).toMatchObject({ errno: 1015 })
    expect(await refused({ customerid: 1 })).toMatchObject({ errno: 1012, message: 'Client not found.' })
    expect(await refused({ currency_code: 'dollar' })).toMatchObject({ errno: 1004 })
    expect(await refused({ invoice_number: '0000021' })).toMatchObject({ errno: 1004, field: 'invoice_number' })
    const unknown = await send('GET', '/invoices/invoices/1')
    expect([unknown.status, errorOf(unknown)]).toMatchObject([404, { errno: 1012, message: 'Invoice not found.' }])
    expect((await send('GET', '/spaceships/spaceships')).status).toBe(404)
    expect((await send('DELETE', `/invoices/invoices/${fixtures.invoice}`)).status).toBe(404)
  })

  it('keeps e-mail addresses of clients unique, but for those of examples', async () => {
    const send = account()
    const create = (client: object) => send('POST', '/users/clients', { client })
    expect((await create({ email: 'charles@babbage.uk' })).status).toBe(200)
    expect(errorOf(await create({ email: 'charles@babbage.uk' }))).toMatchObject({ errno: 1004, field: 'email' })
    expect((await create({ email: 'ada@example.com' })).status).toBe(200)
    expect((await create({ email: 'ada@example.com' })).status).toBe(200)
    expect((await create({})).status).toBe(422)
  })

  it('books expenses under a known category', async () => {
    const send = account()
    const expense = { categoryid: 3012676, staffid: 1, amount: { amount: '12.50', code: 'USD' }, date: '2026-02-01' }
    const created = (await send('POST', '/expenses/expenses', { expense })).body.response.result.expense
    expect(created).toMatchObject({ expenseid: created.id, amount: { amount: '12.50', code: 'USD' } })
    const unknown = await send('POST', '/expenses/expenses', { expense: { ...expense, categoryid: 1 } })
    expect(errorOf(unknown)).toMatchObject({ errno: 1012, field: 'categoryid' })
  })
})

describe('lists and reports of FreshBooks', () => {
  it('are searched, sorted and paged', async () => {
    const send = account()
    await createInvoice(send)
    const list = async (query: string) => (await send('GET', `/invoices/invoices?${query}`)).body.response
    const numbers = ({ result }: { result: { invoices: { invoice_number: string }[] } }) =>
      result.invoices.map(({ invoice_number }) => invoice_number)
    expect(numbers(await list('sort=invoice_number_asc&page=2&per_page=3'))).toEqual(['0000022'])
    expect((await list('per_page=1000')).result).toMatchObject({ per_page: 100, page: 1, pages: 1, total: 4 })
    expect(numbers(await list('search[date_min]=2026-02-01'))).toEqual(['0000022'])
    expect(numbers(await list('search[customerid]=1'))).toEqual([])
    expect((await list('search[colour]=red')).errors[0].errno).toBe(1004)
    expect((await list('page=0')).errors[0].errno).toBe(1014)
  })

  it('report profit and loss', async () => {
    const send = account()
    const span = 'start_date=2025-12-01&end_date=2026-03-31'
    const report = async (query: string) =>
      (await send('GET', `/reports/accounting/profitloss_entity?${span}${query}`)).body.response.result.profitloss
    expect(await report('')).toMatchObject({
      total_income: { total: { amount: '350.00' } },
      total_expenses: { total: { amount: '49.99' } },
      net_profit: { total: { amount: '300.01', code: 'USD' } },
    })
    expect((await report('&cash_based=true')).net_profit.total.amount).toBe('50.01')
  })
})

describe('a fault that is asked for', () => {
  const asked = (fault: string) =>
    trigger(
      freshbooks,
      exchangeOf('GET', `${origin}/accounting/account/zDmNq/users/clients/sandbox-${fault}`, { headers }),
    )

  it('is told as the provider would', async () => {
    const limited = asked('rate-limited')
    expect(limited?.status).toBe(429)
    expect(await limited?.json()).toMatchObject({ response: { errors: [{ errno: 429 }] } })
    const outage = asked('outage')
    expect(outage?.status).toBe(503)
    expect(await outage?.json()).toMatchObject({ response: { errors: [{ errno: 500 }] } })
    expect(asked('nothing')).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { fixtures, sage } from '../../../sandbox/providers/sage.ts'
import { trigger } from '../../../sandbox/trigger.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://api.accounting.sage.com/v3.1'
const headers = { Authorization: 'Bearer sandbox-access-token', 'X-Business': fixtures.business }

const business = () => accountAt(sage, origin, headers).send

type Send = ReturnType<typeof business>

const invoice = {
  contact_id: fixtures.customer,
  date: '2026-03-01',
  invoice_lines: [
    {
      description: 'Engine',
      ledger_account_id: fixtures.salesAccount,
      quantity: 2,
      unit_price: 50,
      tax_rate_id: 'GB_STANDARD',
    },
  ],
}

const create = (send: Send, changes: object = {}) =>
  send('POST', '/sales_invoices', { json: { sales_invoice: { ...invoice, ...changes } } })

const receipt = (artefact_id: string, amount: number) => ({
  contact_payment: {
    transaction_type_id: 'CUSTOMER_RECEIPT',
    contact_id: fixtures.customer,
    bank_account_id: fixtures.bankAccount,
    date: '2026-03-05',
    total_amount: amount,
    allocated_artefacts: [{ artefact_id, amount }],
  },
})

describe('Sage', () => {
  it('refuses a wrong token, and a business that cannot be', async () => {
    const wrong = accountAt(sage, origin, { Authorization: 'Bearer invalid-token' }).send
    expect(await wrong('GET', '/contacts')).toMatchObject({
      status: 401,
      body: [{ $severity: 'error', $dataCode: 'AuthenticationFailure' }],
    })
    const nowhere = accountAt(sage, origin, { ...headers, 'X-Business': 'nowhere' }).send
    expect((await nowhere('GET', '/contacts')).body[0].$dataCode).toBe('AuthorizationFailure')
    const first = accountAt(sage, origin, { Authorization: headers.Authorization }).send
    expect((await first('GET', '/businesses')).body.$items[0].id).toBe(fixtures.business)
  })

  it('creates an invoice, due when the contact has to pay', async () => {
    const { status, body } = await create(business())
    expect(status).toBe(201)
    expect(body).toMatchObject({
      displayed_as: 'SI-8',
      due_date: '2026-03-31',
      net_amount: 100,
      tax_amount: 20,
      total_amount: 120,
      outstanding_amount: 120,
      status: { id: 'UNPAID', displayed_as: 'Unpaid', $path: '/artefact_statuses/UNPAID' },
      contact: { displayed_as: 'Analytical Engines Ltd' },
      invoice_lines: [{ ledger_account: { displayed_as: 'Sales - Products (4000)' }, tax_rate: { id: 'GB_STANDARD' } }],
    })
  })

  it('counts a price that includes its tax, and a discount', async () => {
    const [line] = invoice.invoice_lines
    const lines = [{ ...line, unit_price_includes_tax: true, discount_percentage: 10 }]
    const { body } = await create(business(), { invoice_lines: lines })
    expect(body).toMatchObject({ net_amount: 75, tax_amount: 15, total_amount: 90 })
  })

  it('takes an invoice from a draft to paid, and back when the payment goes', async () => {
    const send = business()
    const { id } = (await create(send, { status_id: 'DRAFT' })).body
    const pay = (amount: number) => send('POST', '/contact_payments', { json: receipt(id, amount) })
    expect((await pay(20)).body[0]).toMatchObject({ $source: 'contact_payment.allocated_artefacts.0.artefact_id' })
    expect((await send('POST', `/sales_invoices/${id}/release`, { json: {} })).body.status.id).toBe('UNPAID')
    expect((await send('POST', `/sales_invoices/${id}/release`, { json: {} })).status).toBe(422)

    const first = (await pay(20)).body
    expect(first).toMatchObject({ total_amount: 20, allocated_artefacts: [{ artefact: { displayed_as: 'SI-8' } }] })
    const state = async () => (await send('GET', `/sales_invoices/${id}`)).body
    expect(await state()).toMatchObject({ status: { id: 'PART_PAID' }, outstanding_amount: 100 })
    expect((await pay(100.01)).status).toBe(422)
    await pay(100)
    expect(await state()).toMatchObject({ status: { id: 'PAID' }, outstanding_amount: 0 })
    expect((await send('DELETE', `/contact_payments/${first.id}`)).status).toBe(204)
    expect(await state()).toMatchObject({ status: { id: 'PART_PAID' }, outstanding_amount: 20 })
  })

  it('voids for a reason, and drops a draft without one', async () => {
    const send = business()
    const { id } = (await create(send)).body
    const withoutReason = await send('DELETE', `/sales_invoices/${id}`)
    expect(withoutReason).toMatchObject({ status: 422, body: [{ $source: 'void_reason' }] })
    const voided = await send('DELETE', `/sales_invoices/${id}?void_reason=Sent%20twice`)
    expect(voided.body).toMatchObject({ status: { id: 'VOID' }, void_reason: 'Sent twice', outstanding_amount: 0 })
    expect((await send('DELETE', `/sales_invoices/${id}?void_reason=Again`)).status).toBe(422)
    const draft = (await create(send, { status_id: 'DRAFT' })).body.id
    expect((await send('DELETE', `/sales_invoices/${draft}`)).status).toBe(204)
    expect((await send('GET', `/sales_invoices/${draft}`)).status).toBe(404)
  })

  it('forgets what is done to a fixture', async () => {
    const send = business()
    for (const _ of [1, 2]) {
      expect((await send('POST', '/contact_payments', { json: receipt(fixtures.invoice, 250) })).status).toBe(201)
      expect((await send('DELETE', `/sales_invoices/${fixtures.invoice}?void_reason=x`)).status).toBe(200)
    }
  })

  it('tells which field is missing or wrong', async () => {
    const send = business()
    const refused = async (changes: object) => (await create(send, changes)).body[0]
    const nothing = await send('POST', '/sales_invoices', { json: { sales_invoice: {} } })
    expect(nothing.status).toBe(422)
    expect(nothing.body.map((error: { $source: string }) => error.$source)).toEqual([
      'sales_invoice.contact_id',
      'sales_invoice.date',
      'sales_invoice.invoice_lines',
    ])
    expect((await send('POST', '/sales_invoices', { json: invoice })).body[0].$source).toBe('sales_invoice')
    expect((await refused({ contact_id: fixtures.vendor })).$source).toBe('sales_invoice.contact_id')
    expect((await refused({ date: '1 March' })).$source).toBe('sales_invoice.date')
    expect((await refused({ invoice_lines: [] })).$source).toBe('sales_invoice.invoice_lines')
    const [line] = invoice.invoice_lines
    const unknown = await refused({ invoice_lines: [{ ...line, tax_rate_id: 'XX' }] })
    expect(unknown).toMatchObject({ $dataCode: 'RecordInvalid', $source: 'sales_invoice.invoice_lines.0.tax_rate_id' })
  })

  it('creates once for each idempotency id', async () => {
    const send = business()
    const contact = { name: 'Babbage', contact_type_ids: ['CUSTOMER'], idempotency_id: 'a'.repeat(32) }
    const first = await send('POST', '/contacts', { json: { contact } })
    const second = await send('POST', '/contacts', { json: { contact } })
    expect(second.body).toEqual(first.body)
    const wrong = await send('POST', '/contacts', { json: { contact: { ...contact, idempotency_id: 'short' } } })
    expect(wrong.body[0].$source).toBe('idempotency_id')
  })

  it('creates and changes a contact with its person', async () => {
    const send = business()
    const person = { name: 'Charles', email: 'charles@example.com', telephone: '1' }
    const contact = { name: 'Babbage', contact_type_ids: ['CUSTOMER'], reference: 'B-1', main_contact_person: person }
    const created = (await send('POST', '/contacts', { json: { contact } })).body
    expect(created).toMatchObject({ displayed_as: 'Babbage (B-1)', main_contact_person: person })
    const changed = await send('PUT', `/contacts/${created.id}`, { json: { contact: { notes: 'n' } } })
    expect(changed.body).toMatchObject({ name: 'Babbage', notes: 'n', main_contact_person: person })
    expect((await send('DELETE', `/contacts/${created.id}`)).status).toBe(204)
    expect((await send('DELETE', `/contacts/${fixtures.customer}`)).status).toBe(422)
  })

  it('books a payment whose lines make its total', async () => {
    const send = business()
    const payment = {
      transaction_type_id: 'OTHER_PAYMENT',
      bank_account_id: fixtures.bankAccount,
      date: '2026-02-01',
      total_amount: 12,
      payment_lines: [{ ledger_account_id: fixtures.expenseAccount, total_amount: 12, tax_rate_id: 'GB_STANDARD' }],
    }
    const pay = (changes: object) =>
      send('POST', '/other_payments', { json: { other_payment: { ...payment, ...changes } } })
    expect((await pay({})).body).toMatchObject({ net_amount: 10, tax_amount: 2, total_amount: 12 })
    expect((await pay({ total_amount: 13 })).body[0].$source).toBe('other_payment.total_amount')
  })
})

describe('lists of Sage', () => {
  it('name their items, and say more where attributes are asked for', async () => {
    const send = business()
    const list = async (query: string) => (await send('GET', `/contacts${query}`)).body
    expect((await list('?contact_type_id=VENDOR')).$items).toEqual([
      { id: fixtures.vendor, displayed_as: 'Jacquard & Sons', $path: `/contacts/${fixtures.vendor}` },
    ])
    expect((await list('?attributes=name,email&search=jacquard')).$items[0]).toMatchObject({
      name: 'Jacquard & Sons',
      email: 'sales@jacquard.example.com',
    })
    expect((await list('?attributes=all')).$items[0].currency.id).toBe('GBP')
  })

  it('are paged and filtered', async () => {
    const send = business()
    await create(send)
    const list = async (query: string) => (await send('GET', `/sales_invoices?${query}`)).body
    expect(await list('items_per_page=3')).toMatchObject({
      $total: 4,
      $page: 1,
      $next: '/sales_invoices?page=2&items_per_page=3',
      $back: null,
      $itemsPerPage: 3,
    })
    expect((await list('items_per_page=3&page=2')).$items).toHaveLength(1)
    expect((await list('from_date=2026-02-01&to_date=2026-12-31')).$total).toBe(1)
    expect((await list('status_id=PAID')).$items[0].id).toBe(fixtures.paidInvoice)
    expect((await list('updated_or_created_since=2026-06-01T00:00:00Z')).$total).toBe(1)
    expect((await list('items_per_page=201'))[0].$source).toBe('items_per_page')
    expect((await send('GET', '/ledger_accounts?visible_in=sales')).body.$total).toBe(1)
  })

  it('have nothing at other paths, and other methods are refused', async () => {
    const send = business()
    expect((await send('GET', '/spaceships')).status).toBe(404)
    expect((await send('GET', `/tax_rates/${fixtures.taxRate}`)).body.percentage).toBe(20)
    expect((await send('POST', '/tax_rates', { json: {} })).status).toBe(405)
    expect((await send('PATCH', `/contacts/${fixtures.customer}`, { json: {} })).status).toBe(405)
  })
})

describe('a fault that is asked for', () => {
  const asked = (fault: string) => trigger(sage, exchangeOf('GET', `${origin}/contacts/sandbox-${fault}`, { headers }))

  it('is told as the provider would', async () => {
    const limited = asked('rate-limited')
    expect(limited?.status).toBe(429)
    expect(await limited?.json()).toMatchObject({ 0: { $dataCode: 'TooManyRequests' } })
    const outage = asked('outage')
    expect(outage?.status).toBe(503)
    expect(await outage?.json()).toMatchObject({ 0: { $dataCode: 'ServiceUnavailable' } })
    expect(asked('nothing')).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { fixtures, wave } from '../../../sandbox/providers/wave.ts'
import { trigger } from '../../../sandbox/trigger.ts'
import { accountAt, exchangeOf } from './support.ts'

const headers = { Authorization: 'Bearer sandbox-full-access-token' }
const businessId = fixtures.business

function user(token = headers) {
  const { send } = accountAt(wave, 'https://gql.waveapps.com', token)
  const run = async (query: string, variables: object = {}) =>
    (await send('POST', '/graphql/public', { json: { query, variables } })).body
  /** Runs a mutation with its input and answers what it answers. */
  const mutate = async (name: string, input: object, fields = '') => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
    const selection = `didSucceed inputErrors { path message code } ${fields}`
    const { data, errors } = await run(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, {
      input,
    })
    return data?.[name] ?? errors
  }
  return { send, run, mutate }
}

type User = ReturnType<typeof user>

const invoiceFields = 'invoice { id status total { value minorUnitValue } amountDue { value } taxTotal { value } }'

async function createInvoice({ mutate }: User, changes: object = {}) {
  const input = {
    businessId,
    customerId: fixtures.customer,
    status: 'SAVED',
    items: [{ productId: fixtures.product, quantity: '2', unitPrice: '50' }],
    ...changes,
  }
  return (await mutate('invoiceCreate', input, invoiceFields)).invoice
}

const pay = ({ mutate }: User, invoiceId: string, amount: string) =>
  mutate(
    'invoicePaymentCreateManual',
    {
      invoiceId,
      paymentAccountId: fixtures.bankAccount,
      amount,
      paymentDate: '2026-03-05',
      paymentMethod: 'CASH',
      exchangeRate: '1',
    },
    'invoicePayment { id amount invoice { status amountDue { value } } }',
  )

describe('Wave', () => {
  it('asks for a login where the token is wrong', async () => {
    const { run } = user({ Authorization: 'Bearer invalid-token' })
    const answer = await run('query { user { id } }')
    expect(answer).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' }, path: ['user'] }],
      data: { user: null },
    })
  })

  it('tells what cannot be found, with its place', async () => {
    const { run } = user()
    const answer = await run('query { business(id: "BAD_ID") { id } }')
    expect(answer).toMatchObject({
      errors: [
        { extensions: { code: 'NOT_FOUND' }, message: "Business 'BAD_ID' could not be found.", path: ['business'] },
      ],
      data: { business: null },
    })
    const customer = await run('query ($id: ID!) { business(id: $id) { customer(id: "no") { id } } }', {
      id: businessId,
    })
    expect(customer.errors[0].path).toEqual(['business', 'customer'])
  })

  it('validates documents and variables against the schema', async () => {
    const { run, mutate, send } = user()
    const unknown = await run('query { business(name: "Personal") { id } }')
    expect(unknown.errors[0]).toMatchObject({
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      message: 'Unknown argument "name" on field "Query.business".',
    })
    expect((await run('query {')).errors[0].extensions.code).toBe('GRAPHQL_PARSE_FAILED')
    const missing = await mutate('customerCreate', { businessId })
    expect(missing[0].extensions.code).toBe('BAD_USER_INPUT')
    const extra = await mutate('customerCreate', { businessId, name: 'x', colour: 'red' })
    expect(extra[0].message).toMatch(/"colour" is not defined/)
    expect((await send('POST', '/graphql/public', { json: {} })).status).toBe(400)
    expect((await send('POST', '/graphql', { json: {} })).status).toBe(404)
  })

  it('creates, changes and deletes a customer', async () => {
    const { mutate } = user()
    const { customer } = await mutate(
      'customerCreate',
      { businessId, name: 'Babbage', currency: 'JPY' },
      'customer { id name currency { code exponent } outstandingAmount { value } }',
    )
    expect(customer).toMatchObject({ currency: { code: 'JPY', exponent: 0 }, outstandingAmount: { value: '0' } })
    const patched = await mutate('customerPatch', { id: customer.id, name: 'Charles' }, 'customer { name }')
    expect(patched.customer.name).toBe('Charles')
    const wrong = await mutate('customerPatch', { id: customer.id, email: 'nobody' })
    expect(wrong).toMatchObject({ didSucceed: false, inputErrors: [{ path: ['input', 'email'] }] })
    expect((await mutate('customerDelete', { id: customer.id })).didSucceed).toBe(true)
    expect((await mutate('customerDelete', { id: customer.id })).inputErrors[0].code).toBe('NOT_FOUND')
  })

  it('sums an invoice with its taxes and discounts', async () => {
    const invoice = await createInvoice(user(), {
      items: [
        {
          productId: fixtures.product,
          quantity: '1.5',
          unitPrice: '19.99',
          taxes: [{ salesTaxId: fixtures.salesTax }],
        },
      ],
      discounts: [{ discountType: 'PERCENTAGE', percentage: '10' }],
    })
    expect(invoice).toMatchObject({ total: { value: '30.89', minorUnitValue: '3089' }, taxTotal: { value: '3.90' } })
  })

  it('takes a draft to a paid invoice', async () => {
    const wave = user()
    const { id } = await createInvoice(wave, { status: 'DRAFT' })
    const send = () =>
      wave.mutate('invoiceSend', { invoiceId: id, to: ['ada@example.com'], attachPDF: false }, invoiceFields)
    expect((await send()).inputErrors[0].message).toMatch(/approved/)
    expect((await pay(wave, id, '1')).didSucceed).toBe(false)
    expect((await wave.mutate('invoiceApprove', { invoiceId: id }, invoiceFields)).invoice.status).toBe('SAVED')
    expect((await wave.mutate('invoiceApprove', { invoiceId: id })).didSucceed).toBe(false)
    expect((await send()).invoice.status).toBe('SENT')
    expect((await pay(wave, id, '40')).invoicePayment.invoice).toEqual({
      status: 'PARTIAL',
      amountDue: { value: '60.00' },
    })
    const last = (await pay(wave, id, '60')).invoicePayment
    expect(last.invoice.status).toBe('PAID')
    expect((await pay(wave, id, '1')).invoicePayment.invoice.status).toBe('OVERPAID')
    expect((await wave.mutate('invoicePaymentDelete', { id: last.id })).didSucceed).toBe(true)
    expect((await wave.mutate('invoiceDelete', { invoiceId: id })).didSucceed).toBe(true)
    expect((await wave.mutate('invoiceDelete', { invoiceId: id })).inputErrors[0].code).toBe('NOT_FOUND')
  })

  it('forgets what is done to a fixture', async () => {
    const wave = user()
    for (const _ of [1, 2]) {
      expect((await wave.mutate('invoiceDelete', { invoiceId: fixtures.draftInvoice })).didSucceed).toBe(true)
      expect((await pay(wave, fixtures.invoice, '250')).didSucceed).toBe(true)
    }
  })

  it('books what balances, once for each external id', async () => {
    const { mutate } = user()
    const input = {
      businessId,
      externalId: 'a-1',
      date: '2026-01-20',
      description: 'Cards',
      anchor: { accountId: fixtures.bankAccount, amount: '49.99', direction: 'WITHDRAWAL' },
      lineItems: [{ accountId: fixtures.expenseAccount, amount: '49.99', balance: 'INCREASE' }],
    }
    const book = (changes: object = {}) =>
      mutate('moneyTransactionCreate', { ...input, ...changes }, 'transaction { id }')
    const first = await book()
    expect((await book()).transaction.id).toBe(first.transaction.id)
    expect((await book({ externalId: 'a-2' })).transaction.id).not.toBe(first.transaction.id)
    const [line] = input.lineItems
    expect((await book({ lineItems: [{ ...line, amount: '40' }] })).inputErrors[0].message).toMatch(/balance/)
    expect((await book({ lineItems: [{ ...line, balance: 'DECREASE' }] })).didSucceed).toBe(false)
    expect((await book({ lineItems: [{ ...line, accountId: 'no' }] })).inputErrors[0].code).toBe('NOT_FOUND')
  })
})

describe('lists of Wave', () => {
  it('are ordered, filtered and paged', async () => {
    const wave = user()
    await createInvoice(wave, { invoiceNumber: '100', invoiceDate: '2026-05-01' })
    const list = async (args: string) => {
      const query = `query ($id: ID!) { business(id: $id) { invoices(${args}) {
        pageInfo { currentPage totalPages totalCount } edges { node { invoiceNumber status } } } } }`
      const { pageInfo, edges } = (await wave.run(query, { id: businessId })).data.business.invoices
      return { pageInfo, numbers: edges.map(({ node }: { node: { invoiceNumber: string } }) => node.invoiceNumber) }
    }
    expect((await list('sort: [INVOICE_NUMBER_DESC]')).numbers).toEqual(['100', '8', '7', '6'])
    expect((await list('sort: [CREATED_AT_ASC], status: PAID')).numbers).toEqual(['6'])
    expect((await list('sort: [], invoiceDateStart: "2026-02-01"')).numbers).toEqual(['100'])
    const page = await list('sort: [INVOICE_NUMBER_ASC], page: 2, pageSize: 3')
    expect(page).toEqual({ pageInfo: { currentPage: 2, totalPages: 2, totalCount: 4 }, numbers: ['100'] })
    const { data } = await wave.run(`query { businesses { edges { node {
      accounts(types: [INCOME]) { edges { node { name } } } salesTaxes { edges { node { rate } } } } } } }`)
    expect(data.businesses.edges[0].node).toEqual({
      accounts: { edges: [{ node: { name: 'Sales' } }] },
      salesTaxes: { edges: [{ node: { rate: '0.13' } }] },
    })
  })
})

describe('a fault that is asked for', () => {
  const asked = (fault: string) =>
    trigger(
      wave,
      exchangeOf('POST', 'https://gql.waveapps.com/graphql/public', {
        headers,
        json: { query: `{ sandbox-${fault} }` },
      }),
    )

  it('is told as the provider would', async () => {
    const limited = asked('rate-limited')
    expect(limited?.status).toBe(429)
    expect(await limited?.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] })
    const outage = asked('outage')
    expect(outage?.status).toBe(503)
    expect(await outage?.json()).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] })
    expect(asked('nothing')).toBeUndefined()
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { fixtures, paypal } from '../../../sandbox/providers/paypal.ts'
import { accountAt, type Sent } from './support.ts'

const origin = 'https://api-m.sandbox.paypal.com'
const basic = (client: string, secret = 'EGnHDxD_qRPdaLdZz8iCr8N7') => ({
  authorization: `Basic ${btoa(`${client}:${secret}`)}`,
})
const grant = { form: { grant_type: 'client_credentials' } }

async function signIn(client = 'AfV-client') {
  const token = await accountAt(paypal, origin, basic(client)).send('POST', '/v1/oauth2/token', grant)
  return accountAt(paypal, origin, { authorization: `Bearer ${token.body.access_token}` })
}

let account: Awaited<ReturnType<typeof signIn>>
beforeEach(async () => {
  account = await signIn()
})

const get = (path: string) => account.send('GET', path)
const post = (path: string, json?: unknown, headers: Record<string, string> = {}) =>
  account.send('POST', path, { json: json ?? {}, headers })
const whole = { prefer: 'return=representation' }
const usd = (value: string) => ({ currency_code: 'USD', value })
const order = (more: object = {}) => ({ intent: 'CAPTURE', purchase_units: [{ amount: usd('100.00') }], ...more })
const card = { number: '4012888888881881', expiry: '2030-01', security_code: '123', name: 'Jenny Rosen' }
const link = (body: { links: { rel: string; href: string }[] }, rel: string) =>
  body.links.find((candidate) => candidate.rel === rel)?.href

describe('access tokens', () => {
  it('are given for client credentials and open the API', async () => {
    const client = accountAt(paypal, origin, basic('AfV-client'))
    const { status, body } = await client.send('POST', '/v1/oauth2/token', grant)
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 32400 })
    expect(body.access_token).toMatch(/^A21AA/)
    expect((await get('/v1/notifications/webhooks')).status).toBe(200)
  })

  it.each([basic('invalid'), basic('client', 'invalid-secret'), basic('', ''), {}])(
    'are refused to %o',
    async (headers) => {
      const answer = await accountAt(paypal, origin, headers).send('POST', '/v1/oauth2/token', grant)
      expect(answer).toMatchObject({
        status: 401,
        body: { error: 'invalid_client', error_description: 'Client Authentication failed' },
      })
    },
  )

  it.each<Sent>([{ json: { grant_type: 'client_credentials' } }, { form: {} }, { form: { grant_type: 'password' } }])(
    'need the grant as a form: %o',
    async (sent) => {
      const answer = await accountAt(paypal, origin, basic('client')).send('POST', '/v1/oauth2/token', sent)
      expect(answer).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } })
    },
  )

  it('expire after nine hours and cannot be made up', async () => {
    const later = await account.send('GET', `/v2/checkout/orders/${fixtures.order}`, {
      now: new Date('2026-11-24T21:00:00Z'),
    })
    expect(later).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
    for (const authorization of ['Bearer A21AAnonsense', 'Bearer abc']) {
      const answer = await account.send('GET', '/v2/checkout/orders/x', { headers: { authorization } })
      expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
    }
    const without = await accountAt(paypal, origin, {}).send('GET', '/v2/checkout/orders/x')
    expect(without).toMatchObject({ status: 401, body: { name: 'AUTHENTICATION_FAILURE' } })
  })
})

describe('orders', () => {
  it('are created minimal, or whole where that is preferred', async () => {
    const minimal = await post('/v2/checkout/orders', order())
    expect(minimal.status).toBe(201)
    expect(Object.keys(minimal.body)).toEqual(['id', 'status', 'links'])
    expect(minimal.body.status).toBe('CREATED')
    expect(minimal.body.id).toMatch(/^[A-Z0-9]{17}$/)
    expect(link(minimal.body, 'approve')).toBe(`https://www.sandbox.paypal.com/checkoutnow?token=${minimal.body.id}`)
    const full = await post('/v2/checkout/orders', order(), whole)
    expect(full.body).toMatchObject({
      intent: 'CAPTURE',
      purchase_units: [{ reference_id: 'default', amount: usd('100.00') }],
    })
    expect((await get(`/v2/checkout/orders/${full.body.id}`)).body).toEqual(full.body)
  })

  it('cannot be captured before their payer approves', async () => {
    const { body } = await post('/v2/checkout/orders', order())
    const answer = await post(`/v2/checkout/orders/${body.id}/capture`)
    expect(answer).toMatchObject({
      status: 422,
      body: { name: 'UNPROCESSABLE_ENTITY', details: [{ issue: 'ORDER_NOT_APPROVED' }] },
    })
    expect(answer.body.debug_id).toBeTruthy()
  })

  it('are captured with a card, once', async () => {
    const { body } = await post('/v2/checkout/orders', order())
    const path = `/v2/checkout/orders/${body.id}/capture`
    const captured = await post(path, { payment_source: { card } })
    expect(captured.status).toBe(201)
    expect(captured.body).toMatchObject({
      status: 'COMPLETED',
      payment_source: { card: { last_digits: '1881', brand: 'VISA' } },
      purchase_units: [
        { payments: { captures: [{ status: 'COMPLETED', amount: usd('100.00'), final_capture: true }] } },
      ],
    })
    expect(JSON.stringify(captured.body)).not.toContain(card.number)
    expect((await post(path)).body.details[0].issue).toBe('ORDER_ALREADY_CAPTURED')
  })

  it('are paid at once when they are created with a card, which needs a PayPal-Request-Id', async () => {
    const paid = order({ payment_source: { card } })
    expect((await post('/v2/checkout/orders', paid)).body.details[0].issue).toBe('PAYPAL_REQUEST_ID_REQUIRED')
    const { status, body } = await post('/v2/checkout/orders', paid, { 'paypal-request-id': 'one' })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      status: 'COMPLETED',
      purchase_units: [{ payments: { captures: [{ status: 'COMPLETED' }] } }],
    })
  })

  it('are approved by confirming a card', async () => {
    const { body } = await post('/v2/checkout/orders', order({ intent: 'AUTHORIZE' }))
    const confirmed = await post(`/v2/checkout/orders/${body.id}/confirm-payment-source`, { payment_source: { card } })
    expect(confirmed.body.status).toBe('APPROVED')
    expect((await post(`/v2/checkout/orders/${body.id}/authorize`)).status).toBe(201)
  })

  it('can be patched until they are paid', async () => {
    const { body } = await post('/v2/checkout/orders', order())
    const path = `/v2/checkout/orders/${body.id}`
    const replace = (pointer: string, value: unknown) =>
      account.send('PATCH', path, { json: [{ op: 'replace', path: pointer, value }] })
    expect((await replace("/purchase_units/@reference_id=='default'/amount", usd('90.00'))).status).toBe(204)
    expect((await get(path)).body.purchase_units[0].amount).toEqual(usd('90.00'))
    expect((await replace('/status', 'COMPLETED')).body.details[0].issue).toBe('NOT_PATCHABLE')
    expect((await replace('intent', 'AUTHORIZE')).body.details[0].issue).toBe('INVALID_JSON_POINTER_FORMAT')
  })

  it.each([
    [{}, 400, 'MISSING_REQUIRED_PARAMETER', '/intent'],
    [{ intent: 'SALE' }, 400, 'INVALID_PARAMETER_VALUE', '/intent'],
    [{ purchase_units: [] }, 400, 'INVALID_ARRAY_MIN_ITEMS', '/purchase_units'],
    [{ purchase_units: [{}] }, 400, 'MISSING_REQUIRED_PARAMETER', '/purchase_units/0/amount'],
    [
      { purchase_units: [{ amount: { currency_code: 'USD', value: 100 } }] },
      400,
      'INVALID_PARAMETER_SYNTAX',
      '/purchase_units/0/amount/value',
    ],
    [
      { purchase_units: [{ amount: { currency_code: 'DOLLAR', value: '1' } }] },
      400,
      'INVALID_STRING_LENGTH',
      '/purchase_units/0/amount/currency_code',
    ],
    [
      { purchase_units: [{ amount: { currency_code: 'XXX', value: '1.00' } }] },
      422,
      'INVALID_CURRENCY_CODE',
      '/purchase_units/0/amount/currency_code',
    ],
    [{ purchase_units: [{ amount: usd('1.001') }] }, 422, 'DECIMAL_PRECISION', '/purchase_units/0/amount/value'],
    [{ purchase_units: [{ amount: usd('0') }] }, 422, 'CANNOT_BE_ZERO_OR_NEGATIVE', '/purchase_units/0/amount/value'],
    [
      { purchase_units: [{ amount: { currency_code: 'JPY', value: '10.5' } }] },
      422,
      'DECIMALS_NOT_SUPPORTED',
      '/purchase_units/0/amount/value',
    ],
    [
      { intent: 'AUTHORIZE', purchase_units: [{ amount: usd('1.00') }, { amount: usd('1.00') }] },
      422,
      'UNSUPPORTED_INTENT',
      '/intent',
    ],
    [
      { purchase_units: [{ amount: usd('1.00') }, { amount: usd('1.00') }] },
      422,
      'REFERENCE_ID_REQUIRED',
      '/purchase_units/0/reference_id',
    ],
    [
      { purchase_units: [{ amount: { ...usd('10.00'), breakdown: { item_total: usd('9.00') } } }] },
      422,
      'AMOUNT_MISMATCH',
      '/purchase_units/0/amount/value',
    ],
    [
      {
        purchase_units: [{ amount: usd('10.00'), items: [{ name: 'Mug', quantity: '1', unit_amount: usd('10.00') }] }],
      },
      422,
      'ITEM_TOTAL_REQUIRED',
      '/purchase_units/0/amount/breakdown/item_total',
    ],
  ])('refuse %j', async (change, status, issue, field) => {
    const request = Object.keys(change).length === 0 ? { purchase_units: order().purchase_units } : order(change)
    const answer = await post('/v2/checkout/orders', request)
    expect(answer.status).toBe(status)
    expect(answer.body.name).toBe(status === 400 ? 'INVALID_REQUEST' : 'UNPROCESSABLE_ENTITY')
    expect(answer.body.details[0]).toMatchObject({ issue, field })
  })

  it('refuse what is not JSON', async () => {
    const form = await account.send('POST', '/v2/checkout/orders', { form: { intent: 'CAPTURE' } })
    expect(form).toMatchObject({ status: 415, body: { name: 'UNSUPPORTED_MEDIA_TYPE' } })
    const broken = await account.send('POST', '/v2/checkout/orders', {
      body: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect(broken.body.details[0].issue).toBe('MALFORMED_REQUEST_JSON')
    const bare = await account.send('POST', `/v2/checkout/orders/${fixtures.order}/capture`)
    expect(bare.status).toBe(415)
  })

  it('are 404 where they never were', async () => {
    const answer = await get('/v2/checkout/orders/NOSUCHORDER000000')
    expect(answer).toMatchObject({
      status: 404,
      body: { name: 'RESOURCE_NOT_FOUND', details: [{ issue: 'INVALID_RESOURCE_ID' }] },
    })
  })

  it('are captured or authorised as intended', async () => {
    expect((await post(`/v2/checkout/orders/${fixtures.order}/authorize`)).body.details[0].issue).toBe(
      'ACTION_DOES_NOT_MATCH_INTENT',
    )
    expect((await post(`/v2/checkout/orders/${fixtures.authorizeOrder}/capture`)).body.details[0].issue).toBe(
      'ACTION_DOES_NOT_MATCH_INTENT',
    )
  })
})

describe('declines', () => {
  it('come as a payment that is DECLINED, with the name of the card', async () => {
    const { body } = await post('/v2/checkout/orders', order())
    const declined = await post(`/v2/checkout/orders/${body.id}/capture`, {
      payment_source: { card: { ...card, name: 'CCREJECT-IF' } },
    })
    expect(declined.status).toBe(201)
    expect(declined.body.purchase_units[0].payments.captures[0]).toMatchObject({
      status: 'DECLINED',
      processor_response: { response_code: '5120' },
    })
  })

  it('come with the id of a stored card, too', async () => {
    const stored = { ...order(), payment_source: { card: { vault_id: 'CCREJECT-BANK_ERROR' } } }
    const { status, body } = await post('/v2/checkout/orders', stored, { 'paypal-request-id': 'declined-1' })
    expect(status).toBe(201)
    expect(body.purchase_units[0].payments.captures[0]).toMatchObject({
      status: 'DECLINED',
      processor_response: { response_code: '5100' },
    })
  })

  it('come as an error with PayPal-Mock-Response, in PayPal’s sandbox only', async () => {
    const mock = { 'paypal-mock-response': '{"mock_application_codes":"INSTRUMENT_DECLINED"}' }
    const path = `/v2/checkout/orders/${fixtures.order}/capture`
    expect(await post(path, {}, mock)).toMatchObject({
      status: 422,
      body: { details: [{ issue: 'INSTRUMENT_DECLINED' }] },
    })
    const outage = { 'paypal-mock-response': '{"mock_application_codes":"INTERNAL_SERVER_ERROR"}' }
    expect(await post(path, {}, outage)).toMatchObject({ status: 500, body: { name: 'INTERNAL_SERVER_ERROR' } })
  })

  it('come for cards that nobody could charge', async () => {
    const { body } = await post('/v2/checkout/orders', order())
    const pay = (change: object) =>
      post(`/v2/checkout/orders/${body.id}/capture`, { payment_source: { card: { ...card, ...change } } })
    expect((await pay({ expiry: '2020-01' })).body.details[0].issue).toBe('CARD_EXPIRED')
    expect((await pay({ number: '4012888888881882' })).body.details[0].issue).toBe('VALIDATION_ERROR')
    expect((await pay({ number: '4111 1111' })).status).toBe(400)
  })
})

describe('authorizations', () => {
  async function authorize() {
    const { body } = await post('/v2/checkout/orders', order({ intent: 'AUTHORIZE' }))
    const paid = await post(`/v2/checkout/orders/${body.id}/authorize`, { payment_source: { card } })
    return `/v2/payments/authorizations/${paid.body.purchase_units[0].payments.authorizations[0].id}`
  }

  it('are captured in parts, up to 115 %', async () => {
    const path = await authorize()
    const first = await post(`${path}/capture`, { amount: usd('60.00') }, whole)
    expect(first).toMatchObject({
      status: 201,
      body: { status: 'COMPLETED', amount: usd('60.00'), final_capture: false },
    })
    expect((await get(path)).body.status).toBe('PARTIALLY_CAPTURED')
    expect((await post(`${path}/capture`, { amount: usd('60.00') })).body.details[0].issue).toBe(
      'MAX_CAPTURE_AMOUNT_EXCEEDED',
    )
    expect((await post(`${path}/capture`, { amount: { currency_code: 'EUR', value: '1.00' } })).status).toBe(422)
    const last = await post(`${path}/capture`, { final_capture: true })
    expect(Object.keys(last.body)).toEqual(['id', 'status', 'links'])
    expect((await get(path)).body.status).toBe('CAPTURED')
    expect((await post(`${path}/capture`)).body.details[0].issue).toBe('AUTHORIZATION_ALREADY_CAPTURED')
    expect((await account.send('POST', `${path}/void`)).body.details[0].issue).toBe('PREVIOUSLY_CAPTURED')
  })

  it('are voided once, and then worth nothing', async () => {
    const path = await authorize()
    expect((await account.send('POST', `${path}/void`)).status).toBe(204)
    expect((await account.send('POST', `${path}/void`)).body.details[0].issue).toBe('PREVIOUSLY_VOIDED')
    expect((await post(`${path}/capture`)).body.details[0].issue).toBe('AUTHORIZATION_VOIDED')
  })

  it('are renewed after their honor period', async () => {
    expect((await post(`${await authorize()}/reauthorize`)).body.details[0].issue).toBe('REAUTHORIZATION_TOO_SOON')
    const renewed = await post(
      `/v2/payments/authorizations/${fixtures.authorization}/reauthorize`,
      { amount: usd('45.00') },
      whole,
    )
    expect(renewed).toMatchObject({ status: 201, body: { status: 'CREATED' } })
    const again = await post(`/v2/payments/authorizations/${renewed.body.id}/reauthorize`)
    expect(again.body.details[0].issue).toBe('REAUTHORIZATION_NOT_SUPPORTED')
  })
})

describe('refunds', () => {
  it('give back no more than was captured', async () => {
    const { body } = await post('/v2/checkout/orders', order({ payment_source: { card } }), {
      'paypal-request-id': 'r',
    })
    const path = `/v2/payments/captures/${body.purchase_units[0].payments.captures[0].id}`
    const part = await post(`${path}/refund`, { amount: usd('30.00'), note_to_payer: 'Sorry' }, whole)
    expect(part).toMatchObject({ status: 201, body: { status: 'COMPLETED', amount: usd('30.00') } })
    expect((await get(`/v2/payments/refunds/${part.body.id}`)).body.note_to_payer).toBe('Sorry')
    expect((await get(path)).body.status).toBe('PARTIALLY_REFUNDED')
    expect((await post(`${path}/refund`, { amount: usd('70.01') })).body.details[0].issue).toBe(
      'REFUND_AMOUNT_EXCEEDED',
    )
    expect(
      (await post(`${path}/refund`, { amount: { currency_code: 'EUR', value: '1.00' } })).body.details[0].issue,
    ).toBe('REFUND_CAPTURE_CURRENCY_MISMATCH')
    expect((await post(`${path}/refund`)).status).toBe(201)
    expect((await post(`${path}/refund`)).body.details[0].issue).toBe('CAPTURE_FULLY_REFUNDED')
    expect((await post('/v2/payments/captures/UNKNOWN/refund')).status).toBe(404)
  })
})

describe('PayPal-Request-Id', () => {
  it('makes a POST happen once', async () => {
    const id = { 'paypal-request-id': 'order-42' }
    const first = await post('/v2/checkout/orders', order(), id)
    const second = await post('/v2/checkout/orders', order(), id)
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body).toEqual(first.body)
    const other = await post('/v2/checkout/orders', order({ intent: 'AUTHORIZE' }), id)
    expect(other).toMatchObject({ status: 422, body: { details: [{ issue: 'DUPLICATE_REQUEST_ID' }] } })
  })
})

describe('reporting', () => {
  const search = (query: string) => get(`/v1/reporting/transactions?${query}`)
  const november = 'start_date=2026-11-01T00:00:00Z&end_date=2026-11-30T23:59:59-0000'

  it('lists what was paid and refunded, page by page', async () => {
    await post('/v2/checkout/orders', order({ payment_source: { card } }), { 'paypal-request-id': 't' })
    const all = await search(november)
    expect(all.status).toBe(200)
    expect(all.body).toMatchObject({ total_items: 4, total_pages: 1, page: 1 })
    expect(all.body.transaction_details[0].transaction_info).toMatchObject({ transaction_status: 'S' })
    const page = await search(`${november}&page_size=3&page=2&fields=all`)
    expect(page.body).toMatchObject({ total_pages: 2, page: 2 })
    expect(page.body.transaction_details).toHaveLength(1)
    expect(page.body.transaction_details[0]).toHaveProperty('payer_info')
    const refunds = await search(`${november}&transaction_type=T1107`)
    expect(refunds.body.transaction_details[0].transaction_info).toMatchObject({
      transaction_id: fixtures.refund,
      transaction_amount: usd('-10.00'),
    })
  })

  it.each([
    '',
    'start_date=2026-11-01&end_date=2026-11-02',
    'start_date=2026-11-01T00:00:00Z',
    'start_date=2026-10-01T00:00:00Z&end_date=2026-11-02T00:00:00Z',
    'start_date=2026-11-02T00:00:00Z&end_date=2026-11-01T00:00:00Z',
    `${november}&page_size=501`,
    `${november}&page=0`,
    `${november}&limit=3`,
  ])('refuses ?%s', async (query) => {
    expect(await search(query)).toMatchObject({ status: 400, body: { name: 'INVALID_REQUEST' } })
  })

  it('knows the balances', async () => {
    const all = await get('/v1/reporting/balances')
    expect(all.body.balances[0]).toMatchObject({ currency: 'USD', primary: true })
    await post('/v2/checkout/orders', order({ payment_source: { card } }), { 'paypal-request-id': 'b' })
    const usdOnly = await get('/v1/reporting/balances?currency_code=USD')
    expect(usdOnly.body.balances).toHaveLength(1)
    const gained =
      Number(usdOnly.body.balances[0].total_balance.value) - Number(all.body.balances[0].total_balance.value)
    expect(gained).toBeCloseTo(100 - 3.98)
    expect((await get('/v1/reporting/balances?currency_code=dollars')).status).toBe(400)
  })
})

describe('payouts', () => {
  const batch = {
    sender_batch_header: { sender_batch_id: 'batch-1', email_subject: 'You have money' },
    items: [
      { recipient_type: 'EMAIL', amount: { value: '9.87', currency: 'USD' }, receiver: 'ada@example.com' },
      { recipient_type: 'EMAIL', amount: { value: '5.00', currency: 'USD' }, receiver: 'unclaimed@example.com' },
    ],
  }

  it('are created once a batch and read back', async () => {
    const created = await post('/v1/payments/payouts', batch)
    expect(created).toMatchObject({ status: 201, body: { batch_header: { batch_status: 'PENDING' } } })
    const path = `/v1/payments/payouts/${created.body.batch_header.payout_batch_id}`
    const read = await get(`${path}?page_size=1&total_required=true`)
    expect(read.body).toMatchObject({
      total_items: 2,
      total_pages: 2,
      batch_header: { batch_status: 'SUCCESS', amount: { value: '14.87' } },
    })
    expect(read.body.items).toHaveLength(1)
    expect(await post('/v1/payments/payouts', batch)).toMatchObject({
      status: 400,
      body: { name: 'USER_BUSINESS_ERROR' },
    })
  })

  it('repeat where the batch is an example', async () => {
    const example = { ...batch, sender_batch_header: { sender_batch_id: 'example-1' } }
    expect((await post('/v1/payments/payouts', example)).status).toBe(201)
    expect((await post('/v1/payments/payouts', example)).status).toBe(201)
  })

  it('are returned where nobody claimed them', async () => {
    const { body } = await post('/v1/payments/payouts', batch)
    const { items } = (await get(`/v1/payments/payouts/${body.batch_header.payout_batch_id}`)).body
    const cancel = (id: string) => account.send('POST', `/v1/payments/payouts-item/${id}/cancel`)
    expect((await cancel(items[1].payout_item_id)).body.transaction_status).toBe('RETURNED')
    expect((await cancel(items[0].payout_item_id)).status).toBe(400)
  })

  it('refuse a receiver that does not match', async () => {
    const items = [{ recipient_type: 'EMAIL', amount: { value: '1.00', currency: 'USD' }, receiver: 'ada' }]
    expect((await post('/v1/payments/payouts', { ...batch, items })).body.name).toBe('VALIDATION_ERROR')
    expect((await post('/v1/payments/payouts', { sender_batch_header: {} })).status).toBe(400)
    expect((await get('/v1/payments/payouts/NOBATCH')).status).toBe(404)
  })
})

describe('fixtures', () => {
  it('can be acted on again and again', async () => {
    for (const _ of [1, 2]) {
      expect((await post(`/v2/checkout/orders/${fixtures.order}/capture`)).status).toBe(201)
      expect((await post(`/v2/checkout/orders/${fixtures.authorizeOrder}/authorize`)).status).toBe(201)
      expect((await post(`/v2/payments/captures/${fixtures.capture}/refund`)).status).toBe(201)
      expect((await post(`/v2/payments/authorizations/${fixtures.authorization}/capture`)).status).toBe(201)
      expect((await account.send('POST', `/v2/payments/authorizations/${fixtures.authorization}/void`)).status).toBe(
        204,
      )
    }
    expect((await get(`/v2/checkout/orders/${fixtures.order}`)).body.status).toBe('APPROVED')
    expect(
      (await get(`/v2/checkout/orders/${fixtures.completedOrder}`)).body.purchase_units[0].payments.captures[0].id,
    ).toBe(fixtures.capture)
    expect((await get(`/v2/payments/refunds/${fixtures.refund}`)).status).toBe(200)
    expect((await get(`/v1/payments/payouts/${fixtures.payoutBatch}`)).status).toBe(200)
    expect((await get(`/v1/payments/payouts-item/${fixtures.payoutItem}`)).status).toBe(200)
  })
})

describe('the rest', () => {
  it.each([
    ['GET', '/v1/nothing', 404],
    ['GET', '/v2/checkout/orders', 404],
    ['GET', '/v2/checkout/ordersandmore', 404],
    ['DELETE', `/v2/checkout/orders/${fixtures.order}`, 405],
  ])('does not know %s %s', async (method, path, status) => {
    expect((await account.send(method, path)).status).toBe(status)
  })
})

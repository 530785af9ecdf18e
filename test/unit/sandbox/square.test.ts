import { describe, expect, it } from 'vitest'
import { fixtures, square } from '../../../sandbox/providers/square.ts'
import { accountAt, exchangeOf } from './support.ts'

const origin = 'https://connect.squareupsandbox.com'
const headers = { authorization: 'Bearer EAAAl-sandbox-token', 'square-version': '2025-08-20' }

function account() {
  return accountAt(square, origin, headers)
}

let keys = 0

/** A request to pay 10.00 USD under a fresh key. */
function pay(more: object = {}) {
  keys += 1
  return {
    json: {
      source_id: 'cnon:card-nonce-ok',
      idempotency_key: `key-${keys}`,
      amount_money: { amount: 1000, currency: 'USD' },
      ...more,
    },
  }
}

function refund(payment: string, amount: number) {
  keys += 1
  return {
    json: { idempotency_key: `key-${keys}`, payment_id: payment, amount_money: { amount, currency: 'USD' } },
  }
}

describe('access', () => {
  it('refuses a token that is missing or wrong', async () => {
    const { send } = account()
    for (const authorization of ['', 'Basic YTpi', 'Bearer EAAAinvalid-token']) {
      const { status, body } = await send('GET', '/v2/locations', { headers: { authorization } })
      expect(status).toBe(401)
      expect(body.errors[0]).toMatchObject({ category: 'AUTHENTICATION_ERROR', code: 'UNAUTHORIZED' })
    }
  })

  it('answers in the version of the request, or in the default one', async () => {
    const { send } = account()
    expect((await send('GET', '/v2/merchants/me')).headers.get('square-version')).toBe('2025-08-20')
    const malformed = await send('GET', '/v2/merchants/me', { headers: { 'square-version': 'latest' } })
    expect(malformed.status).toBe(400)
    expect(malformed.body.errors[0].code).toBe('INVALID_SQUARE_VERSION_FORMAT')
  })

  it('knows the location and the merchant of the token', async () => {
    const { send } = account()
    expect((await send('GET', '/v2/locations')).body.locations).toHaveLength(1)
    expect((await send('GET', '/v2/locations/main')).body.location.id).toBe(fixtures.location)
    expect((await send('GET', '/v2/merchants/me')).body.merchant.main_location_id).toBe(fixtures.location)
    expect((await send('GET', '/v2/locations/L1')).status).toBe(404)
    expect((await send('GET', '/v2/merchants/M1')).status).toBe(404)
    expect((await send('GET', '/v2/merchants')).body.merchant).toHaveLength(1)
  })

  it('refuses paths and methods that do not exist', async () => {
    const { send } = account()
    const { status, body } = await send('GET', '/v2/nothing')
    expect(status).toBe(404)
    expect(body.errors[0]).toMatchObject({ category: 'INVALID_REQUEST_ERROR', code: 'NOT_FOUND' })
    expect((await send('DELETE', '/v2/payments')).status).toBe(405)
  })

  it('has its own words for too many requests and for an outage', async () => {
    const exchange = exchangeOf('GET', `${origin}/v2/payments`, {})
    expect(square.rateLimited(exchange).status).toBe(429)
    expect(square.outage(exchange).status).toBe(503)
  })
})

describe('payments', () => {
  it('completes a payment, which can be read and listed', async () => {
    const { send } = account()
    const { status, body } = await send(
      'POST',
      '/v2/payments',
      pay({ note: 'Order 7', customer_id: fixtures.customer }),
    )
    expect(status).toBe(200)
    expect(body.payment).toMatchObject({
      status: 'COMPLETED',
      source_type: 'CARD',
      total_money: { amount: 1000, currency: 'USD' },
      note: 'Order 7',
      location_id: fixtures.location,
      card_details: { status: 'CAPTURED', card: { card_brand: 'VISA', last_4: '1111' } },
    })
    expect((await send('GET', `/v2/payments/${body.payment.id}`)).body.payment).toEqual(body.payment)
    expect((await send('GET', '/v2/payments')).body.payments[0].id).toBe(body.payment.id)
  })

  it('holds a payment until it is completed, once', async () => {
    const { send } = account()
    const { body } = await send('POST', '/v2/payments', pay({ autocomplete: false }))
    const path = `/v2/payments/${body.payment.id}`
    expect(body.payment).toMatchObject({ status: 'APPROVED', delay_duration: 'PT168H' })
    const changed = { idempotency_key: 'update', payment: { amount_money: { amount: 900, currency: 'USD' } } }
    expect((await send('PUT', path, { json: changed })).body.payment.total_money.amount).toBe(900)
    const stale = await send('POST', `${path}/complete`, { json: { version_token: body.payment.version_token } })
    expect(stale.body.errors[0].code).toBe('VERSION_MISMATCH')
    expect((await send('POST', `${path}/complete`, { json: {} })).body.payment).toMatchObject({
      status: 'COMPLETED',
      card_details: { status: 'CAPTURED' },
    })
    const again = await send('POST', `${path}/complete`, { json: {} })
    expect(again.status).toBe(400)
    expect(again.body.errors[0].code).toBe('DELAYED_TRANSACTION_CAPTURED')
    expect((await send('POST', `${path}/cancel`)).body.errors[0].code).toBe('DELAYED_TRANSACTION_CAPTURED')
  })

  it('cancels a payment that is not completed, by its id or by the key of its request', async () => {
    const { send } = account()
    const first = await send('POST', '/v2/payments', pay({ autocomplete: false }))
    const path = `/v2/payments/${first.body.payment.id}/cancel`
    expect((await send('POST', path)).body.payment).toMatchObject({
      status: 'CANCELED',
      card_details: { status: 'VOIDED' },
    })
    expect((await send('POST', path)).body.errors[0].code).toBe('DELAYED_TRANSACTION_CANCELED')

    const second = await send('POST', '/v2/payments', pay({ autocomplete: false, idempotency_key: 'lost' }))
    expect((await send('POST', '/v2/payments/cancel', { json: { idempotency_key: 'lost' } })).body).toEqual({})
    const { body } = await send('GET', `/v2/payments/${second.body.payment.id}`)
    expect(body.payment.status).toBe('CANCELED')
  })

  it('answers one idempotency key once', async () => {
    const { send } = account()
    const request = pay()
    const first = await send('POST', '/v2/payments', request)
    expect((await send('POST', '/v2/payments', request)).body).toEqual(first.body)
    const other = await send('POST', '/v2/payments', { json: { ...request.json, note: 'another' } })
    expect(other.status).toBe(400)
    expect(other.body.errors[0].code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  it.each([
    ['cnon:card-nonce-declined', 'GENERIC_DECLINE'],
    ['cnon:card-nonce-rejected-cvv', 'CVV_FAILURE'],
    ['cnon:card-nonce-rejected-postalcode', 'ADDRESS_VERIFICATION_FAILURE'],
    ['cnon:card-nonce-rejected-expiration', 'INVALID_EXPIRATION'],
    ['cnon:gift-card-nonce-insufficient-funds', 'INSUFFICIENT_FUNDS'],
    ['ccof:customer-card-id-declined', 'GENERIC_DECLINE'],
    ['ccof:customer-card-id-requires-verification', 'CARD_DECLINED_VERIFICATION_REQUIRED'],
    ['bnon:bank-nonce-insufficient-funds', 'INSUFFICIENT_FUNDS'],
  ])('declines %s with %s', async (source, code) => {
    const { send } = account()
    const { status, body } = await send('POST', '/v2/payments', pay({ source_id: source }))
    expect(status).toBe(400)
    expect(body.errors[0]).toMatchObject({ category: 'PAYMENT_METHOD_ERROR', code })
    expect(body.payment.status).toBe('FAILED')
  })

  it('refuses sources that are spent or that nobody issued', async () => {
    const { send } = account()
    const spent = await send('POST', '/v2/payments', pay({ source_id: 'cnon:card-nonce-already-used' }))
    expect(spent.body.errors[0].code).toBe('CARD_TOKEN_USED')
    expect((await send('POST', '/v2/payments', pay({ source_id: 'cnon:unknown' }))).status).toBe(404)
    expect((await send('POST', '/v2/payments', pay({ source_id: 'tok_visa' }))).body.errors[0].code).toBe(
      'INVALID_VALUE',
    )
  })

  it('records cash and payments from elsewhere', async () => {
    const { send } = account()
    const cash = { buyer_supplied_money: { amount: 1500, currency: 'USD' } }
    const paid = await send('POST', '/v2/payments', pay({ source_id: 'CASH', cash_details: cash }))
    expect(paid.body.payment.cash_details.change_back_money).toEqual({ amount: 500, currency: 'USD' })
    const other = { type: 'CHECK', source: 'Bank of the West' }
    const external = await send('POST', '/v2/payments', pay({ source_id: 'EXTERNAL', external_details: other }))
    expect(external.body.payment).toMatchObject({ source_type: 'EXTERNAL', external_details: other })
    expect((await send('POST', '/v2/payments', pay({ source_id: 'CASH' }))).body.errors[0].field).toBe('cash_details')
    const bank = await send('POST', '/v2/payments', pay({ source_id: 'bnon:bank-nonce-ok' }))
    expect(bank.body.payment.status).toBe('PENDING')
  })

  it('raises the risk for the documented amounts', async () => {
    const { send } = account()
    const { body } = await send('POST', '/v2/payments', pay({ amount_money: { amount: 3333, currency: 'USD' } }))
    expect(body.payment.risk_evaluation.risk_level).toBe('HIGH')
  })

  it.each([
    [{ idempotency_key: undefined }, 'MISSING_REQUIRED_PARAMETER', 'idempotency_key'],
    [{ idempotency_key: 'x'.repeat(46) }, 'VALUE_TOO_LONG', 'idempotency_key'],
    [{ idempotency_key: '' }, 'VALUE_EMPTY', 'idempotency_key'],
    [{ source_id: 7 }, 'EXPECTED_STRING', 'source_id'],
    [{ amount_money: undefined }, 'MISSING_REQUIRED_PARAMETER', 'amount_money'],
    [{ amount_money: { amount: '10.00', currency: 'USD' } }, 'EXPECTED_INTEGER', 'amount_money.amount'],
    [{ amount_money: { amount: 0, currency: 'USD' } }, 'VALUE_TOO_LOW', 'amount_money.amount'],
    [{ amount_money: { amount: 10, currency: 'EUR' } }, 'INVALID_VALUE', 'amount_money.currency'],
    [{ delay_action: 'WAIT' }, 'INVALID_ENUM_VALUE', 'delay_action'],
    [{ autocomplete: 'no' }, 'EXPECTED_BOOLEAN', 'autocomplete'],
    [{ autocomplete: false, delay_duration: 'a week' }, 'INVALID_VALUE', 'delay_duration'],
    [{ capture: true }, 'UNKNOWN_BODY_PARAMETER', 'capture'],
    [{ app_fee_money: { amount: 950, currency: 'USD' } }, 'INVALID_FEES', 'app_fee_money'],
    [{ accept_partial_authorization: true }, 'CONFLICTING_PARAMETERS', 'accept_partial_authorization'],
    [{ location_id: 'LNOWHERE' }, 'NOT_FOUND', 'location_id'],
    [{ customer_id: 'NOBODY' }, 'NOT_FOUND', 'customer_id'],
    [{ order_id: 'NOTHING' }, 'NOT_FOUND', 'order_id'],
  ])('refuses %j with %s', async (more, code, field) => {
    const { send } = account()
    const { body } = await send('POST', '/v2/payments', pay(more))
    expect(body.errors[0]).toMatchObject({ code, field })
  })

  it('takes JSON only', async () => {
    const { send } = account()
    expect((await send('POST', '/v2/payments', { form: { source_id: 'x' } })).status).toBe(415)
    const { body } = await send('POST', '/v2/payments', { body: '[]', headers: { 'content-type': 'application/json' } })
    expect(body.errors[0].code).toBe('EXPECTED_JSON_BODY')
  })

  it('lists page by page, filtered and in either order', async () => {
    const { send } = account()
    const ids: string[] = []
    for (let amount = 101; amount <= 103; amount += 1) {
      const { body } = await send('POST', '/v2/payments', pay({ amount_money: { amount, currency: 'USD' } }))
      ids.unshift(body.payment.id)
    }
    const first = (await send('GET', '/v2/payments?limit=2')).body
    expect(first.payments.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2))
    const second = (await send('GET', `/v2/payments?limit=2&cursor=${first.cursor}`)).body
    expect(second.payments[0].id).toBe(ids[2])
    const rest = (await send('GET', `/v2/payments?limit=50&cursor=${second.cursor}`)).body
    expect(rest.cursor).toBeUndefined()
    expect((await send('GET', '/v2/payments?total=102')).body.payments).toHaveLength(1)
    expect((await send('GET', '/v2/payments?sort_order=ASC')).body.payments.at(-1).id).toBe(ids[0])
    expect((await send('GET', '/v2/payments?begin_time=2030-01-01T00:00:00Z')).body).toEqual({})
    expect((await send('GET', '/v2/payments?last_4=4242')).body).toEqual({})
  })

  it.each([
    ['cursor=elsewhere', 'INVALID_CURSOR'],
    ['page=2', 'UNKNOWN_QUERY_PARAMETER'],
    ['begin_time=yesterday', 'INVALID_TIME'],
    ['begin_time=2026-02-01T00:00:00Z&end_time=2026-01-01T00:00:00Z', 'INVALID_TIME_RANGE'],
    ['sort_order=UP', 'INVALID_ENUM_VALUE'],
  ])('refuses the query %s', async (query, code) => {
    const { send } = account()
    expect((await send('GET', `/v2/payments?${query}`)).body.errors[0].code).toBe(code)
  })
})

describe('refunds', () => {
  it('refunds in parts, and never more than was paid', async () => {
    const { send } = account()
    const { id } = (await send('POST', '/v2/payments', pay())).body.payment
    const first = (await send('POST', '/v2/refunds', refund(id, 400))).body.refund
    expect(first).toMatchObject({ status: 'PENDING', payment_id: id, amount_money: { amount: 400 } })
    expect((await send('GET', `/v2/refunds/${first.id}`)).body.refund.status).toBe('COMPLETED')
    const excess = await send('POST', '/v2/refunds', refund(id, 601))
    expect(excess.body.errors[0]).toMatchObject({ category: 'REFUND_ERROR', code: 'REFUND_AMOUNT_INVALID' })
    expect((await send('POST', '/v2/refunds', refund(id, 600))).status).toBe(200)
    const { payment } = (await send('GET', `/v2/payments/${id}`)).body
    expect(payment).toMatchObject({ status: 'COMPLETED', refunded_money: { amount: 1000, currency: 'USD' } })
    expect(payment.refund_ids).toHaveLength(2)
    const listed = (await send('GET', '/v2/refunds?limit=1')).body
    expect(listed.refunds[0].payment_id).toBe(id)
    expect(listed.cursor).toBeDefined()
  })

  it('refuses what cannot be refunded', async () => {
    const { send } = account()
    const held = (await send('POST', '/v2/payments', pay({ autocomplete: false }))).body.payment
    const early = await send('POST', '/v2/refunds', refund(held.id, 100))
    expect(early.body.errors[0].code).toBe('REFUND_ERROR_PAYMENT_NEEDS_COMPLETION')
    await send('POST', `/v2/payments/${held.id}/cancel`)
    const late = await send('POST', '/v2/refunds', refund(held.id, 100))
    expect(late.body.errors[0].code).toBe('PAYMENT_NOT_REFUNDABLE')
    expect((await send('POST', '/v2/refunds', refund('unknown', 100))).status).toBe(404)
    const { json } = refund(held.id, 100)
    const unlinked = await send('POST', '/v2/refunds', { json: { ...json, unlinked: true } })
    expect(unlinked.status).toBe(403)
    const placed = await send('POST', '/v2/refunds', { json: { ...json, location_id: fixtures.location } })
    expect(placed.body.errors[0].code).toBe('UNEXPECTED_VALUE')
    expect((await send('GET', '/v2/refunds/unknown')).status).toBe(404)
  })
})

describe('customers and their cards', () => {
  it('creates, updates, searches and deletes a customer', async () => {
    const { send } = account()
    const json = { given_name: 'Grace', family_name: 'Hopper', email_address: 'grace@example.com', birthday: '12-09' }
    const created = (await send('POST', '/v2/customers', { json })).body.customer
    expect(created).toMatchObject({ given_name: 'Grace', version: 0, birthday: '0000-12-09' })
    const path = `/v2/customers/${created.id}`
    const updated = await send('PUT', path, { json: { note: 'Admiral', birthday: null, version: 0 } })
    expect(updated.body.customer).toMatchObject({ note: 'Admiral', given_name: 'Grace', version: 1 })
    expect(updated.body.customer.birthday).toBeUndefined()
    expect((await send('PUT', path, { json: { note: 'late', version: 0 } })).status).toBe(409)
    const query = { filter: { email_address: { exact: 'GRACE@example.com' } } }
    const { body } = await send('POST', '/v2/customers/search', { json: { query, count: true } })
    expect(body).toMatchObject({ count: 1, customers: [{ id: created.id }] })
    const fuzzy = { filter: { phone_number: { fuzzy: '5550142' } } }
    const found = await send('POST', '/v2/customers/search', { json: { query: fuzzy } })
    expect(found.body.customers[0].id).toBe(fixtures.customer)
    expect((await send('GET', '/v2/customers?sort_order=DESC&limit=1')).body).toMatchObject({
      customers: [{ id: created.id }],
      cursor: expect.any(String),
    })
    expect((await send('DELETE', path)).body).toEqual({})
    expect((await send('GET', path)).status).toBe(404)
  })

  it.each([
    [{}, 'BAD_REQUEST'],
    [{ note: 'nobody' }, 'BAD_REQUEST'],
    [{ email_address: 'grace' }, 'INVALID_EMAIL_ADDRESS'],
    [{ phone_number: 'call me' }, 'INVALID_PHONE_NUMBER'],
    [{ given_name: 'Grace', address: { city: 'Arlington' } }, 'UNKNOWN_BODY_PARAMETER'],
  ])('refuses the customer %j', async (json, code) => {
    const { send } = account()
    const { status, body } = await send('POST', '/v2/customers', { json })
    expect(status).toBe(400)
    expect(body.errors[0].code).toBe(code)
  })

  it('refuses pages that are too small or too large', async () => {
    const { send } = account()
    expect((await send('GET', '/v2/customers?limit=0')).body.errors[0].code).toBe('VALUE_TOO_LOW')
    expect((await send('GET', '/v2/customers?limit=101')).body.errors[0].code).toBe('VALUE_TOO_HIGH')
  })

  it('keeps a card, charges it for its customer only, and disables it', async () => {
    const { send } = account()
    const json = {
      idempotency_key: 'card-1',
      source_id: 'cnon:card-nonce-ok',
      card: { customer_id: fixtures.customer, cardholder_name: 'Ada Lovelace' },
    }
    const { card } = (await send('POST', '/v2/cards', { json })).body
    expect(card).toMatchObject({ enabled: true, last_4: '1111', customer_id: fixtures.customer })
    expect((await send('POST', '/v2/payments', pay({ source_id: card.id }))).body.errors[0].field).toBe('customer_id')
    const paid = await send('POST', '/v2/payments', pay({ source_id: card.id, customer_id: fixtures.customer }))
    expect(paid.body.payment.card_details.entry_method).toBe('ON_FILE')
    expect((await send('GET', `/v2/cards?customer_id=${fixtures.customer}`)).body.cards).toHaveLength(2)
    expect((await send('POST', `/v2/cards/${card.id}/disable`)).body.card.enabled).toBe(false)
    expect((await send('GET', '/v2/cards')).body.cards).toHaveLength(1)
    const refused = await send('POST', '/v2/payments', pay({ source_id: card.id, customer_id: fixtures.customer }))
    expect(refused.body.errors[0].code).toBe('INVALID_CARD')
  })

  it('says nothing of why a card cannot be kept', async () => {
    const { send } = account()
    const json = {
      idempotency_key: 'card-2',
      source_id: 'cnon:card-nonce-rejected-cvv',
      card: { customer_id: fixtures.customer },
    }
    expect((await send('POST', '/v2/cards', { json })).body.errors[0].code).toBe('INVALID_CARD_DATA')
    const nobody = { ...json, source_id: 'cnon:card-nonce-ok', card: { customer_id: 'NOBODY' } }
    expect((await send('POST', '/v2/cards', { json: nobody })).status).toBe(404)
  })
})

describe('fixtures', () => {
  it('can be acted on again and again', async () => {
    const { send } = account()
    for (let time = 0; time < 2; time += 1) {
      const completed = await send('POST', `/v2/payments/${fixtures.approvedPayment}/complete`, { json: {} })
      expect(completed.body.payment.status).toBe('COMPLETED')
      const cancelled = await send('POST', `/v2/payments/${fixtures.cancelablePayment}/cancel`)
      expect(cancelled.body.payment.status).toBe('CANCELED')
      expect((await send('POST', '/v2/refunds', refund(fixtures.payment, 1000))).status).toBe(200)
    }
    expect((await send('GET', `/v2/payments/${fixtures.payment}`)).body.payment.refunded_money).toBeUndefined()
    expect((await send('GET', `/v2/refunds/${fixtures.refund}`)).body.refund.status).toBe('COMPLETED')
    expect((await send('GET', `/v2/cards/${fixtures.card}`)).body.card.enabled).toBe(true)
    expect((await send('GET', `/v2/customers/${fixtures.customer}`)).status).toBe(200)
  })
})

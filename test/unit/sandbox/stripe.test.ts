import { beforeEach, describe, expect, it } from 'vitest'
import { fixtures, stripe } from '../../../sandbox/providers/stripe.ts'
import { accountAt } from './support.ts'

const origin = 'https://api.stripe.com'
const bearer = { authorization: 'Bearer sk_test_51HsandboxKey' }
let stripeAccount = accountAt(stripe, origin, bearer)
beforeEach(() => {
  stripeAccount = accountAt(stripe, origin, bearer)
})

const get = (path: string, headers: Record<string, string> = {}) => stripeAccount.send('GET', path, { headers })
const post = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  stripeAccount.send('POST', path, { form, headers })
const charge = (more: Record<string, string> = {}) =>
  post('/v1/charges', { amount: '1000', currency: 'usd', source: 'tok_visa', ...more })

describe('authentication', () => {
  it('takes a secret key as a bearer token or as the name of basic authentication', async () => {
    expect((await get('/v1/balance')).status).toBe(200)
    expect((await get('/v1/balance', { authorization: 'Bearer sk_test_...' })).status).toBe(200)
    expect((await get('/v1/balance', { authorization: `Basic ${btoa('rk_live_1:')}` })).status).toBe(200)
  })

  it.each([
    ['Bearer sk_test_invalid', 401, 'Invalid API Key provided: sk_test_'],
    ['Bearer hello', 401, 'Invalid API Key provided'],
    ['Bearer sk_test_', 401, 'Invalid API Key provided'],
    ['Bearer pk_test_51H', 403, 'publishable API key'],
    ['', 401, 'You did not provide an API key'],
  ])('refuses %s', async (authorization, status, message) => {
    const answer = await get('/v1/balance', { authorization })
    expect(answer.status).toBe(status)
    expect(answer.body.error.type).toBe('invalid_request_error')
    expect(answer.body.error.message).toContain(message)
  })

  it('refuses a version that is none', async () => {
    expect((await get('/v1/balance', { 'stripe-version': 'latest' })).status).toBe(400)
    expect((await get('/v1/balance', { 'stripe-version': '2026-10-28.endive' })).status).toBe(200)
  })
})

describe('charges', () => {
  it('creates a charge with the card behind the token', async () => {
    const created = await charge({
      description: 'Test payment',
      'metadata[order]': '6735',
      receipt_email: 'jenny@example.com',
      statement_descriptor: 'SHOP 42',
    })
    expect(created.status).toBe(200)
    expect(created.headers.get('request-id')).toMatch(/^req_/)
    expect(created.body).toMatchObject({
      object: 'charge',
      amount: 1000,
      amount_captured: 1000,
      currency: 'usd',
      status: 'succeeded',
      paid: true,
      captured: true,
      description: 'Test payment',
      metadata: { order: '6735' },
      source: { object: 'card', brand: 'Visa', last4: '4242' },
      payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
    })
    expect(created.body.id).toMatch(/^ch_/)
    expect(created.body.source.id).toMatch(/^card_/)
    expect(created.body.source).not.toHaveProperty('token')
    expect((await get(`/v1/charges/${created.body.id}`)).body).toEqual(created.body)
  })

  it('captures an authorised charge once, and for no more than was authorised', async () => {
    const { body } = await charge({ capture: 'false' })
    expect(body).toMatchObject({ captured: false, status: 'succeeded', amount_captured: 0 })
    expect((await post(`/v1/charges/${body.id}/capture`, { amount: '2000' })).body.error.code).toBe('amount_too_large')
    const captured = await post(`/v1/charges/${body.id}/capture`, { amount: '700' })
    expect(captured.body).toMatchObject({ captured: true, amount_captured: 700, amount_refunded: 300, refunded: false })
    const again = await post(`/v1/charges/${body.id}/capture`)
    expect(again).toMatchObject({ status: 400, body: { error: { code: 'charge_already_captured' } } })
  })

  it.each([
    [{ amount: undefined, currency: 'usd' }, 'parameter_missing', 'amount'],
    [{ amount: '10.5' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: '0' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: '10' }, 'amount_too_small', 'amount'],
    [{ currency: undefined }, 'parameter_missing', 'currency'],
    [{ currency: 'xyz' }, undefined, 'currency'],
    [{ currency: '' }, 'parameter_invalid_empty', 'currency'],
    [{ orderId: '1' }, 'parameter_unknown', 'orderId'],
    [{ receipt_email: 'nobody' }, 'email_invalid', 'receipt_email'],
    [{ source: 'tok_nonsense' }, 'resource_missing', 'source'],
    [{ source: undefined }, 'parameter_missing', undefined],
    [{ customer: 'cus_unknown' }, 'resource_missing', 'customer'],
    [{ capture: 'yes' }, undefined, 'capture'],
    [{ statement_descriptor: '1234' }, undefined, 'statement_descriptor'],
    [{ metadata: 'text' }, undefined, 'metadata'],
  ])('refuses %o', async (change, code, param) => {
    const whole = { amount: '1000', currency: 'usd', source: 'tok_visa', ...change }
    const form = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >
    const answer = await post('/v1/charges', form)
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject({ type: 'invalid_request_error' })
    expect(answer.body.error.code).toBe(code)
    expect(answer.body.error.param).toBe(param)
  })

  it('refuses JSON', async () => {
    const answer = await stripeAccount.send('POST', '/v1/charges', { json: { amount: 1000, currency: 'usd' } })
    expect(answer.status).toBe(400)
    expect(answer.body.error.message).toContain('application/x-www-form-urlencoded')
  })

  it('refuses the number of a card', async () => {
    const answer = await post('/v1/charges', { amount: '1000', currency: 'usd', 'source[number]': '4242424242424242' })
    expect(answer).toMatchObject({ status: 402, body: { error: { type: 'invalid_request_error' } } })
  })

  it('lists newest first, the fixtures last, page by page', async () => {
    const ids = [(await charge()).body.id, (await charge()).body.id, (await charge()).body.id].reverse()
    const first = await get('/v1/charges?limit=2')
    expect(first.body).toMatchObject({ object: 'list', url: '/v1/charges', has_more: true })
    expect(first.body.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2))
    const second = await get(`/v1/charges?limit=2&starting_after=${ids[1]}`)
    expect(second.body.data[0].id).toBe(ids[2])
    const back = await get(`/v1/charges?limit=2&ending_before=${ids[2]}`)
    expect(back.body.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2))
    expect((await get('/v1/charges?limit=100')).body.data.at(-1).id).toBe(fixtures.charge)
  })

  it('filters by customer and by time', async () => {
    const mine = await get(`/v1/charges?customer=${fixtures.customer}&created[lt]=1780000000`)
    expect(mine.body.data.length).toBeGreaterThan(0)
    expect((await get('/v1/charges?customer=cus_other')).body.data).toEqual([])
    expect((await get('/v1/charges?created[gte]=4000000000')).body.data).toEqual([])
  })

  it.each(['limit=0', 'limit=101', 'limit=x', 'starting_after=ch_unknown', 'page=2'])('refuses ?%s', async (query) => {
    expect((await get(`/v1/charges?${query}`)).status).toBe(400)
  })

  it('answers 404 for what was never created', async () => {
    expect(await get('/v1/charges/ch_unknown')).toMatchObject({
      status: 404,
      body: { error: { code: 'resource_missing', param: 'id', message: "No such charge: 'ch_unknown'" } },
    })
  })
})

describe('test cards', () => {
  it.each([
    ['tok_chargeDeclined', 'card_declined', 'generic_decline'],
    ['tok_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['tok_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['tok_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['tok_chargeDeclinedExpiredCard', 'expired_card', undefined],
    ['tok_chargeDeclinedIncorrectCvc', 'incorrect_cvc', undefined],
    ['tok_chargeDeclinedProcessingError', 'processing_error', undefined],
  ])('%s is declined with 402 and leaves a failed charge', async (source, code, declineCode) => {
    const answer = await charge({ source })
    expect(answer.status).toBe(402)
    expect(answer.body.error).toMatchObject({ type: 'card_error', code })
    expect(answer.body.error.decline_code).toBe(declineCode)
    expect(answer.body.error.doc_url).toContain('https://docs.stripe.com/error-codes')
    const failed = await get(`/v1/charges/${answer.body.error.charge}`)
    expect(failed.body).toMatchObject({ status: 'failed', paid: false, failure_code: code })
  })

  it('knows the brands', async () => {
    expect((await charge({ source: 'tok_amex' })).body.source).toMatchObject({
      brand: 'American Express',
      last4: '0005',
    })
    expect((await charge({ source: 'tok_mastercard' })).body.source.brand).toBe('MasterCard')
  })
})

describe('refunds', () => {
  it('gives back no more than was charged', async () => {
    const { body } = await charge()
    const part = await post('/v1/refunds', { charge: body.id, amount: '400', reason: 'requested_by_customer' })
    expect(part.body).toMatchObject({
      object: 'refund',
      amount: 400,
      charge: body.id,
      status: 'succeeded',
      currency: 'usd',
    })
    expect((await get(`/v1/charges/${body.id}`)).body).toMatchObject({ amount_refunded: 400, refunded: false })
    const tooMuch = await post('/v1/refunds', { charge: body.id, amount: '700' })
    expect(tooMuch).toMatchObject({ status: 400, body: { error: { param: 'amount' } } })
    expect((await post('/v1/refunds', { charge: body.id })).body.amount).toBe(600)
    expect((await post('/v1/refunds', { charge: body.id })).body.error.code).toBe('charge_already_refunded')
    const listed = await get(`/v1/refunds?charge=${body.id}`)
    expect(listed.body.data).toHaveLength(2)
    expect((await get(`/v1/refunds/${part.body.id}`)).body.id).toBe(part.body.id)
  })

  it('needs a charge or a payment intent that exists', async () => {
    expect((await post('/v1/refunds', {})).body.error.code).toBe('parameter_missing')
    expect((await post('/v1/refunds', { charge: 'ch_unknown' })).status).toBe(404)
    expect((await post('/v1/refunds', { charge: fixtures.charge, reason: 'because' })).body.error.param).toBe('reason')
  })

  it('releases an authorisation as a whole only', async () => {
    const { body } = await charge({ capture: 'false' })
    expect((await post('/v1/refunds', { charge: body.id, amount: '100' })).status).toBe(400)
    expect((await post('/v1/refunds', { charge: body.id })).status).toBe(200)
    expect((await post(`/v1/charges/${body.id}/capture`)).body.error.code).toBe('charge_already_refunded')
  })
})

describe('payment intents', () => {
  const card = {
    amount: '2500',
    currency: 'eur',
    'automatic_payment_methods[enabled]': 'true',
    'automatic_payment_methods[allow_redirects]': 'never',
  }

  it('succeeds when it is created, given a payment method, and confirmed', async () => {
    const created = await post('/v1/payment_intents', { amount: '2500', currency: 'eur' })
    expect(created.body).toMatchObject({ object: 'payment_intent', status: 'requires_payment_method', amount: 2500 })
    expect(created.body.client_secret).toContain(`${created.body.id}_secret_`)
    const path = `/v1/payment_intents/${created.body.id}`
    expect((await post(`${path}/confirm`, {})).body.error.code).toBe('payment_intent_unexpected_state')
    const confirmed = await post(`${path}/confirm`, {
      payment_method: 'pm_card_visa',
      return_url: 'https://example.com/done',
    })
    expect(confirmed.body).toMatchObject({ status: 'succeeded', amount_received: 2500 })
    expect(confirmed.body.payment_method).toMatch(/^pm_/)
    const expanded = await get(`${path}?expand[]=latest_charge`)
    expect(expanded.body.latest_charge).toMatchObject({
      object: 'charge',
      payment_intent: created.body.id,
      amount: 2500,
    })
    expect((await post('/v1/refunds', { payment_intent: created.body.id })).body.amount).toBe(2500)
  })

  it('needs a return_url where redirects are possible', async () => {
    const bare = { amount: '2500', currency: 'eur', confirm: 'true', payment_method: 'pm_card_visa' }
    expect((await post('/v1/payment_intents', bare)).body.error.message).toContain('return_url')
    expect((await post('/v1/payment_intents', { ...bare, ...card })).body.status).toBe('succeeded')
    const typed = await post('/v1/payment_intents', { ...bare, 'payment_method_types[]': 'card' })
    expect(typed.body.status).toBe('succeeded')
  })

  it('waits for its capture where it is manual, and can be captured in part', async () => {
    const { body } = await post('/v1/payment_intents', {
      ...card,
      confirm: 'true',
      payment_method: 'pm_card_mastercard',
      capture_method: 'manual',
    })
    expect(body).toMatchObject({ status: 'requires_capture', amount_capturable: 2500, amount_received: 0 })
    const captured = await post(`/v1/payment_intents/${body.id}/capture`, { amount_to_capture: '2000' })
    expect(captured.body).toMatchObject({ status: 'succeeded', amount_received: 2000, amount_capturable: 0 })
    const again = await post(`/v1/payment_intents/${body.id}/capture`)
    expect(again.body.error).toMatchObject({ code: 'payment_intent_unexpected_state', payment_intent: { id: body.id } })
    const cancel = await post(`/v1/payment_intents/${body.id}/cancel`)
    expect(cancel.status).toBe(400)
  })

  it('is cancelled before it is paid', async () => {
    const { body } = await post('/v1/payment_intents', card)
    const canceled = await post(`/v1/payment_intents/${body.id}/cancel`, { cancellation_reason: 'abandoned' })
    expect(canceled.body).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
    expect((await post(`/v1/payment_intents/${body.id}/confirm`, { payment_method: 'pm_card_visa' })).status).toBe(400)
  })

  it('is declined with the intent in the error', async () => {
    const answer = await post('/v1/payment_intents', {
      ...card,
      confirm: 'true',
      payment_method: 'pm_card_chargeDeclined',
    })
    expect(answer.status).toBe(402)
    expect(answer.body.error).toMatchObject({
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
      payment_intent: { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } },
    })
  })

  it('asks for authentication, or fails where it must not ask', async () => {
    const how = { ...card, confirm: 'true', payment_method: 'pm_card_authenticationRequired' }
    expect((await post('/v1/payment_intents', how)).body).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'redirect_to_url' },
    })
    const silent = await post('/v1/payment_intents', { ...how, error_on_requires_action: 'true' })
    expect(silent).toMatchObject({ status: 402, body: { error: { code: 'authentication_required' } } })
  })

  it('takes test tokens in payment_method_data, but no card numbers', async () => {
    const data = { ...card, confirm: 'true', 'payment_method_data[type]': 'card' }
    const token = await post('/v1/payment_intents', { ...data, 'payment_method_data[card][token]': 'tok_visa' })
    expect(token.body.status).toBe('succeeded')
    const number = await post('/v1/payment_intents', {
      ...data,
      'payment_method_data[card][number]': '4242424242424242',
    })
    expect(number.status).toBe(402)
  })

  it('refuses what it does not know', async () => {
    expect((await post('/v1/payment_intents', { ...card, source: 'tok_visa' })).body.error.code).toBe(
      'parameter_unknown',
    )
    expect((await post('/v1/payment_intents', { ...card, capture_method: 'later' })).body.error.param).toBe(
      'capture_method',
    )
    expect(
      (await post('/v1/payment_intents', { ...card, 'automatic_payment_methods[on]': 'true' })).body.error.param,
    ).toBe('automatic_payment_methods[on]')
    expect((await get('/v1/payment_intents/pi_unknown')).body.error.param).toBe('intent')
  })
})

describe('customers', () => {
  it('lives from creation to deletion', async () => {
    const created = await post('/v1/customers', {
      name: 'Ada',
      email: 'ada@example.com',
      source: 'tok_visa',
      'metadata[tier]': 'gold',
      'address[city]': 'London',
    })
    expect(created.body).toMatchObject({
      object: 'customer',
      name: 'Ada',
      metadata: { tier: 'gold' },
      address: { city: 'London', line1: null },
    })
    const path = `/v1/customers/${created.body.id}`
    expect((await post(path, { name: 'Ada L.', 'metadata[tier]': '' })).body).toMatchObject({
      name: 'Ada L.',
      metadata: {},
    })
    expect((await get('/v1/customers?email=ada@example.com')).body.data).toHaveLength(1)
    expect(
      (await post('/v1/charges', { amount: '900', currency: 'usd', customer: created.body.id })).body.customer,
    ).toBe(created.body.id)
    expect((await get(`${path}?expand[]=default_source`)).body.default_source).toMatchObject({
      object: 'card',
      last4: '4242',
    })
    expect((await stripeAccount.send('DELETE', path)).body).toEqual({
      id: created.body.id,
      object: 'customer',
      deleted: true,
    })
    expect((await get(path)).body.deleted).toBe(true)
    expect((await post(path, { name: 'Ghost' })).status).toBe(404)
  })

  it('cannot be charged without a card', async () => {
    const { body } = await post('/v1/customers', { email: 'poor@example.com' })
    const answer = await post('/v1/charges', { amount: '900', currency: 'usd', customer: body.id })
    expect(answer).toMatchObject({ status: 402, body: { error: { code: 'missing' } } })
  })

  it('is not created with a card that is declined', async () => {
    expect((await post('/v1/customers', { source: 'tok_chargeDeclined' })).status).toBe(402)
    const { body } = await post('/v1/customers', { source: 'tok_chargeCustomerFail' })
    expect((await post('/v1/charges', { amount: '900', currency: 'usd', customer: body.id })).status).toBe(402)
  })
})

describe('idempotency', () => {
  const key = { 'idempotency-key': 'order-42' }
  const form = { amount: '1000', currency: 'usd', source: 'tok_visa' }

  it('answers the same request the same way, and charges once', async () => {
    const first = await post('/v1/charges', form, key)
    const second = await post('/v1/charges', form, key)
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect((await get('/v1/charges?created[gte]=1790000000')).body.data).toHaveLength(1)
  })

  it('replays a decline', async () => {
    const declined = { ...form, source: 'tok_chargeDeclined' }
    const first = await post('/v1/charges', declined, key)
    expect((await post('/v1/charges', declined, key)).body).toEqual(first.body)
  })

  it('refuses the key for another request', async () => {
    await post('/v1/charges', form, key)
    const other = await post('/v1/charges', { ...form, amount: '2000' }, key)
    expect(other).toMatchObject({ status: 400, body: { error: { type: 'idempotency_error' } } })
  })

  it('lets a refused request be mended under the same key', async () => {
    expect((await post('/v1/charges', { ...form, amount: 'x' }, key)).status).toBe(400)
    expect((await post('/v1/charges', form, key)).status).toBe(200)
  })
})

describe('balance, account and events', () => {
  it('counts what was charged', async () => {
    const before = (await get('/v1/balance')).body
    expect(before).toMatchObject({
      object: 'balance',
      livemode: false,
      available: [{ amount: 10000, currency: 'usd' }],
    })
    await charge()
    expect((await get('/v1/balance')).body.pending[0].amount).toBe(before.pending[0].amount + 1000)
  })

  it('knows its account', async () => {
    expect((await get('/v1/account')).body).toMatchObject({ object: 'account', charges_enabled: true })
  })

  it('remembers what happened', async () => {
    const { body } = await charge()
    const events = await get('/v1/events?type=charge.succeeded')
    expect(events.body.data[0]).toMatchObject({ object: 'event', data: { object: { id: body.id } } })
    expect((await get(`/v1/events/${events.body.data[0].id}`)).status).toBe(200)
    expect((await get('/v1/events?type=charge.*')).body.data.length).toBeGreaterThan(1)
  })
})

describe('fixtures', () => {
  it('can be acted on again and again', async () => {
    for (const _ of [1, 2]) {
      expect((await post('/v1/refunds', { charge: fixtures.charge })).status).toBe(200)
      expect((await post(`/v1/charges/${fixtures.uncapturedCharge}/capture`)).body.captured).toBe(true)
      expect((await post(`/v1/payment_intents/${fixtures.uncapturedPaymentIntent}/capture`)).body.status).toBe(
        'succeeded',
      )
      expect((await post(`/v1/payment_intents/${fixtures.uncapturedPaymentIntent}/cancel`)).body.status).toBe(
        'canceled',
      )
      expect((await post(`/v1/payment_intents/${fixtures.unconfirmedPaymentIntent}/confirm`)).body.status).toBe(
        'succeeded',
      )
      expect((await post('/v1/refunds', { payment_intent: fixtures.paymentIntent })).status).toBe(200)
      expect((await post(`/v1/customers/${fixtures.customer}`, { name: 'New' })).body.name).toBe('New')
      expect((await stripeAccount.send('DELETE', `/v1/customers/${fixtures.customer}`)).body.deleted).toBe(true)
    }
    expect((await get(`/v1/customers/${fixtures.customer}`)).body.name).toBe('Jenny Rosen')
    expect((await get(`/v1/refunds/${fixtures.refund}`)).status).toBe(200)
    expect((await get(`/v1/events/${fixtures.event}`)).status).toBe(200)
  })
})

describe('expansion', () => {
  it('replaces ids by objects, in lists too', async () => {
    const one = await get(`/v1/charges/${fixtures.charge}?expand[]=customer&expand[]=balance_transaction`)
    expect(one.body).toMatchObject({ customer: { object: 'customer' }, balance_transaction: { net: 1912 } })
    const list = await get('/v1/charges?limit=1&expand[]=data.customer.default_source')
    expect(list.body.data[0].customer.default_source.object).toBe('card')
  })

  it('refuses what has no object behind it, before anything happens', async () => {
    const answer = await charge({ 'expand[]': 'amount' })
    expect(answer.body.error.message).toBe('This property cannot be expanded (amount).')
    expect((await get('/v1/charges?created[gte]=1790000000')).body.data).toHaveLength(0)
  })
})

describe('the rest', () => {
  it.each([
    ['GET', '/v1/nothing'],
    ['PUT', '/v1/charges'],
    ['GET', '/v1/charges/'],
    ['GET', '/v2/charges'],
    ['DELETE', `/v1/charges/${fixtures.charge}`],
  ])('does not know %s %s', async (method, path) => {
    const answer = await stripeAccount.send(method, path)
    expect(answer.status).toBe(404)
    expect(answer.body.error.message).toContain(`Unrecognized request URL (${method}: ${path})`)
  })
})

import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import { fixtures, shipstation } from '../../../sandbox/providers/shipstation.ts'
import { accountAt, exchangeOf, send } from './support.ts'

const origin = 'https://api.shipstation.com'

const account = () => accountAt(shipstation, origin, { 'api-key': fixtures.apiKey })

const address = (extra: object = {}) => ({
  name: 'Ada Lovelace',
  phone: '314-555-0101',
  address_line1: '1100 Wyoming St',
  city_locality: 'Saint Louis',
  state_province: 'MO',
  postal_code: '63118',
  country_code: 'US',
  ...extra,
})

const shipment = (extra: object = {}) => ({
  carrier_id: fixtures.carriers.ups,
  service_code: 'ups_ground',
  ship_to: address(),
  ship_from: address({ name: 'Grace Hopper', city_locality: 'Austin', state_province: 'TX', postal_code: '78731' }),
  packages: [{ weight: { value: 2, unit: 'pound' } }],
  ...extra,
})

const rateOptions = { carrier_ids: [fixtures.carriers.ups] }

it('needs a key', async () => {
  const bare = await send(shipstation, memoryState(), 'GET', `${origin}/v2/carriers`)
  expect(bare.status).toBe(401)
  expect(bare.body.errors).toEqual([
    {
      error_source: 'ShipStation',
      error_type: 'security',
      error_code: 'unauthorized',
      message: 'The API key is missing.',
    },
  ])
  expect(bare.body.request_id).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/)
  const wrong = { 'api-key': 'invalid' }
  expect((await account().send('GET', '/v2/carriers', { headers: wrong })).status).toBe(401)
})

it('lists carriers with their services, packages and options', async () => {
  const { send: call } = account()
  const { body } = await call('GET', '/v2/carriers')
  expect(body.carriers.map(({ carrier_code }: { carrier_code: string }) => carrier_code)).toEqual([
    'stamps_com',
    'ups',
    'fedex',
  ])
  const path = `/v2/carriers/${fixtures.carriers.usps}`
  expect((await call('GET', path)).body.friendly_name).toBe('Stamps.com')
  const services = await call('GET', `${path}/services`)
  expect(services.body.services[0]).toMatchObject({ service_code: 'usps_ground_advantage', domestic: true })
  expect((await call('GET', `${path}/packages`)).body.packages).toHaveLength(2)
  expect((await call('GET', `${path}/options`)).body.options).toHaveLength(2)
  expect((await call('GET', '/v2/carriers/se-1/services')).status).toBe(404)
})

describe('rates', () => {
  it('are for a shipment in the request, and can be bought', async () => {
    const { send: call } = account()
    const json = { rate_options: rateOptions, shipment: shipment({ carrier_id: undefined, service_code: undefined }) }
    const { status, body } = await call('POST', '/v2/rates', { json })
    expect(status).toBe(200)
    expect(body.rate_response).toMatchObject({ status: 'completed', errors: [], shipment_id: body.shipment_id })
    const [rate] = body.rate_response.rates
    expect(rate).toMatchObject({
      rate_type: 'shipment',
      service_code: 'ups_ground',
      shipping_amount: { currency: 'usd', amount: 12.65 },
      delivery_days: 4,
    })
    expect((await call('GET', `/v2/rates/${rate.rate_id}`)).body).toEqual(rate)
    const bought = await call('POST', `/v2/labels/rates/${rate.rate_id}`, { json: { label_format: 'zpl' } })
    expect(bought.body).toMatchObject({ status: 'completed', service_code: 'ups_ground', label_format: 'zpl' })
    const listed = await call('GET', `/v2/labels?rate_id=${rate.rate_id}`)
    expect(listed.body.total).toBe(1)
  })

  it('are for a shipment of ShipStation', async () => {
    const { send: call } = account()
    const json = { rate_options: rateOptions, shipment_id: fixtures.shipment }
    expect((await call('POST', '/v2/rates', { json })).body.shipment_id).toBe(fixtures.shipment)
    const known = await call('GET', `/v2/shipments/${fixtures.shipment}/rates`)
    expect(known.body.rates).toHaveLength(4)
    const unknown = { rate_options: rateOptions, shipment_id: 'se-1' }
    expect((await call('POST', '/v2/rates', { json: unknown })).status).toBe(404)
  })

  it.each([
    ['no carriers', { shipment: shipment() }, 'rate_options is required.'],
    ['an empty list of them', { rate_options: { carrier_ids: [] }, shipment: shipment() }, 'Invalid rate_options'],
    ['two shipments', { rate_options: rateOptions, shipment: shipment(), shipment_id: 'se-1' }, 'Either shipment_id'],
    ['no sender', { rate_options: rateOptions, shipment: shipment({ ship_from: undefined }) }, 'shipment.ship_from'],
    [
      'an unknown carrier',
      { rate_options: { carrier_ids: ['se-1'] }, shipment: shipment() },
      'carrier_id se-1 is not connected to this account.',
    ],
  ])('are refused for %s', async (_name, json, message) => {
    const { status, body } = await account().send('POST', '/v2/rates', { json })
    expect([status, body.errors[0].message.startsWith(message)]).toEqual([400, true])
  })

  it('are estimated', async () => {
    const { send: call } = account()
    const json = {
      carrier_ids: [fixtures.carriers.usps, fixtures.carriers.fedex],
      from_country_code: 'US',
      from_postal_code: '78731',
      from_city_locality: 'Austin',
      from_state_province: 'TX',
      to_country_code: 'US',
      to_postal_code: '63118',
      to_city_locality: 'Saint Louis',
      to_state_province: 'MO',
      weight: { value: 16, unit: 'ounce' },
      ship_date: '2026-11-24T00:00:00.000Z',
    }
    const { body } = await call('POST', '/v2/rates/estimate', { json })
    expect(body).toHaveLength(6)
    expect(body[0]).toMatchObject({ shipping_amount: { amount: 6.35 }, ship_date: '2026-11-24T00:00:00Z' })
    const refused = await call('POST', '/v2/rates/estimate', { json: { ...json, weight: undefined } })
    expect(refused.body.errors[0]).toMatchObject({ error_code: 'field_value_required', message: 'weight is required.' })
    expect((await call('POST', '/v2/rates/estimate', { json: { ...json, carrier_ids: undefined } })).status).toBe(400)
  })
})

describe('shipments', () => {
  it('are created, read, listed by page and cancelled', async () => {
    const { send: call } = account()
    const shipments = ['a-1', 'a-2', 'a-3'].map((external_shipment_id) => shipment({ external_shipment_id }))
    const created = await call('POST', '/v2/shipments', { json: { shipments } })
    expect(created.body.has_errors).toBe(false)
    const id = created.body.shipments[0].shipment_id
    expect((await call('GET', `/v2/shipments/${id}`)).body).toMatchObject({
      external_shipment_id: 'a-1',
      shipment_status: 'pending',
      total_weight: { value: 2, unit: 'pound' },
    })
    expect((await call('GET', '/v2/shipments/external_shipment_id/a-2')).status).toBe(200)

    const first = await call('GET', '/v2/shipments?page_size=3')
    expect(first.body).toMatchObject({ total: 4, page: 1, pages: 2 })
    expect(first.body.links.next.href).toBe(`${origin}/v2/shipments?page_size=3&page=2`)
    const second = await call('GET', first.body.links.next.href.slice(origin.length))
    expect(second.body.shipments.map(({ shipment_id }: { shipment_id: string }) => shipment_id)).toEqual([
      fixtures.shipment,
    ])
    const filtered = await call('GET', '/v2/shipments?external_shipment_id=a-3&ship_to_name=ada')
    expect(filtered.body.total).toBe(1)
    const recent = await call('GET', '/v2/shipments?created_at_start=2026-11-01T00:00:00Z&shipment_status=pending')
    expect(recent.body.total).toBe(3)

    expect((await call('PUT', `/v2/shipments/${id}/cancel`)).status).toBe(204)
    const again = await call('PUT', `/v2/shipments/${id}/cancel`)
    expect([again.status, again.body.errors[0].error_code]).toEqual([400, 'invalid_status'])
  })

  it('have their own errors', async () => {
    const { send: call } = account()
    const twice = { shipments: [shipment({ external_shipment_id: 'b-1' }), shipment({ external_shipment_id: 'b-1' })] }
    const { status, body } = await call('POST', '/v2/shipments', { json: twice })
    expect([status, body.has_errors]).toEqual([200, true])
    expect(body.shipments[1].errors[0].error_code).toBe('identifier_conflict')
    const example = { shipments: [shipment({ external_shipment_id: fixtures.externalShipment })] }
    expect((await call('POST', '/v2/shipments', { json: example })).body.has_errors).toBe(false)
    expect((await call('POST', '/v2/shipments', { json: example })).body.has_errors).toBe(false)
  })

  it('are refused without an address', async () => {
    const { send: call } = account()
    const json = { shipments: [shipment({ ship_to: { name: 'Ada' } })] }
    const refused = await call('POST', '/v2/shipments', { json })
    expect(refused.body.errors[0].message).toBe('shipments[0].ship_to.address_line1 is required.')
    const bare = await call('POST', '/v2/shipments', { headers: { 'content-type': 'application/json' } })
    expect(bare.body.errors[0].error_code).toBe('request_body_required')
    expect((await call('GET', '/v2/shipments?page=0')).status).toBe(400)
  })

  it('of the fixtures can be cancelled again and again', async () => {
    const { send: call } = account()
    const path = `/v2/shipments/${fixtures.shipment}/cancel`
    expect([(await call('PUT', path)).status, (await call('PUT', path)).status]).toEqual([204, 204])
  })
})

describe('a label', () => {
  it('is bought, read, tracked and voided once', async () => {
    const { send: call } = account()
    const bought = await call('POST', '/v2/labels', { json: { shipment: shipment(), test_label: true } })
    expect(bought.status).toBe(200)
    const label = bought.body
    expect(label).toMatchObject({
      status: 'completed',
      test_label: true,
      carrier_code: 'ups',
      shipment_cost: { currency: 'usd', amount: 12.65 },
      tracking_status: 'in_transit',
    })
    const file = await call('GET', label.label_download.pdf.slice(origin.length))
    expect(file.text).toMatch(/^%PDF/)
    const inline = await call('GET', `/v2/labels/${label.label_id}?label_download_type=inline`)
    expect(inline.body.label_download.href).toMatch(/^data:application\/pdf;base64,/)
    const status = await call('GET', `/v2/shipments/${label.shipment_id}`)
    expect(status.body.shipment_status).toBe('label_purchased')

    const tracked = await call('GET', `/v2/labels/${label.label_id}/track`)
    expect(tracked.body).toMatchObject({ tracking_number: label.tracking_number, status_code: 'NY' })
    expect(
      (await call('POST', `/v2/tracking/stop?carrier_code=ups&tracking_number=${label.tracking_number}`)).status,
    ).toBe(204)
    const voided = await call('PUT', `/v2/labels/${label.label_id}/void`)
    expect(voided.body.approved).toBe(true)
    const twice = await call('PUT', `/v2/labels/${label.label_id}/void`)
    expect(twice.body).toMatchObject({ approved: false, reason_code: 'label_already_voided' })
    expect((await call('GET', '/v2/labels?label_status=voided')).body.total).toBe(2)
  })

  it('is bought for a shipment, and brings a package back', async () => {
    const { send: call } = account()
    const created = await call('POST', '/v2/shipments', { json: { shipments: [shipment()] } })
    const path = `/v2/labels/shipment/${created.body.shipments[0].shipment_id}`
    const bought = await call('POST', path, { json: {} })
    expect(bought.status).toBe(200)
    expect((await call('POST', path, { json: {} })).body.errors[0].error_code).toBe('invalid_status')
    const back = await call('POST', `/v2/labels/${bought.body.label_id}/return`, { json: {} })
    expect(back.body).toMatchObject({
      is_return_label: true,
      outbound_label_id: bought.body.label_id,
      ship_to: { name: 'Grace Hopper' },
    })
  })

  it.each([
    ['no service', shipment({ service_code: undefined }), 'field_value_required'],
    ['no packages', shipment({ packages: undefined }), 'field_value_required'],
    ['no sender', shipment({ ship_from: undefined }), 'field_value_required'],
    ['an unknown carrier', shipment({ carrier_id: 'se-1' }), 'invalid_identifier'],
    ['a service of another carrier', shipment({ service_code: 'fedex_ground' }), 'invalid_field_value'],
    [
      'no customs',
      shipment({ ship_to: address({ country_code: 'CA' }), service_code: 'ups_worldwide_saver' }),
      'customs_items_required',
    ],
  ])('is refused for %s', async (_name, given, code) => {
    const { status, body } = await account().send('POST', '/v2/labels', { json: { shipment: given } })
    expect([status, body.errors[0].error_code]).toEqual([400, code])
  })

  it('of the fixtures acts as if', async () => {
    const { send: call } = account()
    for (let time = 0; time < 2; time += 1) {
      const { body } = await call('PUT', `/v2/labels/${fixtures.label}/void`)
      expect(body.approved).toBe(true)
    }
    const used = await call('PUT', `/v2/labels/${fixtures.deliveredLabel}/void`)
    expect(used.body.reason_code).toBe('label_already_used')
    const delivered = await call('GET', `/v2/labels/${fixtures.deliveredLabel}/track`)
    expect(delivered.body.events).toHaveLength(3)
    expect((await call('POST', `/v2/labels/rates/${fixtures.rate}`, { json: {} })).status).toBe(200)
    expect((await call('GET', '/v2/labels/se-1')).status).toBe(404)
  })
})

describe('a pickup', () => {
  const pickup = (extra: object = {}) => ({
    label_ids: [fixtures.label],
    contact_details: { name: 'Grace Hopper', email: 'grace@example.com', phone: '512-555-0100' },
    pickup_window: { start_at: '2026-12-01T13:00:00Z', end_at: '2026-12-01T21:00:00Z' },
    ...extra,
  })

  it('is scheduled, read, listed and deleted once', async () => {
    const { send: call } = account()
    const made = await call('POST', '/v2/pickups', { json: pickup() })
    expect(made.body.pickup_id).toMatch(/^pik_.{22}$/)
    expect(made.body).toMatchObject({ carrier_id: fixtures.carriers.usps, label_ids: [fixtures.label] })
    const path = `/v2/pickups/${made.body.pickup_id}`
    expect((await call('GET', path)).body.confirmation_number).toBe(made.body.confirmation_number)
    expect((await call('GET', '/v2/pickups')).body.total).toBe(2)
    expect((await call('DELETE', path)).body.pickup_id).toBe(made.body.pickup_id)
    expect((await call('DELETE', path)).status).toBe(400)
    expect((await call('DELETE', `/v2/pickups/${fixtures.pickup}`)).status).toBe(200)
  })

  it.each([
    ['an unknown label', { label_ids: ['se-1'] }, 404, 'invalid_identifier'],
    ['a voided label', { label_ids: [fixtures.voidedLabel] }, 400, 'invalid_status'],
    ['no contact', { contact_details: undefined }, 400, 'field_value_required'],
    [
      'a window that ends before it starts',
      { pickup_window: { start_at: '2026-12-02T13:00:00Z', end_at: '2026-12-01T21:00:00Z' } },
      400,
      'invalid_field_value',
    ],
  ])('is refused for %s', async (_name, extra, status, code) => {
    const refused = await account().send('POST', '/v2/pickups', { json: pickup(extra) })
    expect([refused.status, refused.body.errors[0].error_code]).toEqual([status, code])
  })
})

it('validates addresses', async () => {
  const { send: call } = account()
  const json = [address(), address({ address_line1: 'Unknown Street' })]
  const { body } = await call('POST', '/v2/addresses/validate', { json })
  expect(body.map(({ status }: { status: string }) => status)).toEqual(['verified', 'error'])
  expect(body[0].matched_address.city_locality).toBe('SAINT LOUIS')
  expect((await call('POST', '/v2/addresses/validate', { json: [{ name: 'Ada' }] })).status).toBe(400)
})

it('knows one warehouse and one user', async () => {
  const { send: call } = account()
  const { body } = await call('GET', '/v2/warehouses')
  expect(body.warehouses[0].warehouse_id).toBe(fixtures.warehouse)
  expect((await call('GET', `/v2/warehouses/${fixtures.warehouse}`)).body.name).toBe('Sandbox Warehouse')
  expect((await call('GET', '/v2/warehouses/se-1')).status).toBe(404)
  expect((await call('GET', '/v2/users?page_size=1')).body.total).toBe(1)
})

it('answers what it has not in its own words', async () => {
  const { send: call } = account()
  expect((await call('GET', '/v2/orders')).status).toBe(404)
  const exchange = exchangeOf('GET', `${origin}/v2/carriers`, {})
  expect(shipstation.rateLimited(exchange).headers.get('retry-after')).toBe('30')
  expect(shipstation.outage(exchange).status).toBe(500)
})

import { describe, expect, it } from 'vitest'
import { shipstation } from '../../../src/providers/shipping/shipstation/index.ts'

const config = shipstation.configSchema().parse({ apiKey: 'TEST_key' })

const austin = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+1 512 555 0100',
  email: 'ada@example.com',
  lines: ['4301 Bull Creek Rd', 'Suite 4'],
  city: 'Austin',
  state: 'TX',
  postalCode: '78731',
  country: 'US',
}
const houston = {
  name: 'Grace Receiver',
  phone: '+1 713 555 0100',
  lines: ['525 S Winchester Blvd'],
  city: 'Houston',
  state: 'TX',
  postalCode: '77002',
  country: 'US',
  residential: true,
}
const box = {
  weight: { value: 12, unit: 'oz' },
  dimensions: { length: 20, width: 30.5, height: 10, unit: 'cm' },
}
const rates = { from: austin, to: houston, parcels: [box], shipDate: '2026-11-24', carriers: ['se-100001'] }
const shipment = { from: austin, to: houston, parcels: [box], shipDate: '2026-11-24', service: 'usps_priority_mail' }

function operation(id: string) {
  const found = shipstation.operations().get(id)
  if (found === undefined) throw new Error(`no operation ${id}`)
  return found
}

function prepare(id: string, input: unknown) {
  const preparation = operation(id).prepare(input)
  if (!preparation.ok) throw new Error(JSON.stringify(preparation.issues))
  return preparation.prepared
}

const request = (id: string, input: unknown) => prepare(id, input).request(config, { idempotencyKey: 'key-1' })

function body(id: string, input: unknown): unknown {
  const sent = request(id, input).body
  if (sent.kind !== 'json') throw new Error('no JSON')
  return JSON.parse(JSON.stringify(sent.value))
}

function unify(id: string, input: unknown, answer: unknown) {
  const unified = prepare(id, input).readAnswer(answer, config).unified?.()
  expect(operation(id).shared?.output().safeParse(unified).error).toBeUndefined()
  return unified
}

const issues = (id: string, input: unknown) => {
  const preparation = operation(id).prepare(input)
  return preparation.ok ? [] : preparation.issues.map(({ path }) => path)
}

const refuse = (status: number, answer: unknown) =>
  shipstation.refusal({ status, headers: new Headers(), body: answer })

describe('get-rates', () => {
  it('estimates for the carriers that are asked, with units by their names', () => {
    expect(request('get-rates', rates)).toMatchObject({ method: 'POST', path: '/v2/rates/estimate' })
    expect(body('get-rates', rates)).toEqual({
      carrier_ids: ['se-100001'],
      from_country_code: 'US',
      from_postal_code: '78731',
      from_city_locality: 'Austin',
      from_state_province: 'TX',
      to_country_code: 'US',
      to_postal_code: '77002',
      to_city_locality: 'Houston',
      to_state_province: 'TX',
      weight: { value: 12, unit: 'ounce' },
      dimensions: { length: 20, width: 30.5, height: 10, unit: 'centimeter' },
      address_residential_indicator: 'yes',
      ship_date: '2026-11-24T00:00:00Z',
    })
  })

  it('needs carriers, one package and places with a state', () => {
    const { carriers: _, ...anyone } = rates
    expect(issues('get-rates', anyone)).toEqual(['carriers'])
    expect(issues('get-rates', { ...rates, carriers: ['100001'] })).toEqual(['carriers.0'])
    expect(issues('get-rates', { ...rates, parcels: [box, box] })).toEqual(['parcels'])
    const { state: __, ...stateless } = houston
    expect(issues('get-rates', { ...rates, to: stateless })).toEqual(['to.state'])
  })

  const usd = (amount: number) => ({ currency: 'usd', amount })
  const rate = {
    service_code: 'usps_priority_mail',
    service_type: 'USPS Priority Mail',
    package_type: 'package',
    carrier_friendly_name: 'Stamps.com',
    shipping_amount: usd(9.35),
    insurance_amount: { currency: 'cad', amount: 0 },
    confirmation_amount: usd(3.7),
    other_amount: usd(0.05),
    delivery_days: 2,
    estimated_delivery_date: '2026-11-26T00:00:00Z',
    validation_status: 'valid',
    error_messages: [],
  }
  const unified = {
    service: 'usps_priority_mail',
    serviceName: 'Stamps.com USPS Priority Mail',
    amount: 1310,
    currency: 'USD',
    estimatedDelivery: '2026-11-26',
    days: 2,
  }

  it("adds up the parts of a price, and leaves out the carrier's boxes and what can't be bought", () => {
    const answer = [
      rate,
      { ...rate, package_type: 'flat_rate_envelope' },
      { ...rate, service_code: 'ups_ground', validation_status: 'invalid', error_messages: ['no'] },
      { ...rate, service_code: 'usps_media_mail', delivery_days: null, estimated_delivery_date: null },
    ]
    expect(unify('get-rates', rates, answer)).toEqual({
      rates: [unified, { ...unified, service: 'usps_media_mail', estimatedDelivery: null, days: null }],
    })
    expect(unify('get-rates', { ...rates, service: 'usps_priority_mail' }, answer)).toEqual({ rates: [unified] })
  })

  it('does not add up different currencies', () => {
    const mixed = [{ ...rate, other_amount: { currency: 'cad', amount: 1 } }]
    expect(() => unify('get-rates', rates, mixed)).toThrow('several currencies')
  })
})

describe('create-shipment', () => {
  it('buys the label with the shipment in it', () => {
    expect(body('create-shipment', { ...shipment, carrier: 'se-100001', reference: 'order 7' })).toMatchObject({
      shipment: {
        carrier_id: 'se-100001',
        service_code: 'usps_priority_mail',
        ship_date: '2026-11-24T00:00:00Z',
        shipment_number: 'order 7',
        ship_from: {
          name: 'Ada Sender',
          company_name: 'Upstream Books',
          address_line1: '4301 Bull Creek Rd',
          address_line2: 'Suite 4',
          city_locality: 'Austin',
          state_province: 'TX',
          postal_code: '78731',
          country_code: 'US',
          address_residential_indicator: 'unknown',
        },
        ship_to: { name: 'Grace Receiver', address_residential_indicator: 'yes' },
        return_to: { name: 'Ada Sender' },
        confirmation: 'none',
        insurance_provider: 'none',
        packages: [{ package_code: 'package', weight: { value: 12, unit: 'ounce' } }],
      },
      label_format: 'pdf',
      label_layout: '4x6',
      label_download_type: 'url',
      test_label: false,
    })
    expect(body('create-shipment', shipment)).not.toHaveProperty('shipment.carrier_id')
    expect(body('create-shipment', shipment)).not.toHaveProperty('shipment.customs')
  })

  it('declares the contents once', () => {
    const customs = { countryOfOrigin: 'GB', harmonizedCode: '4901.99' }
    expect(issues('create-shipment', { ...shipment, customs })).toEqual(['contents.value'])
    const contents = { description: 'Books', value: { amount: 1050, currency: 'GBP' } }
    const sent = body('create-shipment', { ...shipment, customs, contents, parcels: [box, box] })
    expect(sent).toMatchObject({
      shipment: {
        customs: { contents: 'merchandise', non_delivery: 'return_to_sender' },
        packages: [
          {
            content_description: 'Books',
            products: [
              {
                description: 'Books',
                quantity: 1,
                value: { amount: 10.5, currency: 'gbp' },
                country_of_origin: 'GB',
                harmonized_tariff_code: '4901.99',
              },
            ],
          },
          { content_description: 'Books' },
        ],
      },
    })
    expect(sent).not.toHaveProperty('shipment.packages.1.products')
  })

  it('unifies the address of one document for all packages', () => {
    const answer = {
      label_id: 'se-1234567',
      tracking_number: '9405511899223197428490',
      label_format: 'zpl',
      label_download: { href: 'https://api.shipstation.com/any', zpl: 'https://api.shipstation.com/zpl' },
      shipment_cost: { currency: 'usd', amount: 9.35 },
      insurance_cost: { currency: 'usd', amount: 1.5 },
      packages: [{ tracking_number: '9405511899223197428490' }, { tracking_number: '9405511899223197428491' }],
    }
    expect(unify('create-shipment', shipment, answer)).toEqual({
      id: 'se-1234567',
      trackingNumber: '9405511899223197428490',
      trackingNumbers: ['9405511899223197428490', '9405511899223197428491'],
      labels: [{ trackingNumber: null, format: 'zpl', data: null, url: 'https://api.shipstation.com/zpl' }],
      cost: 1085,
      currency: 'USD',
    })
    const bare = { label_id: 'se-1', tracking_number: '940' }
    expect(unify('create-shipment', shipment, bare)).toEqual({
      id: 'se-1',
      trackingNumber: '940',
      trackingNumbers: ['940'],
      labels: [],
      cost: null,
      currency: null,
    })
  })
})

describe('track-shipment', () => {
  const input = { trackingNumber: '940', id: 'se-1234567' }

  it('goes by the label', () => {
    expect(request('track-shipment', input).path).toBe('/v2/labels/se-1234567/track')
    expect(issues('track-shipment', { trackingNumber: '940' })).toEqual(['id'])
    expect(issues('track-shipment', { ...input, id: 'se-1/void' })).toEqual(['id'])
  })

  it('reads details before statuses, newest first', () => {
    const answer = {
      tracking_number: '940',
      status_code: 'IT',
      status_detail_code: 'OUT_FOR_DELIVERY',
      carrier_status_description: 'Out for Delivery',
      estimated_delivery_date: '2026-11-25T00:00:00Z',
      events: [
        { occurred_at: '2026-11-23T10:00:00Z', description: 'Shipping Label Created', status_code: 'NY' },
        {
          occurred_at: '2026-11-25T14:30:00Z',
          carrier_occurred_at: '2026-11-25T08:30:00',
          description: 'Out for Delivery',
          city_locality: 'HOUSTON',
          state_province: 'TX',
          postal_code: '77002',
          country_code: '',
          status_code: 'IN_TRANSIT',
          status_detail_code: 'OUT_FOR_DELIVERY',
        },
      ],
    }
    expect(unify('track-shipment', input, answer)).toEqual({
      trackingNumber: '940',
      status: 'out_for_delivery',
      nativeStatus: 'Out for Delivery',
      estimatedDelivery: '2026-11-25',
      events: [
        {
          time: '2026-11-25T14:30:00.000Z',
          localTime: '2026-11-25T08:30:00',
          status: 'out_for_delivery',
          description: 'Out for Delivery',
          location: { city: 'HOUSTON', state: 'TX', postalCode: '77002', country: null },
        },
        {
          time: '2026-11-23T10:00:00.000Z',
          localTime: null,
          status: 'pre_transit',
          description: 'Shipping Label Created',
          location: null,
        },
      ],
    })
  })

  it.each([
    ['AWAITING_DESPATCH', 'pre_transit'],
    ['AC', 'in_transit'],
    ['it', 'in_transit'],
    ['DELIVERED_TO_NEIGHBOUR', 'delivered'],
    ['EX', 'exception'],
    ['RETURN_TO_SENDER', 'returned'],
    ['CANCELLED', 'canceled'],
    ['UN', 'unknown'],
  ])('%s is %s', (code, status) => {
    expect(unify('track-shipment', input, { status_code: code })).toMatchObject({ status })
  })
})

describe('cancel-shipment', () => {
  it('says no with status 200', () => {
    const input = { id: 'se-1234567' }
    expect(request('cancel-shipment', input)).toMatchObject({ method: 'PUT', path: '/v2/labels/se-1234567/void' })
    const answer = { approved: false, message: 'This label was used.', reason_code: 'label_already_used' }
    expect(unify('cancel-shipment', input, answer)).toEqual({
      ...input,
      canceled: false,
      message: 'This label was used.',
    })
  })
})

describe('schedule-pickup', () => {
  const pickup = {
    address: austin,
    date: '2026-11-24',
    readyTime: '09:30',
    closeTime: '17:00',
    parcels: [box],
    service: 'usps_priority_mail',
    shipments: ['se-1234567'],
    instructions: 'Ring the bell',
  }

  it('is of labels, between two times', () => {
    expect(body('schedule-pickup', pickup)).toEqual({
      label_ids: ['se-1234567'],
      contact_details: { name: 'Ada Sender', phone: '+1 512 555 0100', email: 'ada@example.com' },
      pickup_notes: 'Ring the bell',
      pickup_window: { start_at: '2026-11-24T09:30:00Z', end_at: '2026-11-24T17:00:00Z' },
    })
    const { email: _, ...silent } = austin
    const { shipments: __, ...rest } = pickup
    expect(issues('schedule-pickup', { ...rest, address: silent })).toEqual(['address.email', 'shipments'])
  })

  it('may be on another day than asked for', () => {
    const on = (window: object) => unify('schedule-pickup', pickup, { pickup_id: 'pik_1', ...window })
    const later = { pickup_window: { start_at: '2026-11-25T09:30:00Z' } }
    expect(on(later)).toEqual({ id: 'pik_1', date: '2026-11-25', cost: null, currency: null })
    expect(on({})).toMatchObject({ date: '2026-11-24' })
  })
})

describe('lists', () => {
  it('page by number', () => {
    const input = { limit: 50, cursor: '3', trackingNumber: '940' }
    expect(request('list-labels', input).query).toEqual({
      page_size: 50,
      page: 3,
      label_status: undefined,
      tracking_number: '940',
    })
    const next = (page: number, pages: number) =>
      prepare('list-labels', input).readAnswer({ labels: [], page, pages }, config).nextCursor()
    expect(next(3, 4)).toBe('4')
    expect(next(4, 4)).toBeUndefined()
    expect(next(1, 0)).toBeUndefined()
    expect(issues('list-labels', { cursor: '1' })).toEqual(['cursor'])
    expect(issues('list-shipments', { cursor: '2&page_size=9' })).toEqual(['cursor'])
  })
})

describe('refusal', () => {
  const answer = (code: string) => ({
    request_id: '4f6d2a52-6a0e-4d6b-9d5b-0b6d9f2c1a11',
    errors: [{ error_source: 'ShipStation', error_type: 'validation', error_code: code, message: 'no' }],
  })

  it.each([
    [400, 'field_value_required', 'rejected'],
    [400, 'rate_limit_exceeded', 'rate-limited'],
    [401, 'unauthorized', 'credentials'],
    [404, 'invalid_identifier', 'rejected'],
    [429, 'unspecified', 'rate-limited'],
    [500, 'unspecified', 'unavailable'],
  ] as const)('%i with code %s is %s', (status, code, kind) => {
    expect(refuse(status, answer(code))).toEqual({ kind, code, message: 'no' })
  })

  it('leaves everything else alone', () => {
    expect(refuse(207, answer('carrier_disconnected'))).toBeUndefined()
    expect(refuse(502, '<html>')).toBeUndefined()
    expect(refuse(400, { errors: [] })).toBeUndefined()
    expect(refuse(404, { message: 'no' })).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { usps } from '../../../src/providers/shipping/usps/index.ts'

const config = usps.configSchema().parse({
  clientId: 'id',
  clientSecret: 'secret',
  crid: '12345678',
  mid: '123456789',
  manifestMid: '987654321',
  accountNumber: '1000000000',
})

const sender = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+1 (314) 555-0100',
  email: 'ada@example.com',
  lines: ['4120 Bingham Ave'],
  city: 'Saint Louis',
  state: 'MO',
  postalCode: '63116-1234',
  country: 'US',
}
const receiver = {
  name: 'Grace Brewster Receiver',
  phone: '(212) 555-0100',
  lines: ['421 8th Ave', 'Apt 2'],
  city: 'New York',
  state: 'NY',
  postalCode: '10018',
  country: 'US',
}
const toronto = { lines: ['290 Bremner Blvd'], city: 'Toronto', state: 'ON', postalCode: 'M5V 3L9', country: 'CA' }
const box = {
  weight: { value: 15, unit: 'oz' },
  dimensions: { length: 6, width: 10, height: 8, unit: 'in' },
}
const token = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
const rates = { from: sender, to: receiver, parcels: [box], shipDate: '2026-11-24' }
const shipment = { ...rates, service: 'USPS_GROUND_ADVANTAGE', paymentAuthorizationToken: token }

function operation(id: string) {
  const found = usps.operations().get(id)
  if (found === undefined) throw new Error(`no operation ${id}`)
  return found
}

function prepare(id: string, input: unknown) {
  const preparation = operation(id).prepare(input)
  if (!preparation.ok) throw new Error(JSON.stringify(preparation.issues))
  return preparation.prepared
}

const request = (id: string, input: unknown, idempotencyKey = 'key-1') =>
  prepare(id, input).request(config, { idempotencyKey })

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

const refuse = (status: number, answer: unknown) => usps.refusal({ status, headers: new Headers(), body: answer })

describe('measures', () => {
  it('keep ounces whole, since USPS bills what is begun, and put the longest side first', () => {
    expect(body('get-rates', rates)).toMatchObject({
      packageDescription: { weight: 0.9375, length: 10, width: 8, height: 6 },
    })
    const metric = { weight: { value: 1, unit: 'kg' }, dimensions: { length: 10, width: 20, height: 30, unit: 'cm' } }
    expect(body('get-rates', { ...rates, parcels: [metric] })).toMatchObject({
      packageDescription: { weight: 2.2047, length: 11.82, width: 7.88, height: 3.94 },
    })
  })

  it('are of one package', () => {
    expect(issues('get-rates', { ...rates, parcels: [box, box] })).toEqual(['parcels'])
    expect(issues('create-shipment', { ...shipment, parcels: [{ weight: box.weight }] })).toEqual([
      'parcels.0.dimensions',
    ])
  })
})

describe('get-rates', () => {
  it('asks from ZIP Code to ZIP Code at home, and to the country abroad', () => {
    expect(body('get-rates', rates)).toEqual({
      pricingOptions: [{ priceType: 'COMMERCIAL' }],
      originZIPCode: '63116-1234',
      destinationZIPCode: '10018',
      destinationEntryFacilityType: 'NONE',
      packageDescription: {
        weight: 0.9375,
        length: 10,
        width: 8,
        height: 6,
        mailClass: 'ALL_OUTBOUND',
        mailingDate: '2026-11-24',
      },
    })
    expect(body('get-rates', { ...rates, to: toronto })).toMatchObject({
      destinationCountryCode: 'CA',
      foreignPostalCode: 'M5V 3L9',
      packageDescription: { mailClass: 'ALL' },
    })
  })

  it('refuses places without a ZIP Code, and mail classes that go the other way', () => {
    const { postalCode: _, ...nowhere } = receiver
    expect(issues('get-rates', { ...rates, to: nowhere })).toEqual(['to.postalCode'])
    expect(issues('get-rates', { ...rates, to: toronto, service: 'PRIORITY_MAIL' })).toEqual(['service'])
    expect(issues('get-rates', { ...rates, service: 'PRIORITY_MAIL_INTERNATIONAL' })).toEqual(['service'])
    expect(issues('get-rates', { ...rates, from: { ...sender, state: 'ZZ' } })).toEqual(['from.state'])
  })

  const option = (totalBasePrice: number, rateIndicator: string, entry = 'NONE') => ({
    totalBasePrice,
    commitment: { name: '2 Days', scheduleDeliveryDate: '2026-11-27', expectedDeliveryDate: '2026-11-26' },
    rates: [{ description: 'Plain', productName: 'Priority Mail', rateIndicator, destinationEntryFacilityType: entry }],
  })
  const answer = {
    pricingOptions: [
      {
        priceType: 'COMMERCIAL',
        shippingOptions: [
          {
            mailClass: 'PRIORITY_MAIL',
            rateOptions: [option(9.85, 'SP'), option(8.4, 'FS'), option(4, 'SP', 'DESTINATION_DELIVERY_UNIT')],
          },
          {
            mailClass: 'PRIORITY_MAIL_EXPRESS',
            rateOptions: [
              { totalBasePrice: 31.4, commitment: { name: 'UNAVAILABLE' }, rates: [{ rateIndicator: 'PA' }] },
            ],
          },
        ],
      },
    ],
  }
  const priority = {
    service: 'PRIORITY_MAIL',
    serviceName: 'Priority Mail',
    currency: 'USD',
    estimatedDelivery: '2026-11-27',
    days: 2,
  }

  it('answers the prices that a label would have', () => {
    expect(unify('get-rates', rates, answer)).toEqual({
      rates: [
        { ...priority, amount: 985 },
        {
          service: 'PRIORITY_MAIL_EXPRESS',
          serviceName: 'PRIORITY_MAIL_EXPRESS',
          amount: 3140,
          currency: 'USD',
          estimatedDelivery: null,
          days: null,
        },
      ],
    })
    expect(unify('get-rates', { ...rates, rateIndicator: 'FS' }, answer)).toEqual({
      rates: [{ ...priority, amount: 840 }],
    })
  })

  it('does not guess a price', () => {
    const shippingOptions = [{ mailClass: 'PRIORITY_MAIL', rateOptions: [{ rates: [] }] }]
    expect(() => unify('get-rates', rates, { pricingOptions: [{ shippingOptions }] })).toThrow('no amount')
  })
})

describe('create-shipment', () => {
  it('asks for JSON with the image in it, with both tokens and a UUID', () => {
    const sent = request('create-shipment', shipment, '0123456789abcdef0123456789abcdef')
    expect(sent).toMatchObject({ method: 'POST', path: '/labels/v3/label' })
    expect(sent.headers).toEqual({
      Accept: 'application/vnd.usps.labels+json',
      'X-Payment-Authorization-Token': token,
      'X-Idempotency-Key': '01234567-89ab-4def-8123-456789abcdef',
    })
    const uuid = '4f6d2a52-6a0e-4d6b-9d5b-0b6d9f2c1a11'
    expect(request('create-shipment', shipment, uuid).headers['X-Idempotency-Key']).toBe(uuid)
  })

  it('splits names and ZIP Codes', () => {
    expect(body('create-shipment', { ...shipment, reference: 'order 7', labelFormat: 'zpl' })).toEqual({
      imageInfo: { imageType: 'ZPL203DPI', labelType: '4X6LABEL', receiptOption: 'NONE' },
      fromAddress: {
        firstName: 'Ada',
        lastName: 'Sender',
        firm: 'Upstream Books',
        streetAddress: '4120 Bingham Ave',
        city: 'Saint Louis',
        state: 'MO',
        ZIPCode: '63116',
        ZIPPlus4: '1234',
        phone: '13145550100',
        email: 'ada@example.com',
      },
      toAddress: {
        firstName: 'Grace Brewster',
        lastName: 'Receiver',
        streetAddress: '421 8th Ave',
        secondaryAddress: 'Apt 2',
        city: 'New York',
        state: 'NY',
        ZIPCode: '10018',
        phone: '2125550100',
      },
      packageDescription: {
        mailClass: 'USPS_GROUND_ADVANTAGE',
        rateIndicator: 'SP',
        processingCategory: 'MACHINABLE',
        destinationEntryFacilityType: 'NONE',
        weightUOM: 'lb',
        weight: 0.9375,
        dimensionsUOM: 'in',
        length: 10,
        width: 8,
        height: 6,
        mailingDate: '2026-11-24',
        customerReference: [{ referenceNumber: 'order 7', printReferenceNumber: true }],
      },
    })
    const prince = { ...receiver, name: 'Prince' }
    expect(body('create-shipment', { ...shipment, to: prince })).toMatchObject({ toAddress: { firm: 'Prince' } })
  })

  it('has a rate indicator of its own for Priority Mail Express', () => {
    const express = { ...shipment, service: 'PRIORITY_MAIL_EXPRESS' }
    expect(body('create-shipment', express)).toMatchObject({ packageDescription: { rateIndicator: 'PA' } })
  })

  it('refuses what is not domestic, needs a form, or could break a header', () => {
    expect(issues('create-shipment', { ...shipment, to: { ...receiver, country: 'CA' } })).toEqual(['to.country'])
    expect(issues('create-shipment', { ...shipment, to: { ...receiver, state: 'AE' } })).toEqual(['to.state'])
    expect(issues('create-shipment', { ...shipment, paymentAuthorizationToken: 'a\r\nX: y' })).toEqual([
      'paymentAuthorizationToken',
    ])
    expect(issues('create-shipment', { ...rates, service: 'PRIORITY_MAIL' })).toEqual(['paymentAuthorizationToken'])
  })

  it('adds up what USPS names apart', () => {
    const answer = {
      trackingNumber: '9405509898644824249889',
      postage: 9.35,
      extraServices: [
        { name: 'Signature', price: 3.7 },
        { name: 'USPS Tracking', price: 0 },
      ],
      fees: [{ name: 'Nonstandard', price: 4 }],
      labelImage: 'JVBERg==',
    }
    expect(unify('create-shipment', shipment, answer)).toEqual({
      id: '9405509898644824249889',
      trackingNumber: '9405509898644824249889',
      trackingNumbers: ['9405509898644824249889'],
      labels: [{ trackingNumber: '9405509898644824249889', format: 'pdf', data: 'JVBERg==', url: null }],
      cost: 1705,
      currency: 'USD',
    })
    expect(unify('create-shipment', shipment, { trackingNumber: '9405' })).toMatchObject({ labels: [], cost: null })
  })
})

describe('cancel-shipment', () => {
  it('tells a refund that was asked for from a cancellation', () => {
    const input = { id: '9405509898644824249889', paymentAuthorizationToken: token }
    expect(request('cancel-shipment', input)).toMatchObject({
      method: 'DELETE',
      path: '/labels/v3/label/9405509898644824249889',
      headers: { 'X-Payment-Authorization-Token': token },
    })
    expect(unify('cancel-shipment', input, { status: 'CANCELED' })).toEqual({
      id: input.id,
      canceled: true,
      message: null,
    })
    expect(unify('cancel-shipment', input, { status: 'DISPUTED', disputeId: '104660' })).toEqual({
      id: input.id,
      canceled: false,
      message: 'DISPUTED: a refund was requested, dispute 104660',
    })
  })
})

describe('create-payment-authorization', () => {
  it('names the roles that a label needs, paid by the account or by a permit', () => {
    expect(body('create-payment-authorization', {})).toMatchObject({
      roles: [
        { roleName: 'PAYER', CRID: '12345678', accountType: 'EPS', accountNumber: '1000000000' },
        { roleName: 'RATE_HOLDER' },
        { roleName: 'LABEL_OWNER', CRID: '12345678', MID: '123456789', manifestMID: '987654321' },
        { roleName: 'SHIPPER' },
      ],
    })
    expect(body('create-payment-authorization', { permit: { number: '42', zipCode: '63116' } })).toMatchObject({
      roles: [{ accountType: 'PERMIT', permitNumber: '42', permitZIP: '63116' }, {}, {}, {}],
    })
  })
})

describe('track-shipment', () => {
  const input = { trackingNumber: '9205590006662200704797' }

  it('reads both clocks', () => {
    expect(request('track-shipment', input)).toMatchObject({
      path: '/tracking/v3/tracking/9205590006662200704797',
      query: { expand: 'DETAIL' },
    })
    const answer = {
      trackingNumber: input.trackingNumber,
      status: 'Out for Delivery, Expected Delivery by 9:00pm',
      statusCategory: 'Out for Delivery',
      predictedDeliveryDate: '2026-11-25',
      expectedDeliveryTimeStamp: '2026-11-26T21:00:00Z',
      trackingEvents: [
        {
          eventType: 'Out for Delivery',
          eventTimestamp: '2026-11-25T07:10:00',
          GMTTimestamp: '2026-11-25T12:10:00Z',
          eventCity: 'NEW YORK',
          eventState: 'NY',
          eventZIP: '10018',
          eventCountry: '',
        },
        { eventType: 'Shipping Label Created, USPS Awaiting Item', eventTimestamp: '2026-11-23T10:00:00Z' },
      ],
    }
    expect(unify('track-shipment', input, answer)).toEqual({
      trackingNumber: input.trackingNumber,
      status: 'out_for_delivery',
      nativeStatus: 'Out for Delivery, Expected Delivery by 9:00pm',
      estimatedDelivery: '2026-11-25',
      events: [
        {
          time: '2026-11-25T12:10:00.000Z',
          localTime: '2026-11-25T07:10:00',
          status: 'out_for_delivery',
          description: 'Out for Delivery',
          location: { city: 'NEW YORK', state: 'NY', postalCode: '10018', country: null },
        },
        {
          time: null,
          localTime: '2026-11-23T10:00:00',
          status: 'pre_transit',
          description: 'Shipping Label Created, USPS Awaiting Item',
          location: null,
        },
      ],
    })
  })

  it.each([
    ['Delivered', 'Delivered, Front Door/Porch', 'delivered'],
    ['Delivered', 'Delivered, To Original Sender', 'delivered'],
    ['Alert', 'Return to Sender Processed', 'returned'],
    ['Alert', 'Insufficient Address', 'exception'],
    ['Delivery Attempt', 'Delivery Attempted - No Access to Delivery Location', 'exception'],
    ['Pre-Shipment', 'Pre-Shipment Info Sent to USPS, USPS Awaiting Item', 'pre_transit'],
    ['In Transit', 'Departed USPS Regional Facility', 'in_transit'],
    ['Accepted', 'USPS in possession of item', 'in_transit'],
    ['Something', 'New', 'unknown'],
  ])('%s: %s is %s', (statusCategory, status, expected) => {
    expect(unify('track-shipment', input, { statusCategory, status })).toMatchObject({ status: expected })
  })
})

describe('validate-address', () => {
  const input = { address: receiver }
  const answer = (DPVConfirmation: string) => ({
    address: {
      streetAddress: '421 8TH AVE',
      secondaryAddress: 'APT 2',
      city: 'NEW YORK',
      state: 'NY',
      ZIPCode: '10018',
      ZIPPlus4: '0001',
    },
    additionalInfo: { DPVConfirmation, business: 'N' },
  })

  it('is valid only where the whole address is a delivery point', () => {
    expect(request('validate-address', input).query).toMatchObject({
      streetAddress: '421 8th Ave',
      secondaryAddress: 'Apt 2',
      state: 'NY',
      ZIPCode: '10018',
    })
    expect(unify('validate-address', input, answer('Y'))).toEqual({
      valid: true,
      candidates: [
        {
          lines: ['421 8TH AVE', 'APT 2'],
          city: 'NEW YORK',
          state: 'NY',
          postalCode: '10018-0001',
          country: 'US',
          residential: true,
        },
      ],
    })
    expect(unify('validate-address', input, answer('D'))).toMatchObject({ valid: false })
  })
})

describe('schedule-pickup', () => {
  const pickup = {
    address: sender,
    date: '2026-11-24',
    readyTime: '09:30',
    closeTime: '17:00',
    parcels: [box, box],
    service: 'MEDIA_MAIL',
  }

  it('comes with the mail, for mail classes that it knows', () => {
    expect(body('schedule-pickup', pickup)).toEqual({
      pickupDate: '2026-11-24',
      pickupAddress: {
        firstName: 'Ada',
        lastName: 'Sender',
        firm: 'Upstream Books',
        address: {
          streetAddress: '4120 Bingham Ave',
          city: 'Saint Louis',
          state: 'MO',
          ZIPCode: '63116',
          ZIPPlus4: '1234',
        },
        contact: [{ email: 'ada@example.com' }, { cellNumber: '3145550100' }],
      },
      packages: [{ packageType: 'OTHER', packageCount: 2 }],
      estimatedWeight: 1.9,
      pickupLocation: { packageLocation: 'FRONT_DOOR' },
    })
    const answer = { confirmationNumber: 'WTC1', pickupDate: '2026-11-27' }
    expect(unify('schedule-pickup', pickup, answer)).toEqual({
      id: 'WTC1',
      date: '2026-11-27',
      cost: null,
      currency: null,
    })
  })

  it('needs two names, some way to write, and words for another place', () => {
    const { email: _, ...silent } = { ...sender, phone: '+49 30 123456' }
    expect(issues('schedule-pickup', { ...pickup, address: { ...sender, name: 'Prince' } })).toEqual(['address.name'])
    expect(issues('schedule-pickup', { ...pickup, address: silent, packageLocation: 'OTHER' })).toEqual([
      'address.email',
      'instructions',
    ])
  })
})

describe('find-post-offices', () => {
  it('pages by offset', () => {
    const search = { zipCode: '10463', limit: 2, cursor: '2' }
    expect(request('find-post-offices', search).query).toMatchObject({ ZIPCode: '10463', offset: 2, limit: 2 })
    const next = (locations: unknown[], metadata: object) =>
      prepare('find-post-offices', search).readAnswer({ locations, metadata }, config).nextCursor()
    expect(next([{}, {}], { totalCount: 5 })).toBe('4')
    expect(next([{}, {}], { totalCount: 4 })).toBeUndefined()
    expect(next([], { totalCount: 4 })).toBe('2')
    expect(issues('find-post-offices', { zipCode: '10463', cursor: '2&x' })).toEqual(['cursor'])
    expect(issues('find-post-offices', { city: 'Bronx' })).toEqual(['zipCode'])
  })
})

describe('refusal', () => {
  const answer = (code: string, errors: unknown[] = []) => ({
    apiVersion: 'v3',
    error: { code, message: 'no', errors },
  })

  it.each([
    [400, 'rejected'],
    [401, 'credentials'],
    [403, 'credentials'],
    [404, 'rejected'],
    [429, 'rate-limited'],
    [503, 'unavailable'],
  ] as const)('%i is %s', (status, kind) => {
    expect(refuse(status, answer(String(status)))).toEqual({ kind, code: String(status), message: 'no' })
  })

  it('prefers what is wrong to that something is', () => {
    const errors = [{ status: '400', code: '010005', title: 'Invalid', detail: 'The ZIPCode is unknown.' }]
    expect(refuse(400, answer('400', errors))).toEqual({
      kind: 'rejected',
      code: '010005',
      message: 'The ZIPCode is unknown.',
    })
  })

  it('leaves everything else alone', () => {
    expect(refuse(200, answer('400'))).toBeUndefined()
    expect(refuse(502, '<html>')).toBeUndefined()
    expect(refuse(400, { error: 'invalid_request' })).toBeUndefined()
  })
})

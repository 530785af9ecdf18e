import { describe, expect, it } from 'vitest'
import { dhl } from '../../../src/providers/shipping/dhl/index.ts'

const credentials = { username: 'user', password: 'secret', accountNumber: '123456789' }
const config = dhl.configSchema().parse(credentials)
const live = dhl.configSchema().parse({ ...credentials, environment: 'live' })

const prague = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+420 221 555 010',
  email: 'ada@example.com',
  lines: ['V Parku 2308/10', 'Building A'],
  city: 'Prague',
  postalCode: '14800',
  country: 'CZ',
}
const berlin = {
  name: 'Grete Empfänger',
  phone: '+49 30 5550100',
  lines: ['Unter den Linden 1'],
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
}
const hongKong = {
  name: 'Chan Tai Man',
  phone: '+852 5550 0100',
  lines: ["1 Queen's Road Central"],
  city: 'Hong Kong',
  country: 'HK',
}
const box = {
  weight: { value: 2.5, unit: 'kg' },
  dimensions: { length: 25, width: 20.5, height: 15, unit: 'cm' },
}
const rates = { from: prague, to: berlin, parcels: [box], shipDate: '2026-11-24' }
const shipment = { ...rates, service: 'U', contents: { description: 'Books' } }
const valued = { description: 'Books', value: { amount: 1050, currency: 'eur' } }

function operation(id: string) {
  const found = dhl.operations().get(id)
  if (found === undefined) throw new Error(`no operation ${id}`)
  return found
}

function prepare(id: string, input: unknown) {
  const preparation = operation(id).prepare(input)
  if (!preparation.ok) throw new Error(JSON.stringify(preparation.issues))
  return preparation.prepared
}

const request = (id: string, input: unknown, chosen = config) =>
  prepare(id, input).request(chosen, { idempotencyKey: 'key-1' })

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

const refuse = (status: number, answer: unknown) => dhl.refusal({ status, headers: new Headers(), body: answer })

describe('the environment', () => {
  it('is a path, and the version a header', () => {
    expect(request('get-rates', rates).path).toBe('/mydhlapi/test/rates')
    expect(request('get-rates', rates, live).path).toBe('/mydhlapi/rates')
    expect(dhl.headers).toMatchObject({ 'x-version': '3.1.0' })
  })

  it('takes no username that basic authentication would split', () => {
    expect(dhl.configSchema().safeParse({ ...credentials, username: 'a:b' }).success).toBe(false)
  })
})

describe('get-rates', () => {
  it('writes the time with its offset, and an empty postal code where there is none', () => {
    const abroad = { ...rates, to: hongKong, contents: valued, shipTime: '16:30', utcOffset: '+01:00' }
    expect(body('get-rates', abroad)).toEqual({
      customerDetails: {
        shipperDetails: {
          postalCode: '14800',
          cityName: 'Prague',
          countryCode: 'CZ',
          addressLine1: 'V Parku 2308/10',
          addressLine2: 'Building A',
        },
        receiverDetails: {
          postalCode: '',
          cityName: 'Hong Kong',
          countryCode: 'HK',
          addressLine1: "1 Queen's Road Central",
        },
      },
      accounts: [{ typeCode: 'shipper', number: '123456789' }],
      plannedShippingDateAndTime: '2026-11-24T16:30:00GMT+01:00',
      unitOfMeasurement: 'metric',
      isCustomsDeclarable: true,
      monetaryAmount: [{ typeCode: 'declaredValue', value: 10.5, currency: 'EUR' }],
      estimatedDeliveryDate: { isRequested: true, typeCode: 'QDDC' },
      packages: [{ weight: 2.5, dimensions: { length: 25, width: 20.5, height: 15 } }],
    })
    expect(body('get-rates', rates)).toMatchObject({ plannedShippingDateAndTime: '2026-11-24T12:00:00GMT+00:00' })
  })

  it('needs the value of what leaves the customs union, unless it is documents', () => {
    expect(body('get-rates', rates)).toMatchObject({ isCustomsDeclarable: false })
    expect(issues('get-rates', { ...rates, to: hongKong })).toEqual(['contents.value'])
    expect(issues('get-rates', { ...rates, to: hongKong, dutiable: false })).toEqual([])
    expect(issues('get-rates', { ...rates, dutiable: true })).toEqual(['contents.value'])
  })

  it('puts packages of different units into those of the first', () => {
    const parcels = [{ weight: { value: 1, unit: 'lb' } }, box]
    expect(body('get-rates', { ...rates, parcels })).toMatchObject({
      unitOfMeasurement: 'imperial',
      packages: [{ weight: 1 }, { weight: 5.512, dimensions: { length: 9.843, width: 8.071, height: 5.906 } }],
    })
  })

  it('answers what would be billed, and leaves out products without such a price', () => {
    const product = (productCode: string, totalPrice: unknown[]) => ({
      productCode,
      productName: 'EXPRESS WORLDWIDE',
      totalPrice,
      deliveryCapabilities: { estimatedDeliveryDateAndTime: '2026-11-26T23:59:00', totalTransitDays: 2 },
    })
    const answer = {
      products: [
        product('P', [
          { currencyType: 'BASEC', priceCurrency: 'USD', price: 99 },
          { currencyType: 'BILLC', priceCurrency: 'CZK', price: 1410.5 },
        ]),
        product('K', [{ currencyType: 'PULCL', priceCurrency: 'EUR', price: 99 }]),
        product('T', [{ currencyType: 'BILLC', priceCurrency: '', price: 0 }]),
      ],
    }
    expect(unify('get-rates', rates, answer)).toEqual({
      rates: [
        {
          service: 'P',
          serviceName: 'EXPRESS WORLDWIDE',
          amount: 141_050,
          currency: 'CZK',
          estimatedDelivery: '2026-11-26',
          days: 2,
        },
      ],
    })
    const finer = [product('P', [{ currencyType: 'BILLC', priceCurrency: 'JPY', price: 1.5 }])]
    expect(() => unify('get-rates', rates, { products: finer })).toThrow('no amount')
  })
})

describe('create-shipment', () => {
  it('names company and person, and asks for the label alone', () => {
    expect(body('create-shipment', { ...shipment, reference: 'order 7', labelFormat: 'zpl' })).toMatchObject({
      pickup: { isRequested: false },
      productCode: 'U',
      accounts: [{ typeCode: 'shipper', number: '123456789' }],
      outputImageProperties: {
        encodingFormat: 'zpl',
        imageOptions: [{ typeCode: 'label' }, { typeCode: 'waybillDoc', isRequested: false }],
      },
      customerReferences: [{ value: 'order 7', typeCode: 'CU' }],
      customerDetails: {
        shipperDetails: { contactInformation: { fullName: 'Ada Sender', companyName: 'Upstream Books' } },
        receiverDetails: {
          contactInformation: { fullName: 'Grete Empfänger', companyName: 'Grete Empfänger', phone: '+49 30 5550100' },
        },
      },
      content: { isCustomsDeclarable: false, description: 'Books', incoterm: 'DAP', unitOfMeasurement: 'metric' },
    })
  })

  it('declares dutiable contents', () => {
    const abroad = { ...shipment, to: hongKong, service: 'P' }
    expect(issues('create-shipment', abroad)).toEqual(['contents.value', 'customs'])
    const customs = {
      countryOfManufacture: 'GB',
      commodityCode: '490199',
      invoice: { number: 'INV-7', date: '2026-11-23' },
    }
    expect(body('create-shipment', { ...abroad, contents: valued, customs })).toMatchObject({
      content: {
        isCustomsDeclarable: true,
        declaredValue: 10.5,
        declaredValueCurrency: 'EUR',
        exportDeclaration: {
          exportReasonType: 'permanent',
          invoice: { number: 'INV-7', date: '2026-11-23' },
          lineItems: [
            {
              number: 1,
              description: 'Books',
              price: 10.5,
              quantity: { value: 1, unitOfMeasurement: 'PCS' },
              manufacturerCountry: 'GB',
              weight: { netValue: 2.5, grossValue: 2.5 },
              commodityCodes: [{ typeCode: 'outbound', value: '490199' }],
            },
          ],
        },
      },
    })
  })

  it('refuses what no waybill has room for', () => {
    const long = { ...berlin, lines: ['y'.repeat(46)], state: 'B' }
    expect(issues('create-shipment', { ...shipment, to: long })).toEqual(['to.lines.0', 'to.state'])
    const { contents: _, ...nothing } = shipment
    expect(issues('create-shipment', nothing)).toEqual(['contents'])
    expect(issues('create-shipment', { ...shipment, service: 'express' })).toEqual(['service'])
  })

  it('unifies one document for all pieces', () => {
    const answer = {
      shipmentTrackingNumber: '1234567890',
      packages: [{ trackingNumber: 'JD014600004617230711' }, { trackingNumber: 'JD014600004617230712' }],
      documents: [
        { imageFormat: 'PDF', content: 'TEFCRUw=', typeCode: 'label' },
        { imageFormat: 'PDF', content: 'SU5W', typeCode: 'invoice' },
      ],
      shipmentCharges: [{ currencyType: 'BILLC', priceCurrency: 'CZK', price: 1410 }],
    }
    expect(unify('create-shipment', shipment, answer)).toEqual({
      id: '1234567890',
      trackingNumber: '1234567890',
      trackingNumbers: ['JD014600004617230711', 'JD014600004617230712'],
      labels: [{ trackingNumber: null, format: 'pdf', data: 'TEFCRUw=', url: null }],
      cost: 141_000,
      currency: 'CZK',
    })
  })
})

describe('track-shipment', () => {
  const picked = {
    date: '2026-11-23',
    time: '18:05:00',
    GMTOffset: '+01:00',
    typeCode: 'PU',
    description: 'Shipment picked up',
    serviceArea: [{ code: 'PRG', description: 'Prague-CZ' }],
  }
  const out = {
    date: '2026-11-24',
    time: '08:10:00',
    typeCode: 'WC',
    description: 'Shipment is out with courier for delivery ',
    serviceArea: [{ code: 'BER', description: 'Berlin' }],
  }

  it('tells a waybill from a piece', () => {
    expect(request('track-shipment', { trackingNumber: '5374534616' })).toMatchObject({
      path: '/mydhlapi/test/shipments/5374534616/tracking',
      query: { levelOfDetail: 'shipment', requestGMTOffsetPerEvent: true },
    })
    expect(request('track-shipment', { trackingNumber: 'JD014600004617230711' })).toMatchObject({
      path: '/mydhlapi/test/tracking',
      query: { pieceTrackingNumber: 'JD014600004617230711', levelOfDetail: 'all' },
    })
    expect(issues('track-shipment', { trackingNumber: '../pickups' })).toEqual(['trackingNumber'])
  })

  it('is what happened last, wherever DHL puts it', () => {
    const answer = {
      shipments: [
        {
          shipmentTrackingNumber: '5374534616',
          status: 'Success',
          estimatedDeliveryDate: '2026-11-24',
          events: [picked, out],
        },
      ],
    }
    expect(unify('track-shipment', { trackingNumber: '5374534616' }, answer)).toEqual({
      trackingNumber: '5374534616',
      status: 'out_for_delivery',
      nativeStatus: 'Shipment is out with courier for delivery',
      estimatedDelivery: '2026-11-24',
      events: [
        {
          time: null,
          localTime: '2026-11-24T08:10:00',
          status: 'out_for_delivery',
          description: 'Shipment is out with courier for delivery',
          location: { city: 'Berlin', state: null, postalCode: null, country: null },
        },
        {
          time: '2026-11-23T17:05:00.000Z',
          localTime: '2026-11-23T18:05:00',
          status: 'in_transit',
          description: 'Shipment picked up',
          location: { city: 'Prague', state: null, postalCode: null, country: 'CZ' },
        },
      ],
    })
  })

  it("reads the piece that was asked for, and takes a shipment without events for one that wasn't handed over", () => {
    const trackingNumber = 'JD014600004617230711'
    const pieces = [
      { trackingNumber: 'JD014600004617230712', events: [out] },
      { trackingNumber, events: [picked] },
    ]
    const answer = { shipments: [{ shipmentTrackingNumber: '5374534616', events: [out], pieces }] }
    expect(unify('track-shipment', { trackingNumber }, answer)).toMatchObject({ trackingNumber, status: 'in_transit' })
    expect(unify('track-shipment', { trackingNumber }, { shipments: [{ events: [] }] })).toMatchObject({
      status: 'pre_transit',
      nativeStatus: 'unknown',
    })
  })
})

describe('validate-address', () => {
  it('is about places, since DHL knows no streets', () => {
    const input = { address: prague }
    expect(request('validate-address', input).query).toEqual({
      type: 'delivery',
      countryCode: 'CZ',
      postalCode: '14800',
      cityName: 'Prague',
      strictValidation: true,
    })
    const place = { countryCode: 'CZ', postalCode: '14800', cityName: 'PRAGUE' }
    const candidate = {
      lines: [],
      city: 'PRAGUE',
      state: null,
      postalCode: '14800',
      country: 'CZ',
      residential: null,
    }
    expect(unify('validate-address', input, { address: [place] })).toEqual({ valid: true, candidates: [candidate] })
    expect(unify('validate-address', input, { address: [place, place] })).toMatchObject({ valid: false })
    expect(unify('validate-address', input, { warnings: [] })).toEqual({ valid: false, candidates: [] })
  })
})

describe('pickups', () => {
  const pickup = {
    address: { ...prague, residential: false },
    date: '2026-11-24',
    readyTime: '09:30',
    closeTime: '17:00',
    utcOffset: '+01:00',
    parcels: [box, box],
    service: 'U',
    shipments: ['1234567890'],
    instructions: 'Ring the bell',
  }

  it('are at a time of the clocks where they are', () => {
    expect(body('schedule-pickup', pickup)).toMatchObject({
      plannedPickupDateAndTime: '2026-11-24T09:30:00GMT+01:00',
      closeTime: '17:00',
      locationType: 'business',
      specialInstructions: [{ value: 'Ring the bell' }],
      customerDetails: { shipperDetails: { postalAddress: { cityName: 'Prague' } } },
      shipmentDetails: [
        {
          productCode: 'U',
          isCustomsDeclarable: false,
          unitOfMeasurement: 'metric',
          shipmentTrackingNumber: '1234567890',
          packages: [{ weight: 2.5 }, { weight: 2.5 }],
        },
      ],
    })
    const { utcOffset: _, ...timeless } = pickup
    expect(issues('schedule-pickup', timeless)).toEqual(['utcOffset'])
    const answer = { dispatchConfirmationNumbers: ['PRG201220123456'], nextPickupDate: '2026-11-25' }
    expect(unify('schedule-pickup', pickup, answer)).toEqual({
      id: 'PRG201220123456',
      date: '2026-11-25',
      cost: null,
      currency: null,
    })
    expect(() => unify('schedule-pickup', pickup, { dispatchConfirmationNumbers: [] })).toThrow('none')
  })

  it('are canceled by somebody for a reason', () => {
    const input = { id: 'PRG201220123456', requestorName: 'Ada Sender', reason: 'Not ready' }
    expect(request('cancel-pickup', input)).toMatchObject({
      method: 'DELETE',
      path: '/mydhlapi/test/pickups/PRG201220123456',
      query: { requestorName: 'Ada Sender', reason: 'Not ready' },
    })
  })
})

describe('refusal', () => {
  const problem = { instance: '/expressapi/shipments', title: 'Validation error', message: 'Unprocessable Entity' }

  it.each([
    [400, 'rejected'],
    [401, 'credentials'],
    [404, 'rejected'],
    [422, 'rejected'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
  ] as const)('%i is %s', (status, kind) => {
    expect(refuse(status, { ...problem, detail: 'no', status: '998' })).toEqual({ kind, code: '998', message: 'no' })
  })

  it('says what the details are, where there are several', () => {
    const several = { ...problem, detail: 'Multiple problems found', additionalDetails: ['weight', 'city'] }
    expect(refuse(422, several)).toMatchObject({ message: 'Multiple problems found; weight; city' })
  })

  it('has its code under another name, and its title alone, as in some examples of the description', () => {
    expect(refuse(403, { ...problem, detail: 'no', code: '403' })).toMatchObject({ code: '403', message: 'no' })
    const untold = { instance: '/expressapi/shipments/1/proof-of-delivery', title: 'Not Found', status: '404' }
    expect(refuse(404, untold)).toEqual({ kind: 'rejected', code: '404', message: 'Not Found' })
  })

  it('leaves everything else alone', () => {
    expect(refuse(200, problem)).toBeUndefined()
    expect(refuse(502, '<html>')).toBeUndefined()
    expect(refuse(401, { message: 'no' })).toBeUndefined()
  })
})

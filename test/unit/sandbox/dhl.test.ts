import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import { dhl, fixtures } from '../../../sandbox/providers/dhl.ts'
import { accountAt, exchangeOf, send } from './support.ts'

const origin = 'https://express.api.dhl.com/mydhlapi/test'

const authorization = `Basic ${btoa(`${fixtures.username}:${fixtures.password}`)}`

const account = () => accountAt(dhl, origin, { authorization, 'x-version': '3.1.1' })

const accounts = [{ typeCode: 'shipper', number: fixtures.accountNumber }]

const party = (countryCode = 'CZ', extra: object = {}) => ({
  postalAddress: { postalCode: '14800', cityName: 'Prague', countryCode, addressLine1: 'V Parku 2308/10', ...extra },
  contactInformation: { phone: '+420123456789', companyName: 'Sandbox Shop', fullName: 'Grace Hopper' },
})

const place = (countryCode: string) => ({ postalCode: '14800', cityName: 'Prague', countryCode })

const pieces = [{ weight: 2.5, dimensions: { length: 25, width: 35, height: 15 } }]

const rates = (extra: object = {}) => ({
  customerDetails: { shipperDetails: place('CZ'), receiverDetails: place('SG') },
  accounts,
  plannedShippingDateAndTime: '2026-11-24T13:00:00GMT+00:00',
  unitOfMeasurement: 'metric',
  isCustomsDeclarable: true,
  packages: pieces,
  ...extra,
})

const shipment = (extra: object = {}, content: object = {}) => ({
  plannedShippingDateAndTime: '2026-11-24T14:00:31 GMT+01:00',
  pickup: { isRequested: false },
  productCode: 'P',
  accounts,
  customerDetails: { shipperDetails: party('CZ'), receiverDetails: party('SG') },
  content: {
    packages: pieces,
    isCustomsDeclarable: true,
    declaredValue: 150,
    declaredValueCurrency: 'CZK',
    description: 'Example mug',
    incoterm: 'DAP',
    unitOfMeasurement: 'metric',
    ...content,
  },
  ...extra,
})

const onePiece = (extra: Record<string, string> = {}) =>
  new URLSearchParams({
    accountNumber: fixtures.accountNumber,
    originCountryCode: 'CZ',
    originCityName: 'Prague',
    destinationCountryCode: 'CZ',
    destinationCityName: 'Brno',
    weight: '5',
    length: '15',
    width: '10',
    height: '5',
    plannedShippingDate: '2026-11-24',
    isCustomsDeclarable: 'false',
    unitOfMeasurement: 'metric',
    ...extra,
  })

describe('a request', () => {
  it('needs a user and a password', async () => {
    const { send: call } = account()
    const wrong = { authorization: `Basic ${btoa('user:invalid')}` }
    const refused = await call('GET', '/tracking', { headers: wrong })
    expect(refused.status).toBe(401)
    expect(refused.body).toMatchObject({ instance: '/expressapi/tracking', title: 'Unauthorized', status: '401' })
    expect((await send(dhl, memoryState(), 'GET', `${origin}/tracking`)).status).toBe(401)
  })

  it('needs a version', async () => {
    const path = `/shipments/${fixtures.shipment}/tracking`
    const bare = accountAt(dhl, origin, { authorization })
    const refused = await bare.send('GET', path)
    expect([refused.status, refused.body.detail]).toEqual([
      400,
      'Parameters not having correct format: x-version (required)',
    ])
    expect((await bare.send('GET', path, { headers: { 'x-version': '2.12.0' } })).status).toBe(400)
    const live = accountAt(dhl, 'https://express.api.dhl.com/mydhlapi', { authorization, 'x-version': '3.1.0' })
    expect((await live.send('GET', path)).status).toBe(200)
  })
})

describe('rates', () => {
  it('are for one piece by a query', async () => {
    const { send: call } = account()
    const { status, body, headers } = await call('GET', `/rates?${onePiece()}`, {
      headers: { 'message-reference': 'm1' },
    })
    expect(status).toBe(200)
    expect(headers.get('message-reference')).toBe('m1')
    expect(body.products.map(({ productCode }: { productCode: string }) => productCode)).toEqual(['N', '1'])
    expect(body.products[0]).toMatchObject({
      productName: 'EXPRESS DOMESTIC',
      weight: { provided: 5, unitOfMeasurement: 'metric' },
      totalPrice: [{ currencyType: 'BILLC', priceCurrency: 'EUR', price: 22.44 }, {}, {}],
      deliveryCapabilities: { estimatedDeliveryDateAndTime: '2026-11-25T23:59:00', totalTransitDays: 1 },
    })
    const products = await call('GET', `/products?${onePiece()}`)
    expect(products.body.products[0].totalPrice).toBeUndefined()
  })

  it('are for many pieces by a body', async () => {
    const { send: call } = account()
    const { body } = await call('POST', '/rates', { json: rates({ packages: [...pieces, ...pieces] }) })
    expect(body.products.map(({ productCode }: { productCode: string }) => productCode)).toEqual(['P', 'Y', 'E'])
    const documents = await call('POST', '/rates', { json: rates({ isCustomsDeclarable: false, productCode: 'D' }) })
    expect(documents.body.products).toHaveLength(1)
    const none = await call('POST', '/rates', { json: rates({ productCode: 'N' }) })
    expect(none.body.detail).toMatch(/^996: /)
  })

  it('say what is wrong with a query', async () => {
    const { send: call } = account()
    const query = onePiece({ unitOfMeasurement: 'stone' })
    const refused = await call('GET', `/rates?${query}`)
    expect([refused.status, refused.body.detail]).toEqual([
      400,
      'Parameters not having correct format: unitOfMeasurement (valid parameters for unitOfMeasurement are [metric, imperial])',
    ])
    query.delete('weight')
    expect((await call('GET', `/rates?${query}`)).body).toMatchObject({
      detail: 'Missing mandatory parameters: weight',
      title: 'Missing parameters',
      message: 'Bad request',
    })
  })

  it('say what is wrong with a body', async () => {
    const { send: call } = account()
    const one = await call('POST', '/rates', { json: rates({ colour: 'red' }) })
    expect(one.status).toBe(422)
    expect(one.body).toMatchObject({
      title: 'Validation error',
      message: 'Unprocessable Entity',
      detail: '#: extraneous key [colour] is not permitted',
    })
    const customerDetails = { shipperDetails: { cityName: 'Prague' }, receiverDetails: place('SG') }
    const two = await call('POST', '/rates', { json: rates({ customerDetails }) })
    expect(two.body.additionalDetails).toEqual([
      '#/customerDetails/shipperDetails: required key [postalCode] not found',
      '#/customerDetails/shipperDetails: required key [countryCode] not found',
    ])
    const typed = await call('POST', '/rates', { json: rates({ isCustomsDeclarable: 'true' }) })
    expect(typed.body.detail).toBe('#/isCustomsDeclarable: expected type: Boolean, found: String')
    const dated = await call('POST', '/rates', { json: rates({ plannedShippingDateAndTime: '2026-11-24' }) })
    expect([dated.status, dated.body.detail.slice(0, 4)]).toEqual([400, '998:'])
  })
})

describe('a shipment', () => {
  it('is created and tracked by its number, its piece and its reference', async () => {
    const { send: call } = account()
    const json = shipment({ customerReferences: [{ value: 'order-7', typeCode: 'CU' }] })
    const created = await call('POST', '/shipments', { json })
    expect(created.status).toBe(201)
    const { shipmentTrackingNumber: number, packages, documents } = created.body
    expect(number).toMatch(/^\d{10}$/)
    expect(packages[0].trackingNumber).toMatch(/^JD\d{18}$/)
    expect(documents).toHaveLength(1)
    expect(atob(documents[0].content)).toMatch(/^%PDF/)
    expect(created.headers.get('location')).toBe(created.body.trackingUrl)

    const tracked = await call('GET', `/shipments/${number}/tracking`)
    expect(tracked.body.shipments[0]).toMatchObject({ shipmentTrackingNumber: number, productCode: 'P', events: [] })
    const byPiece = await call('GET', `/tracking?pieceTrackingNumber=${packages[0].trackingNumber}`)
    expect(byPiece.body.shipments).toHaveLength(1)
    const query = `shipmentReference=order-7&shipperAccountNumber=${fixtures.accountNumber}`
    expect((await call('GET', `/tracking?${query}`)).body.shipments[0].shipmentTrackingNumber).toBe(number)
    expect((await call('GET', '/tracking?shipmentReference=order-7')).status).toBe(400)
    expect((await call('GET', `/shipments/${number}/proof-of-delivery`)).status).toBe(404)
  })

  it('can ask for a pickup and other documents', async () => {
    const { send: call } = account()
    const imageOptions = [
      { typeCode: 'waybillDoc', isRequested: true },
      { typeCode: 'invoice', isRequested: false },
    ]
    const json = shipment({
      pickup: { isRequested: true, closeTime: '18:00' },
      outputImageProperties: { encodingFormat: 'zpl', imageOptions },
    })
    const { body } = await call('POST', '/shipments', { json })
    expect(body.documents.map(({ typeCode }: { typeCode: string }) => typeCode)).toEqual(['label', 'waybillDoc'])
    expect(body.documents[0].imageFormat).toBe('ZPL')
    expect(body.dispatchConfirmationNumber).toMatch(/^PRG261124\d{6}$/)
    const path = `/pickups/${body.dispatchConfirmationNumber}?requestorName=Grace&reason=006`
    expect((await call('DELETE', path)).status).toBe(200)
    expect((await call('DELETE', path)).status).toBe(404)
  })

  it('can be validated only', async () => {
    const { send: call } = account()
    const { status, body } = await call('POST', '/shipments?validateDataOnly=true', { json: shipment() })
    expect(status).toBe(201)
    expect((await call('GET', `/shipments/${body.shipmentTrackingNumber}/tracking`)).status).toBe(404)
  })

  it.each([
    ['a missing incoterm', shipment({}, { incoterm: undefined }), 422, '#/content: required key [incoterm] not found'],
    ['a nameless party', shipment({ accounts: undefined }), 422, '#: required key [accounts] not found'],
    ['another product', shipment({ productCode: 'N' }), 400, '1001: The requested product(s) (N)'],
    ['a value that is missing', shipment({}, { declaredValue: undefined }), 400, '7025: declaredValue'],
    ['no shipper account', shipment({ accounts: [{ typeCode: 'payer', number: '1' }] }), 400, 'The account number'],
    ['no packages', shipment({}, { packages: [] }), 422, '#/content/packages: [] is outside of its limits'],
  ])('is refused for %s', async (_name, json, status, detail) => {
    const refused = await account().send('POST', '/shipments', { json })
    expect([refused.status, refused.body.detail.startsWith(detail)]).toEqual([status, true])
  })
})

describe('tracking', () => {
  it('shows as much as is asked for', async () => {
    const { send: call } = account()
    const path = `/shipments/${fixtures.delivered}/tracking`
    const all = await call('GET', `${path}?trackingView=all-checkpoints&levelOfDetail=all`)
    const [shown] = all.body.shipments
    expect(shown.events.map(({ typeCode }: { typeCode: string }) => typeCode)).toEqual(['OK', 'WC', 'DF', 'PU'])
    expect(shown.pieces[0].events).toHaveLength(4)
    const last = await call('GET', `${path}?trackingView=last-checkpoint`)
    expect(last.body.shipments[0].events).toHaveLength(1)
    const details = await call('GET', `${path}?trackingView=shipment-details-only`)
    expect(details.body.shipments[0].events).toEqual([])
    const wrong = await call('GET', `${path}?trackingView=everything`)
    expect([wrong.status, wrong.body.detail.includes('trackingView')]).toEqual([400, true])
  })

  it('takes many numbers, and knows when there is nothing', async () => {
    const { send: call } = account()
    const numbers = `shipmentTrackingNumber=${fixtures.delivered}&shipmentTrackingNumber=${fixtures.inTransit}`
    expect((await call('GET', `/tracking?${numbers}`)).body.shipments).toHaveLength(2)
    const none = await call('GET', `/shipments/${fixtures.notFound}/tracking`)
    expect(none.status).toBe(404)
    expect(none.body).toMatchObject({ title: 'Not data found', detail: 'No data found' })
    expect((await call('GET', '/shipments/abc/tracking')).status).toBe(400)
    expect((await call('GET', '/tracking')).status).toBe(400)
    const reference = await call('GET', '/tracking?shipmentReference=ShipReferenceRCS03&shipperAccountNumber=300865060')
    expect(reference.body.detail).toBe('No Shipments Found for ReferenceID | ShipReferenceRCS03')
  })

  it('proves a delivery, and keeps documents', async () => {
    const { send: call } = account()
    const proof = await call('GET', `/shipments/${fixtures.delivered}/proof-of-delivery?content=epod-summary`)
    expect(proof.body.documents[0]).toMatchObject({ encodingFormat: 'PDF', typeCode: 'POD' })
    const query =
      'shipperAccountNumber=123456789&typeCode=waybill&typeCode=commercial-invoice&pickupYearAndMonth=2026-01'
    const path = `/shipments/${fixtures.delivered}/get-image?${query}`
    expect((await call('GET', path)).body.documents).toHaveLength(2)
    const tiff = await call('GET', `${path}&encodingFormat=tiff&allInOnePDF=true`)
    expect(tiff.body.detail).toMatch(/^1506: /)
    expect((await call('GET', `/shipments/${fixtures.notFound}/get-image?${query}`)).body.detail).toMatch(/^1504: /)
    const unproven = await call('GET', `/shipments/${fixtures.inTransit}/proof-of-delivery`)
    expect(unproven.body).toEqual({
      instance: `/expressapi/shipments/${fixtures.inTransit}/proof-of-delivery`,
      title: 'Not Found',
      status: '404',
    })
  })
})

describe('a pickup', () => {
  const details = {
    plannedPickupDateAndTime: '2026-12-01T14:00:31GMT+01:00',
    closeTime: '18:00',
    accounts,
    customerDetails: { shipperDetails: party() },
  }

  const shipmentDetails = [
    { productCode: 'P', isCustomsDeclarable: true, unitOfMeasurement: 'metric', packages: pieces },
  ]

  it('is booked, changed and cancelled once', async () => {
    const { send: call } = account()
    const booked = await call('POST', '/pickups', { json: { ...details, shipmentDetails } })
    expect(booked.status).toBe(201)
    const [number] = booked.body.dispatchConfirmationNumbers
    const json = {
      ...details,
      dispatchConfirmationNumber: number,
      originalShipperAccountNumber: fixtures.accountNumber,
      plannedPickupDateAndTime: '2026-12-02T10:00:00GMT+01:00',
    }
    const changed = await call('PATCH', `/pickups/${number}`, { json })
    expect(changed.body).toMatchObject({ readyByTime: '10:00', nextPickupDate: '2026-12-02' })
    const foreign = { ...json, originalShipperAccountNumber: '999' }
    expect((await call('PATCH', `/pickups/${number}`, { json: foreign })).body.detail).toMatch(/^5556: /)
    expect((await call('DELETE', `/pickups/${number}`)).status).toBe(400)
    const path = `/pickups/${number}?requestorName=Grace&reason=006`
    expect((await call('DELETE', path)).status).toBe(200)
    const gone = await call('PATCH', `/pickups/${number}`, { json })
    expect(gone.status).toBe(404)
    expect(gone.body).toEqual({
      instance: `/expressapi/pickups/${number}`,
      detail: ' Requested Pickup was not found',
      title: 'Pickup not found',
      status: '404',
    })
  })

  it('of the fixtures can be cancelled again and again', async () => {
    const { send: call } = account()
    const path = `/pickups/${fixtures.pickup}?requestorName=Grace&reason=006`
    expect((await call('DELETE', path)).status).toBe(200)
    expect((await call('DELETE', path)).status).toBe(200)
  })

  it('is refused without its shipments, and after the location closes', async () => {
    const { send: call } = account()
    const bare = await call('POST', '/pickups', { json: details })
    expect([bare.status, bare.body.detail]).toEqual([422, '#: required key [shipmentDetails] not found'])
    const late = { ...details, shipmentDetails, closeTime: '13:00' }
    expect((await call('POST', '/pickups', { json: late })).status).toBe(400)
  })
})

it('validates addresses', async () => {
  const { send: call } = account()
  const path = '/address-validate?type=delivery&countryCode=CZ'
  const valid = await call('GET', `${path}&postalCode=14800&cityName=Prague`)
  expect(valid.body.address[0]).toMatchObject({ cityName: 'PRAGUE', serviceArea: { code: 'PRG' } })
  expect((await call('GET', `${path}&cityName=unknown`)).status).toBe(400)
  const long = await call('GET', `${path}&cityName=${'a'.repeat(46)}`)
  expect(long.body.detail).toBe('Parameters not having correct format: cityName (maxLength=45)')
})

it('adds up what a shipment costs on arrival', async () => {
  const json = {
    customerDetails: { shipperDetails: place('CZ'), receiverDetails: place('SG') },
    accounts,
    productCode: 'P',
    unitOfMeasurement: 'metric',
    currencyCode: 'EUR',
    isCustomsDeclarable: true,
    getCostBreakdown: true,
    packages: pieces,
    items: [{ number: 1, manufacturerCountry: 'CN', quantity: 2, unitPrice: 120, unitPriceCurrencyCode: 'EUR' }],
  }
  const { body } = await account().send('POST', '/landed-cost', { json })
  expect(body.products[0].items[0].breakdown).toMatchObject([
    { typeCode: 'DUTY', price: 12 },
    { typeCode: 'TAX', price: 50.4 },
  ])
  expect(body.products[0].totalPrice[0].price).toBe(382.45)
})

it('answers what it has not in its own words', async () => {
  const { send: call } = account()
  const unknown = await call('DELETE', `/shipments/${fixtures.shipment}`)
  expect([unknown.status, unknown.body.status]).toEqual([404, '404'])
  const exchange = exchangeOf('GET', `${origin}/rates`, {})
  expect(dhl.rateLimited(exchange).status).toBe(429)
  expect(dhl.outage(exchange).status).toBe(500)
})

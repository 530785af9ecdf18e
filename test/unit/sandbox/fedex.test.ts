import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import { fedex, fixtures } from '../../../sandbox/providers/fedex.ts'
import { accountAt, exchangeOf, send } from './support.ts'

const origin = 'https://apis-sandbox.fedex.com'

function requestToken(form: Record<string, string> = {}) {
  const client = { client_id: fixtures.clientId, client_secret: fixtures.clientSecret }
  return send(fedex, memoryState(), 'POST', `${origin}/oauth/token`, {
    form: { grant_type: 'client_credentials', ...client, ...form },
  })
}

async function account() {
  const { body } = await requestToken()
  return accountAt(fedex, origin, { authorization: `Bearer ${body.access_token}` })
}

const accountNumber = { value: fixtures.accountNumber }

const contact = { personName: 'Ada Lovelace', phoneNumber: '3145550101' }

const address = (extra: object = {}) => ({
  streetLines: ['1100 Wyoming St'],
  city: 'Saint Louis',
  stateOrProvinceCode: 'MO',
  postalCode: '63118',
  countryCode: 'US',
  ...extra,
})

const parcel = { weight: { units: 'LB', value: 10 } }

const quote = (shipment: object = {}) => ({
  accountNumber,
  rateRequestControlParameters: { returnTransitTimes: true },
  requestedShipment: {
    shipper: { address: { postalCode: '38116', countryCode: 'US' } },
    recipient: { address: { postalCode: '63118', countryCode: 'US' } },
    pickupType: 'DROPOFF_AT_FEDEX_LOCATION',
    shipDateStamp: '2026-11-23',
    requestedPackageLineItems: [parcel],
    ...shipment,
  },
})

const shipment = (requested: object = {}, extra: object = {}) => ({
  accountNumber,
  labelResponseOptions: 'LABEL',
  requestedShipment: {
    shipper: { address: address(), contact },
    recipients: [{ address: address({ city: 'Memphis', stateOrProvinceCode: 'TN', postalCode: '38116' }), contact }],
    pickupType: 'USE_SCHEDULED_PICKUP',
    serviceType: 'FEDEX_2_DAY',
    packagingType: 'YOUR_PACKAGING',
    totalWeight: 10,
    shippingChargesPayment: { paymentType: 'SENDER' },
    labelSpecification: { imageType: 'PDF', labelStockType: 'PAPER_4X6' },
    requestedPackageLineItems: [
      { ...parcel, customerReferences: [{ customerReferenceType: 'CUSTOMER_REFERENCE', value: 'order-7' }] },
    ],
    ...requested,
  },
  ...extra,
})

const track = (trackingNumber: string, includeDetailedScans = true) => ({
  includeDetailedScans,
  trackingInfo: [{ trackingNumberInfo: { trackingNumber } }],
})

describe('the token', () => {
  it('is for an hour', async () => {
    const { status, body } = await requestToken()
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'CXS' })
  })

  it('is refused to an unknown client and another grant', async () => {
    const refused = await requestToken({ client_secret: 'invalid' })
    expect(refused.status).toBe(401)
    expect(refused.body.errors).toEqual([
      {
        code: 'NOT.AUTHORIZED.ERROR',
        message: 'The given client credentials were not valid. Please modify your request and try again.',
      },
    ])
    expect((await requestToken({ grant_type: 'password' })).status).toBe(400)
    expect((await requestToken({ grant_type: 'csp_credentials' })).status).toBe(400)
    const child = { grant_type: 'csp_credentials', child_Key: 'key', child_secret: 'secret' }
    expect((await requestToken(child)).status).toBe(200)
    const json = { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' }
    expect((await send(fedex, memoryState(), 'POST', `${origin}/oauth/token`, { json })).status).toBe(401)
  })

  it('is demanded everywhere, and expires', async () => {
    const { send: call } = await account()
    const later = new Date('2026-11-24T13:00:01Z')
    const expired = await call('POST', '/rate/v1/rates/quotes', { json: quote(), now: later })
    expect([expired.status, expired.body.errors[0].code]).toEqual([401, 'NOT.AUTHORIZED.ERROR'])
    const foreign = { authorization: 'Bearer something' }
    expect((await call('POST', '/rate/v1/rates/quotes', { json: quote(), headers: foreign })).status).toBe(401)
  })
})

describe('rates', () => {
  it('are quoted for all services of the lane, with transit times if asked', async () => {
    const { send: call } = await account()
    const headers = { 'x-customer-transaction-id': 'order-7' }
    const { status, body } = await call('POST', '/rate/v1/rates/quotes', { json: quote(), headers })
    expect(status).toBe(200)
    expect(body.customerTransactionId).toBe('order-7')
    expect(body.transactionId).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/)
    const details = body.output.rateReplyDetails
    expect(details).toHaveLength(8)
    const ground = details.find(({ serviceType }: { serviceType: string }) => serviceType === 'FEDEX_GROUND')
    expect(ground).toMatchObject({
      serviceName: 'FedEx Ground®',
      ratedShipmentDetails: [{ rateType: 'ACCOUNT', totalBaseCharge: 16.25, totalNetCharge: 16.08, currency: 'USD' }],
      commit: { dateDetail: { dayOfWeek: 'FRI', dayFormat: '2026-11-27T23:59:00' }, daysInTransit: 'FOUR_DAYS' },
    })
  })

  it('can be of one service, and of the list', async () => {
    const { send: call } = await account()
    const json = quote({ serviceType: 'FEDEX_2_DAY', rateRequestType: ['ACCOUNT', 'LIST'] })
    const { body } = await call('POST', '/rate/v1/rates/quotes', { json })
    expect(body.output.rateReplyDetails).toHaveLength(1)
    const [own, list] = body.output.rateReplyDetails[0].ratedShipmentDetails
    expect([own.rateType, list.rateType, own.totalNetCharge < list.totalNetCharge]).toEqual(['ACCOUNT', 'LIST', true])
  })

  it.each([
    ['no account', { ...quote(), accountNumber: undefined }, 'accountNumber'],
    ['no shipper', quote({ shipper: undefined }), 'requestedShipment.shipper'],
    ['another pickup', quote({ pickupType: 'MAYBE' }), 'requestedShipment.pickupType'],
    [
      'a weight in text',
      quote({ requestedPackageLineItems: [{ weight: { units: 'LB', value: '10' } }] }),
      'requestedShipment.requestedPackageLineItems[0].weight.value',
    ],
  ])('are refused for %s', async (_name, json, key) => {
    const { status, body } = await (await account()).send('POST', '/rate/v1/rates/quotes', { json })
    expect(status).toBe(400)
    expect(body.errors[0].code).toBe('INVALID.INPUT.EXCEPTION')
    expect(body.errors[0].parameterList[0].key).toBe(key)
  })

  it('are refused for a service of another lane, another payer, and a body that is no JSON', async () => {
    const { send: call } = await account()
    const path = '/rate/v1/rates/quotes'
    const abroad = await call('POST', path, { json: quote({ serviceType: 'INTERNATIONAL_ECONOMY' }) })
    expect(abroad.body.errors[0].code).toBe('SERVICE.PACKAGECOMBINATION.INVALID')
    const payor = { responsibleParty: { accountNumber: { value: '111111111' } } }
    const foreign = quote({ shippingChargesPayment: { paymentType: 'SENDER', payor } })
    expect((await call('POST', path, { json: foreign })).body.errors[0].code).toBe('ACCOUNT.NUMBER.MISMATCH')
    expect((await call('POST', path, { body: JSON.stringify(quote()) })).status).toBe(400)
  })
})

describe('a shipment', () => {
  it('is validated, created, tracked by number and reference, and cancelled once', async () => {
    const { send: call } = await account()
    const valid = await call('POST', '/ship/v1/shipments/packages/validate', { json: shipment() })
    expect(valid.body.output.alerts[0].code).toBe('SHIPMENT.VALIDATION.SUCCESS')

    const created = await call('POST', '/ship/v1/shipments', { json: shipment() })
    expect(created.status).toBe(200)
    const [made] = created.body.output.transactionShipments
    const number = made.masterTrackingNumber
    expect(number).toMatch(/^794\d{9}$/)
    const [piece] = made.pieceResponses
    expect(piece).toMatchObject({ trackingNumber: number, netChargeAmount: 40.49 })
    expect(atob(piece.packageDocuments[0].encodedLabel)).toMatch(/^%PDF-1\.4/)

    const tracked = await call('POST', '/track/v1/trackingnumbers', { json: track(number) })
    const [result] = tracked.body.output.completeTrackResults[0].trackResults
    expect(result.latestStatusDetail).toMatchObject({ code: 'IN', description: 'Shipment information sent to FedEx' })

    const range = { shipDateBegin: '2026-11-01', shipDateEndDate: '2026-11-30' }
    const json = { referencesInformation: { value: 'order-7', ...range }, includeDetailedScans: true }
    const byReference = await call('POST', '/track/v1/referencenumbers', { json })
    expect(byReference.body.output.completeTrackResults[0].trackingNumber).toBe(number)

    const cancel = { json: { accountNumber, trackingNumber: number } }
    const foreign = { json: { accountNumber: { value: '111111111' }, trackingNumber: number } }
    const unauthorized = await call('PUT', '/ship/v1/shipments/cancel', foreign)
    expect(unauthorized.body.errors[0].code).toBe('SHIPMENT.USER.UNAUTHORIZED')
    const first = await call('PUT', '/ship/v1/shipments/cancel', cancel)
    expect(first.body.output).toMatchObject({ cancelledShipment: true, cancelledHistory: true })
    const second = await call('PUT', '/ship/v1/shipments/cancel', cancel)
    expect(second.body.output.cancelledShipment).toBe(false)
    const again = await call('POST', '/track/v1/trackingnumbers', { json: track(number) })
    expect(again.body.output.completeTrackResults[0].trackResults[0].latestStatusDetail.code).toBe('CA')
  })

  it('has a label by its address, or for a thermal printer', async () => {
    const { send: call } = await account()
    const byUrl = await call('POST', '/ship/v1/shipments', { json: shipment({}, { labelResponseOptions: 'URL_ONLY' }) })
    const [document] = byUrl.body.output.transactionShipments[0].pieceResponses[0].packageDocuments
    expect(document.url).toMatch(/^https:\/\/apis-sandbox\.fedex\.com\/document\//)
    const labelSpecification = { imageType: 'ZPLII', labelStockType: 'STOCK_4X6' }
    const zpl = await call('POST', '/ship/v1/shipments', { json: shipment({ labelSpecification }) })
    const [piece] = zpl.body.output.transactionShipments[0].pieceResponses
    expect(atob(piece.packageDocuments[0].encodedLabel)).toMatch(/^\^XA.*\^XZ$/)
  })

  it('of the fixtures can be cancelled again and again', async () => {
    const { send: call } = await account()
    const json = { accountNumber: { value: '111111111' }, trackingNumber: fixtures.shipment }
    for (let time = 0; time < 2; time += 1) {
      const { body } = await call('PUT', '/ship/v1/shipments/cancel', { json })
      expect(body.output.cancelledShipment).toBe(true)
    }
    const unknown = await call('PUT', '/ship/v1/shipments/cancel', {
      json: { ...json, trackingNumber: '794000000001' },
    })
    expect([unknown.status, unknown.body.errors[0].code]).toEqual([400, 'TRACKINGNUMBER.ENTERED.INVALID'])
  })

  it('is refused with everything that is missing', async () => {
    const { send: call } = await account()
    const json = shipment({ labelSpecification: undefined, totalWeight: undefined })
    const { status, body } = await call('POST', '/ship/v1/shipments', { json })
    expect(status).toBe(400)
    expect(body.errors.map(({ message }: { message: string }) => message)).toEqual([
      'Invalid field value in the input: requestedShipment.totalWeight',
      'Invalid field value in the input: requestedShipment.labelSpecification',
    ])
    const nameless = shipment({ shipper: { address: address(), contact: {} } })
    expect((await call('POST', '/ship/v1/shipments', { json: nameless })).body.errors).toHaveLength(2)
    const unregistered = shipment({}, { accountNumber: { value: '12' } })
    const refused = await call('POST', '/ship/v1/shipments', { json: unregistered })
    expect(refused.body.errors[0].code).toBe('ACCOUNTNUMBER.REGISTRATION.REQUIRED')
    const toCanada = address({ countryCode: 'CA', stateOrProvinceCode: 'ON', postalCode: 'K1A0B1' })
    const abroad = { recipients: [{ address: toCanada, contact }], serviceType: 'INTERNATIONAL_ECONOMY' }
    const undeclared = await call('POST', '/ship/v1/shipments', { json: shipment(abroad) })
    expect(undeclared.body.errors[0].parameterList[0].key).toBe('requestedShipment.customsClearanceDetail')
    const customsClearanceDetail = { commercialInvoice: {}, commodities: [{ description: 'Mug' }] }
    const declared = await call('POST', '/ship/v1/shipments', { json: shipment({ ...abroad, customsClearanceDetail }) })
    expect(declared.status).toBe(200)
  })
})

describe('tracking', () => {
  it.each([
    [fixtures.labelCreated, 'IN', 1],
    [fixtures.pickedUp, 'PU', 2],
    [fixtures.inTransit, 'IT', 3],
    [fixtures.outForDelivery, 'OD', 4],
    [fixtures.deliveryException, 'DE', 5],
    [fixtures.heldAtLocation, 'HL', 4],
    [fixtures.delivered, 'DL', 5],
  ])('knows the number %s of the documentation', async (number, code, scans) => {
    const { body } = await (await account()).send('POST', '/track/v1/trackingnumbers', { json: track(number) })
    const [result] = body.output.completeTrackResults[0].trackResults
    expect([result.latestStatusDetail.code, result.scanEvents.length]).toEqual([code, scans])
  })

  it('says in the result that a number is unknown', async () => {
    const { send: call } = await account()
    const { status, body } = await call('POST', '/track/v1/trackingnumbers', { json: track(fixtures.notFound) })
    expect(status).toBe(200)
    const [result] = body.output.completeTrackResults[0].trackResults
    expect(result.error.code).toBe('TRACKING.TRACKINGNUMBER.NOTFOUND')
  })

  it('wants a number, and at most thirty', async () => {
    const { send: call } = await account()
    const empty = await call('POST', '/track/v1/trackingnumbers', { json: track('') })
    expect(empty.body.errors[0].code).toBe('TRACKING.TRACKINGNUMBER.EMPTY')
    const trackingInfo = Array.from({ length: 31 }, () => ({ trackingNumberInfo: { trackingNumber: '1' } }))
    const many = await call('POST', '/track/v1/trackingnumbers', {
      json: { includeDetailedScans: false, trackingInfo },
    })
    expect(many.status).toBe(400)
    expect((await call('POST', '/track/v1/trackingnumbers', { json: { trackingInfo } })).status).toBe(400)
  })

  it('proves a delivery', async () => {
    const { send: call } = await account()
    const proof = (trackingNumber: string) => ({
      trackDocumentDetail: { documentType: 'SIGNATURE_PROOF_OF_DELIVERY', documentFormat: 'PDF' },
      trackDocumentSpecification: [{ trackingNumberInfo: { trackingNumber } }],
    })
    const proven = await call('POST', '/track/v1/trackingdocuments', { json: proof(fixtures.delivered) })
    expect(atob(proven.body.output.document[0])).toMatch(/^%PDF/)
    const early = await call('POST', '/track/v1/trackingdocuments', { json: proof(fixtures.inTransit) })
    expect(early.body.errors[0].code).toBe('TRACKING.DATA.NOTFOUND')
  })
})

describe('addresses', () => {
  it('are resolved', async () => {
    const { send: call } = await account()
    const json = { addressesToValidate: [{ address: address(), clientReferenceId: 'a' }] }
    const { body } = await call('POST', '/address/v1/addresses/resolve', { json })
    expect(body.output.resolvedAddresses[0]).toMatchObject({
      streetLinesToken: ['1100 WYOMING ST'],
      city: 'SAINT LOUIS',
      classification: 'RESIDENTIAL',
      parsedPostalCode: { base: '63118', addOn: '0001' },
      attributes: { DPV: true, Resolved: true },
    })
  })

  it('can be unknown or incomplete', async () => {
    const { send: call } = await account()
    const path = '/address/v1/addresses/resolve'
    const unknown = { addressesToValidate: [{ address: address({ streetLines: ['1 Unknown Street'] }) }] }
    expect((await call('POST', path, { json: unknown })).body.errors[0].code).toBe('STANDARDIZED.ADDRESS.NOTFOUND')
    const incomplete = { addressesToValidate: [{ address: { streetLines: ['1 Main St'] } }] }
    expect((await call('POST', path, { json: incomplete })).body.errors).toHaveLength(2)
  })

  it('have postal codes that can be checked', async () => {
    const { send: call } = await account()
    const path = '/country/v1/postal/validate'
    const place = { carrierCode: 'FDXE', countryCode: 'US', stateOrProvinceCode: 'TN', shipDate: '2026-11-24' }
    const valid = await call('POST', path, { json: { ...place, postalCode: '38017' } })
    expect(valid.body.output).toMatchObject({ cleanedPostalCode: '38017', countryCode: 'US' })
    const empty = await call('POST', path, { json: { ...place, postalCode: '' } })
    expect(empty.body.errors[0].code).toBe('CITYNAME.POSTALCODE.REQUIRED')
    expect((await call('POST', path, { json: { ...place, postalCode: 'ABC' } })).status).toBe(400)
  })
})

describe('pickups', () => {
  const pickup = (detail: object = {}) => ({
    associatedAccountNumber: accountNumber,
    carrierCode: 'FDXE',
    originDetail: {
      pickupLocation: { contact, address: address() },
      readyDateTimestamp: '2026-12-01T11:00:00Z',
      customerCloseTime: '18:00:00',
      ...detail,
    },
  })

  it('are booked and cancelled once', async () => {
    const { send: call } = await account()
    const booked = await call('POST', '/pickup/v1/pickups', { json: pickup() })
    const { pickupConfirmationCode, location } = booked.body.output
    expect(pickupConfirmationCode).toMatch(/^\d{4}$/)
    const json = {
      associatedAccountNumber: accountNumber,
      pickupConfirmationCode,
      scheduledDate: '2026-12-01',
      carrierCode: 'FDXE',
      location,
    }
    expect((await call('PUT', '/pickup/v1/pickups/cancel', { json })).status).toBe(200)
    const again = await call('PUT', '/pickup/v1/pickups/cancel', { json })
    expect([again.status, again.body.errors[0].code]).toEqual([400, 'PICKUP.NUMBER.EXPIRED'])
    const fixture = { ...json, pickupConfirmationCode: fixtures.pickup }
    expect((await call('PUT', '/pickup/v1/pickups/cancel', { json: fixture })).status).toBe(200)
    const nowhere = { ...fixture, location: undefined }
    expect((await call('PUT', '/pickup/v1/pickups/cancel', { json: nowhere })).status).toBe(400)
  })

  it('need a postal code and a time before the location closes', async () => {
    const { send: call } = await account()
    const nowhere = pickup({ pickupLocation: { contact, address: {} } })
    const refused = await call('POST', '/pickup/v1/pickups', { json: nowhere })
    expect(refused.body.errors[0].code).toBe('PICKUP.POSTALCODE.MISSING')
    const late = pickup({ customerCloseTime: '10:00:00' })
    expect((await call('POST', '/pickup/v1/pickups', { json: late })).status).toBe(400)
    expect((await call('POST', '/pickup/v1/pickups', { json: pickup({ readyDateTimestamp: 'soon' }) })).status).toBe(
      400,
    )
  })

  it('are offered by carrier and day', async () => {
    const json = {
      pickupAddress: address(),
      pickupRequestType: ['SAME_DAY', 'FUTURE_DAY'],
      carriers: ['FDXE'],
      countryRelationship: 'DOMESTIC',
      dispatchDate: '2026-11-27',
    }
    const { body } = await (await account()).send('POST', '/pickup/v1/pickups/availabilities', { json })
    expect(body.output.options.map(({ pickupDate }: { pickupDate: string }) => pickupDate)).toEqual([
      '2026-11-27',
      '2026-11-30',
    ])
  })
})

describe('locations and services', () => {
  it('are found', async () => {
    const { send: call } = await account()
    const location = { address: { countryCode: 'US', postalCode: '38116' } }
    const near = { distance: { units: 'MI', value: 4 }, maxResults: 1 }
    const json = { location, locationsSummaryRequestControlParameters: near }
    const { body } = await call('POST', '/location/v1/locations', { json })
    expect(body.output).toMatchObject({ totalResults: 2, resultsReturned: 1 })
    const blind = { location, locationSearchCriterion: 'GEOGRAPHIC_COORDINATES' }
    const refused = await call('POST', '/location/v1/locations', { json: blind })
    expect(refused.body.errors[0].code).toBe('ERROR.LONGLAT.REQUIRED')
  })

  it('have transit times and options', async () => {
    const { send: call } = await account()
    const place = (postalCode: string) => ({ address: { postalCode, countryCode: 'US' } })
    const requestedShipment = {
      shipper: place('38116'),
      recipients: [place('63118')],
      packagingType: 'YOUR_PACKAGING',
      shipDatestamp: '2026-11-23',
      requestedPackageLineItems: [parcel],
    }
    const times = await call('POST', '/availability/v1/transittimes', { json: { requestedShipment } })
    expect(times.body.output.transitTimes[0].transitTimeDetails[0]).toMatchObject({
      serviceType: 'FIRST_OVERNIGHT',
      commit: { dateDetail: { day: '2026-11-24', dayOfWeek: 'TUE', time: '08:00:00' } },
    })
    const json = { requestedShipment, carrierCodes: ['FDXG'] }
    const options = await call('POST', '/availability/v1/packageandserviceoptions', { json })
    expect(options.body.output.packageOptions).toHaveLength(2)
    const special = await call('POST', '/availability/v1/specialserviceoptions', { json })
    expect(special.body.output.serviceOptionsList[0].carrierCode).toBe('FDXG')
  })
})

it('answers what it has not in its own words', async () => {
  const { send: call } = await account()
  const unknown = await call('GET', '/track/v1/trackingnumbers')
  expect([unknown.status, unknown.body.errors[0].code]).toEqual([404, 'NOT.FOUND.ERROR'])
  const exchange = exchangeOf('POST', `${origin}/ship/v1/shipments`, {})
  expect(fedex.rateLimited(exchange).status).toBe(429)
  expect(await fedex.outage(exchange).json()).toMatchObject({ errors: [{ code: 'SERVICE.UNAVAILABLE.ERROR' }] })
})

import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import type { Exchange, State } from '../../../sandbox/provider.ts'
import { fixtures, ups } from '../../../sandbox/providers/ups.ts'

const now = new Date('2026-11-02T10:00:00.000Z')

const serials = (function* () {
  for (let serial = 1; ; serial += 1) yield String(serial)
})()

interface Sent {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  token?: string
  at?: Date
}

function exchange(path: string, { method = 'POST', body, headers = {}, at = now }: Sent): Exchange {
  const isText = typeof body === 'string' || body === undefined
  return {
    method,
    url: new URL(`https://wwwcie.ups.com${path}`),
    headers: new Headers({ ...(isText ? {} : { 'content-type': 'application/json' }), ...headers }),
    body: isText ? (body ?? '') : JSON.stringify(body),
    now: at,
    randomId: (length) => String(serials.next().value).padStart(length, '0').slice(-length),
  }
}

async function answer(sent: Exchange, state: State) {
  const authentication = ups.authenticate(sent)
  const response = 'refusal' in authentication ? authentication.refusal : ups.handle(sent, state)
  return { status: response.status, body: JSON.parse(await response.text()) }
}

function requestToken(
  id: string = fixtures.clientId,
  secret: string = fixtures.clientSecret,
  body = 'grant_type=client_credentials',
) {
  const headers = {
    authorization: `Basic ${btoa(`${id}:${secret}`)}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  return answer(exchange('/security/v1/oauth/token', { body, headers }), memoryState())
}

/** An account with a token, whose calls share one state. */
async function account() {
  const state = memoryState()
  const { body } = await requestToken()
  return (path: string, sent: Sent = {}) =>
    answer(
      exchange(path, {
        ...sent,
        headers: { authorization: `Bearer ${sent.token ?? body.access_token}`, ...sent.headers },
      }),
      state,
    )
}

const identified = { transId: 'a1', transactionSrc: 'test' }

const address = (extra: object = {}) => ({
  AddressLine: ['2311 York Road'],
  City: 'Timonium',
  StateProvinceCode: 'MD',
  PostalCode: '21093',
  CountryCode: 'US',
  ...extra,
})

const unit = (Code: string) => ({ Code, Description: Code })

function rateRequest(shipment: object = {}) {
  return {
    RateRequest: {
      Request: { TransactionReference: { CustomerContext: 'my-context' } },
      Shipment: {
        Shipper: { Name: 'Shop', ShipperNumber: fixtures.accountNumber, Address: address() },
        ShipTo: { Name: 'Ada', Address: address({ City: 'Alpharetta', StateProvinceCode: 'GA', PostalCode: '30005' }) },
        Service: { Code: '03' },
        Package: [
          {
            PackagingType: { Code: '02' },
            PackageWeight: { UnitOfMeasurement: unit('LBS'), Weight: '10' },
          },
        ],
        ...shipment,
      },
    },
  }
}

function shipmentRequest(
  shipment: object = {},
  label: object | undefined = { LabelImageFormat: { Code: 'GIF' }, LabelStockSize: { Height: '6', Width: '4' } },
) {
  return {
    ShipmentRequest: {
      Request: { RequestOption: 'nonvalidate' },
      Shipment: {
        Shipper: { Name: 'Shop', ShipperNumber: fixtures.accountNumber, Address: address() },
        ShipTo: { Name: 'Ada', Address: address({ City: 'Alpharetta', StateProvinceCode: 'GA', PostalCode: '30005' }) },
        PaymentInformation: {
          ShipmentCharge: [{ Type: '01', BillShipper: { AccountNumber: fixtures.accountNumber } }],
        },
        Service: { Code: '03' },
        Package: [
          { Packaging: { Code: '02' }, PackageWeight: { UnitOfMeasurement: { Code: 'LBS' }, Weight: '5' } },
          { Packaging: { Code: '02' }, PackageWeight: { UnitOfMeasurement: { Code: 'LBS' }, Weight: '7.5' } },
        ],
        ...shipment,
      },
      ...(label === undefined ? {} : { LabelSpecification: label }),
    },
  }
}

describe('the token', () => {
  it('has its numbers as text', async () => {
    const { status, body } = await requestToken()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      token_type: 'Bearer',
      issued_at: String(now.getTime()),
      client_id: fixtures.clientId,
      expires_in: '14399',
      refresh_count: '0',
      status: 'approved',
    })
  })

  it('is refused to an unknown client, a blocked one, and another grant', async () => {
    const unknown = await requestToken('invalid-client')
    expect(unknown).toEqual({
      status: 401,
      body: { response: { errors: [{ code: '10401', message: 'ClientId is Invalid' }] } },
    })
    expect((await requestToken('blocked-client')).status).toBe(403)
    expect((await requestToken('client', 'secret', 'grant_type=password')).status).toBe(400)
    const bare = await answer(exchange('/security/v1/oauth/token', {}), memoryState())
    expect(bare.body.response.errors[0].message).toBe('Invalid/Missing Authorization Header')
  })

  it('is demanded everywhere, and expires', async () => {
    const call = await account()
    const refused = { response: { errors: [{ code: '250002', message: 'Invalid Authentication Information.' }] } }
    expect(await call('/api/rating/v2409/Rate', { body: rateRequest(), token: 'nonsense' })).toEqual({
      status: 401,
      body: refused,
    })
    const later = new Date(now.getTime() + 14_400_000)
    expect((await call('/api/rating/v2409/Rate', { body: rateRequest(), at: later })).status).toBe(401)
  })
})

describe('rating', () => {
  it('rates one service and gives the context back', async () => {
    const { status, body } = await (await account())('/api/rating/v2409/Rate', { body: rateRequest() })
    expect(status).toBe(200)
    const { Response, RatedShipment } = body.RateResponse
    expect(Response).toMatchObject({
      ResponseStatus: { Code: '1', Description: 'Success' },
      TransactionReference: { CustomerContext: 'my-context' },
    })
    expect(RatedShipment).toHaveLength(1)
    expect(RatedShipment[0]).toMatchObject({
      Service: { Code: '03' },
      BillingWeight: { UnitOfMeasurement: { Code: 'LBS' }, Weight: '10.0' },
      TotalCharges: { CurrencyCode: 'USD', MonetaryValue: '15.45' },
    })
  })

  it('shops all services of the lane, with transit times if asked', async () => {
    const timed = rateRequest({ DeliveryTimeInformation: { PackageBillType: '03', Pickup: { Date: '20261106' } } })
    const { body } = await (await account())('/api/rating/v2409/Shoptimeintransit', { body: timed })
    const rated = body.RateResponse.RatedShipment
    expect(rated.map(({ Service }: { Service: { Code: string } }) => Service.Code)).toEqual([
      '01',
      '02',
      '03',
      '12',
      '13',
      '14',
      '59',
    ])
    expect(rated[0].TimeInTransit.ServiceSummary.EstimatedArrival).toMatchObject({
      Arrival: { Date: '20261109', Time: '103000' },
      BusinessDaysInTransit: '1',
      DayOfWeek: 'MON',
    })
  })

  it('shows negotiated rates on request', async () => {
    const wanted = rateRequest({ ShipmentRatingOptions: { NegotiatedRatesIndicator: '' } })
    const { body } = await (await account())('/api/rating/v2409/Rate', { body: wanted })
    expect(body.RateResponse.RatedShipment[0].NegotiatedRateCharges.TotalCharge.MonetaryValue).toBe('12.36')
  })

  it.each([
    [
      'a missing service',
      rateRequest({ Service: undefined }),
      'Missing Required field, RateRequest/Shipment/Service/Code.',
    ],
    [
      'a missing address',
      rateRequest({ ShipTo: { Name: 'Ada' } }),
      'Missing Required field, RateRequest/Shipment/ShipTo/Address.',
    ],
    ['no package', rateRequest({ Package: [] }), 'Missing Required field, RateRequest/Shipment/Package.'],
    ['another root', {}, 'Missing Required field, RateRequest.'],
  ])('refuses %s', async (_name, body, message) => {
    const refused = await (await account())('/api/rating/v2409/Rate', { body })
    expect(refused.status).toBe(400)
    expect(refused.body.response.errors).toEqual([{ code: '20007', message }])
  })

  it('wants numbers as text, and a service of the lane', async () => {
    const call = await account()
    const numeric = rateRequest({ Package: [{ PackageWeight: { UnitOfMeasurement: unit('LBS'), Weight: 10 } }] })
    const refused = await call('/api/rating/v2409/Rate', { body: numeric })
    expect(refused.body.response.errors[0].code).toBe('20008')
    const abroad = await call('/api/rating/v2409/Rate', { body: rateRequest({ Service: { Code: '07' } }) })
    expect(abroad.body.response.errors[0].code).toBe('111210')
    expect((await call('/api/rating/v2409/Guess', { body: rateRequest() })).status).toBe(400)
    expect((await call('/api/rating/v2409/Rate')).body.response.errors[0].code).toBe('10003')
    expect(
      (
        await call('/api/rating/v2409/Rate', {
          body: '{"RateRequest":',
          headers: { 'content-type': 'application/json' },
        })
      ).body.response.errors[0].code,
    ).toBe('10001')
  })
})

describe('a shipment', () => {
  it('is created, tracked, recovered and voided once', async () => {
    const call = await account()
    const created = await call('/api/shipments/v2409/ship', { body: shipmentRequest() })
    expect(created.status).toBe(200)
    const results = created.body.ShipmentResponse.ShipmentResults
    const id = results.ShipmentIdentificationNumber
    expect(id).toMatch(/^1Z12345E03\d{8}$/)
    expect(results.PackageResults).toHaveLength(2)
    expect(results.PackageResults[0]).toMatchObject({
      TrackingNumber: id,
      ShippingLabel: { ImageFormat: { Code: 'GIF' } },
    })
    expect(atob(results.PackageResults[0].ShippingLabel.GraphicImage)).toMatch(/^GIF89a/)

    const tracked = await call(`/api/track/v1/details/${id}`, { method: 'GET', headers: identified })
    expect(tracked.body.trackResponse.shipment[0].package[0].currentStatus).toMatchObject({ type: 'M', code: 'MP' })

    const recovery = {
      LabelRecoveryRequest: {
        Request: {},
        LabelSpecification: { LabelImageFormat: { Code: 'PDF' } },
        TrackingNumber: id,
      },
    }
    const recovered = await call('/api/labels/v1/recovery', { body: recovery })
    expect(atob(recovered.body.LabelRecoveryResponse.LabelResults[0].LabelImage.GraphicImage)).toMatch(/^%PDF-1\.4/)

    const second = results.PackageResults[1].TrackingNumber
    const path = `/api/shipments/v2409/void/cancel/${id}`
    const part = await call(`${path}?trackingnumber=${second}`, { method: 'DELETE' })
    expect(part.body.VoidShipmentResponse).toMatchObject({
      SummaryResult: { Status: { Code: '2' } },
      PackageLevelResults: [{ TrackingNumber: second, Status: { Code: '1' } }],
    })
    const whole = await call(path, { method: 'DELETE' })
    expect(whole.body.VoidShipmentResponse.SummaryResult.Status).toEqual({ Code: '1', Description: 'Voided' })
    const again = await call(path, { method: 'DELETE' })
    expect([again.status, again.body.response.errors[0].code]).toEqual([400, '190117'])
    expect((await call('/api/labels/v1/recovery', { body: recovery })).status).toBe(400)
  })

  it('can be labelled for a thermal printer', async () => {
    const label = { LabelImageFormat: { Code: 'ZPL' }, LabelStockSize: { Height: '6', Width: '4' } }
    const { body } = await (await account())('/api/shipments/v2409/ship', { body: shipmentRequest({}, label) })
    const [parcel] = body.ShipmentResponse.ShipmentResults.PackageResults
    expect(atob(parcel.ShippingLabel.GraphicImage)).toMatch(/^\^XA.*\^XZ$/)
  })

  it('lists everything that is missing', async () => {
    const { status, body } = await (await account())('/api/shipments/v2409/ship', {
      body: shipmentRequest({ PaymentInformation: undefined }, {}),
    })
    expect(status).toBe(400)
    expect(body.response.errors.map(({ message }: { message: string }) => message)).toEqual([
      'Missing Required field, ShipmentRequest/LabelSpecification/LabelImageFormat.',
      'Missing Required field, ShipmentRequest/LabelSpecification/LabelStockSize.',
    ])
    const bare = shipmentRequest({ PaymentInformation: undefined })
    const refused = await (await account())('/api/shipments/v2409/ship', { body: bare })
    expect(refused.body.response.errors).toEqual([
      { code: '20007', message: 'Missing Required field, ShipmentRequest/Shipment/PaymentInformation.' },
    ])
  })

  it('needs telephones to go abroad', async () => {
    const abroad = {
      Name: 'Ada',
      Address: { AddressLine: ['1 Strand'], City: 'London', PostalCode: 'WC2N 5HR', CountryCode: 'GB' },
    }
    const { body } = await (await account())('/api/shipments/v2409/ship', {
      body: shipmentRequest({ ShipTo: abroad, Service: { Code: '65' } }),
    })
    expect(body.response.errors.map(({ message }: { message: string }) => message)).toContain(
      'Missing Required field, ShipmentRequest/Shipment/ShipTo/Phone/Number.',
    )
  })

  it('of the fixtures can be voided every time', async () => {
    const call = await account()
    for (const _ of [1, 2]) {
      const voided = await call(`/api/shipments/v2409/void/cancel/${fixtures.shipment}`, { method: 'DELETE' })
      expect(voided.status).toBe(200)
    }
  })

  it('must exist to be voided', async () => {
    const call = await account()
    const unknown = await call('/api/shipments/v2409/void/cancel/1Z12345E0390105056', { method: 'DELETE' })
    expect(unknown.body.response.errors[0].code).toBe('190102')
    const malformed = await call('/api/shipments/v2409/void/cancel/12', { method: 'DELETE' })
    expect(malformed.body.response.errors[0].code).toBe('190100')
  })
})

describe('tracking', () => {
  const track = async (number: string, query = '', headers: Record<string, string> = identified) =>
    (await account())(`/api/track/v1/details/${number}${query}`, { method: 'GET', headers })

  it.each([
    [fixtures.delivered, 'D'],
    [fixtures.originScan, 'I'],
    [fixtures.secondDeliveryAttempt, 'X'],
    [fixtures.shipment, 'M'],
  ])('knows the test number %s', async (number, type) => {
    const { status, body } = await track(number)
    expect(status).toBe(200)
    expect(body.trackResponse.shipment[0].inquiryNumber).toBe(number)
    expect(body.trackResponse.shipment[0].package[0].currentStatus.type).toBe(type)
  })

  it('adds a signature and milestones on request', async () => {
    const { body } = await track(fixtures.delivered, '?returnSignature=true&returnMilestones=true')
    const [parcel] = body.trackResponse.shipment[0].package
    expect(parcel.deliveryDate).toEqual([{ type: 'DEL', date: '20260115' }])
    expect(parcel.deliveryInformation).toMatchObject({
      receivedBy: 'HELEN SMITH',
      signature: { image: expect.any(String) },
    })
    expect(parcel.milestones).toHaveLength(4)
  })

  it('demands transId and transactionSrc', async () => {
    const { status, body } = await track(fixtures.delivered, '', {})
    expect(status).toBe(400)
    expect(body.response.errors.map(({ message }: { message: string }) => message)).toEqual([
      'Missing Required field, transId.',
      'Missing Required field, transactionSrc.',
    ])
  })

  it('tells what it does not know', async () => {
    expect((await track('1Z12345E0390105056')).status).toBe(404)
    expect((await track(fixtures.invalidTrackingNumber)).body.response.errors[0].code).toBe('TV1002')
    const { status, body } = await track(fixtures.noInformation)
    expect(status).toBe(200)
    expect(body.trackResponse.shipment[0].warnings).toEqual([
      { code: 'TW0001', message: 'Tracking Information Not Found' },
    ])
  })
})

describe('addresses', () => {
  const validate = async (option: string, given: object) =>
    (await account())(`/api/addressvalidation/v2/${option}`, {
      body: {
        XAVRequest: {
          AddressKeyFormat: {
            PoliticalDivision2: 'Aliso Viejo',
            PoliticalDivision1: 'CA',
            PostcodePrimaryLow: '92656',
            CountryCode: 'US',
            ...given,
          },
        },
      },
    })

  it('validates and classifies', async () => {
    const { body } = await validate('3', { AddressLine: ['26601 Aliso Creek Road'] })
    expect(body.XAVResponse).toMatchObject({
      ValidAddressIndicator: '',
      AddressClassification: { Code: '2', Description: 'Residential' },
      Candidate: [{ AddressKeyFormat: { AddressLine: ['26601 ALISO CREEK ROAD'], PostcodeExtendedLow: '1521' } }],
    })
  })

  it('tells ambiguity and failure', async () => {
    const several = await validate('1', { AddressLine: ['1 Ambiguous Street'] })
    expect(several.body.XAVResponse).toMatchObject({ AmbiguousAddressIndicator: '' })
    expect(several.body.XAVResponse.Candidate).toHaveLength(2)
    const none = await validate('1', { AddressLine: ['Nowhere'] })
    expect(none.body.XAVResponse).toMatchObject({ NoCandidatesIndicator: '' })
  })

  it('knows the United States and Puerto Rico, and three options', async () => {
    expect((await validate('1', { CountryCode: 'DE' })).status).toBe(400)
    expect((await validate('4', {})).status).toBe(400)
    expect((await validate('1', { CountryCode: undefined })).body.response.errors[0].message).toBe(
      'Missing Required field, XAVRequest/AddressKeyFormat/CountryCode.',
    )
  })
})

describe('transit times', () => {
  const times = async (body: object, headers: Record<string, string> = identified) =>
    (await account())('/api/shipments/v1/transittimes', { body, headers })
  const domestic = {
    originCountryCode: 'US',
    originPostalCode: '21093',
    destinationCountryCode: 'US',
    destinationPostalCode: '30005',
  }

  it('lists the services of a lane', async () => {
    const { body } = await times({ ...domestic, shipDate: '2026-11-06' })
    expect(body.emsResponse.numberOfServices).toBe(7)
    expect(body.emsResponse.services[0]).toMatchObject({
      serviceLevel: '1DA',
      deliveryDate: '2026-11-09',
      totalTransitDays: 3,
    })
  })

  it('answers faults without the response of the other APIs', async () => {
    const { status, body } = await times({ ...domestic, originCountryCode: undefined, destinationPostalCode: '' }, {})
    expect(status).toBe(400)
    expect(body.errors.map(({ message }: { message: string }) => message)).toContain(
      'Missing Required field, originCountryCode.',
    )
    expect((await times({ originCountryCode: 'DE', destinationCountryCode: 'US' })).body.errors[0].message).toBe(
      'Missing Required field, weight.',
    )
  })
})

describe('pickups', () => {
  const pickup = (extra: object = {}) => ({
    PickupCreationRequest: {
      Request: {},
      RatePickupIndicator: 'Y',
      Shipper: { Account: { AccountNumber: fixtures.accountNumber, AccountCountryCode: 'US' } },
      PickupDateInfo: { CloseTime: '1700', ReadyTime: '0900', PickupDate: '20261103' },
      PickupAddress: {
        CompanyName: 'Shop',
        ContactName: 'Ada',
        AddressLine: ['2311 York Road'],
        City: 'Timonium',
        StateProvince: 'MD',
        PostalCode: '21093',
        CountryCode: 'US',
        ResidentialIndicator: 'N',
        Phone: { Number: '4105550142' },
      },
      AlternateAddressIndicator: 'N',
      PickupPiece: [{ ServiceCode: '003', Quantity: '1', DestinationCountryCode: 'US', ContainerCode: '01' }],
      PaymentMethod: '01',
      ...extra,
    },
  })

  it('are created, pending, and cancelled once', async () => {
    const call = await account()
    const created = await call('/api/pickupcreation/v2409/pickup', { body: pickup() })
    const { PRN, RateResult } = created.body.PickupCreationResponse
    expect(PRN).toMatch(/^29\d{6}9CP$/)
    expect(RateResult.GrandTotalOfAllCharge).toBe('7.25')
    const pending = await call('/api/shipments/v2409/pickup/oncall', {
      method: 'GET',
      headers: { AccountNumber: fixtures.accountNumber },
    })
    expect(pending.body.PickupPendingStatusResponse.PendingStatus.map((status: { PRN: string }) => status.PRN)).toEqual(
      [PRN, fixtures.pickup],
    )
    const cancel = { method: 'DELETE', headers: { Prn: PRN } }
    expect((await call('/api/shipments/v2409/pickup/02', cancel)).body.PickupCancelResponse.PickupType).toBe('01')
    expect((await call('/api/shipments/v2409/pickup/02', cancel)).status).toBe(400)
    expect((await call('/api/shipments/v2409/pickup/02', { method: 'DELETE' })).body.response.errors[0].message).toBe(
      'Missing Required field, Prn.',
    )
  })

  it('end after they begin, and may lie in the past, where the examples will be one day', async () => {
    const call = await account()
    const early = await call('/api/pickupcreation/v2409/pickup', {
      body: pickup({ PickupDateInfo: { CloseTime: '0800', ReadyTime: '0900', PickupDate: '20261101' } }),
    })
    expect(early.body.response.errors.map(({ code }: { code: string }) => code)).toEqual(['20008'])
  })
})

it('has no other path or version', async () => {
  const call = await account()
  expect((await call('/api/rating/v1/Rate', { body: rateRequest() })).status).toBe(404)
  expect((await call('/api/shipments/v2409/ship', { method: 'GET' })).status).toBe(404)
})

it('is limited and fails in its own form', async () => {
  const limited = ups.rateLimited(exchange('/', {}))
  expect(limited.status).toBe(429)
  expect(await limited.json()).toEqual({ response: { errors: [{ code: '10429', message: 'Too Many Requests' }] } })
  expect(ups.outage(exchange('/', {})).status).toBe(503)
})

import { describe, expect, it } from 'vitest'
import { ups } from '../../../src/providers/shipping/ups/index.ts'

const config = ups.configSchema().parse({ clientId: 'id', clientSecret: 'secret', accountNumber: '12345E' })

const sender = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+1 (410) 555-0100',
  lines: ['2311 York Road'],
  city: 'Timonium',
  state: 'MD',
  postalCode: '21093-1234',
  country: 'US',
}
const receiver = {
  name: 'Grace Receiver',
  phone: '(770) 555-0100',
  lines: ['12380 Morris Road', 'Suite 4'],
  city: 'Alpharetta',
  state: 'GA',
  postalCode: '30005',
  country: 'US',
  residential: true,
}
const berlin = {
  name: 'Grete Absender',
  phone: '+49 30 1234567',
  lines: ['Unter den Linden 1'],
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
}
const box = {
  weight: { value: 1, unit: 'kg' },
  dimensions: { length: 20, width: 30.5, height: 10, unit: 'cm' },
}
const shipment = { from: sender, to: receiver, parcels: [box], service: '03', shipDate: '2026-11-24' }

function operation(id: string) {
  const found = ups.operations().get(id)
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

const unify = (id: string, input: unknown, answer: unknown) => prepare(id, input).readAnswer(answer, config).unified?.()

const issues = (id: string, input: unknown) => {
  const preparation = operation(id).prepare(input)
  return preparation.ok ? [] : preparation.issues.map(({ path }) => path)
}

const refuse = (status: number, answer: unknown) => ups.refusal({ status, headers: new Headers(), body: answer })

describe('configuration', () => {
  it('wants the six characters of the account number and is in the test environment unless told otherwise', () => {
    expect(config).toMatchObject({ environment: 'test' })
    const wrong = { clientId: 'id', clientSecret: 'secret', accountNumber: '12345' }
    expect(ups.configSchema().safeParse(wrong).success).toBe(false)
  })
})

describe('transId', () => {
  it('is 32 characters, the same for the same request and another for any other', () => {
    const transId = (trackingNumber: string) => request('track-shipment', { trackingNumber }).headers.transId
    expect(transId('1Z12345E0205271688')).toMatch(/^[0-9a-f]{32}$/)
    expect(transId('1Z12345E0205271688')).toBe(transId('1Z12345E0205271688'))
    expect(transId('1Z12345E0205271688')).not.toBe(transId('1Z12345E0205271689'))
    const rates = (value: number) =>
      request('get-rates', { ...shipment, parcels: [{ weight: { value, unit: 'lb' } }] }).headers.transId
    expect(rates(1)).not.toBe(rates(2))
  })
})

describe('measures', () => {
  it('are pounds and whole inches from the United States, rounded up, the longest side first', () => {
    expect(body('create-shipment', shipment)).toMatchObject({
      ShipmentRequest: {
        Shipment: {
          Package: [
            {
              Packaging: { Code: '02' },
              Dimensions: { UnitOfMeasurement: { Code: 'IN' }, Length: '13', Width: '8', Height: '4' },
              PackageWeight: { UnitOfMeasurement: { Code: 'LBS' }, Weight: '2.3' },
            },
          ],
        },
      },
    })
  })

  it('are kilograms and whole centimetres from elsewhere', () => {
    expect(body('create-shipment', { ...shipment, from: berlin, to: berlin, service: '11' })).toMatchObject({
      ShipmentRequest: {
        Shipment: {
          Package: [
            {
              Dimensions: { UnitOfMeasurement: { Code: 'CM' }, Length: '31', Width: '20', Height: '10' },
              PackageWeight: { UnitOfMeasurement: { Code: 'KGS' }, Weight: '1' },
            },
          ],
        },
      },
    })
  })
})

describe('get-rates', () => {
  it('shops for all services, and rates the one that is named', () => {
    const { service, ...anyService } = shipment
    expect(request('get-rates', anyService)).toMatchObject({
      path: '/api/rating/v2409/Shop',
      query: { additionalinfo: 'timeintransit' },
    })
    expect(body('get-rates', anyService)).not.toHaveProperty('RateRequest.Shipment.Service')
    expect(request('get-rates', shipment).path).toBe('/api/rating/v2409/Rate')
    expect(body('get-rates', shipment)).toMatchObject({
      RateRequest: {
        Request: { RequestOption: 'Rate' },
        Shipment: {
          Service: { Code: service },
          Shipper: { ShipperNumber: '12345E', Address: { PostalCode: '210931234' } },
          ShipTo: { Address: { ResidentialAddressIndicator: 'Y' } },
          DeliveryTimeInformation: { PackageBillType: '03', Pickup: { Date: '20261124' } },
          ShipmentRatingOptions: { NegotiatedRatesIndicator: 'Y' },
        },
      },
    })
  })

  it('asks for arrival across a border only with the value that UPS then requires', () => {
    const abroad = { ...shipment, from: berlin }
    expect(request('get-rates', abroad).query).toEqual({})
    expect(body('get-rates', abroad)).not.toHaveProperty('RateRequest.Shipment.DeliveryTimeInformation')
    const valued = { ...abroad, contents: { description: 'Books', value: { amount: 1050, currency: 'eur' } } }
    expect(request('get-rates', valued).query).toEqual({ additionalinfo: 'timeintransit' })
    expect(body('get-rates', valued)).toMatchObject({
      RateRequest: { Shipment: { InvoiceLineTotal: { CurrencyCode: 'EUR', MonetaryValue: '10.50' } } },
    })
  })

  const rated = {
    Service: { Code: '12', Description: '' },
    TotalCharges: { CurrencyCode: 'USD', MonetaryValue: '17.4' },
    RatedPackage: [],
  }

  it("prefers the account's price to the list price, and reads arrival where there is any", () => {
    const answer = {
      RateResponse: {
        RatedShipment: [
          rated,
          {
            ...rated,
            Service: { Code: '01' },
            NegotiatedRateCharges: { TotalCharge: { CurrencyCode: 'JPY', MonetaryValue: '1234.00' } },
            TimeInTransit: {
              ServiceSummary: {
                Service: { Description: 'UPS Next Day Air' },
                EstimatedArrival: { Arrival: { Date: '20261125', Time: '103000' }, BusinessDaysInTransit: '1' },
              },
            },
          },
        ],
      },
    }
    const unified = unify('get-rates', shipment, answer)
    expect(operation('get-rates').shared?.output().safeParse(unified).success).toBe(true)
    expect(unified).toEqual({
      rates: [
        {
          service: '12',
          serviceName: 'UPS 3 Day Select',
          amount: 1740,
          currency: 'USD',
          estimatedDelivery: null,
          days: null,
        },
        {
          service: '01',
          serviceName: 'UPS Next Day Air',
          amount: 1234,
          currency: 'JPY',
          estimatedDelivery: '2026-11-25',
          days: 1,
        },
      ],
    })
  })

  it('does not guess a price', () => {
    const broken = { ...rated, TotalCharges: { CurrencyCode: 'USD', MonetaryValue: 'n/a' } }
    expect(() => unify('get-rates', shipment, { RateResponse: { RatedShipment: [broken] } })).toThrow('no amount')
  })
})

describe('create-shipment', () => {
  it('is billed to the configured account and names company and person', () => {
    expect(body('create-shipment', { ...shipment, labelFormat: 'zpl' })).toMatchObject({
      ShipmentRequest: {
        Request: { RequestOption: 'nonvalidate' },
        Shipment: {
          Shipper: {
            Name: 'Upstream Books',
            AttentionName: 'Ada Sender',
            Phone: { Number: '4105550100' },
            ShipperNumber: '12345E',
          },
          ShipTo: { Name: 'Grace Receiver', Phone: { Number: '7705550100' } },
          PaymentInformation: { ShipmentCharge: [{ Type: '01', BillShipper: { AccountNumber: '12345E' } }] },
          Service: { Code: '03' },
          ShipmentDate: '20261124',
        },
        LabelSpecification: { LabelImageFormat: { Code: 'ZPL' }, LabelStockSize: { Height: '6', Width: '4' } },
      },
    })
  })

  it('puts the reference on the packages within the United States and on the shipment elsewhere', () => {
    const reference = [{ Value: 'order 7' }]
    const domestic = body('create-shipment', { ...shipment, reference: 'order 7' })
    expect(domestic).toHaveProperty('ShipmentRequest.Shipment.Package.0.ReferenceNumber', reference)
    expect(domestic).not.toHaveProperty('ShipmentRequest.Shipment.ReferenceNumber')
    const abroad = body('create-shipment', { ...shipment, from: berlin, reference: 'order 7' })
    expect(abroad).toHaveProperty('ShipmentRequest.Shipment.ReferenceNumber', reference)
    expect(abroad).not.toHaveProperty('ShipmentRequest.Shipment.Package.0.ReferenceNumber')
  })

  it('refuses what no UPS label has room for, and formats that UPS does not make', () => {
    const long = { ...receiver, name: 'x'.repeat(36), lines: ['y'.repeat(36)] }
    expect(issues('create-shipment', { ...shipment, to: long })).toEqual(['to.name', 'to.lines.0'])
    const { phone: _, ...silent } = receiver
    expect(issues('create-shipment', { ...shipment, to: silent })).toEqual(['to.phone'])
    expect(issues('create-shipment', { ...shipment, labelFormat: 'pdf' })).toEqual(['labelFormat'])
    expect(issues('create-shipment', { ...shipment, service: 'ground' })).toEqual(['service'])
  })

  it('unifies one label a package', () => {
    const label = { ImageFormat: { Code: 'ZPL' }, GraphicImage: 'XlhB' }
    const answer = {
      ShipmentResponse: {
        Response: { ResponseStatus: { Code: '1', Description: 'Success' } },
        ShipmentResults: {
          ShipmentCharges: { TotalCharges: { CurrencyCode: 'USD', MonetaryValue: '31.90' } },
          ShipmentIdentificationNumber: '1Z12345E0300000001',
          PackageResults: [
            { TrackingNumber: '1Z12345E0300000001', ShippingLabel: label },
            { TrackingNumber: '1Z12345E0300000002', ShippingLabel: label },
          ],
        },
      },
    }
    const unified = unify('create-shipment', shipment, answer)
    expect(operation('create-shipment').shared?.output().safeParse(unified).success).toBe(true)
    expect(unified).toEqual({
      id: '1Z12345E0300000001',
      trackingNumber: '1Z12345E0300000001',
      trackingNumbers: ['1Z12345E0300000001', '1Z12345E0300000002'],
      labels: [
        { trackingNumber: '1Z12345E0300000001', format: 'zpl', data: 'XlhB', url: null },
        { trackingNumber: '1Z12345E0300000002', format: 'zpl', data: 'XlhB', url: null },
      ],
      cost: 3190,
      currency: 'USD',
    })
  })
})

describe('track-shipment', () => {
  const input = { trackingNumber: '1Z12345E0205271688' }
  const answer = {
    trackResponse: {
      shipment: [
        {
          inquiryNumber: '1Z12345E0205271688',
          package: [
            { trackingNumber: '1Z12345E0200000000', activity: [{ status: { type: 'D', description: 'Delivered' } }] },
            {
              trackingNumber: '1Z12345E0205271688',
              deliveryDate: [
                { type: 'SDD', date: '20261124' },
                { type: 'RDD', date: '20261125' },
              ],
              currentStatus: { code: '021', description: 'Out For Delivery Today' },
              activity: [
                {
                  date: '20261125',
                  time: '083000',
                  gmtDate: '20261125',
                  gmtTime: '13:30:00',
                  gmtOffset: '-05:00',
                  location: { address: { city: 'Alpharetta', stateProvince: 'GA', countryCode: 'US' } },
                  status: { type: 'I', code: 'OT', description: 'Out For Delivery Today' },
                },
                { date: '20261123', time: '120000', status: { type: 'M ', description: 'Shipper created a label ' } },
                { date: '', time: '', status: { type: 'RS', description: 'Returning to Sender' } },
              ],
            },
          ],
        },
      ],
    },
  }

  it('finds the package that was asked for, and what its clocks say', () => {
    const unified = unify('track-shipment', input, answer)
    expect(operation('track-shipment').shared?.output().safeParse(unified).success).toBe(true)
    expect(unified).toEqual({
      trackingNumber: '1Z12345E0205271688',
      status: 'out_for_delivery',
      nativeStatus: 'Out For Delivery Today',
      estimatedDelivery: '2026-11-25',
      events: [
        {
          time: '2026-11-25T13:30:00.000Z',
          localTime: '2026-11-25T08:30:00',
          status: 'out_for_delivery',
          description: 'Out For Delivery Today',
          location: { city: 'Alpharetta', state: 'GA', postalCode: null, country: 'US' },
        },
        {
          time: null,
          localTime: '2026-11-23T12:00:00',
          status: 'pre_transit',
          description: 'Shipper created a label',
          location: null,
        },
        { time: null, localTime: null, status: 'returned', description: 'Returning to Sender', location: null },
      ],
    })
  })

  it('encodes the number into the path, and refuses what UPS has no number for', () => {
    expect(request('track-shipment', { trackingNumber: '1Z/../../x?y' }).path).toBe(
      '/api/track/v1/details/1Z%2F..%2F..%2Fx%3Fy',
    )
    expect(issues('track-shipment', { trackingNumber: '1Z1234' })).toEqual(['trackingNumber'])
  })
})

describe('cancel-shipment', () => {
  const input = { id: '1Z12345E8791315509' }
  const done = { Code: '1', Description: 'Voided' }

  it('says no where a part of it is not voided', () => {
    expect(request('cancel-shipment', input)).toMatchObject({
      method: 'DELETE',
      path: '/api/shipments/v2409/void/cancel/1Z12345E8791315509',
    })
    const whole = { VoidShipmentResponse: { SummaryResult: { Status: done } } }
    expect(unify('cancel-shipment', input, whole)).toEqual({ id: input.id, canceled: true, message: 'Voided' })
    const part = {
      VoidShipmentResponse: {
        SummaryResult: { Status: { Code: '1', Description: 'Partial' } },
        PackageLevelResults: [
          { TrackingNumber: input.id, Status: done },
          { TrackingNumber: '1Z12345E0390817265', Status: { Code: '0', Description: 'Not Voided' } },
        ],
      },
    }
    expect(unify('cancel-shipment', input, part)).toEqual({ id: input.id, canceled: false, message: 'Not Voided' })
  })
})

describe('validate-address', () => {
  const address = { ...receiver, postalCode: '30005-4177' }

  it('speaks of political divisions and splits ZIP+4', () => {
    expect(body('validate-address', { address })).toEqual({
      XAVRequest: {
        AddressKeyFormat: {
          ConsigneeName: 'Grace Receiver',
          AddressLine: ['12380 Morris Road', 'Suite 4'],
          PoliticalDivision2: 'Alpharetta',
          PoliticalDivision1: 'GA',
          PostcodePrimaryLow: '30005',
          PostcodeExtendedLow: '4177',
          CountryCode: 'US',
        },
      },
    })
    expect(issues('validate-address', { address: berlin })).toEqual(['address.country'])
  })

  it('takes the presence of an indicator for its value', () => {
    const key = {
      AddressLine: ['12380 MORRIS RD'],
      PoliticalDivision2: 'ALPHARETTA',
      PoliticalDivision1: 'GA',
      PostcodePrimaryLow: '30005',
      PostcodeExtendedLow: '4177',
      CountryCode: 'US',
    }
    const valid = {
      XAVResponse: {
        ValidAddressIndicator: '',
        AddressClassification: { Code: '2', Description: 'Residential' },
        Candidate: [{ AddressKeyFormat: key }],
      },
    }
    expect(unify('validate-address', { address }, valid)).toEqual({
      valid: true,
      candidates: [
        {
          lines: ['12380 MORRIS RD'],
          city: 'ALPHARETTA',
          state: 'GA',
          postalCode: '30005-4177',
          country: 'US',
          residential: true,
        },
      ],
    })
    const unknown = { XAVResponse: { NoCandidatesIndicator: '' } }
    expect(unify('validate-address', { address }, unknown)).toEqual({ valid: false, candidates: [] })
  })
})

describe('pickups', () => {
  const pickup = {
    address: sender,
    date: '2026-11-24',
    readyTime: '09:30',
    closeTime: '17:00',
    parcels: [box, { weight: { value: 33, unit: 'kg' } }],
    service: '03',
    shipments: ['1Z12345E8791315509'],
  }

  it('writes service codes with three digits, times without a colon and flags as letters', () => {
    expect(body('schedule-pickup', pickup)).toMatchObject({
      PickupCreationRequest: {
        Shipper: { Account: { AccountNumber: '12345E', AccountCountryCode: 'US' } },
        PickupDateInfo: { ReadyTime: '0930', CloseTime: '1700', PickupDate: '20261124' },
        PickupAddress: {
          CompanyName: 'Upstream Books',
          ContactName: 'Ada Sender',
          AddressLine: ['2311 York Road'],
          PostalCode: '21093',
          ResidentialIndicator: 'N',
        },
        PickupPiece: [{ ServiceCode: '003', Quantity: '2', DestinationCountryCode: 'US', ContainerCode: '01' }],
        TotalWeight: { Weight: '75', UnitOfMeasurement: 'LBS' },
        OverweightIndicator: 'Y',
        TrackingData: [{ TrackingNumber: '1Z12345E8791315509' }],
        PaymentMethod: '01',
      },
    })
  })

  it('ties a pickup to packages by their whole numbers only', () => {
    for (const number of ['1Z12345E879131550', '1Z12345E87913155090', '2Z12345E8791315509', '1z12345e8791315509']) {
      expect(issues('schedule-pickup', { ...pickup, shipments: [number] })).toEqual(['shipments.0'])
    }
  })

  it('unifies a pickup without a price', () => {
    const answer = { PickupCreationResponse: { PRN: '2929602E9CP', RateStatus: { Code: '02' } } }
    expect(unify('schedule-pickup', pickup, answer)).toEqual({
      id: '2929602E9CP',
      date: '2026-11-24',
      cost: null,
      currency: null,
    })
  })

  it('keeps the number in a header from being anything else', () => {
    expect(request('cancel-pickup', { id: '2929602E9CP' })).toMatchObject({
      method: 'DELETE',
      path: '/api/shipments/v2409/pickup/02',
      headers: { Prn: '2929602E9CP' },
    })
    expect(issues('cancel-pickup', { id: 'a\r\nX: y' })).toEqual(['id'])
  })

  it('asks for the pickups of the configured account', () => {
    expect(request('get-pickup-status', {}).headers).toMatchObject({ AccountNumber: '12345E' })
  })
})

describe('get-transit-times', () => {
  it('is the one API with numbers and dashed days', () => {
    const input = { from: sender, to: receiver }
    const place = ({ city, state, postalCode, country }: typeof sender) => ({ city, state, postalCode, country })
    const value = { amount: 1050, currency: 'usd' }
    expect(
      body('get-transit-times', {
        from: place(input.from),
        to: { ...place({ ...sender, ...input.to }), residential: true },
        shipDate: '2026-11-24',
        parcels: [{ weight: { value: 2.25, unit: 'lb' } }],
        contents: { description: 'Books', value },
      }),
    ).toMatchObject({
      originPostalCode: '210931234',
      residentialIndicator: '01',
      shipDate: '2026-11-24',
      weight: 2.3,
      weightUnitOfMeasure: 'LBS',
      shipmentContentsValue: 10.5,
      shipmentContentsCurrencyCode: 'USD',
      numberOfPackages: 1,
    })
  })
})

describe('refusal', () => {
  const errors = (code: string, message: string) => ({ response: { errors: [{ code, message }] } })

  it.each([
    [401, '250002', 'credentials'],
    [401, '250003', 'credentials'],
    [400, '250003', 'credentials'],
    [403, '250009', 'credentials'],
    [429, '10429', 'rate-limited'],
    [400, '111210', 'rejected'],
    [404, 'TV1003', 'rejected'],
    [503, '20001', 'unavailable'],
  ] as const)('%i with code %s is %s', (status, code, kind) => {
    expect(refuse(status, errors(code, 'no'))).toEqual({ kind, code, message: 'no' })
  })

  it('reads the shape without the outer object that tracking and transit times describe', () => {
    expect(refuse(400, { errors: [{ code: '270000', message: 'Invalid postal code' }] })).toEqual({
      kind: 'rejected',
      code: '270000',
      message: 'Invalid postal code',
    })
  })

  it('recognises a number that UPS does not know, and no number that it warns about', () => {
    const warnings = [{ code: 'TW0001', message: 'Tracking Information Not Found' }]
    const unknown = { trackResponse: { shipment: [{ inquiryNumber: '1Z', warnings }] } }
    expect(refuse(200, unknown)).toEqual({ kind: 'rejected', ...warnings[0] })
    expect(refuse(200, { trackResponse: { shipment: [{ package: [{}], warnings }] } })).toBeUndefined()
  })

  it('recognises places without transit times', () => {
    const validationList = { invalidFieldList: ['destinationPostalCode'] }
    expect(refuse(200, { validationList })).toEqual({ kind: 'rejected', message: 'Invalid: destinationPostalCode' })
    expect(refuse(200, { validationList, emsResponse: {} })).toBeUndefined()
  })

  it('leaves everything else alone', () => {
    expect(refuse(200, { XAVResponse: {} })).toBeUndefined()
    expect(refuse(502, '<html>')).toBeUndefined()
    expect(refuse(400, { message: 'no' })).toBeUndefined()
    expect(refuse(400, { response: { errors: [] } })).toBeUndefined()
  })
})

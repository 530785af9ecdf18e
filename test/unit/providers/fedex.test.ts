import { describe, expect, it } from 'vitest'
import { fedex } from '../../../src/providers/shipping/fedex/index.ts'

const config = fedex.configSchema().parse({ clientId: 'id', clientSecret: 'secret', accountNumber: '510087640' })

const sender = {
  name: 'Ada Sender',
  company: 'Upstream Books',
  phone: '+1 (901) 555-0100',
  email: 'ada@example.com',
  lines: ['123 Ship Street'],
  city: 'Memphis',
  state: 'TN',
  postalCode: '38017',
  country: 'US',
}
const receiver = {
  name: 'Grace Receiver',
  phone: '(310) 555-0100',
  lines: ['10 FedEx Parkway', 'Suite 302'],
  city: 'Beverly Hills',
  state: 'CA',
  postalCode: '90210',
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
const shipment = { from: sender, to: receiver, parcels: [box], service: 'FEDEX_GROUND', shipDate: '2026-11-24' }
const contents = { description: 'Books', value: { amount: 1050, currency: 'gbp' } }

function operation(id: string) {
  const found = fedex.operations().get(id)
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

const refuse = (status: number, answer: unknown) => fedex.refusal({ status, headers: new Headers(), body: answer })

describe('get-rates', () => {
  it("asks for the account's price of everything that goes there, with arrival", () => {
    const { service: _, ...anyService } = shipment
    expect(request('get-rates', anyService)).toMatchObject({ method: 'POST', path: '/rate/v1/rates/quotes' })
    const sent = body('get-rates', anyService)
    expect(sent).not.toHaveProperty('requestedShipment.serviceType')
    expect(sent).not.toHaveProperty('requestedShipment.customsClearanceDetail')
    expect(sent).toMatchObject({
      accountNumber: { value: '510087640' },
      rateRequestControlParameters: { returnTransitTimes: true },
      requestedShipment: {
        recipient: { address: { postalCode: '90210', countryCode: 'US', residential: true } },
        packagingType: 'YOUR_PACKAGING',
        shipDateStamp: '2026-11-24',
        requestedPackageLineItems: [
          {
            weight: { units: 'KG', value: 1 },
            dimensions: { length: 20, width: 31, height: 10, units: 'CM' },
          },
        ],
      },
    })
  })

  it('puts packages of different units into those of the first', () => {
    const parcels = [{ ...box, weight: { value: 8, unit: 'oz' } }, box]
    expect(body('get-rates', { ...shipment, parcels })).toMatchObject({
      requestedShipment: {
        requestedPackageLineItems: [
          { weight: { units: 'LB', value: 0.5 }, dimensions: { length: 8, width: 13, height: 4, units: 'IN' } },
          { weight: { units: 'LB', value: 2.3 } },
        ],
      },
    })
  })

  it("needs the size of boxes that aren't FedEx's, and the value of what crosses a border", () => {
    const parcels = [{ weight: box.weight }]
    expect(issues('get-rates', { ...shipment, parcels })).toEqual(['parcels.0.dimensions'])
    expect(issues('get-rates', { ...shipment, parcels, packaging: 'FEDEX_PAK' })).toEqual([])
    expect(issues('get-rates', { ...shipment, to: berlin })).toEqual(['contents.value'])
    expect(body('get-rates', { ...shipment, to: berlin, contents })).toMatchObject({
      requestedShipment: {
        customsClearanceDetail: {
          commodities: [{ description: 'Books', customsValue: { amount: 10.5, currency: 'UKL' } }],
        },
      },
    })
  })

  const rated = (currency: string, totalNetCharge: number) => ({
    serviceType: 'FEDEX_2_DAY',
    serviceName: 'FedEx 2Day®',
    ratedShipmentDetails: [
      { rateType: 'LIST', totalNetCharge: 99, shipmentRateDetail: { currency } },
      { rateType: 'ACCOUNT', totalNetCharge, shipmentRateDetail: { currency } },
    ],
  })

  it("reads the account's price, FedEx's own currencies and the arrival in either place", () => {
    const answer = {
      output: {
        rateReplyDetails: [
          {
            ...rated('USD', 17.4),
            commit: {
              dateDetail: { dayOfWeek: 'THU', dayFormat: '2026-11-26T10:30:00' },
              transitDays: { minimumTransitTime: 'TWO_DAYS' },
            },
          },
          {
            ...rated('JYE', 1234),
            operationalDetail: { transitTime: 'TWENTY_DAYS', deliveryDate: '2026-12-14T20:00:00' },
          },
          {
            ...rated('UKL', 8.1),
            commit: { label: 'Delivery date unavailable', daysInTransit: 'SMARTPOST_TRANSIT_DAYS' },
          },
          { serviceType: 'FIRST_OVERNIGHT' },
        ],
      },
    }
    const service = { service: 'FEDEX_2_DAY', serviceName: 'FedEx 2Day®' }
    expect(unify('get-rates', shipment, answer)).toEqual({
      rates: [
        { ...service, amount: 1740, currency: 'USD', estimatedDelivery: '2026-11-26', days: 2 },
        { ...service, amount: 1234, currency: 'JPY', estimatedDelivery: '2026-12-14', days: 20 },
        { ...service, amount: 810, currency: 'GBP', estimatedDelivery: null, days: null },
      ],
    })
  })

  it('does not guess a price', () => {
    const answer = { output: { rateReplyDetails: [rated('USD', 1.234)] } }
    expect(() => unify('get-rates', shipment, answer)).toThrow('no amount')
  })
})

describe('create-shipment', () => {
  it('is billed to the configured account and answered with the label itself', () => {
    expect(body('create-shipment', { ...shipment, reference: 'order 7', labelFormat: 'zpl' })).toMatchObject({
      accountNumber: { value: '510087640' },
      labelResponseOptions: 'LABEL',
      requestedShipment: {
        shipDatestamp: '2026-11-24',
        totalWeight: 2.3,
        shipper: {
          contact: { personName: 'Ada Sender', companyName: 'Upstream Books', phoneNumber: '9015550100' },
          address: { streetLines: ['123 Ship Street'], stateOrProvinceCode: 'TN' },
        },
        recipients: [{ contact: { personName: 'Grace Receiver', phoneNumber: '3105550100' } }],
        shippingChargesPayment: {
          paymentType: 'SENDER',
          payor: { responsibleParty: { accountNumber: { value: '510087640' } } },
        },
        labelSpecification: { imageType: 'ZPLII', labelStockType: 'STOCK_4X6' },
        requestedPackageLineItems: [
          {
            customerReferences: [{ customerReferenceType: 'CUSTOMER_REFERENCE', value: 'order 7' }],
          },
        ],
      },
    })
  })

  it('declares what crosses a border', () => {
    const abroad = { ...shipment, from: berlin, service: 'FEDEX_INTERNATIONAL_PRIORITY' }
    expect(issues('create-shipment', abroad)).toEqual(['contents.value', 'customs'])
    const customs = { countryOfManufacture: 'GB', harmonizedCode: '4901.99' }
    expect(body('create-shipment', { ...abroad, contents, customs })).toMatchObject({
      requestedShipment: {
        shipper: { contact: { phoneNumber: '49301234567' } },
        customsClearanceDetail: {
          commercialInvoice: { shipmentPurpose: 'SOLD' },
          dutiesPayment: { paymentType: 'RECIPIENT' },
          totalCustomsValue: { amount: 10.5, currency: 'UKL' },
          commodities: [
            {
              description: 'Books',
              countryOfManufacture: 'GB',
              harmonizedCode: '4901.99',
              weight: { units: 'KG', value: 1 },
              customsValue: { amount: 10.5, currency: 'UKL' },
            },
          ],
        },
      },
    })
  })

  it('refuses what no FedEx label has room for, and shipments that FedEx would make later', () => {
    const long = { ...receiver, lines: ['y'.repeat(36)], state: 'California', phone: '555-0100' }
    expect(issues('create-shipment', { ...shipment, to: long })).toEqual(['to.phone', 'to.lines.0', 'to.state'])
    expect(issues('create-shipment', { ...shipment, parcels: Array(41).fill(box) })).toEqual(['parcels'])
    expect(issues('create-shipment', { ...shipment, labelFormat: 'gif' })).toEqual(['labelFormat'])
  })

  it('unifies one label a package, and leaves out papers that are none', () => {
    const label = (trackingNumber: string) => ({
      contentType: 'LABEL',
      docType: 'EPL2',
      trackingNumber,
      encodedLabel: 'Tg==',
    })
    const answer = {
      output: {
        transactionShipments: [
          {
            masterTrackingNumber: '794953535000',
            pieceResponses: [
              {
                trackingNumber: '794953535000',
                packageDocuments: [
                  label('794953535000'),
                  { contentType: 'AUXILIARY', docType: 'PDF', encodedLabel: 'eA==' },
                ],
              },
              { trackingNumber: '794953535001', packageDocuments: [label('794953535001')] },
            ],
            completedShipmentDetail: {
              shipmentRating: {
                actualRateType: 'PAYOR_ACCOUNT_SHIPMENT',
                shipmentRateDetails: [
                  { rateType: 'PAYOR_LIST_SHIPMENT', totalNetCharge: 50, currency: 'USD' },
                  { rateType: 'PAYOR_ACCOUNT_SHIPMENT', totalNetCharge: 31.9, currency: 'USD' },
                ],
              },
            },
          },
        ],
      },
    }
    expect(unify('create-shipment', shipment, answer)).toEqual({
      id: '794953535000',
      trackingNumber: '794953535000',
      trackingNumbers: ['794953535000', '794953535001'],
      labels: [
        { trackingNumber: '794953535000', format: 'epl', data: 'Tg==', url: null },
        { trackingNumber: '794953535001', format: 'epl', data: 'Tg==', url: null },
      ],
      cost: 3190,
      currency: 'USD',
    })
  })
})

describe('validate-shipment', () => {
  it('takes one package, and a whole number of pounds', () => {
    expect(body('validate-shipment', shipment)).toMatchObject({ requestedShipment: { totalWeight: 3 } })
    expect(body('validate-shipment', shipment)).not.toHaveProperty('labelResponseOptions')
    expect(issues('validate-shipment', { ...shipment, parcels: [box, box] })).toEqual(['parcels'])
  })
})

describe('track-shipment', () => {
  const input = { trackingNumber: '128667043726' }
  const found = (trackResults: unknown[]) => ({
    output: { completeTrackResults: [{ trackingNumber: input.trackingNumber, trackResults }] },
  })

  it('reads clocks with their offsets, newest first', () => {
    const answer = found([
      {
        trackingNumberInfo: { trackingNumber: '128667043726' },
        latestStatusDetail: { code: 'OD', derivedCode: 'OD', description: 'On FedEx vehicle for delivery' },
        dateAndTimes: [{ type: 'ESTIMATED_DELIVERY', dateTime: '2026-11-25T20:00:00-06:00' }],
        scanEvents: [
          {
            date: '2026-11-23T12:01:00-06:00',
            eventType: 'OC',
            eventDescription: 'Shipment information sent to FedEx',
          },
          {
            date: '2026-11-25T08:30:00-06:00',
            eventType: 'OD',
            eventDescription: 'On FedEx vehicle for delivery',
            derivedStatusCode: 'IT',
            scanLocation: { city: 'MEMPHIS', stateOrProvinceCode: 'TN', postalCode: '38017', countryCode: 'US' },
          },
          {
            date: '2026-11-24T09:00:00-06:00',
            eventType: 'ZZ',
            eventDescription: 'Something new',
            derivedStatusCode: 'DE',
            exceptionDescription: 'Incorrect address',
          },
        ],
      },
    ])
    expect(unify('track-shipment', input, answer)).toEqual({
      trackingNumber: '128667043726',
      status: 'out_for_delivery',
      nativeStatus: 'On FedEx vehicle for delivery',
      estimatedDelivery: '2026-11-25',
      events: [
        {
          time: '2026-11-25T14:30:00.000Z',
          localTime: '2026-11-25T08:30:00',
          status: 'out_for_delivery',
          description: 'On FedEx vehicle for delivery',
          location: { city: 'MEMPHIS', state: 'TN', postalCode: '38017', country: 'US' },
        },
        {
          time: '2026-11-24T15:00:00.000Z',
          localTime: '2026-11-24T09:00:00',
          status: 'exception',
          description: 'Something new: Incorrect address',
          location: null,
        },
        {
          time: '2026-11-23T18:01:00.000Z',
          localTime: '2026-11-23T12:01:00',
          status: 'pre_transit',
          description: 'Shipment information sent to FedEx',
          location: null,
        },
      ],
    })
  })

  it('takes a number without any good result for unknown', () => {
    const error = { code: 'TRACKING.TRACKINGNUMBER.NOTFOUND', message: 'Tracking number cannot be found.' }
    expect(refuse(200, found([{ error }]))).toEqual({ kind: 'rejected', ...error })
    expect(refuse(200, found([{ error }, { scanEvents: [] }]))).toBeUndefined()
    expect(refuse(200, found([]))).toBeUndefined()
  })
})

describe('cancel-shipment', () => {
  it('is a PUT for all packages, and says no where FedEx does', () => {
    const input = { id: '794953555571' }
    expect(request('cancel-shipment', input)).toMatchObject({ method: 'PUT', path: '/ship/v1/shipments/cancel' })
    expect(body('cancel-shipment', input)).toEqual({
      accountNumber: { value: '510087640' },
      trackingNumber: '794953555571',
      deletionControl: 'DELETE_ALL_PACKAGES',
    })
    const answer = { output: { cancelledShipment: false, message: 'Already tendered' } }
    expect(unify('cancel-shipment', input, answer)).toEqual({ ...input, canceled: false, message: 'Already tendered' })
  })
})

describe('validate-address', () => {
  const resolved = {
    streetLinesToken: ['10 FEDEX PKWY', 'STE 302'],
    city: 'BEVERLY HILLS',
    stateOrProvinceCode: 'CA',
    countryCode: 'US',
    parsedPostalCode: { base: '90210', addOn: '1234' },
    classification: 'RESIDENTIAL',
    attributes: { Matched: true, Resolved: true, DPV: true, MultipleMatches: false },
  }
  const answer = (over: object) => ({ output: { resolvedAddresses: [{ ...resolved, ...over }] } })
  const input = { address: receiver }
  const candidates = [
    {
      lines: ['10 FEDEX PKWY', 'STE 302'],
      city: 'BEVERLY HILLS',
      state: 'CA',
      postalCode: '90210-1234',
      country: 'US',
      residential: true,
    },
  ]

  it('is valid where the delivery point is confirmed, as booleans or as text', () => {
    expect(unify('validate-address', input, answer({}))).toEqual({ valid: true, candidates })
    const text = { attributes: { Matched: 'true', Resolved: 'true', DPV: 'true', MultipleMatches: 'false' } }
    expect(unify('validate-address', input, answer(text))).toEqual({ valid: true, candidates })
    const unconfirmed = { attributes: { Matched: true, Resolved: true, DPV: false } }
    expect(unify('validate-address', input, answer(unconfirmed))).toEqual({ valid: false, candidates })
  })

  it('takes an address that was only put in order for unknown', () => {
    const raw = { attributes: { Matched: false, Resolved: false, AddressType: 'NORMALIZED' } }
    expect(unify('validate-address', input, answer(raw))).toEqual({ valid: false, candidates: [] })
  })
})

describe('pickups', () => {
  const pickup = {
    address: sender,
    date: '2026-11-24',
    readyTime: '09:30',
    closeTime: '17:00',
    parcels: [box, { weight: { value: 500, unit: 'g' } }],
    service: 'GROUND_HOME_DELIVERY',
    shipments: ['794953535000'],
  }

  it('sends the drivers of the service, at local times', () => {
    expect(body('schedule-pickup', pickup)).toMatchObject({
      carrierCode: 'FDXG',
      associatedAccountNumber: { value: '510087640' },
      associatedAccountNumberType: 'FEDEX_GROUND',
      originDetail: {
        pickupLocation: { contact: { personName: 'Ada Sender', phoneNumber: '9015550100' } },
        readyDateTimestamp: '2026-11-24T09:30:00',
        customerCloseTime: '17:00:00',
        packageLocation: 'FRONT',
      },
      packageCount: 2,
      totalWeight: { units: 'KG', value: 1.5 },
      trackingNumber: '794953535000',
    })
    expect(body('schedule-pickup', { ...pickup, service: 'FEDEX_2_DAY' })).toMatchObject({ carrierCode: 'FDXE' })
    const answer = { output: { pickupConfirmationCode: '3001', location: 'COSA' } }
    expect(unify('schedule-pickup', pickup, answer)).toEqual({
      id: '3001',
      date: '2026-11-24',
      cost: null,
      currency: null,
    })
  })

  it('needs the location of a pickup by FedEx Express to cancel it', () => {
    expect(issues('cancel-pickup', { id: '3001', date: '2026-11-24' })).toEqual(['location'])
    expect(issues('cancel-pickup', { id: '3001', date: '2026-11-24', carrier: 'FDXG' })).toEqual([])
  })

  it('tells domestic from international', () => {
    const input = { address: sender, service: 'INTERNATIONAL_PRIORITY', destinationCountry: 'DE' }
    expect(body('check-pickup-availability', input)).toMatchObject({
      countryRelationship: 'INTERNATIONAL',
      pickupRequestType: ['SAME_DAY', 'FUTURE_DAY'],
      carriers: ['FDXE', 'FDXG'],
    })
  })
})

describe('find-locations', () => {
  it('needs somewhere to search around', () => {
    expect(issues('find-locations', { address: { country: 'US' } })).toEqual(['address.postalCode'])
  })
})

describe('refusal', () => {
  it.each([
    [400, 'ACCOUNTNUMBER.REGISTRATION.REQUIRED', 'rejected'],
    [401, 'NOT.AUTHORIZED.ERROR', 'credentials'],
    [403, 'FORBIDDEN.ERROR', 'credentials'],
    [404, 'NOT.FOUND.ERROR', 'rejected'],
    [429, 'TOO.MANY.REQUESTS', 'rate-limited'],
    [503, 'SERVICE.UNAVAILABLE.ERROR', 'unavailable'],
  ] as const)('%i with code %s is %s', (status, code, kind) => {
    const errors = [{ code, message: 'no' }]
    expect(refuse(status, { transactionId: '624deea6', errors })).toEqual({ kind, code, message: 'no' })
  })

  it('leaves everything else alone', () => {
    expect(refuse(200, { output: { alerts: [] } })).toBeUndefined()
    expect(refuse(502, '<html>')).toBeUndefined()
    expect(refuse(400, { message: 'no' })).toBeUndefined()
    expect(refuse(400, { errors: [] })).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { memoryState } from '../../../sandbox/memory-state.ts'
import { fixtures, usps } from '../../../sandbox/providers/usps.ts'
import { accountAt, exchangeOf, send } from './support.ts'

const origin = 'https://apis-tem.usps.com'

const credentials = {
  client_id: fixtures.clientId,
  client_secret: fixtures.clientSecret,
  grant_type: 'client_credentials',
}

function requestToken(json: object = credentials) {
  return send(usps, memoryState(), 'POST', `${origin}/oauth2/v3/token`, { json })
}

async function account() {
  const { body } = await requestToken()
  return accountAt(usps, origin, { authorization: `Bearer ${body.access_token}` })
}

const paid = { 'x-payment-authorization-token': fixtures.paymentAuthorizationToken, accept: 'application/json' }

const parcel = {
  originZIPCode: '22407',
  destinationZIPCode: '63118',
  weight: 2,
  length: 9,
  width: 6,
  height: 4,
}

const baseRate = {
  ...parcel,
  mailClass: 'PRIORITY_MAIL',
  processingCategory: 'MACHINABLE',
  rateIndicator: 'SP',
  destinationEntryFacilityType: 'NONE',
  priceType: 'RETAIL',
}

const label = (description: object = {}, extra: object = {}) => ({
  imageInfo: { imageType: 'PDF', labelType: '4X6LABEL', receiptOption: 'NONE' },
  toAddress: {
    firstName: 'Ada',
    lastName: 'Lovelace',
    streetAddress: '1100 Wyoming St',
    city: 'Saint Louis',
    state: 'MO',
    ZIPCode: '63118',
  },
  fromAddress: {
    firstName: 'Grace',
    lastName: 'Hopper',
    streetAddress: "475 L'Enfant Plaza SW",
    city: 'Washington',
    state: 'DC',
    ZIPCode: '20260',
  },
  packageDescription: {
    mailClass: 'USPS_GROUND_ADVANTAGE',
    rateIndicator: 'SP',
    weight: 0.5,
    length: 9,
    height: 6,
    width: 0.25,
    processingCategory: 'MACHINABLE',
    mailingDate: '2026-11-24',
    destinationEntryFacilityType: 'NONE',
    ...description,
  },
  ...extra,
})

describe('the token', () => {
  it('has its numbers as text and the form of a JWT', async () => {
    const { status, body } = await requestToken()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      token_type: 'Bearer',
      issued_at: String(Date.parse('2026-11-24T12:00:00Z')),
      expires_in: '28799',
      status: 'approved',
    })
    expect(body.access_token.split('.')).toHaveLength(3)
  })

  it('is refused to an unknown client and another grant', async () => {
    const refused = await requestToken({ ...credentials, client_id: 'invalid' })
    expect([refused.status, refused.body.error]).toEqual([401, 'invalid_client'])
    expect((await requestToken({ ...credentials, grant_type: 'password' })).status).toBe(400)
  })

  it('is demanded everywhere, and expires', async () => {
    const { send: call } = await account()
    const path = '/addresses/v3/city-state?ZIPCode=10018'
    const malformed = await call('GET', path, { headers: { authorization: 'Bearer something' } })
    expect(malformed.status).toBe(401)
    expect(malformed.body).toMatchObject({
      apiVersion: '/addresses/v3',
      error: { code: '401', message: 'Missing or malformed access token.' },
    })
    expect((await call('GET', path, { now: new Date('2026-11-24T21:00:00Z') })).status).toBe(401)
  })
})

describe('addresses', () => {
  it('are standardised', async () => {
    const { send: call } = await account()
    const path = '/addresses/v3/address?streetAddress=3120 M St&secondaryAddress=NW&city=Washington&state=DC'
    const { status, body } = await call('GET', path)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      address: { streetAddress: '3120 M ST', city: 'WASHINGTON', state: 'DC', ZIPCode: '20007', ZIPPlus4: '0001' },
      additionalInfo: { DPVConfirmation: 'Y', business: 'N', vacant: 'N' },
    })
    const zip = await call('GET', '/addresses/v3/zipcode?streetAddress=1 Main St&city=Saint Louis&state=MO')
    expect(zip.body.address.ZIPCode).toBe('63118')
    const city = await call('GET', '/addresses/v3/city-state?ZIPCode=10018')
    expect(city.body).toEqual({ city: 'NEW YORK', state: 'NY', ZIPCode: '10018' })
  })

  it.each([
    ['address?streetAddress=Main St&city=Austin&state=TX', 404],
    ['address?streetAddress=1 Main St&state=TX', 404],
    ['address?streetAddress=1 Main St&city=Austin', 400],
    ['address?streetAddress=1 Main St&city=Austin&state=Texas', 400],
    ['address?streetAddress=1 Main St&city=Austin&state=TX&zip=78701', 400],
    ['zipcode?streetAddress=1 Main St&state=TX', 400],
    ['city-state?ZIPCode=00000', 404],
    ['city-state?ZIPCode=abc', 400],
  ])('%s is answered with %i', async (path, status) => {
    const answer = await (await account()).send('GET', `/addresses/v3/${path}`)
    expect([answer.status, answer.body.error.code]).toEqual([status, String(status)])
  })
})

describe('prices', () => {
  it('are searched', async () => {
    const { send: call } = await account()
    const { body } = await call('POST', '/prices/v3/base-rates/search', { json: baseRate })
    expect(body).toMatchObject({
      totalBasePrice: 13.35,
      rates: [{ mailClass: 'PRIORITY_MAIL', priceType: 'RETAIL', zone: '05', weight: 2 }],
    })
    const all = await call('POST', '/prices/v3/base-rates-list/search', { json: { ...parcel, mailClass: 'ALL' } })
    expect(all.body.rateOptions.length).toBeGreaterThan(5)
    const total = { ...parcel, mailClass: 'PRIORITY_MAIL', priceType: 'RETAIL', extraServices: [921] }
    const { rateOptions } = (await call('POST', '/prices/v3/total-rates/search', { json: total })).body
    expect(rateOptions[0]).toMatchObject({ totalBasePrice: 13.35, totalPrice: 17.3 })
    const extra = { mailClass: 'PRIORITY_MAIL', priceType: 'RETAIL', extraServices: [930] }
    const services = await call('POST', '/prices/v3/extra-service-rates/search', { json: extra })
    expect(services.body[0]).toMatchObject({ extraService: '930', price: 2.95 })
  })

  it.each([
    ['a missing field', { ...baseRate, rateIndicator: undefined }, 'rateIndicator'],
    ['a number in text', { ...baseRate, weight: '2' }, 'weight'],
    ['an unknown field', { ...baseRate, colour: 'red' }, 'colour'],
    ['an unknown class', { ...baseRate, mailClass: 'PIGEON' }, 'mailClass'],
    ['too heavy a package', { ...baseRate, weight: 71 }, 'weight'],
  ])('are refused for %s', async (_name, json, parameter) => {
    const { status, body } = await (await account()).send('POST', '/prices/v3/base-rates/search', { json })
    expect(status).toBe(400)
    expect(body.error.errors[0].source.parameter).toBe(parameter)
  })

  it('come as options, cheapest or fastest first', async () => {
    const { send: call } = await account()
    const json = {
      pricingOptions: [{ priceType: 'COMMERCIAL' }],
      originZIPCode: '22407',
      destinationZIPCode: '63118',
      packageDescription: { weight: 1, length: 1, height: 1, width: 1, mailClass: 'ALL', mailingDate: '2026-11-24' },
      shippingFilter: 'SERVICE_STANDARDS',
    }
    const { body } = await call('POST', '/shipments/v3/options/search', { json })
    const [option] = body.pricingOptions
    expect(option.priceType).toBe('COMMERCIAL')
    expect(option.shippingOptions[0].rateOptions[0].commitment.scheduleDeliveryDate).toBe('2026-11-25')
    expect((await call('POST', '/shipments/v3/options/search', { json: { ...json, pricingOptions: [] } })).status).toBe(
      400,
    )
  })
})

describe('payments', () => {
  const role = (roleName: string, extra: object = {}) => ({
    roleName,
    CRID: fixtures.CRID,
    MID: fixtures.MID,
    manifestMID: fixtures.manifestMID,
    accountType: 'EPS',
    accountNumber: fixtures.accountNumber,
    ...extra,
  })

  it('are authorised for a payer and a label owner', async () => {
    const { send: call } = await account()
    const json = { roles: [role('PAYER'), role('LABEL_OWNER')] }
    const { status, body } = await call('POST', '/payments/v3/payment-authorization', { json })
    expect(status).toBe(200)
    const headers = { ...paid, 'x-payment-authorization-token': body.paymentAuthorizationToken }
    expect((await call('POST', '/labels/v3/label', { json: label(), headers })).status).toBe(200)
  })

  it.each([
    ['no label owner', [role('PAYER')]],
    ['a role twice', [role('PAYER'), role('PAYER'), role('LABEL_OWNER')]],
    ['no account', [role('PAYER', { accountNumber: undefined }), role('LABEL_OWNER')]],
    ['no roles', []],
  ])('are refused for %s', async (_name, roles) => {
    const json = { roles }
    expect((await (await account()).send('POST', '/payments/v3/payment-authorization', { json })).status).toBe(400)
  })

  it('have accounts that can be asked for funds', async () => {
    const { send: call } = await account()
    const rich = await call('GET', '/payments/v3/payment-account/1000000000?accountType=EPS&amount=100')
    expect(rich.body).toMatchObject({ accountNumber: '1000000000', sufficientFunds: true })
    const poor = await call('GET', '/payments/v3/payment-account/1000000000?accountType=EPS&amount=100000')
    expect(poor.body.sufficientFunds).toBe(false)
  })
})

describe('a label', () => {
  it('is made, tracked, edited, printed again and cancelled once', async () => {
    const { send: call } = await account()
    const made = await call('POST', '/labels/v3/label', { json: label({ extraServices: [930] }), headers: paid })
    expect(made.status).toBe(200)
    const { labelMetadata, labelImage } = made.body
    const number = labelMetadata.trackingNumber
    expect(number).toMatch(/^94\d{20}$/)
    expect(labelMetadata).toMatchObject({ routingInformation: '42063118', postage: 8.6, zone: '05' })
    expect(atob(labelImage)).toMatch(/^%PDF/)

    const tracked = await call('GET', `/tracking/v3/tracking/${number}?expand=DETAIL`)
    expect(tracked.body).toMatchObject({ trackingNumber: number, statusCategory: 'Pre-Shipment' })
    const patch = [{ op: 'replace', path: '/packageDescription/weight', value: 3 }]
    const edited = await call('PATCH', `/labels/v3/label/${number}`, { json: patch, headers: paid })
    expect(edited.body.weight).toBe(3)
    const wrong = [{ op: 'remove', path: '/packageDescription/weight' }]
    expect((await call('PATCH', `/labels/v3/label/${number}`, { json: wrong, headers: paid })).status).toBe(400)
    const reprint = { json: { imageInfo: { imageType: 'ZPL203DPI' } }, headers: paid }
    const again = await call('POST', `/labels/v3/label-reprint/${number}`, reprint)
    expect(atob(again.body.labelImage)).toMatch(/^\^XA/)

    const cancelled = await call('DELETE', `/labels/v3/label/${number}`, { headers: paid })
    expect(cancelled.body).toEqual({ trackingNumber: number, status: 'CANCELED' })
    const twice = await call('DELETE', `/labels/v3/label/${number}`, { headers: paid })
    expect([twice.status, twice.body.error.message]).toEqual([400, 'Bad Request'])
  })

  it('comes in the form that is accepted', async () => {
    const { send: call } = await account()
    const vendor = { ...paid, accept: 'application/vnd.usps.labels+json' }
    const flat = await call('POST', '/labels/v3/label', { json: label(), headers: vendor })
    expect(flat.headers.get('content-type')).toBe('application/vnd.usps.labels+json')
    expect(atob(flat.body.labelImage)).toMatch(/^%PDF/)
    expect(flat.body.trackingNumber).toMatch(/^94/)

    const imageInfo = { imageType: 'PNG', receiptOption: 'SEPARATE_PAGE' }
    const any = { ...paid, accept: '*/*' }
    const multipart = await call('POST', '/labels/v3/label', { json: label({}, { imageInfo }), headers: any })
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(multipart.headers.get('content-type') ?? '')?.[1]
    const parts = multipart.text.split(`--${boundary}`)
    expect(parts).toHaveLength(5)
    expect(parts[1]).toContain('name="labelMetadata"')
    expect(parts[3]).toContain('filename="receiptImage.png"')
    const imageless = await call('POST', '/labels/v3/label', { json: label({ extraServices: [415] }), headers: paid })
    expect(imageless.body.labelImage).toBeUndefined()
  })

  it('is made once for an idempotency key', async () => {
    const { send: call } = await account()
    const headers = { ...paid, 'x-idempotency-key': '3b3c9f7e-2f6b-4a0e-9d0b-6f1f0b7a9c11' }
    const first = await call('POST', '/labels/v3/label', { json: label(), headers })
    const second = await call('POST', '/labels/v3/label', { json: label(), headers })
    expect(second.body.labelMetadata.trackingNumber).toBe(first.body.labelMetadata.trackingNumber)
    expect((await call('POST', '/labels/v3/label', { json: label({ weight: 1 }), headers })).status).toBe(400)
    const cancelled = await call('DELETE', '/labels/v3/label', { headers })
    expect(cancelled.body.status).toBe('CANCELED')
    expect(cancelled.headers.get('x-idempotency-key')).toBe(headers['x-idempotency-key'])
    expect((await call('DELETE', '/labels/v3/label', { headers: paid })).status).toBe(400)
    const unique = { ...paid, 'x-idempotency-key': 'not-a-uuid' }
    expect((await call('POST', '/labels/v3/label', { json: label(), headers: unique })).status).toBe(400)
  })

  it('of the fixtures can be cancelled again and again; an unknown one cannot', async () => {
    const { send: call } = await account()
    for (let time = 0; time < 2; time += 1) {
      const { body } = await call('DELETE', `/labels/v3/label/${fixtures.label}`, { headers: paid })
      expect(body.status).toBe('CANCELED')
    }
    const unknown = await call('DELETE', '/labels/v3/label/9400000000000000000000', { headers: paid })
    expect([unknown.status, unknown.body.error.errors[0].detail]).toEqual([400, 'Order not found'])
  })

  it('needs a payment, addresses and a description', async () => {
    const { send: call } = await account()
    const unpaid = await call('POST', '/labels/v3/label', { json: label() })
    expect(unpaid.body.error.errors[0].source.parameter).toBe('X-Payment-Authorization-Token')
    const forged = { 'x-payment-authorization-token': 'uspspay_forged' }
    expect((await call('POST', '/labels/v3/label', { json: label(), headers: forged })).status).toBe(401)
    const faults: [object, string][] = [
      [label({ mailingDate: undefined }), 'packageDescription.mailingDate'],
      [label({ rateIndicator: undefined }), 'packageDescription.rateIndicator'],
      [label({ extraServices: [400] }), 'packageDescription.extraServices'],
      [label({}, { fromAddress: undefined }), 'fromAddress'],
      [label({}, { toAddress: { firstName: 'A', lastName: 'B' } }), 'toAddress.streetAddress'],
      [label({}, { colour: 'red' }), 'colour'],
    ]
    for (const [json, parameter] of faults) {
      const { status, body } = await call('POST', '/labels/v3/label', { json, headers: paid })
      expect([status, body.error.errors[0].source.parameter]).toEqual([400, parameter])
    }
  })
})

describe('tracking', () => {
  it.each([
    [fixtures.label, 'Pre-Shipment', 1],
    [fixtures.inTransit, 'In Transit', 3],
    [fixtures.outForDelivery, 'Out for Delivery', 4],
    [fixtures.delivered, 'Delivered', 5],
  ])('knows %s', async (number, category, events) => {
    const { send: call } = await account()
    const { body } = await call('GET', `/tracking/v3/tracking/${number}?expand=DETAIL`)
    expect([body.statusCategory, body.trackingEvents.length]).toEqual([category, events])
    const summary = await call('GET', `/tracking/v3/tracking/${number}`)
    expect(summary.body.eventSummaries).toHaveLength(events)
  })

  it('refuses numbers that are unknown or malformed', async () => {
    const { send: call } = await account()
    expect((await call('GET', `/tracking/v3/tracking/${fixtures.notFound}`)).status).toBe(404)
    expect((await call('GET', '/tracking/v3/tracking/abc')).status).toBe(400)
    expect((await call('GET', `/tracking/v3/tracking/${fixtures.label}?expand=ALL`)).status).toBe(400)
  })

  it('sends notifications and proofs', async () => {
    const { send: call } = await account()
    const notifications = { notifications: [{ email: 'ada@example.com' }], notifyEventTypes: ['EMAIL_ALERT'] }
    const path = `/tracking/v3/tracking/${fixtures.delivered}`
    expect((await call('POST', `${path}/notifications`, { json: notifications })).status).toBe(200)
    const proof = {
      uniqueMailPieceID: 'M1',
      mailPieceIntakeDate: '2026-01-15',
      tableCode: 'T',
      requestType: 'email',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: ['ada@example.com'],
    }
    expect((await call('POST', `${path}/proof-of-delivery`, { json: proof })).status).toBe(200)
    const early = `/tracking/v3/tracking/${fixtures.inTransit}/proof-of-delivery`
    expect((await call('POST', early, { json: proof })).status).toBe(400)
  })
})

describe('a carrier pickup', () => {
  const pickup = {
    pickupDate: '2026-12-01',
    pickupAddress: {
      firstName: 'Grace',
      lastName: 'Hopper',
      address: { streetAddress: '4120 Bingham Ave', city: 'Saint Louis', state: 'MO', ZIPCode: '63116' },
      contact: [{ email: 'grace@example.com' }],
    },
    packages: [{ packageType: 'PRIORITY_MAIL', packageCount: 2 }],
    estimatedWeight: 5,
    pickupLocation: { packageLocation: 'FRONT_DOOR' },
  }

  it('is booked, read, changed and cancelled with its ETag', async () => {
    const { send: call } = await account()
    const booked = await call('POST', '/pickup/v3/carrier-pickup', { json: pickup })
    const path = `/pickup/v3/carrier-pickup/${booked.body.confirmationNumber}`
    const read = await call('GET', path)
    expect(read.body).toMatchObject([{ pickupDate: '2026-12-01', carrierPickupRequest: pickup }])
    const eTag = read.headers.get('etag') ?? ''
    const json = { carrierPickupRequest: { ...pickup, pickupDate: '2026-12-02' } }
    expect((await call('PUT', path, { json })).status).toBe(400)
    const changed = await call('PUT', path, { json, headers: { 'if-match': eTag } })
    expect(changed.body.pickupDate).toBe('2026-12-02')
    expect((await call('DELETE', path, { headers: { 'if-match': eTag } })).status).toBe(412)
    const headers = { 'if-match': changed.headers.get('etag') ?? '' }
    expect((await call('DELETE', path, { headers })).status).toBe(200)
    expect((await call('GET', path)).status).toBe(404)
  })

  it('of the fixtures can be cancelled again and again', async () => {
    const { send: call } = await account()
    const path = `/pickup/v3/carrier-pickup/${fixtures.pickup}`
    const headers = { 'if-match': fixtures.pickupETag }
    expect((await call('DELETE', path, { headers })).status).toBe(200)
    expect((await call('DELETE', path, { headers })).status).toBe(200)
  })

  it('is for eligible addresses, with everything that is required', async () => {
    const { send: call } = await account()
    const path = '/pickup/v3/carrier-pickup/eligibility'
    expect((await call('GET', `${path}?streetAddress=4120 Bingham Ave&ZIPCode=63116`)).status).toBe(200)
    expect((await call('GET', `${path}?streetAddress=Bingham Ave&ZIPCode=63116`)).status).toBe(400)
    const json = { ...pickup, packages: [{ packageType: 'PIGEON', packageCount: 1 }] }
    const refused = await call('POST', '/pickup/v3/carrier-pickup', { json })
    expect(refused.body.error.errors[0].source.parameter).toBe('packages.0.packageType')
  })
})

it('knows locations', async () => {
  const { send: call } = await account()
  const dropoffs = await call('GET', '/locations/v3/dropoff-locations?destinationZIPCode=30343&mailClass=PARCEL_SELECT')
  expect(dropoffs.body[0].acceptedPackageTypes[0].mailClass).toBe('PARCEL_SELECT')
  const offices = await call('GET', '/locations/v3/post-office-locations?ZIPCode=20260&radius=1')
  expect(offices.body.locations).toHaveLength(1)
  expect((await call('GET', '/locations/v3/post-office-locations?radius=1')).status).toBe(400)
  const lockers = await call('GET', '/locations/v3/parcel-locker-locations?ZIPCode=20260')
  expect(lockers.body).toHaveLength(1)
})

it('answers what it has not in its own words', async () => {
  const { send: call } = await account()
  const unknown = await call('GET', '/labels/v3/nothing')
  expect([unknown.status, unknown.body.apiVersion]).toEqual([404, '/labels/v3'])
  const exchange = exchangeOf('GET', `${origin}/tracking/v3/tracking/1`, {})
  expect(usps.rateLimited(exchange).headers.get('retry-after')).toBe('60')
  expect(usps.outage(exchange).status).toBe(503)
})

import { businessDaysAfter, isoDay } from '../../calendar.ts'
import { type Collection, collection } from '../../collection.ts'
import {
  anything,
  boolean,
  country,
  day,
  group,
  list,
  listAt,
  matching,
  number,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { answered, checked, missingOrInvalid, refused } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { account, carrier, contact, time } from './parts.ts'

interface PickupRecord {
  id: string
  /** Confirmation codes are unique for a day and a location. */
  code: string
  date: string
  location: string
  account: string
  isCancelled: boolean
}

const fixturePickup: PickupRecord = {
  id: pickupId(fixtures.pickup, fixtures.pickupDate),
  code: fixtures.pickup,
  date: fixtures.pickupDate,
  location: fixtures.pickupLocation,
  account: '',
  isCancelled: false,
}

function pickups(state: State): Collection<PickupRecord> {
  return collection(state, 'pickup', ({ id }) => id, [fixturePickup])
}

function pickupId(code: string, date: string): string {
  return `${date}|${code}`
}

const address = group(
  {},
  {
    streetLines: list(text(), 1, 3),
    urbanizationCode: text(),
    city: text(),
    stateOrProvinceCode: text(),
    postalCode: text(),
    countryCode: country,
    residential: boolean,
    addressClassification: oneOf('MIXED', 'UNKNOWN', 'BUSINESS', 'RESIDENTIAL'),
  },
)

const weight = group({ units: oneOf('KG', 'LB'), value: number(0) })

const createRequest = group(
  {
    associatedAccountNumber: account,
    carrierCode: carrier,
    originDetail: group(
      {
        pickupLocation: group({}, { contact, address, accountNumber: account, deliveryInstructions: text() }),
        readyDateTimestamp: matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/),
        customerCloseTime: time,
      },
      {
        pickupAddressType: oneOf('ACCOUNT', 'SHIPPER', 'OTHER'),
        pickupDateType: oneOf('SAME_DAY', 'FUTURE_DAY'),
        packageLocation: oneOf('FRONT', 'NONE', 'REAR', 'SIDE'),
        buildingPart: oneOf('APARTMENT', 'BUILDING', 'DEPARTMENT', 'FLOOR', 'ROOM', 'SUITE'),
        buildingPartDescription: text(),
        earlyPickup: boolean,
      },
    ),
  },
  {
    associatedAccountNumberType: text(),
    totalWeight: weight,
    packageCount: whole(1),
    accountAddressOfRecord: address,
    remarks: text(),
    countryRelationships: oneOf('DOMESTIC', 'INTERNATIONAL'),
    pickupType: text(),
    trackingNumber: text(),
    commodityDescription: text(),
    oversizePackageCount: whole(0),
    expressFreightDetail: anything,
    pickupNotificationDetail: anything,
  },
)

const cancelRequest = group(
  { associatedAccountNumber: account, pickupConfirmationCode: text(undefined, 1), scheduledDate: day },
  { remarks: text(), carrierCode: carrier, accountAddressOfRecord: address, location: text() },
)

const availabilityRequest = group(
  {
    pickupAddress: address,
    pickupRequestType: list(oneOf('SAME_DAY', 'FUTURE_DAY'), 1),
    carriers: list(carrier, 1),
    countryRelationship: oneOf('DOMESTIC', 'INTERNATIONAL'),
  },
  {
    dispatchDate: day,
    packageReadyTime: time,
    customerCloseTime: time,
    pickupType: oneOf('ON_CALL', 'TAG'),
    shipmentAttributes: group({}, { serviceType: text(), weight, packagingType: text() }),
    numberOfBusinessDays: whole(1),
    associatedAccountNumber: text(),
    associatedAccountNumberType: oneOf('FEDEX_EXPRESS', 'FEDEX_GROUND'),
  },
)

/** `POST /pickup/v1/pickups`: https://developer.fedex.com/api/en-us/catalog/pickup/v1/docs.html */
export function createPickup(exchange: Exchange, state: State): Response {
  const request = checked(exchange, createRequest)
  if (request instanceof Response) return request
  const origin = valueAt(request, 'originDetail')
  const isForAccount = textAt(origin, 'pickupAddressType') === 'ACCOUNT'
  if (!isForAccount && textAt(origin, 'pickupLocation', 'address', 'postalCode') === '') {
    return refused(exchange, 400, { code: 'PICKUP.POSTALCODE.MISSING', message: 'PostalCode is missing.' })
  }
  const ready = textAt(origin, 'readyDateTimestamp')
  if (ready.slice(11, 16) >= textAt(origin, 'customerCloseTime').slice(0, 5)) {
    return refused(
      exchange,
      400,
      missingOrInvalid('originDetail.customerCloseTime', textAt(origin, 'customerCloseTime')),
    )
  }
  const code = Array.from(exchange.randomId(4), (char) => char.charCodeAt(0) % 10).join('')
  const record: PickupRecord = {
    id: pickupId(code, ready.slice(0, 10)),
    code,
    date: ready.slice(0, 10),
    location: 'NQAA',
    account: textAt(request, 'associatedAccountNumber', 'value'),
    isCancelled: false,
  }
  pickups(state).save(record)
  return answered(exchange, {
    pickupConfirmationCode: code,
    ...(textAt(request, 'carrierCode') === 'FDXE' ? { location: record.location } : {}),
    message: 'Courier on the way',
    alerts: [],
  })
}

/** `PUT /pickup/v1/pickups/cancel` */
export function cancelPickup(exchange: Exchange, state: State): Response {
  const request = checked(exchange, cancelRequest)
  if (request instanceof Response) return request
  if (textAt(request, 'carrierCode') === 'FDXE' && textAt(request, 'location') === '') {
    return refused(exchange, 400, missingOrInvalid('location'))
  }
  const code = textAt(request, 'pickupConfirmationCode')
  // The evergreen pickup is there on every day, so that an example with another date works too.
  const record =
    code === fixtures.pickup ? fixturePickup : pickups(state).find(pickupId(code, textAt(request, 'scheduledDate')))
  const number = textAt(request, 'associatedAccountNumber', 'value')
  const isKnown = record !== undefined && (record.account === '' || record.account === number)
  if (!isKnown || record.isCancelled) {
    return refused(exchange, 400, {
      code: 'PICKUP.NUMBER.EXPIRED',
      message: 'PREVIOUS DAY PICKUP, CANNOT CANCEL OR UPDATE',
    })
  }
  pickups(state).save({ ...record, isCancelled: true })
  return answered(exchange, {
    pickupConfirmationCode: code,
    cancelConfirmationMessage: 'Requested pickup has been cancelled Successfully.',
    alerts: [],
  })
}

/** `POST /pickup/v1/pickups/availabilities` */
export function pickupAvailability(exchange: Exchange): Response {
  const request = checked(exchange, availabilityRequest)
  if (request instanceof Response) return request
  if (textAt(request, 'pickupAddress', 'postalCode') === '') {
    return refused(exchange, 400, { code: 'PICKUP.POSTALCODE.MISSING', message: 'PostalCode is missing.' })
  }
  const given = textAt(request, 'dispatchDate')
  const start = given === '' ? exchange.now : new Date(`${given}T12:00:00Z`)
  const options = listAt(request, 'carriers').flatMap((carrierCode) =>
    listAt(request, 'pickupRequestType').map((scheduleDay) => ({
      carrier: carrierCode,
      available: true,
      pickupDate: isoDay(scheduleDay === 'SAME_DAY' ? start : businessDaysAfter(start, 1)),
      cutOffTime: '17:00:00',
      accessTime: { hours: 2, minutes: 0 },
      residentialAvailable: true,
      countryRelationship: textAt(request, 'countryRelationship'),
      scheduleDay,
      readyTimeOptions: ['09:00:00', '12:00:00', '15:00:00'],
      latestTimeOptions: ['18:00:00', '19:00:00'],
      defaultReadyTime: '12:00:00',
      defaultLatestTimeOptions: '18:00:00',
    })),
  )
  return answered(exchange, { requestTimestamp: exchange.now.toISOString().slice(0, 19), options, alerts: [] })
}

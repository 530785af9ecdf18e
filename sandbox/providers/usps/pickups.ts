import { type Collection, collection } from '../../collection.ts'
import { empty, json } from '../../http.ts'
import {
  boolean,
  closed,
  day,
  group,
  list,
  matching,
  number,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { checkedBody, checkedQuery, refused } from './answers.ts'
import { fixtures } from './fixtures.ts'
import { addressMembers, state as stateCode, zipCode, zipPlus4 } from './parts.ts'

interface PickupRecord {
  id: string
  eTag: string
  pickupDate: string
  request: object
}

const fixtureRequest = {
  pickupDate: '2026-12-01',
  pickupAddress: {
    firstName: 'GRACE',
    lastName: 'HOPPER',
    firm: 'SANDBOX SHOP',
    address: {
      streetAddress: '4120 BINGHAM AVE',
      city: 'SAINT LOUIS',
      state: 'MO',
      ZIPCode: '63116',
      ZIPPlus4: '2520',
    },
    contact: [{ email: 'grace@example.com' }],
  },
  packages: [{ packageType: 'USPS_GROUND_ADVANTAGE', packageCount: 1 }],
  estimatedWeight: 5,
  pickupLocation: { packageLocation: 'FRONT_DOOR', specialInstructions: '' },
}

const fixturePickup: PickupRecord = {
  id: fixtures.pickup,
  eTag: fixtures.pickupETag,
  pickupDate: fixtureRequest.pickupDate,
  request: fixtureRequest,
}

function pickups(state: State): Collection<PickupRecord> {
  return collection(state, 'pickup', ({ id }) => id, [fixturePickup])
}

const pickupRequest = closed(
  {
    pickupDate: day,
    pickupAddress: group(
      {
        firstName: text(50, 1),
        lastName: text(50, 1),
        address: group({ streetAddress: text(50, 1) }, addressMembers),
        contact: list(group({}, { email: text(50), cellNumber: matching(/^\d{10}$/) }), 1, 2),
      },
      { firm: text(50) },
    ),
    packages: list(
      closed({
        packageType: oneOf(
          'FIRST-CLASS_PACKAGE_SERVICE',
          'PRIORITY_MAIL_EXPRESS',
          'PRIORITY_MAIL',
          'RETURNS',
          'USPS_GROUND_ADVANTAGE',
          'INTERNATIONAL',
          'OTHER',
        ),
        packageCount: whole(1),
      }),
      1,
    ),
    estimatedWeight: number(0),
    pickupLocation: closed(
      {
        packageLocation: oneOf(
          ...['FRONT_DOOR', 'BACK_DOOR', 'SIDE_DOOR', 'KNOCK_ON_DOOR', 'MAIL_ROOM'],
          ...['OFFICE', 'PORCH', 'RECEPTION', 'MAILBOX', 'OTHER'],
        ),
      },
      { specialInstructions: text(), dogPresent: boolean },
    ),
  },
  { nextAvailablePickup: boolean },
)

/** `POST /pickup/v3/carrier-pickup`: https://developers.usps.com/carrierpickupv3 */
export function createPickup(exchange: Exchange, state: State): Response {
  const request = checkedBody(exchange, pickupRequest)
  if (request instanceof Response) return request
  const record: PickupRecord = {
    id: `WTC${digits(exchange.randomId(9))}`,
    eTag: exchange.randomId(40).toLowerCase(),
    pickupDate: textAt(request, 'pickupDate'),
    request: typeof request === 'object' && request !== null ? request : {},
  }
  pickups(state).save(record)
  return json(view(record), 200, { ETag: record.eTag })
}

/** `GET /pickup/v3/carrier-pickup/{confirmationNumber}`: a list of one. */
export function getPickup(exchange: Exchange, state: State, id: string): Response {
  const record = pickups(state).find(id)
  return record === undefined ? notFound(exchange) : json([view(record)], 200, { ETag: record.eTag })
}

const changeRequest = closed({ carrierPickupRequest: pickupRequest }, { confirmationNumber: text(), pickupDate: day })

/** `PUT /pickup/v3/carrier-pickup/{confirmationNumber}`; `If-Match` is the pickup's ETag. */
export function changePickup(exchange: Exchange, state: State, id: string): Response {
  const request = checkedBody(exchange, changeRequest)
  if (request instanceof Response) return request
  const found = matched(exchange, state, id)
  if (found instanceof Response) return found
  const wanted = valueAt(request, 'carrierPickupRequest')
  const record: PickupRecord = {
    ...found,
    eTag: exchange.randomId(40).toLowerCase(),
    pickupDate: textAt(wanted, 'pickupDate'),
    request: typeof wanted === 'object' && wanted !== null ? wanted : {},
  }
  pickups(state).save(record)
  return json(view(record), 200, { ETag: record.eTag })
}

/** `DELETE /pickup/v3/carrier-pickup/{confirmationNumber}`; `If-Match` is the pickup's ETag. */
export function cancelPickup(exchange: Exchange, state: State, id: string): Response {
  const found = matched(exchange, state, id)
  if (found instanceof Response) return found
  pickups(state).remove(id)
  return empty(200)
}

const eligibilityQuery = closed(
  { streetAddress: text(50, 1) },
  {
    secondaryAddress: text(50),
    city: text(28),
    state: stateCode,
    ZIPCode: zipCode,
    ZIPPlus4: zipPlus4,
    urbanization: text(),
  },
)

/** `GET /pickup/v3/carrier-pickup/eligibility`: a street without a number is not eligible. */
export function checkEligibility(exchange: Exchange): Response {
  const query = checkedQuery(exchange, eligibilityQuery)
  if (query instanceof Response) return query
  const hasPlace = textAt(query, 'ZIPCode') !== '' || (textAt(query, 'city') !== '' && textAt(query, 'state') !== '')
  if (!/\d/.test(textAt(query, 'streetAddress')) || !hasPlace) {
    const detail = 'The address is not eligible for carrier pickup.'
    return refused(exchange, 400, [{ title: 'Address Not Eligible', detail, source: { parameter: 'streetAddress' } }])
  }
  return json({ address: query })
}

function matched(exchange: Exchange, state: State, id: string): PickupRecord | Response {
  const record = pickups(state).find(id)
  if (record === undefined) return notFound(exchange)
  const given = (exchange.headers.get('if-match') ?? '').replaceAll('"', '')
  const source = { parameter: 'If-Match' }
  if (given === '') {
    return refused(exchange, 400, [{ title: 'Missing Header', detail: 'The header If-Match is required.', source }])
  }
  if (given === record.eTag) return record
  return refused(exchange, 412, [{ title: 'Precondition Failed', detail: 'The pickup has another ETag.', source }])
}

function notFound(exchange: Exchange): Response {
  const source = { parameter: 'confirmationNumber' }
  return refused(exchange, 404, [{ title: 'Not Found', detail: 'The pickup could not be found.', source }])
}

function view({ id, pickupDate, request }: PickupRecord): object {
  return { confirmationNumber: id, pickupDate, carrierPickupRequest: request }
}

function digits(random: string): string {
  return Array.from(random, (char) => char.charCodeAt(0) % 10).join('')
}

import { json } from '../../http.ts'
import { closed, day, matching, oneOf, text, textAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { checkedQuery, invalid } from './answers.ts'
import { processingCategory, state, zipCode, zipPlus4 } from './parts.ts'

const decimal = matching(/^-?\d+(\.\d+)?$/)

const count = matching(/^\d+$/)

const facility = oneOf(
  'DESTINATION_NETWORK_DISTRIBUTION_CENTER',
  'DESTINATION_SECTIONAL_CENTER_FACILITY',
  'DESTINATION_SERVICE_HUB',
  'DESTINATION_DELIVERY_UNIT',
  'DESTINATION_REGIONAL_PROCESSING_DISTRIBUTION_CENTER',
)

const dropoffQuery = closed(
  { destinationZIPCode: zipCode },
  {
    destinationZIPPlus4: zipPlus4,
    mailClass: text(),
    processingCategory,
    destinationEntryFacilityType: facility,
    palletized: oneOf('PALLETIZED', 'NON_PALLETIZED', 'BOTH'),
    mailingDate: day,
  },
)

const postOfficeQuery = closed(
  {},
  {
    streetAddress: text(),
    secondaryAddress: text(),
    city: text(),
    state,
    urbanization: text(),
    ZIPCode: zipCode,
    ZIPPlus4: zipPlus4,
    LAT: decimal,
    LONG: decimal,
    postOfficeType: oneOf('CONTRACT_POSTAL_UNIT', 'POST_OFFICE', 'SELF_SERVICE_KIOSK', 'VILLAGE_POST_OFFICE'),
    mailingService: text(),
    businessService: text(),
    passportService: text(),
    pickupService: text(),
    financialService: text(),
    hours: oneOf('WEEKDAY_AFTER_5', 'SATURDAY_HOURS', 'SUNDAY_HOURS', '24-HOUR_FACILITIES'),
    radius: count,
    length: decimal,
    width: decimal,
    height: decimal,
    offset: count,
    limit: count,
  },
)

const lockerQuery = closed({}, { city: text(200), state, ZIPCode: zipCode, offset: count, limit: count })

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']

/** `GET /locations/v3/dropoff-locations`: https://developers.usps.com/locationsv3 */
export function findDropoffs(exchange: Exchange): Response {
  const query = checkedQuery(exchange, dropoffQuery)
  if (query instanceof Response) return query
  const zip = textAt(query, 'destinationZIPCode')
  return json([
    {
      dropShipmentKey: 'SV21038',
      facilityName: "L'ENFANT PLAZA",
      facilityAddress: { address: { streetAddress: '100 MAIN ST', city: 'ANYTOWN', state: 'VA', ZIPCode: zip } },
      dropSitePhoneNumber: '2025550100',
      destinationZIPCode: zip,
      destinationEntryFacilityType: textAt(query, 'destinationEntryFacilityType') || 'DESTINATION_DELIVERY_UNIT',
      acceptedPackageTypes: [
        {
          mailClass: textAt(query, 'mailClass') || 'PARCEL_SELECT',
          processingCategory: textAt(query, 'processingCategory') || 'MACHINABLE',
          palletized: textAt(query, 'palletized') || 'BOTH',
        },
      ],
      dropShipAcceptanceTimes: weekdays.map((dayOfWeek) => ({
        dayOfWeek,
        times: [{ openTime: '0800', closeTime: '1200' }],
      })),
      timeZone: 'EST',
      DSTObserved: true,
    },
  ])
}

const offices = [
  { facilityName: "L'ENFANT PLAZA", facilityID: '1369500', postOfficeType: 'POST_OFFICE', distance: 0.4 },
  { facilityName: 'FRIENDSHIP', facilityID: '1365062', postOfficeType: 'POST_OFFICE', distance: 2.7 },
  { facilityName: 'GEORGETOWN', facilityID: '1364873', postOfficeType: 'SELF_SERVICE_KIOSK', distance: 3.1 },
] as const

/** `GET /locations/v3/post-office-locations`, at most 20 miles away unless `radius` says otherwise. */
export function findPostOffices(exchange: Exchange): Response {
  const query = checkedQuery(exchange, postOfficeQuery)
  if (query instanceof Response) return query
  const hasPlace =
    textAt(query, 'ZIPCode') !== '' ||
    (textAt(query, 'city') !== '' && textAt(query, 'state') !== '') ||
    (textAt(query, 'LAT') !== '' && textAt(query, 'LONG') !== '')
  if (!hasPlace) return invalid(exchange, 'ZIPCode', 'A ZIPCode, a city and state, or LAT and LONG are required.')
  const radius = Number(textAt(query, 'radius') || '20')
  const limit = Number(textAt(query, 'limit') || '20')
  if (radius < 1 || radius > 100) return invalid(exchange, 'radius', 'The radius must be from 1 to 100.')
  if (limit < 1 || limit > 100) return invalid(exchange, 'limit', 'The limit must be from 1 to 100.')
  const offset = Number(textAt(query, 'offset') || '0')
  const type = textAt(query, 'postOfficeType')
  const locations = offices
    .filter(({ distance, postOfficeType }) => distance <= radius && (type === '' || type === postOfficeType))
    .slice(offset, offset + limit)
    .map((office) => ({
      ...office,
      facilityAddress: {
        streetAddress: "458 L'ENFANT PLZ SW",
        city: textAt(query, 'city').toUpperCase() || 'WASHINGTON',
        state: textAt(query, 'state') || 'DC',
        ZIPCode: textAt(query, 'ZIPCode') || '20024',
      },
      geoCoordinates: { latitude: 38.8842, longitude: -77.0259 },
      phoneNumbers: { phone: '2025550100' },
      services: [
        {
          service: 'PO_BOX',
          hours: weekdays.map((dayOfWeek) => ({ dayOfWeek, times: [{ openTime: '0800', closeTime: '1700' }] })),
        },
      ],
      temporaryClosure: false,
      parking: 'STREET',
    }))
  return json({ locations })
}

/** `GET /locations/v3/parcel-locker-locations` */
export function findParcelLockers(exchange: Exchange): Response {
  const query = checkedQuery(exchange, lockerQuery)
  if (query instanceof Response) return query
  const offset = Number(textAt(query, 'offset') || '0')
  const lockers = [
    {
      facilityID: '1369500',
      locationName: "L'ENFANT PLAZA SMART LOCKER",
      locationAddress: {
        streetAddress: "458 L'ENFANT PLZ SW",
        city: textAt(query, 'city').toUpperCase() || 'WASHINGTON',
        state: textAt(query, 'state') || 'DC',
        ZIPCode: textAt(query, 'ZIPCode') || '20024',
      },
    },
  ]
  return json(lockers.slice(offset, offset + Number(textAt(query, 'limit') || '30')))
}

import {
  anything,
  boolean,
  country,
  group,
  list,
  matching,
  number,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { answered, checked, refused } from './answers.ts'
import { carrier, time } from './parts.ts'

const coordinate = matching(/^-?\d{1,3}(\.\d+)?$/)

const searchRequest = group(
  {
    location: group(
      {
        address: group(
          { countryCode: country },
          {
            streetLines: list(text()),
            city: text(),
            stateOrProvinceCode: text(),
            postalCode: text(),
            residential: boolean,
          },
        ),
      },
      { longLat: group({}, { latitude: coordinate, longitude: coordinate }) },
    ),
  },
  {
    locationsSummaryRequestControlParameters: group(
      {},
      { distance: group({ units: oneOf('KM', 'MI'), value: number(0) }), maxResults: whole(1) },
    ),
    locationSearchCriterion: oneOf('ADDRESS', 'GEOGRAPHIC_COORDINATES', 'PHONE_NUMBER'),
    phoneNumber: text(),
    multipleMatchesAction: oneOf('RETURN_ALL', 'RETURN_ERROR', 'RETURN_FIRST'),
    sort: group(
      {},
      {
        criteria: oneOf('DISTANCE', 'LATEST_EXPRESS_DROPOFF_TIME', 'LATEST_GROUND_DROPOFF_TIME', 'LOCATION_TYPE'),
        order: oneOf('ASCENDING', 'DESCENDING'),
      },
    ),
    sameState: boolean,
    sameCountry: boolean,
    redirectToHoldType: oneOf('FEDEX_EXPRESS', 'FEDEX_GROUND', 'FEDEX_GROUND_HOME_DELIVERY'),
    locationTypes: list(text()),
    locationAttrTypes: list(text()),
    locationCapabilities: list(anything),
    dropoffTime: time,
    carrierCodes: list(carrier),
  },
)

const offices = [
  {
    id: 'NQAA',
    type: 'FEDEX_EXPRESS_STATION',
    name: 'FedEx Ship Center',
    street: '2600 THOUSAND OAKS BLVD',
    miles: 1.2,
  },
  { id: 'MEMKO', type: 'FEDEX_OFFICE', name: 'FedEx Office Print & Ship Center', street: '1235 UNION AVE', miles: 3.4 },
  { id: 'MEMDG', type: 'FEDEX_ONSITE', name: 'FedEx OnSite', street: '805 POPLAR AVE', miles: 4.9 },
] as const

/** `POST /location/v1/locations`: https://developer.fedex.com/api/en-us/catalog/locations/v1/docs.html */
export function findLocations(exchange: Exchange): Response {
  const request = checked(exchange, searchRequest)
  if (request instanceof Response) return request
  const isByCoordinates = textAt(request, 'locationSearchCriterion') === 'GEOGRAPHIC_COORDINATES'
  if (isByCoordinates && textAt(request, 'location', 'longLat', 'latitude') === '') {
    return refused(exchange, 400, {
      code: 'ERROR.LONGLAT.REQUIRED',
      message: 'Longitude and Latitude are required.',
    })
  }
  const control = valueAt(request, 'locationsSummaryRequestControlParameters')
  const most = numberAt(control, 'maxResults') || offices.length
  const units = textAt(control, 'distance', 'units') || 'MI'
  const scale = units === 'KM' ? 1.609344 : 1
  const reach = numberAt(control, 'distance', 'value') || Number.POSITIVE_INFINITY
  const types = valueAt(request, 'locationTypes')
  const found = offices
    .filter(({ miles }) => miles * scale <= reach)
    .filter(({ type }) => !Array.isArray(types) || types.length === 0 || types.includes(type))
  const isDescending = textAt(request, 'sort', 'order') === 'DESCENDING'
  const listed = (isDescending ? found.toReversed() : found).slice(0, most)
  const address = valueAt(request, 'location', 'address')
  return answered(exchange, {
    totalResults: found.length,
    resultsReturned: listed.length,
    matchedAddress: address,
    matchedAddressGeoCoord: { latitude: 35.1175, longitude: -89.9711 },
    locationDetailList: listed.map((office) => ({
      distance: { units, value: Math.round(office.miles * scale * 10) / 10 },
      contactAndAddress: {
        contact: { companyName: office.name, phoneNumber: '18004633339' },
        address: {
          streetLines: [office.street],
          city: textAt(address, 'city') || 'MEMPHIS',
          stateOrProvinceCode: textAt(address, 'stateOrProvinceCode') || 'TN',
          postalCode: textAt(address, 'postalCode') || '38116',
          countryCode: textAt(address, 'countryCode'),
          residential: false,
        },
        addressAncillaryDetail: { displayName: office.name, locationInCity: 'Midtown' },
      },
      locationId: office.id,
      locationType: office.type,
      storeHours: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((dayofweek) => ({
        dayofweek,
        operationalHoursType: 'OPEN_BY_HOURS',
        operationalHours: { begins: '09:00:00', ends: '19:00:00' },
      })),
      geoPositionalCoordinates: { latitude: 35.1175, longitude: -89.9711 },
      locationAttributeTypes: ['PACKAGING_SERVICES', 'WEEKDAY_EXPRESS_HOLD_AT_LOCATION'],
    })),
    alerts: [],
  })
}

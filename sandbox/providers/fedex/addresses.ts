import { boolean, country, group, list, listAt, oneOf, text, textAt } from '../../json-shape.ts'
import type { Exchange } from '../../provider.ts'
import { answered, checked, refused } from './answers.ts'

const resolveRequest = group(
  {
    addressesToValidate: list(
      group(
        {
          address: group(
            { streetLines: list(text(), 1), city: text(), postalCode: text() },
            {
              stateOrProvinceCode: text(),
              countryCode: country,
              urbanizationCode: text(),
              addressVerificationId: text(),
            },
          ),
        },
        { clientReferenceId: text() },
      ),
      1,
      100,
    ),
  },
  { inEffectAsOfTimestamp: text(), validateAddressControlParameters: group({}, { includeResolutionTokens: boolean }) },
)

const postalRequest = group(
  {
    carrierCode: oneOf('FDXE', 'FDXG', 'FXSP', 'FDXC', 'FXCC'),
    countryCode: country,
    stateOrProvinceCode: text(),
    postalCode: text(),
    shipDate: text(),
  },
  { routingCode: text(), checkForMismatch: boolean },
)

/** A street of this word is known to nobody; one without a number is known, but not well enough to deliver to. */
const unknownStreet = /\bunknown\b/i

/** `POST /address/v1/addresses/resolve`: https://developer.fedex.com/api/en-us/catalog/address-validation/v1/docs.html */
export function resolveAddresses(exchange: Exchange): Response {
  const request = checked(exchange, resolveRequest)
  if (request instanceof Response) return request
  const resolved = listAt(request, 'addressesToValidate').map(resolvedAddress)
  if (resolved.includes(undefined)) {
    return refused(exchange, 400, {
      code: 'STANDARDIZED.ADDRESS.NOTFOUND',
      message: 'Standardized address is not found.',
    })
  }
  return answered(exchange, { resolvedAddresses: resolved, alerts: [] })
}

function resolvedAddress(given: unknown): object | undefined {
  const lines = listAt(given, 'address', 'streetLines').map((line) => String(line).toUpperCase().trim())
  const [street = ''] = lines
  if (unknownStreet.test(street)) return undefined
  const isNumbered = /\d/.test(street)
  const isBox = /^P\.?\s?O\.? BOX/.test(street)
  const isOffice = /\b(STE|SUITE|FLOOR)\b/.test(lines.join(' '))
  const base = textAt(given, 'address', 'postalCode').slice(0, 5)
  const addOn = textAt(given, 'address', 'postalCode').split('-')[1] ?? '0001'
  const countryCode = textAt(given, 'address', 'countryCode') || 'US'
  const reference = textAt(given, 'clientReferenceId')
  const isAmerican = countryCode === 'US'
  return {
    ...(reference === '' ? {} : { clientReferenceId: reference }),
    streetLinesToken: lines,
    city: textAt(given, 'address', 'city').toUpperCase(),
    stateOrProvinceCode: textAt(given, 'address', 'stateOrProvinceCode').toUpperCase(),
    postalCode: isAmerican ? `${base}-${addOn}` : textAt(given, 'address', 'postalCode'),
    countryCode,
    customerMessage: isNumbered ? [] : ['INTERPOLATED.STREET.ADDRESS'],
    cityToken: [{ changed: false, value: textAt(given, 'address', 'city').toUpperCase() }],
    postalCodeToken: { changed: isAmerican, value: isAmerican ? `${base}-${addOn}` : base },
    parsedPostalCode: { base, addOn: isAmerican ? addOn : '', deliveryPoint: isAmerican ? '01' : '' },
    classification: isBox || !isNumbered ? 'UNKNOWN' : isOffice ? 'BUSINESS' : 'RESIDENTIAL',
    postOfficeBox: isBox,
    normalizedStatusNameDPV: isNumbered,
    standardizedStatusNameMatchSource: 'Postal',
    resolutionMethodName: 'USPS_VALIDATE',
    ruralRouteHighwayContract: false,
    generalDelivery: false,
    attributes: {
      POBox: isBox,
      POBoxOnlyZIP: false,
      SplitZip: false,
      SuiteRequiredButMissing: false,
      InvalidSuiteNumber: false,
      ResolutionInput: 'RAW_ADDRESS',
      DPV: isNumbered,
      ResolutionMethod: 'USPS_VALIDATE',
      DataVintage: 'January 2026',
      MatchSource: 'Postal',
      CountrySupported: true,
      ValidlyFormed: true,
      Matched: isNumbered,
      Resolved: isNumbered,
      Inserted: false,
      MultiUnitBase: false,
      ZIP11Match: isNumbered,
      ZIP4Match: isNumbered,
      UniqueZIP: false,
      StreetAddress: isNumbered,
      RRConversion: false,
      ValidMultiUnit: false,
      AddressType: 'STANDARDIZED',
      AddressPrecision: isNumbered ? 'STREET_ADDRESS' : 'STREET',
      MultipleMatches: false,
    },
  }
}

/** `POST /country/v1/postal/validate` */
export function validatePostalCode(exchange: Exchange): Response {
  const request = checked(exchange, postalRequest)
  if (request instanceof Response) return request
  const postalCode = textAt(request, 'postalCode')
  if (postalCode === '') {
    return refused(exchange, 400, {
      code: 'CITYNAME.POSTALCODE.REQUIRED',
      message: 'City Name or Postal Code is required.',
    })
  }
  const countryCode = textAt(request, 'countryCode')
  if (countryCode === 'US' && !/^\d{5}(-?\d{4})?$/.test(postalCode)) {
    return refused(exchange, 400, { code: 'POSTALCODE.INVALID', message: 'Invalid postal code.' })
  }
  return answered(exchange, {
    countryCode,
    cityFirstInitials: '',
    stateOrProvinceCode: textAt(request, 'stateOrProvinceCode'),
    cleanedPostalCode: postalCode.replaceAll(/[\s-]/g, '').slice(0, countryCode === 'US' ? 5 : 10),
    locationDescriptions: [{ locationId: 'NQAA', locationNumber: '0', serviceArea: 'A1', airportId: 'MEM' }],
    alerts: [],
  })
}

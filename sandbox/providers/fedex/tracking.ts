import { boolean, group, list, listAt, oneOf, text, textAt, valueAt } from '../../json-shape.ts'
import { labelImage } from '../../label-image.ts'
import type { Exchange, State } from '../../provider.ts'
import { answered, checked, type FedexError, refused } from './answers.ts'
import { type Journey, journeyOf, journeys, type Scan, statuses } from './journeys.ts'
import { services } from './services.ts'
import { findShipment, type Place, shipments } from './shipments.ts'

const trackingNumberInfo = group(
  {},
  {
    trackingNumber: text(40),
    carrierCode: oneOf(
      'FDXE',
      'FDXG',
      'FXSP',
      'FXFR',
      'FDXC',
      'FXCC',
      'FEDEX_CARGO',
      'FEDEX_CUSTOM_CRITICAL',
      'FEDEX_EXPRESS',
      'FEDEX_FREIGHT',
      'FEDEX_GROUND',
      'FEDEX_OFFICE',
      'FEDEX_KINKOS',
      'FX',
      'FDFR',
      'FDEG',
      'FXK',
      'FDC',
      'FDCC',
    ),
    trackingNumberUniqueId: text(),
  },
)

const shipDates = { shipDateBegin: text(), shipDateEnd: text() }

const numbersRequest = group({
  includeDetailedScans: boolean,
  trackingInfo: list(group({ trackingNumberInfo }, shipDates), 1, 30),
})

const referenceRequest = group(
  {
    referencesInformation: group(
      { value: text(undefined, 1), shipDateBegin: text(), shipDateEndDate: text() },
      {
        type: text(),
        carrierCode: text(),
        accountNumber: text(),
        destinationCountryCode: text(),
        destinationPostalCode: text(),
      },
    ),
  },
  { includeDetailedScans: boolean },
)

const documentRequest = group({
  trackDocumentDetail: group({ documentType: text() }, { documentFormat: text() }),
  trackDocumentSpecification: list(group({ trackingNumberInfo }, { ...shipDates, accountNumber: text() }), 1),
})

const emptyNumber: FedexError = { code: 'TRACKING.TRACKINGNUMBER.EMPTY', message: 'Please provide tracking number.' }

const unknownNumber: FedexError = {
  code: 'TRACKING.TRACKINGNUMBER.NOTFOUND',
  message: 'Tracking number cannot be found. Please correct the tracking number and try again.',
}

/** `POST /track/v1/trackingnumbers`. A number of which nothing is known is an error of its result, not of the call. */
export function trackNumbers(exchange: Exchange, state: State): Response {
  const request = checked(exchange, numbersRequest)
  if (request instanceof Response) return request
  const numbers = listAt(request, 'trackingInfo').map((info) => textAt(info, 'trackingNumberInfo', 'trackingNumber'))
  if (numbers.includes('')) return refused(exchange, 400, emptyNumber)
  const isDetailed = valueAt(request, 'includeDetailedScans') === true
  return answered(exchange, {
    completeTrackResults: numbers.map((number) => ({
      trackingNumber: number,
      trackResults: [trackResult(number, journeyFor(state, number), isDetailed)],
    })),
  })
}

/** `POST /track/v1/referencenumbers` */
export function trackReference(exchange: Exchange, state: State): Response {
  const request = checked(exchange, referenceRequest)
  if (request instanceof Response) return request
  const reference = valueAt(request, 'referencesInformation')
  const value = textAt(reference, 'value')
  const type = textAt(reference, 'type')
  const found = shipments(state)
    .all()
    .filter(({ references }) => references.some((each) => each.value === value && (type === '' || each.type === type)))
  const isDetailed = valueAt(request, 'includeDetailedScans') === true
  return answered(exchange, {
    completeTrackResults:
      found.length === 0
        ? [{ trackResults: [{ error: { ...unknownNumber, code: 'TRACKING.REFERENCENUMBER.NOTFOUND' } }] }]
        : found.map((record) => ({
            trackingNumber: record.id,
            trackResults: [trackResult(record.id, journeyOf(record), isDetailed)],
          })),
  })
}

/** `POST /track/v1/trackingdocuments`: the signature proof of delivery of what was delivered. */
export function trackDocuments(exchange: Exchange, state: State): Response {
  const request = checked(exchange, documentRequest)
  if (request instanceof Response) return request
  const numbers = listAt(request, 'trackDocumentSpecification').map((each) =>
    textAt(each, 'trackingNumberInfo', 'trackingNumber'),
  )
  if (numbers.includes('')) return refused(exchange, 400, emptyNumber)
  const isDelivered = numbers.every((number) => journeyFor(state, number)?.scans[0]?.event === 'DL')
  if (!isDelivered) {
    return refused(exchange, 400, {
      code: 'TRACKING.DATA.NOTFOUND',
      message: 'Tracking data unavailable, please enter a valid tracking number.',
    })
  }
  const format = textAt(request, 'trackDocumentDetail', 'documentFormat') || 'PDF'
  return answered(exchange, {
    localization: { languageCode: 'en', localeCode: 'US' },
    documentType: textAt(request, 'trackDocumentDetail', 'documentType'),
    documentFormat: format,
    document: numbers.map((number) => labelImage(format === 'PNG' ? 'png' : 'pdf', 'FEDEX', number)),
  })
}

function journeyFor(state: State, number: string): Journey | undefined {
  const record = findShipment(state, number)
  return journeys[number] ?? (record === undefined ? undefined : journeyOf(record))
}

function trackResult(number: string, journey: Journey | undefined, isDetailed: boolean): object {
  const trackingNumberInfo = { trackingNumber: number, trackingNumberUniqueId: '' }
  const [latest] = journey?.scans ?? []
  if (journey === undefined || latest === undefined) return { trackingNumberInfo, error: unknownNumber }
  const service = services.find(({ type }) => type === journey.serviceType)
  const status = statuses[latest.event]
  const at = (event: Scan['event']) => journey.scans.find((scan) => scan.event === event)?.at
  const delivery = at('DL')
  const dates = [
    { type: 'ACTUAL_DELIVERY', dateTime: delivery },
    { type: 'ACTUAL_PICKUP', dateTime: at('PU') },
    { type: 'SHIP', dateTime: at('OC') },
  ]
  return {
    trackingNumberInfo: {
      trackingNumber: number,
      trackingNumberUniqueId: `12029~${number}~${service?.carrier === 'FDXG' ? 'FDEG' : 'FDX'}`,
      carrierCode: service?.carrier ?? 'FDXE',
    },
    additionalTrackingInfo: {
      nickname: '',
      packageIdentifiers: journey.references.map(({ type, value }) => ({
        type,
        value: [value],
        trackingNumberUniqueId: '',
      })),
      hasAssociatedShipments: false,
    },
    shipperInformation: { address: addressOf(journey.origin) },
    recipientInformation: { address: addressOf(journey.destination) },
    latestStatusDetail: {
      code: status.code,
      derivedCode: status.code,
      statusByLocale: status.locale,
      description: status.description,
      scanLocation: addressOf(latest.place),
      ...(latest.event === 'DE' ? { ancillaryDetails: [customerNotAvailable] } : {}),
    },
    dateAndTimes: dates.filter(({ dateTime }) => dateTime !== undefined),
    availableNotifications: delivery === undefined ? ['ON_DELIVERY', 'ON_EXCEPTION'] : ['ON_DELIVERY'],
    packageDetails: {
      packagingDescription: { type: journey.packagingType, description: journey.packagingType },
      physicalPackagingType: 'PACKAGE',
      sequenceNumber: '1',
      count: '1',
      weightAndDimensions: { weight: [{ value: journey.pounds.toFixed(1), unit: 'LB' }] },
      packageContent: [],
    },
    shipmentDetails: {
      possessionStatus: latest.event !== 'OC',
      weight: [{ value: journey.pounds.toFixed(1), unit: 'LB' }],
    },
    scanEvents: (isDetailed ? journey.scans : journey.scans.slice(0, 1)).map(scanEvent),
    serviceDetail: {
      type: journey.serviceType,
      description: service?.name ?? journey.serviceType,
      shortDescription: service?.carrier === 'FDXG' ? 'FG' : 'FX',
    },
    originLocation: { locationContactAndAddress: { address: addressOf(journey.origin) } },
    destinationLocation: { locationContactAndAddress: { address: addressOf(journey.destination) } },
    deliveryDetails:
      delivery === undefined
        ? { deliveryAttempts: latest.event === 'DE' ? '1' : '0' }
        : {
            actualDeliveryAddress: addressOf(journey.destination),
            locationType: 'RECEPTIONIST_OR_FRONT_DESK',
            locationDescription: 'Receptionist/Front Desk',
            deliveryAttempts: '0',
            receivedByName: 'RECEPTIONIST',
            signedByName: 'RECEPTIONIST',
          },
    returnDetail: {},
    goodsClassificationCode: '',
  }
}

const customerNotAvailable = {
  reason: '007',
  reasonDescription: 'Customer not available or business closed',
  action: 'Contact FedEx to discuss possible delivery or pickup alternatives.',
  actionDescription: 'Customer not Available or Business Closed',
}

function scanEvent({ event, place, at }: Scan): object {
  const status = statuses[event]
  return {
    date: at,
    eventType: event,
    eventDescription: status.description,
    exceptionCode: event === 'DE' ? '07' : '',
    exceptionDescription: event === 'DE' ? customerNotAvailable.reasonDescription : '',
    scanLocation: addressOf(place),
    locationType: event === 'DL' ? 'DELIVERY_LOCATION' : 'FEDEX_FACILITY',
    derivedStatusCode: status.code,
    derivedStatus: status.locale,
  }
}

function addressOf(place: Place): object {
  return { ...place, countryName: place.countryCode === 'US' ? 'United States' : place.countryCode }
}

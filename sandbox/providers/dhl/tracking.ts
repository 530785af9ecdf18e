import { businessDaysAfter, isoDay } from '../../calendar.ts'
import { closed, matching, oneOf, text, textAt } from '../../json-shape.ts'
import { labelImage } from '../../label-image.ts'
import type { Exchange, State } from '../../provider.ts'
import { answered, badRequest, checkedQuery, missingParameters, noData, refused } from './answers.ts'
import { flag } from './parts.ts'
import { areaOf } from './products.ts'
import { type Checkpoint, type Place, type ShipmentRecord, shipments } from './shipments.ts'

const view = {
  trackingView: oneOf(
    'all-checkpoints',
    'all-checkpoints-with-remarks',
    'last-checkpoint',
    'shipment-details-only',
    'advance-shipment',
    'bbx-children',
  ),
  levelOfDetail: oneOf('shipment', 'piece', 'all'),
  requestControlledAccessDataCodes: flag,
}

const oneQuery = closed({}, { ...view, requestGMTOffsetPerEvent: flag })

const manyQuery = closed(
  {},
  {
    ...view,
    shipmentTrackingNumber: text(),
    pieceTrackingNumber: text(),
    shipmentReference: text(35, 1),
    shipmentReferenceType: text(3, 2),
    shipperAccountNumber: text(12, 1),
    dateRangeFrom: matching(/^\d{4}-\d{2}-\d{2}/),
    dateRangeTo: matching(/^\d{4}-\d{2}-\d{2}/),
  },
)

/** `GET /shipments/{shipmentTrackingNumber}/tracking` */
export function trackOne(exchange: Exchange, state: State, number: string): Response {
  const query = checkedQuery(exchange, oneQuery)
  if (query instanceof Response) return query
  const fault = numberFault(exchange, [number])
  if (fault !== undefined) return fault
  const record = shipments(state).find(number)
  return record === undefined ? noData(exchange) : answered(exchange, { shipments: [shipmentView(record, query)] })
}

/** `GET /tracking`, by numbers of shipments or pieces, or by a reference with its account. */
export function trackMany(exchange: Exchange, state: State): Response {
  const query = checkedQuery(exchange, manyQuery)
  if (query instanceof Response) return query
  const numbers = listOf(exchange, 'shipmentTrackingNumber')
  const pieces = listOf(exchange, 'pieceTrackingNumber')
  const reference = textAt(query, 'shipmentReference')
  if (numbers.length === 0 && pieces.length === 0 && reference === '') {
    return missingParameters(exchange, 'shipmentTrackingNumber')
  }
  if (numbers.length + pieces.length > 200) {
    return badRequest(exchange, 'Parameters not having correct format: shipmentTrackingNumber (maxItems=200)')
  }
  if (reference !== '' && textAt(query, 'shipperAccountNumber') === '') {
    return missingParameters(exchange, 'shipperAccountNumber')
  }
  const fault = numberFault(exchange, numbers)
  if (fault !== undefined) return fault
  const found = shipments(state)
    .all()
    .filter(
      (record) =>
        numbers.includes(record.id) ||
        record.pieces.some(({ trackingNumber }) => pieces.includes(trackingNumber)) ||
        (reference !== '' && record.references.includes(reference)),
    )
  if (found.length === 0 && reference !== '') {
    const detail = `No Shipments Found for ReferenceID | ${reference}`
    return refused(exchange, 404, 'Not data found', 'Not data found', detail)
  }
  if (found.length === 0) return noData(exchange)
  return answered(exchange, { shipments: found.map((record) => shipmentView(record, query)) })
}

/** A list is written with commas, or its parameter is repeated. */
function listOf({ url }: Exchange, name: string): string[] {
  return url.searchParams
    .getAll(name)
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '')
}

function numberFault(exchange: Exchange, numbers: readonly string[]): Response | undefined {
  const isFine = numbers.every((number) => /^\d{10}$/.test(number))
  return isFine
    ? undefined
    : badRequest(exchange, 'Parameters not having correct format: shipmentTrackingNumber (pattern=[0-9]{10})')
}

const descriptions: Readonly<Record<Checkpoint, string>> = {
  SD: 'Shipment information received',
  PU: 'Shipment picked up',
  DF: 'Shipment has departed from a DHL facility',
  WC: 'Shipment is out with courier for delivery',
  OK: 'Delivered',
}

function shipmentView(record: ShipmentRecord, query: unknown): object {
  const wanted = textAt(query, 'trackingView') || 'all-checkpoints'
  const level = textAt(query, 'levelOfDetail') || 'shipment'
  const all = record.events.map(({ code, at }) => eventView(record, code, at))
  const shown = wanted === 'shipment-details-only' ? [] : wanted === 'last-checkpoint' ? all.slice(0, 1) : all
  const unit = record.isMetric ? 'metric' : 'imperial'
  return {
    shipmentTrackingNumber: record.id,
    status: 'Success',
    shipmentTimestamp: record.createdAt.slice(0, 19),
    productCode: record.productCode,
    description: record.description,
    shipperDetails: partyView(record.shipper),
    receiverDetails: partyView(record.receiver),
    totalWeight: record.pieces.reduce((total, { weight }) => total + weight, 0),
    unitOfMeasurements: unit,
    shipperReferences: record.references.map((value) => ({ value, typeCode: 'CU' })),
    events: level === 'piece' ? [] : shown,
    numberOfPieces: record.pieces.length,
    ...(level === 'shipment'
      ? {}
      : {
          pieces: record.pieces.map(({ trackingNumber, weight }, index) => ({
            number: index + 1,
            shipmentTrackingNumber: record.id,
            trackingNumber,
            weight,
            actualWeight: weight,
            unitOfMeasurements: unit,
            events: shown,
          })),
        }),
    estimatedDeliveryDate: isoDay(businessDaysAfter(new Date(record.createdAt), 2)),
  }
}

function partyView({ name, countryCode, ...address }: Place): object {
  const code = areaOf(countryCode)
  return {
    name,
    postalAddress: { ...address, countyName: '', countryCode },
    serviceArea: [{ code, description: `${code}-${countryCode}` }],
  }
}

function eventView({ shipper, receiver }: ShipmentRecord, code: Checkpoint, at: string): object {
  const place = code === 'WC' || code === 'OK' ? receiver : shipper
  const area = areaOf(place.countryCode)
  return {
    date: at.slice(0, 10),
    time: at.slice(11, 19),
    GMTOffset: '+00:00',
    typeCode: code,
    description: descriptions[code],
    serviceArea: [{ code: area, description: `${place.cityName}-${place.countryCode}` }],
    ...(code === 'OK' ? { signedBy: 'FRONT DESK' } : {}),
  }
}

const proofQuery = closed(
  {},
  {
    shipperAccountNumber: text(12, 1),
    content: oneOf(
      ...['epod-detail', 'epod-summary', 'epod-detail-esig', 'epod-summary-esig'],
      ...['epod-table', 'epod-table-detail', 'epod-table-esig'],
    ),
  },
)

/** `GET /shipments/{shipmentTrackingNumber}/proof-of-delivery`, of what was delivered. */
export function proofOfDelivery(exchange: Exchange, state: State, number: string): Response {
  const query = checkedQuery(exchange, proofQuery)
  if (query instanceof Response) return query
  const fault = numberFault(exchange, [number])
  if (fault !== undefined) return fault
  const record = shipments(state).find(number)
  if (record?.events[0]?.code !== 'OK') return refused(exchange, 404, 'Not Found', undefined, undefined)
  const content = labelImage('pdf', 'DHL POD', record.id)
  return answered(exchange, { documents: [{ encodingFormat: 'PDF', content, typeCode: 'POD' }] })
}

const imageTypes = [
  'waybill',
  'commercial-invoice',
  'customs-entry',
  'transport-accompanying-document',
  'generic-entry-summary',
  'dhl-issued-proforma-invoice',
] as const

const imageQuery = closed(
  {
    shipperAccountNumber: text(12, 1),
    typeCode: oneOf(...imageTypes),
    pickupYearAndMonth: matching(/^\d{4}-(0[1-9]|1[0-2])$/),
  },
  { encodingFormat: oneOf('pdf', 'tiff'), allInOnePDF: flag, compressedPackage: flag },
)

/** `GET /shipments/{shipmentTrackingNumber}/get-image`; `typeCode` may be repeated. */
export function getImage(exchange: Exchange, state: State, number: string): Response {
  const query = checkedQuery(exchange, imageQuery)
  if (query instanceof Response) return query
  const format = textAt(query, 'encodingFormat') || 'pdf'
  if (format === 'tiff' && textAt(query, 'allInOnePDF') === 'true') {
    return badRequest(
      exchange,
      '1506: encodingFormat TIFF is not applicable in combination with allInOnePDF = true.  Please check the request message and retry.',
    )
  }
  const record = shipments(state).find(number)
  if (record === undefined) {
    const detail = '1504: No document images found for the provided search criteria.'
    return refused(exchange, 404, 'Not found', 'Not found', detail)
  }
  return answered(exchange, {
    documents: exchange.url.searchParams.getAll('typeCode').map((typeCode) => ({
      shipmentTrackingNumber: record.id,
      typeCode,
      function: 'export',
      encodingFormat: format.toUpperCase(),
      content: labelImage(format === 'tiff' ? 'tiff' : 'pdf', `DHL ${typeCode}`, record.id),
    })),
  })
}

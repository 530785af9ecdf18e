import { dateOf } from '../../calendar.ts'
import { json } from '../../http.ts'
import { closed, listAt, numberAt, textAt, valueAt } from '../../json-shape.ts'
import { type LabelFormat, labelImage } from '../../label-image.ts'
import type { Exchange, State } from '../../provider.ts'
import { badRequest, checkedBody, checkedQuery, headersOf } from './answers.ts'
import { flag, isTimestamp, timestampFault } from './parts.ts'
import { newPickup } from './pickup-records.ts'
import { offered, type Shipping } from './products.ts'
import { shipmentRequest } from './shipment-request.ts'
import { digits, type Place, type ShipmentRecord, shipments } from './shipments.ts'

const shipmentQuery = closed({}, { strictValidation: flag, bypassPLTError: flag, validateDataOnly: flag })

/** `POST /shipments`: https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
export function ship(exchange: Exchange, state: State): Response {
  const query = checkedQuery(exchange, shipmentQuery)
  if (query instanceof Response) return query
  const request = checkedBody(exchange, shipmentRequest)
  if (request instanceof Response) return request
  const planned = textAt(request, 'plannedShippingDateAndTime')
  if (!isTimestamp(planned)) return badRequest(exchange, timestampFault)
  const refusal = conditionalFault(exchange, request)
  if (refusal !== undefined) return refusal

  const record: ShipmentRecord = {
    id: `5${digits(exchange.randomId(9))}`,
    productCode: textAt(request, 'productCode'),
    description: textAt(request, 'content', 'description'),
    shipper: placeOf(valueAt(request, 'customerDetails', 'shipperDetails')),
    receiver: placeOf(valueAt(request, 'customerDetails', 'receiverDetails')),
    isMetric: textAt(request, 'content', 'unitOfMeasurement') === 'metric',
    pieces: listAt(request, 'content', 'packages').map((each) => ({
      trackingNumber: `JD01460000${digits(exchange.randomId(10))}`,
      weight: numberAt(each, 'weight'),
    })),
    references: listAt(request, 'customerReferences').map((reference) => textAt(reference, 'value')),
    events: [],
    createdAt: exchange.now.toISOString(),
  }
  const isPickedUp = valueAt(request, 'pickup', 'isRequested') === true
  const isOnlyValidated = textAt(query, 'validateDataOnly') === 'true'
  if (!isOnlyValidated) shipments(state).save(record)
  const account = textAt(request, 'accounts', 0, 'number')
  const pickup = isPickedUp && !isOnlyValidated ? newPickup(exchange, state, account, planned.slice(0, 10)) : undefined
  const base = `${exchange.url.origin}${exchange.url.pathname}`
  const trackingUrl = `${base}/${record.id}/tracking`
  const body = {
    url: base,
    shipmentTrackingNumber: record.id,
    ...(pickup === undefined
      ? {}
      : { cancelPickupUrl: `${base.replace(/shipments$/, 'pickups')}/${pickup}`, dispatchConfirmationNumber: pickup }),
    trackingUrl,
    packages: record.pieces.map(({ trackingNumber }, index) => ({
      referenceNumber: index + 1,
      trackingNumber,
      trackingUrl: `${trackingUrl}?pieceTrackingNumber=${trackingNumber}`,
      volumetricWeight: 0,
    })),
    documents: documentsOf(request, record),
  }
  return json(body, 201, { ...headersOf(exchange), Location: trackingUrl })
}

function conditionalFault(exchange: Exchange, request: unknown): Response | undefined {
  if (!listAt(request, 'accounts').some((account) => textAt(account, 'typeCode') === 'shipper')) {
    return badRequest(
      exchange,
      'The account number is not found or invalid. Please check the account number and retry.',
    )
  }
  const isDeclarable = valueAt(request, 'content', 'isCustomsDeclarable') === true
  const isValued =
    valueAt(request, 'content', 'declaredValue') !== undefined &&
    textAt(request, 'content', 'declaredValueCurrency') !== ''
  if (isDeclarable && !isValued) {
    return badRequest(exchange, '7025: declaredValue and declaredValueCurrency are required for a declarable shipment.')
  }
  const shipping: Shipping = {
    from: textAt(request, 'customerDetails', 'shipperDetails', 'postalAddress', 'countryCode'),
    to: textAt(request, 'customerDetails', 'receiverDetails', 'postalAddress', 'countryCode'),
    isDeclarable,
    isMetric: true,
    weights: [],
    start: dateOf(textAt(request, 'plannedShippingDateAndTime'), exchange.now),
  }
  const code = textAt(request, 'productCode')
  if (offered(shipping).some((product) => product.code === code)) return undefined
  return badRequest(
    exchange,
    `1001: The requested product(s) (${code}) not available between this origin and destination. Please validate the products and services combination (via the /rates or /products service) or contact our customer service.`,
  )
}

function placeOf(given: unknown): Place {
  return {
    name: textAt(given, 'contactInformation', 'fullName'),
    cityName: textAt(given, 'postalAddress', 'cityName').toUpperCase(),
    postalCode: textAt(given, 'postalAddress', 'postalCode'),
    provinceCode: textAt(given, 'postalAddress', 'provinceCode'),
    countryCode: textAt(given, 'postalAddress', 'countryCode'),
  }
}

const formats: Readonly<Record<string, LabelFormat>> = { pdf: 'pdf', zpl: 'zpl', epl: 'epl', lp2: 'epl' }

/** The label, and each other document that is asked for. */
function documentsOf(request: unknown, { id }: ShipmentRecord): object[] {
  const encoding = textAt(request, 'outputImageProperties', 'encodingFormat') || 'pdf'
  const wanted = listAt(request, 'outputImageProperties', 'imageOptions')
    .filter((option) => valueAt(option, 'isRequested') === true)
    .map((option) => textAt(option, 'typeCode'))
  return [...new Set(['label', ...wanted])].map((typeCode) =>
    typeCode === 'qr-code'
      ? { imageFormat: 'PNG', content: labelImage('png', 'DHL', id), typeCode }
      : {
          imageFormat: encoding.toUpperCase(),
          content: labelImage(formats[encoding] ?? 'pdf', `DHL ${typeCode}`, id),
          typeCode,
        },
  )
}

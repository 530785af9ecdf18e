import { businessDaysAfter, dateOf, isoDay } from '../../calendar.ts'
import { json, mediaType, parseJson } from '../../http.ts'
import {
  anything,
  boolean,
  closed,
  faultsOf,
  group,
  list,
  listAt,
  matching,
  number,
  numberAt,
  oneOf,
  type Shape,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import type { Exchange, State } from '../../provider.ts'
import { checkedBody, invalid, refused } from './answers.ts'
import { labelAnswer } from './label-answer.ts'
import { type LabelRecord, labels, type Place, trackingNumber } from './label-records.ts'
import {
  destinationEntryFacilityType,
  labelAddress,
  labelDestination,
  processingCategory,
  rateIndicator,
  zipCode,
} from './parts.ts'
import { paymentFault } from './payments.ts'
import {
  dollars,
  extraService,
  extraServiceCode,
  isExtraService,
  priceOf,
  productOf,
  products,
  skuOf,
  zoneOf,
} from './products.ts'

const imageInfo = closed(
  {},
  {
    imageType: oneOf(
      ...['PDF', 'TIFF', 'JPG', 'PNG', 'GIF', 'SVG'],
      ...['ZPL203DPI', 'ZPL300DPI', 'EPL300DPI', 'LABEL_BROKER', 'NONE'],
    ),
    labelType: oneOf('4X4LABEL', '4X5LABEL', '4X6LABEL', '6X4LABEL', '2X7LABEL'),
    shipInfo: boolean,
    receiptOption: oneOf('SAME_PAGE', 'SEPARATE_PAGE', 'NONE'),
    brandingImageFormat: oneOf('ONE_SQUARE', 'TWO_SQUARES', 'RECTANGLE', 'NONE'),
    brandingImageUUIDs: list(text(36, 36), 0, 2),
    includeLabelBrokerPDF: boolean,
    addZPLComments: boolean,
    addImageComments: boolean,
    suppressPostage: boolean,
    suppressMailDate: boolean,
    returnLabel: boolean,
    packageNumber: whole(1, 9999),
    totalPackages: whole(1, 9999),
  },
)

const packageDescription = group(
  {
    mailClass: oneOf(...products.map((each) => each.mailClass).filter((name) => name !== 'USPS_RETAIL_GROUND')),
    processingCategory,
    destinationEntryFacilityType,
    mailingDate: matching(/^\d{4}-\d{2}-\d{2}/),
    weight: number(0),
    length: number(0),
    height: number(0),
    width: number(0),
  },
  {
    rateIndicator,
    shape: oneOf('RECTANGULAR', 'NON_RECTANGULAR'),
    packagingType: text(),
    weightUOM: oneOf('lb'),
    dimensionsUOM: oneOf('in'),
    girth: number(0),
    hasNonstandardCharacteristics: boolean,
    extraServices: list(extraServiceCode, 0, 5),
    packageOptions: group({}, { packageValue: number(0) }),
    customerReference: list(group({}, { referenceNumber: text(30, 1), printReferenceNumber: boolean }), 0, 4),
    inductionZIPCode: zipCode,
    carrierRelease: boolean,
  },
)

const labelRequest = closed(
  { toAddress: labelDestination, fromAddress: labelAddress, packageDescription },
  { imageInfo, senderAddress: labelAddress, returnAddress: labelAddress, customsForm: anything },
)

/** `POST /labels/v3/label`: https://developers.usps.com/domesticlabelsv3 */
export function createLabel(exchange: Exchange, state: State): Response {
  const fault = paymentFault(exchange)
  if (fault !== undefined) return fault
  const request = checkedBody(exchange, labelRequest)
  if (request instanceof Response) return request
  const refusal = conditionalFault(exchange, request)
  if (refusal !== undefined) return refusal

  const key = exchange.headers.get('x-idempotency-key') ?? ''
  const earlier = key === '' ? undefined : findByKey(state, key)
  if (earlier !== undefined && earlier.body !== exchange.body) {
    return invalid(exchange, 'X-Idempotency-Key', 'The key was used for another request.')
  }
  if (earlier !== undefined) return labelAnswer(exchange, earlier, metadataOf(earlier))
  const description = valueAt(request, 'packageDescription')
  const record: LabelRecord = {
    id: trackingNumber(exchange.randomId(9)),
    key,
    body: key === '' ? '' : exchange.body,
    mailClass: textAt(description, 'mailClass'),
    pounds: numberAt(description, 'weight'),
    imageType: textAt(request, 'imageInfo', 'imageType') || 'PDF',
    receiptOption: textAt(request, 'imageInfo', 'receiptOption') || 'SAME_PAGE',
    origin: placeOf(valueAt(request, 'fromAddress')),
    destination: placeOf(valueAt(request, 'toAddress')),
    mailingDate: textAt(description, 'mailingDate').slice(0, 10),
    extraServices: listAt(description, 'extraServices').map(Number),
    isCanceled: false,
    createdAt: exchange.now.toISOString(),
  }
  labels(state).save(record)
  return labelAnswer(exchange, record, metadataOf(record))
}

/** What the description asks for in words. */
function conditionalFault(exchange: Exchange, request: unknown): Response | undefined {
  const key = exchange.headers.get('x-idempotency-key')
  if (key !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)) {
    return invalid(exchange, 'X-Idempotency-Key', 'The key must be a UUID.')
  }
  const description = valueAt(request, 'packageDescription')
  const isShaped = textAt(description, 'shape') !== '' && textAt(description, 'packagingType') !== ''
  if (textAt(description, 'rateIndicator') === '' && !isShaped) {
    return invalid(exchange, 'packageDescription.rateIndicator', 'The required parameter rateIndicator is missing.')
  }
  const unknown = listAt(description, 'extraServices').find((code) => !isExtraService(Number(code)))
  if (unknown !== undefined) {
    return invalid(exchange, 'packageDescription.extraServices', `There is no extra service ${unknown}.`)
  }
  const pounds = numberAt(description, 'weight')
  if (pounds === 0 || pounds > 70) {
    return invalid(exchange, 'packageDescription.weight', 'The weight must be more than 0 and at most 70 pounds.')
  }
  const destination = valueAt(request, 'toAddress')
  const isHeld = valueAt(destination, 'holdForPickup') === true
  for (const part of isHeld ? [] : ['streetAddress', 'city', 'state', 'ZIPCode']) {
    if (textAt(destination, part) === '') return invalid(exchange, `toAddress.${part}`, `The ${part} is missing.`)
  }
  const isNamed = textAt(destination, 'firm') !== '' || textAt(destination, 'lastName') !== ''
  return isNamed ? undefined : invalid(exchange, 'toAddress.firm', 'Either firm or firstName and lastName is required.')
}

function placeOf(address: unknown): Place {
  return {
    streetAddress: textAt(address, 'streetAddress').toUpperCase(),
    city: textAt(address, 'city').toUpperCase(),
    state: textAt(address, 'state'),
    ZIPCode: textAt(address, 'ZIPCode'),
    firm: textAt(address, 'firm'),
    firstName: textAt(address, 'firstName'),
    lastName: textAt(address, 'lastName'),
  }
}

function metadataOf(record: LabelRecord): object {
  const product = productOf(record.mailClass)
  const zone = zoneOf(record.origin.ZIPCode, record.destination.ZIPCode)
  const extras = record.extraServices.map((code) => extraService(code, 'COMMERCIAL'))
  const price = product === undefined ? 0 : dollars(priceOf(product, record.pounds, zone, 'COMMERCIAL'))
  const arrival = isoDay(businessDaysAfter(dateOf(record.mailingDate, new Date(record.createdAt)), product?.days ?? 3))
  return {
    labelAddress: record.destination,
    routingInformation: `420${record.destination.ZIPCode}`,
    trackingNumber: record.id,
    constructCode: 'C03',
    SKU: product === undefined ? '' : skuOf(product),
    postage: dollars((price + extras.reduce((all, extra) => all + extra.price, 0)) * 100),
    extraServices: extras.map(({ name, SKU, price: fee }) => ({ name, SKU, price: fee })),
    serviceTypeCode: '055',
    zone,
    mailingDate: `${record.mailingDate}T00:00:00Z`,
    commitment: {
      name: `${product?.days ?? 3} Days`,
      scheduleDeliveryDate: arrival,
      expectedDeliveryDate: arrival,
      isPriorityMailNextDay: false,
    },
    weightUOM: 'lb',
    weight: record.pounds,
    dimensionalWeight: 0,
    fees: [],
    permitHolderName: 'SANDBOX',
    bannerText: 'USPS TRACKING # USPS Ship',
    retailDistributionCode: '01',
    links: [],
  }
}

/** `DELETE /labels/v3/label/{trackingNumber}`, or `DELETE /labels/v3/label` with the key that it was created with. */
export function cancelLabel(exchange: Exchange, state: State, number: string): Response {
  const found = payable(exchange, state, number)
  if (found instanceof Response) return found
  if (found.isCanceled) return orderFault(exchange, 'The order is already canceled')
  labels(state).save({ ...found, isCanceled: true })
  const headers = found.key === '' ? {} : { 'X-Idempotency-Key': found.key }
  return json({ trackingNumber: found.id, status: 'CANCELED' }, 200, headers)
}

const reprintRequest = closed({}, { imageInfo })

/** `POST /labels/v3/label-reprint/{trackingNumber}`, or without it with the key. */
export function reprintLabel(exchange: Exchange, state: State, number: string): Response {
  const request = checkedBody(exchange, reprintRequest)
  if (request instanceof Response) return request
  const found = payable(exchange, state, number)
  if (found instanceof Response) return found
  if (found.isCanceled) return orderFault(exchange, 'The order is canceled')
  const imageType = textAt(request, 'imageInfo', 'imageType') || 'PDF'
  return labelAnswer(exchange, { ...found, imageType, receiptOption: 'NONE' }, metadataOf(found))
}

const edits: Readonly<Record<string, Shape>> = {
  '/packageDescription/weight': number(0, 70),
  '/packageDescription/length': number(0),
  '/packageDescription/height': number(0),
  '/packageDescription/width': number(0),
  '/packageDescription/girth': number(0),
  '/packageDescription/processingCategory': processingCategory,
  '/packageDescription/rateIndicator': rateIndicator,
  '/packageDescription/containers': list(anything),
}

/** `PATCH /labels/v3/label/{trackingNumber}`: a list of `{op: 'replace', path, value}`. */
export function editLabel(exchange: Exchange, state: State, number: string): Response {
  const found = payable(exchange, state, number)
  if (found instanceof Response) return found
  const patch = mediaType(exchange.headers) === 'application/json' ? parseJson(exchange.body) : undefined
  if (!Array.isArray(patch) || patch.length === 0) {
    return refused(exchange, 400, [{ title: 'Malformed Request', detail: 'The body is not a list of operations.' }])
  }
  for (const operation of patch) {
    const path = textAt(operation, 'path')
    const shape = edits[path]
    const isFit = shape !== undefined && faultsOf(shape, valueAt(operation, 'value')).length === 0
    if (textAt(operation, 'op') !== 'replace' || !isFit) return invalid(exchange, path, 'The operation is not allowed.')
  }
  const weight = patch.find((operation) => textAt(operation, 'path') === '/packageDescription/weight')
  const edited = { ...found, pounds: weight === undefined ? found.pounds : numberAt(weight, 'value') }
  labels(state).save(edited)
  return json(metadataOf(edited))
}

/** The label of a number, or of the header's key where the path has no number. */
function payable(exchange: Exchange, state: State, number: string): LabelRecord | Response {
  const fault = paymentFault(exchange)
  if (fault !== undefined) return fault
  const key = exchange.headers.get('x-idempotency-key') ?? ''
  if (number === '' && key === '') {
    return invalid(exchange, 'X-Idempotency-Key', 'The required header X-Idempotency-Key is missing.')
  }
  const found = number === '' ? findByKey(state, key) : labels(state).find(number)
  return found ?? orderFault(exchange, 'Order not found')
}

function orderFault(exchange: Exchange, detail: string): Response {
  const source = { parameter: 'trackingNumber' }
  return refused(exchange, 400, [{ title: 'Bad Request', detail, code: '0000001', source }])
}

function findByKey(state: State, key: string): LabelRecord | undefined {
  return labels(state)
    .all()
    .find((label) => label.key === key)
}

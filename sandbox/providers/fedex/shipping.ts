import { dateOf, isoDay, weekday } from '../../calendar.ts'
import {
  anything,
  boolean,
  day,
  group,
  list,
  listAt,
  number,
  oneOf,
  type Shape,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { labelImage } from '../../label-image.ts'
import type { Exchange, State } from '../../provider.ts'
import { answered, checked, type FedexError, missingOrInvalid, refused } from './answers.ts'
import { account, commodity, packageMembers, packagingType, party, payment, pickupType, weight } from './parts.ts'
import { accountMismatch, chargesOf, invalidCombination, parcelsOf } from './rates.ts'
import { amount, arrivalOf, daysInWords, priceOf, type Service, servicesFor } from './services.ts'
import { findShipment, type Place, type ShipmentRecord, shipments, trackingNumber } from './shipments.ts'

/** `LABELSTOCKTYPE` of the Ship API's description. */
const stock = oneOf(
  'PAPER_4X6',
  'STOCK_4X675',
  'PAPER_4X675',
  'PAPER_4X8',
  'PAPER_4X9',
  'PAPER_7X475',
  'PAPER_85X11_BOTTOM_HALF_LABEL',
  'PAPER_85X11_TOP_HALF_LABEL',
  'PAPER_LETTER',
  'STOCK_4X675_LEADING_DOC_TAB',
  'STOCK_4X8',
  'STOCK_4X9_LEADING_DOC_TAB',
  'STOCK_4X6',
  'STOCK_4X675_TRAILING_DOC_TAB',
  'STOCK_4X9_TRAILING_DOC_TAB',
  'STOCK_4X9',
  'STOCK_4X85_TRAILING_DOC_TAB',
  'STOCK_4X105_TRAILING_DOC_TAB',
)

const requestedShipment = group(
  {
    shipper: party,
    recipients: list(party, 1, 1),
    pickupType,
    serviceType: text(),
    packagingType,
    totalWeight: number(0),
    shippingChargesPayment: payment,
    labelSpecification: group(
      { imageType: oneOf('ZPLII', 'EPL2', 'PDF', 'PNG'), labelStockType: stock },
      { labelFormatType: oneOf('COMMON2D', 'LABEL_DATA_ONLY'), labelRotation: text(), resolution: whole() },
    ),
    requestedPackageLineItems: list(
      group(
        { weight },
        {
          ...packageMembers,
          sequenceNumber: text(),
          itemDescription: text(50),
          customerReferences: list(
            group(
              {
                customerReferenceType: oneOf(
                  'CUSTOMER_REFERENCE',
                  'DEPARTMENT_NUMBER',
                  'INVOICE_NUMBER',
                  'P_O_NUMBER',
                  'INTRACOUNTRY_REGULATORY_REFERENCE',
                  'RMA_ASSOCIATION',
                ),
              },
              { value: text(40) },
            ),
          ),
        },
      ),
      1,
      300,
    ),
  },
  {
    shipDatestamp: day,
    totalPackageCount: whole(1),
    blockInsightVisibility: boolean,
    shipmentSpecialServices: anything,
    customsClearanceDetail: group({ commercialInvoice: anything, commodities: list(commodity, 1) }),
  },
)

const shipRequest = group(
  { accountNumber: account, labelResponseOptions: oneOf('URL_ONLY', 'LABEL'), requestedShipment },
  {
    mergeLabelDocOption: oneOf('NONE', 'LABELS_AND_DOCS', 'LABELS_ONLY'),
    shipAction: oneOf('CONFIRM', 'TRANSFER'),
    processingOptionType: oneOf('SYNCHRONOUS_ONLY', 'ALLOW_ASYNCHRONOUS'),
    oneLabelAtATime: boolean,
  },
)

const validateRequest = group({ requestedShipment }, { accountNumber: account })

const cancelRequest = group(
  { accountNumber: account, trackingNumber: text(40, 1) },
  { emailShipment: boolean, senderCountryCode: text(2), deletionControl: oneOf('DELETE_ALL_PACKAGES') },
)

/** `POST /ship/v1/shipments`: https://developer.fedex.com/api/en-us/catalog/ship/v1/docs.html */
export function ship(exchange: Exchange, state: State): Response {
  const accepted = acceptShipment(exchange, shipRequest)
  if (accepted instanceof Response) return accepted
  const { request, service } = accepted
  const shipment = valueAt(request, 'requestedShipment')
  const parcels = parcelsOf(shipment)
  const numbers = parcels.map(() => trackingNumber(exchange.randomId(8)))
  const record: ShipmentRecord = {
    id: numbers[0] ?? '',
    account: textAt(request, 'accountNumber', 'value'),
    trackingNumbers: numbers,
    serviceType: service.type,
    packagingType: textAt(shipment, 'packagingType'),
    pounds: parcels.reduce((all, pounds) => all + pounds, 0),
    origin: placeOf(valueAt(shipment, 'shipper', 'address')),
    destination: placeOf(valueAt(shipment, 'recipients', 0, 'address')),
    references: listAt(shipment, 'requestedPackageLineItems').flatMap((item) =>
      listAt(item, 'customerReferences').map((reference) => ({
        type: textAt(reference, 'customerReferenceType'),
        value: textAt(reference, 'value'),
      })),
    ),
    isCancelled: false,
    createdAt: exchange.now.toISOString(),
  }
  shipments(state).save(record)
  return answered(exchange, { transactionShipments: [transactionShipment(exchange, request, service, record)] })
}

/** `POST /ship/v1/shipments/packages/validate` */
export function validateShipment(exchange: Exchange): Response {
  const accepted = acceptShipment(exchange, validateRequest)
  if (accepted instanceof Response) return accepted
  return answered(exchange, {
    alerts: [
      {
        code: 'SHIPMENT.VALIDATION.SUCCESS',
        alertType: 'NOTE',
        message: 'Shipment validated successfully. No errors found.',
      },
    ],
  })
}

/** `PUT /ship/v1/shipments/cancel` */
export function cancelShipment(exchange: Exchange, state: State): Response {
  const request = checked(exchange, cancelRequest)
  if (request instanceof Response) return request
  const record = findShipment(state, textAt(request, 'trackingNumber'))
  if (record === undefined) {
    return refused(exchange, 400, {
      code: 'TRACKINGNUMBER.ENTERED.INVALID',
      message: 'Error with entered Tracking Number. Please verify the entered Tracking Number.',
    })
  }
  if (record.account !== '' && record.account !== textAt(request, 'accountNumber', 'value')) {
    return refused(exchange, 400, {
      code: 'SHIPMENT.USER.UNAUTHORIZED',
      message: 'Requested user is not authorized to perform the operation.',
    })
  }
  shipments(state).save({ ...record, isCancelled: true })
  return answered(exchange, {
    cancelledShipment: !record.isCancelled,
    cancelledHistory: true,
    message: record.isCancelled ? 'Shipment was already cancelled' : 'Shipment is successfully cancelled',
  })
}

/** The request with the service that it asks for; or the refusal. */
function acceptShipment(exchange: Exchange, shape: Shape): Response | { request: unknown; service: Service } {
  const request = checked(exchange, shape)
  if (request instanceof Response) return request
  const faults = conditionalFaults(request)
  if (faults.length > 0) return refused(exchange, 400, ...faults)
  const shipment = valueAt(request, 'requestedShipment')
  const [from, to] = countriesOf(shipment)
  const [service] = servicesFor(from, to, textAt(shipment, 'serviceType') || 'NONE')
  return service === undefined ? refused(exchange, 400, invalidCombination) : { request, service }
}

/** What the description asks for in words. */
function conditionalFaults(request: unknown): FedexError[] {
  const errors: FedexError[] = []
  const number = textAt(request, 'accountNumber', 'value')
  if (valueAt(request, 'accountNumber') !== undefined && !/^\d{9}$/.test(number)) {
    errors.push({
      code: 'ACCOUNTNUMBER.REGISTRATION.REQUIRED',
      message: 'Please enter a valid 9-digit FedEx account number or register for a new FedEx account number.',
    })
  }
  const shipment = valueAt(request, 'requestedShipment')
  const parties = [
    ['shipper', valueAt(shipment, 'shipper')],
    ['recipients[0]', valueAt(shipment, 'recipients', 0)],
  ] as const
  for (const [name, who] of parties) {
    const key = `requestedShipment.${name}`
    if (textAt(who, 'contact', 'personName') === '' && textAt(who, 'contact', 'companyName') === '') {
      errors.push(missingOrInvalid(`${key}.contact.personName`))
    }
    const phone = textAt(who, 'contact', 'phoneNumber')
    if (phone === '') errors.push(missingOrInvalid(`${key}.contact.phoneNumber`))
    const isNorthAmerican = ['US', 'CA', 'PR'].includes(textAt(who, 'address', 'countryCode'))
    for (const part of isNorthAmerican ? ['stateOrProvinceCode', 'postalCode'] : []) {
      if (textAt(who, 'address', part) === '') errors.push(missingOrInvalid(`${key}.address.${part}`))
    }
  }
  const payer = textAt(shipment, 'shippingChargesPayment', 'payor', 'responsibleParty', 'accountNumber', 'value')
  const paymentType = textAt(shipment, 'shippingChargesPayment', 'paymentType')
  if (paymentType === 'SENDER' && payer !== '' && number !== '' && payer !== number) errors.push(accountMismatch)
  if (paymentType === 'THIRD_PARTY' && payer === '') {
    errors.push(missingOrInvalid('requestedShipment.shippingChargesPayment.payor'))
  }
  const [from, to] = countriesOf(shipment)
  if (from !== to && valueAt(shipment, 'customsClearanceDetail') === undefined) {
    errors.push(missingOrInvalid('requestedShipment.customsClearanceDetail'))
  }
  return errors
}

function countriesOf(shipment: unknown): [string, string] {
  return [
    textAt(shipment, 'shipper', 'address', 'countryCode'),
    textAt(shipment, 'recipients', 0, 'address', 'countryCode'),
  ]
}

function placeOf(address: unknown): Place {
  return {
    city: textAt(address, 'city').toUpperCase(),
    stateOrProvinceCode: textAt(address, 'stateOrProvinceCode'),
    postalCode: textAt(address, 'postalCode'),
    countryCode: textAt(address, 'countryCode'),
    residential: valueAt(address, 'residential') === true,
  }
}

const imageFormats = { ZPLII: 'zpl', EPL2: 'epl', PDF: 'pdf', PNG: 'png' } as const

function transactionShipment(exchange: Exchange, request: unknown, service: Service, record: ShipmentRecord): object {
  const shipment = valueAt(request, 'requestedShipment')
  const start = dateOf(textAt(shipment, 'shipDatestamp'), exchange.now)
  const arrival = arrivalOf(service, start)
  const charges = parcelsOf(shipment).map((pounds) => chargesOf(priceOf(service, pounds), 'ACCOUNT'))
  const total = charges.reduce((all, { net }) => all + net, 0)
  const docType = textAt(shipment, 'labelSpecification', 'imageType')
  const format = Object.entries(imageFormats).find(([name]) => name === docType)?.[1] ?? 'pdf'
  const idType = service.carrier === 'FDXG' ? 'GROUND' : 'FEDEX'
  return {
    masterTrackingNumber: record.id,
    serviceType: service.type,
    shipDatestamp: isoDay(start),
    serviceName: service.name,
    serviceCategory: service.carrier === 'FDXG' ? 'GROUND' : 'EXPRESS',
    shipmentDocuments: [],
    pieceResponses: record.trackingNumbers.map((number, index) => ({
      masterTrackingNumber: record.id,
      trackingNumber: number,
      packageSequenceNumber: index + 1,
      deliveryDatestamp: isoDay(arrival),
      netRateAmount: amount(charges[index]?.net ?? 0),
      baseRateAmount: amount(charges[index]?.base ?? 0),
      netDiscountAmount: amount(charges[index]?.discount ?? 0),
      netChargeAmount: amount(charges[index]?.net ?? 0),
      additionalChargesDiscount: 0,
      codcollectionAmount: 0,
      currency: 'USD',
      packageDocuments: [
        {
          contentType: 'LABEL',
          copiesToPrint: 1,
          trackingNumber: number,
          docType,
          ...(textAt(request, 'labelResponseOptions') === 'LABEL'
            ? { encodedLabel: labelImage(format, 'FEDEX', number) }
            : { url: `${exchange.url.origin}/document/v1/cache/retrieve/SH,${number}_SHIPPING_P/isLabel=true` }),
        },
      ],
      customerReferences: listAt(shipment, 'requestedPackageLineItems', index, 'customerReferences'),
    })),
    alerts: [],
    completedShipmentDetail: {
      usDomestic: service.isDomestic,
      carrierCode: service.carrier,
      packagingDescription: record.packagingType,
      masterTrackingId: { trackingIdType: idType, formId: '0201', trackingNumber: record.id },
      serviceDescription: {
        serviceType: service.type,
        code: service.carrier === 'FDXG' ? '92' : '03',
        names: [{ type: 'long', encoding: 'utf-8', value: service.name }],
        description: service.name,
        serviceCategory: 'parcel',
      },
      operationalDetail: {
        deliveryDay: weekday(arrival).slice(0, 3).toUpperCase(),
        deliveryDate: isoDay(arrival),
        commitDate: isoDay(arrival),
        transitTime: daysInWords(service.businessDays),
        countryCode: record.destination.countryCode,
        postalCode: record.destination.postalCode,
        stateOrProvinceCode: record.destination.stateOrProvinceCode,
      },
      shipmentRating: {
        actualRateType: 'PAYOR_ACCOUNT_PACKAGE',
        shipmentRateDetails: [
          {
            rateType: 'PAYOR_ACCOUNT_PACKAGE',
            ratedWeightMethod: 'ACTUAL',
            totalBaseCharge: amount(charges.reduce((all, { base }) => all + base, 0)),
            totalFreightDiscounts: amount(charges.reduce((all, { discount }) => all + discount, 0)),
            totalSurcharges: amount(charges.reduce((all, { fuel }) => all + fuel, 0)),
            totalNetFedExCharge: amount(total),
            totalNetCharge: amount(total),
            totalBillingWeight: { units: 'LB', value: Math.ceil(record.pounds) },
            currency: 'USD',
          },
        ],
      },
      completedPackageDetails: record.trackingNumbers.map((number, index) => ({
        sequenceNumber: index + 1,
        groupNumber: 0,
        signatureOption: 'SERVICE_DEFAULT',
        trackingIds: [{ trackingIdType: idType, formId: '0201', trackingNumber: number }],
      })),
    },
  }
}

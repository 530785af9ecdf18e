import { json } from '../../http.ts'
import type { Exchange, State } from '../../provider.ts'
import { fault, refusal, succeeded, wrapped } from './answers.ts'
import { htmlLabel, label } from './labels.ts'
import { account, charges, measures, packaging, party } from './parts.ts'
import { billingWeight, pounds } from './rating.ts'
import { charge, priceOf, services } from './services.ts'
import {
  at,
  type Fault,
  group,
  list,
  many,
  matching,
  missing,
  oneOf,
  optional,
  required,
  text,
  textAt,
} from './shape.ts'
import { type ShipmentRecord, shipments } from './shipments.ts'
import { isTrackingNumber, trackingNumber } from './tracking-number.ts'

const referenceNumbers = list(group({ Code: optional(text(2)), Value: required(text(35)) }), 5)

const shipmentRequest = group({
  Request: required(
    group({
      RequestOption: required(text(15)),
      SubVersion: optional(matching(/^\d{4}$/)),
      TransactionReference: optional(group({ CustomerContext: optional(text(512)) })),
    }),
  ),
  Shipment: required(
    group({
      Description: optional(text(50)),
      ReturnService: optional(group({ Code: required(text(2)) })),
      Shipper: required(party(true, { ShipperNumber: required(account) })),
      ShipTo: required(party(true)),
      ShipFrom: optional(party(true)),
      PaymentInformation: optional(group({ ShipmentCharge: required(charges) })),
      ReferenceNumber: optional(referenceNumbers),
      Service: required(group({ Code: required(matching(/^[0-9A-Z]{2}$/)), Description: optional(text(35)) })),
      InvoiceLineTotal: optional(
        group({ CurrencyCode: required(text(3, 3)), MonetaryValue: required(matching(/^\d{1,8}(\.\d{1,2})?$/)) }),
      ),
      Package: required(
        list(
          group({
            Description: optional(text(35)),
            Packaging: required(packaging),
            ReferenceNumber: optional(referenceNumbers),
            ...measures(false),
          }),
          200,
        ),
      ),
    }),
  ),
  LabelSpecification: optional(
    group({
      LabelImageFormat: required(group({ Code: required(oneOf('GIF', 'ZPL', 'EPL', 'SPL', 'PNG')) })),
      LabelStockSize: required(group({ Height: required(oneOf('6', '8')), Width: required(oneOf('4')) })),
      HTTPUserAgent: optional(text(64)),
    }),
  ),
})

/** What the description asks for in words: https://developer.ups.com/api/reference/shipping */
function conditionalFaults(request: unknown): Fault[] {
  const shipment = at(request, 'Shipment')
  const faults: Fault[] = []
  const payer = at(shipment, 'PaymentInformation', 'ShipmentCharge')
  if (!('PaymentInformation' in shipment)) {
    faults.push(missing('ShipmentRequest/Shipment/PaymentInformation'))
  } else if (
    !['BillShipper', 'BillReceiver', 'BillThirdParty', 'ConsigneeBilledIndicator'].some((name) => name in payer)
  ) {
    faults.push(missing('ShipmentRequest/Shipment/PaymentInformation/ShipmentCharge/BillShipper'))
  }
  const returns = textAt(shipment, 'ReturnService', 'Code')
  if ((returns === '' || returns === '9') && Object.keys(at(request, 'LabelSpecification')).length === 0) {
    faults.push(missing('ShipmentRequest/LabelSpecification'))
  }
  const [from, to] = countries(shipment)
  for (const name of from === to ? [] : ['Shipper', 'ShipTo']) {
    if (textAt(shipment, name, 'Phone', 'Number') === '')
      faults.push(missing(`ShipmentRequest/Shipment/${name}/Phone/Number`))
    if (textAt(shipment, name, 'AttentionName') === '')
      faults.push(missing(`ShipmentRequest/Shipment/${name}/AttentionName`))
  }
  for (const name of ['Shipper', 'ShipTo']) {
    const country = textAt(shipment, name, 'Address', 'CountryCode')
    const isPostal = ['US', 'CA', 'PR'].includes(country)
    for (const part of isPostal ? ['PostalCode', 'StateProvinceCode'] : []) {
      if (textAt(shipment, name, 'Address', part) === '')
        faults.push(missing(`ShipmentRequest/Shipment/${name}/Address/${part}`))
    }
  }
  const hasWeights = many(shipment.Package).every((parcel) => textAt(parcel, 'PackageWeight', 'Weight') !== '')
  if (!hasWeights && textAt(shipment, 'Package', 'Packaging', 'Code') !== '01') {
    faults.push(missing('ShipmentRequest/Shipment/Package/PackageWeight/Weight'))
  }
  return faults
}

function countries(shipment: unknown): [string, string] {
  const from =
    textAt(shipment, 'ShipFrom', 'Address', 'CountryCode') || textAt(shipment, 'Shipper', 'Address', 'CountryCode')
  return [from, textAt(shipment, 'ShipTo', 'Address', 'CountryCode')]
}

/** `POST /shipments/v2409/ship` */
export function ship(exchange: Exchange, state: State): Response {
  const request = wrapped(exchange, 'ShipmentRequest', shipmentRequest)
  if (request instanceof Response) return request
  const faults = conditionalFaults(request)
  if (faults.length > 0) return refusal(400, ...faults)

  const shipment = at(request, 'Shipment')
  const [from, to] = countries(shipment)
  const code = textAt(shipment, 'Service', 'Code')
  const service = services.find((candidate) => candidate.code === code && candidate.isDomestic === (from === to))
  if (service === undefined) {
    return refusal(400, fault('121210', 'The requested service is unavailable between the selected locations.'))
  }
  const shipper = textAt(shipment, 'Shipper', 'ShipperNumber')
  const packages = many(shipment.Package).map((parcel) => ({
    trackingNumber: trackingNumber(shipper, code, digits(exchange.randomId(7))),
    pounds: pounds(parcel),
    isVoided: false,
  }))
  const record: ShipmentRecord = {
    id: packages[0]?.trackingNumber ?? '',
    service: code,
    packages,
    isVoided: false,
    labelFormat: textAt(request, 'LabelSpecification', 'LabelImageFormat', 'Code') || 'GIF',
    destination: {
      name: textAt(shipment, 'ShipTo', 'Name'),
      city: textAt(shipment, 'ShipTo', 'Address', 'City'),
      state: textAt(shipment, 'ShipTo', 'Address', 'StateProvinceCode'),
      postalCode: textAt(shipment, 'ShipTo', 'Address', 'PostalCode'),
      country: to,
    },
    references: many(shipment.ReferenceNumber).map((reference) => textAt(reference, 'Value')),
    createdAt: exchange.now.toISOString(),
  }
  shipments(state).save(record)
  const total = packages.reduce((sum, parcel) => sum + priceOf(service, parcel.pounds), 0)
  return json({
    ShipmentResponse: {
      Response: succeeded(request),
      ShipmentResults: {
        ShipmentCharges: {
          TransportationCharges: charge(total),
          ServiceOptionsCharges: charge(0),
          TotalCharges: charge(total),
        },
        RatingMethod: '01',
        BillableWeightCalculationMethod: '02',
        BillingWeight: billingWeight(packages.reduce((sum, parcel) => sum + parcel.pounds, 0)),
        ShipmentIdentificationNumber: record.id,
        PackageResults: packages.map((parcel) => packageResult(record, parcel.trackingNumber)),
      },
    },
  })
}

function packageResult({ labelFormat }: ShipmentRecord, number: string): object {
  return {
    TrackingNumber: number,
    ServiceOptionsCharges: charge(0),
    ShippingLabel: {
      ImageFormat: { Code: labelFormat, Description: labelFormat },
      GraphicImage: label(labelFormat, number),
      ...(labelFormat === 'GIF' ? { HTMLImage: htmlLabel(number) } : {}),
    },
  }
}

function digits(random: string): string {
  return Array.from(random, (char) => char.charCodeAt(0) % 10).join('')
}

/** `DELETE /shipments/v2409/void/cancel/{shipmentidentificationnumber}`, with `?trackingnumber=` for single packages. */
export function voidShipment(exchange: Exchange, state: State, id: string): Response {
  if (!isTrackingNumber(id)) return refusal(400, fault('190100', 'Invalid shipment identification number'))
  const record = shipments(state).find(id)
  if (record === undefined) return refusal(400, fault('190102', 'No shipment found within the allowed void period'))
  if (record.isVoided) return refusal(400, fault('190117', 'The Shipment has already been voided'))

  const wanted = (exchange.url.searchParams.get('trackingnumber') ?? '').match(/[^[\]",\s]+/g) ?? []
  const known = wanted.filter((number) => record.packages.some((parcel) => parcel.trackingNumber === number))
  if (known.length < wanted.length) return refusal(400, fault('190109', 'Invalid tracking number'))

  const packages = record.packages.map((parcel) => ({
    ...parcel,
    isVoided: parcel.isVoided || wanted.length === 0 || known.includes(parcel.trackingNumber),
  }))
  const isVoided = packages.every((parcel) => parcel.isVoided)
  shipments(state).save({ ...record, packages, isVoided })
  const status = isVoided ? { Code: '1', Description: 'Voided' } : { Code: '2', Description: 'Partially Voided' }
  return json({
    VoidShipmentResponse: {
      Response: succeeded({}),
      SummaryResult: { Status: status },
      ...(wanted.length === 0
        ? {}
        : {
            PackageLevelResults: known.map((number) => ({
              TrackingNumber: number,
              Status: { Code: '1', Description: 'Voided' },
            })),
          }),
    },
  })
}

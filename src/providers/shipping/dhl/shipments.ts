import * as z from 'zod'
import type { Address, contents } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { contactInformation, postalAddress } from './addresses.ts'
import { exportDeclaration, isDutiable, worthOf } from './customs.ts'
import { measures, unitsOf } from './packages.ts'
import { billed, type Consignment, prices, shipperAccount } from './rating.ts'
import { plannedTime } from './times.ts'

export const dhlLabelFormat = () => z.enum(['pdf', 'zpl', 'epl'])

type LabelFormat = z.output<ReturnType<typeof dhlLabelFormat>>

export const incoterm = () => z.enum(['DAP', 'DDP', 'EXW', 'FCA', 'CPT', 'CIP', 'DPU', 'FAS', 'FOB', 'CFR', 'CIF'])

export interface Shipment extends Consignment {
  readonly service: string
  readonly contents: z.output<ReturnType<typeof contents>>
  readonly reference?: string | undefined
  readonly incoterm: string
  readonly labelFormat: LabelFormat
}

export function partyDetails(native: Address) {
  return { postalAddress: postalAddress(native), contactInformation: contactInformation(native) }
}

/** `POST /shipments`. https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
export function shipmentRequest(input: Shipment, accountNumber: string) {
  const { from, to, parcels, contents, reference } = input
  const worth = worthOf(contents)
  return {
    plannedShippingDateAndTime: plannedTime(input.shipDate, input.shipTime, input.utcOffset),
    // The courier is sent for by `schedule-pickup`.
    pickup: { isRequested: false },
    productCode: input.service,
    accounts: shipperAccount(accountNumber),
    getRateEstimates: true,
    outputImageProperties: {
      encodingFormat: input.labelFormat,
      imageOptions: [
        { typeCode: 'label', templateName: 'ECOM26_84_001' },
        { typeCode: 'waybillDoc', isRequested: false },
      ],
    },
    ...(reference === undefined ? {} : { customerReferences: [{ value: reference, typeCode: 'CU' }] }),
    customerDetails: { shipperDetails: partyDetails(from), receiverDetails: partyDetails(to) },
    content: {
      packages: measures(parcels),
      isCustomsDeclarable: isDutiable(input),
      ...(worth === undefined ? {} : { declaredValue: worth.value, declaredValueCurrency: worth.currency }),
      ...exportDeclaration(input),
      description: contents.description,
      incoterm: input.incoterm,
      unitOfMeasurement: unitsOf(parcels).unitOfMeasurement,
    },
  }
}

export const shipmentAnswer = once(() =>
  z.looseObject({
    shipmentTrackingNumber: z.string(),
    packages: z.array(z.looseObject({ trackingNumber: z.string() })).nullish(),
    documents: z
      .array(z.looseObject({ imageFormat: z.string().nullish(), content: z.string(), typeCode: z.string() }))
      .nullish(),
    shipmentCharges: prices(),
  }),
)

/** The waybill is tracked and billed; pieces have numbers of their own, and one document has the labels of all. */
export function unifyShipment(
  native: z.output<ReturnType<typeof shipmentAnswer>>,
  { labelFormat }: Pick<Shipment, 'labelFormat'>,
) {
  const cost = billed(native.shipmentCharges)
  return {
    id: native.shipmentTrackingNumber,
    trackingNumber: native.shipmentTrackingNumber,
    trackingNumbers: (native.packages ?? []).map(({ trackingNumber }) => trackingNumber),
    labels: (native.documents ?? [])
      .filter(({ typeCode }) => typeCode === 'label')
      .map(({ content }) => ({ trackingNumber: null, format: labelFormat, data: content, url: null })),
    cost: cost?.amount ?? null,
    currency: cost?.currency ?? null,
  }
}

export function exampleShipment({ parcels, labelFormat }: Shipment) {
  return {
    url: 'https://express.api.dhl.com/mydhlapi/shipments',
    shipmentTrackingNumber: '1234567890',
    trackingUrl: 'https://express.api.dhl.com/mydhlapi/shipments/1234567890/tracking',
    packages: parcels.map((_, index) => ({
      referenceNumber: index + 1,
      trackingNumber: `JD0146000046172307${String(11 + index)}`,
    })),
    documents: [{ imageFormat: labelFormat.toUpperCase(), content: 'REhM', typeCode: 'label' }],
    shipmentCharges: [{ currencyType: 'BILLC', priceCurrency: 'EUR', price: 61.4 }],
  }
}

import * as z from 'zod'

/** The tables of codes. https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
export const datasetInput = () => ({
  dataset: z.enum([
    'country',
    'countryPostalcodeFormat',
    'dangerousGoods',
    'incoterm',
    'productCode',
    'serviceCode',
    'packageTypeCode',
    'documentTypeCode',
    'customerShipmentReferenceType',
    'customerPackageReferenceType',
    'invoiceReferenceType',
    'invoiceItemReferenceType',
    'registrationNumberTypeCode',
    'commodityCategory',
    'returnStatusMessage',
    'trackingEventCode',
    'unitOfMeasurement',
    'languageCode',
    'outputImageTemplate',
  ]),
})

export function exampleDataset({ dataset }: { readonly dataset: string }) {
  return {
    referenceData: [
      {
        datasetName: dataset,
        dataCount: 1,
        data: [[{ attribute: 'globalProductCode', value: 'P' }]],
      },
    ],
  }
}

export const documentInput = () => ({
  trackingNumber: z.string().regex(/^\d{10}$/, 'is not a waybill number of ten digits'),
  type: z.enum([
    'waybill',
    'commercial-invoice',
    'customs-entry',
    'transport-accompanying-document',
    'generic-entry-summary',
    'dhl-issued-proforma-invoice',
  ]),
  /** The month in which the shipment was picked up, `YYYY-MM`. */
  pickupMonth: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month such as 2026-11'),
  format: z.enum(['pdf', 'tiff']).default('pdf'),
})

export function exampleDocument(input: {
  readonly trackingNumber: string
  readonly type: string
  readonly format: string
}) {
  return {
    documents: [
      {
        shipmentTrackingNumber: input.trackingNumber,
        typeCode: input.type,
        encodingFormat: input.format.toUpperCase(),
        content: 'REhM',
      },
    ],
  }
}

export function exampleServicePoints({ address }: { readonly address: string }) {
  return {
    status: { statusCode: 1, statusMessage: 'OK' },
    searchAddress: address,
    servicePoints: [
      {
        facilityTypeCode: 'EC',
        serviceAreaCode: 'PRG',
        facilityId: 'PRG001',
        servicePointName: 'DHL Service Point',
        servicePointType: 'PARTNER',
      },
    ],
  }
}

import * as z from 'zod'

/** `GET /shipments/…/get-image`. https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
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

import { dateOf, isoDay, weekday } from '../../calendar.ts'
import { listAt, textAt, valueAt } from '../../json-shape.ts'
import { labelImage } from '../../label-image.ts'
import type { Exchange } from '../../provider.ts'
import { chargesOf, parcelsOf } from './rates.ts'
import { amount, arrivalOf, daysInWords, priceOf, type Service } from './services.ts'
import type { ShipmentRecord } from './shipments.ts'

const imageFormats = { ZPLII: 'zpl', EPL2: 'epl', PDF: 'pdf', PNG: 'png' } as const

/** One element of `output.transactionShipments`. */
export function transactionShipment(
  exchange: Exchange,
  request: unknown,
  service: Service,
  record: ShipmentRecord,
): object {
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

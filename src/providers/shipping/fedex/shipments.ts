import * as z from 'zod'
import { type Address, labelFormat } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { contact, streetAddress } from './addresses.ts'
import { declaredCustoms } from './customs.ts'
import { transactionId } from './examples.ts'
import { unifyMoney } from './money.ts'
import { measures, poundsOf } from './packages.ts'
import type { Consignment } from './rating.ts'

type Party = Address & { readonly name: string; readonly phone: string }

export interface Shipment extends Consignment {
  readonly from: Party
  readonly to: Party
  readonly service: string
  readonly reference?: string | undefined
  readonly labelFormat: z.output<ReturnType<typeof fedexLabelFormat>>
}

export const fedexLabelFormat = () => z.enum(['pdf', 'png', 'zpl', 'epl'])

/** Names of the formats, and paper of 4 by 6 inches: printers of ZPL and EPL have it on a roll. */
const labels = {
  pdf: { imageType: 'PDF', labelStockType: 'PAPER_4X6' },
  png: { imageType: 'PNG', labelStockType: 'PAPER_4X6' },
  zpl: { imageType: 'ZPLII', labelStockType: 'STOCK_4X6' },
  epl: { imageType: 'EPL2', labelStockType: 'STOCK_4X6' },
} as const

/** https://developer.fedex.com/api/en-us/catalog/ship/v1/docs.html */
export function shipmentRequest(input: Shipment, accountNumber: string) {
  return {
    accountNumber: { value: accountNumber },
    labelResponseOptions: 'LABEL',
    mergeLabelDocOption: 'NONE',
    processingOptionType: 'SYNCHRONOUS_ONLY',
    requestedShipment: {
      ...requestedShipment(input, accountNumber),
      totalPackageCount: input.parcels.length,
      totalWeight: poundsOf(input.parcels),
    },
  }
}

/** The same for one package, whose total weight is a whole number. */
export function validationRequest(input: Shipment, accountNumber: string) {
  return {
    accountNumber: { value: accountNumber },
    requestedShipment: { ...requestedShipment(input, accountNumber), totalWeight: poundsOf(input.parcels, 0) },
  }
}

function requestedShipment(input: Shipment, accountNumber: string) {
  const { from, to, reference } = input
  return {
    shipDatestamp: input.shipDate,
    shipper: { contact: contact(from), address: streetAddress(from) },
    recipients: [{ contact: contact(to), address: streetAddress(to) }],
    serviceType: input.service,
    packagingType: input.packaging,
    pickupType: input.pickupType,
    blockInsightVisibility: false,
    shippingChargesPayment: {
      paymentType: 'SENDER',
      payor: { responsibleParty: { accountNumber: { value: accountNumber } } },
    },
    labelSpecification: { labelFormatType: 'COMMON2D', ...labels[input.labelFormat] },
    rateRequestType: ['ACCOUNT'],
    requestedPackageLineItems: measures(input.parcels).map((measured) => ({
      ...(input.contents === undefined ? {} : { itemDescription: input.contents.description }),
      ...(reference === undefined
        ? {}
        : { customerReferences: [{ customerReferenceType: 'CUSTOMER_REFERENCE', value: reference }] }),
      ...measured,
    })),
    ...declaredCustoms(input),
  }
}

const document = () =>
  z.looseObject({
    contentType: z.string().nullish(),
    docType: z.string().nullish(),
    trackingNumber: z.string().nullish(),
    encodedLabel: z.string().nullish(),
    url: z.string().nullish(),
  })

const piece = () =>
  z.looseObject({ trackingNumber: z.string().nullish(), packageDocuments: z.array(document()).nullish() })

const shipment = () =>
  z.looseObject({
    masterTrackingNumber: z.string(),
    pieceResponses: z.array(piece()).nullish(),
    completedShipmentDetail: z
      .looseObject({
        shipmentRating: z
          .looseObject({
            actualRateType: z.string().nullish(),
            shipmentRateDetails: z
              .array(
                z.looseObject({
                  rateType: z.string().nullish(),
                  totalNetCharge: z.number().nullish(),
                  currency: z.string().nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
      })
      .nullish(),
  })

export const shipmentAnswer = once(() =>
  z.looseObject({ output: z.looseObject({ transactionShipments: z.tuple([shipment()], shipment()) }) }),
)

export function unifyShipment(
  { output }: z.output<ReturnType<typeof shipmentAnswer>>,
  input: Pick<Shipment, 'labelFormat'>,
) {
  const [native] = output.transactionShipments
  const pieces = native.pieceResponses ?? []
  const numbers = pieces.flatMap(({ trackingNumber }) => trackingNumber ?? [])
  const cost = costOf(native)
  return {
    id: native.masterTrackingNumber,
    trackingNumber: numbers[0] ?? native.masterTrackingNumber,
    trackingNumbers: numbers.length === 0 ? [native.masterTrackingNumber] : numbers,
    labels: pieces.flatMap((piece) => labelsOf(piece, input.labelFormat)),
    cost: cost?.amount ?? null,
    currency: cost?.currency ?? null,
  }
}

/** What is no label but a form or an invoice is left to the native answer. */
function labelsOf(
  { packageDocuments, trackingNumber }: z.output<ReturnType<typeof piece>>,
  asked: keyof typeof labels,
) {
  return (packageDocuments ?? [])
    .filter(({ contentType }) => contentType === null || contentType === undefined || contentType === 'LABEL')
    .map((native) => ({
      trackingNumber: native.trackingNumber ?? trackingNumber ?? null,
      format: formatOf(native.docType) ?? asked,
      data: native.encodedLabel ?? null,
      url: native.url ?? null,
    }))
}

function formatOf(docType: string | null | undefined) {
  const named = { ZPLII: 'zpl', EPL2: 'epl' }[docType ?? ''] ?? docType?.toLowerCase()
  return labelFormat().safeParse(named).data
}

function costOf({ completedShipmentDetail }: z.output<ReturnType<typeof shipment>>) {
  const rating = completedShipmentDetail?.shipmentRating
  const details = rating?.shipmentRateDetails ?? []
  const actual = details.find(({ rateType }) => rateType === rating?.actualRateType) ?? details[0]
  return typeof actual?.totalNetCharge === 'number' && actual.currency
    ? unifyMoney(actual.totalNetCharge, actual.currency)
    : undefined
}

/** Cancels every package, by the number of the shipment. */
export function cancellationRequest({ id, senderCountry }: Cancellation, accountNumber: string) {
  return {
    accountNumber: { value: accountNumber },
    trackingNumber: id,
    deletionControl: 'DELETE_ALL_PACKAGES',
    senderCountryCode: senderCountry,
  }
}

interface Cancellation {
  readonly id: string
  readonly senderCountry?: string | undefined
}

export const cancellationAnswer = once(() =>
  z.looseObject({
    output: z.looseObject({ cancelledShipment: z.boolean(), message: z.string().nullish() }),
  }),
)

export function unifyCancellation({ output }: z.output<ReturnType<typeof cancellationAnswer>>, { id }: Cancellation) {
  return { id, canceled: output.cancelledShipment, message: output.message ?? null }
}

export function exampleShipment(input: Shipment) {
  const numbers = input.parcels.map((_, index) => String(794_953_535_000 + index))
  return {
    transactionId,
    output: {
      transactionShipments: [
        {
          masterTrackingNumber: '794953535000',
          serviceType: input.service,
          shipDatestamp: input.shipDate,
          serviceCategory: input.service === 'FEDEX_GROUND' ? 'GROUND' : 'EXPRESS',
          pieceResponses: numbers.map((trackingNumber, index) => ({
            masterTrackingNumber: '794953535000',
            trackingNumber,
            packageSequenceNumber: index + 1,
            netChargeAmount: 12.35,
            packageDocuments: [
              {
                contentType: 'LABEL',
                copiesToPrint: 1,
                docType: labels[input.labelFormat].imageType,
                encodedLabel: 'RmVkRXg=',
              },
            ],
          })),
          completedShipmentDetail: {
            shipmentRating: {
              actualRateType: 'PAYOR_ACCOUNT_PACKAGE',
              shipmentRateDetails: [{ rateType: 'PAYOR_ACCOUNT_PACKAGE', totalNetCharge: 12.35, currency: 'USD' }],
            },
          },
        },
      ],
    },
  }
}

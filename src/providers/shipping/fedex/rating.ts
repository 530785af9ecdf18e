import * as z from 'zod'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { postalAddress } from './addresses.ts'
import { type Crossing, ratedCustoms } from './customs.ts'
import { transactionId } from './examples.ts'
import { unifyMoney } from './money.ts'
import { measures } from './packages.ts'

export interface Consignment extends Crossing {
  readonly shipDate: string
  readonly service?: string | undefined
  readonly packaging: string
  readonly pickupType: string
}

/** https://developer.fedex.com/api/en-us/catalog/rate/v1/docs.html */
export function rateRequest(input: Consignment, accountNumber: string) {
  const { from, to, parcels } = input
  return {
    accountNumber: { value: accountNumber },
    rateRequestControlParameters: { returnTransitTimes: true },
    requestedShipment: {
      shipper: { address: postalAddress(from) },
      recipient: { address: postalAddress(to) },
      serviceType: input.service,
      packagingType: input.packaging,
      pickupType: input.pickupType,
      shipDateStamp: input.shipDate,
      rateRequestType: ['ACCOUNT'],
      totalPackageCount: parcels.length,
      requestedPackageLineItems: measures(parcels).map((measured) => ({ groupPackageCount: 1, ...measured })),
      ...ratedCustoms(input),
    },
  }
}

const transitTimes = () =>
  z.looseObject({ minimumTransitTime: z.string().nullish(), description: z.string().nullish() }).nullish()

export const ratesAnswer = once(() =>
  z.looseObject({
    output: z.looseObject({
      rateReplyDetails: z
        .array(
          z.looseObject({
            serviceType: z.string(),
            serviceName: z.string().nullish(),
            ratedShipmentDetails: z
              .array(
                z.looseObject({
                  rateType: z.string().nullish(),
                  totalNetCharge: z.number(),
                  currency: z.string().nullish(),
                  shipmentRateDetail: z.looseObject({ currency: z.string().nullish() }).nullish(),
                }),
              )
              .nullish(),
            commit: z
              .looseObject({
                dateDetail: z.looseObject({ dayFormat: z.string().nullish() }).nullish(),
                transitDays: transitTimes(),
                daysInTransit: z.string().nullish(),
              })
              .nullish(),
            operationalDetail: z
              .looseObject({ transitTime: z.string().nullish(), deliveryDate: z.string().nullish() })
              .nullish(),
          }),
        )
        .nullish(),
    }),
  }),
)

/** The account's own price; FedEx answers no other where none was asked for. A service without a price isn't offered. */
export function unifyRates({ output }: z.output<ReturnType<typeof ratesAnswer>>) {
  return {
    rates: (output.rateReplyDetails ?? []).flatMap((native) => {
      const details = native.ratedShipmentDetails ?? []
      const rated = details.find(({ rateType }) => rateType === 'ACCOUNT') ?? details[0]
      if (rated === undefined) return []
      const currency = rated.shipmentRateDetail?.currency ?? rated.currency
      const price = currency ? unifyMoney(rated.totalNetCharge, currency) : undefined
      if (price === undefined) throw new UnreadableAnswer('output.rateReplyDetails: a charge that is no amount')
      const { commit, operationalDetail } = native
      return [
        {
          service: native.serviceType,
          serviceName: native.serviceName ?? native.serviceType,
          ...price,
          estimatedDelivery: dayIn(commit?.dateDetail?.dayFormat) ?? dayIn(operationalDetail?.deliveryDate),
          days: daysOf(
            commit?.transitDays?.minimumTransitTime ?? commit?.daysInTransit ?? operationalDetail?.transitTime,
          ),
        },
      ]
    }),
  }
}

/** `2026-11-27T10:30:00` → `2026-11-27`; null for anything else. */
export function dayIn(native: string | null | undefined): string | null {
  const day = native?.slice(0, 10)
  return day !== undefined && z.iso.date().safeParse(day).success ? day : null
}

/** https://developer.fedex.com/api/en-us/catalog/rate/v1/docs.html, `minimumTransitTime` */
const words =
  'ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN TWENTY'.split(
    ' ',
  )

/** `TWO_DAYS` → 2; null where FedEx doesn't commit itself. */
function daysOf(native: string | null | undefined): number | null {
  const [, word = ''] = /^([A-Z]+)_DAYS?$/.exec(native ?? '') ?? []
  const index = words.indexOf(word)
  return index < 0 ? null : index + 1
}

export function exampleRates({ service = 'FEDEX_GROUND', packaging, parcels, shipDate }: Consignment) {
  return {
    transactionId,
    output: {
      rateReplyDetails: [
        {
          serviceType: service,
          serviceName: service === 'FEDEX_GROUND' ? 'FedEx Ground®' : service,
          packagingType: packaging,
          commit: {
            dateDetail: { dayOfWeek: 'FRI', dayFormat: `${shipDate}T23:59:00` },
            transitDays: { minimumTransitTime: 'TWO_DAYS', description: '2 Business Days' },
          },
          ratedShipmentDetails: [
            {
              rateType: 'ACCOUNT',
              ratedWeightMethod: 'ACTUAL',
              totalBaseCharge: 10.4,
              totalNetCharge: 12.35,
              totalNetFedExCharge: 12.35,
              shipmentRateDetail: { rateZone: '4', currency: 'USD', totalSurcharges: 1.95 },
              ratedPackages: parcels.map((_, groupNumber) => ({ groupNumber })),
            },
          ],
          operationalDetail: { transitTime: 'TWO_DAYS', ineligibleForMoneyBackGuarantee: false },
        },
      ],
      quoteDate: shipDate,
      isEncoded: false,
    },
  }
}

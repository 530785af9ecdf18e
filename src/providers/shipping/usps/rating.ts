import * as z from 'zod'
import { toMinor } from '../../../contracts/money.ts'
import type { Address, Parcel } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import type { InputIssue } from '../../../kit/issues.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { isDomestic } from './addresses.ts'
import { isInternationalClass, measures, plainIndicator } from './packages.ts'

export interface Consignment {
  readonly from: Address
  readonly to: Address
  readonly parcels: readonly (Parcel & { readonly dimensions: NonNullable<Parcel['dimensions']> })[]
  readonly shipDate: string
  readonly service?: string | undefined
  readonly rateIndicator?: string | undefined
  readonly priceType: string
}

/** USPS rates from ZIP Code to ZIP Code at home, and to a country abroad. */
export function withoutZipCode({ from, to }: Pick<Consignment, 'from' | 'to'>): readonly InputIssue[] {
  const missing = (place: Address, path: string) =>
    isDomestic(place.country) && !/^\d{5}(-\d{4})?$/.test(place.postalCode ?? '')
      ? [{ path: `${path}.postalCode`, message: 'USPS needs the ZIP Code' }]
      : []
  return [...missing(from, 'from'), ...missing(to, 'to')]
}

/** A mail class goes either way, not both. */
export function wrongClass({ to, service }: Pick<Consignment, 'to' | 'service'>): readonly InputIssue[] {
  if (service === undefined || isInternationalClass(service) !== isDomestic(to.country)) return []
  return [{ path: 'service', message: `USPS has no such mail class to ${to.country}` }]
}

/** https://developers.usps.com/shippingoptionsv3: prices and the day of delivery, of every mail class that goes there. */
export function optionsRequest({ from, to, parcels, shipDate, service, priceType }: Consignment) {
  const isHome = isDomestic(to.country)
  return {
    pricingOptions: [{ priceType }],
    originZIPCode: from.postalCode,
    ...(isHome
      ? { destinationZIPCode: to.postalCode, destinationEntryFacilityType: 'NONE' }
      : { destinationCountryCode: to.country, foreignPostalCode: to.postalCode }),
    packageDescription: {
      ...measures(parcels),
      mailClass: service ?? (isHome ? 'ALL_OUTBOUND' : 'ALL'),
      mailingDate: shipDate,
    },
  }
}

const rateOption = () =>
  z.looseObject({
    totalPrice: z.number().nullish(),
    totalBasePrice: z.number().nullish(),
    commitment: z
      .looseObject({
        name: z.string().nullish(),
        scheduleDeliveryDate: z.string().nullish(),
        expectedDeliveryDate: z.string().nullish(),
      })
      .nullish(),
    rates: z
      .array(
        z.looseObject({
          description: z.string().nullish(),
          productName: z.string().nullish(),
          rateIndicator: z.string().nullish(),
          destinationEntryFacilityType: z.string().nullish(),
        }),
      )
      .nullish(),
  })

export const optionsAnswer = once(() =>
  z.looseObject({
    pricingOptions: z
      .array(
        z.looseObject({
          shippingOptions: z
            .array(z.looseObject({ mailClass: z.string(), rateOptions: z.array(rateOption()).nullish() }))
            .nullish(),
        }),
      )
      .nullish(),
  }),
)

/**
 * The prices at which `create-shipment` buys a label with the same input: handed in at any post office, in the sender's
 * own box or in the one that `rateIndicator` names.
 */
export function unifyOptions(
  { pricingOptions }: z.output<ReturnType<typeof optionsAnswer>>,
  { to, rateIndicator }: Pick<Consignment, 'to' | 'rateIndicator'>,
) {
  const options = (pricingOptions ?? []).flatMap(({ shippingOptions }) => shippingOptions ?? [])
  return {
    rates: options.flatMap(({ mailClass, rateOptions }) => {
      const wanted = rateIndicator ?? (isDomestic(to.country) ? plainIndicator(mailClass) : undefined)
      return (rateOptions ?? [])
        .filter((option) => isBuyable(option, wanted))
        .map((option) => unifyRate(mailClass, option))
    }),
  }
}

function isBuyable({ rates }: z.output<ReturnType<typeof rateOption>>, wanted: string | undefined): boolean {
  return (rates ?? []).every(
    ({ rateIndicator, destinationEntryFacilityType: entry }) =>
      (wanted === undefined || !rateIndicator || rateIndicator === wanted) && (!entry || entry === 'NONE'),
  )
}

function unifyRate(mailClass: string, option: z.output<ReturnType<typeof rateOption>>) {
  const price = option.totalPrice ?? option.totalBasePrice
  const amount = typeof price === 'number' ? toMinor(price, 'USD') : undefined
  if (amount === undefined) throw new UnreadableAnswer('pricingOptions: a price that is no amount')
  const { commitment } = option
  const [rate] = option.rates ?? []
  return {
    service: mailClass,
    serviceName: rate?.productName || rate?.description || mailClass,
    amount,
    currency: 'USD',
    estimatedDelivery: dayIn(commitment?.scheduleDeliveryDate) ?? dayIn(commitment?.expectedDeliveryDate),
    days: daysOf(commitment?.name),
  }
}

/** The day of a day or of a date-time; null for anything else. */
export function dayIn(native: string | null | undefined): string | null {
  const day = native?.slice(0, 10)
  return day !== undefined && z.iso.date().safeParse(day).success ? day : null
}

/** `2 Days` or `2-Day` → 2; null for `MILITARY`, `NO STD` and the like. */
function daysOf(commitment: string | null | undefined): number | null {
  const [, days] = /^(\d{1,2})[ -]days?\b/i.exec(commitment ?? '') ?? []
  return days === undefined ? null : Number(days)
}

export function exampleOptions({ from, to, shipDate, service, rateIndicator, priceType, parcels }: Consignment) {
  const home = isDomestic(to.country)
  const mailClass = service ?? (home ? 'USPS_GROUND_ADVANTAGE' : 'PRIORITY_MAIL_INTERNATIONAL')
  return {
    originZIPCode: from.postalCode,
    ...(home ? { destinationZIPCode: to.postalCode } : { destinationCountryCode: to.country }),
    pricingOptions: [
      {
        priceType,
        shippingOptions: [
          {
            mailClass,
            rateOptions: [
              {
                ...(home ? { commitment: { name: '3 Days', scheduleDeliveryDate: shipDate } } : {}),
                totalBasePrice: 9.35,
                rates: [
                  {
                    SKU: 'DUXP0XXXXC04050',
                    description: `${mailClass} Machinable Single-piece`,
                    priceType,
                    price: 9.35,
                    weight: measures(parcels).weight,
                    mailClass,
                    zone: '04',
                    processingCategory: 'MACHINABLE',
                    rateIndicator: rateIndicator ?? plainIndicator(mailClass),
                    destinationEntryFacilityType: 'NONE',
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  }
}

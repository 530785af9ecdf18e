import * as z from 'zod'
import { toMinor } from '../../../contracts/money.ts'
import type { Address } from '../../../contracts/shipping.ts'
import { once } from '../../../kit/contract.ts'
import { UnreadableAnswer } from '../../../kit/operation.ts'
import { postalAddress } from './addresses.ts'
import { type Crossing, isDutiable, worthOf } from './customs.ts'
import { measures, unitsOf } from './packages.ts'
import { dayIn, plannedTime } from './times.ts'

export interface Consignment extends Crossing {
  readonly from: Address
  readonly to: Address
  readonly shipDate: string
  readonly shipTime: string
  readonly utcOffset: string
  readonly service?: string | undefined
}

export function shipperAccount(accountNumber: string) {
  return [{ typeCode: 'shipper', number: accountNumber }]
}

/** `POST /rates`, which takes any number of packages. https://developer.dhl.com/api-reference/dhl-express-mydhl-api */
export function ratesRequest(input: Consignment, accountNumber: string) {
  const { from, to, parcels } = input
  const worth = worthOf(input.contents)
  return {
    customerDetails: { shipperDetails: postalAddress(from), receiverDetails: postalAddress(to) },
    accounts: shipperAccount(accountNumber),
    productCode: input.service,
    plannedShippingDateAndTime: plannedTime(input.shipDate, input.shipTime, input.utcOffset),
    unitOfMeasurement: unitsOf(parcels).unitOfMeasurement,
    isCustomsDeclarable: isDutiable(input),
    ...(worth === undefined ? {} : { monetaryAmount: [{ typeCode: 'declaredValue', ...worth }] }),
    // With the days that customs take.
    estimatedDeliveryDate: { isRequested: true, typeCode: 'QDDC' },
    packages: measures(parcels),
  }
}

const price = () =>
  z.looseObject({
    currencyType: z.string().nullish(),
    priceCurrency: z.string().nullish(),
    price: z.number().nullish(),
  })

/** What the account is billed, in its own currency. Prices of 0 are what DHL answers where it can't rate. */
export function billed(prices: readonly z.output<ReturnType<typeof price>>[] | null | undefined) {
  const native = prices?.find(({ currencyType }) => currencyType === 'BILLC')
  if (!native?.priceCurrency || !native.price) return undefined
  const amount = toMinor(native.price, native.priceCurrency)
  if (amount === undefined) throw new UnreadableAnswer('a price that is no amount')
  return { amount, currency: native.priceCurrency.toUpperCase() }
}

export const prices = () => z.array(price()).nullish()

export const ratesAnswer = once(() =>
  z.looseObject({
    products: z.array(
      z.looseObject({
        productCode: z.string(),
        productName: z.string().nullish(),
        totalPrice: prices(),
        deliveryCapabilities: z
          .looseObject({
            estimatedDeliveryDateAndTime: z.string().nullish(),
            totalTransitDays: z.union([z.number(), z.string()]).nullish(),
          })
          .nullish(),
      }),
    ),
  }),
)

/** A product without a price that would be billed isn't offered. */
export function unifyRates({ products }: z.output<ReturnType<typeof ratesAnswer>>) {
  return {
    rates: products.flatMap(({ productCode, productName, totalPrice, deliveryCapabilities: delivery }) => {
      const cost = billed(totalPrice)
      return cost === undefined
        ? []
        : [
            {
              service: productCode,
              serviceName: productName ?? productCode,
              ...cost,
              estimatedDelivery: dayIn(delivery?.estimatedDeliveryDateAndTime),
              days: daysOf(delivery?.totalTransitDays),
            },
          ]
    }),
  }
}

function daysOf(native: number | string | null | undefined): number | null {
  return /^\d{1,3}$/.test(String(native ?? '')) ? Number(native) : null
}

/** `GET /products`, which takes one package. */
export function productsQuery(input: Consignment, accountNumber: string) {
  const { from, to, parcels } = input
  const [only] = measures(parcels)
  return {
    accountNumber,
    originCountryCode: from.country,
    originPostalCode: from.postalCode,
    originCityName: from.city,
    destinationCountryCode: to.country,
    destinationPostalCode: to.postalCode,
    destinationCityName: to.city,
    weight: only?.weight,
    ...only?.dimensions,
    plannedShippingDate: input.shipDate,
    isCustomsDeclarable: isDutiable(input),
    unitOfMeasurement: unitsOf(parcels).unitOfMeasurement,
  }
}

export function exampleRates({ parcels, shipDate, service = 'P' }: Consignment) {
  return {
    products: [
      {
        productName: service === 'P' ? 'EXPRESS WORLDWIDE' : service,
        productCode: service,
        localProductCode: service,
        networkTypeCode: 'TD',
        isCustomerAgreement: false,
        weight: {
          volumetric: 1.5,
          provided: measures(parcels).reduce((sum, { weight }) => sum + weight, 0),
          unitOfMeasurement: unitsOf(parcels).unitOfMeasurement,
        },
        totalPrice: [
          { currencyType: 'BILLC', priceCurrency: 'EUR', price: 61.4 },
          { currencyType: 'BASEC', priceCurrency: 'EUR', price: 61.4 },
        ],
        deliveryCapabilities: {
          deliveryTypeCode: 'QDDC',
          estimatedDeliveryDateAndTime: `${shipDate}T23:59:00`,
          totalTransitDays: 2,
        },
        pricingDate: shipDate,
      },
    ],
  }
}

/** The same without prices. */
export function exampleProducts(input: Consignment) {
  return {
    products: exampleRates(input).products.map(({ totalPrice: _, pricingDate: __, ...product }) => product),
  }
}
